"""Readings in the order of the text, asked for those inside a stretch."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from clusterdb.model import Span


@dataclass(frozen=True, slots=True)
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
        self._readings: list[T] = sorted(readings, key=lambda r: r.span)
        self._starts: list[int] = [r.span.start for r in self._readings]

    def within(self, span: Span) -> list[T]:
        """The readings that lie in a stretch."""
        out: list[T] = []
        first = bisect_left(self._starts, span.start)
        if first == len(self._starts) or self._starts[first] >= span.end:
            return out
        for at in range(first, len(self._readings)):
            reading = self._readings[at]
            if reading.span.start >= span.end:
                break
            if reading.span.end <= span.end:
                out.append(reading)
        return out

    def around(self, span: Span) -> T | None:
        """The reading that shares a character with a stretch; the last one of several. Readings must not overlap."""
        at = bisect_left(self._starts, max(span.end, span.start + 1)) - 1
        if at < 0:
            return None
        reading = self._readings[at]
        return reading if reading.span.meets(span) else None
