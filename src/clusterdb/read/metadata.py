"""What is known about a document: facts of its format, its labels and its own words -> the fields of Document.

The issuer is who speaks, in the document's words: the head of a work report (2025年河北省政府工作报告 ->
河北省人民政府), a byline below the title, or the body that the first paragraphs say has published, held or announced.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from clusterdb.model import BlockKind
from clusterdb.read.dates import DATE_LINE, read_date
from clusterdb.read.lines import Line
from clusterdb.read.structure import is_byline
from clusterdb.read.wording import load_wording

_PLACE = "[\u4e00-\u9fff]{2,8}?(?:省|市|自治区|特别行政区|自治州|地区|盟|县|区)"
_REPORT_TITLE = re.compile(rf"(?:\d{{4}}年)?(?P<place>{_PLACE})(?:人民)?政府工作报告")
_CONGRESS = re.compile(rf"(?P<place>{_PLACE})第[一二三四五六七八九十\d]{{1,4}}届人民代表大会")
_SPOKEN = re.compile(r"(?P<date>\d{4}年\d{1,2}月\d{1,2}日).{0,30}人民代表大会")
_TITLE_YEAR = re.compile(r"(?P<year>20\d\d)年[^，。]{0,12}政府工作报告")
_REGION = re.compile("(?P<place>[\u4e00-\u9fff]{2,8}?(?:自治区|特别行政区|自治州|省|市|县|区))")
_MONTH_DAY = re.compile(r"\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?")
_LEAD = 400
_BYLINE = 44
_DATELINE = re.compile(
    r"[\u4e00-\u9fff][ 　]+(?P<date>20\d\d(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2}))(?:[ 　]+\d{1,2}:\d{2}(?::\d{2})?)?"
    r"[ 　]*(?:[\u4e00-\u9fff]{2,3}|(?:第?[A-Z]?\d{1,3}版|星期|周[一二三四五六日]|本报|记者|通讯员|作者|编辑|责编|来源).*)?$"
)
#: 陕政办发〔2025〕12号 tells the year of a document that prints no date.
_NUMBERED = re.compile(r"[\u4e00-\u9fff][〔\[［（(](?P<year>20\d\d)[〕\]］）)]\s*第?\d{1,5}号")
#: What a page prints behind the name of a paper: 宁夏日报 2023年01月28日 第04版, 银川晚报（记者 马晓岚）.
_BEHIND_NAME = re.compile(
    r"(?:[ 　(（【\[]+(?:本报|本网)?(?:记者|作者|通讯员|编辑|责编|见习|打印|关闭|字号|20\d\d|第?\d+版).*|[ 　(（【\[]+)$"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of Document that a reader finds out."""

    title: str | None
    publisher: str | None
    issuer: str | None
    published_on: date | None
    published_precision: str | None
    document_kind: str
    url: str | None
    region: str | None
    note: str | None


def find_metadata(lines: Sequence[Line], facts: dict[str, str]) -> Metadata:
    """Read the facts, then the text's own words for what they lack."""
    title = next((line.text for line in lines if line.kind is BlockKind.TITLE), None) or facts.get("title")
    if "date" not in facts and (signed := _signed(lines)) is not None:
        facts = {**facts, "signed": signed}
    top = [line.text for line in lines[:10] if not line.cells]
    lead = "\n".join(text for text in top if text != title)[:_LEAD]
    byline = next((text for text in top[:4] if is_byline(text)), None)
    publisher = facts.get("publisher") or _from_tags(facts.get("tags"))
    published, precision, note = _published(title, lead, facts)
    issuer = facts.get("issuer") or _report_issuer(title, lead) or byline or _named_issuer(title, lead)
    kind = _kind(title, lead, byline=byline is not None, published=publisher is not None)
    return Metadata(
        title=title,
        publisher=_BEHIND_NAME.sub("", publisher)[:200] or None if publisher else None,
        issuer=issuer[:100] if issuer else None,
        published_on=published,
        published_precision=precision,
        document_kind=kind,
        url=facts["url"][:2000] if facts.get("url") else None,
        region=_region(issuer),
        note=note,
    )


