"""Given reported figures, expect what can be derived from them, apart from any verdict; and targets told anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from clusterdb.checks import run_checks

from .factory import GUANGDONG, GUANGZHOU, HAINAN, SHANWEI, SHENZHEN, World

FLOW = {"basis": "flow"}
CHECKS = {
    "derived_results_are_whole",
    "keys_are_unique",
    "one_status_a_target",
    "comparisons_say_why",
    "measures_are_finite",
}
CITIES = (SHENZHEN, GUANGZHOU, SHANWEI)


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    with engine.connect() as connection:
        transaction = connection.begin()
        made = World(connection)
        made.document("before", "2025-01-10")
        made.document("plan", "2025-01-15")
        made.document("report", "2026-01-20")
        made.as_known_on("2026-06-30")
        yield made
        assert [fault for fault in run_checks(connection) if fault.check in CHECKS] == []
        transaction.rollback()


def derived(world: World, target: str) -> list[tuple[Any, ...]]:
    rows = world.rows(
        "SELECT method, verdict_code, derived_value, derived_low, derived_high FROM report.derived_results"
        " WHERE target_id = :id",
        id=target,
    )
    return [tuple(row.values()) for row in rows]


class TestDifference:
    """A flow from the two stocks that frame it."""

    @pytest.mark.parametrize(
        ("opening", "closing", "expected"),
        [
            pytest.param({"value": 100}, {"value": 150}, ("exceeded", 50.0, 50.0, 50.0), id="exact"),
            pytest.param({"value": 100}, {"value": 130}, ("met", 30.0, 30.0, 30.0), id="at the mark"),
            # firms that left the list are not seen: a small difference proves nothing
            pytest.param({"value": 100}, {"value": 120}, ("indeterminate", 20.0, 20.0, 20.0), id="short of it"),
            pytest.param({"value": 100}, {"value": 99}, ("indeterminate", -1.0, -1.0, -1.0), id="fallen"),
            pytest.param(
                {"value": 100}, {"value": 150, "comparator": "gt"}, ("exceeded", 50.0, 50.0, None), id="open end"
            ),
            pytest.param(
                {"value": 100, "comparator": "gt"}, {"value": 150}, ("indeterminate", 50.0, None, 50.0), id="open start"
            ),
            pytest.param(
                {"value": 100}, {"value": 140, "comparator": "approx"}, ("exceeded", 40.0, 33.0, 47.0), id="about"
            ),
            pytest.param({"value": 100}, {"value": 300}, ("indeterminate", 200.0, 200.0, 200.0), id="implausible"),
        ],
    )
    def test_it_proves_met_and_never_missed(
        self, world: World, opening: dict[str, Any], closing: dict[str, Any], expected: tuple[Any, ...]
    ) -> None:
        target = world.target("plan", "firm_stock", 30, "2025", **FLOW)
        world.result("before", "firm_stock", opening.pop("value"), "2024", **opening)
        world.result("report", "firm_stock", closing.pop("value"), "2025", **closing)
        assert derived(world, target) == [("difference", *expected)]
        assert world.status(target)["status"] == "due_no_report"

    def test_rounding_in_print_widens_it(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 30000, "2025", **FLOW)
        world.result("before", "firm_stock", 70000, "2024", printed="7万家")
        world.result("report", "firm_stock", 104000, "2025", printed="10.4万家")
        assert derived(world, target) == [("difference", "indeterminate", 34000.0, 28500.0, 39500.0)]

    def test_tellings_that_differ_widen_it(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 30, "2025", **FLOW)
        world.result("before", "firm_stock", 100, "2024")
        world.result("report", "firm_stock", 150, "2025", confidence=0.95)
        world.result("report", "firm_stock", 128, "2025")
        assert derived(world, target) == [("difference", "indeterminate", 50.0, 28.0, 50.0)]

    @pytest.mark.parametrize(
        ("goal", "opening", "closing"),
        [
            pytest.param({}, {"end": "2024-11-30"}, {}, id="a month between"),
            pytest.param({}, {}, {"end": "2025-11-30"}, id="not to the end"),
            pytest.param({}, {"region": HAINAN}, {}, id="another place"),
            pytest.param({}, {"scope": "主要城区"}, {}, id="a part of the area"),
            pytest.param({}, {"unit": "persons"}, {}, id="another unit"),
            pytest.param({}, {}, {"hedge": "expected", "document": "before"}, id="a forecast"),
            pytest.param({}, {"cluster_name": "超高清视频"}, {}, id="a cluster's"),
            pytest.param({}, {}, {"confidence": 0.2}, id="hardly read"),
            pytest.param({"comparator": "le"}, {}, {}, id="at most"),
            pytest.param({"rules": ["period: each year"]}, {}, {}, id="of every year"),
        ],
    )
    def test_what_does_not_frame_it_derives_nothing(
        self, world: World, goal: dict[str, Any], opening: dict[str, Any], closing: dict[str, Any]
    ) -> None:
        target = world.target("plan", "firm_stock", 30, "2025", **FLOW, **goal)
        world.result("before", "firm_stock", 100, opening.pop("end", "2024"), **opening)
        document = closing.pop("document", "report")
        world.result(document, "firm_stock", 150, closing.pop("end", "2025"), **closing)
        assert derived(world, target) == []

    def test_by_words_only_where_one_government_speaks(self, world: World) -> None:
        world.document("nation", "2026-01-20", issuer="100000")
        target = world.target("plan", "农村公路", 30, "2025", **FLOW)
        world.result("before", "农村公路", 100, "2024")
        world.result("nation", "农村公路", 150, "2025")
        assert derived(world, target) == []
        world.result("report", "农村公路", 150, "2025")
        assert derived(world, target) == [("difference", "exceeded", 50.0, 50.0, 50.0)]


class TestSum:
    """A whole from all of its parts."""

    @pytest.mark.parametrize(("last", "verdict"), [(50, "exceeded"), (40, "met"), (10, "missed")])
    def test_all_cities_make_the_province(self, world: World, last: int, verdict: str) -> None:
        target = world.target("plan", "firm_stock", 100, "2025", **FLOW)
        for city, value in zip(CITIES, (30, 30, last), strict=True):
            world.result("report", "firm_stock", value, "2025", region=city, **FLOW)
        assert derived(world, target) == [("sum", verdict, 60.0 + last, 60.0 + last, 60.0 + last)]
        row = world.row("SELECT count(*) AS n, min(region) AS region FROM report.derived_parts")
        assert row["n"] == 3
        assert world.status(target)["status"] == "due_no_report"

    def test_an_informal_region_has_its_cities(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 100, "2025", region="x-prd")
        for city in CITIES[:2]:
            world.result("report", "firm_stock", 60, "2025", region=city)
        assert derived(world, target) == [("sum", "exceeded", 120.0, 120.0, 120.0)]

    @pytest.mark.parametrize(
        "last",
        [
            pytest.param(None, id="one missing"),
            pytest.param({"end": "2024"}, id="another year"),
            pytest.param({"end": "2025-12-30"}, id="another day"),
            pytest.param({"scope": "主要城区"}, id="a part"),
            pytest.param({"unit": "persons"}, id="another unit"),
        ],
    )
    def test_with_one_apart_there_is_no_sum(self, world: World, last: dict[str, Any] | None) -> None:
        target = world.target("plan", "firm_stock", 100, "2025")
        for city in CITIES[:2]:
            world.result("report", "firm_stock", 60, "2025", region=city)
        if last is not None:
            world.result("report", "firm_stock", 60, last.pop("end", "2025"), region=SHANWEI, **last)
        assert derived(world, target) == []

    def test_rates_add_up_to_nothing(self, world: World) -> None:
        target = world.target("plan", "rd_intensity", 3, "2025", basis="share", unit="%")
        for city in CITIES:
            world.result("report", "rd_intensity", 5, "2025", region=city, basis="share", unit="%")
        assert derived(world, target) == []

    @pytest.mark.parametrize(
        ("last", "verdict", "level"), [("full", "exceeded", "continuous"), ("covered", "missed", "covered")]
    )
    def test_a_level_for_all_is_the_least_of_all(self, world: World, last: str, verdict: str, level: str) -> None:
        target = world.target("plan", "coverage_5g", None, "2025", basis="coverage", level="broad")
        for city, reached in zip(CITIES, ("continuous", "full", last), strict=True):
            world.result("report", "coverage_5g", None, "2025", region=city, basis="coverage", level=reached)
        row = world.row("SELECT verdict_code, derived_level, derived_value FROM report.derived_results")
        assert tuple(row.values()) == (verdict, level, None)
        assert world.status(target)["status"] == "due_no_report"


class TestToldAnew:
    """A target that the same government tells with another figure."""

    def restated(self, world: World, target: str) -> tuple[Any, ...]:
        row = world.status(target)
        return (row["original_value"], row["revised_value"])

    def test_first_and_last_are_shown_on_all(self, world: World) -> None:
        world.document("spring", "2025-04-01")
        world.document("autumn", "2025-10-01")
        told = [
            world.target(name, "firm_stock", value, "2025")
            for name, value in (("plan", 100), ("spring", 90), ("autumn", 80))
        ]
        assert [self.restated(world, target) for target in told] == [(None, 80.0), (100.0, 80.0), (100.0, None)]
        world.as_known_on("2025-05-01")
        assert [self.restated(world, target) for target in told[:2]] == [(None, 90.0), (100.0, None)]

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param({"value": 100}, id="the same figure"),
            pytest.param({"value": 100, "comparator": "ge"}, id="the same, firmer"),
            pytest.param({"value": 90, "due": "2026"}, id="another year"),
            pytest.param({"value": 90, "region": SHENZHEN}, id="another place"),
            pytest.param({"value": 90, "scope": "主要城区"}, id="a part"),
            pytest.param({"value": 90, "basis": "flow"}, id="another basis"),
        ],
    )
    def test_what_is_another_target_is_no_revision(self, world: World, other: dict[str, Any]) -> None:
        world.document("spring", "2025-04-01")
        target = world.target("plan", "firm_stock", 100, "2025")
        world.target("spring", "firm_stock", other.pop("value"), other.pop("due", "2025"), **other)
        assert self.restated(world, target) == (None, None)

    def test_another_government_revises_nothing(self, world: World) -> None:
        world.document("nation", "2025-04-01", issuer="100000")
        target = world.target("plan", "firm_stock", 100, "2025")
        world.target("nation", "firm_stock", 90, "2025")
        assert self.restated(world, target) == (None, None)

    def test_two_figures_of_one_day_are_no_revision(self, world: World) -> None:
        world.document("spring", "2025-04-01")
        target = world.target("plan", "firm_stock", 100, "2025")
        for value in (90, 80):
            world.target("spring", "firm_stock", value, "2025")
        assert self.restated(world, target) == (None, None)

    def test_each_figure_is_judged_by_itself(self, world: World) -> None:
        world.document("autumn", "2025-10-01")
        first, last = world.target("plan", "firm_stock", 100, "2025"), world.target("autumn", "firm_stock", 90, "2025")
        world.result("report", "firm_stock", 95, "2025", region=GUANGDONG)
        assert (world.status(first)["status"], world.status(last)["status"]) == ("missed", "exceeded")


def test_a_part_or_another_year_attains_nothing(world: World) -> None:
    part = world.target("plan", "cloud_enterprise", 800, "2025")
    world.result("report", "cloud_sme", 500, "2025")
    rate = world.target("plan", "gdp", 5, "2025", basis="growth", unit="%")
    world.result("before", "gdp", 4, "2024", basis="growth", unit="%")
    to_date = world.target("plan", "cpi", 2, "2025", basis="growth", unit="%")
    world.result("report", "cpi", 1, "2025-09-30", start="2025-01-01", basis="growth", unit="%")
    for target, class_code in ((part, "lower_bound"), (rate, "reference"), (to_date, "progress")):
        row = world.status(target)
        assert (row["class_code"], row["attainment"], row["difference"], row["remaining"]) == (
            class_code,
            None,
            None,
            None,
        )


def test_reasons_are_null_where_nobody_speaks_of_it(world: World) -> None:
    target = world.target("plan", "firm_stock", 100, "2025")
    row = world.status(target)
    assert (row["class_code"], row["reasons"], row["reasons_zh"], row["reasons_en"]) == ("no_result", None, None, None)


def test_levels_of_award_have_both_names(world: World) -> None:
    world.target("plan", "little_giant_national", 200, "2025", **FLOW)
    row = world.row("SELECT award_level, award_level_zh, award_level_en FROM report.srdi_enterprises")
    assert tuple(row.values()) == ("国家级", "国家级", "national")
    row = world.row("SELECT award_level_en FROM report.dim_metric WHERE metric_key = 'srdi_sme_provincial'")
    assert row["award_level_en"] == "provincial"


class TestCandidates:
    """Which results are looked at for a target."""

    def test_another_city_is_no_candidate_of_a_city(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 100, "2025", region=SHENZHEN)
        assert world.pair(target, world.result("report", "firm_stock", 80, "2025", region=GUANGZHOU)) is None
        assert [row["target_id"] for row in world.rows("SELECT target_id FROM report.silent_targets")] == [target]

    def test_a_figure_of_years_ago_is_no_candidate(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 100, "2025", **FLOW)
        assert world.pair(target, world.result("report", "firm_stock", 80, "2021", **FLOW)) is None
        assert world.pair(target, world.result("report", "firm_stock", 80, "2022", **FLOW)) is not None

    def test_an_undated_figure_is_one(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 100, "2025", **FLOW)
        assert world.pair(target, world.result("report", "firm_stock", 80, None, **FLOW)) is not None

    def test_a_place_outside_the_catalogue_is_one_in_its_province(self, world: World) -> None:
        target = world.target("plan", "firm_stock", 100, "2025", region="白洋淀", province_code=GUANGDONG)
        same = world.result("report", "firm_stock", 120, "2025", region="白洋淀", province_code=GUANGDONG)
        province = world.result("report", "firm_stock", 90, "2025")
        assert world.status(target)["achievement_id"] == same
        pair = world.pair(target, province)
        assert pair is not None
        assert pair["reasons"] == "REGION_UNKNOWN"
