"""Plain text -> Draft: a line a paragraph where it is written so, else joined.

Text copied from pages and PDF files is broken where a page or a printed line ended (`企业247`, blank lines, `家，14`).
joining.py puts sentences together; this reader only finds out whether all lines are broken at one width.
"""

from __future__ import annotations

import unicodedata

from clusterdb.errors import UnreadableDocument
from clusterdb.read.cleaning import break_lines, glue
from clusterdb.read.limits import MAX_LINES, MAX_PARAGRAPH
from clusterdb.read.lines import Draft, Line
from clusterdb.read.tables import Grid, GridCell, rows_of

_INDENTS = ("\u3000", "  ", "\t")
_MIN_LINES = 12


def read_text(text: str, name: str) -> Draft:
    """Read bare text."""
    rows = break_lines(text)
    width = _wrap_width(rows)
    lines: list[Line] = []
    blank = True
    previous = ""
    tables = _tab_tables(rows)
    for at, row in enumerate(rows):
        stripped = row.strip()
        if at in tables:
            lines.extend(tables[at])
            blank = True
            continue
        if not stripped:
            blank = True
            continue
        starts = row.startswith(_INDENTS)
        before = lines[-1].text if lines else ""
        if (
            width
            and before
            and not blank
            and not starts
            and len(before) < MAX_PARAGRAPH
            and _columns(previous) >= width - 4
        ):
            lines[-1] = Line(glue(before, stripped), starts=lines[-1].starts)
        elif len(lines) >= MAX_LINES:
            raise UnreadableDocument(f"{name}: more than {MAX_LINES:,} lines", "split the document")
        else:
            lines.append(Line(stripped, starts=starts))
        previous = row.rstrip()
        blank = False
    return Draft(tuple(lines))


def _tab_tables(rows: list[str]) -> dict[int, list[Line]]:
    """Rows copied from a table, their cells parted by tabs: the first row's number -> its lines, the others -> none."""
    found: dict[int, list[Line]] = {}
    at = 0
    while at < len(rows):
        end = at
        columns = rows[at].strip().count("\t")
        while columns and end < len(rows) and rows[end].strip().count("\t") == columns:
            end += 1
        if end - at >= 2:
            grid = Grid()
            for row in rows[at:end]:
                grid.add_row([GridCell(cell.strip()) for cell in row.strip().split("\t")])
            found.update({row: [] for row in range(at, end)})
            found[at] = list(rows_of(grid))
        at = max(end, at + 1)
    return found


def _columns(row: str) -> int:
    """Width on a terminal or a typewriter: a Chinese character takes two columns."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in row[:400])


def _wrap_width(rows: list[str]) -> int:
    """The width at which all lines are broken, or 0 where every paragraph has its own line."""
    widths = sorted(_columns(row.rstrip()) for row in rows[:2000] if row.strip())
    if len(widths) < _MIN_LINES:
        return 0
    width = widths[len(widths) * 95 // 100]
    full = sum(width - 4 <= w <= width + 2 for w in widths)
    return width if 30 <= width <= 160 and full * 2 >= len(widths) else 0
