"""Where lines break, in English and in Chinese."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clusterdb.cli.wrapping import CLOSING, OPENING, longest_part, wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        # it was broken as `firm start-u` / `p bases`
        ("Provincial micro-firm start-up bases", 12, ["Provincial", "micro-firm", "start-up", "bases"]),
        ("above-scale", 8, ["above-", "scale"]),
        ("no result before 2020-11-30", 12, ["no result", "before", "2020-11-30"]),
        ("see --show-password there", 16, ["see", "--show-password", "there"]),
        ("ends with a blank  ", 40, ["ends with a blank  "]),
        ("one\ntwo three", 5, ["one", "two", "three"]),
        ("", 5, [""]),
        # a closing bracket began the second line
        ("下限（只能证明达成）；成果", 20, ["下限（只能证明达", "成）；成果"]),
        ("国家级专精特新“小巨人”企业", 14, ["国家级专精特新", "“小巨人”企业"]),
        ("新建（含改扩建）", 6, ["新建", "（含改", "扩建）"]),
        ("到2025年底，建成5G基站25万座。", 10, ["到2025年", "底，建成5G", "基站25万", "座。"]),
        ("完成率达到了98.6%，", 14, ["完成率达到了", "98.6%，"]),
        ("http://a.cn/news/2022/01", 14, ["http://a.cn/", "news/2022/01"]),
        ("000_672540a47be74789.txt", 10, ["000_672540", "a47be7478", "9.txt"]),
        ("专精特新", 1, ["专", "精", "特", "新"]),
    ],
)
def test_lines_break_where_a_reader_would(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


TEXTS = st.text(st.sampled_from("广东省新建个（）“”；，。、：《》 ab-cd 12.5%"), max_size=60)


@given(TEXTS, st.integers(min_value=2, max_value=40))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line.strip(" ")) <= width for line in lines)


@given(TEXTS)
def test_no_line_begins_with_what_closes_or_ends_with_what_opens(text: str) -> None:
    text = text.strip()
    lines = wrap(text, max(longest_part(text), 1))
    assert all(line[0] not in CLOSING for line in lines[1:] if line)
    assert all(line[-1] not in OPENING for line in lines[:-1] if line)


@given(TEXTS)
def test_words_and_numbers_stay_whole_where_they_fit(text: str) -> None:
    text = text.strip()
    lines = wrap(text, max(longest_part(text), 1))
    joined = pairwise(lines)
    assert all(
        not (a[-1:].isalnum() and b[:1].isalnum() and (a[-1:] + b[:1]).isascii() and a + b in text) for a, b in joined
    )
