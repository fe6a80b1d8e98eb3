"""Figures that are nobody's claim, and why."""

from __future__ import annotations

import pytest
from tests.unit.writing import claims, left_out, reasons, review


@pytest.mark.parametrize(
    ("sentence", "figure", "reason"),
    [
        ("全面推进十大产业集群建设。", "十", "name"),
        ("实施“5520”工程。", "5520", "name"),
        ("出台《促进工业稳增长的30条措施》。", "30条", "name"),
        ("加快5G规模化应用。", "5", "name"),
        ("推广700MHz网络应用。", "700MHz", "name"),
        ("打造若干百亿级产业集群。", "百亿", "name"),
        ("贯彻党的二十大精神。", "二十", "name"),
        ("推动1+20政策落地。", "1", "name"),
        ("举办第七届工业博览会。", "七", "ordinal"),
        ("引进第二批重点项目。", "二批", "ordinal"),
        ("去年9月28日召开会议。", "28", "date"),
        ("用两年时间补齐短板。", "两年", "date"),
        ("支持5亿元以上工业企业加大生产。", "5亿元以上", "threshold"),
        ("技术合同成交额连跨4个千亿台阶。", "千亿", "threshold"),
        ("围绕审批服务等十个方面制定措施。", "十个", "scope_count"),
        ("涉及27个部门。", "27个", "scope_count"),
        ("文件有30多处提及青岛。", "30", "scope_count"),
        ("聚焦20个产业集群补链强链。", "20个", "scope_count"),
        ("建立一个创新平台。", "一个", "non_statement"),
        ("改革开放以来建成320个开发区。", "320个", "history"),
        ("去年成功抵御5轮强降雨。", "5", "non_statement"),
    ],
)
def test_figure_that_is_no_claim(sentence: str, figure: str, reason: str):
    assert review(sentence) == []
    told = reasons(sentence)
    words = next((w for w in told if w.startswith(figure) or figure.startswith(w)), None)
    assert words is not None, told
    assert told[words] == reason


def test_threshold_qualifies_what_is_counted():
    (fact,) = review("营业收入超100亿元的企业达300家。")
    assert (fact.metric_text, fact.value) == ("营业收入超100亿元的企业", 300)
    assert reasons("营业收入超100亿元的企业达300家。") == {"2021年": "date", "100亿元": "threshold"}


def test_size_of_the_group_is_left_out():
    sentence = "20个产业集群营业收入达15万亿元。"
    (fact,) = review(sentence)
    assert fact.value == 15 * 10**12
    assert reasons(sentence)["20个"] == "scope_count"


def test_start_of_a_rise_is_left_out():
    sentence = "规上工业企业数从0.94万家增加到1.55万家。"
    (fact,) = review(sentence)
    assert (fact.metric_text, fact.value) == ("规上工业企业数", 15500)
    assert reasons(sentence)["0.94万家"] == "baseline"


def test_start_of_a_rise_told_by_its_year_is_left_out():
    sentence = "企业利润由上年的1200亿元增长到1500亿元。"
    (fact,) = review(sentence)
    assert (fact.metric_text, fact.value) == ("企业利润", 1500 * 10**8)
    assert reasons(sentence)["1200亿元"] == "baseline"


def test_rank_that_was_left_is_no_claim():
    sentence = "国家级“小巨人”企业数由全国第六位上升至第三位。"
    (fact,) = review(sentence)
    assert fact.value == 3
    assert reasons(sentence)["六位"] == "ordinal"


def test_unit_of_account_before_a_measure_is_left_out():
    (fact,) = review("万元GDP能耗累计降低13.5%左右。")
    assert fact.unit == "%"
    assert "万元" in reasons("万元GDP能耗累计降低13.5%左右。")


def test_number_of_a_list_is_left_out():
    assert reasons("(一)加快转型升级。") == {"2021年": "date", "一": "list_number"}


def test_document_number_is_left_out():
    assert set(reasons("印发〔2021〕12号文件。").values()) <= {"date", "name", "document_number"}


def test_bracketed_figure_is_part_of_another_claim():
    assert reasons("上市公司数增长12%（全国4.6%）。")["4.6%"] == "baseline"


def test_bracket_with_a_fact_of_its_own_states_it():
    facts = review("建成充电桩2万个（其中公共充电桩5000个），增长8%。")
    assert [(f.metric_text, str(f.value)) for f in facts] == [
        ("充电桩", "20000"),
        ("公共充电桩", "5000"),
        ("充电桩", "8"),
    ]


def test_repeated_figure_is_left_out_as_a_duplicate():
    told = left_out("## 新增上市公司120家", "2021年，全省新增上市公司120家。")
    assert ("120家", "duplicate") in told


def test_glossary_explains_and_claims_nothing():
    assert (
        claims("2021年新增上市公司12家。", "## 名词解释", "“小巨人”企业：指全国1000家专注细分市场的企业。")[-1].value
        == 12
    )
    told = left_out("2021年新增上市公司12家。", "## 名词解释", "专精特新：指全国1000家专注细分市场的企业。")
    assert ("1000家", "non_statement") in told


def test_long_code_is_left_out():
    assert "914403001922038216123456" in "".join(reasons("统一社会信用代码为914403001922038216123456。"))


def test_time_of_doing_is_no_claim():
    assert reasons("10天内建成首条生产线。")["10天"] == "date"


def test_duration_that_is_measured_is_a_claim():
    (fact,) = review("企业开办时间压缩至0.5天。")
    assert (str(fact.value), fact.unit) == ("0.5", "days")


def test_every_figure_has_one_fate():
    lines = (
        "## 2021年工作总结",
        "全省20个产业集群营业收入达15万亿元，新增“小巨人”企业134家，实施“1+20”工程，举办第七届展会。",
    )
    spans = [
        (s.span.start, s.span.end) for s in __import__("tests.unit.writing", fromlist=["read"]).read(*lines).skipped
    ]
    assert len(spans) == len(set(spans))
