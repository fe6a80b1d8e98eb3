"""Whatever is killed, at whatever moment: the next run completes, and the database is that of an undisturbed run.

`make test` kills a few times over a small corpus; `make faults` does it 50 times over 200 documents.
"""

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
from tests.db.loading import count, dump
from tests.faults.corpus import change_some, documents_of, write_corpus
from tests.faults.stable import Stable

from clusterdb import pipeline
from clusterdb.db import migrate, tables
from clusterdb.db.engine import make_engine
from clusterdb.db.server import EmbeddedServer
from clusterdb.errors import DatabaseError

KILLS = int(os.environ.get("CLUSTERDB_TEST_KILLS", "5"))
DOCUMENTS = int(os.environ.get("CLUSTERDB_TEST_DOCUMENTS", "40"))
SEED = int(os.environ.get("CLUSTERDB_TEST_SEED", "0")) or time.time_ns() % 1_000_000

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills processes as Unix does")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "语料 1", DOCUMENTS, SEED)
    return tmp_path / "语料 1"


@pytest.fixture
def undisturbed(new_database: Callable[..., str]) -> Callable[..., dict[str, list[str]]]:
    """The rows of a database that ingested folders in peace."""

    def load(*folders: Path) -> dict[str, list[str]]:
        engine = make_engine(new_database(migrated=True))
        report = pipeline.ingest(engine, folders, workers=1)
        assert [Path(one.path).name for one in report.rejected] == ["broken.docx", "empty.txt"]
        rows = dump(engine, clocks=False)
        engine.dispose()
        return rows

    return load


def compare(engine: Engine, wanted: dict[str, list[str]]) -> None:
    """Every table row by row, the book of runs apart."""
    found = dump(engine, clocks=False)
    assert found.keys() == wanted.keys()
    for table, rows in wanted.items():
        assert found[table] == rows, f"{table} differs, seed {SEED}"
    assert len(wanted["targets"]) > 0
    assert len(wanted["achievements"]) > 0


def whole_documents(engine: Engine) -> bool:
    """Every document in the database has its ledger row, and the counts that it states."""
    ledger = tables.ingest_ledger.c
    with engine.connect() as connection:
        if migrate.revision(connection) is None:
            return True
        return not connection.execute(
            select(tables.sources.c.source_id)
            .outerjoin(tables.ingest_ledger, ledger.source_id == tables.sources.c.source_id)
            .where(
                ledger.source_id.is_(None)
                | (
                    select(func.count())
                    .where(tables.targets.c.source_id == tables.sources.c.source_id)
                    .scalar_subquery()
                    != ledger.targets
                )
                | (
                    select(func.count())
                    .where(tables.achievements.c.source_id == tables.sources.c.source_id)
                    .scalar_subquery()
                    != ledger.achievements
                )
            )
        ).all()


def test_runs_killed_at_random_moments_lose_and_double_nothing(
    corpus: Path, new_database: Callable[..., str], undisturbed: Callable[..., dict[str, list[str]]]
) -> None:
    random = Random(SEED)
    url = new_database()  # without tables: the first kills may hit the migration
    engine = make_engine(url)
    with Stable(url) as stable:
        began = time.monotonic()
        for kill in range(KILLS):
            run = stable.start(corpus, workers=2 if kill % 10 == 9 else 1)
            time.sleep(random.uniform(0, 1.5 + DOCUMENTS / 40))
            run.kill()
            assert run.wait() in {-signal.SIGKILL, 0}
            assert whole_documents(engine), f"half a document, seed {SEED}"
            change_some(corpus, random.randrange(10**6))
        assert stable.start(corpus).wait() == 0
    assert time.monotonic() - began < 60 + 30 * KILLS
    compare(engine, undisturbed(corpus))
    engine.dispose()


def test_runs_at_once_over_overlapping_folders_load_everything_once(
    tmp_path: Path, new_database: Callable[..., str], undisturbed: Callable[..., dict[str, list[str]]]
) -> None:
    folders = [tmp_path / name for name in ("甲", "乙", "丙")]
    for number, folder in enumerate(folders):
        write_corpus(folder, DOCUMENTS // 4, SEED + number)
    for name in ("broken.docx", "empty.txt"):  # once is enough to compare
        for folder in folders[1:]:
            (folder / name).unlink()
    shutil.copytree(folders[0], folders[1], dirs_exist_ok=True, ignore=shutil.ignore_patterns("broken*", "empty*"))
    url = new_database()  # both make the tables, too
    with Stable(url) as stable:
        runs = [stable.start(folders[0], folders[1]), stable.start(folders[1], folders[2], workers=1)]
        assert [run.wait() for run in runs] == [0, 0]
        assert stable.start(*folders).wait() == 0
    engine = make_engine(url)
    compare(engine, undisturbed(*folders))
    engine.dispose()


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
    home: EmbeddedServer, corpus: Path, undisturbed: Callable[..., dict[str, list[str]]]
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
    compare(engine, undisturbed(corpus))
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
    tmp_path: Path, new_database: Callable[..., str], undisturbed: Callable[..., dict[str, list[str]]]
) -> None:
    write_corpus(tmp_path, 8, SEED)
    engine = make_engine(new_database(migrated=True))
    pipeline.prepare(engine)
    with engine.begin() as connection:
        connection.execute(text("LOCK TABLE sources IN EXCLUSIVE MODE"))  # a statement that takes for ever
        impatient = make_engine(engine.url.update_query_dict({"options": "-c statement_timeout=300"}))
        with pytest.raises(DatabaseError, match=r"statement timeout.*ingest again"):
            pipeline.ingest(impatient, [tmp_path], workers=1)
        impatient.dispose()
    assert count(engine, tables.sources) == 0
    pipeline.ingest(engine, [tmp_path], workers=1)
    compare(engine, undisturbed(tmp_path))
    engine.dispose()


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
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    undisturbed: Callable[..., dict[str, list[str]]],
) -> None:
    monkeypatch.setenv("CLUSTERDB_HOME", str(small_disk / "home"))
    server = EmbeddedServer().start()
    try:
        engine = make_engine(None)
        pipeline.prepare(engine)
        ballast = small_disk / "ballast"
        ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 200_000))
        with pytest.raises(DatabaseError, match="No space left"):
            pipeline.ingest(engine, [corpus], workers=1)
        ballast.unlink()
        engine.dispose()
        engine = make_engine(None)  # starts the server where it gave up
        assert whole_documents(engine)
        pipeline.ingest(engine, [corpus], workers=1)
        compare(engine, undisturbed(corpus))
        engine.dispose()
    finally:
        server.stop()
