"""Reviews: what a hand says of a claim stands in the rows and views, outlives re-reading, and can be taken back."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine, select, text, update
from tests.db.loading import TARGET, dump, folder, ingest, no_documents, write

from clusterdb import pipeline
from clusterdb.cli import main
from clusterdb.db import tables
from clusterdb.db.engine import make_engine
from clusterdb.errors import NotFound
from clusterdb.load.reviews import Review, find_claim

__all__ = ["folder", "no_documents"]

Run = Callable[..., Result]


@pytest.fixture
def run(engine: Engine, folder: Path) -> Run:
    """`clusterdb` on a database that holds the folder's documents."""
    ingest(engine, folder)
    url = engine.url.render_as_string(hide_password=False)

    def invoke(*arguments: str, code: int = 0) -> Result:
        result = CliRunner(env={"COLUMNS": "300", "CLUSTERDB_REVIEWER": "王五"}).invoke(
            main, ["--database-url", url, "--lang", "en", *arguments], catch_exceptions=False
        )
        assert result.exit_code == code, result.output
        return result

    return invoke


def claim_id(engine: Engine, kind: str = "targets") -> str:
    with engine.connect() as connection:
        return str(connection.scalars(select(tables.metadata.tables[kind].c.claim_id)).first())


def rows(engine: Engine, view: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(f"SELECT * FROM report.{view}")).mappings()]


def test_an_accepted_claim_is_certain_and_says_so(engine: Engine, run: Run) -> None:
    run("review", "accept", claim_id(engine)[:8], "--reason", "checked")
    (target,) = rows(engine, "targets")
    assert (target["confidence"], target["review"], target["corrected_fields"]) == (1, "accepted", None)
    (review,) = rows(engine, "reviews")
    assert (review["action"], review["reviewer"], review["reason"], review["state"]) == (
        *("accept", "王五", "checked"),
        "standing",
    )


def test_a_rejected_claim_leaves_the_views_and_stays_in_the_table(engine: Engine, run: Run) -> None:
    found = claim_id(engine)
    run("review", "reject", found)
    assert rows(engine, "targets") == rows(engine, "target_status") == []
    assert claim_id(engine) == found
    run("review", "accept", found)
    assert len(rows(engine, "targets")) == 1
    assert [row["state"] for row in rows(engine, "reviews")] == ["superseded", "standing"]


def test_a_corrected_field_shows_its_value_and_what_was_read(engine: Engine, run: Run) -> None:
    run("review", "correct", claim_id(engine), "value=72000", "comparator=ge", "unit=persons")
    (target,) = rows(engine, "targets")
    assert (target["value"], target["comparator"], target["unit_code"]) == (72000, "ge", "persons")
    assert target["review"] == "corrected"
    assert "value was 70000" in target["corrected_fields"]
    assert "unit_code was count" in target["corrected_fields"]
    (status,) = rows(engine, "target_status")
    shown = run("show", target["target_id"]).stdout
    assert "corrected by hand" in shown
    assert "value 70000 -> 72000, by " in shown
    assert status["is_corrected"]
    assert status["target_value"] == 72000


def test_a_corrected_place_and_measure_bring_what_hangs_on_them(engine: Engine, run: Run) -> None:
    run("review", "correct", claim_id(engine), "region=深圳市", "metric=")
    (target,) = rows(engine, "targets")
    assert (target["region_code"], target["region_zh"], target["province_code"]) == ("440300", "深圳市", "440000")
    assert (target["metric_code"], target["metric_key"]) == (None, "w:5G基站")


def test_a_claim_of_the_wrong_kind_changes_sides(engine: Engine, run: Run, folder: Path) -> None:
    found = claim_id(engine)
    run("review", "correct", found, "kind=achievement")
    assert rows(engine, "targets") == []
    assert found in {row["achievement_id"] for row in rows(engine, "achievements")}
    with engine.connect() as connection:
        counts = connection.execute(
            select(tables.ingest_ledger.c.targets, tables.ingest_ledger.c.achievements).order_by("targets")
        ).all()
    assert sorted(map(tuple, counts)) == [(0, 0), (0, 1), (0, 2)]
    before = dump(engine, clocks=False)
    ingest(engine, folder, reread=True)
    assert dump(engine, clocks=False) == before


