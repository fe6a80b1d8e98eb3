"""Whatever stops a run or a worker, every document is whole or not there, and the next run completes the work."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from psycopg import Cursor
from sqlalchemy import Engine, Table, select
from tests.db.loading import RESULT, TARGET, WORDS, count, dump, folder, ingest, no_documents, states, write

from clusterdb.db import tables
from clusterdb.db.engine import make_engine
from clusterdb.errors import DatabaseError
from clusterdb.load import facts, runners
from clusterdb.load.rows import Row, copy_rows
from clusterdb.load.units import Crash, Receipt, Unit, Work

__all__ = ["folder", "no_documents"]

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.every_postgres
def test_parallel_gives_what_serial_gives(new_database: Callable[..., str], tmp_path: Path) -> None:
    for number in range(30):
        write(tmp_path / f"{number:02}.txt", TARGET, RESULT.replace("51000", str(number)), WORDS, "skip")
    found = []
    for workers in (1, 3):
        engine = make_engine(new_database(migrated=True))
        report = ingest(engine, tmp_path, workers=workers)
        assert states(report) == (30, 0, 0, 0)
        found.append(dump(engine, clocks=False))
        engine.dispose()
    assert found[0] == found[1]


def test_a_document_that_kills_its_worker_is_set_aside_and_the_rest_goes_on(engine: Engine, tmp_path: Path) -> None:
    for number in range(12):
        write(tmp_path / f"{number:02}.txt", TARGET, "kill" if number in {4, 9} else "skip")
    report = ingest(engine, tmp_path, workers=2, runner=runners.ProcessRunner(2))
    assert states(report) == (10, 0, 0, 2)
    assert [Path(one.path).name for one in report.rejected] == ["04.txt", "09.txt"]
    assert "worker process died" in report.rejected[0].reason
    assert count(engine, tables.sources) == 10


def test_a_document_that_never_comes_back_is_set_aside(engine: Engine, folder: Path) -> None:
    write(folder / "b.txt", "hang")
    report = ingest(engine, folder, runner=runners.ProcessRunner(2), document_seconds=0.5)
    assert states(report) == (2, 0, 0, 1)
    assert "worker process died" in report.rejected[0].reason


@pytest.mark.every_postgres
def test_a_connection_cut_in_the_middle_leaves_whole_documents(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_or_die(cursor: Cursor[Any], table: Table, rows: Iterable[Row]) -> None:
        held = list(rows)
        if any(row.get("metric_key") == "w:漫步道" for row in held):
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        copy_rows(cursor, table, held)

    monkeypatch.setattr(facts, "copy_rows", copy_or_die)
    with pytest.raises(DatabaseError, match="the database failed"):
        ingest(engine, folder)
    assert (count(engine, tables.sources), count(engine, tables.sections)) == (1, 1)
    assert count(engine, tables.achievements) == 0
    with engine.connect() as connection:
        assert connection.scalar(select(tables.ingest_runs.c.state)) == "failed"
    monkeypatch.undo()
    assert states(ingest(engine, folder)) == (2, 1, 0, 0)


SCRIPT = (
    "import sys; from clusterdb.db.engine import make_engine; from clusterdb.pipeline import ingest;"
    "from tests.db.made_up import read_made_up;"
    "ingest(make_engine(sys.argv[1]), [sys.argv[2]], workers=int(sys.argv[3]), understand=read_made_up)"
)


def start(engine: Engine, folder: Path, workers: int, mark: str = "") -> subprocess.Popen[bytes]:
    """A run in a process of its own, which can be stopped; `mark` tells it and its workers among all processes."""
    url = engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", SCRIPT, url, str(folder), str(workers)]
    environment = os.environ | {"CLUSTERDB_TEST_MARK": mark}
    return subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment,
        stderr=subprocess.DEVNULL,
        # a shell's background jobs ignore Ctrl-C, and so does whatever they start
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def marked(mark: str) -> set[str]:
    """The processes that run with a mark in their environment."""
    words = f"CLUSTERDB_TEST_MARK={mark}".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if words in (process / "environ").read_bytes().split(b"\0"):
                found.add(process.name)
    return found


def wait_until(true: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.05)


def test_a_killed_run_is_taken_up_by_the_next(engine: Engine, new_database: Callable[..., str], folder: Path) -> None:
    write(folder / "b.txt", RESULT, "kill")
    assert start(engine, folder, workers=1).wait(60) == -signal.SIGKILL
    assert count(engine, tables.sources) == 1
    write(folder / "b.txt", RESULT, WORDS)
    assert states(ingest(engine, folder)) == (2, 1, 0, 0)

    undisturbed = make_engine(new_database(migrated=True))
    ingest(undisturbed, folder)
    assert dump(engine, clocks=False) == dump(undisturbed, clocks=False)
    undisturbed.dispose()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_a_run_that_is_stopped_leaves_no_worker(engine: Engine, folder: Path, number: signal.Signals) -> None:
    for name in ("b.txt", "d.txt"):
        write(folder / name, "sleep")
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    run = start(engine, folder, workers=2, mark=mark)
    wait_until(lambda: count(engine, tables.sources) == 1)  # and then both workers sleep
    run.send_signal(number)
    began = time.monotonic()
    assert run.wait(20) != 0
    wait_until(lambda: not marked(mark))
    assert time.monotonic() - began < 15, "which it does within two seconds where nothing else runs"
    with engine.connect() as connection:
        state = connection.scalar(select(tables.ingest_runs.c.state))
    assert state == ("interrupted" if number == signal.SIGINT else "running")
    assert count(engine, tables.sources) == 1


@pytest.mark.every_postgres
def test_two_runs_at_once_load_every_document_once(engine: Engine, tmp_path: Path) -> None:
    for number in range(40):
        write(tmp_path / f"{number:02}.txt", TARGET, RESULT, WORDS)
    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(ingest, engine, tmp_path, workers=2, runner=runners.ProcessRunner(2)) for _ in range(2)]
        reports = [run.result() for run in runs]
    assert all(report.documents == 40 and not report.rejected for report in reports)
    assert count(engine, tables.sources) == 40
    assert count(engine, tables.achievements) == 80


def test_units_of_a_hand_made_runner_are_worked_through(engine: Engine, folder: Path) -> None:
    class Backwards(runners.SerialRunner):
        def run(self, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
            yield from super().run(work, reversed(list(units)))

    assert states(ingest(engine, folder, runner=Backwards())) == (3, 0, 0, 0)
