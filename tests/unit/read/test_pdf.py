"""PDF: printed lines to paragraphs, margins, and what cannot be read."""

from __future__ import annotations

import io
import random
import subprocess

import pypdfium2
import pytest
from tests.unit.read.making import Printed, make_docx, make_pdf

from clusterdb.errors import UnreadableDocument
from clusterdb.read import child

_BODY = "2022年，某市将建成第五代移动通信基站一万座，带动中小企业上云用云，推动规模以上工业企业数字化转型，力争新增专精特新企业{n}家。"


def _paragraph(text: str, y: float) -> list[Printed]:
    """Set in lines of 32 characters, the first one indented by two."""
    rows = [text[:30], *(text[at : at + 32] for at in range(30, len(text), 32))]
    return [Printed(row, 72 + 28 * (n == 0), y - 24 * n) for n, row in enumerate(rows)]


def test_printed_lines_become_paragraphs(read, kinds):
    pages = []
    for n in range(1, 5):
        page = [Printed("某市年度工作要点汇编", 220, 800, 10), *_paragraph(_BODY.format(n=n * 111), 720)]
        if n == 1:
            page.insert(1, Printed("某市年度工作要点", 180, 760, 22))
        pages.append([*page, Printed(f"— {n} —", 280, 40, 10)])
    assert kinds(read("a.pdf", make_pdf(pages))) == [
        ("title", "某市年度工作要点"),
        *(("paragraph", _BODY.format(n=n * 111)) for n in range(1, 5)),
    ]


def test_paragraph_goes_on_over_the_page(read):
    text = _BODY.format(n=134) * 2
    lines = _paragraph(text, 700)
    first, second = lines[:3], [Printed(line.text, line.x, 700 - 24 * n) for n, line in enumerate(lines[3:])]
    assert read("a.pdf", make_pdf([first, second])).text == text


def test_numbered_heading_begins_anew(read):
    lines = [*_paragraph("甲" * 62, 700), Printed("二、主要目标", 72, 652), *_paragraph(_BODY.format(n=9), 628)]
    assert read("a.pdf", make_pdf([lines])).text.split("\n")[1] == "二、主要目标"


def test_figures_in_the_margin_stay_unless_they_are_page_numbers(read):
    pages = [[*_paragraph(_BODY.format(n=n), 700), Printed(f"{n}.5%", 72, 40)] for n in range(1, 4)]
    assert "2.5%" in read("a.pdf", make_pdf(pages)).text


def test_scan_has_no_text(read):
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    written = io.BytesIO()
    document.save(written)
    with pytest.raises(UnreadableDocument, match="a scan") as fault:
        read("a.pdf", written.getvalue())
    assert "OCR" in (fault.value.remedy or "")


def test_truncated_and_encrypted_files_are_refused(read):
    data = make_pdf([_paragraph(_BODY.format(n=1), 700)])
    with pytest.raises(UnreadableDocument, match="damaged or truncated"):
        read("a.pdf", data[:60])
    locked = data.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"ab" * 32
        + b"> /U <"
        + b"cd" * 32
        + b"> >>",
    )
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read("a.pdf", locked)
    with pytest.raises(UnreadableDocument, match="in spite of its name"):
        read("b.pdf", b"hello")


def test_reader_that_dies_or_hangs_harms_nobody(read, monkeypatch):
    def dead(*_args, **_kwargs):
        return subprocess.CompletedProcess([], -11, b"", b"")

    def loud(*_args, **_kwargs):
        return subprocess.CompletedProcess([], 1, b"", b"Traceback\nSomeError: why")

    def slow(*_args, **_kwargs):
        raise subprocess.TimeoutExpired("x", 1)

    data = make_pdf([_paragraph(_BODY.format(n=1), 700)])
    for stand_in, reason in ((dead, "signal 11"), (loud, "SomeError: why"), (slow, "took longer")):
        monkeypatch.setattr(child.subprocess, "run", stand_in)
        with pytest.raises(UnreadableDocument, match=reason):
            read("a.pdf", data)


def test_memory_of_a_child_is_limited(read, monkeypatch):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(child, "CHILD_MEMORY", 1)
    taken = []
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: taken.append((kind, limits[0])))
    child._set_limits()
    assert (resource.RLIMIT_AS, 1) in taken
    assert len(taken) == 4


def test_child_answers_with_lines_or_with_a_reason(monkeypatch, capsys):
    class Stdin:
        def __init__(self, data: bytes) -> None:
            self.buffer = io.BytesIO(data)

    monkeypatch.setattr(child, "_set_limits", lambda: None)
    monkeypatch.setattr(child.sys, "stdin", Stdin(make_docx(lambda d: d.add_paragraph("新增9家。"))))
    child.main("docx")
    assert "\\u65b0\\u589e9\\u5bb6" in capsys.readouterr().out
    monkeypatch.setattr(child.sys, "stdin", Stdin(b"%PDF-1.4"))
    child.main("pdf")
    assert '"reason"' in capsys.readouterr().out


def test_characters_beyond_the_basic_plane_are_read(read):
    lines = [*_paragraph(_BODY.format(n=9), 700), Printed("𠮷林里的企业新增七家。", 100, 600)]
    assert "企业9家。" in read("a.pdf", make_pdf([lines])).text


@pytest.mark.parametrize("seed", range(6))
def test_spoilt_pdf_is_read_or_refused(read, seed):
    data = bytearray(make_pdf([_paragraph(_BODY.format(n=9), 700)] * 2))
    chance = random.Random(seed)
    for _ in range(40):
        data[chance.randrange(20, len(data))] = chance.randrange(256)
    try:
        assert read("a.pdf", bytes(data)).text
    except UnreadableDocument as fault:
        refusal = fault
        assert refusal.remedy
