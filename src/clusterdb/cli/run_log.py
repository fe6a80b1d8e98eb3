"""What an ingest run says while it runs, for programs: one JSON object a line on standard error.

Every line has `at` (UTC), `level` (info, warning, error) and `event`:

    started      paths, version
    document     path, state, targets, achievements, skipped; for one set aside (a warning) reason and remedy
    missing      path: its file is gone (a warning)
    finished     run_id, seconds, workers and the counts of `ingest_runs`
    interrupted  the run was stopped; what was finished is kept
    failed       error and remedy (an error)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clusterdb import EXTRACTOR_VERSION, __version__
from clusterdb.cli.commands import trouble_outside
from clusterdb.errors import ClusterdbError

if TYPE_CHECKING:
    from clusterdb.load.report import Report
    from clusterdb.load.units import Outcome


class RunLog:
    """Writes the events of one run."""

    def started(self, paths: Sequence[Path]) -> None:
        """The run begins."""
        self._write("info", "started", paths=list(map(str, paths)), version=__version__, rules=EXTRACTOR_VERSION)

    def document(self, outcome: Outcome) -> None:
        """A document is in the database, or set aside."""
        found: dict[str, Any] = {"path": outcome.path, "state": outcome.state.value}
        if outcome.reason is not None:
            self._write("warning", "document", **found, reason=outcome.reason, remedy=outcome.remedy)
            return
        counts = {"targets": outcome.targets, "achievements": outcome.achievements, "skipped": outcome.skipped}
        self._write("info", "document", **found, **counts)

    def keeping(self, count: int) -> None:
        """So many verdicts are worked out anew."""
        self._write("info", "keeping", targets=count)

    def finished(self, report: Report) -> None:
        """The run is over."""
        for path in report.missing:
            self._write("warning", "missing", path=path, removed=bool(report.pruned))
        self._write("info", "finished", run_id=report.run_id, workers=report.workers, **report.counts())

    @contextmanager
    def to_the_end(self) -> Iterator[None]:
        """Say in JSON what ends the run before its end, and leave with the exit status that belongs to it."""
        try:
            yield
        except KeyboardInterrupt:
            self._write(
                "warning", "interrupted", message="what was finished is kept; the same command goes on from here"
            )
            sys.exit(130)
        except Exception as error:
            trouble = error if isinstance(error, ClusterdbError) else trouble_outside(error)
            if trouble is None:
                raise
            self._write("error", "failed", error=trouble.message, remedy=trouble.remedy)
            sys.exit(trouble.exit_code)

    @staticmethod
    def _write(level: str, event: str, **fields: Any) -> None:
        record = {"at": datetime.now(UTC).isoformat(), "level": level, "event": event, **fields}
        sys.stderr.write(json.dumps(record, ensure_ascii=False, default=str) + "\n")
        sys.stderr.flush()
