"""Turns of phrase of work reports: pairs of verbs, shares of sectors, growth of what is new, who counts and who is counted."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, reasons, review


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("新建和改造提升农村公路2500公里。", "新建和改造提升农村公路"),
        ("建设筹集保障性住房15万套。", "建设筹集保障性住房"),
        ("建成老年助餐点3897个并有序向各年龄段开放。", "老年助餐点"),
        ("改造农村公路危旧桥梁180座（含“渡改桥”工程）。", "改造农村公路危旧桥梁"),
        ("抵离口岸的交通工具达2813.8万辆（艘、架、列）次。", "抵离口岸的交通工具"),
        ("355项“跨省通办”事项让两地群众少跑路。", "“跨省通办”事项"),
        ("28个全国重点实验室在鲁布局。", "全国重点实验室"),
        ("居民人均可支配收入五年增长30.8%。", "居民人均可支配收入"),
        ("进出口总额接连突破8万亿元。", "进出口总额"),
    ],
)
def test_name_holds_what_is_counted_and_no_more(sentence: str, metric: str):
    check(review(sentence)[0], metric=metric)


@pytest.mark.parametrize(
    "sentence", ["三次产业比重为4.0:37.7:58.3。", "三次产业结构由上年的4.1:38.0:57.9调整为4.0:37.7:58.3。"]
)
def test_three_numbers_with_colons_are_shares_of_the_sectors(sentence: str):
    facts = review(sentence)
    assert [(f.metric_text, str(f.value), f.unit) for f in facts] == [
        ("第一产业比重", "4.0", "%"),
        ("第二产业比重", "37.7", "%"),
        ("第三产业比重", "58.3", "%"),
    ]


def test_clock_and_score_are_no_shares():
    assert review("比赛于10:30:15开始。") == []


def test_growth_of_what_is_new_is_not_that_of_what_there_is():
    new, growth = review("新登记经营主体320万户、增长13%。")
    check(growth, metric="新登记经营主体", code=None)
    assert new.metric_key != growth.metric_key


def test_who_did_it_and_how_old_they_are_count_nothing():
    sentence = "15个承接产业转移主平台落地项目2200个。"
    assert [int(f.value) for f in review(sentence)] == [2200]
    assert reasons(sentence)["15个"] == "scope_count"
    check(review("惠及超50万名3岁以下婴幼儿。")[0], value=500000)
    check(review("纳入国家102项重大工程的285个项目开工。")[0], value=285)


def test_place_at_the_prefecture_level_and_above_is_one_word():
    assert "地级以" not in {f.metric_text for f in review("高职院校实现21个地级以上市全覆盖。")}


def test_shared_head_of_a_list_of_cases():
    facts = review("刑事治安、涉诈、涉毒警情分别下降17.7%、17.4%、68%。")
    assert [f.metric_text for f in facts] == ["刑事治安警情", "涉诈警情", "涉毒警情"]


def test_yearly_slaughter_flows_and_those_held_stand():
    check(review("生猪年出栏量稳定在3200万头。")[0], basis="flow")
    check(review("450万困难群众纳入特困人员救助供养范围。")[0], basis="stock")
    check(review("在鲁两院院士70位。")[0], basis="stock")


def test_tier_said_first_is_that_of_all_and_examples_belong_to_their_kind():
    tiers = {f.metric_text for f in review("国家级绿色工厂、工业园区数量均居西部首位。")}
    assert tiers == {"国家级绿色工厂数量", "国家级工业园区数量"}
    check(review("油菜籽等14种农产品产量居全国第1位。")[0], metric="油菜籽等14种农产品产量")


def test_scale_that_is_reached_is_no_threshold():
    facts = review("电子信息、装备制造、特色消费品等产业集群均达到万亿元规模。")
    assert {(f.metric_text, f.comparator.value) for f in facts} == {
        ("电子信息", "ge"),
        ("装备制造", "ge"),
        ("特色消费品", "ge"),
    }
    assert review("培育万亿元规模的产业集群。") == []


def test_people_behind_a_number_without_a_counter_are_counted():
    check(review("妥善安置1.6万山洪泥石流灾害受灾群众。")[0], value=16000, unit="persons")
    check(review("城乡居民收入比降至2.2。")[0], value="2.2", unit="ratio")
    check(review("人均地区生产总值突破1万美元。")[0], code="gdp_per_capita", unit="USD")
