"""Given targets and results, expect rows in the views that sum up: contradictions, silence, scorecards, dictionary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from .factory import GUANGDONG, HAINAN, SHENZHEN, World

FLOW = {"basis": "flow"}


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    with engine.connect() as connection:
        transaction = connection.begin()
        made = World(connection)
        made.document("plan", "2025-01-15")
        made.document("report", "2026-01-20")
        made.as_known_on("2026-06-30")
        yield made
        transaction.rollback()


def test_contradictions_tell_faults_from_revisions(world: World) -> None:
    world.document("revision", "2025-07-01")
    world.target("plan", "firm_stock", 100, "2025")
    world.target("revision", "firm_stock", 90, "2025")
    world.document("press", "2026-01-22")
    world.result("report", "firm_stock", 95, "2025")
    world.result("press", "firm_stock", 97, "2025")
    rows = world.rows("SELECT * FROM report.contradictions ORDER BY kind")
    assert [(row["kind"], row["fault"], row["first_value"], row["second_value"]) for row in rows] == [
        ("achievement", "contradiction", 95.0, 97.0),
        ("target", "revised", 100.0, 90.0),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"value": 1000}, {"value": 1003}),
        ({"value": 1000, "comparator": "gt"}, {"value": 1100}),
        ({"value": 1000, "comparator": "approx"}, {"value": 1040}),
        ({"value": 1000}, {"value": 800, "scope": "主要城区"}),
        ({"value": 1000}, {"value": 800, "region": SHENZHEN}),
        ({"value": 1000}, {"value": 800, "end": "2024"}),
    ],
)
def test_what_may_both_hold_is_no_contradiction(
    world: World, first: dict[str, object], second: dict[str, object]
) -> None:
    for name, row in (("report", first), ("plan", second)):
        more = dict(row)
        world.result(name, "firm_stock", more.pop("value"), more.pop("end", "2025"), **more)  # type: ignore[arg-type]
    assert world.rows("SELECT * FROM report.contradictions") == []


def test_silent_targets_are_due_and_never_mentioned(world: World) -> None:
    silent = world.target("plan", "firm_stock", 100, "2025")
    reported = world.target("plan", "base_station_5g", 100, "2025")
    open_one = world.target("plan", "firm_stock", 100, "2026", region=SHENZHEN)
    world.result("report", "base_station_5g", 120, "2025")
    rows = world.rows("SELECT target_id, days_overdue, later_documents FROM report.silent_targets")
    assert [tuple(row.values()) for row in rows] == [(silent, 181, 1)]
    assert {reported, open_one}.isdisjoint(row["target_id"] for row in rows)


def test_province_scorecard_counts_what_became_of_the_targets(world: World) -> None:
    for number, (goal, outcome) in enumerate([(100, 120), (100, 100), (100, 80)]):
        world.target("plan", f"事项{number}", goal, "2025", **FLOW)
        world.result("report", f"事项{number}", outcome, "2025", **FLOW)
    world.target("plan", "firm_stock", 100, "2025")
    world.target("plan", "firm_stock", 200, "2026")
    world.target("plan", "firm_stock", 300, None)
    world.target("plan", "firm_stock", 5, "2025", region=HAINAN)
    world.document("press", "2025-01-16")
    world.target("press", "firm_stock", 100, "2025")  # the same promise, told again
    rows = world.rows(
        "SELECT * FROM report.province_scorecard WHERE province_code = :p ORDER BY target_year", p=GUANGDONG
    )
    assert [row["target_year"] for row in rows] == [2025, 2026, None]
    year = rows[0]
    counts = ("targets", "due", "decided", "exceeded", "met", "missed", "undecided", "silent", "not_yet_due")
    assert [year[name] for name in counts] == [4, 4, 3, 1, 1, 1, 0, 1, 0]
    assert (year["share_met"], year["share_decided"], year["median_attainment"]) == (pytest.approx(2 / 3), 0.75, 1.0)
    assert rows[1]["not_yet_due"] == 1
    assert rows[2]["without_deadline"] == 1


def test_cluster_scorecard_has_a_row_for_a_cluster_without_a_code(world: World) -> None:
    world.target(
        "plan", "cluster_output", 5e11, "2025", cluster_name="超高清视频显示产业集群", basis="flow", unit="CNY"
    )
    row = world.row("SELECT cluster_code, cluster_zh, target_year, targets, silent FROM report.cluster_scorecard")
    assert tuple(row.values()) == (None, "超高清视频显示产业集群", 2025, 1, 1)


def test_every_column_is_in_the_dictionary_in_both_languages(world: World) -> None:
    columns = world.row(
        "SELECT count(*) AS n FROM information_schema.columns WHERE table_schema = 'report'",
    )["n"]
    rows = world.rows("SELECT * FROM report.data_dictionary WHERE column_name IS NOT NULL")
    assert len(rows) == columns
    assert all(row["description_en"] and row["description_zh"] for row in rows)
