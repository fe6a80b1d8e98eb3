"""Counts of what was done, and of what became of things: they add up over the period; levels have an end alone."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, plan, review


@pytest.mark.parametrize(
    "sentence",
    [
        "研发工业软件32款。",
        "评定省级老字号41家。",
        "办结群众诉求5600件。",
        "引入风险投资机构12家。",
        "服务小微企业融资需求2300项。",
        "修订地方标准18项。",
        "帮办民生实事9200件。",
        "社区增补托育学位3100个。",
        "小散码头退出27个。",
        "减船转产310艘。",
        "产业园新入驻企业64家。",
        "6所中专学校升格为高职。",
        "优化调整13个市级开发区。",
        "惠及经营主体5.2万户次。",
    ],
)
def test_what_was_done_adds_up_over_the_period(sentence: str):
    (fact,) = review(sentence)
    check(fact, basis="flow", period="2021-01-01..2021-12-31")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("高新技术企业1.2万家。", 12000),
        ("城乡低保月均标准提高到820元。", 820),
        ("城市公园318个。", 318),
        ("服务平台26个。", 26),
        ("共建实验室7家。", 7),
        ("12个水利项目加快推进。", 12),
        ("15项“一次办”事项上线运行。", 15),
    ],
)
def test_what_is_there_has_an_end_alone(sentence: str, value: int):
    (fact,) = review(sentence)
    check(fact, value=value, basis="stock", period="..2021-12-31")


def test_verb_is_passed_on_behind_of_which():
    facts = plan("新建水利设施90处，其中泵站31处、水闸59处。")
    assert [(int(f.value or 0), f.basis.value) for f in facts] == [(90, "flow"), (31, "flow"), (59, "flow")]


def test_running_total_of_visits_is_a_level():
    (fact,) = review("志愿服务累计惠及老人31.5万人次。")
    check(fact, basis="stock")


def test_pension_raised_by_a_rate_grows():
    (fact,) = review("退休人员养老金上调3%。")
    check(fact, value=3, basis="growth")
