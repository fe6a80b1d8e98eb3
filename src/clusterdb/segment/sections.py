"""Document -> Sections: parts that tell of one year, by one issuer, looking back (review) or ahead (plan).

A section begins at a heading that says so (2020年工作总结, 三、2026年主要工作, “十五五”时期的主要目标任务) and at the title of
a second article in the same file. Headings that only name a topic belong to the section they stand in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues, zone_pattern
from clusterdb.model import Block, BlockKind, Document, Role, Section, Span

_YEAR = re.compile(r"((?:19|20)[0-9][0-9])年")
_FIVE_YEARS = re.compile(r"[“\"‘]?十([一二三四五六])五[”\"’]?")
_PAST_YEARS = re.compile(r"(?:过去|这)(?:的)?([一二三四五])年|([一二三四五])年来")
_ISSUER = re.compile(r"^[\u4e00-\u9fff]{2,24}(?:厅|局|委|委员会|政府|办公室|办公厅|部|中心|管委会)$")
#: A public body that prints its own documents; a paper may write of any place.
_BODY = re.compile(r"(?:政府|办公[室厅]|[厅局部委司处会])$")
#: What a body of the state does with a list, how far into a text that is told, and how many provinces are many.
_MADE_PUBLIC = re.compile(r"公示|公布|发布|印发|通报")
_LEAD, _MANY = 400, 5
_DIGIT = {c: i for i, c in enumerate("零一二三四五六")}
#: What kind of place alone: 自治区发展和改革委员会 does not say which.
_BARE = frozenset({"省", "市", "县", "区", "自治区", "自治州", "全省", "全市", "我省", "我市"})
#: A heading is short and says nothing: no full stop, no more than this many characters.
_LONGEST_HEADING = 60
_NO_HEADING = ("。", "；", "，", "？", "?", "！")
#: 某报记者：“十四五”规划提出… asks; it heads nothing.
_SPEAKS = re.compile(r"(?:问|答|主持人|发布人|[^，。：:]{0,16}记者)(?:[（(][^）)]{1,30}[）)])?[：:]")

Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class _Turn:
    """What a heading says of the text below it."""

    role: Role
    year: int | None
    period: Period | None
    glossary: bool = False


def sections(document: Document, lexicon: Lexicon, cues: Cues) -> tuple[Section, ...]:
    """Cut a document into sections; there is always at least one, and they cover the text in order."""
    region = document_region(document, lexicon, cues)
    present = document.published_on.year if document.published_on else document.context_year
    years = [
        int(y)
        for b in document.blocks
        if b.kind in (BlockKind.TITLE, BlockKind.HEADING)
        for y in _YEAR.findall(b.span.of(document.text))
    ]
    if present is None and years:
        present = max(years)
    out: list[Section] = []
    start, title, issuer = 0, document.title, document.issuer
    turn = _Turn(Role.OTHER, None, None)
    titles = 0
    blocks = document.blocks
    for index, block in enumerate(blocks):
        words = block.span.of(document.text)
        new_turn: _Turn | None = None
        new_region, new_issuer = region, issuer
        if block.kind == BlockKind.TITLE:
            titles += 1
            if titles > 1 and block.span.start > start:
                new_issuer = _issuer_below(document, blocks, index)
                named = place_of(new_issuer, lexicon) or place_of(words, lexicon)
                if named is not None and named != region:
                    new_region, new_turn = named, _Turn(Role.OTHER, None, None)
        elif len(words) <= _LONGEST_HEADING and not words.rstrip().endswith(_NO_HEADING) and not _SPEAKS.match(words):
            new_turn = _read_heading(words, present, cues)
        if new_turn is None:
            continue
        if block.span.start > start:
            out.append(_section(len(out), start, block.span.start, title, turn, region, issuer))
        start, title, turn, region, issuer = block.span.start, words, new_turn, new_region, new_issuer
    out.append(_section(len(out), start, len(document.text), title, turn, region, issuer))
    return tuple(out)


def _section(
    number: int, start: int, end: int, title: str | None, turn: _Turn, region: str | None, issuer: str | None
) -> Section:
    return Section(number, Span(start, end), title, turn.role, region, turn.year, turn.period, issuer, turn.glossary)


def _issuer_below(document: Document, blocks: tuple[Block, ...], index: int) -> str | None:
    """The line below a title that names who speaks: 海南省工业和信息化厅."""
    for block in blocks[index + 1 : index + 3]:
        words = block.span.of(document.text).strip()
        if _ISSUER.match(words):
            return words
    return None


def _read_heading(words: str, present: int | None, cues: Cues) -> _Turn | None:
    """What a heading says: 2020年工作总结 -> review of 2020; None for a heading that names a topic only."""
    if any(w in words for w in cues.glossary_titles) and len(words) <= 20:
        return _Turn(Role.OTHER, None, None, True)
    plan = [words.rfind(w) for w in cues.plan_titles if w in words]
    review = [words.rfind(w) for w in cues.review_titles if w in words]
    years = [int(y) for y in _YEAR.findall(words)]
    five = [2001 + 5 * _DIGIT[d] for d in _FIVE_YEARS.findall(words)]
    past = _PAST_YEARS.search(words)
    dated = bool(years or five or past)
    if not (plan or review) or not (dated or any(w in words for w in ("工作总结", "工作回顾", "工作安排"))):
        return None
    year = years[-1] if years else None
    if five and year is None:
        role = Role.REVIEW if review and not plan else Role.PLAN
        if present is not None:
            role = Role.PLAN if five[0] + 4 >= present and not (review and not plan) else Role.REVIEW
    elif year is not None and present is not None and year != present:
        # the year tells more than the words: 2024年目标任务完成情况 in a report of 2025 looks back
        role = Role.REVIEW if year < present else Role.PLAN
    elif plan and review:
        role = Role.PLAN if max(plan) > max(review) or year == present else Role.REVIEW
    elif plan:
        role = Role.PLAN
    else:
        # 主要工作 looks back or ahead as its year does
        alone = "主要工作" in words and not any(w in words for w in ("回顾", "总结", "情况", "成效"))
        role = Role.PLAN if alone and year is not None and year == present else Role.REVIEW
    period: Period | None = None
    if five:
        first = five[0]
        period = (date(first, 1, 1), date(first + 4, 12, 31))
        if role == Role.REVIEW and year is None and present is not None and present <= first + 4:
            period = (date(first, 1, 1), date(present, 12, 31))
    elif past and not years and present is not None:
        count = _DIGIT[past[1] or past[2]]
        period = (date(present - count, 1, 1), date(present - 1, 12, 31))
    elif year is not None:
        period = (date(year, 1, 1), date(year, 12, 31))
    return _Turn(role, year, period)


def place_of(words: str | None, lexicon: Lexicon) -> str | None:
    """The full name of the first province or city that some words name: 2022年深圳工业… -> 深圳市."""
    if not words:
        return None
    for hit in lexicon.places(words):
        for code in hit.codes:
            region = lexicon.regions.get(code)
            if region is not None and region.kind in ("province", "prefecture", "county", "zone"):
                return region.name_zh
    return None


def document_region(document: Document, lexicon: Lexicon, cues: Cues) -> str | None:
    """Whose document it is: as the side file says, else the issuer's place, the title's, the first one in the text."""
    named = document.region if document.region not in _BARE else None
    if named:
        return place_of(named, lexicon) or named
    if document.issuer is None and _speaks_of_all(document.text, lexicon, cues):
        return "全国"
    publisher = document.publisher if document.publisher and _BODY.search(document.publisher) else None
    for words in (document.issuer, document.title, publisher, document.text[:400]):
        if (words or "").lstrip("【《“关于").startswith(cues.national_bodies):
            return "全国"  # 工业和信息化部 国家发展改革委关于…的通知
        place = place_of(words, lexicon)
        if place is not None and words is not document.issuer and (words or "").lstrip().startswith(("全省", "我省")):
            return _province_of(place, lexicon)  # 全省工业和信息化工作会议在长沙召开
        if place is not None:
            return _zone_of(place, words or "", document.text, lexicon, cues) or place
    return None


def _speaks_of_all(text: str, lexicon: Lexicon, cues: Cues) -> bool:
    """工信部公示第六批名单，全国共有3028家企业入围; 广东…江苏…浙江…: a list of a body of the state, told province by province."""
    lead = text[:_LEAD]
    body = next((at + len(name) for name in cues.national_bodies if (at := lead.find(name)) >= 0), None)
    if body is None or "全国" not in lead or _MADE_PUBLIC.search(lead, body, body + 30) is None:
        return False
    codes = {hit.codes[0] for hit in lexicon.places(text) if hit.codes}
    provinces = [c for c in codes if (region := lexicon.regions.get(c)) is not None and region.kind == "province"]
    return len(provinces) >= _MANY


def _province_of(place: str, lexicon: Lexicon) -> str:
    """长沙市 -> 湖南省."""
    region = next((r for r in lexicon.regions.values() if r.name_zh == place), None)
    province = lexicon.regions.get(region.province) if region is not None and region.province else None
    return province.name_zh if province is not None else place


def _zone_of(city: str, words: str, text: str, lexicon: Lexicon, cues: Cues) -> str | None:
    """合肥高新区交出答卷: a text whose first place is a zone, and which keeps naming it, is that zone's."""
    for hit in lexicon.places(words):
        region = lexicon.regions.get(hit.codes[0]) if hit.codes else None
        if region is None or region.name_zh != city:
            continue
        zone = re.compile(zone_pattern(cues)).match(words, hit.span.end)
        name = words[hit.span.start : zone.end()] if zone and region.kind in ("prefecture", "county") else None
        return name if name is not None and (text.count(name) > 1 or words.startswith(name)) else None
    return None
