"""What a reader hands on, before it is a Document: lines with what their format said of them.

bytes -> Draft      html, markdown, text, docx, pdf
Draft -> Draft      cleaning, joining, furniture, structure
Draft -> blocks     `lay_out`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from clusterdb.model import Block, BlockKind, Cell, Span

CELL_GAP = " | "
"""What stands between two cells of a table row in the clean text."""


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A table cell with a number of its own; `headers` are the numbers of the cells that speak for it."""

    text: str
    key: int
    headers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text to be. `kind` is None where the format did not say; `starts` where it said that a paragraph
    begins here (an indent, an element); `strong` where all of it is bold or centred,
    `link` where all of it is a link.
    """

    text: str
    kind: BlockKind | None = None
    level: int = 0
    cells: tuple[DraftCell, ...] = ()
    starts: bool = False
    strong: bool = False
    link: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines in order, and what the format said of the document: title, date, publisher, issuer, url."""

    lines: tuple[Line, ...]
    facts: dict[str, str] = field(default_factory=dict)


def lay_out(lines: Iterable[Line]) -> tuple[str, tuple[Block, ...]]:
    """Set lines under each other: the clean text and its blocks, a block a line."""
    parts: list[str] = []
    placed: list[tuple[Line, int, list[Span]]] = []
    where: dict[int, Span] = {}
    start = 0
    for line in lines:
        spans: list[Span] = []
        text = line.text
        if line.cells:
            text = CELL_GAP.join(cell.text for cell in line.cells)
            at = start
            for cell in line.cells:
                spans.append(Span(at, at + len(cell.text)))
                where[cell.key] = spans[-1]
                at += len(cell.text) + len(CELL_GAP)
        parts.append(text)
        placed.append((line, start, spans))
        start += len(text) + 1
    blocks = []
    for (line, begin, spans), text in zip(placed, parts, strict=True):
        cells = tuple(
            Cell(span, tuple(where[key] for key in cell.headers if key in where))
            for cell, span in zip(line.cells, spans, strict=True)
        )
        blocks.append(Block(Span(begin, begin + len(text)), line.kind or BlockKind.PARAGRAPH, line.level, cells))
    return "\n".join(parts), tuple(blocks)
