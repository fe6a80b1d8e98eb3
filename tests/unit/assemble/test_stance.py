"""Promised or reported, and how firmly: what tells, and what beats what."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, review


@pytest.mark.parametrize(
    "sentence",
    [
        "到2025年，全省建成5G基站20万座。",
        "力争到2023年底新增上市公司50家。",
        "2025年前培育省级产业集群30个。",
        "年底前新增国家级绿色工厂20家。",
        "今年，全省将新增5G基站4万个。",
        "会议强调，2022年要新培育“小巨人”企业100家。",
        "下一步，重点培育省级产业集群30个。",
        "未来三年培育制造业单项冠军300家。",
    ],
)
def test_deadline_or_intent_makes_a_target(sentence: str):
    facts = claims(sentence)
    assert [f.kind.value for f in facts] == ["target"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年，全省规上工业增加值增长9.6%。",
        "去年，全省新增5G基站5万个。",
        "截至2021年底，全省累计建成5G基站10万座。",
        "“十三五”期间，全省规上工业增加值年均增长5.2%。",
        "过去一年，全省新增上市公司30家。",
        "全省新增国家级绿色工厂20家，占全国的十分之一。",
    ],
)
def test_time_that_is_over_makes_an_achievement(sentence: str):
    assert {f.kind.value for f in claims(sentence)} == {"achievement"}


def test_section_decides_where_the_sentence_says_nothing():
    sentence = "建成省级工业互联网平台20个。"
    assert [f.kind.value for f in review(sentence)] == ["achievement"]
    assert [f.kind.value for f in plan(sentence)] == ["target"]


def test_deadline_beats_a_reviewing_section():
    facts = review("全省已建成5G基站10万座，到2025年达到25万座。")
    assert [(f.kind.value, f.value) for f in facts] == [("achievement", 100000), ("target", 250000)]


def test_year_that_is_over_beats_a_planning_section():
    facts = plan("去年建成5G基站8万座，今年建成5G基站6万座。")
    assert [(f.kind.value, f.period_end.year) for f in facts] == [("achievement", 2021), ("target", 2022)]


def test_intent_for_this_year_beats_the_year_before_it():
    facts = claims("2021年，全省规上工业增加值增长9.6%，今年将增长6%以上。")
    assert [f.kind.value for f in facts] == ["achievement", "target"]


def test_summed_up_is_no_target():
    (fact,) = review("累计推动8500家企业上云。")
    check(fact, kind="achievement", basis="stock")


def test_expected_result_of_a_review_is_a_result():
    (fact,) = review("预计全年新增高新技术企业5000家。")
    check(fact, kind="achievement", hedge="expected")


def test_about_makes_no_target():
    (fact,) = review("新增高新技术企业5000家左右。")
    check(fact, kind="achievement", comparator="approx")


@pytest.mark.parametrize(
    ("sentence", "hedge"),
    [
        ("力争新增规上工业企业1000家。", "strive"),
        ("争取新增规上工业企业1000家。", "strive"),
        ("确保新增规上工业企业1000家。", "firm"),
        ("新增规上工业企业1000家。", "firm"),
        ("预计新增规上工业企业1000家。", "expected"),
        ("基本建成规上工业企业服务站1000家。", "basically"),
    ],
)
def test_how_firmly_it_is_said(sentence: str, hedge: str):
    (fact,) = plan(sentence)
    check(fact, hedge=hedge)


def test_striving_is_no_hedge_of_a_result():
    (fact,) = review("争取国家技改资金12亿元。")
    check(fact, kind="achievement", hedge="firm")


def test_expected_target_is_plainly_set():
    """主要预期目标 is the name of a list of targets, no forecast."""
    (fact,) = plan("主要预期目标是：规上工业增加值增长6%左右。")
    check(fact, hedge="firm", kind="target")


def test_row_says_what_told():
    (fact,) = review("建成省级工业互联网平台20个。")
    assert "stance: section" in fact.rules
    assert ("kind", "section") in fact.inherited


def test_plan_opener_turns_a_report_of_the_past():
    facts = claims(
        "2021年，全省新增上市公司30家。",
        "会议要求，2022年要抓好重点任务。要培育“小巨人”企业100家。",
        "新增国家级绿色工厂20家。",
    )
    assert [f.kind.value for f in facts] == ["achievement", "target", "target"]


def test_spring_report_without_headings_looks_back_first():
    facts = claims(
        "# 政府工作报告",
        "过去一年，全省新增上市公司30家。",
        "今年工作的主要目标：规上工业增加值增长6%以上。",
        title=None,
        kind="government_work_report",
        issuer="山东省人民政府",
    )
    assert [(f.kind.value, f.period_end.year) for f in facts] == [("achievement", 2021), ("target", 2022)]


def test_problem_told_of_is_no_target():
    (fact,) = review("全省仍有12个县城未通高速公路。")
    check(fact, kind="achievement")
