"""Whatever a text says, every span cuts the printed figure from it, no digit is lost, and it is understood in time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.conftest import FUZZ
from tests.fuzz.invariants import understand
from tests.fuzz.sentences import documents
from tests.unit.assemble.test_properties import lost
from tests.unit.writing import document

from clusterdb.model import Document
from clusterdb.read.cleaning import break_lines, clean_line


@FUZZ
@given(documents())
def test_sentences(written: Document) -> None:
    assert lost(understand(written)) == []


@FUZZ
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_any_characters(words: str) -> None:
    understand(document(*(clean for line in break_lines(words) if (clean := clean_line(line)))))


_LONG = 10_000


@pytest.mark.parametrize(
    "words",
    [
        f"全省新增企业{'9' * _LONG}家。",
        f"增长{'1.' * (_LONG // 2)}%。",
        f"到2025年建成基站{'1,000' * (_LONG // 5)}座。",
        f"建成{'一' * _LONG}座。",
        f"{'（' * _LONG}新增9家",
        f"新增9家{'“' * _LONG}",
        "、".join(["5G基站3万座"] * (_LONG // 8)),
        "，".join(["新增9家"] * (_LONG // 5)),
        "到2025年" * (_LONG // 6),
        "百分之" * (_LONG // 3),
        "广东省" * (_LONG // 3),
        f"增长{' ' * _LONG}5%",
        f"{'第' * _LONG}5名",
        f"{'-' * _LONG}5%",
        f"同比增长5{'万' * _LONG}元",
        f"{'2025年13月45日' * (_LONG // 10)}新增9家",
        f"2025{'/' * _LONG}2026年新增9家",
        f"{'e' * _LONG}9{'e' * _LONG}",
    ],
    ids=lambda words: f"{words[:8]}…",
)
def test_what_never_ends_is_understood_in_time(words: str) -> None:
    assert lost(understand(document(words))) == []
