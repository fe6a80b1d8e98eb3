"""DOCX -> Draft: paragraphs, headings, lists and tables in the order of the document, then its footnotes.

What was deleted under track changes, hidden text, field codes and pictures go; inserted text, text boxes and links
stay. Run by child.py; a ZIP that swells or XML that declares entities is refused before it is parsed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind
from clusterdb.read.html import exponent
from clusterdb.read.limits import MAX_EXPANDED, MAX_PARTS
from clusterdb.read.lines import Draft, Line
from clusterdb.read.tables import Grid, GridCell, rows_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    _W + tag
    for tag in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "rPr",
        "pPr",
        "footnoteReference",
        "endnoteReference",
        "ruby",
    )
) | {_MC + "Fallback"}
_RATIO = 300
_HEADING = re.compile(r"(?:heading|标题)\s*(?P<level>[1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题|文章标题|大标题)", re.IGNORECASE)


def read(stream: BinaryIO) -> Draft:
    """Read the bytes of a DOCX file."""
    data = stream.read()
    _check_archive(data)
    try:
        document = Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError) as fault:
        if isinstance(fault, SyntaxError) and not fault.lineno:
            raise MemoryError from fault  # all that lxml says of it is "unknown error", at line 0
        raise UnreadableDocument(f"not a whole DOCX file ({_brief(fault)})", "save it again as DOCX") from fault
    styles = _style_names(document)
    body = document.element.body
    if body is None:
        raise UnreadableDocument("a DOCX file without a body", "save it again as DOCX")
    lines = list(_blocks(body, styles))
    lines.extend(_notes(document, styles))
    if not any(line.text.strip() or line.cells for line in lines):
        raise UnreadableDocument("no text, pictures alone", "run text recognition (OCR) over it and save the text")
    return Draft(tuple(lines))


def _brief(fault: BaseException) -> str:
    return " ".join(str(fault).split())[:120] or type(fault).__name__


def _check_archive(data: bytes) -> None:
    """Refuse what is no DOCX, or would harm who unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_parts(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_xml(archive.read(part), part.filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as fault:
        raise UnreadableDocument(
            f"a damaged or truncated DOCX file ({_brief(fault)})", "download or copy it again"
        ) from fault


def _check_parts(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS:
        raise UnreadableDocument(f"a ZIP archive of {len(parts):,} files", "save it again as DOCX")
    if not any(name.startswith("word/") for name in names):
        what = "a ZIP archive that is no DOCX"
        if any(name.startswith("xl/") for name in names):
            what = "an Excel workbook"
        elif any(name.startswith("ppt/") for name in names):
            what = "a presentation"
        raise UnreadableDocument(what, "save its text as DOCX or TXT")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument("an encrypted archive", "save it without a password")
    swollen = any(p.file_size > 10_000_000 and p.file_size > _RATIO * max(p.compress_size, 1) for p in parts)
    if swollen or sum(part.file_size for part in parts) > MAX_EXPANDED:
        raise UnreadableDocument("a ZIP bomb: it swells far beyond its size", "get the document from its source")


def _check_xml(data: bytes, name: str) -> None:
    """No part of a DOCX has a document type; text that looks like one is escaped."""
    for mark in ("<!DOCTYPE", "<!ENTITY"):
        if any(mark.encode(encoding) in data for encoding in ("ascii", "utf-16-le", "utf-16-be")):
            raise UnreadableDocument(f"{name} declares a document type or entities", "save it again as DOCX")


def _style_names(document: Any) -> dict[str, str]:
    names: dict[str, str] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        key, name = style.get(f"{_W}styleId"), style.find(f"{_W}name")
        if key and name is not None:
            names[key] = name.get(f"{_W}val") or ""
    return names


def _blocks(parent: Any, styles: dict[str, str]) -> Iterator[Line]:
    for element in parent.iterchildren():
        tag = element.tag
        if tag == f"{_W}p":
            yield from _paragraph(element, styles)
        elif tag == f"{_W}tbl":
            yield from _table(element, styles)
        elif tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag", f"{_W}moveTo"):
            content = element.find(f"{_W}sdtContent") if tag == f"{_W}sdt" else element
            if content is not None:
                yield from _blocks(content, styles)


def _paragraph(paragraph: Any, styles: dict[str, str]) -> Iterator[Line]:
    parts: list[str] = []
    boxes: list[Any] = []
    bold = _gather(paragraph, parts, boxes)
    kind, level = _kind(paragraph, styles)
    centred = _value(paragraph, "jc") == "center"
    for text in "".join(parts).split("\n"):
        if text.strip():
            yield Line(text, kind, level, starts=True, strong=bold or centred)
    for box in boxes:
        yield from _blocks(box, styles)


def _gather(root: Any, parts: list[str], boxes: list[Any]) -> bool:
    """Add the text of a paragraph to `parts`, its text boxes to `boxes`; true where all of it is bold."""
    bold = plain = 0
    stack = [root]
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{_W}txbxContent":
            boxes.append(element)
            continue
        if tag == f"{_W}r":
            look = element.find(f"{_W}rPr")
            if look is not None and _is_on(look.find(f"{_W}vanish")):
                continue
            begin = len(parts)
            _gather_run(element, parts, stack)
            size = sum(len(part.strip()) for part in parts[begin:])
            if look is not None:
                raised = look.find(f"{_W}vertAlign")
                if raised is not None and raised.get(f"{_W}val") == "superscript":
                    parts[begin:] = [exponent("".join(parts[begin:]), "".join(parts[max(0, begin - 3) : begin]))]
                if _is_on(look.find(f"{_W}strike")) or _is_on(look.find(f"{_W}dstrike")):
                    del parts[begin:]
            is_bold = look is not None and _is_on(look.find(f"{_W}b"))
            bold, plain = (bold + size, plain) if is_bold else (bold, plain + size)
            continue
        stack.extend(reversed(list(element)))
    return bold > 0 and plain == 0


def _gather_run(run: Any, parts: list[str], stack: list[Any]) -> None:
    for child in run.iterchildren():
        tag = child.tag
        if tag == f"{_W}t":
            parts.append(child.text or "")
        elif tag in (f"{_W}tab", f"{_W}ptab"):
            parts.append(" ")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("" if child.get(f"{_W}type") in ("page", "column") else "\n")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif tag not in _SKIPPED and isinstance(tag, str):
            stack.extend(child.iter(f"{_W}txbxContent") if tag != f"{_MC}AlternateContent" else _chosen(child))


def _chosen(alternate: Any) -> list[Any]:
    """The text boxes of the choice that Word would show; its fallback says the same again."""
    choice = alternate.find(f"{_MC}Choice")
    return list(choice.iter(f"{_W}txbxContent")) if choice is not None else []


def _is_on(flag: Any) -> bool:
    return flag is not None and flag.get(f"{_W}val") not in ("0", "false", "off", "none")


def _value(paragraph: Any, name: str) -> str | None:
    properties = paragraph.find(f"{_W}pPr")
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found.get(f"{_W}val") if found is not None else None


def _kind(paragraph: Any, styles: dict[str, str]) -> tuple[BlockKind | None, int]:
    """Heading by style or outline level, title by style, list item by numbering; else for structure.py to tell."""
    style = styles.get(_value(paragraph, "pStyle") or "", "")
    heading = _HEADING.fullmatch(style)
    if heading is not None:
        return BlockKind.HEADING, int(heading["level"])
    if _TITLE.fullmatch(style):
        return BlockKind.TITLE, 0
    outline = _value(paragraph, "outlineLvl")
    if outline is not None and outline.isdecimal() and int(outline) < 9:
        return BlockKind.HEADING, int(outline) + 1
    if style.lower() == "caption":
        return BlockKind.CAPTION, 0
    properties = paragraph.find(f"{_W}pPr")
    if style.lower().startswith("list") or (properties is not None and properties.find(f"{_W}numPr") is not None):
        return BlockKind.LIST_ITEM, 0
    return None, 0


def _table(table: Any, styles: dict[str, str]) -> Iterator[Line]:
    """The rows; a cell that holds a table gives its text. A table of one column is a frame around paragraphs."""
    rows = [row for row in table.iter(f"{_W}tr") if _owner(row) is table]
    if all(len(row.findall(f"{_W}tc")) <= 1 for row in rows):
        for row in rows:
            for cell in row.findall(f"{_W}tc"):
                yield from _blocks(cell, styles)
        return
    grid = Grid()
    merged = [_merges(row) for row in rows]
    for at, row in enumerate(rows):
        cells = []
        for column, (cell, across, merge) in merged[at].items():
            if merge == "continue":
                continue
            down = 1
            if merge == "restart":
                while at + down < len(rows) and merged[at + down].get(column, (None, 0, ""))[2] == "continue":
                    down += 1
            text = " ".join(_cell_text(cell, styles))
            cells.append(GridCell(text, down=down, across=across))
        properties = row.find(f"{_W}trPr")
        repeated = properties is not None and _is_on(properties.find(f"{_W}tblHeader"))
        grid.add_row(cells, is_header=repeated)
    yield from rows_of(grid)


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _merges(row: Any) -> dict[int, tuple[Any, int, str]]:
    """The cells of a row by their column: element, columns across, and `restart` or `continue` of a vertical merge."""
    cells: dict[int, tuple[Any, int, str]] = {}
    column = 0
    for cell in row.findall(f"{_W}tc"):
        properties = cell.find(f"{_W}tcPr")
        span = properties.find(f"{_W}gridSpan") if properties is not None else None
        merge = properties.find(f"{_W}vMerge") if properties is not None else None
        words = (span.get(f"{_W}val") or "1") if span is not None else "1"
        across = min(int(words), 200) if words.isdecimal() and len(words) < 5 else 1
        kind = "" if merge is None else merge.get(f"{_W}val") or "continue"
        cells[column] = (cell, max(across, 1), kind)
        column += max(across, 1)
    return cells


def _cell_text(cell: Any, styles: dict[str, str]) -> Iterator[str]:
    for line in _blocks(cell, styles):
        yield " ".join(part.text for part in line.cells) if line.cells else line.text.strip()


def _notes(document: Any, styles: dict[str, str]) -> Iterator[Line]:
    """The text of footnotes and endnotes, below the document."""
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        try:
            root = parse_xml(relation.target_part.blob)
        except SyntaxError:
            continue
        for note in root:
            if note.get(f"{_W}type") is None:
                for line in _blocks(note, styles):
                    yield Line(line.text, BlockKind.LIST_ITEM, cells=line.cells, starts=True)
