"""What of the lexicon stands in a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.lexicon import load_lexicon, outermost
from clusterdb.lexicon.automaton import Folded, fold

LEXICON = load_lexicon()


def codes_of(text: str) -> list[str]:
    return [hit.code for hit in outermost(LEXICON.metric_hits(text))]


def places_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.word, hit.codes) for hit in LEXICON.places(text)]


# --- places ---------------------------------------------------------------------------------------------------------


def test_longest_name_wins():
    assert places_of("粤港澳大湾区") == [("粤港澳大湾区", ("x-gba",))]


def test_short_names_of_cities_are_places():
    assert places_of("苏州、无锡、恩施、甘孜") == [
        ("苏州", ("320500",)),
        ("无锡", ("320200",)),
        ("恩施", ("422800",)),
        ("甘孜", ("513300",)),
    ]


def test_ambiguous_name_gives_all_its_regions():
    assert places_of("吉林") == [("吉林", ("220000", "220200"))]
    assert places_of("朝阳")[0][1][0] == "211300"
    assert "110105" in places_of("朝阳")[0][1]


def test_county_inside_the_city_of_its_name_is_no_candidate():
    assert places_of("承德") == [("承德", ("130800",))]


def test_name_of_a_province_is_that_of_no_district():
    assert places_of("海南") == [("海南", ("460000",))]
    assert places_of("河北") == [("河北", ("130000",))]


def test_ordinary_word_is_a_place_only_with_its_suffix():
    assert places_of("资源、和平、开发、新兴") == []
    assert places_of("东方市、文昌市") == [("东方市", ("469007",)), ("文昌市", ("469005",))]


def test_ordinary_word_is_a_place_after_the_city_it_belongs_to():
    assert places_of("佛山南海") == [("佛山南海", ("440605",))]
    assert places_of("佛山市南海区") == [("佛山市南海区", ("440605",))]
    assert places_of("南海") == []


def test_word_that_holds_a_name_is_no_place():
    assert places_of("美丽江苏") == [("江苏", ("320000",))]
    assert places_of("长治久安") == []


def test_suffix_that_begins_the_next_word_is_not_part_of_the_name():
    assert places_of("吉林市场") == [("吉林", ("220000", "220200"))]
    assert places_of("示范县建设、老城区改造") == []


def test_new_areas_are_zones():
    assert places_of("雄安新区") == [("雄安新区", ("x-xiongan",))]
    assert LEXICON.region("x-xiongan").kind == "zone"


def test_nation_is_a_place():
    assert places_of("全国") == [("全国", ("100000",))]


def test_letters_of_provinces_are_asked_for_apart():
    assert places_of("粤") == []
    assert [(hit.word, hit.codes) for hit in LEXICON.province_letters("粤赣")] == [
        ("粤", ("440000",)),
        ("赣", ("360000",)),
    ]


# --- metrics --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("新增国家级专精特新“小巨人”企业80家", "little_giant_national"),
        ("新增国家级专精特新 “小巨人” 企业80家", "little_giant_national"),
        ("新建5g基站2万座", "base_station_5g"),
        ("首台（套）装备60项", "first_set_equipment"),
        ("地区生产总值增长5%", "gdp"),
        ("PM2.5平均浓度降至28微克/立方米", "pm25"),
    ],
)
def test_words_are_found_past_quotes_blanks_case_and_width(text, code):
    assert code in codes_of(text)


def test_spans_are_those_of_the_text_as_given():
    text = "新增“小巨人” 企业80家"
    spans = {hit.span.of(text) for hit in LEXICON.metric_hits(text)}
    assert "小巨人” 企业" in spans


def test_overlapping_hits_are_kept_the_longest_first():
    hits = LEXICON.metric_hits("农村居民人均可支配收入")
    assert hits[0].code == "disposable_income_rural"
    assert {hit.code for hit in hits} == {"disposable_income_rural", "disposable_income"}
    assert [hit.code for hit in outermost(hits)] == ["disposable_income_rural"]


@pytest.mark.parametrize(
    "text",
    [
        "电子业增加值占GDP比重达到3%",
        "人均粮食产量",
        "对地区生产总值的",
        "粮食产量占比",
        "粮食产量占全国的一成",
        "拉动全市固定资产投资",
    ],
)
def test_share_or_ratio_of_a_metric_is_not_the_metric(text):
    assert codes_of(text) == []


@pytest.mark.parametrize("text", ["出口增长5%", "其中，出口增长5%", "全省出口增长5%", "宁德出口增长5%", "进口和出口"])
def test_bare_word_denotes_the_whole_where_no_noun_stands_before_it(text):
    assert "exports" in codes_of(text)


@pytest.mark.parametrize("text", ["汽车出口增长5%", "光伏产品出口增长5%"])
def test_bare_word_after_a_noun_denotes_something_else(text):
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("创建国家级绿色工厂25家", "green_factory_national"),
        ("省级以上绿色工厂100家", "green_factory_provincial_up"),
        ("绿色工厂300家", "green_factory"),
    ],
)
def test_level_makes_another_measure(text, code):
    assert codes_of(text) == [code]


def test_level_without_an_entry_has_no_code():
    assert codes_of("市级绿色工厂20家") == []


def test_context_is_looked_for_in_the_same_sentence():
    assert codes_of("支柱产业集群作用大，年产值5000亿元以上") == ["cluster_output"]
    assert codes_of("年产值5000亿元以上") == []
    assert codes_of("产业集群作用大。年产值5000亿元以上") == []


def test_two_paragraphs_make_no_word():
    assert codes_of("高标准\n农田") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("全省规上工业增加值", "value_added_above_scale"),
        ("工业投资增长", "industrial_investment"),
        ("钢铁行业国家级绿色工厂数量", "green_factory_national"),
        ("零就业家庭", None),
    ],
)
def test_metric_of_some_words_is_that_of_the_longest_alias(words, code):
    assert LEXICON.metric_of(words) == code


# --- clusters -------------------------------------------------------------------------------------------------------


def test_clusters_are_found_by_name_and_by_context():
    assert {hit.code for hit in LEXICON.cluster_hits("打造绿色石化、智能家电等产业集群")} == {"gd-p02", "gd-p03"}
    assert LEXICON.cluster_hits("绿色石化项目开工") == []
    assert {hit.code for hit in LEXICON.cluster_hits("“十大”战略性支柱产业集群")} == {"gd-pillar-10"}


# --- any text -------------------------------------------------------------------------------------------------------

CHARACTERS = st.sampled_from("5gG基站“”'\" \u3000\n。，小巨人企业专精特新İßK（）出口年产值集群广东省深圳市场𠮷")


@given(st.text(alphabet=CHARACTERS, max_size=60))
def test_spans_cut_the_alias_from_any_text(text):
    for hit in LEXICON.metric_hits(text):
        assert fold(hit.span.of(text)) == fold(hit.alias)
    for hit in LEXICON.places(text):
        assert hit.span.of(text) == hit.word


@given(st.text(max_size=80))
def test_no_text_raises(text):
    LEXICON.places(text)
    LEXICON.metric_hits(text)
    LEXICON.cluster_hits(text)
    assert Folded(text).text == fold(text)


def test_time_goes_in_proportion_to_the_text_even_without_a_full_stop():
    def seconds(text: str) -> float:
        start = time.process_time()
        LEXICON.metric_hits(text)
        return time.process_time() - start

    unit = "年产值，“广覆盖”，出口"
    seconds(unit)
    short, long = min(seconds(unit * 2_000) for _ in range(3)), min(seconds(unit * 20_000) for _ in range(2))
    assert long < 40 * short
