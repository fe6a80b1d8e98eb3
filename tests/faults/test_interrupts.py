"""Ctrl-C and SIGTERM stop a run within two seconds, say how to go on, and the same command does go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from tests.db.loading import clear, count
from tests.faults.corpus import write_corpus

from clusterdb import pipeline
from clusterdb.db import tables

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals as Unix does")

#: Two of a machine that has time; of one with three times as much to do as it has cores for, six.
TWO_SECONDS = 2 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1)) if hasattr(os, "getloadavg") else 2.0


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """A database with tables and reference data, and no documents."""
    pipeline.prepare(engine)
    clear(engine)
    return engine


def ingest(engine: Engine, folder: Path, *options: str) -> subprocess.Popen[str]:
    """The command itself, in a group of processes of its own, as a terminal starts it."""
    # not measured: an interrupt amid the measuring itself, which holds a lock there, would never come through
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.Popen(
        [sys.executable, "-m", "clusterdb", "ingest", str(folder), *options],
        env=plain | {"CLUSTERDB_DATABASE_URL": engine.url.render_as_string(hide_password=False)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # a shell gives what it runs in the background a deaf ear for Ctrl-C, which would be inherited
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def stop(run: subprocess.Popen[str], number: signal.Signals) -> tuple[float, str]:
    """Send a signal to all of the run's processes, as Ctrl-C does; seconds until it ended, and what it said."""
    began = time.monotonic()
    os.killpg(run.pid, number) if number == signal.SIGINT else run.send_signal(number)
    said = run.communicate(timeout=30)[1]
    return time.monotonic() - began, said


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_stops_within_two_seconds_and_says_how_to_go_on(filled: Engine, tmp_path: Path, workers: int) -> None:
    write_corpus(tmp_path, 50, workers)
    run = ingest(filled, tmp_path, "--workers", str(workers))
    end = time.monotonic() + 60
    while count(filled, tables.sources) < 3:
        assert time.monotonic() < end
        time.sleep(0.02)
    seconds, said = stop(run, signal.SIGINT)
    assert run.returncode == 130, said
    assert seconds < TWO_SECONDS
    assert said.strip() == "interrupted; what was finished is kept, and the same command goes on from here"
    kept = count(filled, tables.sources)
    assert 3 <= kept < 50
    with filled.connect() as connection:
        assert connection.scalars(select(tables.ingest_runs.c.state)).all() == ["interrupted"]
    if workers == 1:
        report = pipeline.ingest(filled, [tmp_path], workers=1)
        assert report.unchanged >= kept
        assert report.documents == 52


def test_sigterm_does_the_same_and_programs_are_told(filled: Engine, tmp_path: Path) -> None:
    write_corpus(tmp_path, 50, 3)
    run = ingest(filled, tmp_path, "--workers", "1", "--log-format", "json")
    assert run.stderr is not None
    events = [json.loads(run.stderr.readline()) for _ in range(4)]
    assert [event["event"] for event in events] == ["started", *["document"] * 3]
    seconds, said = stop(run, signal.SIGTERM)
    assert run.returncode == 130
    assert seconds < TWO_SECONDS
    last = json.loads(said.splitlines()[-1])
    assert (last["event"], last["level"]) == ("interrupted", "warning")
    assert "goes on from here" in last["message"]
