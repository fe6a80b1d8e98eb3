"""A look at everything that clusterdb stands on: programs, folder, server, tables, lexicon, runs, and the data.

Goes in: the URL of a database, or None for the embedded server. Comes out: `Finding`s, each with a remedy where one is
needed. Nothing is made or changed; an embedded server that has been made and stands still is started, as any command
would. `clusterdb.doctor` stands beside the pipeline: it may look into every layer below.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, exc, func, select, text

from clusterdb import EXTRACTOR_VERSION, __version__, views
from clusterdb.checks import checks, run_checks
from clusterdb.db import migrate, tables
from clusterdb.db.binaries import find_binaries
from clusterdb.db.engine import OLDEST_POSTGRES, make_engine
from clusterdb.db.server import EmbeddedServer
from clusterdb.db.settings import read_settings
from clusterdb.errors import ClusterdbError, DatabaseTooNew
from clusterdb.load.kept import is_fresh
from clusterdb.load.ledger import require_own_extractor
from clusterdb.load.reference import lexicon_digest, reference_digest

#: Free bytes of a disk below which a load may fail, and below which the server itself may.
SCANT, FULL = 2_000_000_000, 200_000_000

_EXAMPLES = 3


class State(StrEnum):
    """How a thing stands: as it should, worth a look, or broken."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is, how it stands, what there is to say, and what to do about it."""

    subject: str
    state: State
    said: str
    remedy: str | None = None


def examine(url: str | None = None) -> Iterator[Finding]:
    """Look at one thing after the other; what cannot be looked at because of a fault before it is left out."""
    python = ".".join(map(str, sys.version_info[:3]))
    yield _ok("program", f"clusterdb {__version__}, reading rules of version {EXTRACTOR_VERSION}, Python {python}")
    url = url or read_settings().database_url
    if url is None:
        server = EmbeddedServer()
        try:
            yield from _folder(server)
            if server.status().data_major is None:
                yield _ok("server", "not made yet; clusterdb ingest makes it")
                return
        except ClusterdbError as error:
            yield _fault("server", error.message, error.remedy)
            return
    try:
        engine = make_engine(url)
    except ClusterdbError as error:
        yield _fault("server", error.message, error.remedy)
        return
    try:
        with engine.connect() as connection:
            yield from _postgres(connection, own=url is None)
            yield from _content(connection)
    except exc.DBAPIError as error:
        yield _fault("database", " ".join(str(error.orig).split()), "see what the server's log says, then try again")
    finally:
        engine.dispose()


def _folder(server: EmbeddedServer) -> Iterator[Finding]:
    """The embedded server's programs, its folder's permissions, and the room on its disk."""
    folder = server.folder
    programs = find_binaries()
    yield _ok("PostgreSQL", f"{programs.major()}, from {programs.origin}: {programs.folder}")
    if not folder.home.exists():
        return
    yield from _private(folder.password_file, 0o600)
    yield from _private(folder.data, 0o700)
    yield _room(folder.home)


def _private(path: Path, mode: int) -> Iterator[Finding]:
    """Whether others are kept out of a file or folder of ours."""
    if sys.platform == "win32" or not path.exists():
        return
    found = path.stat().st_mode & 0o777
    if found & 0o077:
        yield _fault("permissions", f"others can get at {path}: mode {found:04o}", f"chmod {mode:o} {path}")
    else:
        yield _ok("permissions", f"{path} is closed to others")


