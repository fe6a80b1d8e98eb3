"""Figures that share their words: comparators behind a list, goods in units of their own, places named together."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, reasons, review


def test_comparator_behind_a_list_is_said_of_all():
    urban, rural = plan("城乡居民人均可支配收入分别增长5%和7%左右。")
    check(urban, value=5, comparator="approx")
    check(rural, value=7, comparator="approx")


def test_goods_are_listed_each_in_its_unit():
    facts = review("原煤、天然气产量达到510万吨、7.2亿立方米，分别增长3%、4%。")
    assert [(f.metric_text, f.unit) for f in facts] == [
        ("原煤产量", "t"),
        ("天然气产量", "m3"),
        ("原煤产量", "%"),
        ("天然气产量", "%"),
    ]


def test_one_count_of_two_cities_is_neither_ones():
    (fact,) = review("青岛、烟台跨境电商平台新入驻企业130家。")
    check(fact, value=130, region="山东省")


def test_rate_of_two_cities_is_each_ones():
    facts = review("青岛、烟台固定资产投资增速均超过6%。")
    assert [f.region_name for f in facts] == ["青岛市", "烟台市"]


def test_same_value_of_town_and_country_is_two_facts():
    facts = review("城镇居民收入增长6%、增速居全国第5位，农村居民收入增长7%、增速居全国第5位。")
    assert [f.metric_text for f in facts if f.unit == "rank"] == ["城镇居民收入增速", "农村居民收入增速"]


def test_households_and_their_people_are_two_counts():
    facts = review("新识别帮扶对象1.3万户4.1万人。")
    assert [(int(f.value or 0), f.unit) for f in facts] == [(13000, "count"), (41000, "persons")]


def test_people_that_something_was_done_for_are_counted():
    people, money = review("为2.6万名农民工追回工资3.1亿元。")
    check(people, value=26000, unit="persons")
    check(money, value=310000000, unit="CNY")


@pytest.mark.parametrize(
    ("sentence", "place"),
    [("烟台开发区全国排名第9位。", 9), ("烟台高新区全国排名41位。", 41), ("全省开放度位列全国5位。", 5)],
)
def test_place_in_an_order(sentence: str, place: int):
    (fact,) = review(sentence)
    check(fact, value=place, unit="rank")


def test_places_that_were_gained_are_the_baseline():
    sentence = "潍坊高新区、临沂高新区全国排名61位、88位，分别提升4位、13位。"
    assert [int(f.value or 0) for f in review(sentence)] == [61, 88]
    assert reasons(sentence)["13位"] == "baseline"


def test_half_and_more():
    (fact,) = plan("“双百亿县”达到一半以上。")
    check(fact, value=50, unit="%", comparator="ge")


@pytest.mark.parametrize("sentence", ["能耗强度完成国家下达目标。", "化学需氧量减排量完成年度任务。"])
def test_task_done_where_it_says_who_set_it(sentence: str):
    (fact,) = review(sentence)
    check(fact, unit="fulfilment", level="met")


def test_counts_of_a_plans_own_layout_are_none():
    assert review("规划提出7项指标，其中约束性指标3项，重点抓好4件大事。") == []


def test_since_the_plan_began_ends_with_the_year_that_is_told():
    facts = claims(
        "# 2025年政府工作报告",
        "## 一、2024年工作回顾",
        "“十四五”以来，规上工业企业连跨2个千家台阶。高新技术企业达到3100家。",
        published="2025-01-20",
        kind="government_work_report",
    )
    check(facts[-1], kind="achievement", period="..2024-12-31")


def test_step_that_was_reached():
    (fact,) = review("青岛经济总量迈上1.6万亿台阶。")
    check(fact, value=1600000000000, unit="CNY", comparator="ge", region="青岛市")
