"""The key that a comparison joins on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.lexicon.keys import metric_key, normal_words


def test_code_is_the_key():
    assert metric_key("gdp", "地区生产总值") == "gdp"


def test_words_are_the_key_where_the_catalogue_has_none():
    assert metric_key(None, "乡村工匠工坊") == "w:乡村工匠工坊"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("规模以上工业增加值", "全省规上工业增加值"),
        ("“小巨人”企业", "小巨人企业"),
        ("地区生产总值", "GDP"),
        ("进出口总额", "进出口总值"),
        ("企业数量", "企业数"),
        ("我市 上市公司", "上市公司"),
        ("５Ｇ基站", "5G基站"),
        ("餐饮（含外卖）收入", "餐饮含外卖收入"),
    ],
)
def test_same_measure_in_other_words_has_the_same_key(one: str, other: str):
    assert normal_words(one) == normal_words(other)


def test_bare_place_word_is_kept():
    assert normal_words("全省") == "全省"


@pytest.mark.parametrize("words", ["实施", "开展实施", "——"])
def test_words_of_which_nothing_is_left_still_make_a_key(words: str):
    assert len(metric_key(None, words)) > len("w:")


def test_different_measures_keep_different_keys():
    assert normal_words("出口总额") != normal_words("进口总额")


@given(st.text("规模以上工业增加值总额全省我市GDP５Ｇ企业数量（）“”、— ", max_size=16))
def test_normal_words_hold_no_marks(words: str):
    assert not set(normal_words(words)) & set("（）“”、— 　５Ｇ")
