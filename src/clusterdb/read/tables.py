"""A table with its spans -> TABLE_ROW lines whose cells know the header cells that speak for them.

A cell is printed once, where it begins. The headers of a cell are the header cells above it (all rows that the table
marks as head, else its first row where that holds no figure) and the words to the left of it in its own row.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from clusterdb.model import BlockKind
from clusterdb.read.limits import MAX_TABLE_CELLS
from clusterdb.read.lines import DraftCell, Line
from clusterdb.read.wording import load_wording

_FIGURE = re.compile(r"[-+±~<>≥≤≈约近超]?\s*\d[\d.,:/~\-—–\s]*\s*(?:[%‰]|\w{0,4})")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:\s*年.{0,6}|[-—–](?:19|20)\d\d年?)?|\d{1,2}(?:[-—–]\d{1,2})?月.{0,4}")
_UNIT_LINE = re.compile(r"[（(]?[\u4e00-\u9fff]{2,6}[：:][^。；]{1,24}")
_keys = itertools.count()


def _is_figure(text: str) -> bool:
    """True for a cell that holds a value, not a name or a period: 134家, 5.3%, but not 2025年."""
    return bool(_FIGURE.fullmatch(text)) and not _PERIOD.fullmatch(text)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the format gives it."""

    text: str
    is_header: bool = False
    down: int = 1
    across: int = 1


@dataclass(slots=True)
class _Placed:
    cell: GridCell
    row: int
    column: int
    key: int


@dataclass
class Grid:
    """A table with its spans laid out: `at[row, column]` is the cell that covers that place."""

    at: dict[tuple[int, int], _Placed] = field(default_factory=dict)
    cells: list[list[_Placed]] = field(default_factory=list)
    head: set[int] = field(default_factory=set)
    width: int = 0

    def add_row(self, cells: Sequence[GridCell], *, is_header: bool = False) -> None:
        """Set a row under the last; a span that would make the table larger than the limit is cut."""
        row = len(self.cells)
        placed = []
        column = 0
        for cell in cells:
            while (row, column) in self.at:
                column += 1
            item = _Placed(cell, row, column, next(_keys))
            placed.append(item)
            down, across = max(1, min(cell.down, 1000)), max(1, min(cell.across, 200))
            for y, x in itertools.product(range(row, row + down), range(column, column + across)):
                if len(self.at) >= MAX_TABLE_CELLS:
                    break
                self.at.setdefault((y, x), item)
            column += across
        self.width = max(self.width, column)
        self.cells.append(placed)
        if is_header or (placed and all(item.cell.is_header for item in placed)):
            self.head.add(row)

    def head_rows(self) -> set[int]:
        """The rows that name columns."""
        if self.head:
            return {row for row in self.head if all(above in self.head for above in range(row))} or {0}
        first = self.cells[0] if self.cells else []
        if len(self.cells) < 2 or self.width < 2 or any(_is_figure(item.cell.text) for item in first):
            return set()
        if sum(bool(item.cell.text) for item in first) < 2 and self.width > 1:
            return set()
        deepest = max((item.cell.down for item in first), default=1)
        return set(range(min(deepest, 3, len(self.cells) - 1)))


def rows_of(grid: Grid) -> Iterator[Line]:
    """The rows as lines; rows without any text go."""
    head = grid.head_rows()
    for cells in grid.cells:
        if not any(item.cell.text for item in cells):
            continue
        drafted = tuple(DraftCell(item.cell.text, item.key, _headers(grid, head, item)) for item in cells)
        yield Line("", BlockKind.TABLE_ROW, cells=drafted, starts=True)


def attach_units(lines: Sequence[Line]) -> list[Line]:
    """`单位：亿元` above a table speaks for its figures: the line gets a cell, and they name it among their headers."""
    labels = load_wording().unit_labels
    found: list[Line] = []
    unit: int | None = None
    # the cells may come from another process: its numbers are not this one's
    free = itertools.count(1 + max((cell.key for line in lines for cell in line.cells), default=0))
    for at, line in enumerate(lines):
        if line.cells:
            cells = line.cells if unit is None else tuple(_with_header(cell, unit) for cell in line.cells)
            found.append(replace(line, cells=cells))
            continue
        if at and lines[at - 1].cells:
            unit = None
        near = any(after.cells for after in lines[at + 1 : at + 3])
        if near and _UNIT_LINE.fullmatch(line.text) and line.text.lstrip("（(").startswith(labels):
            unit = next(free)
            found.append(replace(line, kind=BlockKind.CAPTION, level=0, cells=(DraftCell(line.text, unit),)))
        else:
            found.append(line)
    return found


def _with_header(cell: DraftCell, key: int) -> DraftCell:
    return replace(cell, headers=(*cell.headers, key)) if _is_figure(cell.text) else cell


def _headers(grid: Grid, head: set[int], item: _Placed) -> tuple[int, ...]:
    if item.row in head:
        return ()
    found: list[int] = []
    for row in sorted(head):
        above = grid.at.get((row, item.column))
        if above is not None and above.key != item.key and above.cell.text:
            found.append(above.key)
    for column in range(item.column):
        left = grid.at.get((item.row, column))
        if left is None or left.key == item.key or not left.cell.text:
            continue
        if left.row in head or _is_figure(left.cell.text) or len(left.cell.text) > 80:
            continue
        found.append(left.key)
    return tuple(dict.fromkeys(found))
