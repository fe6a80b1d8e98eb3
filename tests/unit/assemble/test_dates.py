"""For which time a figure is: the nearest words of time, then the opener's, the section's, the document's."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.writing import check, claims, plan, review

from clusterdb.assemble.calendar import last_day, to_period, years
from clusterdb.model import Period
from clusterdb.readings import TimeWords
from clusterdb.recognise.periods import time_words


@pytest.mark.parametrize(
    ("sentence", "period", "precision"),
    [
        ("2020年新增上市公司12家。", "2020-01-01..2020-12-31", "year"),
        ("上半年新增上市公司12家。", "2021-01-01..2021-06-30", "half"),
        ("下半年新增上市公司12家。", "2021-07-01..2021-12-31", "half"),
        ("前三季度新增上市公司12家。", "2021-01-01..2021-09-30", "quarter"),
        ("四季度新增上市公司12家。", "2021-10-01..2021-12-31", "quarter"),
        ("1—11月新增上市公司12家。", "2021-01-01..2021-11-30", "month"),
        ("8月新增上市公司12家。", "2021-08-01..2021-08-31", "month"),
        ("全年新增上市公司12家。", "2021-01-01..2021-12-31", "year"),
        ("截至11月底，累计建成5G基站10万座。", "..2021-11-30", "month"),
        ("截至2021年6月，累计建成5G基站8万座。", "..2021-06-30", "month"),
        ("“十三五”期间新增上市公司120家。", "2016-01-01..2020-12-31", "year"),
    ],
)
def test_words_of_time_in_the_clause(sentence: str, period: str, precision: str):
    (fact,) = review(sentence)
    check(fact, period=period, precision=precision)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("到2025年，全省建成5G基站20万座。", "..2025-12-31"),
        ("年底前建成5G基站20万座。", "2022-01-01..2022-12-31"),
        ("2023年6月底前实现5G网络全覆盖。", "..2023-06-30"),
        ("“十四五”期间规上工业增加值年均增长6.5%。", "2021-01-01..2025-12-31"),
        ("到“十四五”末，全省上市公司达到400家。", "..2025-12-31"),
        ("未来三年新增上市公司100家。", "2022-01-01..2024-12-31"),
        ("明年新增上市公司40家。", "2023-01-01..2023-12-31"),
        ("2023—2025年新增上市公司100家。", "2023-01-01..2025-12-31"),
    ],
)
def test_words_of_time_in_a_plan(sentence: str, period: str):
    facts = plan(sentence)
    assert {(f.period_start, f.period_end) for f in facts} == {
        tuple(date.fromisoformat(d) if d else None for d in period.split(".."))
    }


def test_total_to_be_reached_over_years_is_due_at_their_end():
    (fact,) = plan("未来三年累计培育制造业单项冠军300家。")
    check(fact, period="..2024-12-31", basis="stock")


def test_last_words_of_time_win():
    _, fact = review("上半年新增上市公司12家，全年新增上市公司30家。")
    check(fact, period="2021-01-01..2021-12-31")


def test_time_holds_to_the_end_of_its_sentence():
    facts = review("前三季度，工业投资增长8.1%，技改投资增长12.3%；全年工业投资增长9%。")
    assert [f.period_end.isoformat() for f in facts] == ["2021-09-30", "2021-09-30", "2021-12-31"]


def test_opener_governs_its_paragraph_and_those_after_it():
    facts = claims(
        "到2023年，全省数字化水平明显提升。",
        "主要目标包括：建成省级工业互联网平台50个。带动企业上云30万家。",
        "到2025年，建成省级工业互联网平台80个。",
    )
    assert [f.period_end.year for f in facts] == [2023, 2023, 2025]


def test_section_dates_what_says_nothing():
    (fact,) = review("新增上市公司12家。")
    check(fact, period="2021-01-01..2021-12-31")
    assert ("period", "section") in fact.inherited


def test_heading_for_five_years_dates_its_section():
    facts = claims(
        "## “十三五”时期工作回顾", "全省新增上市公司120家。", "## “十四五”时期主要目标", "全省新增上市公司150家。"
    )
    assert [(f.kind.value, f.period_end.isoformat()) for f in facts] == [
        ("achievement", "2020-12-31"),
        ("target", "2025-12-31"),
    ]


def test_amount_told_at_the_end_of_several_years_is_the_last_years():
    facts = claims("## “十三五”时期工作回顾", "全省地区生产总值达到7.3万亿元。", "累计完成技改投资2.6万亿元。")
    assert [(f.period_start.isoformat(), f.period_end.isoformat()) for f in facts if f.period_start] == [
        ("2020-01-01", "2020-12-31"),
        ("2016-01-01", "2020-12-31"),
    ]


def test_year_compared_with_is_not_the_period():
    (fact,) = review("全省5G基站比2019年增加8万座。")
    check(fact, period="2021-01-01..2021-12-31", basis="flow")


def test_same_period_of_the_year_before_is_compared_with():
    (fact,) = review("规上工业利润较去年同期增长12%。")
    check(fact, period="2021-01-01..2021-12-31")


def test_year_that_a_rise_started_from_is_not_the_period():
    (fact,) = review("数字经济核心产业占GDP比重由2018年的5.1%提高到7.2%。")
    check(fact, value="7.2", period="2021-01-01..2021-12-31")


def test_months_without_a_year_are_over():
    (fact,) = claims("1—11月，全省规上工业企业利润增长12%。")
    check(fact, kind="achievement", period="2021-01-01..2021-11-30")


def test_without_any_date_there_is_no_period():
    (fact,) = claims("全省建成5G基站10万座。", published=None)
    check(fact, period="..", precision=None)


def test_side_file_tells_the_year():
    (fact,) = claims("今年，全省建成5G基站10万座。", published=None, context_year=2019)
    assert fact.period_end == date(2019, 12, 31)


def test_publication_tells_what_last_year_was():
    (fact,) = claims("去年新增上市公司12家。", published="2020-03-05")
    check(fact, period="2019-01-01..2019-12-31")


def test_level_is_as_of_the_end_of_its_time():
    (fact,) = review("全年累计建成5G基站10万座。")
    check(fact, basis="stock", period="..2021-12-31")


def test_spell_of_years_reaches_back():
    (fact,) = review("粮食产量连续3年超过1000亿斤。")
    check(fact, period="2019-01-01..2021-12-31")


def test_opener_of_a_month_dates_levels_and_not_what_the_year_added():
    level, added = review("截至11月底，全省累计建成5G基站10万座。全省新增上市公司12家。")
    check(level, period="..2021-11-30")
    assert added.period_start == date(2021, 1, 1)


def test_now_is_the_day_of_printing():
    (fact,) = claims("目前，全省共有上市公司320家。")
    check(fact, period="..2022-01-20", precision="day")


# --- the calendar ---------------------------------------------------------------------------------------------------


def words(text: str) -> TimeWords:
    (found,) = time_words(text)
    return found


def test_last_day_knows_leap_years():
    assert (last_day(2020, 2), last_day(2021, 2)) == (date(2020, 2, 29), date(2021, 2, 28))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("去年", years(2021)),
        ("2020年", years(2020)),
        ("今年上半年", Period(date(2022, 1, 1), date(2022, 6, 30), "half")),
        ("2021年下半年", Period(date(2021, 7, 1), date(2021, 12, 31), "half")),
        ("2021年二季度", Period(date(2021, 4, 1), date(2021, 6, 30), "quarter")),
        ("2021年3—5月", Period(date(2021, 3, 1), date(2021, 5, 31), "month")),
        ("2021年5月18日", Period(None, date(2021, 5, 18), "day")),
        ("当月", Period(date(2022, 1, 1), date(2022, 1, 31), "month")),
        ("过去五年", years(2017, 2021)),
        ("今后五年", years(2022, 2026)),
        ("2018年以来", years(2018, 2022)),
        ("2021年2月底", Period(None, date(2021, 2, 28), "month")),
    ],
)
def test_words_of_time_become_dates(text: str, period: Period):
    assert to_period(words(text), 2022, None, date(2022, 1, 20)) == period


def test_past_years_said_in_autumn_end_with_the_year():
    assert to_period(words("过去五年"), 2021, None, date(2021, 10, 8)) == years(2017, 2021)


@pytest.mark.parametrize("text", ["2021年2月30日", "2021年5—3月", "2025—2021年", "当季"])
def test_impossible_dates_are_none(text: str):
    assert to_period(words(text), 2022, None, date(2022, 1, 20)) is None


def test_words_that_need_a_year_nobody_gave():
    assert to_period(words("上半年"), None, None, None) is None
    assert to_period(words("目前"), None, None, None) is None
    assert to_period(words("当月"), None, 2021, None) is None


def test_now_in_a_report_of_an_earlier_year_is_its_end():
    assert to_period(words("目前"), 2022, 2020, date(2022, 1, 20)) == Period(None, date(2020, 12, 31), "year")


def test_since_without_a_present_is_the_year_itself():
    assert to_period(words("2018年以来"), None, None, None) == years(2018)
