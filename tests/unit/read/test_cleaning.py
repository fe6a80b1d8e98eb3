"""Characters of the clean text."""

from __future__ import annotations

import pytest

from clusterdb.read.cleaning import break_lines, clean_line, glue
from clusterdb.read.traditional import is_traditional, to_simplified


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("　　２０２１年，增长５．３％", "2021年，增长5.3%"),
        ("城乡居民收入比为２．５０∶１", "城乡居民收入比为2.50:1"),
        ("（一）目标：力争；完成！", "（一）目标：力争；完成！"),
        ("“小巨人”《意见》—…、。", "“小巨人”《意见》—…、。"),
        ("ＧＤＰ＋５Ｇ［１］", "GDP+5G[1]"),
        ("5G\u200b基\ufeff站\u202e10\u2066万\u00ad座", "5G基站10万座"),
        ("a \t  b\u00a0c", "a b c"),
        ("下降−3%", "下降-3%"),
        ("⼀⼆三", "一二三"),
        ("5\u03360万\u0336座", "50万座"),
        ("100 km²，10⁸，25℃，3㎡", "100 km²，10⁸，25℃，3㎡"),
        ("\ue000●\ufffe要点", "●要点"),
        ("2～3个", "2~3个"),
    ],
)
def test_one_form_for_one_meaning(printed, clean):
    assert clean_line(printed) == clean


def test_all_line_ends_break_lines():
    assert break_lines("a\r\nb\rc\u2028d\x0ce\x85f") == ["a", "b", "c", "d", "e", "f"]


def test_words_are_glued_with_a_space_only_where_both_are_latin():
    assert glue("中国", "GDP") == "中国GDP"
    assert glue("gross", "product") == "gross product"
    assert glue("PM", "2.5") == "PM2.5"


def test_traditional_characters_one_for_one():
    assert to_simplified("廣東產業「小巨人」") == "广东产业“小巨人”"
    assert is_traditional("廣東省發展戰略性產業集群")
    assert not is_traditional("广东省发展战略性产业集群")
    assert not is_traditional("")
