"""`clusterdb lexicon check` and `clusterdb lexicon suggest`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import yaml

from clusterdb.lexicon import Cluster, Lexicon, Metric, Region, Scheme, Unit, load_lexicon
from clusterdb.lexicon.check import faults
from clusterdb.lexicon.suggest import Uncatalogued, suggest


def metric(code: str = "m", **fields: Any) -> Metric:
    row = {
        "code": code,
        "zh": code,
        "en": code,
        "family": "f",
        "unit": "count",
        "kind": "stock",
        "additive": True,
        "direction": "up",
        **fields,
    }
    return Metric.model_validate(row)


def lexicon(**parts: Any) -> Lexicon:
    whole = load_lexicon()
    standard = {
        "regions": whole.regions,
        "metrics": {},
        "units": {"count": Unit(code="count", zh="个", en="count", dimension="count")},
        "clusters": {},
        "schemes": {},
        "scales": {},
        "guards": whole.guards,
    }
    coded = {name: {entry.code: entry for entry in entries} for name, entries in parts.items()}
    return Lexicon(**{**standard, **coded})


def test_the_lexicon_itself_has_no_fault():
    assert faults(load_lexicon()) == []


def test_alias_of_two_metrics_is_a_fault():
    found = faults(lexicon(metrics=[metric("a", aliases=("甲项目",)), metric("b", aliases=("“甲”项目",))]))
    assert found == ["metrics: the alias 甲项目 denotes a and b; keep it in one"]


def test_alias_twice_or_of_one_character_is_a_fault():
    found = faults(lexicon(metrics=[metric(aliases=("甲项目", "“甲”项目", "乙"))]))
    assert len(found) == 2


def test_unknown_unit_scale_and_relation_are_faults():
    found = faults(
        lexicon(metrics=[metric(unit="bushel", scale="none", relations=(("subset", "nobody"),), kind="ratio")])
    )
    assert [any(word in fault for fault in found) for word in ("bushel", "none", "nobody", "basis")] == [True] * 4


def test_example_without_an_alias_is_a_fault():
    found = faults(lexicon(metrics=[metric(aliases=("甲项目",), examples=("建成乙项目3个。",))]))
    assert "holds none of its aliases" in found[0]


def test_not_example_that_matches_is_a_fault():
    found = faults(lexicon(metrics=[metric(aliases=("甲项目",), **{"not": ("甲项目投资3亿元。",)})]))
    assert "is taken for it" in found[0]


def test_not_example_covered_by_a_longer_alias_is_none():
    metrics = [metric("a", aliases=("甲项目",), **{"not": ("大甲项目3个。",)}), metric("b", aliases=("大甲项目",))]
    assert faults(lexicon(metrics=metrics)) == []


def test_word_of_two_units_and_a_factor_of_nothing_are_faults():
    units = [
        Unit(code="count", zh="个", en="count", dimension="count", words={"个": Decimal(1)}),
        Unit(code="other", zh="个", en="other", dimension="other", words={"个": Decimal(0)}),
    ]
    assert len(faults(lexicon(units=units))) == 2


def test_dangling_codes_of_regions_are_faults():
    whole = load_lexicon()
    stray = Region(
        code="x-stray", name_zh="某地", name_en="Stray", kind="zone", parent="1", members=("2",), aliases=("某",)
    )
    found = faults(lexicon(regions=[*whole.regions.values(), stray]))
    assert len(found) == 3
    assert all("x-stray" in fault for fault in found)


def test_weak_name_of_no_county_is_a_fault():
    whole = load_lexicon()
    regions = [region for region in whole.regions.values() if "合作" not in region.weak_names]
    assert any("合作 is the short name of no county" in fault for fault in faults(lexicon(regions=regions)))


def test_dangling_codes_of_clusters_are_faults():
    cluster = Cluster(
        code="c", scheme="s", group="g", name_zh="某", name_en="C", region="1", members=("d",), regions=(("core", "2"),)
    )
    scheme = Scheme(code="t", name_zh="某", name_en="T", region="3")
    assert len(faults(lexicon(clusters=[cluster], schemes=[scheme]))) == 6


def test_suggestions_are_entries_the_commonest_first():
    rows = [
        Uncatalogued("低空航线", "新增低空航线20条", "count"),
        Uncatalogued("“低空”航线", "低空航线达到60条", "count", 3),
        Uncatalogued("粮油加工转化率", "粮油加工转化率达到75%", "%", 2),
        Uncatalogued(" ", "空", "count"),
    ]
    entries = yaml.safe_load(suggest(load_lexicon(), rows))
    assert [entry["zh"] for entry in entries] == ["低空航线", "粮油加工转化率"]
    assert entries[0]["unit"] == "count"
    assert (entries[1]["kind"], entries[1]["basis"], entries[1]["unit"]) == ("ratio", "share", "%")
    whole = load_lexicon()
    for entry in entries:
        ready = Metric.model_validate({"family": "f", **entry})
        assert not [fault for fault in faults(lexicon(units=whole.units.values(), metrics=[ready])) if "todo" in fault]


def test_measure_near_an_entry_is_proposed_as_its_alias():
    text = suggest(load_lexicon(), [Uncatalogued("高标准农田面积", "高标准农田面积达到1亿亩", "mu")])
    assert "perhaps an alias of high_standard_farmland" in text


def test_only_the_commonest_are_suggested():
    rows = [Uncatalogued(f"某某指标{number}号", "某句", "count", number) for number in (1, 2, 3)]
    assert [entry["zh"] for entry in yaml.safe_load(suggest(load_lexicon(), rows, limit=2))] == [
        "某某指标3号",
        "某某指标2号",
    ]