def test_withdrawing_gives_back_what_was_read(engine: Engine, run: Run) -> None:
    before = dump(engine)["targets"]
    found = claim_id(engine)
    run("review", "correct", found, "value=1", "period_end=2026-06-30", "region=440300")
    run("review", "accept", found)
    assert dump(engine)["targets"] != before
    run("review", "withdraw", found)
    assert dump(engine)["targets"] == before
    assert [row["state"] for row in rows(engine, "reviews")] == ["withdrawn"] * 4 + ["standing"]


def test_rereading_keeps_reviews_and_touches_no_row(engine: Engine, run: Run, folder: Path) -> None:
    run("review", "correct", claim_id(engine), "value=72000", "scope=城区")
    run("review", "reject", claim_id(engine, "achievements"))
    with engine.begin() as connection:
        connection.execute(update(tables.ingest_ledger).values(lexicon_sha256="0" * 64))
        before = connection.execute(text("SELECT xmin::text, claim_id FROM targets")).all()
    assert ingest(engine, folder).replaced == 3
    with engine.connect() as connection:
        assert connection.execute(text("SELECT xmin::text, claim_id FROM targets")).all() == before
    assert rows(engine, "targets")[0]["value"] == 72000
    assert {row["state"] for row in rows(engine, "reviews")} == {"standing"}


def test_reviews_outlive_their_document_and_find_it_again(engine: Engine, run: Run, folder: Path) -> None:
    run("review", "correct", claim_id(engine), "value=72000")
    before = dump(engine, clocks=False)
    content = (folder / "a.txt").read_text(encoding="utf-8")
    (folder / "a.txt").unlink()
    ingest(engine, folder, prune=True)
    assert "72000" in run("review", "list", "--orphaned").stdout
    write(folder / "a.txt", *content.splitlines())
    ingest(engine, folder)
    assert run("review", "list", "--orphaned").stdout == ""
    assert dump(engine, clocks=False) == before


def test_a_changed_text_orphans_its_reviews(engine: Engine, run: Run, folder: Path) -> None:
    run("review", "correct", claim_id(engine), "value=72000")
    run("review", "withdraw", claim_id(engine, "achievements"))
    write(folder / "a.txt", TARGET.replace("70000", "71000"))
    ingest(engine, folder)
    assert rows(engine, "targets")[0]["value"] == 71000
    listed = run("review", "list", "--orphaned", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["state"] for line in listed] == ["orphaned"]


def test_a_correction_that_no_longer_suits_is_listed_and_breaks_nothing(engine: Engine, run: Run, folder: Path) -> None:
    run("review", "correct", claim_id(engine), "metric=base_station_5g")
    with engine.begin() as connection:
        connection.execute(update(tables.reviews).values(corrected_value="no_such_metric"))
    report = ingest(engine, folder, reread=True)
    assert not report.rejected
    assert rows(engine, "targets")[0]["review"] is None
    assert [row["state"] for row in rows(engine, "reviews")] == ["unsuitable"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("value=much", "no number"),
        ("value=NaN", "no number"),
        ("colour=red", "no field"),
        ("basis=total", "there is no 'total'"),
        ("unit=furlong", "has no 'furlong'"),
        ("region=乌有市", "no place"),
        ("region=朝阳区", "several places"),
        ("period_end=31.12.2025", "no date"),
        ("region=", "cannot be empty"),
        ("basis=rank", "does not go with the rest"),
        ("value", "is no correction"),
    ],
)
def test_a_correction_that_makes_no_sense_changes_nothing(engine: Engine, run: Run, change: str, said: str) -> None:
    before = dump(engine)
    assert said in run("review", "correct", claim_id(engine), "hedge=strive", change, code=1).output
    assert dump(engine) == before


