"""What holds for every input: a Document whose blocks cover its text, or UnreadableDocument; nothing else is raised."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind, Document
from clusterdb.read import read_document
from clusterdb.read.cleaning import clean_line
from clusterdb.read.dates import read_date
from clusterdb.read.traditional import to_simplified

_SETTINGS = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

_PIECES = st.sampled_from(
    [
        "2022年，",
        "新增",
        "134家",
        "。",
        "\n",
        "\n\n",
        "\u3000\u3000",
        "“",
        "”",
        "（",
        "）",
        "一、",
        "（一）",
        "1.",
        "来源：",
        "日期：",
        "2022-13-45",
        "下载",
        "【字号：",
        "】",
        "相关报道",
        "图为",
        "---",
        "\n---\n",
        "title: x",
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td rowspan=3>",
        "<th colspan=2>",
        "</table>",
        "<b>",
        "<br>",
        "<!--",
        "-->",
        "<script>",
        "&amp;",
        "&#49;",
        "# ",
        "- ",
        "> ",
        "`",
        "**",
        "[a](b)",
        "",
        " a ",
        " b ",
        "\n",
        "---",
        "---",
        "\n",
        "\u202e",
        "\u200b",
        "\ufeff",
        "́",
        "廣東",
        "發展",
        "\x07",
        "��",
        "PM",
        "2.5",
        "％",
        "東江省工業和信息化廳",
        "<sup>2</sup>",
        "\u2028",
    ]
)
_TEXT = st.one_of(st.lists(_PIECES, max_size=60).map("".join), st.text(max_size=300))
_SUFFIX = st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf", ""])


def _read(data: bytes, suffix: str) -> Document | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x{suffix}")
        path.write_bytes(data)
        try:
            return read_document(path)
        except UnreadableDocument as fault:
            refusal = fault
    assert refusal.message.startswith(f"x{suffix}: ")
    assert refusal.remedy
    return None


def _check(document: Document) -> None:
    text = document.text
    assert text
    assert "\n".join(block.span.of(text) for block in document.blocks) == text
    for character in set(text) - {"\n"}:
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    for block in document.blocks:
        assert len(block.span) > 0
        assert bool(block.cells) == (block.kind is BlockKind.TABLE_ROW) or block.kind is BlockKind.CAPTION
        for cell in block.cells:
            assert block.span.holds(cell.span)
            assert all(header.of(text).strip() for header in cell.headers)
    assert (document.published_on is None) == (document.published_precision is None)


@_SETTINGS
@given(_TEXT, _SUFFIX, st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"]))
def test_any_text(text: str, suffix: str, codec: str):
    document = _read(text.encode(codec, "ignore"), suffix)
    if document is not None:
        _check(document)


@_SETTINGS
@given(st.binary(max_size=400), _SUFFIX)
def test_any_bytes(data: bytes, suffix: str):
    document = _read(data, suffix)
    if document is not None:
        _check(document)


@_SETTINGS
@given(st.text(max_size=200))
def test_cleaning_is_stable_and_never_lengthens(line: str):
    clean = clean_line(line)
    assert clean_line(clean) == clean
    assert len(clean) <= len(unicodedata.normalize("NFC", line))
    assert clean == clean.strip()


@_SETTINGS
@given(st.text(max_size=100))
def test_simplifying_moves_no_span(text: str):
    assert len(to_simplified(text)) == len(text)


@_SETTINGS
@given(st.text(alphabet="0123456789-年月日T:Z+/. ,JulGMT", max_size=40))
def test_dates_never_raise(words: str):
    read = read_date(words)
    assert read is None or read[1] in ("day", "month", "year")
