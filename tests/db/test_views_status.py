"""Given a target and results, expect a status: each test writes rows, looks at report.target_status and rolls back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from .factory import GUANGDONG, NATION, SHENZHEN, World

RATE = {"basis": "growth", "unit": "%"}
SHARE = {"basis": "share", "unit": "%"}
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


def judged(
    world: World,
    metric: str,
    target: tuple[float, str],
    result: tuple[float, str],
    **both: Any,
) -> dict[str, Any]:
    """The status of one target of 2025 with one result for 2025."""
    goal = world.target("plan", metric, target[0], "2025", comparator=target[1], **both)
    world.result("report", metric, result[0], "2025", comparator=result[1], **both)
    return world.status(goal)


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [
        ((5, "ge"), (5.6, "eq"), "exceeded"),
        ((5.5, "ge"), (5.5, "eq"), "met"),
        ((6, "ge"), (4, "eq"), "missed"),
        ((2, "approx"), (2, "eq"), "met"),
        ((2, "approx"), (2.25, "eq"), "met"),
        ((2, "approx"), (2.26, "eq"), "exceeded"),
        ((5.5, "approx"), (6.1, "eq"), "exceeded"),
        ((6, "approx"), (5.5, "eq"), "missed"),
        ((3, "eq"), (3, "eq"), "met"),
        ((2, "eq"), (3.9, "eq"), "exceeded"),
        ((2, "eq"), (1.9, "eq"), "missed"),
        ((5, "ge"), (4.9, "gt"), "indeterminate"),
        ((5, "ge"), (5, "approx"), "indeterminate"),
        ((5, "ge"), (5, "gt"), "met"),
        ((5, "gt"), (5, "eq"), "met"),
        ((58.1, "eq"), (58.08, "eq"), "met"),
        ((58.1, "eq"), (58.04, "eq"), "missed"),
        ((5, "ge"), (4.96, "eq"), "missed"),
        ((0, "ge"), (0, "eq"), "met"),
        ((0, "eq"), (-1, "eq"), "missed"),
        ((-3, "le"), (-3.1, "eq"), "exceeded"),
        ((-3, "le"), (-2.9, "eq"), "missed"),
        ((-3, "le"), (-3, "lt"), "met"),
        ((-2, "approx"), (-1.5, "eq"), "missed"),
        ((-2, "approx"), (-2.1, "eq"), "met"),
    ],
)
def test_growth_is_judged_in_points(
    world: World, target: tuple[float, str], result: tuple[float, str], status: str
) -> None:
    assert judged(world, "industrial_investment_growth", target, result, **RATE)["status"] == status


@pytest.mark.parametrize(
    ("target", "result", "status"),
    [
        ((100, "approx"), (104, "eq"), "met"),
        ((100, "approx"), (95, "eq"), "met"),
        ((100, "approx"), (94, "eq"), "missed"),
        ((100, "approx"), (106, "eq"), "exceeded"),
        ((740, "ge"), (760, "ge"), "exceeded"),
        ((500, "ge"), (550, "approx"), "exceeded"),
        ((500, "ge"), (510, "approx"), "indeterminate"),
        ((2000, "gt"), (2600, "gt"), "exceeded"),
        ((6000, "gt"), (6000, "gt"), "met"),
        ((100, "eq"), (80, "gt"), "indeterminate"),
        ((100, "eq"), (100, "lt"), "missed"),
        ((90, "eq"), (96, "lt"), "exceeded"),
        ((95, "eq"), (100, "lt"), "met"),
        ((100, "lt"), (96, "eq"), "met"),
        ((100, "eq"), (90, "le"), "missed"),
        ((100, "le"), (90, "eq"), "exceeded"),
        ((100, "le"), (110, "eq"), "missed"),
    ],
)
def test_amounts_are_judged_in_per_cent(
    world: World, target: tuple[float, str], result: tuple[float, str], status: str
) -> None:
    assert judged(world, "firm_stock", target, result, **FLOW)["status"] == status


@pytest.mark.parametrize(
    ("metric", "more", "target", "result", "status"),
    [
        ("cpi", RATE, (2, "approx"), (-0.1, "eq"), "exceeded"),
        ("cpi", RATE, (2, "approx"), (2.1, "eq"), "met"),
        ("cpi", RATE, (2, "approx"), (2.6, "eq"), "missed"),
        ("cpi", RATE, (3, "le"), (3, "eq"), "met"),
        ("unemployment", SHARE, (5.5, "approx"), (5.0, "eq"), "exceeded"),
        ("unemployment", SHARE, (5.5, "approx"), (5.3, "eq"), "met"),
        ("unemployment", SHARE, (5.5, "le"), (5.6, "eq"), "missed"),
        ("unemployment", SHARE, (5.5, "lt"), (5.2, "eq"), "exceeded"),
        ("unemployment", SHARE, (5.5, "approx"), (5.0, "lt"), "exceeded"),
    ],
)
def test_less_is_better_where_the_metric_says_so(
    world: World, metric: str, more: dict[str, Any], target: tuple[float, str], result: tuple[float, str], status: str
) -> None:
    assert judged(world, metric, target, result, **more)["status"] == status


def test_both_about_the_same_is_met(world: World) -> None:
    assert judged(world, "rd_intensity", (3.35, "approx"), (3.38, "approx"), **SHARE)["status"] == "met"


def test_range_is_met_inside_and_exceeded_above(world: World) -> None:
    inside = world.target("plan", "firm_stock", 2, "2025", comparator="range", value_high=3, **FLOW)
    world.result("report", "firm_stock", 3, "2025", **FLOW)
    assert world.status(inside)["status"] == "met"
    world.document("later", "2026-02-01")
    world.result("later", "firm_stock", 4, "2025", **FLOW)
    row = world.status(inside)
    assert (row["status"], row["is_contradicted"]) == ("exceeded", True)
    assert "RESULTS_DIFFER" in row["reasons"].split(",")


def test_a_rank_is_better_when_lower(world: World) -> None:
    goal = world.target("plan", "gdp", 3, "2025", basis="rank", scope="全国", comparator="le")
    world.result("report", "gdp", 2, "2025", basis="rank", scope="全国")
    assert world.status(goal)["status"] == "exceeded"


def test_the_mark_itself_is_said_to_be_the_mark(world: World) -> None:
    row = judged(world, "firm_stock", (10000, "gt"), (10000, "eq"), **FLOW)
    assert (row["status"], row["reasons"]) == ("met", "AT_THE_MARK")


def test_not_yet_due_due_and_without_deadline(world: World) -> None:
    open_target = world.target("plan", "firm_stock", 10, "2027")
    silent = world.target("plan", "firm_stock", 10, "2025", region=SHENZHEN)
    timeless = world.target("plan", "firm_stock", 10, None, region=SHENZHEN)
    assert world.status(open_target)["status"] == "not_yet_due"
    assert world.status(silent)["status"] == "due_no_report"
    row = world.status(timeless)
    assert (row["status"], row["class_code"], row["reasons"]) == ("no_deadline", "no_result", "DEADLINE_MISSING")


def test_what_is_known_depends_on_the_day(world: World) -> None:
    goal = world.target("plan", "firm_stock", 10, "2025")
    world.result("report", "firm_stock", 12, "2025")
    asked = "SELECT status FROM report.target_status_at(:day) WHERE target_id = :id"
    assert world.row(asked, day="2025-06-30", id=goal)["status"] == "not_yet_due"
    assert world.row(asked, day="2026-01-10", id=goal)["status"] == "due_no_report"
    assert world.row(asked, day="2026-01-20", id=goal)["status"] == "exceeded"
    assert world.rows(asked, day="2024-12-31", id=goal) == []
    assert world.status(goal)["status"] == "exceeded"


def test_two_results_of_one_day_that_disagree_decide_nothing(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025", **FLOW)
    world.result("report", "firm_stock", 120, "2025", **FLOW)
    world.result("report", "firm_stock", 80, "2025", **FLOW)
    row = world.status(goal)
    assert (row["status"], row["is_contradicted"]) == ("indeterminate", True)


def test_two_figures_in_one_document_decide_nothing_even_where_both_would_do(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025", **FLOW)
    world.result("report", "firm_stock", 120, "2025", **FLOW)
    world.result("report", "firm_stock", 150, "2025", **FLOW)
    row = world.status(goal)
    assert (row["status"], row["is_contradicted"]) == ("indeterminate", True)


def test_a_rounder_figure_is_no_other_figure(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025", **FLOW)
    world.result("report", "firm_stock", 152, "2025", **FLOW)
    world.result("report", "firm_stock", 150, "2025", comparator="gt", **FLOW)
    row = world.status(goal)
    assert (row["status"], row["is_contradicted"]) == ("exceeded", False)


def test_of_two_results_that_disagree_the_surer_one_of_one_day_decides(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025", **FLOW)
    world.result("report", "firm_stock", 120, "2025", **FLOW)
    world.result("report", "firm_stock", 80, "2025", confidence=0.5, **FLOW)
    row = world.status(goal)
    assert (row["status"], row["is_contradicted"]) == ("exceeded", True)


def test_sources_that_agree_are_counted_and_not_added(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025")
    world.document("press", "2026-01-25")
    world.result("report", "firm_stock", 120, "2025")
    world.result("press", "firm_stock", 120, "2025")
    row = world.status(goal)
    assert (row["status"], row["agreeing_sources"], row["attainment"]) == ("exceeded", 2, 1.2)
    assert row["reasons"] == "SAME_SERIES,CORROBORATED"


def test_the_same_bytes_under_two_paths_count_once(world: World) -> None:
    world.document("copy-a", "2026-01-20", sha256="a" * 64)
    world.document("copy-b", "2026-01-20", sha256="a" * 64)
    goal = world.target("plan", "firm_stock", 100, "2025")
    for name in ("copy-a", "copy-b"):
        world.result(name, "firm_stock", 120, "2025")
    row = world.status(goal)
    assert (row["agreeing_sources"], row["pair_count"]) == (1, 1)
    states = world.rows("SELECT state FROM report.completeness WHERE source_name LIKE 'copy%' ORDER BY state")
    assert [state["state"] for state in states] == ["read", "same_bytes"]


def test_self_declared_fulfilment_stays_apart(world: World) -> None:
    goal = world.target("plan", "urban_new_jobs", 700000, "2025", basis="flow", unit="persons")
    world.result("report", "urban_new_jobs", None, "2025", basis="fulfilment", level="exceeded", start="2025-01-01")
    row = world.status(goal)
    assert row["self_declared"] == "exceeded"
    assert row["status"] == "not_comparable"
    assert "CLAIM_ONLY" in row["reasons"].split(",")


def test_met_early_needs_news_after_the_promise(world: World) -> None:
    world.as_known_on("2025-09-30")
    goal = world.target("plan", "base_station_5g", 100, "2025")
    world.document("before", "2025-01-10")
    world.result("before", "base_station_5g", 110, "2024")
    assert world.status(goal)["status"] == "not_yet_due"
    world.document("autumn", "2025-09-10")
    world.result("autumn", "base_station_5g", 110, "2025-08-31")
    row = world.status(goal)
    assert (row["status"], row["class_code"], row["reasons"]) == ("met_early", "progress", "AS_OF_BEFORE_DEADLINE")


def test_one_document_cannot_both_promise_and_keep_without_a_date(world: World) -> None:
    world.document("undated")
    goal = world.target("undated", "firm_stock", 10, "2025")
    world.result("undated", "firm_stock", 10, "2025")
    row = world.status(goal)
    assert row["status"] == "not_comparable"
    assert row["reasons"] == "SAME_DOCUMENT"


def test_a_figure_for_a_year_that_is_not_over_is_no_result(world: World) -> None:
    world.document("same-month", "2025-01-16")
    goal = world.target("plan", "firm_stock", 10, "2025", **FLOW)
    world.result("same-month", "firm_stock", 10, "2025", **FLOW)
    row = world.status(goal)
    assert (row["status"], row["class_code"]) == ("due_no_report", "progress")
    assert "PERIOD_NOT_OVER" in row["reasons"].split(",")


def test_a_rejected_claim_counts_no_more(world: World) -> None:
    goal = world.target("plan", "firm_stock", 10, "2025")
    result = world.result("report", "firm_stock", 12, "2025")
    assert world.status(goal)["status"] == "exceeded"
    world.row(
        """
        INSERT INTO reviews (source_id, claim_id, source_name, kind, metric_text, quote, action, reviewer, reviewed_at)
        SELECT source_id, claim_id, 'report', 'achievement', 'x', 'x', 'reject', 'a person', now()
        FROM achievements WHERE claim_id = CAST(:id AS uuid) RETURNING claim_id
        """,
        id=result,
    )
    assert world.status(goal)["status"] == "due_no_report"


def test_low_confidence_decides_nothing(world: World) -> None:
    goal = world.target("plan", "firm_stock", 10, "2025")
    world.result("report", "firm_stock", 12, "2025", confidence=0.2)
    row = world.status(goal)
    assert (row["status"], row["reasons"]) == ("indeterminate", "LOW_CONFIDENCE")


@pytest.mark.parametrize("result", [2, 61])
def test_a_result_far_off_may_be_another_thing(world: World, result: int) -> None:
    goal = world.target("plan", "firm_stock", 20, "2025")
    world.result("report", "firm_stock", result, "2025")
    row = world.status(goal)
    assert (row["status"], row["reasons"]) == ("indeterminate", "IMPLAUSIBLE")


@pytest.mark.parametrize(("result", "status"), [(34, "indeterminate"), (18.2, "exceeded")])
def test_a_rate_far_off_may_be_of_another_period(world: World, result: float, status: str) -> None:
    assert judged(world, "gdp", (7, "ge"), (result, "eq"), **RATE)["status"] == status


def test_a_small_part_is_not_implausible(world: World) -> None:
    goal = world.target("plan", "firm_stock", 200, "2025")
    part = world.result("report", "firm_stock", 2, "2025", region=SHENZHEN)
    pair = world.pair(goal, part)
    assert pair is not None
    assert pair["reasons"] == "REGION_PART"


def test_expected_after_the_year_is_preliminary(world: World) -> None:
    row_of = {"hedge": "expected"}
    goal = world.target("plan", "gdp", 5, "2025", comparator="ge", **RATE)
    world.result("report", "gdp", 5.3, "2025", **RATE, **row_of)
    row = world.status(goal)
    assert (row["status"], row["reasons"]) == ("exceeded", "PRELIMINARY")


def test_a_threshold_that_a_user_changes_is_obeyed(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025", comparator="approx")
    world.result("report", "firm_stock", 92, "2025")
    assert world.status(goal)["status"] == "missed"
    world.row("UPDATE parameters SET value = 0.1 WHERE name = 'amount_tolerance' RETURNING name")
    assert world.status(goal)["status"] == "met"


def test_attainment_difference_and_remaining(world: World) -> None:
    row = judged(world, "firm_stock", (200, "ge"), (150, "eq"), **FLOW)
    assert (row["attainment"], row["difference"], row["remaining"]) == (0.75, -50.0, 50.0)
    row = judged(world, "cpi", (2, "approx"), (-0.1, "eq"), **RATE)
    assert (row["attainment"], row["remaining"]) == (None, 0.0)
    assert row["difference"] == pytest.approx(-2.1)


def test_a_target_of_zero_survives(world: World) -> None:
    row = judged(world, "firm_stock", (0, "eq"), (0, "eq"), **FLOW)
    assert (row["status"], row["attainment"]) == ("met", None)


def test_pace_runs_along_a_straight_line_from_an_earlier_result(world: World) -> None:
    world.document("2021", "2020-12-20")
    world.document("2022", "2022-01-21")
    world.document("spring", "2022-04-15")
    world.as_known_on("2022-05-01")
    goal = world.target("2022", "cloud_sme", 700000, "2022")
    world.result("2021", "cloud_sme", 500000, "2020-11-30")
    world.result("spring", "cloud_sme", 625000, "2022-03-31")
    row = world.status(goal)
    assert row["status"] == "not_yet_due"
    assert row["expected_value"] == pytest.approx(627727, abs=1)
    assert row["pace_ratio"] == pytest.approx(0.9787, abs=1e-4)
    assert (row["pace"], row["baseline_value"], str(row["baseline_on"])) == ("on_track", 500000.0, "2020-11-30")


def test_pace_of_a_flow_starts_at_nothing(world: World) -> None:
    world.document("autumn", "2025-10-15")
    world.as_known_on("2025-11-01")
    goal = world.target("plan", "firm_stock", 1000, "2025", **FLOW)
    world.result("autumn", "firm_stock", 600, "2025-09-30", start="2025-01-01", **FLOW)
    row = world.status(goal)
    assert (row["class_code"], row["reasons"], row["pace"]) == ("progress", "PERIOD_TO_DATE", "behind")
    assert row["pace_ratio"] == pytest.approx(600 / (1000 * 273 / 365))


def test_a_part_can_prove_met_and_never_missed(world: World) -> None:
    met = world.target("plan", "firm_stock", 100, "2025", **FLOW)
    world.result("report", "firm_stock", 130, "2025", region=SHENZHEN, **FLOW)
    row = world.status(met)
    assert (row["status"], row["class_code"], row["reasons"]) == ("exceeded", "lower_bound", "REGION_PART")
    large = world.target("plan", "firm_stock", 1000, "2025", **FLOW)
    assert world.status(large)["status"] == "due_no_report"


def test_one_city_proves_what_its_province_wanted_at_least_once(world: World) -> None:
    world.document("undated")
    metric = "manufacturing_innovation_center_national"
    target = world.target("undated", metric, 1, "2025", comparator="ge", **FLOW)
    world.result("report", metric, 1, "2025", region=SHENZHEN, **FLOW)
    world.result("undated", metric, 2, "2024")
    row = world.status(target)
    assert (row["status"], row["class_code"], row["reasons"]) == ("met", "lower_bound", "REGION_PART")


def test_the_whole_can_prove_missed_and_never_met(world: World) -> None:
    missed = world.target("plan", "firm_stock", 1000, "2025", region=SHENZHEN, **FLOW)
    world.result("report", "firm_stock", 800, "2025", region=GUANGDONG, **FLOW)
    row = world.status(missed)
    assert (row["status"], row["class_code"], row["reasons"]) == ("missed", "upper_bound", "REGION_WHOLE")
    small = world.target("plan", "firm_stock", 100, "2025", region=SHENZHEN, **FLOW)
    assert world.status(small)["status"] == "due_no_report"


def test_the_nation_holds_its_provinces(world: World) -> None:
    goal = world.target("plan", "firm_stock", 100, "2025", region=NATION, **FLOW)
    world.result("report", "firm_stock", 130, "2025", **FLOW)
    assert world.status(goal)["class_code"] == "lower_bound"


def test_rates_have_no_parts(world: World) -> None:
    goal = world.target("plan", "rd_intensity", 3, "2025", **SHARE)
    world.result("report", "rd_intensity", 5, "2025", region=SHENZHEN, **SHARE)
    row = world.status(goal)
    assert (row["status"], row["class_code"]) == ("due_no_report", "not_comparable")
    assert row["reasons"] == "REGION_PART,NOT_ADDITIVE"


def test_coverage_of_the_whole_proves_the_part(world: World) -> None:
    goal = world.target("plan", "coverage_5g", None, "2025", basis="coverage", level="broad", region=SHENZHEN)
    world.result("report", "coverage_5g", None, "2025", basis="coverage", level="full")
    row = world.status(goal)
    assert (row["status"], row["class_code"]) == ("exceeded", "lower_bound")


def test_basically_is_not_quite(world: World) -> None:
    goal = world.target("plan", "coverage_5g", None, "2025", basis="coverage", level="full")
    lower = world.target("plan", "coverage_5g", None, "2025", basis="coverage", level="broad")
    world.result("report", "coverage_5g", None, "2025", basis="coverage", level="full", hedge="basically")
    row = world.status(goal)
    assert (row["status"], row["reasons"]) == ("indeterminate", "BASICALLY_REACHED")
    assert world.status(lower)["status"] == "exceeded"


def test_figure_itself_comes_before_a_mark_that_it_passed(world: World) -> None:
    goal = world.target("plan", "grain_output", 2.5e7, "2025", comparator="approx", unit="t", **FLOW)
    world.result("report", "grain_output", 2.5e7, "2025", comparator="ge", unit="t", **FLOW)
    world.result("report", "grain_output", 2.578e7, "2025", comparator="eq", unit="t", **FLOW)
    status = world.status(goal)
    assert status["achievement_value"] == 2.578e7


@pytest.mark.parametrize(
    ("precision", "day", "known"),
    [
        ("year", "2025-06-30", False),
        ("year", "2025-12-31", True),
        ("month", "2025-01-30", False),
        ("month", "2025-01-31", True),
        ("day", "2025-01-01", True),
        ("year", "", True),
    ],
)
def test_a_document_is_known_from_the_last_day_that_it_may_be_of(
    world: World, precision: str, day: str, known: bool
) -> None:
    world.document("vague", "2025-01-01", published_precision=precision)
    world.target("vague", "gdp", 5, "2030")
    world.as_known_on(day)
    found = world.rows("SELECT 1 FROM report.targets WHERE source_name = 'vague'")
    assert bool(found) is known
