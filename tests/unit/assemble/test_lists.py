"""Lists: who shares a verb, a figure, a place."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, review


def told(facts):
    return [(f.metric_text, f.value) for f in facts]


def test_conjuncts_share_the_verb_and_keep_their_own_figures():
    facts = review("全省新增高新技术企业5000家、专精特新中小企业1200家以上、国家级“小巨人”86家。")
    assert told(facts) == [("高新技术企业", 5000), ("专精特新中小企业", 1200), ("国家级“小巨人”", 86)]
    assert {f.basis.value for f in facts} == {"flow"}
    assert [f.comparator.value for f in facts] == ["eq", "ge", "eq"]


def test_conjuncts_share_hedge_and_period():
    facts = plan("力争新增规上工业企业1000家、上市公司30家。")
    assert {f.hedge.value for f in facts} == {"strive"}
    assert {f.period_end.isoformat() for f in facts} == {"2022-12-31"}


def test_stock_word_of_a_list_holds_for_all():
    facts = review("累计建成省级工业互联网平台120个、数字车间2100个。")
    assert [f.basis.value for f in facts] == ["stock", "stock"]


def test_respectively_gives_each_measure_its_figure():
    facts = review("电子信息、汽车制造、新材料产业产值分别增长12.8%、7.2%和9.9%。")
    assert [(f.metric_text, str(f.value)) for f in facts] == [
        ("电子信息产业产值", "12.8"),
        ("汽车制造产业产值", "7.2"),
        ("新材料产业产值", "9.9"),
    ]


def test_shared_tail_is_a_whole_word():
    facts = review("其中生物医药、前沿新材料产值分别增长4.9%和8.3%。")
    assert [f.metric_text for f in facts] == ["生物医药产值", "前沿新材料产值"]


def test_respectively_gives_each_place_its_figure():
    facts = review("济南、青岛地区生产总值分别突破1.1万亿元、1.4万亿元。")
    assert [(f.region_name, f.metric_text, f.value) for f in facts] == [
        ("济南市", "地区生产总值", 11 * 10**11),
        ("青岛市", "地区生产总值", 14 * 10**11),
    ]


def test_places_that_share_one_rate():
    facts = review("济南、烟台、潍坊固定资产投资增速均超过10%。")
    assert {f.region_name for f in facts} == {"济南市", "烟台市", "潍坊市"}
    assert {(f.metric_text, f.value) for f in facts} == {("固定资产投资增速", 10)}


def test_all_of_a_list_reach_the_same_figure():
    facts = review("软件业务收入、利润总额双双突破5000亿元。")
    assert sorted(f.metric_text for f in facts) == ["利润总额", "软件业务收入"]
    assert {(f.value, f.comparator.value) for f in facts} == {(5 * 10**11, "gt")}


def test_two_joined_by_and_both_reach_it():
    facts = review("快递业务量和电子商务交易额双双突破8000亿元。")
    assert len(facts) == 2


def test_all_of_a_list_hold_the_same_place():
    facts = review("电子商务交易额、快递业务量均居全国前三。")
    assert sorted(f.metric_text for f in facts) == ["快递业务量", "电子商务交易额"]
    assert {(f.value, f.comparator.value, f.scope) for f in facts} == {(3, "le", "全国")}


def test_several_measures_hold_one_place():
    facts = review("规上工业企业数、工业机器人产量、新能源汽车产量等多项指标居全国第一。")
    assert sorted(f.metric_text for f in facts) == ["工业机器人产量", "新能源汽车产量", "规上工业企业数"]
    assert {f.basis.value for f in facts} == {"rank"}


def test_list_that_runs_over_a_comma_is_one():
    facts = review("规上工业企业数、工业增加值，汽车产量、钢材产量等多项指标居全国第二。")
    assert sorted(f.metric_text for f in facts) == ["工业增加值", "汽车产量", "规上工业企业数", "钢材产量"]


@pytest.mark.xfail(strict=True, reason="a list is taken for the subject of 其中")
def test_measure_of_a_list_stands_alone_behind_its_sum():
    (fact,) = review("规上工业企业数、营业收入、利润总额等多项指标居全国前列，其中营业收入居全国第三。")
    check(fact, metric="营业收入", value=3)


def test_places_behind_several_figures_go_to_each():
    facts = review("建成千兆城市12个、5G基站10.2万座，分别居全国第二、第四。")
    ranks = {f.metric_text: f.value for f in facts if f.basis.value == "rank"}
    assert ranks == {"千兆城市": 2, "5G基站": 4}


def test_both_of_two_measures_hold_a_place_told_behind():
    facts = review("国家级绿色工厂增至215家、国家级绿色园区增至18个，均居全国第一。")
    ranks = {f.metric_text: f.value for f in facts if f.basis.value == "rank"}
    assert set(ranks.values()) == {1}
    assert len(ranks) == 2


def test_figures_of_one_list_may_differ_in_unit():
    facts = review("服务企业1.2万家次、培训15万人次。")
    assert [(f.value, f.unit) for f in facts] == [(12000, "enterprise-times"), (150000, "person-times")]


def test_respectively_by_two_years():
    facts = plan("到2023年、2025年，上云企业分别达到20万家、35万家。")
    assert [(f.value, f.period_end.year) for f in facts] == [(200000, 2023), (350000, 2025)]


def test_unlisted_comma_parts_statements():
    facts = review("进出口总额增长32.4%，其中出口增长34.8%、进口增长29.0%。")
    assert [(f.metric_code, str(f.value)) for f in facts] == [
        ("trade_total", "32.4"),
        ("exports", "34.8"),
        ("imports", "29.0"),
    ]


def test_name_with_a_list_mark_is_one_measure():
    (fact,) = review("电力、热力、燃气及水生产和供应业增加值增长6.2%。")
    assert fact.metric_text == "电力、热力、燃气及水生产和供应业增加值"


def test_shared_noun_behind_two_figures():
    facts = review("7.8万户、22.9万人稳定消除返贫风险。")
    assert [f.value for f in facts] == [78000, 229000]
    assert len({f.metric_text for f in facts}) == 1


@pytest.mark.parametrize("mark", ["、", "和", "及"])
def test_every_joint_of_a_list_parts_its_items(mark: str):
    facts = claims(f"2021年新增国家级绿色工厂20家{mark}省级绿色工厂60家。")
    assert [f.value for f in facts] == [20, 60]
