"""Documents go in whole or not at all, once, whoever carries them in."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from psycopg import Cursor
from sqlalchemy import Engine, Table, func, insert, select, text
from tests.db.made_up import read_made_up

from clusterdb import pipeline
from clusterdb.db import tables
from clusterdb.db.engine import make_engine
from clusterdb.errors import DatabaseError, DatabaseTooNew
from clusterdb.load import facts, ledger, runners
from clusterdb.load.report import Progress, Report
from clusterdb.load.rows import Row, copy_rows
from clusterdb.load.units import Crash, Receipt, Unit, Work
from clusterdb.model import Extraction

pytestmark = pytest.mark.every_postgres

CHECKOUT = Path(__file__).resolve().parents[2]

TARGET = "target|440000|5G基站|base_station_5g|70000|2025"
RESULT = "achievement|440300|5G基站|base_station_5g|51000|2021"
WORDS = "achievement|440300|漫步道||12|2021"

#: What tells of runs and not of documents.
BOOKKEEPING = {"ingest_runs"}
CLOCKS = {"run_id", "loaded_at", "first_ingested_at", "rejected_at"}


@pytest.fixture(autouse=True)
def no_documents(engine: Engine) -> None:
    """Every test begins with the reference data alone."""
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE sources, ingest_ledger, ingest_runs, rejected_documents, reviews CASCADE"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three documents."""
    write(tmp_path / "a.txt", TARGET, "skip")
    write(tmp_path / "b.txt", RESULT, WORDS)
    write(tmp_path / "sub" / "c.txt", "nothing to count here")
    return tmp_path


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def ingest(engine: Engine, *paths: Path, **options: Any) -> Report:
    options = {"workers": 1, "understand": read_made_up} | options
    return pipeline.ingest(engine, paths, **options)


def dump(engine: Engine, clocks: bool = True) -> dict[str, list[str]]:
    """The whole database, row by row; without the book of runs, and without `clocks` without the times of writing."""
    found = {}
    with engine.connect() as connection:
        for table in tables.metadata.sorted_tables:
            if table.name not in BOOKKEEPING:
                columns = [column for column in table.c if clocks or column.name not in CLOCKS]
                found[table.name] = sorted(map(repr, map(tuple, connection.execute(select(*columns)))))
    return found


def count(engine: Engine, table: Any) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def states(report: Report) -> tuple[int, int, int, int]:
    return report.read, report.unchanged, report.replaced, len(report.rejected)


def test_every_document_is_read_once(engine: Engine, folder: Path) -> None:
    report = ingest(engine, folder)
    assert states(report) == (3, 0, 0, 0)
    assert (report.documents, report.targets, report.achievements, report.skipped) == (3, 1, 2, 1)
    with engine.connect() as connection:
        row = connection.execute(select(tables.targets)).one()
        assert (row.metric_key, row.region_code, row.value, row.dimension) == (
            "base_station_5g",
            "440000",
            70000,
            "count",
        )
        assert connection.scalars(select(tables.achievements.c.metric_key).order_by("metric_key")).all() == [
            "base_station_5g",
            "w:漫步道",
        ]
        quote = func.substr(tables.sources.c.text, row.span_start + 1, row.span_end - row.span_start)
        assert connection.scalar(select(quote).where(tables.sources.c.source_id == row.source_id)) == TARGET
        assert connection.scalars(select(tables.sections.c.region_code).distinct()).all() == ["440000"]
        assert connection.scalars(select(tables.sources.c.issuer_region_code).distinct()).all() == ["440000"]
        assert connection.scalar(select(tables.ingest_runs.c.state)) == "finished"


