"""Given a target and a result, expect a class and reasons in report.comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from .factory import GUANGDONG, HAINAN, JIANGSU, SHENZHEN, World

FLOW = {"basis": "flow"}
GROWTH = {"basis": "growth", "unit": "%"}


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


def classed(world: World, target: str, result: str) -> tuple[str, str]:
    pair = world.pair(target, result)
    assert pair is not None
    return pair["class_code"], pair["reasons"]


@pytest.mark.parametrize(
    ("goal", "outcome", "expected"),
    [
        pytest.param({}, {}, ("evaluable", "SAME_SERIES"), id="same series"),
        pytest.param({}, {"end": "2025-11-20"}, ("evaluable", "SAME_SERIES"), id="stock 41 days early"),
        pytest.param({}, {"end": "2025-10-31"}, ("progress", "AS_OF_BEFORE_DEADLINE"), id="stock earlier"),
        pytest.param({}, {"end": "2026-01-10"}, ("indicative", "AS_OF_AFTER_DEADLINE"), id="stock later"),
        pytest.param(FLOW, FLOW, ("evaluable", "SAME_SERIES"), id="flow of the year"),
        pytest.param(
            FLOW, FLOW | {"start": "2025-01-01", "end": "2025-09-30"}, ("progress", "PERIOD_TO_DATE"), id="flow to date"
        ),
        pytest.param(FLOW, FLOW | {"end": "2024"}, ("reference", "PERIOD_BEFORE"), id="flow of the year before"),
        pytest.param(
            FLOW,
            FLOW | {"start": "2021-01-01", "end": "2025-12-31"},
            ("not_comparable", "PERIOD_SPANS_YEARS"),
            id="five years for one",
        ),
        pytest.param(
            FLOW, FLOW | {"start": "unknown", "end": "2025-12-31"}, ("indicative", "PERIOD_UNCLEAR"), id="flow since ?"
        ),
        pytest.param(
            GROWTH,
            GROWTH | {"start": "unknown", "end": "2025-12-31"},
            ("indicative", "PERIOD_UNCLEAR"),
            id="average growth",
        ),
        pytest.param(
            GROWTH,
            GROWTH | {"start": "2021-01-01", "end": "2025-12-31"},
            ("not_comparable", "PERIOD_SPANS_YEARS"),
            id="growth over five years",
        ),
        pytest.param(GROWTH, GROWTH | {"end": "2024"}, ("reference", "PERIOD_BEFORE"), id="growth of last year"),
        pytest.param({}, FLOW, ("not_comparable", "BASIS_DIFFERS"), id="flow for a stock"),
        pytest.param({}, {"unit": "persons"}, ("not_comparable", "UNIT_DIFFERS"), id="persons for firms"),
        pytest.param({}, {"hedge": "expected"}, ("evaluable", "PRELIMINARY"), id="preliminary figure"),
        pytest.param({}, {"basis": "rank", "value": 1}, ("not_comparable", "RANK_ONLY"), id="rank only"),
        pytest.param(
            {},
            {"basis": "fulfilment", "level": "met", "value": None},
            ("not_comparable", "CLAIM_ONLY"),
            id="said to be done",
        ),
        pytest.param({}, {"cluster_name": "超高清视频"}, ("not_comparable", "CLUSTER_DIFFERS"), id="a cluster's"),
        pytest.param({}, {"region": SHENZHEN}, ("lower_bound", "REGION_PART"), id="a city for the province"),
        pytest.param({}, {"scope": "主要城区"}, ("lower_bound", "SCOPE_PARTIAL"), id="a part of the province"),
        pytest.param({"scope": "主要城区"}, {}, ("upper_bound", "SCOPE_WIDER"), id="more than asked"),
        pytest.param({"scope": "县"}, {"scope": "市"}, ("not_comparable", "SCOPE_DIFFERS"), id="other parts"),
        pytest.param({"region": SHENZHEN}, {}, ("upper_bound", "REGION_WHOLE"), id="the province for a city"),
        pytest.param(
            {"region": "x-gd-ewn"}, {"region": "x-prd"}, ("not_comparable", "REGION_DISJOINT"), id="neighbours"
        ),
        pytest.param(
            {},
            {"region": "白洋淀", "province_code": GUANGDONG},
            ("not_comparable", "REGION_UNKNOWN"),
            id="a place outside the catalogue",
        ),
        pytest.param(
            {"region": "x-gd-ewn"},
            {"region": "x-shenshan"},
            ("not_comparable", "REGION_PART,ADMIN_GEO_CONFLICT"),
            id="run by one, lying in another",
        ),
        pytest.param({}, {"region": "x-shenshan"}, ("lower_bound", "REGION_PART"), id="inside both ways"),
        pytest.param({"due": None}, {}, ("not_comparable", "DEADLINE_MISSING"), id="no deadline"),
        pytest.param({}, {"end": None}, ("not_comparable", "RESULT_DATE_MISSING"), id="no date"),
    ],
)
def test_class_and_reasons(
    world: World, goal: dict[str, Any], outcome: dict[str, Any], expected: tuple[str, str]
) -> None:
    goal, outcome = dict(goal), dict(outcome)
    target = world.target("plan", "firm_stock", 100, goal.pop("due", "2025"), **goal)
    result = world.result("report", "firm_stock", outcome.pop("value", 80), outcome.pop("end", "2025"), **outcome)
    assert classed(world, target, result) == expected


EACH_YEAR = {"rules": ["period: each year"], "start": "2021-01-01"}


def test_a_figure_of_every_year_is_that_of_one_year(world: World) -> None:
    target = world.target("plan", "firm_stock", 70, "2025", **FLOW)
    yearly = world.result("report", "firm_stock", 90, "2025-12-31", **FLOW, **EACH_YEAR)
    assert classed(world, target, yearly) == ("evaluable", "EACH_YEAR")
    assert world.status(target)["status"] == "exceeded"


def test_a_figure_of_the_year_itself_comes_before_one_of_every_year(world: World) -> None:
    target = world.target("plan", "firm_stock", 725, "2025", **FLOW)
    world.result("report", "firm_stock", 730, "2025-12-31", comparator="ge", **FLOW, **EACH_YEAR)
    own = world.result("report", "firm_stock", 732.5, "2025", **FLOW)
    row = world.status(target)
    assert (row["achievement_id"], row["status"], row["reasons"]) == (own, "exceeded", "SAME_SERIES")


def test_a_yearly_figure_is_not_the_sum_of_five_years(world: World) -> None:
    target = world.target("plan", "firm_stock", 400, "2025-12-31", start="2021-01-01", **FLOW)
    yearly = world.result("report", "firm_stock", 90, "2025-12-31", **FLOW, **EACH_YEAR)
    assert classed(world, target, yearly) == ("not_comparable", "PERIOD_DIFFERS")


def test_expected_before_the_year_is_over_is_a_forecast(world: World) -> None:
    world.document("autumn", "2025-11-20")
    target = world.target("plan", "firm_stock", 100, "2025")
    result = world.result("autumn", "firm_stock", 80, "2025", hedge="expected")
    assert classed(world, target, result) == ("not_comparable", "FORECAST,PERIOD_NOT_OVER")


def test_a_result_of_another_province_is_no_candidate(world: World) -> None:
    target = world.target("plan", "firm_stock", 100, "2025")
    assert world.pair(target, world.result("report", "firm_stock", 80, "2025", region=HAINAN)) is None


def test_a_place_of_that_name_in_another_province_is_another_place(world: World) -> None:
    target = world.target("plan", "firm_stock", 100, "2025", region="高新区", province_code=GUANGDONG)
    places = {province: world.result("report", "firm_stock", 120, "2025", region="高新区", province_code=province)
              for province in (GUANGDONG, HAINAN, None)}  # fmt: skip
    assert world.pair(target, places[HAINAN]) is None
    assert {world.pair(target, places[province])["class_code"] for province in (GUANGDONG, None)} == {"evaluable"}


def test_a_flow_after_the_deadline_is_no_candidate(world: World) -> None:
    target = world.target("plan", "firm_stock", 100, "2025", **FLOW)
    assert world.pair(target, world.result("report", "firm_stock", 80, "2026", **FLOW)) is None


def test_a_subset_is_a_lower_bound_and_the_whole_an_upper_bound(world: World) -> None:
    whole = world.target("plan", "cloud_enterprise", 800, "2025")
    part = world.target("plan", "cloud_sme", 700, "2025")
    few = world.result("report", "cloud_sme", 500, "2025")
    all_of_them = world.result("report", "cloud_enterprise", 600, "2025")
    assert classed(world, whole, few) == ("lower_bound", "POPULATION_SUBSET")
    assert classed(world, part, all_of_them) == ("upper_bound", "POPULATION_SUPERSET")
    assert world.status(part)["status"] == "missed"  # by its own result, and by that of the whole
    assert world.status(whole)["status"] == "missed"


def test_growth_of_a_measure_is_its_growth_metric(world: World) -> None:
    target = world.target("plan", "industrial_investment_growth", 10, "2025", **GROWTH)
    growth = world.result("report", "industrial_investment", 12, "2025", **GROWTH)
    amount = world.result("report", "industrial_investment", 9e11, "2025", basis="flow", unit="CNY")
    assert classed(world, target, growth) == ("evaluable", "SAME_SERIES")
    assert classed(world, target, amount) == ("not_comparable", "BASIS_DIFFERS")


def test_another_level_of_award_is_another_thing(world: World) -> None:
    target = world.target("plan", "srdi_sme_provincial", 300, "2025", **FLOW)
    result = world.result("report", "little_giant_national", 400, "2025", **FLOW)
    assert classed(world, target, result) == ("not_comparable", "LEVEL_DIFFERS")
    assert world.status(target)["status"] == "not_comparable"


@pytest.mark.parametrize("level", ["covered", "broad", "full"])
def test_a_part_of_an_area_proves_nothing_of_a_level_for_all(world: World, level: str) -> None:
    target = world.target("plan", "coverage_5g", None, "2025", basis="coverage", level="broad", region="x-prd")
    city = world.result("report", "coverage_5g", None, "2025", basis="coverage", level=level, region=SHENZHEN)
    core = world.result(
        "report", "coverage_5g", None, "2025", basis="coverage", level=level, region="x-prd", scope="中心城区"
    )
    assert classed(world, target, city) == ("partial_scope", "REGION_PART")
    assert classed(world, target, core) == ("partial_scope", "SCOPE_PARTIAL")
    assert world.status(target)["status"] == "due_no_report"


class TestWords:
    """Measures outside the catalogue meet by their words alone, and only where all else is the same."""

    def test_they_meet_and_say_so(self, world: World) -> None:
        target = world.target("plan", "农村公路新改建", 8000, "2025", **FLOW)
        world.result("report", "农村公路新改建", 12000, "2025", **FLOW)
        row = world.status(target)
        assert (row["status"], row["class_code"], row["reasons"]) == ("exceeded", "evaluable", "MATCHED_BY_WORDS")
        assert row["verdict_confidence"] == pytest.approx(0.9 * 0.8)

    def test_another_issuer_is_not_believed(self, world: World) -> None:
        world.document("nation", "2026-01-20", issuer="100000")
        target = world.target("plan", "农村公路新改建", 8000, "2025", **FLOW)
        result = world.result("nation", "农村公路新改建", 12000, "2025", **FLOW)
        assert classed(world, target, result) == ("not_comparable", "MATCHED_BY_WORDS,ISSUER_DIFFERS")

    def test_a_part_bounds_nothing(self, world: World) -> None:
        target = world.target("plan", "农村公路新改建", 8000, "2025", **FLOW)
        result = world.result("report", "农村公路新改建", 12000, "2025", region=SHENZHEN, **FLOW)
        assert classed(world, target, result) == ("not_comparable", "MATCHED_BY_WORDS,REGION_PART,NOT_ADDITIVE")

    def test_other_words_are_no_candidates(self, world: World) -> None:
        target = world.target("plan", "农村公路新改建", 8000, "2025", **FLOW)
        assert world.pair(target, world.result("report", "农村公路养护", 12000, "2025", **FLOW)) is None


class TestLadders:
    """Targets of one series at several dates."""

    def test_rungs_stand_in_order_and_a_subset_says_so(self, world: World) -> None:
        world.target("plan", "cloud_sme", 700000, "2026")
        world.target("plan", "cloud_enterprise", 800000, "2027")
        world.target("plan", "cloud_enterprise", 1000000, "2029")
        world.target("plan", "cloud_enterprise", 5, "2029", region=JIANGSU)
        rungs = world.rows("SELECT * FROM report.target_ladders ORDER BY rung")
        assert [(rung["rung"], rung["target_value"], rung["previous_value"], rung["step"]) for rung in rungs] == [
            (1, 700000, None, None),
            (2, 800000, 700000, 100000),
            (3, 1000000, 800000, 200000),
        ]
        assert [rung["reasons"] for rung in rungs] == ["POPULATION_SUBSET", "SAME_SERIES", "SAME_SERIES"]
        assert [rung["is_rising"] for rung in rungs] == [None, True, True]

    def test_a_ladder_of_one_measure_is_its_own(self, world: World) -> None:
        for year, value in (("2026", 500000), ("2027", 700000)):
            world.target("plan", "cloud_sme", value, year)
        rungs = world.rows("SELECT ladder_metric, reasons FROM report.target_ladders")
        assert [tuple(rung.values()) for rung in rungs] == [("cloud_sme", "SAME_SERIES")] * 2

    def test_a_restated_deadline_is_one_rung(self, world: World) -> None:
        world.document("press", "2025-02-01")
        for name in ("plan", "press"):
            world.target(name, "firm_stock", 100, "2026")
        world.target("plan", "firm_stock", 90, "2027")
        rungs = world.rows("SELECT * FROM report.target_ladders ORDER BY rung")
        assert [(rung["rung"], rung["is_restated"], rung["is_rising"]) for rung in rungs] == [
            (1, True, None),
            (1, True, None),
            (2, False, False),
        ]


def test_evidence_cuts_quote_and_sentence(world: World) -> None:
    quote = "新建5G基站2万个"
    claim = world.target("plan", "base_station_5g", 20000, "2025", quote=quote, **FLOW)
    world.connection.exec_driver_sql(
        "UPDATE sources SET text = '前一句。今年' || text || '以上，开局良好。后一句', char_count = char_count + 17 "
        "WHERE name = 'plan'"
    )
    world.connection.exec_driver_sql("UPDATE targets SET span_start = span_start + 6, span_end = span_end + 6")
    row = world.row("SELECT * FROM report.evidence WHERE claim_id = :id", id=claim)
    assert row["quote"] == quote
    assert row["context"] == f"今年{quote}以上，开局良好。"
    assert row["context"][row["quote_offset"] :].startswith(quote)


def test_5g_coverage_lists_promises_and_reports(world: World) -> None:
    level = {"basis": "coverage", "level": "broad"}
    world.target("plan", "coverage_5g", None, "2025", region="x-prd", **level)
    world.result("report", "coverage_5g", None, "2025", region="x-prd", scope="中心城区", **level)
    world.target("plan", "base_station_5g", 5, "2025")
    rows = world.rows("SELECT kind, level_rank, is_part, status FROM report.coverage_5g ORDER BY kind DESC")
    assert [tuple(row.values()) for row in rows] == [
        ("target", 2, False, "due_no_report"),
        ("achievement", 2, True, None),
    ]


def test_srdi_enterprises_keeps_levels_apart(world: World) -> None:
    world.target("plan", "little_giant_national", 200, "2025", **FLOW)
    world.target("plan", "srdi_sme_provincial", 1000, "2025", **FLOW)
    rows = world.rows("SELECT tier_order, award_level, value FROM report.srdi_enterprises ORDER BY tier_order")
    assert [tuple(row.values()) for row in rows] == [(3, "省级", 1000.0), (4, "国家级", 200.0)]


def test_completeness_accounts_for_every_figure(world: World) -> None:
    world.target("plan", "firm_stock", 100, "2025")
    world.connection.exec_driver_sql(
        "INSERT INTO skip_reasons VALUES ('name', '名称', 'name'), ('date', '日期', 'date')"
    )
    world.connection.exec_driver_sql(
        "INSERT INTO skipped_figures SELECT source_id, n, n + 1, CASE n WHEN 1 THEN 'date' ELSE 'name' END, 'test' "
        "FROM sources CROSS JOIN generate_series(1, 3) AS n WHERE name = 'plan'"
    )
    world.connection.exec_driver_sql(
        "INSERT INTO rejected_documents (path, reason, run_id, rejected_at) VALUES ('made/x.pdf', 'no text', 1, now())"
    )
    row = world.row("SELECT * FROM report.completeness WHERE source_name = 'plan'")
    assert (row["figures"], row["figures_claimed"], row["figures_left_out"], row["share_claimed"]) == (4, 1, 3, 0.25)
    assert row["left_out_reasons"] == "name 2, date 1"
    rejected = world.row("SELECT * FROM report.completeness WHERE state = 'rejected'")
    assert (rejected["source_name"], rejected["rejected_reason"], rejected["figures"]) == ("x.pdf", "no text", 0)


def test_targets_and_achievements_carry_their_labels(world: World) -> None:
    target = world.target("plan", "base_station_5g", 5, "2025")
    row = world.row("SELECT * FROM report.targets WHERE target_id = :id", id=target)
    assert (row["province_iso"], row["region_en"], row["unit_zh"], row["period_year"]) == (
        "CN-GD",
        "Guangdong",
        "个",
        2025,
    )
    world.result("report", "base_station_5g", 5, "2025")
    assert world.row("SELECT count(*) AS n FROM report.achievements")["n"] == 1
    assert row["province_code"] == GUANGDONG
