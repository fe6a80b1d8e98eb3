"""Cutting words off the ends of a stretch, and parting lists."""

from __future__ import annotations

import pytest
from tests.unit.writing import document

from clusterdb.assemble.index import Index
from clusterdb.assemble.lists import ListReader
from clusterdb.assemble.mentions import similar
from clusterdb.assemble.words import WordList, trim
from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.model import Span
from clusterdb.recognise.periods import time_words
from clusterdb.segment import clauses, sections

LISTS = ListReader(load_cues())
WORDS = WordList(["新增", "新", "新增长", "达到"])


def whole(text: str) -> Span:
    return Span(0, len(text))


def trimmed(text: str) -> str:
    return trim(text, whole(text)).of(text)


def parts(text: str, count: int | None = None) -> list[str]:
    return LISTS.parts(text, whole(text), count)


def test_longest_word_wins():
    assert WORDS.at_start("新增长企业", whole("新增长企业")) == "新增长"
    assert WORDS.at_end("全省新增", whole("全省新增")) == "新增"


def test_word_must_lie_in_the_stretch():
    assert WORDS.at_start("新增长", Span(0, 1)) == "新"
    assert WORDS.at_end("达到", Span(1, 2)) is None


def test_last_word_of_a_stretch():
    text = "新增企业达到三"
    found = WORDS.last_in(text, whole(text))
    assert found is not None
    assert found.of(text) == "达到"
    assert WORDS.last_in("企业", whole("企业")) is None


def test_membership():
    assert "新增" in WORDS
    assert "企业" not in WORDS
    assert "没有这么长的词" not in WORDS
    assert WORDS.found_in("全省新增")
    assert not WORDS.found_in("企业")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("，全省企业。", "全省企业"),
        ("——●全省企业：", "全省企业"),
        ("“小巨人”企业", "“小巨人”企业"),
        ("培育“小巨人”", "培育“小巨人”"),
        ("培育“小巨人", "培育“小巨人"),
        ("企业”", "企业"),
        ("（含省级）企业", "（含省级）企业"),
        ("企业（含省级）", "企业（含省级）"),
        ("，。", ""),
    ],
)
def test_marks_go_and_closed_quotes_stay(text: str, kept: str):
    assert trimmed(text) == kept


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("汽车产量、钢材产量", None, ["汽车产量", "钢材产量"]),
        ("汽车、钢材产量", None, ["汽车产量", "钢材产量"]),
        ("化工、汽车等行业产值", None, ["化工产值", "汽车产值"]),
        ("汽车和钢材产量", 2, ["汽车产量", "钢材产量"]),
        ("汽车、钢材和水泥产量", 3, ["汽车产量", "钢材产量", "水泥产量"]),
        ("汽车、钢材产量", 3, []),
        ("汽车和零部件产量", None, ["汽车和零部件产量"]),
        ("预算决算率和项目通过率", None, ["预算决算率", "项目通过率"]),
        ("规模和质量", None, ["规模和质量"]),
        ("金融业、信息传输、软件和信息技术服务业", None, ["金融业", "信息传输、软件和信息技术服务业"]),
        ("刑事、治安案件立案", None, ["刑事案件立案", "治安案件立案"]),
    ],
)
def test_parts_of_a_list(text: str, count: int | None, found: list[str]):
    assert parts(text, count) == found


def test_quotation_of_a_list_is_no_shared_tail():
    assert parts("上市公司、“小巨人”企业") == ["上市公司", "“小巨人”企业"]


def test_readings_of_a_stretch():
    text = "去年新增5家，今年新增6家，明年新增7家"
    index = Index(list(time_words(text)))
    assert [t.span.of(text) for t in index.within(Span(1, len(text)))] == ["今年", "明年"]
    assert [t.span.of(text) for t in index.within(Span(0, 3))] == ["去年"]
    assert index.within(Span(0, 1)) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("上市公司", "上市公司", True),
        ("“小巨人”企业", "国家级小巨人企业", True),
        ("上市公司", "绿色工厂", False),
        ("甲", "甲", True),
    ],
)
def test_measures_that_share_their_words(one: str, other: str, alike: bool):
    assert (similar(one, other) >= 0.5) == alike


def test_readings_are_dealt_out_to_the_clauses_that_hold_them():
    made = document("2021年新增3家，到2023年、2025年分别达到5家、8家。", "前三季度，全年的目标提前完成，今年再增1家。")
    told = Index(list(time_words(made.text)))
    cut = tuple(clauses(made, sections(made, load_lexicon(), load_cues())))
    dealt = told.by_clause(cut)
    assert [dealt.get(clause.index, []) for clause in cut] == [told.within(clause.span) for clause in cut]
    assert sum(map(len, dealt.values())) == 6