def test_ingesting_twice_changes_nothing(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    before = dump(engine)
    report = ingest(engine, folder)
    assert states(report) == (0, 3, 0, 0)
    assert (report.targets, report.achievements, report.skipped) == (1, 2, 1)
    assert dump(engine) == before


def test_reading_again_writes_no_equal_row(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    with engine.connect() as connection:
        version = text("SELECT array_agg(xmin::text || ctid::text ORDER BY claim_id) FROM achievements")
        before = connection.scalar(version)
        assert states(ingest(engine, folder, reread=True)) == (0, 0, 3, 0)
        assert connection.scalar(version) == before


def test_ids_are_the_same_on_every_machine(new_database: Callable[..., str], tmp_path: Path) -> None:
    found = []
    for number in (1, 2):
        engine = make_engine(new_database(migrated=True))
        ingest(engine, write(tmp_path / str(number) / "a.txt", TARGET, RESULT, WORDS))
        with engine.connect() as connection:
            keys = [
                connection.execute(select(table.c.source_id, table.c.claim_id).order_by(table.c.claim_id)).all()
                for table in (tables.targets, tables.achievements)
            ]
        found.append(keys)
        engine.dispose()
    assert found[0] == found[1]


def test_a_changed_document_replaces_its_rows(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    write(folder / "a.txt", TARGET.replace("70000", "80000"))
    report = ingest(engine, folder)
    assert states(report) == (0, 2, 1, 0)
    with engine.connect() as connection:
        assert connection.scalars(select(tables.targets.c.value)).all() == [80000]
    assert count(engine, tables.sources) == 3
    assert count(engine, tables.ingest_ledger) == 3
    assert count(engine, tables.skipped_figures) == 0


def test_a_changed_side_file_has_the_document_read_again(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    (folder / "a.toml").write_text("context_year = 2024\n")
    assert states(ingest(engine, folder)) == (0, 2, 1, 0)
    assert states(ingest(engine, folder)) == (0, 3, 0, 0)


def test_a_newer_extractor_reads_again_and_reviews_stay(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(engine, folder)
    with engine.begin() as connection:
        claim = connection.execute(select(tables.targets)).one()
        connection.execute(
            insert(tables.reviews).values(
                source_id=claim.source_id,
                claim_id=claim.claim_id,
                source_name="a.txt",
                kind="target",
                metric_text=claim.metric_text,
                quote="…",
                action="reject",
                reviewer="me",
                reviewed_at=datetime(2024, 1, 1, tzinfo=UTC),
            )
        )
    renew_extractor(monkeypatch, "2")
    report = ingest(engine, folder, understand=read_without_targets)
    assert states(report) == (0, 0, 3, 0)
    assert count(engine, tables.targets) == 0
    assert count(engine, tables.reviews) == 1
    renew_extractor(monkeypatch, "3")
    ingest(engine, folder)
    with engine.connect() as connection:
        again = connection.execute(select(tables.targets.c.claim_id, tables.targets.c.extractor_version)).one()
    assert again == (claim.claim_id, "3")


def renew_extractor(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    for module in (facts, ledger):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", version)
    monkeypatch.setattr("clusterdb.load.runs.EXTRACTOR_VERSION", version)
    monkeypatch.setattr(facts.Stamp.__init__, "__defaults__", (version,))


def read_without_targets(path: Path) -> Extraction:
    return dataclasses.replace(read_made_up(path), facts=())


def test_an_older_extractor_is_refused(engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renew_extractor(monkeypatch, "2")
    ingest(engine, folder)
    before = dump(engine)
    monkeypatch.undo()
    with pytest.raises(DatabaseTooNew, match="extractor 2"):
        ingest(engine, folder)
    assert dump(engine) == before


def test_a_document_that_cannot_be_read_is_set_aside_and_leaves_the_list_when_it_can(
    engine: Engine, folder: Path
) -> None:
    write(folder / "b.txt", RESULT, "unreadable")
    report = ingest(engine, folder)
    assert states(report) == (2, 0, 0, 1)
    assert report.rejected[0].path == str(folder / "b.txt")
    assert (report.rejected[0].reason, report.rejected[0].remedy) == ("it has no text", "scan it again")
    with engine.connect() as connection:
        assert connection.scalars(select(tables.rejected_documents.c.reason)).all() == ["it has no text"]
    write(folder / "b.txt", RESULT)
    assert states(ingest(engine, folder)) == (1, 2, 0, 0)
    assert count(engine, tables.rejected_documents) == 0


def test_a_document_that_breaks_keeps_its_last_good_reading(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    write(folder / "b.txt", "unreadable")
    assert states(ingest(engine, folder)) == (0, 2, 0, 1)
    assert count(engine, tables.achievements) == 2


def test_a_rejected_file_that_is_gone_leaves_the_list(engine: Engine, folder: Path) -> None:
    write(folder / "b.txt", "unreadable")
    ingest(engine, folder)
    (folder / "b.txt").unlink()
    ingest(engine, folder)
    assert count(engine, tables.rejected_documents) == 0


def test_a_fault_of_ours_costs_one_document(engine: Engine, folder: Path) -> None:
    write(folder / "b.txt", "crash")
    report = ingest(engine, folder)
    assert states(report) == (2, 0, 0, 1)
    assert "KeyError" in report.rejected[0].reason


def test_a_row_that_the_database_refuses_leaves_nothing_of_its_document(engine: Engine, folder: Path) -> None:
    write(folder / "b.txt", RESULT, WORDS, "wrong", TARGET)
    report = ingest(engine, folder)
    assert states(report) == (2, 0, 0, 1)
    assert "ck_targets_confidence" in report.rejected[0].reason
    assert count(engine, tables.sources) == 2
    assert count(engine, tables.achievements) == 0


def test_a_document_that_takes_too_long_is_set_aside(engine: Engine, folder: Path) -> None:
    write(folder / "b.txt", "sleep")
    began = time.monotonic()
    report = ingest(engine, folder, document_seconds=0.2)
    assert states(report) == (2, 0, 0, 1)
    assert "longer than 0.2 seconds" in report.rejected[0].reason
    assert time.monotonic() - began < 10


def test_a_missing_file_is_reported_and_pruned_only_when_asked(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    (folder / "a.txt").unlink()
    report = ingest(engine, folder)
    assert (report.missing, report.pruned) == ((str(folder / "a.txt"),), 0)
    assert count(engine, tables.targets) == 1
    report = ingest(engine, folder, prune=True)
    assert (report.missing, report.pruned) == ((str(folder / "a.txt"),), 1)
    assert count(engine, tables.targets) == 0
    assert count(engine, tables.ingest_ledger) == 2
    assert ingest(engine, folder).missing == ()


def test_files_elsewhere_are_not_missed(engine: Engine, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    ingest(engine, folder)
    (folder / "a.txt").unlink()
    other = write(tmp_path_factory.mktemp("other") / "d.txt", TARGET)
    assert ingest(engine, other.parent, prune=True).missing == ()
    assert count(engine, tables.sources) == 4


def test_a_moved_file_keeps_its_rows(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    (folder / "a.txt").rename(folder / "sub" / "a.txt")
    report = ingest(engine, folder, prune=True)
    assert (states(report), report.missing) == ((0, 3, 0, 0), ())
    with engine.connect() as connection:
        assert str(folder / "sub" / "a.txt") in connection.scalars(select(tables.sources.c.path)).all()


def test_a_file_that_takes_a_moved_ones_place_is_read(engine: Engine, folder: Path) -> None:
    ingest(engine, folder)
    (folder / "a.txt").rename(folder / "sub" / "a.txt")
    write(folder / "a.txt", TARGET.replace("70000", "90000"))
    ingest(engine, folder)
    assert states(ingest(engine, folder)) == (0, 4, 0, 0)
    with engine.connect() as connection:
        assert sorted(connection.scalars(select(tables.targets.c.value))) == [70000, 90000]


def test_a_copy_under_the_same_name_adds_nothing(engine: Engine, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "sub" / "a.txt")
    (folder / "sub" / "a.toml").write_text("context_year = 2024\n")
    ingest(engine, folder / "sub", folder)
    before = dump(engine)
    assert count(engine, tables.sources) == 3
    assert states(ingest(engine, folder)) == (0, 4, 0, 0)
    assert dump(engine) == before
    with engine.connect() as connection:
        assert str(folder / "a.txt") in connection.scalars(select(tables.sources.c.path)).all()


def test_a_copy_under_another_name_is_a_document_of_its_own(engine: Engine, folder: Path) -> None:
    shutil.copy(folder / "a.txt", folder / "z.txt")
    ingest(engine, folder)
    assert count(engine, tables.sources) == 4
    assert count(engine, tables.targets) == 2


def test_a_pipe_is_set_aside_at_once(engine: Engine, folder: Path) -> None:
    os.mkfifo(folder / "d.txt")
    report = ingest(engine, folder)
    assert states(report) == (3, 0, 0, 1)
    assert "no regular file" in report.rejected[0].reason


def test_progress_is_told(engine: Engine, folder: Path) -> None:
    told: list[Progress] = []
    ingest(engine, folder, progress=told.append)
    assert told[0] == Progress(0, 3)
    assert told[-1] == Progress(3, 3, targets=1, achievements=2)


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


def test_a_killed_run_is_taken_up_by_the_next(engine: Engine, new_database: Callable[..., str], folder: Path) -> None:
    write(folder / "b.txt", RESULT, "kill")
    script = (
        "import sys; from clusterdb.db.engine import make_engine; from clusterdb.pipeline import ingest;"
        "from tests.db.made_up import read_made_up;"
        "ingest(make_engine(sys.argv[1]), [sys.argv[2]], workers=1, understand=read_made_up)"
    )
    url = engine.url.render_as_string(hide_password=False)
    died = subprocess.run([sys.executable, "-c", script, url, str(folder)], cwd=CHECKOUT, timeout=60, check=False)
    assert died.returncode == -signal.SIGKILL
    assert count(engine, tables.sources) == 1
    write(folder / "b.txt", RESULT, WORDS)
    assert states(ingest(engine, folder)) == (2, 1, 0, 0)

    undisturbed = make_engine(new_database(migrated=True))
    ingest(undisturbed, folder)
    assert dump(engine, clocks=False) == dump(undisturbed, clocks=False)
    undisturbed.dispose()


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
