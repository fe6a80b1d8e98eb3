"""Bytes in the encodings that Chinese documents come in, and what looks like them."""

from __future__ import annotations

import random

import pytest

from clusterdb.errors import UnreadableDocument

_TEXT = "2022年，全市新增国家级专精特新企业134家，总数排名全国第四，带动中小企业上云用云。"
_OLD = "二零二二年，全市新增國家級專精特新企業134家，帶動中小企業上雲，總數排名全國第四。"


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_simplified_text_comes_back(read, codec, named):
    document = read("a.txt", _TEXT.encode(codec))
    assert (document.text, document.encoding) == (_TEXT, named)


@pytest.mark.parametrize("codec", ["big5", "utf-8", "utf-16", "gb18030"])
def test_traditional_text_is_read_in_simplified_characters(read, codec):
    document = read("a.txt", _OLD.encode(codec))
    assert document.text == "二零二二年，全市新增国家级专精特新企业134家，带动中小企业上云，总数排名全国第四。"
    assert len(document.text) == len(_OLD)


def test_one_old_character_makes_no_text_traditional(read):
    assert "陳嘉庚" in read("a.txt", "陳嘉庚纪念馆新增国家级展品134件，总数全国第四，学习发展经济。").text


def test_utf_16_big_endian_with_mark(read):
    assert read("a.txt", b"\xfe\xff" + _TEXT.encode("utf-16-be")).text == _TEXT


def test_another_language_is_read(read):
    assert read("a.txt", "Le conseil a décidé d'augmenter les crédits.".encode("latin-1")).text.startswith("Le conseil")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"abc\0def", "NUL bytes"),
        (f"{_TEXT}\n5G".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (b"\xff\xfea", "byte order mark"),
        (b"\xff\xfe" + "a\0b".encode("utf-16-le"), "NUL"),
        (_TEXT.encode().decode("latin-1").encode(), "Latin-1"),
        (_TEXT.encode().decode("cp1252", "ignore").encode(), "Latin-1"),
        (("\ufffd" * 9 + _TEXT).encode(), "were lost"),
        (_TEXT.encode() + b"\n" + _TEXT.encode("gb18030"), "no encoding fits"),
        (random.Random(7).randbytes(20_000).replace(b"\0", b"x"), "no encoding fits"),
    ],
)
def test_what_is_no_text_is_refused(read, data, reason):
    with pytest.raises(UnreadableDocument, match=reason) as fault:
        read("a.txt", data)
    assert fault.value.remedy
