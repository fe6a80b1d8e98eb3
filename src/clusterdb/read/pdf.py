"""PDF with a text layer -> Draft: printed lines joined into paragraphs, page headers, footers and numbers taken out.

A printed line begins a paragraph where it is indented, or where the one before ends short of the right margin, or where
the gap above it is wide. Run by child.py.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import BinaryIO

import pypdfium2
from pypdfium2 import PdfiumError

from clusterdb.errors import UnreadableDocument
from clusterdb.read.cleaning import glue
from clusterdb.read.limits import MAX_CHARACTERS, MAX_PAGES
from clusterdb.read.lines import Draft, Line
from clusterdb.read.structure import numbering

_NUMBER = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*")
_MARGIN = 0.1
"""Part of a page's height that is margin, above and below: 3 cm of A4."""
_ENDS = "。！？；：!?;:"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line: its text and box, in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    outer: bool = False  # in the margin above or below the body of the page

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 1.0)


def read(stream: BinaryIO) -> Draft:
    """Read the bytes of a PDF file."""
    try:
        document = pypdfium2.PdfDocument(stream.read())
    except PdfiumError as fault:
        if "assword" in str(fault):
            raise UnreadableDocument("an encrypted PDF", "save it without a password") from fault
        raise UnreadableDocument(
            "a damaged or truncated PDF", "download or copy it again, or save its text as TXT"
        ) from fault
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableDocument(f"{count:,} pages, more than {MAX_PAGES:,}", "split the document")
    pages: list[list[_Printed]] = []
    total = 0
    for number in range(count):
        try:
            pages.append(_printed(document, number))
        except PdfiumError as fault:
            raise UnreadableDocument(
                f"page {number + 1} is damaged", "download or copy it again, or save its text as TXT"
            ) from fault
        total += sum(len(line.text) for line in pages[-1])
        if total > MAX_CHARACTERS:
            raise UnreadableDocument(f"more than {MAX_CHARACTERS:,} characters", "split the document")
    if total < max(10, 4 * count):
        raise UnreadableDocument(
            f"no text layer in {count} page(s): a scan", "run text recognition (OCR) over it and save the text"
        )
    return Draft(tuple(_paragraphs(_without_margins(pages))))


def _printed(document: pypdfium2.PdfDocument, number: int) -> list[_Printed]:
    page = document[number]
    try:
        layer = page.get_textpage()
        lines: list[_Printed] = []
        begin = 0
        text = layer.get_text_range(errors="replace")
        height = page.get_height()
        if len(text) != layer.count_chars():  # characters beyond the BMP: positions no longer agree
            return [_Printed(row, 0, 0, 0, 12, number) for row in text.splitlines() if row.strip()]
        for row in re.split(r"(?<=\n)", text):
            solid = [begin + at for at, character in enumerate(row) if not character.isspace()]
            if solid:
                first, last = layer.get_charbox(solid[0], loose=True), layer.get_charbox(solid[-1], loose=True)
                bottom, top = min(first[1], last[1]), max(first[3], last[3])
                outer = top > height * (1 - _MARGIN) or bottom < height * _MARGIN
                lines.append(_Printed(row.strip(), first[0], last[2], bottom, top, number, outer))
            begin += len(row)
        layer.close()
        return lines
    finally:
        page.close()


def _without_margins(pages: list[list[_Printed]]) -> list[_Printed]:
    """All lines but page numbers and the headers and footers that repeat from page to page."""
    seen = Counter(shape for page in pages for shape in {_shape(line) for line in page if line.outer})
    limit = max(3, len(pages) // 3)
    kept: list[_Printed] = []
    for page in pages:
        for at, line in enumerate(page):
            edge = at in (0, len(page) - 1) and len(page) > 1
            if line.outer and edge and _NUMBER.fullmatch(line.text) and not _is_figure(line.text):
                continue
            if line.outer and seen[_shape(line)] >= limit and len(re.sub(r"[\d\s\W]", "", line.text)) >= 2:
                continue
            kept.append(line)
    return kept


def _is_figure(text: str) -> bool:
    """A decimal is no page number."""
    return bool(re.search(r"\d[.．]\d|[%％]", text))


def _shape(line: _Printed) -> tuple[str, int]:
    """What a header or footer has in common from page to page: its words and its height."""
    return re.sub(r"\d+", "0", re.sub(r"\s", "", line.text)), round(line.bottom / 6)


def _paragraphs(lines: list[_Printed]) -> list[Line]:
    if not lines:
        return []
    size = statistics.median(line.size for line in lines)
    full = [line for line in lines if line.right - line.left > 8 * size] or lines
    left = min(statistics.multimode(round(line.left) for line in full))
    right = statistics.quantiles([line.right for line in full], n=20)[-1] if len(full) > 1 else full[0].right
    pitches = [a.bottom - b.bottom for a, b in itertools.pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    pitch = statistics.median(pitches) if pitches else 2 * size
    made: list[Line] = []
    before: _Printed | None = None
    for line in lines:
        if before is not None and _continues(before, line, left, right, size, pitch):
            made[-1] = Line(glue(made[-1].text, line.text), starts=True, strong=made[-1].strong)
        else:
            centred = line.left > left + 3 * size and line.right < right - 3 * size
            made.append(Line(line.text, starts=True, strong=centred or line.size > 1.25 * size))
        before = line
    return made


def _continues(before: _Printed, line: _Printed, left: float, right: float, size: float, pitch: float) -> bool:
    if numbering(line.text) in (1, 2):  # 一、 or （一）
        return False
    if before.right < right - 2.2 * size:  # it ends short: the end of a paragraph, or a heading
        return False
    if abs(line.size - before.size) > 0.3 * size:
        return False
    if line.left > left + 1.2 * size:  # indented
        return False
    if before.page == line.page and before.bottom - line.bottom > 1.9 * pitch:
        return False
    return not (before.page != line.page and before.text[-1:] in _ENDS and line.left > left + 0.5 * size)
