"""Numbers as they are written, without units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clusterdb.recognise.numbers import numbers, parse_chinese, range_joint, scale_of

_DIGITS = "零一二三四五六七八九"


def values(text: str) -> list[Decimal]:
    return [number.value for number in numbers(text)]


def chinese(number: int) -> str:
    """A number as it is written out: 10350 -> 一万零三百五十."""
    for scale, word in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            high, low = divmod(number, scale)
            gap = "零" if low and low < scale // 10 else ""
            return chinese(high) + word + gap + (chinese(low) if low else "")
    out, gap = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + word
            gap = False
        else:
            gap = True
    return out or "零"


@given(st.integers(0, 10**12 - 1))
@example(100010000)
def test_written_out_numbers_are_read_back(number: int):
    assert parse_chinese(chinese(number)) == number


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["", "万", "亿", "万亿", "百万", "千亿", "千"]))
def test_digits_with_a_scale_are_read_back(number: Decimal, scale: str):
    text = f"达{number}{scale}元"
    (read,) = numbers(text)
    assert read.value == number * scale_of(scale)
    assert read.span.of(text) == f"{number}{scale}"


@given(st.integers(1000, 10**9))
def test_thousands_may_be_parted_by_commas(number: int):
    assert values(f"完成{number:,}元") == [number]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("三十五", 35),
        ("十二", 12),
        ("两千", 2000),
        ("百亿", 10**10),
        ("千万", 10**7),
        ("万亿", 10**12),
        ("二〇二五", 2025),
        ("一九九八", 1998),
        ("一千二百亿", 1200 * 10**8),
        ("三万亿", 3 * 10**12),
        ("〇", 0),
    ],
)
def test_written_out_number(word: str, value: int):
    assert parse_chinese(word) == value


@pytest.mark.parametrize("word", ["一二", "十百", "五六七", "二三十", "百千"])
def test_words_of_digits_that_are_no_number(word: str):
    assert parse_chinese(word) is None


def test_scales_multiply():
    assert [scale_of(w) for w in ("", "万", "万亿", "百万")] == [1, 10**4, 10**12, 10**6]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之一的县", Decimal(100) / 3),
        ("百分之十五", 15),
        ("5分之2", 40),
        ("百分之3.5", Decimal("3.5")),
        ("9/16", Decimal("56.25")),
    ],
)
def test_fractions_are_per_cent(text: str, value: Decimal):
    (number,) = numbers(text)
    assert (number.form, number.value) == ("fraction", value)


def test_zero_parts_are_no_fraction():
    assert [n.form for n in numbers("零分之三") if n.form == "fraction"] == []


def test_fraction_of_no_number_is_left():
    assert [n.form for n in numbers("一二分之三") if n.form == "fraction"] == []


def test_date_with_slashes_is_no_fraction():
    assert [n.form for n in numbers("2022/1/20")] == ["arabic"] * 3


def test_scale_before_a_unit_belongs_to_the_unit():
    assert [n.scale for n in numbers("12千米、3千瓦、5百分点") if n.form == "arabic"] == [1, 1, 1]


def test_bare_scale_is_told_apart():
    found = {n.value: n.bare_scale for n in numbers("超百亿、迈过3千亿、十个、千家")}
    assert found == {10**10: True, 3 * 10**11: False, 10: False, 1000: True}


def test_number_lends_no_scale_of_its_own():
    (number,) = numbers("1.2万")
    assert (number.scale, number.value) == (10**4, 12000)


@pytest.mark.parametrize(("text", "end"), [("~5", 1), ("—8", 1), ("至6", 1), ("到6", 1), ("--6", 2), (" - 6", 3)])
def test_signs_of_a_range(text: str, end: int):
    assert range_joint(text, 0) == end


def test_other_marks_make_no_range():
    assert range_joint("、5", 0) is None


def test_reading_stops_where_it_is_told():
    assert [n.value for n in numbers("3个、5个、7个", 2, 5)] == [5]


def test_thousands_that_are_none_keep_their_digits():
    assert values("第1,2021年") == [1, 2021]


@example("8/6")
@example("9" * 21)
@given(st.text("0123456789,./一二百万亿分之 —%", max_size=30))
def test_every_digit_is_in_a_number(text: str):
    read = {at for number in numbers(text) for at in range(number.span.start, number.span.end)}
    assert [at for at, char in enumerate(text) if char.isdigit() and at not in read] == []


@given(st.text(max_size=40))
def test_no_text_raises(text: str):
    for number in numbers(text):
        assert number.value.is_finite()
