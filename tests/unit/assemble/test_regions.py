"""Whose figure it is."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, claims, plan, review


@pytest.mark.parametrize(
    ("sentence", "region"),
    [
        ("全省新增上市公司12家。", "山东省"),
        ("我省新增上市公司12家。", "山东省"),
        ("新增上市公司12家。", "山东省"),
        ("青岛新增绿色工厂12家。", "青岛市"),
        ("济南市新增绿色工厂12家。", "济南市"),
        ("胶东半岛新增绿色工厂12家。", "山东省"),
        ("2021年，青岛新增绿色工厂12家。", "青岛市"),
        ("其中青岛新增绿色工厂12家。", "青岛市"),
    ],
)
def test_place_of_the_clause_else_the_issuers(sentence: str, region: str):
    (fact,) = review(sentence)
    check(fact, region=region)


def test_row_has_the_codes_of_its_place():
    (fact,) = review("青岛新增绿色工厂12家。")
    check(fact, region_code="370200", province_code="370000")


def test_nation_as_a_comparison_is_no_region():
    facts = review("全省新能源汽车产量占全国12%，高出全国平均水平3个百分点，居全国第二。")
    assert {f.region_name for f in facts} == {"山东省"}
    assert facts[-1].scope == "全国"


def test_figure_of_the_whole_country():
    (fact,) = claims("全国5G基站达142.5万个。")
    check(fact, region="全国", value=1425000)


def test_name_that_begins_with_the_nation_is_no_region():
    (fact,) = review("全国文明城市增至15个。")
    check(fact, region="山东省")


def test_city_holds_for_the_rest_of_its_sentence():
    facts = claims("去年，青岛新增绿色工厂12家，建成5G基站2.1万座。")
    assert [f.region_name for f in facts] == ["青岛市", "青岛市"]


def test_whole_city_means_the_city_last_told_of():
    facts = claims("青岛去年新增绿色工厂12家。全市上市公司合计达75家。")
    assert [f.region_name for f in facts] == ["青岛市", "青岛市"]


def test_next_city_takes_over():
    facts = review("青岛市建成5G基站2.8万座，济南市建成5G基站3.1万座。")
    assert [f.region_name for f in facts] == ["青岛市", "济南市"]


def test_new_paragraph_is_the_issuers_again():
    facts = claims("去年，青岛新增绿色工厂12家。", "新增国家级绿色工厂20家。")
    assert [f.region_name for f in facts] == ["青岛市", "山东省"]


def test_places_of_a_list_are_not_the_region():
    (fact,) = review("济南、青岛等市共建成数字园区18个。")
    check(fact, region="山东省")


def test_place_inside_a_name_stays_in_the_measure():
    (fact,) = review("青岛港货物吞吐量达6.3亿吨。")
    check(fact, metric="青岛港货物吞吐量")


def test_second_article_of_a_file_has_its_own_issuer():
    facts = claims(
        "## 2021年工作总结",
        "新增上市公司12家。",
        "# 海南扎实推进自贸港建设",
        "海南省工业和信息化厅",
        "## 2021年工作总结",
        "新增上市公司3家。",
        title="山东加快新旧动能转换",
    )
    assert [f.region_name for f in facts] == ["山东省", "海南省"]


def test_side_file_names_the_region():
    (fact,) = claims("2021年新增上市公司12家。", issuer=None, region="深圳市")
    check(fact, region="深圳市", region_code="440300", province_code="440000")


def test_place_that_the_catalogue_lacks_keeps_its_words():
    (fact,) = claims("2021年新增上市公司12家。", issuer=None, region="云上新城")
    check(fact, region="云上新城", region_code=None, province_code=None)


def test_title_names_the_region_where_nobody_speaks():
    (fact,) = claims("2021年新增上市公司12家。", issuer=None, title="2021年深圳工业运行情况")
    check(fact, region="深圳市")


def test_document_without_any_place_speaks_of_the_nation():
    (fact,) = claims("2021年新增上市公司12家。", issuer=None)
    check(fact, region="全国", region_code="100000", province_code=None)


def test_informal_area_is_a_region():
    (fact,) = plan("珠三角新增绿色工厂12家。", issuer="广东省工业和信息化厅")
    check(fact, region="珠三角", province_code="440000")


def test_rank_among_cities_has_its_scope():
    (fact,) = review("青岛规上工业增加值居副省级城市第五。")
    check(fact, region="青岛市", scope="副省级城市", value=5)


def test_verb_between_place_and_firms_makes_no_name():
    (fact,) = review("青岛新增上市公司12家。")
    check(fact, region="青岛市")


# --- coverage -------------------------------------------------------------------------------------------------------


def test_each_place_of_a_list_has_its_level_of_coverage():
    facts = review("基本实现济南5G网络全覆盖、青岛主城区连续覆盖。")
    assert [(f.region_name, f.level, f.hedge.value) for f in facts] == [
        ("济南市", "full", "basically"),
        ("青岛市", "continuous", "basically"),
    ]
    assert all(f.value is None and f.unit == "coverage" for f in facts)


def test_coverage_is_as_of_a_date():
    (fact,) = plan("年底前实现县城以上5G网络连续覆盖。")
    check(fact, kind="target", basis="coverage", level="continuous", period="..2022-12-31", code="coverage_5g")
    check(fact, scope="县城以上")


def test_part_of_an_area_is_its_scope():
    (fact,) = plan("实现珠三角中心城区5G网络广覆盖。", issuer="广东省工业和信息化厅")
    check(fact, region="珠三角", scope="中心城区", level="broad")


def test_subject_of_a_list_of_coverages_is_shared():
    facts = review("5G网络实现乡镇以上连续覆盖、行政村全覆盖。")
    assert [(f.metric_code, f.scope, f.level) for f in facts] == [
        ("coverage_5g", "乡镇以上", "continuous"),
        ("coverage_5g", "行政村", "full"),
    ]


def test_rate_of_coverage_is_a_share():
    (fact,) = review("行政村5G网络覆盖率达到85%。")
    check(fact, basis="share", value=85, unit="%", level=None)


# --- tasks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "level", "words"),
    [
        ("超额完成技改投资年度任务。", "exceeded", "技改投资"),
        ("圆满完成钢铁去产能目标任务。", "met", "钢铁去产能"),
        ("节能降碳目标任务如期完成。", "met", "节能降碳"),
        ("提前3个月完成年度减排任务。", "met", "减排"),
    ],
)
def test_task_said_to_be_done(sentence: str, level: str, words: str):
    (fact,) = review(sentence)
    check(fact, kind="achievement", basis="fulfilment", unit="fulfilment", level=level, value=None)
    assert words in fact.metric_text


def test_each_task_of_a_list_is_done():
    facts = review("超额完成规上工业增加值、工业投资、技改投资等重要指标任务。")
    assert sorted(f.metric_text for f in facts) == ["工业投资", "技改投资", "规上工业增加值"]
    assert {f.level for f in facts} == {"exceeded"}


def test_task_of_the_clause_before():
    *_, done = review("全省淘汰落后产能500万吨，超额完成年度任务。")
    check(done, basis="fulfilment", level="exceeded")


def test_task_to_be_done_is_no_claim():
    assert plan("圆满完成钢铁去产能目标任务。") == []


# --- clusters -------------------------------------------------------------------------------------------------------


def test_cluster_of_the_clause():
    (fact,) = review("新一代电子信息产业集群营业收入达4.5万亿元。", issuer="广东省工业和信息化厅")
    assert fact.cluster_code is not None
    assert fact.cluster_name is not None


def test_claim_without_a_cluster_has_none():
    (fact,) = review("新增上市公司12家。")
    check(fact, cluster=None, cluster_code=None)


def test_middle_of_the_province_is_not_that_of_the_country():
    check(review("中部地区发现新物种2种。")[0], region="山东省")
    check(claims("2021年，中部地区规上工业增加值增长8.2%。", issuer="工业和信息化部")[0], region="中部地区")
