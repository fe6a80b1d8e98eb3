"""A clause cut at the marks that separate its figures: 新增高新技术企业500家、“小巨人”100家 is two items.

An anchor is what a claim hangs on: a figure, a rank or a level of coverage. Figures joined by 、 or 和 alone, with one
unit, are one group (分别增长22.8%、14.2%和11.1%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clusterdb.model import Clause, Comparator, Span
from clusterdb.readings import Coverage, Figure, Rank
from clusterdb.record import record

_JOINT = re.compile(r"\s*(?:、|和|及|与|以及|,)\s*$")
_CUT = re.compile(r"\s*(?:、|和(?=[^、，。；]{0,40}[0-9])|以及|并且?(?!网)|，|,)\s*")

#: A clause of more characters than any person writes, and how much of it belongs to a figure in it.
_PAGE, _NEAR = 1000, 300
_PAIR = 2
_TRAILING = (Comparator.GE, Comparator.LE, Comparator.APPROX)
_VERB_LENGTH = 2
#: Goods are listed in whatever unit each has: 原煤、天然气产量达到6000万吨、9亿立方米.
_GOODS = frozenset({"t", "m3", "kWh", "kW", "mu", "km", "L", "tce"})

Anchor = Figure | Rank | Coverage


@record(frozen=True, slots=True)
class Measure:
    """The words that name a measure: their span, the words cut off before (`lead`) and between it and the figure."""

    span: Span
    lead: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    behind: bool = False

    def __bool__(self) -> bool:
        return len(self.span) > 0


@record(frozen=True, slots=True)
class Group:
    """Anchors that share what stands before and behind them; the span is from the first to the last."""

    anchors: tuple[Anchor, ...]
    span: Span


@record(frozen=True, slots=True)
class Item:
    """A stretch of a clause with its groups of anchors; `number` counts the items of the clause."""

    span: Span
    groups: tuple[Group, ...]
    clause: Clause
    number: int


def around(clause: Clause, at: Span) -> Clause:
    """A clause as the rules see it from a figure; of one that goes on for a page without any mark, what is near."""
    span = clause.span
    if span.end - span.start <= _PAGE:
        return clause
    near = Span(max(span.start, at.start - _NEAR), max(min(span.end, at.end + _NEAR), at.end))
    return replace(clause, span=near)


def seen_from(item: Item, group: Group) -> Item:
    """An item as the rules see it from one of its groups."""
    clause = around(item.clause, group.span)
    if clause is item.clause:
        return item
    start = max(item.span.start, clause.span.start)
    return replace(item, clause=clause, span=Span(start, max(start, min(item.span.end, clause.span.end))))


def grouped(text: str, anchors: Sequence[Anchor]) -> list[Group]:
    """Join neighbouring anchors of one kind and unit that only a list mark separates."""
    groups: list[list[Anchor]] = []
    for anchor in anchors:
        if groups:
            last = groups[-1][-1]
            between = text[last.span.end : anchor.span.start]
            if _same_kind(last, anchor) and _JOINT.fullmatch(between or "x"):
                groups[-1].append(anchor)
                continue
        groups.append([anchor])
    return [Group(tuple(_share_comparator(text, g)), Span(g[0].span.start, g[-1].span.end)) for g in groups]


def _share_comparator(text: str, group: list[Anchor]) -> list[Anchor]:
    """分别增长5%和7%左右: a comparator behind the last figure of a list is said of all of them."""
    first, last = group[0], group[-1]
    if len(group) >= _PAIR and isinstance(first, Figure) and first.span.start < first.core.start:
        # 分别突破2500亿元和1000亿元, 分别不少于15座、13座
        each = text[max(0, first.span.start - 4) : first.span.start].rstrip("达到为").endswith("分别")
        bare = all(isinstance(a, Figure) and a.comparator == Comparator.EQ for a in group[1:])
        if each and bare:
            return [first, *(replace(a, comparator=first.comparator) for a in group[1:] if isinstance(a, Figure))]
    if len(group) < _PAIR or not isinstance(last, Figure) or last.comparator not in _TRAILING:
        return group
    behind = last.span.end > last.core.end
    plain = all(isinstance(a, Figure) and a.comparator == Comparator.EQ and a.span == a.core for a in group[:-1])
    if not behind or not plain:
        return group
    shared: list[Anchor] = [replace(a, comparator=last.comparator) for a in group[:-1] if isinstance(a, Figure)]
    return [*shared, last]


def _same_kind(one: Anchor, other: Anchor) -> bool:
    if isinstance(one, Figure) and isinstance(other, Figure):
        # 净增98万户、突破1900万户 states two things
        joint = one.unit == other.unit or (one.unit in _GOODS and other.unit in _GOODS)
        return joint and other.core.start - other.span.start < _VERB_LENGTH
    return isinstance(one, Rank) and isinstance(other, Rank)


def items(text: str, clause: Clause, anchors: Sequence[Anchor]) -> Iterator[Item]:
    """Cut a clause behind each group that a list mark follows."""
    groups = grouped(text, anchors)
    start, held, number = clause.span.start, [], 0
    for index, group in enumerate(groups):
        held.append(group)
        cut = _CUT.match(text, group.span.end, clause.span.end) if index + 1 < len(groups) else None
        if cut is not None:
            yield Item(Span(start, group.span.end), tuple(held), clause, number)
            start, held, number = cut.end(), [], number + 1
    if held:
        yield Item(Span(start, clause.span.end), tuple(held), clause, number)
