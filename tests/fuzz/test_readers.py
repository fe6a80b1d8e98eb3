"""Spoilt documents of every format are read or refused: nothing else is raised, nothing hangs, no span is wrong."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.conftest import FUZZ, FUZZ_BINARY
from tests.fuzz.edits import Edit, edits, lines, objects, spoil, tags
from tests.fuzz.invariants import examine
from tests.fuzz.seeds import HTML, MARKDOWN, TEXT, docx, docx_parts, docx_with, pdf

_SIGNS = [
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\x1b[31m",
    b"\r",
]
_MARKS = [
    *_SIGNS,
    *(b"# ", b"- ", b"| ", b"|---|", b"```\n", b"---\n", b"> ", b"<div>", b"[a](b)", b"&#0;", b"&amp;", b"\t", b"\x85"),
    *(b"title: [", b"a: &a [*a]", b"!!python/object:x ", b"date: 2023-13-45", b"? ", b"<<: *x"),
]
_HTML = [
    *_SIGNS,
    *(b"<table>", b"</table>", b"<tr>", b"<td rowspan=65535 colspan=1000>", b"<th>", b"<p>", b"<div hidden>", b"<!--"),
    *(b"-->", b"<script>", b"<style>", b"<svg>", b"<math>", b"<template>", b"<select>", b"<plaintext>", b"<textarea>"),
    *(b"&#x110000;", b"&#xd800;", b"&#0;", b"&nbsp;", b"<![CDATA[", b"<?x", b"<sup>2</sup>", b"<br>", b"<frameset>"),
]
_XML = [
    *_SIGNS,
    *(b"<w:tbl>", b"<w:tc>", b"<w:p>", b"<w:r>", b"<w:t>9</w:t>", b'<w:gridSpan w:val="99999"/>', b"<w:vMerge/>"),
    *(b"</w:p>", b"</w:body>", b"<!DOCTYPE x>", b"&x;", b"&#0;", b'<w:gridSpan w:val="-1"/>', b"<w:del>", b"<w:sdt>"),
]
_PDF = [
    *(b"1 0 R", b"2 0 R", b"6 0 R", b"/Kids", b"/Parent 2 0 R", b"/Count 99999999", b"<<", b">>", b"[", b"]", b"null"),
    *(b"stream\n", b"endstream", b"endobj", b"/Filter /FlateDecode", b"/Length 0", b"<FFFE>", b"Tj", b"-1", b"1e99"),
    *(b"/MediaBox [0 0 1e9 1e9]", b"/MediaBox [0 0 0 0]", b"/Encrypt 9 0 R", b"trailer", b"startxref\n0", b"%%EOF"),
]
_CODECS = ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "utf-7"]


@FUZZ
@given(edits(_MARKS), st.sampled_from([".txt", ".md"]))
def test_spoilt_text(changes: list[Edit], suffix: str) -> None:
    examine(spoil(TEXT, changes), suffix)


@FUZZ
@given(edits(_MARKS), st.sampled_from([None, lines]))
def test_spoilt_markdown(changes: list[Edit], pieces) -> None:  # type: ignore[no-untyped-def]
    examine(spoil(MARKDOWN, changes, pieces), ".md")


@FUZZ
@given(edits(_HTML, 10), st.sampled_from([None, tags]))
def test_spoilt_html(changes: list[Edit], pieces) -> None:  # type: ignore[no-untyped-def]
    examine(spoil(HTML, changes, pieces), ".html")


@FUZZ_BINARY
@given(edits([*_SIGNS, b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"]))
def test_spoilt_docx_archive(changes: list[Edit]) -> None:
    examine(spoil(docx(), changes), ".docx")


@FUZZ_BINARY
@given(edits(_XML), st.sampled_from(sorted(docx_parts())) | st.just("word/document.xml"), st.sampled_from([None, tags]))
def test_spoilt_docx_parts(changes: list[Edit], part: str, pieces) -> None:  # type: ignore[no-untyped-def]
    examine(docx_with(part, spoil(docx_parts()[part], changes, pieces)), ".docx")


@FUZZ_BINARY
@given(edits(_PDF), st.sampled_from([None, objects]))
def test_spoilt_pdf(changes: list[Edit], pieces) -> None:  # type: ignore[no-untyped-def]
    examine(spoil(pdf(), changes, pieces), ".pdf")


@FUZZ
@given(st.lists(st.tuples(st.sampled_from(_CODECS), st.integers(0, 250), st.integers(1, 250)), min_size=1, max_size=4))
def test_mixed_encodings(stretches: list[tuple[str, int, int]]) -> None:
    words = TEXT.decode()
    examine(b"".join(words[at : at + size].encode(codec, "ignore") for codec, at, size in stretches), ".txt")


_KEYS = ["title", "publisher", "issuer", "region", "note", "published_on", "published_precision", "context_year", "x"]
_VALUES = st.one_of(
    st.sampled_from(["2023-01-20", "2023-13-45", "9999-12-31", "0001-01-01", "1", "99999999999999999999", "nan", "[]"]),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=12).map(lambda words: f'"{words}"'),
    st.sampled_from(
        ['"\\u0000"', '"a\\u001b[31mb"', '"\\u202e"', '"a\\nb"', '" "', '"day"', '"浙江省"', '"\\U0010ffff"']
    ),
)


@FUZZ
@given(st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=4))
def test_side_files(facts: dict[str, str]) -> None:
    side = "".join(f"{key} = {value}\n" for key, value in facts.items())
    examine(TEXT, ".txt", side.encode())
