"""The ledger: which documents the database holds, read with what; and which of them need no reading.

A document is as it was where its bytes, its side file, the extractor and the lexicon are. A file that only moved keeps
its rows; a second copy under the same name adds none.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, func, select, update

from clusterdb import EXTRACTOR_VERSION
from clusterdb.db import tables
from clusterdb.errors import DatabaseTooNew, UnreadableDocument
from clusterdb.load.keys import file_sha256, source_key, stored_path
from clusterdb.load.units import Outcome, State


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A file as it lies there: where, its bytes' SHA-256, and that of its side file ("" where it has none)."""

    path: str
    sha256: str
    side_sha256: str = ""

    @property
    def name(self) -> str:
        """The file's name, as the database keeps it."""
        return stored_path(Path(self.path).name)


def fingerprint(path: str) -> Fingerprint:
    """Look at a file and its side file; UnreadableDocument where the system lets nobody read it."""
    file = Path(path)
    try:
        if not file.is_file():  # opening a pipe would wait for ever
            raise UnreadableDocument("it is no regular file, or leads to none", "copy its content into a file")
        side = file.with_suffix(".toml")
        return Fingerprint(path, file_sha256(file), file_sha256(side) if side.is_file() else "")
    except OSError as error:
        raise UnreadableDocument(
            f"{error.strerror or error}", "see that the file is there and that you may read it"
        ) from error


def unchanged(connection: Connection, mark: Fingerprint, lexicon_sha256: str, run_id: int) -> Outcome | None:
    """The outcome of a document that needs no reading, or None for one that does."""
    sources, ledger = tables.sources, tables.ingest_ledger
    path = stored_path(mark.path)
    row = connection.execute(
        select(ledger, sources.c.path)
        .join(sources, sources.c.source_id == ledger.c.source_id)
        .where(ledger.c.source_id == source_key(mark.name, mark.sha256))
    ).one_or_none()
    if row is None:
        return None
    if not is_lesser_copy(mark, row.path):
        same = (row.side_sha256, row.extractor_version, row.lexicon_sha256)
        if same != (mark.side_sha256, EXTRACTOR_VERSION, lexicon_sha256):
            return None
        if row.path != path and not _move(connection, row.source_id, path):
            return None
    state = State.READ if row.run_id == run_id else State.UNCHANGED
    return Outcome(path, state, row.targets, row.achievements, row.skipped_figures)


def is_lesser_copy(mark: Fingerprint, known_path: str) -> bool:
    """True where the database has the same file from another place, whose path comes first and which is still there."""
    if known_path >= stored_path(mark.path):
        return False
    known = Path(known_path)
    try:
        return known.is_file() and file_sha256(known) == mark.sha256
    except OSError:
        return False


def stored_counts(connection: Connection, source_id: UUID) -> tuple[int, int, int]:
    """Targets, achievements and figures left out that the database holds of a document."""
    ledger = tables.ingest_ledger.c
    row = connection.execute(
        select(ledger.targets, ledger.achievements, ledger.skipped_figures).where(ledger.source_id == source_id)
    ).one_or_none()
    return (0, 0, 0) if row is None else (row.targets, row.achievements, row.skipped_figures)


def _move(connection: Connection, source_id: UUID, path: str) -> bool:
    """Note that a file has moved; False where another document still stands at its new path."""
    sources = tables.sources
    lock_name(connection, Path(path).name)
    if connection.scalar(select(exists().where(sources.c.path == path))):
        return False
    connection.execute(update(sources).where(sources.c.source_id == source_id).values(path=path))
    return True


def lock_name(connection: Connection, name: str) -> None:
    """Wait for whoever writes a document of this name: neither its path nor its key can then change under us."""
    lock = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("name"), 0)))
    connection.execute(lock, {"name": name})


def require_own_extractor(connection: Connection) -> None:
    """Raise DatabaseTooNew where a newer extractor has read documents: this one would undo its work."""
    versions = connection.scalars(select(tables.ingest_runs.c.extractor_version).distinct())
    newest = max(versions, key=_numbers, default=EXTRACTOR_VERSION)
    if _numbers(newest) > _numbers(EXTRACTOR_VERSION):
        raise DatabaseTooNew(
            f"the database was read by extractor {newest}, this clusterdb has {EXTRACTOR_VERSION}",
            "upgrade clusterdb, or use another database",
        )


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
