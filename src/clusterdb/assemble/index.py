"""Readings in the order of the text, asked for those inside a stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from clusterdb.model import Clause, Span
from clusterdb.readings import in_text_order
from clusterdb.record import record


@record(frozen=True, slots=True)
class Stretch:
    """A bare span as a reading, so that spans can be indexed too."""

    span: Span


class Spanned(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


T = TypeVar("T", bound=Spanned)


class Index(Generic[T]):
    """Readings in order, asked for those inside a stretch."""

    def __init__(self, readings: Sequence[T]) -> None:
        self._readings: list[T] = sorted(readings, key=in_text_order)
        self._starts: list[int] = [r.span.start for r in self._readings]
        self._ends: list[int] = [r.span.end for r in self._readings]
        #: readings that do not overlap end in the order in which they begin
        self._apart = self._ends == sorted(self._ends)

    def within(self, span: Span) -> list[T]:
        """The readings that lie in a stretch."""
        starts, ends, end = self._starts, self._ends, span.end
        first = bisect_left(starts, span.start)
        if first == len(starts) or starts[first] >= end:
            return []
        behind = bisect_left(starts, end, first)
        if not self._apart:
            return [self._readings[at] for at in range(first, behind) if ends[at] <= end]
        while behind > first and ends[behind - 1] > end:
            behind -= 1
        return self._readings[first:behind]

    def by_clause(self, clauses: Sequence[Clause]) -> dict[int, list[T]]:
        """The readings that lie in each of some clauses, which stand in order, by the clause's index."""
        starts = [clause.span.start for clause in clauses]
        found: dict[int, list[T]] = {}
        for reading, start, end in zip(self._readings, self._starts, self._ends, strict=True):
            at = bisect_right(starts, start) - 1
            if at >= 0 and end <= clauses[at].span.end:
                found.setdefault(clauses[at].index, []).append(reading)
        return found

    def ends_of(self, span: Span) -> tuple[T, T] | None:
        """The first and the last of the readings that lie in a stretch, which must not overlap."""
        first, behind = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        while behind > first and self._ends[behind - 1] > span.end:
            behind -= 1
        return (self._readings[first], self._readings[behind - 1]) if first < behind else None

    def around(self, span: Span) -> T | None:
        """The reading that shares a character with a stretch; the last one of several. Readings must not overlap."""
        at = bisect_left(self._starts, max(span.end, span.start + 1)) - 1
        if at < 0:
            return None
        reading = self._readings[at]
        return reading if reading.span.meets(span) else None

    def covers(self, span: Span) -> bool:
        """True where a stretch lies in one reading. Readings must not overlap."""
        at = bisect_left(self._starts, max(span.end, span.start + 1)) - 1
        return at >= 0 and self._starts[at] <= span.start and span.end <= self._ends[at]
