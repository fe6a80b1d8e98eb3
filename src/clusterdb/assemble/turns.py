"""Places that have a figure each: 东莞市、佛山市分别新建5200座和4800座; 惠州、珠海各新建1800座; 甲镇、乙镇各2个.

In: the words before a group of figures. Out: the places in order, and what is said of all of them.
"""

from __future__ import annotations

import re

from clusterdb.assemble.items import Group
from clusterdb.assemble.page import Page
from clusterdb.model import Span
from clusterdb.readings import Place
from clusterdb.record import record

#: Divisions that the catalogue may lack: towns and streets.
_DIVISION = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道|市|区|县|州|旗|新区)")
_EACH = re.compile(r"分别|依次|各(?![类项级地市县区个方部种界族])|均|双双|都")
#: How many places a list has named: 昆明、曲靖、玉溪|三市.
SO_MANY = re.compile(r"[两三四五六七八九十0-9]{1,2}个?(?:省市|县市|市县|县区|市州|[省市县区州地盟旗])(?![级内外属])")
_JOINTS = ("、", "和", "及", "与")


@record(frozen=True, slots=True)
class Turn:
    """The places of a list with one figure each, and the words that follow the list."""

    regions: tuple[str, ...]
    rest: Span


def places_in_turn(page: Page, left: Span, group: Group, sentence: Span) -> Turn | None:
    """The places that the figures of a group are said of in turn, or None."""
    text = page.text
    if _EACH.search(text, left.start, left.end) is None:
        return None
    if ("分别" in left.of(text) or "依次" in left.of(text)) and len(group.anchors) > 1 and not page.places.within(left):
        before = _named_before(page, left, group, sentence)
        if before is not None:
            return before
    known = {p.span.start: p for p in page.places.within(left) if p.relative is None}
    passed: set[int] = set()
    for place in page.places.within(left):
        found = _listed(text, place.span.start, left.end, known, passed)
        if found is not None:
            break
    else:
        found = _listed(text, _first(text, left), left.end, known, passed)
    if found is None:
        return None
    names, end = found
    each = _EACH.match(text, end, left.end)
    rest = Span(each.end(), left.end) if each else Span(end, left.end)
    if each is None:
        if not text[left.start : left.end].endswith("各"):
            return None
        rest = Span(end, left.end - 1)  # 率先建成零碳园区各2个
    count = len(group.anchors)
    fits = count == len(names) or (count == 1 and (each is None or each[0] != "分别"))
    return Turn(tuple(names), rest) if fits else None


def _named_before(page: Page, left: Span, group: Group, sentence: Span) -> Turn | None:
    """山东、北京、上海紧随其后，分别为238家、196家和154家: the places that the sentence began with."""
    before = Span(sentence.start, left.start)
    places = [p for p in page.places.within(before) if p.relative is None]
    known = {p.span.start: p for p in places}
    for place in places:
        found = _listed(page.text, place.span.start, before.end, known, set())
        if found is not None and len(found[0]) == len(places) == len(group.anchors):
            return Turn(tuple(found[0]), left)
        break
    return None


def _first(text: str, left: Span) -> int:
    """Where the words before a figure begin, past marks and 支持, 推动."""
    at = left.start
    while at < left.end and text[at] in " 　，、":
        at += 1
    for word in ("支持", "推动", "其中"):
        if text.startswith(word, at):
            at += len(word)
    return at


def _listed(text: str, start: int, end: int, known: dict[int, Place], passed: set[int]) -> tuple[list[str], int] | None:
    """The run of places that begins at a point: at least two, with list marks between them.

    `passed` are the points that runs without success came by, so that none is gone through twice.
    """
    names: list[str] = []
    at = start
    while at < end:
        if at in passed:
            return None
        passed.add(at)
        place = known.get(at)
        match = _DIVISION.match(text, at, end)
        if place is not None:
            names.append(place.name)
            at = place.span.end
        elif match is not None:
            names.append(match[0])
            at = match.end()
        else:
            return None
        if text[at : at + 1] not in _JOINTS:
            break
        at += 1
    if len(names) > 1 and (many := SO_MANY.match(text, at, end)) is not None:
        at = many.end()  # 昆明、曲靖、玉溪|三市
    return (names, at) if len(names) > 1 else None
