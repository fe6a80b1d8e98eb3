"""Tables and lists of facts that line up, no wider than the terminal.

In: columns and rows of text, styled or plain. Out: lines on standard output. Whatever the width, words stay whole: the
columns that keep their width have it first, then each of the others gets room for its longest word, then the rest is
shared out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len
from rich.text import Text

from clusterdb.cli.terminal import clean, out, unicode_ok
from clusterdb.cli.wrapping import longest_part, spans

if TYPE_CHECKING:
    from rich.console import Console

#: blanks between two columns
GAP = 2
#: a column is never narrower than this, were its words cut for it
LEAST = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `share` says how it takes part in the room that is left; 0 keeps its own width.

    A column that comes `first` has all the room it wants, up to a quarter of the table, before others share.
    """

    title: str
    justify: str = "left"
    share: int = 0
    first: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print a table to standard output, as wide as the terminal at most, long cells wrapped."""
    console = out()
    titles = [Text(column.title, style="bold") for column in columns]
    cells = [[_text(cell) for cell in row] for row in rows]
    widths = share_out(columns, [titles, *cells], console.width)
    _print_row(console, columns, widths, titles)
    rule = "─" if unicode_ok() else "-"
    _print(console, Text(rule * (sum(widths) + GAP * (len(widths) - 1)), style="dim"))
    for row in cells:
        _print_row(console, columns, widths, row)


def facts(pairs: Iterable[tuple[str, str | Text | None]]) -> None:
    """Print names and values in two columns to standard output; what is None is left out."""
    rows = [(Text(name, style="dim"), _text(value)) for name, value in pairs if value is not None]
    if not rows:
        return
    console = out()
    columns = (Column(""), Column("", share=1))
    names = max(name.cell_len for name, _ in rows)
    widths = [names, max(console.width - names - GAP, 2 * LEAST)]
    for row in rows:
        _print_row(console, columns, widths, row)


def columns(names: Sequence[tuple[str, int]], text: str) -> None:
    """Print a line of short names, each as wide as told, and a text that wraps behind them."""
    console = out()
    widths = [width for _, width in names]
    room = max(console.width - sum(widths) - GAP * len(widths), 2 * LEAST)
    cells = [*(_text(name) for name, _ in names), _text(text)]
    _print_row(console, [Column("")] * len(cells), [*widths, room], cells)


def share_out(columns: Sequence[Column], rows: Sequence[Sequence[Text]], room: int) -> list[int]:
    """The width of each column, so that the table fits into `room` columns of the terminal."""
    natural = [max(_natural(row[index]) for row in rows) for index in range(len(columns))]
    room -= GAP * (len(columns) - 1)
    if sum(natural) <= room:
        return natural
    least = [
        max(longest_part(row[index].plain) for row in rows) if column.share else natural[index]
        for index, column in enumerate(columns)
    ]
    widths = list(least)
    shared = [index for index, column in enumerate(columns) if column.share]
    # where not even the words fit, the widest column gives way
    while sum(widths) > room and (wide := max(shared, key=lambda index: widths[index], default=None)) is not None:
        if widths[wide] <= LEAST:
            break
        widths[wide] -= 1
    for index in (index for index in shared if columns[index].first):
        wanted = min(natural[index], max(widths[index], room // 4))
        widths[index] += max(0, min(wanted - widths[index], room - sum(widths)))
    while sum(widths) < room:
        hungry = [index for index in shared if widths[index] < natural[index]]
        if not hungry:
            break
        widths[min(hungry, key=lambda index: widths[index] / columns[index].share)] += 1
    return widths


def _natural(cell: Text) -> int:
    return max(map(cell_len, cell.plain.split("\n")))


def _text(cell: str | Text) -> Text:
    return cell if isinstance(cell, Text) else Text(clean(cell))


def _print_row(console: Console, columns: Sequence[Column], widths: Sequence[int], cells: Sequence[Text]) -> None:
    lines = [
        [cell[start:end] for start, end in spans(cell.plain, width)] for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, lines))):
        drawn = Text()
        for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
            part = lines[index][number] if number < len(lines[index]) else Text()
            blanks = " " * max(0, width - part.cell_len)
            drawn.append_text(Text(blanks) + part if column.justify == "right" else part + Text(blanks))
            if index < len(widths) - 1:
                drawn.append(" " * GAP)
        _print(console, drawn)


def _print(console: Console, line: Text) -> None:
    """Print a line without the blanks that fill it up."""
    line.rstrip()
    with console.capture() as captured:
        console.print(line, soft_wrap=True)
    click.echo(captured.get().rstrip("\n"))
