"""What a run says of itself: how far it has come, and in the end what became of every document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from clusterdb.load.units import Outcome, State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: documents done of all, and what they gave so far."""

    done: int
    total: int
    targets: int = 0
    achievements: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that was set aside, with the reason and, where there is one, the remedy."""

    path: str
    reason: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. `targets`, `achievements` and `skipped` are what the database now holds of its documents."""

    run_id: int
    documents: int
    read: int
    unchanged: int
    replaced: int
    rejected: tuple[Rejected, ...]
    missing: tuple[str, ...]
    pruned: int
    targets: int
    achievements: int
    skipped: int
    seconds: float
    workers: int

    def counts(self) -> dict[str, int | float]:
        """The same as columns of `ingest_runs`."""
        return {
            "documents": self.documents,
            "documents_read": self.read,
            "documents_unchanged": self.unchanged,
            "documents_replaced": self.replaced,
            "documents_rejected": len(self.rejected),
            "documents_missing": len(self.missing),
            "documents_pruned": self.pruned,
            "targets": self.targets,
            "achievements": self.achievements,
            "skipped_figures": self.skipped,
            "seconds": round(self.seconds, 3),
        }


class Tally:
    """Adds outcomes up as they come in and tells whoever listens: how far it is, and what became of each document."""

    def __init__(
        self,
        total: int,
        listener: Callable[[Progress], None] | None = None,
        each: Callable[[Outcome], None] | None = None,
    ) -> None:
        self._outcomes: list[Outcome] = []
        self._total = total
        self._listener = listener
        self._each = each
        self._tell()

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Count some more documents."""
        found = list(outcomes)
        self._outcomes.extend(found)
        if self._each is not None:
            for outcome in found:
                self._each(outcome)
        self._tell()

    def paths(self) -> set[str]:
        """The paths of all documents so far."""
        return {outcome.path for outcome in self._outcomes}

    def report(self, run_id: int, missing: Sequence[str], pruned: int, seconds: float, workers: int) -> Report:
        """The sum of it, documents in the order of their paths."""
        states = Counter(outcome.state for outcome in self._outcomes)
        rejected = sorted(
            (outcome for outcome in self._outcomes if outcome.state is State.REJECTED), key=lambda outcome: outcome.path
        )
        return Report(
            run_id=run_id,
            documents=len(self._outcomes),
            read=states[State.READ],
            unchanged=states[State.UNCHANGED],
            replaced=states[State.REPLACED],
            rejected=tuple(Rejected(one.path, one.reason or "", one.remedy) for one in rejected),
            missing=tuple(missing),
            pruned=pruned,
            targets=sum(outcome.targets for outcome in self._outcomes),
            achievements=sum(outcome.achievements for outcome in self._outcomes),
            skipped=sum(outcome.skipped for outcome in self._outcomes),
            seconds=seconds,
            workers=workers,
        )

    def _tell(self) -> None:
        if self._listener is None:
            return
        self._listener(
            Progress(
                len(self._outcomes),
                self._total,
                sum(outcome.targets for outcome in self._outcomes),
                sum(outcome.achievements for outcome in self._outcomes),
                sum(outcome.state is State.REJECTED for outcome in self._outcomes),
            )
        )
