"""What a figure measures of its metric: level, addition, change, part, place, distance."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, plan, review


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("新增国家级绿色工厂20家。", "flow"),
        ("新培育国家级绿色工厂20家。", "flow"),
        ("净增规上工业企业1200家。", "flow"),
        ("国家级绿色工厂增加20家。", "flow"),
        ("国家级绿色工厂减少3家。", "flow"),
        ("累计建成国家级绿色工厂215家。", "stock"),
        ("国家级绿色工厂达到215家。", "stock"),
        ("国家级绿色工厂总数215家。", "stock"),
        ("拥有国家级绿色工厂215家。", "stock"),
        ("高速公路通车里程8000公里。", "stock"),
        ("贷款余额1.2万亿元。", "stock"),
        ("数字经济规模3.5万亿元。", "stock"),
        ("营业收入1.2万亿元。", "flow"),
        ("进出口总额3.2万亿元。", "flow"),
        ("发电量6000亿千瓦时。", "flow"),
        ("办理人大建议729件。", "flow"),
        ("城镇新增就业120万人。", "flow"),
        ("12个重大项目获批。", "flow"),
        ("12个国家级平台平稳运营。", "stock"),
        ("入选第五批国家级绿色工厂20家。", "flow"),
        ("数字经济核心产业占GDP比重达到9%。", "share"),
        ("复工率达97%以上。", "share"),
        ("森林覆盖率20.9%。", "share"),
        ("规上工业增加值同比增长9.6%。", "growth"),
        ("规上工业增加值增速9.6%。", "growth"),
        ("城镇化率提高1.1个百分点。", "growth"),
        ("新能源汽车产量增长1.5倍。", "growth"),
        ("工业投资增速高于全国4.2个百分点。", "gap"),
        ("人均可支配收入比全国高2000元。", "gap"),
        ("工业机器人产量居全国第三。", "rank"),
    ],
)
def test_basis(sentence: str, basis: str):
    (fact,) = review(sentence)
    check(fact, basis=basis)


@pytest.mark.parametrize("sentence", ["化解过剩产能500万吨。", "造林120万亩。"])
def test_what_was_done_to_an_amount_is_a_flow(sentence: str):
    (fact,) = review(sentence)
    check(fact, basis="flow")


@pytest.mark.parametrize(
    ("sentence", "value", "comparator"),
    [
        ("单位工业增加值能耗下降3%以上。", -3, "le"),
        ("单位工业增加值能耗下降超过3%。", -3, "lt"),
        ("单位工业增加值能耗下降3%以内。", -3, "ge"),
        ("单位工业增加值能耗下降近3%。", -3, "gt"),
        ("单位工业增加值能耗下降3%左右。", -3, "approx"),
        ("单位工业增加值能耗降低3.4%。", "-3.4", "eq"),
        ("PM2.5平均浓度同比改善15.2%。", "-15.2", "eq"),
        ("城镇调查失业率下降0.3个百分点。", "-0.3", "eq"),
        ("出口额降幅2.1%。", "-2.1", "eq"),
    ],
)
def test_fall_is_negative_and_turns_its_bound(sentence: str, value: object, comparator: str):
    (fact,) = review(sentence)
    check(fact, value=value, comparator=comparator, basis="growth")


def test_range_of_a_fall_keeps_its_order():
    (fact,) = review("单位工业增加值能耗下降3%至5%。")
    check(fact, value=-5, high=-3, comparator="range")


def test_improvement_of_what_should_grow_is_a_rise():
    (fact,) = review("优良天数比率同比改善2.1个百分点。")
    check(fact, value="2.1", basis="growth")


def test_fall_to_a_level_is_the_level():
    (fact,) = review("城镇调查失业率下降到5.1%。")
    check(fact, value="5.1", basis="share")


def test_doubling_is_two_times():
    (fact,) = plan("数字经济核心产业产值翻一番。")
    check(fact, value=2, unit="times", basis="growth")


def test_doubling_twice_is_four_times():
    (fact,) = plan("数字经济核心产业产值翻两番。")
    check(fact, value=4, unit="times", basis="growth")


def test_deadline_asks_for_a_level_where_a_year_asks_for_work():
    (level,) = plan("到2025年，建成省级数字园区30个。")
    (work,) = plan("今年，建成省级数字园区30个。")
    assert (level.basis.value, work.basis.value) == ("stock", "flow")


def test_deadline_leaves_an_addition_an_addition():
    (fact,) = plan("到2025年，新增省级数字园区30个。")
    check(fact, basis="flow")


def test_two_digit_growth_is_ten_per_cent_at_least():
    (fact,) = review("全省工业投资连续8个月保持两位数增长。")
    check(fact, value=10, comparator="ge", unit="%", basis="growth")


def test_price_index_in_the_catalogue_grows():
    (fact,) = plan("居民消费价格涨幅控制在3%左右。")
    check(fact, basis="growth", value=3, comparator="approx")


def test_goal_of_a_bare_amount_is_one_to_reach():
    (fact,) = review("互联网产业提前实现千亿目标。")
    check(fact, value=10**11, unit="CNY", comparator="ge")


def test_bare_amount_of_an_industry_is_money():
    (fact,) = plan("力争物联网产业规模突破百亿。")
    check(fact, value=10**10, unit="CNY", comparator="gt")


def test_bare_count_has_no_unit_of_money():
    (fact,) = review("平台注册企业数突破100万。")
    check(fact, value=10**6, unit="count", comparator="gt")


def test_at_least_before_a_listed_noun():
    (fact,) = plan("每个市至少建成省级产业集群2个。")
    check(fact, value=2, comparator="ge")


def test_ordinal_told_as_a_count_is_a_level():
    (fact,) = review("新获批的创新中心成为全省第3家国家制造业创新中心。")
    check(fact, value=3, basis="stock", unit="count")


def test_range_keeps_both_ends():
    (fact,) = plan("新增2~3个特色产业集群。")
    check(fact, value=2, high=3, comparator="range", unit="count")


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("与41个自贸区建立伙伴关系。", "stock"),
        ("2200余项政务服务事项实现通办。", "stock"),
        ("1100余项政策实现“免申即享”。", "stock"),
        ("2200余项重点项目实现开工。", "flow"),
        ("在鲁执业专业人士超5500名。", "stock"),
        ("2家平台跻身首批国家级中试平台。", "flow"),
    ],
)
def test_state_that_holds_and_event(sentence: str, basis: str):
    check(review(sentence)[0], basis=basis)
