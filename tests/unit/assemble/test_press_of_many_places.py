"""Press texts that go through places, go on about a sentence before, or tell the state of the country."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.writing import check, claims, document, review

from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.segment.sections import document_region


@pytest.mark.parametrize(
    "sentence",
    [
        "广东、江苏、浙江5G基站总数位居前三，分别为37.2万个、28.4万个、24.9万个。",
        "广东、江苏、浙江紧随其后，新增5G基站分别为372个、284个和249个。",
    ],
)
def test_figures_in_turn_are_those_of_the_places_the_sentence_began_with(sentence: str):
    counts = [f for f in review(sentence) if f.unit == "count"]
    assert [f.region_name for f in counts] == ["广东省", "江苏省", "浙江省"]


def test_places_alone_are_ranked_in_what_was_counted_before():
    facts = review("截至2021年底，全国5G基站达到142万个。广东、江苏、浙江位居前三。")
    ranks = [f for f in facts if f.unit == "rank"]
    assert [(f.metric_text, f.region_name) for f in ranks] == [("5G基站", p) for p in ("广东省", "江苏省", "浙江省")]


def test_aim_without_a_measure_is_of_what_was_counted_before():
    facts = claims("全省上云企业2.6万户。今年力争达到3万户。", published="2023-05-26")
    assert len({f.metric_key for f in facts}) == 1
    check(facts[1], kind="target", value=30000)


_LIST = "工业和信息化部公示第六批名单，全国共有3028家企业入围。广东512家，江苏486家，浙江301家，山东238家，北京196家。"


def test_list_of_a_body_of_the_state_is_the_countrys():
    told = replace(document("广东领跑全国。" + _LIST, issuer=None), title="广东领跑全国")
    assert document_region(told, load_lexicon(), load_cues()) == "全国"
    one = document("日前，工业和信息化部公布名单，全国共有3028家企业入围，青岛新增12家。", issuer=None)
    assert document_region(one, load_lexicon(), load_cues()) == "青岛市"


def test_meeting_of_the_whole_province_is_the_provinces():
    text = document("2021年，全省规上工业增加值增长5.1%。", issuer=None, title="全省工业和信息化工作会议在长沙召开")
    assert document_region(text, load_lexicon(), load_cues()) == "湖南省"


def test_this_year_and_an_intent_make_a_target_without_a_date_of_printing():
    facts = claims(
        "2023年新增企业上云2万家。", "今年，力争新增企业上云3万家。", published=None, issuer="江西省人民政府"
    )
    assert [f.kind.value for f in facts] == ["achievement", "target"]


@pytest.mark.parametrize(
    ("sentence", "value", "comparator"),
    [
        ("中小企业发展指数为89.6。", "89.6", "eq"),
        ("新建大型数据中心PUE平均值降至1.15以下。", "1.15", "le"),
        ("新建数据中心PUE控制在1.3以内。", "1.3", "le"),
    ],
)
def test_index_has_no_unit_and_is_a_level(sentence: str, value: str, comparator: str):
    (fact,) = review(sentence)
    check(fact, value=value, unit="index", basis="stock", comparator=comparator)


@pytest.mark.parametrize("sentence", ["指数化投资2.0版上线。", "PUE1.25技术推广。", "系数表第3.5版发布。"])
def test_number_beside_an_index_word_is_none(sentence: str):
    assert review(sentence) == []


def test_amount_that_defines_a_group_is_no_claim():
    (fact,) = review("营业收入超百亿元的食品企业达到6家。")
    check(fact, metric="营业收入超百亿元的食品企业", value=6)


def test_those_that_did_it_are_not_all_that_there_are():
    (fact,) = review("推动6000多家规上工业企业实施数字化转型。")
    check(fact, code="digital_transform_above_scale")
    (other,) = review("推动300家规上工业企业实施厂房翻新。")
    check(other, code=None)


def test_what_a_plan_starts_from_is_a_level():
    lines = (
        "## 一、发展基础",
        "2020年，全省实现营业收入9870亿元，建成5G基站1.98万个。",
        "## 二、主要目标",
        "到2025年，建成5G基站6万个。",
    )
    facts = claims(*lines, title="山东省“十四五”制造业发展规划", published="2021-12-10", kind="plan")
    check(facts[0], basis="flow", period="2020-01-01..2020-12-31")
    check(facts[1], basis="stock", period="..2020-12-31")
    check(facts[2], kind="target", basis="stock", period="..2025-12-31")


def test_level_told_in_a_press_text_is_not_of_the_years_end():
    facts = claims("山东公示2024年度优质企业名单。", "全省5G用户普及率达到92%。", published="2024-07-25")
    check(facts[0], kind="achievement", period="2024-01-01..2024-07-25")


def test_as_many_places_as_were_named_are_no_measure():
    facts = review("关键工序数控化率提高到58%，昆明、曲靖、玉溪三市率先达到65%。")
    assert {f.metric_key for f in facts} == {facts[0].metric_key}
    assert [f.region_name for f in facts[1:]] == ["昆明市", "曲靖市", "玉溪市"]
    two = review("南昌、吉安两市营业收入分别达到4500亿元、4000亿元。")
    assert {f.metric_text for f in two} == {"营业收入"}


def test_places_that_became_one_are_counted():
    check(review("济南、青岛、烟台等6个市建成千兆城市。")[0], code="gigabit_city", value=6)
    check(review("300家企业建成数字化车间。")[0], region="山东省", value=300)


def test_rank_in_a_rating_of_the_clause_before():
    (fact,) = review("在2021年国家级经开区综合发展水平考核评价中，由上年的第96位上升至第82位。")
    check(fact, metric="国家级经开区综合发展水平考核评价", value=82)


def test_households_of_a_village_say_which():
    sentence = "20户以上自然村5G网络覆盖率达到90%。"
    (fact,) = review(sentence)
    check(fact, value=90, unit="%")
    check(review("新增350个行政村通双车道公路。")[0], value=350)


def test_aims_of_a_press_text_for_this_year_begin_with_it():
    text = "全省力争到年底5G基站累计突破14.5万个；新增5G行业虚拟专网200个；力争再建成3个千兆城市。"
    facts = claims(text, published="2024-01-18")
    check(facts[1], basis="flow", period="2024-01-01..2024-12-31")
    check(facts[2], basis="flow")


def test_year_amid_a_sentence_of_a_plan_dates_its_own_words():
    lines = ("## 三、主要任务", "（一）普惠上云行动。建立资源池，2023年入池云服务商50家。组织上云进园区活动100场次。")
    facts = claims(*lines, title="云南省企业上云行动计划（2023—2025年）", published="2023-07-21", kind="plan")
    check(facts[0], period="..2023-12-31")
    check(facts[1], period="..2025-12-31")


def test_blank_parts_the_lines_of_a_headline():
    facts = claims("# 累计建成5G基站12.8万个 今年再建2万个", published="2024-01-18", title=None)
    assert "再建" not in {f.metric_text for f in facts}
