"""The seam of every scale: a unit of documents goes out, a receipt comes back, and a crash is cut down to its cause.

A `Unit` names its documents and never carries them, so that it is small enough for any queue. Whoever works on it loads
each document in a transaction of its own, so that working on a unit twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class State(StrEnum):
    """What became of a document: read for the first time, left as it was, read again, or set aside."""

    READ = "read"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One document's result: the rows that the database now holds of it, or why it holds none."""

    path: str
    state: State
    targets: int = 0
    achievements: int = 0
    skipped: int = 0
    reason: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Some documents, by path, to be worked on by one worker."""

    paths: tuple[str, ...]

    def halves(self) -> tuple[Unit, Unit]:
        """The unit in two, for a unit that killed its worker."""
        middle = len(self.paths) // 2
        return Unit(self.paths[:middle]), Unit(self.paths[middle:])


@dataclass(frozen=True, slots=True)
class Receipt:
    """A unit that was worked through, with the outcome of each of its documents."""

    unit: Unit
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Crash:
    """A unit whose worker died."""

    unit: Unit
    reason: str


Work = Callable[[Unit], Receipt]


class Runner(Protocol):
    """Hands units to workers; whatever it is (one process, several, a cluster), the work stays the same."""

    def run(self, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
        """Receipts and crashes in the order in which they come about."""
        ...


def make_units(paths: Sequence[str], workers: int) -> list[Unit]:
    """Cut the documents into units: small enough that all workers stay busy to the end, at most 20 documents each."""
    size = max(1, min(20, len(paths) // (workers * 4)))
    return [Unit(tuple(paths[first : first + size])) for first in range(0, len(paths), size)]


def drive(runner: Runner, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
    """Work through all units. A unit that crashes is halved until one document stands alone: only that is a Crash."""
    todo: Iterable[Unit] = units
    while todo:
        again: list[Unit] = []
        with closing(runner.run(work, todo)) as results:
            for result in results:
                if isinstance(result, Crash) and len(result.unit.paths) > 1:
                    again.extend(result.unit.halves())
                else:
                    yield result
        todo = again
