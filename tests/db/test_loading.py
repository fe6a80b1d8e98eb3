"""Documents go in whole or not at all, once; what became of each is told."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select, text
from tests.db.loading import RESULT, TARGET, WORDS, count, dump, folder, ingest, no_documents, states, write
from tests.db.made_up import read_made_up

from clusterdb.db import tables
from clusterdb.db.engine import make_engine
from clusterdb.errors import DatabaseTooNew
from clusterdb.load import facts, ledger
from clusterdb.load.report import Progress
from clusterdb.model import Extraction

__all__ = ["folder", "no_documents"]

pytestmark = pytest.mark.every_postgres


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
    renew_extractor(monkeypatch, "1002")
    report = ingest(engine, folder, understand=read_without_targets)
    assert states(report) == (0, 0, 3, 0)
    assert count(engine, tables.targets) == 0
    assert count(engine, tables.reviews) == 1
    renew_extractor(monkeypatch, "1003")
    ingest(engine, folder)
    with engine.connect() as connection:
        again = connection.execute(select(tables.targets.c.claim_id, tables.targets.c.extractor_version)).one()
    assert again == (claim.claim_id, "1003")


def renew_extractor(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    for module in (facts, ledger):
        monkeypatch.setattr(module, "EXTRACTOR_VERSION", version)
    monkeypatch.setattr("clusterdb.load.runs.EXTRACTOR_VERSION", version)
    monkeypatch.setattr(facts.Stamp.__init__, "__defaults__", (version,))


def read_without_targets(path: Path) -> Extraction:
    return dataclasses.replace(read_made_up(path), facts=())


def test_an_older_extractor_is_refused(engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    renew_extractor(monkeypatch, "1002")
    ingest(engine, folder)
    before = dump(engine)
    monkeypatch.undo()
    with pytest.raises(DatabaseTooNew, match="extractor 1002"):
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
