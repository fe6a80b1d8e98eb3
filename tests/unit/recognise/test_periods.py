"""Words of time, before anybody knows which year 今年 means."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.readings import TimeWords
from clusterdb.recognise.periods import time_words


def times(text: str) -> list[TimeWords]:
    return list(time_words(text))


def time(text: str) -> TimeWords:
    (found,) = times(text)
    return found


@pytest.mark.parametrize(
    ("text", "unit", "year", "offset", "first", "last"),
    [
        ("2021年", "year", 2021, None, 0, 0),
        ("2021—2025年", "years", None, None, 2021, 2025),
        ("2021年至2023年", "years", None, None, 2021, 2023),
        ("今年", "year", None, 0, 0, 0),
        ("去年", "year", None, -1, 0, 0),
        ("前年", "year", None, -2, 0, 0),
        ("明年", "year", None, 1, 0, 0),
        ("上半年", "half", None, None, 1, 0),
        ("2021年下半年", "half", 2021, None, 2, 0),
        ("前三季度", "quarters", None, None, 1, 3),
        ("前两个季度", "quarters", None, None, 1, 2),
        ("第二季度", "quarters", None, None, 2, 2),
        ("今年一季度", "quarters", None, 0, 1, 1),
        ("1—11月", "months", None, None, 1, 11),
        ("2020年1-8月份", "months", 2020, None, 1, 8),
        ("11月", "month", None, None, 11, 11),
        ("5月18日", "day", None, None, 5, 18),
        ("年内", "whole", None, None, 0, 0),
        ("全年", "whole", None, None, 0, 0),
        ("2021年全年", "whole", 2021, None, 0, 0),
        ("“十四五”期间", "plan", None, None, 2021, 2025),
        ("十三五时期", "plan", None, None, 2016, 2020),
        ("“十五五”时期", "plan", None, None, 2026, 2030),
        ("过去五年", "past", None, None, 5, 0),
        ("近三年", "past", None, None, 3, 0),
        ("五年来", "past", None, None, 5, 0),
        ("未来三年", "next", None, None, 3, 0),
        ("今后10年", "next", None, None, 10, 0),
        ("近十二年", "past", None, None, 12, 0),
        ("当月", "current_month", None, None, 0, 0),
        ("当季", "current_quarter", None, None, 0, 0),
    ],
)
def test_what_the_words_say(text: str, unit: str, year: int | None, offset: int | None, first: int, last: int):
    found = time(text)
    assert (found.unit, found.year, found.offset, found.first, found.last) == (unit, year, offset, first, last)
    assert found.span.of(text) == text


@pytest.mark.parametrize(
    "text", ["到2025年", "至2025年", "力争到2025年", "2025年前", "2025年底前", "年底", "到“十四五”末", "2023年6月底前"]
)
def test_deadlines(text: str):
    assert (time(text).deadline, time(text).end_only) == (True, True)


@pytest.mark.parametrize("text", ["截至11月底", "截至2021年底", "截止2021年末", "目前", "截至目前", "11月末"])
def test_as_of_is_no_deadline(text: str):
    assert (time(text).deadline, time(text).end_only) == (False, True)


@pytest.mark.parametrize("text", ["2021年", "上半年", "前三季度", "1—11月", "“十四五”期间"])
def test_stretches_of_time_have_a_start(text: str):
    assert (time(text).deadline, time(text).end_only) == (False, False)


def test_since_a_year():
    assert time("2018年以来").since


@pytest.mark.parametrize("text", ["比2020年增加", "较上年提高", "与去年相比", "从2019年的", "由2018年的"])
def test_time_that_something_is_compared_with(text: str):
    assert time(text).baseline


@pytest.mark.parametrize("text", ["从2021年来看", "从全年看，", "2015年以来"])
def test_time_that_dates_is_no_baseline(text: str):
    assert not time(text).baseline


def test_record_dates_no_figure():
    assert time("为1998年以来最多").baseline


@pytest.mark.parametrize("text", ["为近10年来最大降幅", "创近十年来新高", "是近5年最快的", "为十年来首次"])
def test_years_that_say_how_rare_something_is_date_nothing(text: str):
    assert not list(times(text))


@pytest.mark.parametrize("text", ["13月", "0月", "13—14月", "1—13月"])
def test_months_that_are_none(text: str):
    assert [t for t in times(text) if t.unit in ("month", "months")] == [] or times(text)[0].first <= 12


def test_impossible_month_is_left():
    assert [(t.unit, t.first) for t in times("20月")] == []


def test_fore_words_are_no_deadline():
    """前 of 前三季度, 前海 and 前列 is no 前 of 年前."""
    assert [t.deadline for t in times("2021年前三季度、2021年前海、2021年前列")] == [False, False, False]


def test_province_may_stand_between_year_and_stretch():
    found = time("2021年全省上半年")
    assert (found.unit, found.year) == ("half", 2021)


def test_times_come_in_the_order_of_the_text():
    assert [t.unit for t in times("去年上半年新增5家，到2025年达到20家，目前已有8家")] == ["half", "year", "now"]


def test_reading_stops_where_it_is_told():
    assert [t.year for t in time_words("2020年、2021年、2022年", 6, 11)] == [2021]


@given(st.text("到截至2019年今去前三季度1—11月底末上下半“十四五”期间未来过全内以目比较从起日", max_size=20))
def test_no_words_raise_and_none_overlap(text: str):
    found = times(text)
    assert all(len(t.span) > 0 for t in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
