"""Paragraphs into sentences, sentences into clauses."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.writing import document

from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.model import Clause, Span
from clusterdb.segment import clauses, sections
from clusterdb.segment.clauses import sentences


def cut(*lines: str) -> list[Clause]:
    made = document(*lines)
    return list(clauses(made, sections(made, load_lexicon(), load_cues())))


def words(*lines: str) -> list[str]:
    made = document(*lines)
    return [clause.span.of(made.text) for clause in cut(*lines)]


def test_commas_and_colons_part_clauses():
    assert words("主要目标：新增企业12家，其中省级5家。") == ["主要目标：", "新增企业12家，", "其中省级5家。"]


@pytest.mark.parametrize("mark", ["。", "！", "？", "；", ";"])
def test_sentences_end_at_their_marks(mark: str):
    text = f"新增企业12家{mark}建成园区3个。"
    assert [s.of(text) for s in sentences(text, Span(0, len(text)))] == [f"新增企业12家{mark}", "建成园区3个。"]


def test_list_mark_parts_nothing():
    assert words("新增企业12家、园区3个。") == ["新增企业12家、园区3个。"]


@pytest.mark.parametrize(
    "text", ["全省（含济南，青岛）新增企业12家。", "实施“强链，补链”工程12个。", "《意见，办法》共12条。"]
)
def test_brackets_and_quotes_hold_together(text: str):
    assert words(text) == [text]


def test_full_stop_ends_a_sentence_even_in_an_open_bracket():
    assert words("新增企业（含省级12家。建成园区3个。") == ["新增企业（含省级12家。", "建成园区3个。"]


def test_bracket_that_never_opened_is_harmless():
    assert words("新增企业12家），建成园区3个。") == ["新增企业12家），", "建成园区3个。"]


@pytest.mark.parametrize("text", ["完成投资1,200亿元。", "比分为3:2。"])
def test_marks_between_digits_part_nothing(text: str):
    assert words(text) == [text]


def test_mark_with_a_digit_on_one_side_parts():
    assert words("新增12,建成3。") == ["新增12,", "建成3。"]


def test_last_clause_needs_no_mark():
    assert words("新增企业12家，建成园区3个") == ["新增企业12家，", "建成园区3个"]


def test_blank_rest_is_no_clause():
    assert words("新增企业12家。  ") == ["新增企业12家。"]


def test_clause_knows_its_sentence_and_paragraph():
    made = document("新增企业12家，增长3%。建成园区3个。")
    first, second, third = cut("新增企业12家，增长3%。建成园区3个。")
    assert first.sentence == second.sentence != third.sentence
    assert first.sentence.of(made.text) == "新增企业12家，增长3%。"
    assert {c.paragraph for c in (first, second, third)} == {Span(0, len(made.text))}
    assert [c.index for c in (first, second, third)] == [0, 1, 2]


def test_heading_is_marked():
    assert [c.is_heading for c in cut("# 标题", "## 工作总结", "新增企业12家。")] == [True, True, False]


def test_clause_knows_its_section():
    parts = [
        c.section.number
        for c in cut("概述。", "## 2021年工作总结", "新增企业12家。", "## 2022年工作安排", "新增12家。")
    ]
    assert parts == [0, 1, 1, 2, 2]


@given(st.text("甲乙1,，：。；（）“”《》 、\n", max_size=30))
def test_clauses_lie_in_order_and_lose_no_word(text: str):
    lines = text.split("\n")
    made = document(*lines)
    found = cut(*lines)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(c.paragraph.holds(c.sentence) and c.sentence.holds(c.span) for c in found)
    kept = "".join(c.span.of(made.text) for c in found)
    assert "".join(kept.split()) == "".join(made.text.split())