def test_an_id_that_is_not_there_or_not_one_is_told(engine: Engine, run: Run) -> None:
    assert "there is no claim" in run("review", "accept", "00000000-aaaa", code=1).output
    assert "is no id" in run("review", "accept", "DROP TABLE", code=1).output
    with engine.connect() as connection, pytest.raises(NotFound, match="several claims begin"):
        find_claim(connection, "")


def test_reviews_go_out_and_come_in_again(
    engine: Engine, run: Run, folder: Path, tmp_path: Path, new_database: Callable[..., str]
) -> None:
    file = tmp_path / "reviews.csv"
    run("review", "correct", claim_id(engine), "value=-3", "basis=growth", "unit=%", "--reason", "=cmd|' /C calc'!A0")
    run("review", "reject", claim_id(engine, "achievements"))
    run("export", "reviews", "-o", str(file))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert {row["corrected_value"] for row in csv.DictReader(stream)} == {"'-3", "growth", "%", ""}
    assert "0 of 4 reviews added" in run("review", "import", str(file)).stderr

    other = make_engine(new_database(migrated=True))
    url = other.url.render_as_string(hide_password=False)
    result = CliRunner().invoke(main, ["--database-url", url, "review", "import", str(file)])
    assert "4 of 4 reviews added" in result.stderr, result.output
    ingest(other, folder)
    found, mine = (dump(one, clocks=False) for one in (other, engine))
    assert found["targets"] == mine["targets"]
    assert [row["reason"] for row in rows(other, "reviews")] == ["=cmd|' /C calc'!A0"] * 3 + [None]
    assert {row["state"] for row in rows(other, "reviews")} == {"standing"}
    other.dispose()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"claim_id": "7"}, "reviews.csv:2: badly formed"),
        ({"action": "erase"}, "is no review"),
        ({"field": "", "action": "correct"}, "is no review"),
        ({"reviewed_at": "2026-01-31T09:00:00"}, "names no time zone"),
        ({"reviewer": ""}, "nobody is named"),
        ({"quote": None}, "has no column quote"),
    ],
)
def test_a_broken_file_of_reviews_is_refused_whole(
    run: Run, engine: Engine, tmp_path: Path, change: dict[str, str | None], said: str
) -> None:
    right = {
        **dict.fromkeys(("source_id", "claim_id"), str(UUID(int=1))),
        **dict.fromkeys(("source_name", "metric_text", "quote", "reviewer"), "x"),
        "kind": "target",
        "action": "accept",
        "reviewed_at": "2026-01-31T09:00:00Z",
        "field": "",
    }
    row = {name: value for name, value in (right | change).items() if value is not None}
    file = tmp_path / "reviews.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, row)
        writer.writeheader()
        writer.writerow(row)
    assert said in run("review", "import", str(file), code=1).output
    assert rows(engine, "reviews") == []


def test_an_older_review_from_elsewhere_does_not_outdo_a_newer_one(engine: Engine, run: Run) -> None:
    run("review", "correct", claim_id(engine), "value=72000")
    with engine.connect() as connection:
        claim = find_claim(connection, claim_id(engine))
    old = claim.review("correct", "me", datetime(2020, 1, 1, tzinfo=UTC), field="value", corrected_value="1")
    assert pipeline.add_reviews(engine, [old, old]) == 1
    assert rows(engine, "targets")[0]["value"] == 72000


def test_a_review_of_a_claim_that_is_not_there_waits(engine: Engine) -> None:
    review = Review(UUID(int=1), UUID(int=2), "a.txt", "target", "x", "x", "accept", "me", datetime.now(UTC))
    assert pipeline.add_reviews(engine, [review]) == 1
    assert [row["state"] for row in rows(engine, "reviews")] == ["orphaned"]


def test_reviews_are_listed_for_people(run: Run, engine: Engine) -> None:
    assert "no review matches" in run("review", "list").stderr
    found = claim_id(engine, "achievements")
    run("review", "correct", found, "value=5", "--by", "赵六")
    listed = run("review", "list", "--claim", found[:8], "--state", "standing").stdout
    assert all(words in listed for words in (found[:8], "value=5", "赵六", "standing"))
    assert "reviewed_at" in run("review", "list", "--format", "csv", "--limit", "0").stdout