def _signed(lines: Sequence[Line]) -> str | None:
    """The date below the name of the body that signs, or in brackets below the title."""
    for at, line in enumerate(lines):
        bare = line.text.strip("（()）")
        if bare and DATE_LINE.fullmatch(bare) and (0 < at < 4 or (at and is_byline(lines[at - 1].text))):
            return bare
    edge = [*lines[:6], *lines[-4:]]
    for line in edge:
        # 合肥高新区管委会 2025年10月9日, 某某日报讯 2025年9月12日
        match = _DATELINE.search(line.text) if not line.cells and len(line.text) <= _BYLINE else None
        if match is not None:
            return match["date"]
    return None


def _from_tags(tags: str | None) -> str | None:
    """中国电子报新闻 -> 中国电子报; a tag that is no paper's name tells nothing."""
    for tag in map(str.strip, (tags or "").split(",")):
        if re.search("[\u4e00-\u9fff]", tag) and re.search("(?:报|网|社|刊|台|客户端)(?:新闻)?$", tag):
            return tag.removesuffix("新闻")
    return None


def _published(title: str | None, lead: str, facts: dict[str, str]) -> tuple[date | None, str | None, str | None]:
    words = facts.get("date")
    note = None
    if words:
        read = read_date(words)
        if read is not None:
            return read[0], read[1], None
        note = f"{words} has no year" if _MONTH_DAY.fullmatch(words) else f"{words[:40]!r} is no date"
    spoken = _SPOKEN.search(lead)
    for signed in (spoken["date"] if spoken else None, facts.get("signed")):
        if signed and (read := read_date(signed)) is not None:
            return read[0], read[1], note
    year = _TITLE_YEAR.search(title or "") or _NUMBERED.search("\n".join((facts.get("number", ""), title or "", lead)))
    if year is not None:
        return date(int(year["year"]), 1, 1), "year", note
    return None, None, note


def _report_issuer(title: str | None, lead: str) -> str | None:
    if title is None or "政府工作报告" not in title:
        return None
    match = _REPORT_TITLE.search(title) or _CONGRESS.search(lead)
    if match is None:
        return None
    place = match["place"]
    # 2026年1月26日在广东省第十四届…: what stands before the place is not of its name
    place = re.sub(r"^.*[在日年于]", "", place) or place
    return f"{place}人民政府"


@lru_cache(maxsize=1)
def _issuer_patterns() -> tuple[re.Pattern[str], ...]:
    words = load_wording()
    endings = "|".join(sorted(map(re.escape, words.issuer_endings), key=len, reverse=True))
    verbs = "|".join(map(re.escape, words.issuer_verbs))
    body = rf"(?P<body>[\u4e00-\u9fff]{{2,16}}?(?:{endings}))"
    return (
        re.compile(rf"{body}(?:近日|日前|今日|昨日|在[\u4e00-\u9fff]{{2,6}})?(?:{verbs})"),
        re.compile(rf"^{body}(?:、[\u4e00-\u9fff]{{2,16}})?关于"),
        re.compile(rf"据{body}[^。]{{0,30}}(?:{verbs})"),
    )


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    return re.compile("^.*(?:" + "|".join(map(re.escape, load_wording().issuer_stops)) + ")")


def _named_issuer(title: str | None, lead: str) -> str | None:
    """近日，广东省人民政府发布《…》 -> 广东省人民政府."""
    for text in (title or "", lead):
        for pattern in _issuer_patterns():
            match = pattern.search(text)
            if match is not None:
                name = _stops().sub("", match["body"])
                if len(name) >= 4:
                    return name
    return None


def _kind(title: str | None, lead: str, *, byline: bool, published: bool) -> str:
    for rule in load_wording().kinds:
        if any(word in (title or "") for word in rule.title) or any(word in lead for word in rule.lead):
            return rule.kind
        if (rule.byline and byline) or (rule.published and published):
            return rule.kind
    return "other"


def _region(issuer: str | None) -> str | None:
    """The place that an issuer's name begins with: 苏州市统计局 -> 苏州市."""
    match = _REGION.match(issuer or "")
    return match["place"] if match is not None else None
