"""What the lexicon holds once it is read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pydantic import ValidationError

from clusterdb.errors import LexiconError, NotFound
from clusterdb.lexicon import Lexicon, Metric, Region, load_lexicon
from clusterdb.lexicon import load as loading
from clusterdb.model import Basis


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_lexicon_is_read_once():
    assert load_lexicon() is load_lexicon()


def test_provinces_are_34_with_codes_names_and_letters(lexicon):
    assert len(lexicon.provinces) == 34
    guangdong = lexicon.provinces["440000"]
    assert (guangdong.iso, guangdong.name_zh, guangdong.short_zh, guangdong.letter_zh) == (
        "CN-GD",
        "广东省",
        "广东",
        "粤",
    )
    assert guangdong.name_en == "Guangdong"
    assert len({province.letter_zh for province in lexicon.provinces.values()}) == 34
    assert all(re.fullmatch(r"CN-[A-Z]{2}", province.iso) for province in lexicon.provinces.values())


def test_divisions_hold_every_prefecture_and_county(lexicon):
    kinds = [region.kind for region in lexicon.regions.values()]
    assert kinds.count("prefecture") == 333
    assert kinds.count("county") > 2800


def test_districts_of_a_municipality_belong_to_it(lexicon):
    assert lexicon.region("500101").parent == "500000"


def test_counties_run_by_their_province_belong_to_it(lexicon):
    assert lexicon.region("429004").parent == "420000"
    assert lexicon.region("469002").parent == "460000"


def test_every_region_has_a_chinese_and_an_english_name(lexicon):
    assert all(region.name_zh and region.name_en for region in lexicon.regions.values())


@pytest.mark.parametrize(
    ("code", "english"),
    [
        ("440105", "Haizhu District"),
        ("440300", "Shenzhen"),
        ("110105", "Chaoyang District"),
        ("140400", "Changzhi"),
        ("513300", "Garzê Tibetan Autonomous Prefecture"),
        ("130638", "Xiong County"),
    ],
)
def test_english_names_are_the_ones_in_use(lexicon, code, english):
    assert lexicon.region(code).name_en == english


def test_shenshan_is_run_from_shenzhen_and_lies_in_shanwei(lexicon):
    zone = lexicon.region("x-shenshan")
    assert (zone.admin_parent, zone.geo_parent, zone.partial) == ("440300", "441500", True)


def test_unknown_region_is_not_found(lexicon):
    with pytest.raises(NotFound):
        lexicon.region("999999")


def test_full_name(lexicon):
    assert lexicon.full_name("440300") == "深圳市"


@pytest.mark.parametrize(
    ("whole", "part", "holds"),
    [
        ("100000", "440305", True),
        ("440000", "440305", True),
        ("440300", "440000", False),
        ("x-prd", "440305", True),
        ("x-prd", "440500", False),
        ("x-gba", "x-prd", False),
        ("x-prd:central_urban", "440300", False),
        ("440000", "x-prd", True),
        ("x-jjj", "x-xiongan", True),
    ],
)
def test_contains(lexicon, whole, part, holds):
    assert lexicon.contains(whole, part) is holds


def test_ancestors_go_up_to_the_nation(lexicon):
    assert lexicon.ancestors("440305") == ("440300", "440000", "100000")
    assert lexicon.ancestors("x-yrd") == ("100000",)
    assert lexicon.ancestors("100000") == ()


@pytest.mark.parametrize(
    ("word", "code", "factor"),
    [
        ("家", "count", "1"),
        ("万元/人", None, None),
        ("元/人", "CNY/person", "1"),
        ("斤", "t", "0.0005"),
        ("度", "kWh", "1"),
        ("兆瓦", "kW", "1000"),
        ("成", "%", "10"),
        ("个百分点", "pp", "1"),
        ("家次", "enterprise-times", "1"),
        ("名", "persons", "1"),
        ("户", "count", "1"),
        ("岁", "years", "1"),
        ("标箱", "TEU", "1"),
        ("个/万人", "count/10k-persons", "1"),
        ("吨标准煤/万元", "tce/10k-CNY", "1"),
        ("微克/立方米", "ug/m3", "1"),
        ("PFLOPS", "EFLOPS", "0.001"),
        ("P", "P", "1"),
    ],
)
def test_unit_words(lexicon, word, code, factor):
    assert lexicon.unit_words.get(word) == ((code, Decimal(factor)) if code else None)


def test_ordinal_scale_of_coverage_goes_from_covered_to_full(lexicon):
    levels = sorted(lexicon.scales["coverage"].levels, key=lambda level: level.rank)
    assert [level.code for level in levels] == ["covered", "broad", "continuous", "deep", "full"]


def test_growth_has_an_entry_of_its_own_for_a_few_metrics_only(lexicon):
    assert lexicon.series_code("industrial_investment", Basis.GROWTH) == "industrial_investment_growth"
    assert lexicon.series_code("listed_total", Basis.FLOW) == "listed_new"
    assert lexicon.series_code("gdp", Basis.GROWTH) == "gdp"


@pytest.mark.parametrize(
    ("code", "unit", "suits"),
    [
        ("expressway_mileage", "km", True),
        ("expressway_mileage", "count", False),
        ("expressway_mileage", "%", True),
        ("fdi_used", "USD", True),
        ("gdp", "t", False),
        ("tourists", "person-times", True),
    ],
)
def test_unit_suits_a_metric(lexicon, code, unit, suits):
    assert lexicon.suits(code, unit) is suits


def test_clusters_name_only_what_a_source_confirms(lexicon):
    assert all(cluster.confirmed for cluster in lexicon.clusters.values())
    assert len([cluster for cluster in lexicon.clusters.values() if cluster.code.startswith(("gd-p0", "gd-p10"))]) == 10
    assert not lexicon.schemes["CN-2022"].complete
    assert lexicon.schemes["CN-2022"].note


def test_an_unknown_key_is_refused():
    with pytest.raises(ValidationError):
        Region.model_validate({"code": "1", "name_zh": "甲", "name_en": "A", "kind": "county", "colour": "red"})


def test_an_entry_with_a_slip_names_its_file_and_code():
    row = {"code": "x", "zh": "某", "en": "X", "family": "f", "unit": "count", "kind": "heap"}
    with pytest.raises(LexiconError, match="metrics: entry x"):
        loading._entries("metrics", Metric, [row])


def test_a_code_twice_is_refused():
    row = {"code": "a", "name_zh": "甲", "name_en": "A", "kind": "county"}
    with pytest.raises(LexiconError, match="twice"):
        loading._entries("regions", Region, [row, row])


def test_a_missing_file_says_so():
    with pytest.raises(LexiconError, match=r"nothing\.yaml"):
        loading._yaml("nothing.yaml")


def test_broken_yaml_says_so(monkeypatch):
    monkeypatch.setattr(loading, "_text", lambda name: "a: [1")
    with pytest.raises(LexiconError, match="is no YAML"):
        loading._yaml("units.yaml")


def test_divisions_with_other_columns_are_refused(monkeypatch):
    monkeypatch.setattr(loading, "_text", lambda name: "a\tb\n")
    with pytest.raises(LexiconError, match="columns"):
        loading._divisions(set())
