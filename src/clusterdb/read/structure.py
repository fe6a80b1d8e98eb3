"""Lines -> lines with kinds: title, heading and its depth, list item, caption, paragraph.

What the format said stands; the rest is told by numbering (一、 （一） 1. （1） 第一章) and by how a line looks: a
heading is short, ends without a full stop and has text under it. A second title is a headline with a byline under it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from clusterdb.model import BlockKind
from clusterdb.read.lines import Line
from clusterdb.read.wording import load_wording

_NUMERAL = "一二三四五六七八九十百〇零"
_NUMBERING = re.compile(
    rf"(?P<part>第[{_NUMERAL}\d]{{1,4}}[编章节篇部])"
    rf"|(?P<one>[{_NUMERAL}]{{1,4}}、)"
    rf"|(?P<two>[（(][{_NUMERAL}]{{1,4}}[）)])"
    r"|(?P<three>\d{1,3}(?:[.、．](?!\d)|\s(?=[\u4e00-\u9fff])))"
    r"|(?P<four>[（(\[]\d{1,3}[）)\]])"
    r"|(?P<five>[①-⑳]|[●■◆•▲★·])"
)
_LEVELS = {"part": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_ENDS = "。！？；：!?;:，,、…"
_MAX_HEADING = 60
_MAX_PLAIN = 42
_MAX_TITLE = 80
_SHORTEST_QUESTION = 10
_DATE = re.compile(r"[（(—-]*\s*\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?[)）]?")
_TABLE_NAME = re.compile(rf"[表图]\s?[{_NUMERAL}\d]{{1,3}}(?:[-.]\d{{1,2}})?(?:[ ：:.]|(?=[\u4e00-\u9fff\d]))")
_ADDRESS = re.compile(r"(?:各位|尊敬的|女士们|同志们).{0,20}[：:！!]?")


def numbering(text: str) -> int | None:
    """The depth of a numbered line: 一、 -> 1, （一） -> 2, 1. -> 3, （1） -> 4, ● -> 5; None without a number."""
    match = _NUMBERING.match(text)
    return _LEVELS[match.lastgroup] if match and match.lastgroup else None


def is_caption(text: str) -> bool:
    """True for the words under a picture: 图为广东省海上风力发电场."""
    words = load_wording()
    if len(text) > 80:
        return False
    if _TABLE_NAME.match(text) and text[-1] not in _ENDS:
        return True
    return (text.startswith(words.caption_prefixes) and "。" not in text) or bool(
        text.endswith(words.caption_suffixes) and len(text) < 60
    )


def is_byline(text: str) -> bool:
    """True for a line that is nothing but the name of a public body: 广东省工业和信息化厅."""
    names = re.split("[ 、]", text) if len(text) <= 60 else [text]
    endings = load_wording().issuer_endings
    return all(re.fullmatch("[\u4e00-\u9fff]{4,24}", name) and name.endswith(endings) for name in names)


def find_structure(lines: Sequence[Line], title: str | None) -> list[Line]:
    """Give every line a kind; set the title before the text where only the metadata has it."""
    rows = list(lines)
    if title and not any(_same(line.text, title) for line in rows[:8]):
        rows.insert(0, Line(title, BlockKind.TITLE, starts=True))
    found: list[Line] = []
    untitled = True
    for at, line in enumerate(rows):
        found.append(_classify(rows, at, line, title, first=untitled))
        untitled = untitled and found[-1].kind is not BlockKind.TITLE
    return found


def _same(text: str, title: str) -> bool:
    return re.sub(r"\W|_", "", text) == re.sub(r"\W|_", "", title)


def _classify(rows: Sequence[Line], at: int, line: Line, title: str | None, *, first: bool) -> Line:
    text = line.text
    if line.kind in (BlockKind.TITLE, BlockKind.TABLE_ROW, BlockKind.CAPTION):
        return line
    if first and at < 8 and (_same(text, title) if title else at == 0 and (_headline(text) or _asks(text))):
        return replace(line, kind=BlockKind.TITLE, level=0)
    if line.kind is BlockKind.HEADING:
        return line if len(text) <= 2 * _MAX_HEADING else replace(line, kind=BlockKind.PARAGRAPH, level=0)
    if is_caption(text):
        return replace(line, kind=BlockKind.CAPTION, level=0)
    after = rows[at + 1] if at + 1 < len(rows) else None
    if not first and after is not None and _headline(text) and is_byline(after.text) and _ended(rows[at - 1]):
        return replace(line, kind=BlockKind.TITLE, level=0)
    level = numbering(text)
    if level is not None:
        return _numbered(line, level, after)
    if line.kind is BlockKind.LIST_ITEM:
        return line
    if _plain_heading(rows, at, line, after):
        return replace(line, kind=BlockKind.HEADING, level=1)
    return replace(line, kind=BlockKind.PARAGRAPH, level=0)


def _headline(text: str) -> bool:
    return 4 <= len(text) <= _MAX_TITLE and text[-1] not in _ENDS and "。" not in text and numbering(text) is None


def _asks(text: str) -> bool:
    """半年过半，高新区拿什么跑赢“下半场”？ may be a headline; 各位代表！ is none."""
    return (
        len(text) >= _SHORTEST_QUESTION and text[-1] in "？！?!" and _headline(text[:-1]) and not _ADDRESS.match(text)
    )


def _ended(line: Line) -> bool:
    return line.text[-1:] in "。！？”）)》" and bool(line.text)


def _numbered(line: Line, level: int, after: Line | None) -> Line:
    """A numbered line: a heading where it is short and has something else under it, else an item or a paragraph."""
    text = line.text
    short = len(text) <= _MAX_HEADING and not any(mark in text[:-1] for mark in "。；！？：")
    under = after is not None and numbering(after.text) != level
    if short and text[-1] not in _ENDS and (under or level == 1):
        return replace(line, kind=BlockKind.HEADING, level=level)
    if short and text[-1] == "。" and under and after is not None and len(after.text) > len(text) and level <= 3:
        return replace(line, kind=BlockKind.HEADING, level=level)
    kind = BlockKind.LIST_ITEM if level >= 3 or line.kind is BlockKind.LIST_ITEM else BlockKind.PARAGRAPH
    return replace(line, kind=kind, level=0)


def _plain_heading(rows: Sequence[Line], at: int, line: Line, after: Line | None) -> bool:
    """推进20个战略性产业集群建设, 2020年工作总结: short, no full stop, text under it, and nothing left open above."""
    text = line.text
    if not 2 <= len(text) <= _MAX_PLAIN or text[-1] in _ENDS or any(mark in text for mark in "。；：！"):
        return False
    if after is None or after.kind is BlockKind.TABLE_ROW or _ADDRESS.fullmatch(text) or _DATE.fullmatch(text):
        return False
    if (
        is_byline(text)
        or text[0] in "—-"
        or (any(word in text for word in load_wording().speaker_words) and len(text) < 30)
    ):
        return False
    if not re.search("[\u4e00-\u9fff]{2}", text) or text.endswith(("会议上", "大会上")):
        return False
    before = rows[at - 1] if at else None
    if before is not None and before.text and before.text[-1] not in "。！？：”）)；:…" and not _heading_like(before):
        return False
    return len(after.text) > len(text) or _heading_like(after)


def _heading_like(line: Line) -> bool:
    return (
        line.kind in (BlockKind.TITLE, BlockKind.HEADING)
        or numbering(line.text) is not None
        or len(line.text) <= _MAX_PLAIN
    )
