"""A file -> Document: the steps of reading in order.

bytes, format, Draft (a reader) -> cleaning -> furniture -> joining -> structure -> Traditional to Simplified ->
metadata and the side file -> Document
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind, Document
from clusterdb.read.child import read_in_child
from clusterdb.read.cleaning import clean_line
from clusterdb.read.encodings import decode
from clusterdb.read.files import printable, read_bytes
from clusterdb.read.furniture import strip_furniture
from clusterdb.read.html import read_html
from clusterdb.read.joining import join_broken
from clusterdb.read.limits import MAX_CHARACTERS, MAX_LINE, MAX_LINES, MAX_TITLE
from clusterdb.read.lines import Draft, Line, lay_out
from clusterdb.read.markdown import read_markdown
from clusterdb.read.metadata import find_metadata
from clusterdb.read.presumed import dateline, presumed_year
from clusterdb.read.side_files import read_side_file
from clusterdb.read.structure import find_structure
from clusterdb.read.tables import attach_units
from clusterdb.read.text import read_text
from clusterdb.read.traditional import is_traditional, to_simplified

_READERS: dict[str, tuple[str, Callable[[str, str], Draft]]] = {
    "markdown": ("text/markdown", read_markdown),
    "html": ("text/html", read_html),
    "text": ("text/plain", read_text),
}
_MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (.doc, .xls, .ppt)", "save it as DOCX"),
    (b"{\\rtf", "a rich text file", "save it as DOCX"),
    (b"\x89PNG", "a picture", "give the text"),
    (b"\xff\xd8\xff", "a picture", "give the text"),
    (b"GIF8", "a picture", "give the text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"\x7fELF", "a program", "give a document"),
)
_HTML_START = re.compile(
    r"\A\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}+-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(r"</?(?:p|div|br|table|tr|td|span|h[1-6])\b[^<>]{0,1000}>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6} \S|^\|[^\n]*\|[ \t]*\n\|[ \t]*:?-{2,}", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\r?\n[\s\S]{0,20000}?^\w+:", re.MULTILINE)


def read_document(path: Path) -> Document:
    """Read one document.

    UnreadableDocument says why it cannot be read, SettingsError what is wrong with its side file.
    """
    path = Path(path)
    name = printable(path.name)
    side = read_side_file(path)
    data = read_bytes(path)
    try:
        reader, encoding, draft = _draft(data, path.suffix.lower(), name)
        lines, facts = _refine(draft, name, side.title)
    except (RecursionError, MemoryError) as fault:
        raise UnreadableDocument(f"{name}: too deep or too large to read", "save its text alone") from fault
    found = find_metadata(lines, facts)
    text, blocks = lay_out(lines)
    media_type = _READERS[reader][0] if reader in _READERS else _MEDIA_TYPES[reader]
    published, context_year = side.published_on or found.published_on, side.context_year
    precision = side.published_precision or ("day" if side.published_on else found.published_precision)
    note = side.note or (None if side.published_on else found.note)
    if published is None and context_year is None and (context_year := presumed_year(text)) is not None:
        published = dateline([line.text for line in lines if line.kind is BlockKind.PARAGRAPH], context_year)
        precision = "year" if published is not None else None
        note = "; ".join(filter(None, (note, f"no year is printed: {context_year} by what the text tells")))
    return Document(
        name=name,
        path=printable(str(path)),
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        media_type=media_type,
        encoding=encoding,
        reader=reader,
        title=side.title or found.title,
        publisher=side.publisher or found.publisher,
        issuer=side.issuer or found.issuer,
        published_on=published,
        published_precision=precision,
        document_kind=side.document_kind or found.document_kind,
        url=found.url,
        region=side.region or found.region,
        context_year=context_year,
        note=note,
    )


def _draft(data: bytes, suffix: str, name: str) -> tuple[str, str, Draft]:
    """The reader's name, the encoding, and what the reader made."""
    head = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf", "binary", read_in_child("pdf", data, name)
    if head.startswith(b"PK\x03\x04"):
        return "docx", "binary", read_in_child("docx", data, name)
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableDocument(f"{name}: {what}", remedy)
    if suffix in (".docx", ".pdf"):
        raise UnreadableDocument(
            f"{name}: not a {suffix[1:].upper()} file in spite of its name", "download or copy it again"
        )
    text, encoding = decode(data, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = _text_reader(text, suffix)
    return reader, encoding, _READERS[reader][1](text, name)


def _text_reader(text: str, suffix: str) -> str:
    if _HTML_START.match(text):
        return "html"
    if suffix in (".md", ".markdown") or _FRONT_MATTER.match(text):
        return "markdown"
    if suffix in (".html", ".htm") or sum(1 for _ in _HTML_TAG.finditer(text[:20_000])) >= 5:
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"


def _refine(draft: Draft, name: str, title: str | None) -> tuple[list[Line], dict[str, str]]:
    """From what the reader made to the lines of the clean text."""
    facts = {key: clean_line(value) for key, value in draft.facts.items()}
    lines = [cleaned for line in draft.lines if (cleaned := _cleaned(line)) is not None]
    _check_size(lines, name)
    lines = strip_furniture(lines, facts)
    lines = join_broken(lines)
    if not lines:
        raise UnreadableDocument(f"{name}: no text", "remove it or download it again")
    lines = find_structure(lines, (title or facts.get("title") or "")[:MAX_TITLE] or None)
    lines = attach_units(lines)
    if is_traditional("\n".join(line.text for line in lines)):
        facts = {key: to_simplified(value) for key, value in facts.items()}
        lines = [
            replace(
                line,
                text=to_simplified(line.text),
                cells=tuple(replace(cell, text=to_simplified(cell.text)) for cell in line.cells),
            )
            for line in lines
        ]
    return lines, facts


def _cleaned(line: Line) -> Line | None:
    if line.cells:
        cells = tuple(replace(cell, text=clean_line(cell.text)) for cell in line.cells)
        return replace(line, cells=cells) if any(cell.text for cell in cells) else None
    text = clean_line(line.text)
    return replace(line, text=text) if text else None


def _check_size(lines: list[Line], name: str) -> None:
    if len(lines) > MAX_LINES:
        raise UnreadableDocument(f"{name}: {len(lines):,} lines, more than {MAX_LINES:,}", "split the document")
    sizes = [len(line.text) + sum(len(cell.text) for cell in line.cells) for line in lines]
    if sum(sizes) > MAX_CHARACTERS:
        raise UnreadableDocument(
            f"{name}: {sum(sizes):,} characters, more than {MAX_CHARACTERS:,}", "split the document"
        )
    if sizes and max(sizes) > MAX_LINE:
        raise UnreadableDocument(
            f"{name}: a line of {max(sizes):,} characters, more than {MAX_LINE:,}", "break its paragraphs"
        )
