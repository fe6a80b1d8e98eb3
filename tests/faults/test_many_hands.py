"""Several at work on one database: writers, readers, migrations, strangers with locks, and a newer clusterdb."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, exc, text, update
from tests.db.loading import clear, count, dump
from tests.faults.conftest import DOCUMENTS, SEED, Rows, compare
from tests.faults.corpus import write_corpus
from tests.faults.rows import whole_documents

from clusterdb import pipeline
from clusterdb.db import migrate, tables
from clusterdb.db.engine import make_engine
from clusterdb.errors import DatabaseTooNew
from clusterdb.load.kept import keep_outcomes
from clusterdb.views import drop_views

WAITING = """
SELECT count(*) FROM pg_locks AS l LEFT JOIN pg_class AS c ON c.oid = l.relation
WHERE NOT l.granted AND (c.relname = :what OR l.locktype = :what)
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
#: What readers ask, and what is wrong where it answers with any row.
HALF_DOCUMENTS = """
SELECT said.source_id FROM report.completeness AS said
INNER JOIN public.ingest_ledger AS book ON book.source_id::text = said.source_id
WHERE (said.targets, said.achievements) <> (book.targets, book.achievements)
"""
QUESTIONS = ("SELECT * FROM report.target_status LIMIT 50", HALF_DOCUMENTS)


@pytest.fixture
def filled(engine: Engine, tmp_path: Path) -> Engine:
    """A database with tables and reference data and no documents, beside a small corpus."""
    write_corpus(tmp_path, DOCUMENTS // 4, SEED)
    pipeline.prepare(engine)
    clear(engine)
    return engine


def wait_for(engine: Engine, what: str) -> None:
    """Until somebody waits for a lock on a table, or for an advisory one."""
    end = time.monotonic() + 60
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.scalar(text(WAITING), {"what": what}):
            assert time.monotonic() < end, f"nobody waits for {what}"
            time.sleep(0.02)


@contextmanager
def readers(engine: Engine, number: int = 2) -> Iterator[list[int]]:
    """Readers that ask until the block ends; how often each was answered. What troubles one of them is raised."""
    done = threading.Event()
    answered = [0] * number

    def read(place: int) -> None:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not done.is_set():
                for question in QUESTIONS:
                    rows = connection.execute(text(question)).all()
                    assert question != HALF_DOCUMENTS or rows == [], "half a document was seen"
                answered[place] += 1

    with ThreadPoolExecutor(number) as threads:
        reading = [threads.submit(read, place) for place in range(number)]
        try:
            yield answered
        finally:
            done.set()
        for one in reading:
            one.result(60)


def rebuild(engine: Engine) -> None:
    """Migrate as a version with other views does: they are dropped and made anew, in one transaction."""
    with engine.begin() as connection:
        parts = tables.installed_parts
        connection.execute(update(parts).where(parts.c.part == "views").values(sha256="0" * 64))
    migrate.upgrade(engine)


def test_documents_come_in_while_views_are_rebuilt_and_readers_read(
    filled: Engine, tmp_path: Path, undisturbed: Callable[..., Rows]
) -> None:
    rebuilt = 0
    with ThreadPoolExecutor(1) as thread, readers(filled) as answered:
        run = thread.submit(pipeline.ingest, filled, [tmp_path], workers=1)
        while not run.done() or not rebuilt:
            rebuild(filled)
            rebuilt += 1
        assert len(run.result(60).rejected) == 2
        before = list(answered)
        end = time.monotonic() + 60
        while any(now <= then for now, then in zip(answered, before, strict=True)):  # they still read after all of it
            assert time.monotonic() < end
            time.sleep(0.02)
    keep_outcomes(filled)  # the last of the new views came when the run was over
    compare(dump(filled, clocks=False), undisturbed(tmp_path))


def test_an_ingest_waits_for_a_migration_and_then_completes(
    filled: Engine, tmp_path: Path, undisturbed: Callable[..., Rows]
) -> None:
    with ThreadPoolExecutor(1) as thread:
        with filled.begin() as migration:
            migrate.lock_schema(migration)
            drop_views(migration)
            run = thread.submit(pipeline.ingest, filled, [tmp_path], workers=1)
            wait_for(filled, "advisory")
            assert count(filled, tables.sources) == 0
            migration.rollback()
        run.result(60)
    compare(dump(filled, clocks=False), undisturbed(tmp_path))


def test_a_migration_waits_for_the_document_that_is_being_written(filled: Engine, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as thread, filled.begin() as writing:
        migrate.lock_schema(writing, shared=True)
        moved = thread.submit(rebuild, filled)
        wait_for(filled, "advisory")
        assert not moved.done()
        assert writing.scalar(text("SELECT count(*) FROM report.target_status")) == 0, "the views are still there"
        writing.rollback()
        moved.result(60)


@pytest.mark.parametrize("victim", ["ingest", "stranger"])
def test_a_deadlock_costs_nothing(
    filled: Engine, tmp_path: Path, undisturbed: Callable[..., Rows], victim: str
) -> None:
    """A document takes `sources`, then `targets`; a stranger takes them the other way round."""
    ours, theirs = {"ingest": ("3s", "60s"), "stranger": ("60s", "100ms")}[victim]  # who looks first is the victim
    patient = make_engine(filled.url.update_query_dict({"options": f"-c deadlock_timeout={ours}"}))
    with ThreadPoolExecutor(1) as thread, filled.connect() as stranger:
        stranger.execute(text(f"SET deadlock_timeout = '{theirs}'"))
        stranger.execute(text("LOCK TABLE targets IN EXCLUSIVE MODE"))
        run = thread.submit(pipeline.ingest, patient, [tmp_path], workers=1)
        wait_for(filled, "targets")
        assert _is_victim(stranger) == (victim == "stranger")
        stranger.rollback()
        report = run.result(60)
    patient.dispose()
    assert len(report.rejected) == 2
    compare(dump(filled, clocks=False), undisturbed(tmp_path))


def _is_victim(stranger: Connection) -> bool:
    """Close the circle, and see whom PostgreSQL ends."""
    try:
        stranger.execute(text("LOCK TABLE sources IN EXCLUSIVE MODE"))
    except exc.OperationalError as error:
        return "deadlock detected" in str(error)
    return False


def test_a_run_stops_where_a_newer_clusterdb_takes_over(
    filled: Engine, tmp_path: Path, undisturbed: Callable[..., Rows]
) -> None:
    head, seen = migrate.head(), []

    def newer(_outcome: object) -> None:
        seen.append(1)
        if len(seen) == 3:
            _set_revision(filled, "9999_later")

    with pytest.raises(DatabaseTooNew, match=r"9999_later, which a newer clusterdb made.*upgrade clusterdb"):
        pipeline.ingest(filled, [tmp_path], workers=1, each=newer)
    assert 0 < count(filled, tables.sources) < DOCUMENTS // 4
    assert whole_documents(filled)
    with pytest.raises(DatabaseTooNew, match="newer clusterdb"):
        pipeline.ingest(filled, [tmp_path], workers=1)
    _set_revision(filled, head)
    pipeline.ingest(filled, [tmp_path], workers=1)
    compare(dump(filled, clocks=False), undisturbed(tmp_path))


def _set_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        migrate.lock_schema(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
