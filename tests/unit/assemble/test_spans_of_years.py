"""From when and until when: bases, spells, tasks of a year, what is so by now."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, review


@pytest.mark.parametrize(
    ("words", "last"),
    [("用3—5年时间", "2026"), ("用三年时间", "2024"), ("用两年左右时间", "2023"), ("未来三年", "2024")],
)
def test_years_that_a_plan_takes(words: str, last: str):
    check(plan(f"{words}，培养引进青年科技人才1000名。")[0], period=f"2022-01-01..{last}-12-31")


def test_first_years_of_a_plan_end_before_it():
    fact = claims("“十四五”前四年，全市规上工业增加值年均增长8.7%。", published="2025-11-28", issuer="济南市人民政府")[
        0
    ]
    check(fact, kind="achievement", period="2021-01-01..2024-12-31")


def test_already_tells_what_there_is_on_the_day_of_printing():
    lines = ("2021年，集群实现产值2608亿元。", "在链主企业带动下，集群已培育国家级专精特新“小巨人”企业24家。")
    facts = claims(*lines, published="2022-06-17", title="潍坊动力装备集群跻身全国前列", issuer=None)
    check(facts[0], period="2021-01-01..2021-12-31", basis="flow")
    check(facts[1], period="..2022-06-17", basis="stock")


def test_projects_that_are_already_built_add_nothing_new():
    lines = ("2021年，全市完成技改投资26亿元。", "已投产的项目新增产值12亿元。")
    facts = claims(*lines, published="2022-06-17", issuer="潍坊市人民政府")
    check(facts[1], period="2021-01-01..2021-12-31")


def test_task_of_the_year_dates_its_own_words_alone():
    text = "截至10月底，全省5G基站总数达7.8万个，提前两个月完成全年建设任务；每万人拥有5G基站32.8个。"
    facts = claims(text, published="2021-11-19")
    check(facts[-1], value="32.8", period="2021-01-01..2021-10-31")


def test_prices_of_a_year_are_no_period():
    fact = review("按照上年价格计算的电信业务总量同比增长11.4%。")[0]
    check(fact, period="2021-01-01..2021-12-31")


def test_rise_to_a_date_is_a_level_at_that_date():
    check(review("规上工业企业由2015年底的3012家增加到2021年底的4387家。")[0], basis="stock", period="..2021-12-31")
    check(review("中职学校由71所优化整合为47所。")[0], metric="中职学校", basis="stock", value=47)


@pytest.mark.parametrize("words", ["旗县级以上城区", "市级以上城区"])
def test_above_is_no_part_of_a_place(words: str):
    (fact,) = review(f"5G网络实现{words}连续覆盖。")
    check(fact, region="山东省")


def test_whole_year_behind_the_aims_of_a_plan_is_this_one():
    text = "到2025年，集群产值力争突破4000亿元。今年，全市实施项目86个。全年集群产值预计可达2850亿元。"
    facts = claims(text, published="2022-06-17", issuer="潍坊市人民政府")
    check(facts[-1], period="2022-01-01..2022-12-31")


def test_things_done_again_and_again_add_up_over_their_years():
    text = ("## 过去五年工作回顾", "五年来，累计举办赛事活动600场，累计建成公园120个。")
    facts = claims(*text, published="2022-01-20", issuer="山东省人民政府")
    assert [f.basis.value for f in facts] == ["flow", "stock"]
