"""The server killed, stopped, out of disk or out of patience in a load: nothing is lost, and the next run completes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, func, select, text
from tests.conftest import in_haste
from tests.db.loading import clear, count, dump
from tests.faults.conftest import DOCUMENTS, KILLS, SEED, Rows, compare
from tests.faults.corpus import change_some, documents_of, write_corpus
from tests.faults.rows import whole_documents
from tests.faults.stable import Stable

from clusterdb import pipeline
from clusterdb.db import tables
from clusterdb.db.engine import make_engine
from clusterdb.db.server import EmbeddedServer
from clusterdb.errors import DatabaseError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Unix does")


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedServer]:
    """A server of the test's own."""
    place = Path(os.environ["CLUSTERDB_TEST_RUN"], f"home-{os.urandom(4).hex()}")
    monkeypatch.setenv("CLUSTERDB_HOME", str(place))
    yield in_haste(EmbeddedServer(place).start())
    EmbeddedServer(place).stop()
    shutil.rmtree(place, ignore_errors=True)


def processes_of(server: EmbeddedServer) -> list[int]:
    """The server's own process and those that it started."""
    first = server.status().pid
    assert first is not None
    found = [first]
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == first:
            found.append(int(entry.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_server_that_is_killed_or_stopped_in_a_load_loses_nothing(
    home: EmbeddedServer, corpus: Path, undisturbed: Callable[..., Rows]
) -> None:
    random = Random(SEED)
    engine = make_engine(None)
    pipeline.prepare(engine)
    engine.dispose()
    with Stable("", CLUSTERDB_HOME=str(home.folder.home)) as stable:
        for end in ("kill", "stop", *("kill" for _ in range(KILLS // 5))):
            before = last_run()
            run = stable.start(corpus)
            wait_for_documents(before, len(documents_of(corpus)) // 4)
            time.sleep(random.uniform(0, 0.3))
            if end == "stop":
                home.stop()
            else:
                for pid in processes_of(home):
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            assert run.wait() in {0, 1}
            change_some(corpus, random.randrange(10**6), 0.5)
        assert stable.start(corpus).wait() == 0
    engine = make_engine(None)
    compare(dump(engine, clocks=False), undisturbed(corpus))
    engine.dispose()


def last_run() -> int:
    engine = make_engine(None)
    with engine.connect() as connection:
        found = connection.scalar(select(func.max(tables.ingest_runs.c.run_id))) or 0
    engine.dispose()
    return found


def wait_for_documents(before: int, documents: int) -> None:
    """Until a run after that one has written so many documents."""
    engine = make_engine(None)
    query = select(func.count()).where(tables.ingest_ledger.c.run_id > before)
    end = time.monotonic() + 60
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while (connection.scalar(query) or 0) < documents:
            assert time.monotonic() < end, "the run does not come on"
            time.sleep(0.02)
    engine.dispose()


def test_a_statement_timeout_ends_the_run_and_the_next_completes_it(
    engine: Engine, tmp_path: Path, undisturbed: Callable[..., Rows]
) -> None:
    write_corpus(tmp_path, 8, SEED)
    pipeline.prepare(engine)
    clear(engine)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE sources IN EXCLUSIVE MODE"))  # a statement that takes for ever
        impatient = make_engine(engine.url.update_query_dict({"options": "-c statement_timeout=300"}))
        with pytest.raises(DatabaseError, match=r"statement timeout.*ingest again"):
            pipeline.ingest(impatient, [tmp_path], workers=1)
        impatient.dispose()
    assert count(engine, tables.sources) == 0
    pipeline.ingest(engine, [tmp_path], workers=1)
    compare(dump(engine, clocks=False), undisturbed(tmp_path))


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A folder on a disk of 300 MB, where this machine lets us make one."""
    place = Path(os.environ["CLUSTERDB_TEST_RUN"], f"disk-{os.urandom(4).hex()}")
    place.mkdir(mode=0o711)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300m,mode=711", "tmpfs", place], check=False)
    if made.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="mounts a small disk")
def test_a_full_disk_ends_the_run_and_the_next_completes_it(
    small_disk: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    undisturbed: Callable[..., Rows],
) -> None:
    write_corpus(tmp_path, DOCUMENTS // 2, SEED)
    monkeypatch.setenv("CLUSTERDB_HOME", str(small_disk / "home"))
    server = EmbeddedServer().start()
    try:
        engine = make_engine(None)
        pipeline.prepare(engine)
        ballast = small_disk / "ballast"
        with ballast.open("wb") as stream:
            os.posix_fallocate(stream.fileno(), 0, shutil.disk_usage(small_disk).free - 100_000)
        with pytest.raises(DatabaseError, match="No space left"):
            pipeline.ingest(engine, [tmp_path], workers=1)
        ballast.unlink()
        engine.dispose()
        engine = make_engine(None)  # starts the server where it gave up
        assert whole_documents(engine)
        pipeline.ingest(engine, [tmp_path], workers=1)
        compare(dump(engine, clocks=False), undisturbed(tmp_path))
        engine.dispose()
    finally:
        server.stop()
