"""The book of runs: when each began and ended, what it found, which documents it set aside and which files are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from clusterdb import EXTRACTOR_VERSION, __version__
from clusterdb.db import tables
from clusterdb.load.keys import stored_path
from clusterdb.load.ledger import Fingerprint


def begin_run(connection: Connection, roots: Sequence[str], workers: int) -> int:
    """Open a run; its number goes on all that it writes."""
    runs = tables.ingest_runs
    row = {
        "started_at": datetime.now(UTC),
        "state": "running",
        "clusterdb_version": __version__,
        "extractor_version": EXTRACTOR_VERSION,
        "roots": [stored_path(root) for root in roots],
        "workers": workers,
    }
    return int(connection.execute(insert(runs).values(row).returning(runs.c.run_id)).scalar_one())


def end_run(connection: Connection, run_id: int, state: str, counts: dict[str, int | float]) -> None:
    """Close a run as finished, failed or interrupted, with its counts by column name."""
    runs = tables.ingest_runs
    values = {"finished_at": datetime.now(UTC), "state": state, **counts}
    connection.execute(update(runs).where(runs.c.run_id == run_id).values(values))


def set_aside(
    connection: Connection, path: str, mark: Fingerprint | None, run_id: int, reason: str, remedy: str | None
) -> None:
    """Put a document on the list of those that could not be read; rows of an earlier reading stay as they are."""
    rejected = tables.rejected_documents
    row = {
        "path": stored_path(path),
        "sha256": mark.sha256 if mark else None,
        "reason": _storable(reason),
        "remedy": remedy and _storable(remedy),
        "run_id": run_id,
        "rejected_at": datetime.now(UTC),
    }
    changed = {name: value for name, value in row.items() if name != "path"}
    connection.execute(upsert(rejected).values(row).on_conflict_do_update(index_elements=["path"], set_=changed))


def _storable(words: str) -> str:
    """Words as PostgreSQL takes them: a fault may quote any byte of what it stumbled over."""
    return words.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode()


def missing_documents(connection: Connection, roots: Iterable[str], seen: Collection[str]) -> dict[UUID, str]:
    """Documents that were read from these files and folders and whose file is gone, by key, in the order of paths."""
    sources = tables.sources
    rows = connection.execute(select(sources.c.source_id, sources.c.path).order_by(sources.c.path))
    return {row.source_id: row.path for row in rows if _is_gone(row.path, roots, seen)}


def forget_rejected(connection: Connection, roots: Iterable[str], seen: Collection[str]) -> None:
    """Take files that are gone off the list of documents set aside."""
    rejected = tables.rejected_documents
    for path in connection.scalars(select(rejected.c.path)).all():
        if _is_gone(path, roots, seen):
            connection.execute(rejected.delete().where(rejected.c.path == path))


def _is_gone(path: str, roots: Iterable[str], seen: Collection[str]) -> bool:
    """True where a file that lay under one of the roots is no longer there."""
    if path in seen or not any(Path(path).is_relative_to(stored_path(root)) for root in roots):
        return False
    return not Path(path).exists()
