"""Figures: number, unit, and what bounds them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.model import Comparator
from clusterdb.readings import Figure
from clusterdb.recognise.quantities import FigureReader

READER = FigureReader(load_lexicon().unit_words, load_cues())


def figures(text: str) -> list[Figure]:
    return list(READER.figures(text))


def figure(text: str) -> Figure:
    (found,) = figures(text)
    return found


def bound(text: str) -> tuple[str, Decimal]:
    found = figure(text)
    return found.comparator.value, found.value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.92万亿元", Decimal("2.92e12"), "CNY"),
        ("12家", 12, "count"),
        ("3.5万家次", 35000, "enterprise-times"),
        ("1.2亿人次", 12 * 10**7, "person-times"),
        ("45万人", 450000, "persons"),
        ("6.1%", Decimal("6.1"), "%"),
        ("0.4个百分点", Decimal("0.4"), "pp"),
        ("2.5倍", Decimal("2.5"), "times"),
        ("800亿千瓦时", 8 * 10**10, "kWh"),
        ("30亿度", 3 * 10**9, "kWh"),
        ("500万千瓦", 5 * 10**6, "kW"),
        ("320公里", 320, "km"),
        ("1.2万亩", 12000, "mu"),
        ("1000亿斤", 5 * 10**7, "t"),
        ("90亿美元", 9 * 10**9, "USD"),
        ("七成", 70, "%"),
        ("七成半", 75, "%"),
        ("三分之二", Decimal(200) / 3, "%"),
        ("两条", 2, "count"),
        ("5G", 5, None),
    ],
)
def test_figure_in_its_base_unit(text: str, value: Decimal, unit: str | None):
    assert (figure(text).value, figure(text).unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "comparator", "words"),
    [
        ("超过3万家", "gt", "超过3万家"),
        ("突破500亿元", "gt", "突破500亿元"),
        ("逾百家", "gt", "逾百家"),
        ("500多家", "gt", "500多家"),
        ("60余项", "gt", "60余项"),
        ("100亿元以上", "ge", "100亿元以上"),
        ("不少于20家", "ge", "不少于20家"),
        ("不低于6%", "ge", "不低于6%"),
        ("7800+", "ge", "7800+"),
        ("近四成", "lt", "近四成"),
        ("接近4%", "lt", "接近4%"),
        ("不到10%", "lt", "不到10%"),
        ("5%以内", "le", "5%以内"),
        ("不超过3天", "le", "不超过3天"),
        ("约3.2亿元", "approx", "约3.2亿元"),
        ("5%左右", "approx", "5%左右"),
        ("20来家", "approx", "20来家"),
        ("12家", "eq", "12家"),
    ],
)
def test_words_around_a_figure_bound_it(text: str, comparator: str, words: str):
    found = figure(text)
    assert (found.comparator.value, found.span.of(text)) == (comparator, words)


def test_word_behind_beats_word_before():
    assert bound("控制在5%左右") == ("approx", 5)
    assert bound("超过7300余件") == ("gt", 7300)
    assert bound("达到97%以上") == ("ge", 97)


def test_more_is_kept_beside_at_least():
    assert bound("500多家以上") == ("gt", 500)


def test_cap_is_an_upper_bound_without_more_words():
    assert bound("控制在5.5%") == ("le", Decimal("5.5"))
    assert bound("压减到8亿立方米") == ("le", 8 * 10**8)


def test_figure_keeps_number_and_unit_as_its_core():
    text = "力争超过3万家以上"
    found = figure(text)
    assert (found.core.of(text), found.unit_word) == ("3万家", "家")


def test_range_keeps_both_ends():
    for text, low, high, unit in (
        ("2~3个", 2, 3, "count"),
        ("5%至6%", 5, 6, "%"),
        ("1.2—1.5万家", 12000, 15000, "count"),
        ("3到5家", 3, 5, "count"),
        ("8000-9000亿元", 8 * 10**11, 9 * 10**11, "CNY"),
        ("五至六成", 50, 60, "%"),
    ):
        found = figure(text)
        assert (found.value, found.value_high, found.unit, found.comparator) == (low, high, unit, Comparator.RANGE), (
            text
        )


def test_both_ends_of_a_range_may_have_a_scale():
    for text, low, high in (
        ("9000万—1亿元", 9 * 10**7, 10**8),
        ("2万~3万家", 20000, 30000),
        ("900亿至1000亿元", 9 * 10**10, 10**11),
    ):
        found = figure(text)
        assert (found.value, found.value_high, found.comparator) == (low, high, Comparator.RANGE), text


@pytest.mark.xfail(strict=True, reason="the ends are compared without their units")
def test_ends_of_a_range_may_have_units_of_their_own():
    found = figure("500千克至2吨")
    assert (found.value, found.value_high, found.unit) == (Decimal("0.5"), 2, "t")


def test_change_is_no_range():
    assert [f.value for f in figures("从3家到5家")] == [3, 5]
    assert [f.value for f in figures("由3%至5%")] == [3, 5]


def test_years_and_months_are_no_range():
    assert all(f.value_high is None for f in figures("2021—2025年，1—11月，3至5日"))


def test_falling_numbers_are_no_range():
    assert [f.value_high for f in figures("5—3家")] == [None, None]


def test_unit_that_begins_another_word_is_none():
    assert [f.unit for f in figures("4部委、17部门、3成果、8方面")] == [None] * 4


def test_longest_unit_wins():
    assert [f.unit for f in figures("3个百分点、4个、5人次、6人、7千瓦时、8千瓦")] == [
        "pp",
        "count",
        "person-times",
        "persons",
        "kWh",
        "kW",
    ]


def test_scale_inside_a_unit_is_no_number_of_its_own():
    assert len(figures("800千瓦时")) == 1
    assert len(figures("0.3吨标准煤/万元")) == 1


def test_blank_between_number_and_unit_is_allowed():
    text = "建成 12 座"
    assert figure(text).core.of(text) == "12 座"


def test_class_has_its_suffix():
    assert [f.suffix for f in figures("千亿级、3家、百亿元级")] == ["级", "", "级"]


def test_two_digits_are_ten_per_cent_at_least():
    found = figure("两位数增长")
    assert (found.value, found.unit, found.comparator, found.form) == (10, "%", Comparator.GE, "words")


def test_medals_need_no_counter():
    assert [(f.value, f.unit) for f in figures("获4金1银3铜。")] == [(4, "count"), (1, "count"), (3, "count")]


def test_gold_as_a_material_is_no_medal():
    assert [f.unit for f in figures("3金属")] == [None]


def test_more_with_the_unit_before_it():
    assert bound("3万多家") == ("gt", 30000)


def test_more_between_number_and_scale():
    found = figure("达3200多万户")
    assert (found.comparator, found.value, found.unit) == (Comparator.GT, 32 * 10**6, "count")


def test_reading_stops_where_it_is_told():
    assert [f.value for f in READER.figures("3家、5家以上", 3, 5)] == [5]
    assert [f.comparator for f in READER.figures("3家、5家以上", 3, 5)] == [Comparator.EQ]


@given(st.text("超过近约0123456789.万亿千百十家个%元吨千瓦时成半级多余以上左右~至—从，。 位数两", max_size=24))
def test_figures_are_in_order_and_do_not_overlap(text: str):
    cores = [f.core for f in figures(text)]
    assert all(one.end <= other.start for one, other in pairwise(cores))
    assert all(f.span.holds(f.core) for f in figures(text))


def test_points_are_shared_with_a_number_that_says_only_how_many():
    text = "分别低于全国平均水平9.7个、11.5个百分点"
    assert [f.unit for f in READER.figures(text)] == ["pp", "pp"]
    assert [f.unit for f in READER.figures("新增12个、15家")] == ["count", "count"]
