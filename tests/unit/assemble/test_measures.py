"""Which words name what a figure measures."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, review


@pytest.mark.parametrize(
    ("sentence", "metric", "code"),
    [
        ("全省规模以上工业增加值同比增长9.6%。", "规模以上工业增加值", "value_added_above_scale"),
        ("全年接待游客约3.2亿人次。", "接待游客", "tourists"),
        ("累计建成5G基站10.2万座。", "5G基站", "base_station_5g"),
        ("城镇新增就业预计120万人左右。", "城镇新增就业", "urban_new_jobs"),
        ("森林覆盖率稳定在20%以上。", "森林覆盖率", "forest_coverage"),
        ("亿元以上工业项目开工850个。", "亿元以上工业项目开工", "project_over_100m_industrial"),
    ],
)
def test_words_before_the_figure_name_its_measure(sentence: str, metric: str, code: str):
    (fact,) = review(sentence)
    check(fact, metric=metric, code=code)


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("建成5条高铁。", "高铁", 5),
        ("新增126家省级企业技术中心。", "省级企业技术中心", 126),
        ("推动8500家工业企业开展技术改造。", "工业企业开展技术改造", 8500),
        ("1256个项目竣工投产。", "项目", 1256),
        ("86家企业入选第四批国家级专精特新“小巨人”。", "企业入选第四批国家级专精特新“小巨人”", 86),
    ],
)
def test_words_behind_a_count_name_it_where_a_verb_or_nothing_stands_before(sentence: str, metric: str, value: int):
    (fact,) = review(sentence)
    check(fact, metric=metric, value=value)


def test_share_of_things_names_them():
    (fact,) = review("三分之二的乡镇建成快递网点。")
    check(fact, metric="乡镇建成快递网点", unit="%", basis="share")


def test_spelled_share_at_the_start_names_what_follows():
    (fact,) = review("近四成规上工业企业实现数字化转型。")
    check(fact, metric="规上工业企业实现数字化转型", value=40, comparator="lt", unit="%", basis="share")


def test_measure_without_a_catalogue_entry_keeps_its_words():
    (fact,) = review("全省建成乡村振兴工匠工坊320个。")
    check(fact, metric="乡村振兴工匠工坊", code=None, metric_key="w:乡村振兴工匠工坊", value=320)


def test_generic_measure_takes_the_subject_of_the_clause_before():
    (fact,) = review("全省工业投资持续回升，增速位于全国第5。")
    check(fact, metric="工业投资增速", code="industrial_investment_growth", value=5, basis="rank")


def test_share_takes_the_subject_of_the_clause_before():
    _, share = review("全省数字经济核心产业营业收入3.2万亿元，占全国比重达8.5%。")
    check(share, metric="数字经济核心产业营业收入占全国比重", value="8.5", basis="share")


def test_later_clause_without_a_measure_is_about_the_one_before():
    total, added, rank = review("全市拥有国家级绿色工厂215家，比上年增加32家，居全国第四位。")
    check(total, metric="国家级绿色工厂", value=215, basis="stock")
    check(added, metric="国家级绿色工厂", value=32, basis="flow", code="green_factory_national")
    check(rank, metric="国家级绿色工厂", value=4, basis="rank", scope="全国")
    assert ("metric", "sentence") in added.inherited


def test_new_sentence_inherits_no_measure():
    facts = review("全市建成国家级绿色工厂215家。同比增加32家。")
    assert [f.metric_text for f in facts] == ["国家级绿色工厂"]


def test_total_behind_an_addition_is_of_the_same_thing():
    new, total = review("新增上市公司47家，总数达到320家。")
    check(new, metric="上市公司", value=47, basis="flow")
    check(total, value=320, basis="stock")
    assert "上市公司" in total.metric_text


def test_own_place_with_a_bare_verb_is_about_the_measure_before():
    one, other = review("青岛市新增上市公司10家，烟台市新增5家。")
    check(one, metric="上市公司", region="青岛市")
    check(other, metric="上市公司", region="烟台市", value=5)


def test_bare_verb_is_no_measure():
    _, again = claims("去年建成5G基站8万座，今年再建5万座。")
    check(again, metric="5G基站", value=50000)


def test_unit_of_account_is_no_measure():
    (fact,) = review("全员劳动生产率提高到每人18.5万元。")
    check(fact, metric="全员劳动生产率", value=185000)


def test_noun_that_begins_like_a_verb_is_kept_whole():
    (fact,) = review("新设备数量比上年增加两成。")
    check(fact, metric="新设备数量", value=20, basis="growth")


def test_gap_is_of_what_stands_before_the_comparison():
    (fact,) = review("全省工业投资增速高于全国平均水平4.2个百分点。")
    check(fact, value="4.2", unit="pp", basis="gap")
    assert fact.metric_text.startswith("工业投资增速")


def test_measure_keeps_its_qualifiers():
    facts = plan("培育国家级专精特新“小巨人”企业100家、省级专精特新中小企业800家。")
    assert [f.metric_code for f in facts] == ["little_giant_national", "srdi_sme_provincial"]


def test_brackets_are_no_part_of_a_measure():
    (fact,) = review("新增省级数字车间（智能工厂）210个。")
    assert fact.value == 210
    assert fact.metric_text.startswith("省级数字车间")


def test_tax_cuts_for_firms():
    (fact,) = review("为1.2万家企业减税降费300亿元。")
    assert fact.metric_text in ("企业减税降费", "减税降费")


def test_medals_are_counted_each():
    facts = review("在全运会上夺得58金55银47铜。")
    assert [f.value for f in facts] == [58, 55, 47]
    assert [f.metric_text[-2:] for f in facts] == ["金牌", "银牌", "铜牌"]


@pytest.mark.xfail(strict=True, reason="the catalogue takes both for one")
def test_digital_economy_is_not_its_core_industries():
    (fact,) = review("数字经济增加值占GDP比重超过45%。")
    check(fact, code=None, basis="share", value=45)


def test_reaching_verb_belongs_to_what_is_counted():
    (fact,) = review("育儿补贴惠及124万名婴幼儿。")
    check(fact, metric="育儿补贴惠及婴幼儿", value=1240000, unit="persons")


def test_what_is_taken_off_first_makes_another_measure():
    first, second = review("扣除房地产开发投资后，固定资产投资增长2.7%，工业投资增长8%。")
    check(first, value="2.7", scope="扣除房地产开发投资")
    check(second, scope=None)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "铁路运营里程新增1700公里、突破7000公里。",
            [("铁路运营里程", "flow", "1700"), ("铁路运营里程", "stock", "7000")],
        ),
        ("服务业支撑作用更加明显，增加值跨上3万亿元台阶。", [("服务业增加值", "flow", "3000000000000")]),
        (
            "研发经费投入增长25%、投入强度提升至1.4%。",
            [("研发经费投入", "growth", "25"), ("研发经费投入强度", "share", "1.4")],
        ),
        ("项目签约3543亿元。", [("项目签约", "flow", "354300000000")]),
        ("失业率低于全国0.6个百分点。", [("失业率", "gap", "-0.6")]),
    ],
)
def test_turns_that_once_misled(sentence: str, told: list[tuple[str, str, str]]):
    assert [(f.metric_text, f.basis, f"{f.value:f}") for f in review(sentence)] == told
