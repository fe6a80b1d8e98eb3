"""Places of a text, and names that only look like one."""

from __future__ import annotations

import pytest

from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.recognise import Reader
from clusterdb.recognise.places import PlaceReader
from clusterdb.recognise.reader import shielded

READER = PlaceReader(load_lexicon(), load_cues())


def names(text: str) -> list[str]:
    return [place.name for place in READER.places(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [("深圳新增5家", "深圳市"), ("珠三角实现覆盖", "珠三角"), ("山东的企业", "山东省"), ("全国共有", "全国")],
)
def test_place_gets_its_full_name(text: str, name: str):
    assert names(text)[0] == name


@pytest.mark.parametrize(
    ("text", "relative"),
    [("我省", "province"), ("全省", "province"), ("全市", "city"), ("全县", "district"), ("我国", "nation")],
)
def test_relative_place_waits_for_its_context(text: str, relative: str):
    (place,) = READER.places(text)
    assert (place.relative, place.code) == (relative, None)


@pytest.mark.parametrize(
    "text", ["上海电气", "山东大学", "青岛银行", "山东书记", "北京路", "浙江日报", "深圳某某研究院"]
)
def test_place_inside_another_name_is_none(text: str):
    assert names(text) == []


def test_party_committee_is_no_place():
    assert names("山东省委") == []


@pytest.mark.parametrize("text", ["新增城市12个", "建成都市圈"])
def test_verb_and_noun_make_no_place(text: str):
    assert names(text) == []


def test_ordinary_words_are_no_place():
    assert names("老城区改造、新区建设") == []


def test_places_come_in_the_order_of_the_text():
    assert names("全省、深圳、我市、珠三角") == ["全省", "深圳市", "我市", "珠三角"]


@pytest.mark.parametrize("text", ["“1+20”", "《30条措施》", '"5520"', "‘十百千’"])
def test_short_quotation_shields_its_numbers(text: str):
    assert [span.of(text) for span in shielded(text)] == [text]


@pytest.mark.parametrize(
    "text", ["“今年要新增企业300家，建成园区20个”", "“全省上下要确保完成全年目标任务共计十二项以上”", "“甲。乙”"]
)
def test_speech_is_no_name(text: str):
    assert list(shielded(text)) == []


def test_reader_reads_everything_at_once():
    readings = Reader(load_lexicon(), load_cues()).read(
        "2021年，深圳“20+8”集群新增企业300家，居全国第一，实现5G网络全覆盖，超额完成年度任务。"
    )
    assert len(readings.times) == len(readings.ranks) == len(readings.coverages) == len(readings.fulfilments) == 1
    assert [p.name for p in readings.places] == ["深圳市", "全国"]
    assert [f.value for f in readings.figures if f.unit == "count"] == [300]
    assert len(readings.shielded) == 1
