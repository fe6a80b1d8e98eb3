"""Lines that a page end or a stray element broke -> whole paragraphs.

Two lines are one where the first cannot be an end and the second cannot be a beginning: the first leaves a sentence,
a quotation or a bracket open, or the second begins with a comma. Headings end without a full stop too; so a line counts
as an open sentence only where it holds a sentence before, or is longer than headings are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from clusterdb.model import BlockKind
from clusterdb.read.cleaning import glue, is_ideograph
from clusterdb.read.limits import MAX_PARAGRAPH
from clusterdb.read.lines import Line
from clusterdb.read.structure import is_caption, numbering
from clusterdb.read.wording import load_wording

_ENDS = "。！？；：!?;:…”』」）)》】.|"
_CLOSING = "，。、；：！？”’）》」』】％%,;"
_OPENING = "，、（(《“‘「『【—+-×/的和与及或在对把将为从以"
_SENTENCE = re.compile("[。！？；]")
_PAGE = re.compile(r"[-—–\s·]*(?:第\s*)?(?P<number>\d{1,4})(?:\s*页)?(?:\s*/\s*\d{1,4}|\s*共\s*\d{1,4}\s*页)?[-—–\s·]*")
# `础。一是…` below `夯实自贸港建设基`: nothing begins with a sentence of so few characters
_STUMP = re.compile("[^。，；、]{1,3}。|[^。，；、][，、；]")
# `6000家，带动…` below `到2024年，新增中小企业`
_COUNTED = re.compile(r"\d[\d.]*[万亿]?(?:[家个座项户人台辆条件名种所元吨]|%|公里)")
_LONG = 50
_MAX_OPEN = 400


def join_broken(lines: Sequence[Line]) -> list[Line]:
    """Put sentences together; captions that interrupt one come after it."""
    rows = _without_page_numbers(lines)
    rows = _join_title(_join_closing(rows))
    # where most lines do without a full stop, its absence says nothing
    prose = [line for line in rows if _is_prose(line) and len(line.text) >= _LONG]
    stops = sum(map(_is_open, prose)) * 2 <= len(prose)
    joined: list[Line] = []
    late: list[Line] = []
    for at, line in enumerate(rows):
        if joined and late and not _joins(joined[-1], line, stops=stops):
            joined.extend(late)
            late.clear()
        if joined and _is_prose(line) and _joins(joined[-1], line, stops=stops):
            joined[-1] = replace(joined[-1], text=glue(joined[-1].text, line.text), link=False, strong=False)
        elif (
            joined and is_caption(line.text) and _is_open(joined[-1]) and at + 1 < len(rows) and _goes_on(rows[at + 1])
        ):
            late.append(replace(line, kind=BlockKind.CAPTION))
        else:
            joined.append(line)
    return joined + late


def _without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Numbers that stand alone and count up from page to page go; a lone figure stays, it may be `PM` `2.5`."""
    marked = {at: _PAGE.fullmatch(line.text) for at, line in enumerate(lines) if not line.cells}
    numbered = [(at, int(match["number"])) for at, match in marked.items() if match]
    pages: set[int] = set()
    for (at, number), (after, following) in itertools.pairwise(numbered):
        if following == number + 1:
            pages |= {at, after}
    dressed = {at for at, _ in numbered if lines[at].text.strip("0123456789 ") != ""}
    drop = dressed | (pages if len(pages) >= 3 else set())
    return [line for at, line in enumerate(lines) if at not in drop]


def _join_closing(lines: Sequence[Line]) -> list[Line]:
    """A line that begins with a comma, a full stop or a closing quotation mark belongs to the one before."""
    joined: list[Line] = []
    for line in lines:
        if joined and _is_prose(line) and _is_prose(joined[-1]) and line.text[0] in _CLOSING:
            joined[-1] = replace(joined[-1], text=glue(joined[-1].text, line.text), link=False)
        else:
            joined.append(line)
    return joined


def _join_title(lines: list[Line]) -> list[Line]:
    """A title over two lines: 某省人民政府关于印发某某 / 行动计划的通知."""
    endings = load_wording().document_endings
    if len(lines) < 3 or not _is_prose(lines[0]) or not _is_prose(lines[1]):
        return lines
    first, second = lines[0].text, lines[1].text
    if (
        len(first) + len(second) <= 80
        and first[-1] not in _ENDS
        and not first.endswith(endings)
        and second.endswith(endings)
        and numbering(second) is None
        and not _SENTENCE.search(second)
    ):
        return [replace(lines[0], text=glue(first, second)), *lines[2:]]
    return lines


def _is_prose(line: Line) -> bool:
    return bool(line.text) and line.kind in (None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _is_open(line: Line) -> bool:
    """True for a paragraph that stops in the middle of a sentence."""
    text = line.text
    if not _is_prose(line) or not text or text[-1] in _ENDS:
        return False
    return len(text) >= _LONG or bool(_SENTENCE.search(text))


def _goes_on(line: Line) -> bool:
    """True for a line that can be the rest of a sentence."""
    text = line.text
    if not _is_prose(line) or numbering(text) is not None or text[0] in "●■◆•·▲★—":
        return False
    if not any(is_ideograph(c) for c in text):
        return len(text) <= 12  # `2.5` between `PM` and `年平均浓度`
    return bool(_SENTENCE.search(text)) or "，" in text or "、" in text


def _joins(first: Line, second: Line, *, stops: bool) -> bool:
    if len(first.text) > MAX_PARAGRAPH:
        return False
    if not _is_prose(first) or not _is_prose(second) or numbering(second.text) is not None:
        return False
    if first.kind is BlockKind.LIST_ITEM and second.kind is BlockKind.LIST_ITEM:
        return False
    if first.starts and second.starts:  # the format says that both are paragraphs
        return first.text[-1] in "，、" or (_unclosed(first.text) and _goes_on(second))
    if stops and _is_open(first) and _goes_on(second):
        return True
    if _STUMP.match(second.text) and first.text[-1] not in _ENDS:
        return True
    if _unclosed(first.text) and len(first.text) < _MAX_OPEN and not second.starts:
        return True
    text = first.text
    if _COUNTED.match(second.text) and "，" in text and text[-1] not in _ENDS and numbering(text) not in (1, 2):
        return True
    if text[-1] in _OPENING and len(text) > 4 and not second.starts:
        return len(second.text) <= 40 or _goes_on(second)
    if second.text[:2] in ("是：", "是:") and text[-1] not in _ENDS:
        return True
    return text[0] in "—-" and text[-1] not in _ENDS and len(second.text) < 40 and second.text.endswith("会议上")


def _unclosed(text: str) -> bool:
    """True where a quotation or a bracket is open at the end: `企业找技术、成果找市场“双向`."""
    tail = text[-200:]
    return any(tail.rfind(o) > tail.rfind(c) for o, c in ("“”", "（）", "《》", "()", "「」"))