def _room(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    said = f"{free / 1e9:,.1f} GB free where {home} lies"
    if free < SCANT:
        state = State.FAULT if free < FULL else State.WARNING
        return Finding("disk", state, said, "make room, or move the data: CLUSTERDB_HOME names another folder")
    return _ok("disk", said)


def _postgres(connection: Connection, own: bool) -> Iterator[Finding]:
    """The server's version and settings, and whether its disk has returned other bytes than were written."""
    row = connection.execute(
        text(
            "SELECT current_setting('server_version') AS version, current_setting('fsync') = 'on'"
            " AND current_setting('full_page_writes') = 'on' AS is_safe, current_database() AS name,"
            " pg_database_size(current_database()) AS size,"
            " (SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()) AS torn"
        )
    ).one()
    size = f"{row.size / 1e6:,.0f}"
    if own:
        yield _ok("server", f"clusterdb's own PostgreSQL {row.version}, database {row.name}, {size} MB")
    else:
        yield _ok(
            "server", f"your PostgreSQL {row.version} (needed: {OLDEST_POSTGRES}), database {row.name}, {size} MB"
        )
    if not row.is_safe:
        yield _warning(
            "durability",
            "fsync or full_page_writes is off: a power cut may destroy the database",
            "ALTER SYSTEM RESET fsync; ALTER SYSTEM RESET full_page_writes; SELECT pg_reload_conf();",
        )
    if row.torn:
        yield _fault("disk", f"{row.torn} pages came back broken from the disk", "restore a backup onto another disk")


def _content(connection: Connection) -> Iterator[Finding]:
    """Tables, views, lexicon, runs, documents and the promises of the data."""
    at, head = migrate.revision(connection), migrate.head()
    if at is None:
        yield _ok("tables", "none yet; clusterdb ingest makes them")
        return
    try:
        migrate.require_known(connection)
        if at == head:
            require_own_extractor(connection)
    except DatabaseTooNew as error:
        yield _fault("tables", error.message, error.remedy)
        return
    if at != head:
        yield _warning(
            "tables", f"at revision {at}, this version has {head}", "clusterdb ingest brings them up to date"
        )
        return
    yield _ok("tables", f"at revision {head}, the newest")
    parts = tables.installed_parts.c
    installed = {row.part: row.sha256 for row in connection.execute(select(parts.part, parts.sha256))}
    for part, digest in (("views", views.digest()), ("lexicon", reference_digest())):
        if installed.get(part) == digest:
            yield _ok(part, f"as this version of clusterdb has it ({digest[:12]})")
        else:
            yield _warning(part, "of another version", "clusterdb ingest brings them up to date")
    yield from _runs(connection)
    if "views" in installed:
        yield _verdicts(connection)
        yield from _promises(connection)


def _runs(connection: Connection) -> Iterator[Finding]:
    """Documents that wait to be read again or were set aside, and a last run that never ended."""
    rejected, runs = tables.rejected_documents, tables.ingest_runs.c
    total, old = connection.execute(
        select(func.count(), func.count().filter(_read_otherwise())).select_from(tables.ingest_ledger)
    ).one()
    if old:
        yield _warning(
            "documents",
            f"{old:,} of {total:,} were read with other rules or another lexicon",
            f"clusterdb ingest {_folders(connection)} reads them again",
        )
    else:
        yield _ok("documents", f"{total:,}, all read with these rules and this lexicon")
    if aside := connection.scalar(select(func.count()).select_from(rejected)):
        yield _warning("documents", f"{aside:,} set aside", "clusterdb status says why")
    last = connection.execute(
        select(runs.run_id, runs.state, runs.started_at).order_by(runs.run_id.desc()).limit(1)
    ).one_or_none()
    if last is not None and last.state != "finished":
        yield _warning(
            "runs",
            f"the last run, of {last.started_at:%Y-%m-%d %H:%M}, is {last.state}",
            "if it runs no more, ingest the same documents again: it goes on where that one stopped",
        )


def _read_otherwise() -> ColumnElement[bool]:
    """Whether a document was read with other rules or another lexicon than this version has."""
    ledger = tables.ingest_ledger.c
    return (ledger.extractor_version != EXTRACTOR_VERSION) | (ledger.lexicon_sha256 != lexicon_digest())


def _folders(connection: Connection) -> str:
    """What to ingest so that documents read otherwise are read again: the folders and files once given, as arguments."""
    ledger, sources, runs = tables.ingest_ledger.c, tables.sources.c, tables.ingest_runs.c
    rows = connection.execute(
        select(sources.path, runs.roots)
        .select_from(
            tables.ingest_ledger.join(tables.sources, ledger.source_id == sources.source_id).outerjoin(
                tables.ingest_runs, ledger.run_id == runs.run_id
            )
        )
        .where(_read_otherwise())
    )
    found: set[str] = set()
    for path, roots in rows:
        above = [root for root in roots or () if Path(path).is_relative_to(root)]
        found.add(max(above, key=len, default=str(Path(path).parent)))
    # a folder brings what lies below it
    outermost = [one for one in found if not any(one != other and Path(one).is_relative_to(other) for other in found)]
    return shlex.join(sorted(outermost))


def _verdicts(connection: Connection) -> Finding:
    """Whether the views read what is kept of targets, or work it out each time."""
    kept, targets = (
        connection.scalar(select(func.count()).select_from(table)) or 0
        for table in (tables.kept_outcomes, tables.targets)
    )
    if targets and not is_fresh(connection):
        return _warning("verdicts", "worked out each time they are asked for", "clusterdb ingest keeps them again")
    return _ok("verdicts", f"{kept:,} kept, as the facts stand")


def _promises(connection: Connection) -> Iterator[Finding]:
    """The data checks: a finding for every promise that is broken."""
    faults = run_checks(connection, _EXAMPLES)
    for promise, broken in groupby(faults, key=lambda fault: fault.promise):
        named = "; ".join(f"{fault.subject}: {fault.detail}" for fault in broken)
        yield _fault(
            "data", f"{promise} Broken by {named}", "clusterdb check lists all; clusterdb ingest --reread reads anew"
        )
    if not faults:
        yield _ok("data", f"{len(list(checks()))} checks passed")


def _ok(subject: str, said: str) -> Finding:
    return Finding(subject, State.OK, said)


def _warning(subject: str, said: str, remedy: str | None) -> Finding:
    return Finding(subject, State.WARNING, said, remedy)


def _fault(subject: str, said: str, remedy: str | None) -> Finding:
    return Finding(subject, State.FAULT, said, remedy)
