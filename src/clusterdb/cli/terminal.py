"""Text on a terminal: data to standard output, talk to standard error, Chinese two columns wide, colours on a tty only.

In: strings that may come from any document. Out: strings that cannot move the cursor, and tables that line up.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# C0 and C1 controls, the marks that turn the direction of writing, and what takes no room
_CONTROL = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]"
    r"|\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)"
    r"|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_BREAK = re.compile(r"[ \t\r\n\u2028\u2029]+")

#: what a table is laid out for where no terminal tells its width
PIPE_WIDTH = 160
BAR_WIDTH = 10
_EIGHTHS = " ▏▎▍▌▋▊▉"


def clean(text: str, *, keep_lines: bool = False) -> str:
    """The text without control sequences, on one line unless `keep_lines`: a document cannot paint the terminal."""
    if keep_lines:
        return "\n".join(_CONTROL.sub("", line.replace("\t", "    ")) for line in text.split("\n"))
    return _CONTROL.sub("", _BREAK.sub(" ", text)).strip()


def out() -> Console:
    """Where data go."""
    return _console(sys.stdout)


def talk() -> Console:
    """Where everything else goes."""
    return _console(sys.stderr)


def _console(stream: Any) -> Console:
    from rich.console import Console

    width = None if stream.isatty() else int(_columns() or PIPE_WIDTH)
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def _columns() -> int:
    # COLUMNS, where it is set, is meant; the fallback of (0, 0) tells it from a guess
    return shutil.get_terminal_size((0, 0)).columns


def width() -> int:
    """How many columns a table on standard output may take."""
    return out().width


def unicode_ok(stream: Any = None) -> bool:
    """Whether block characters can be written there."""
    encoding = getattr(stream or sys.stdout, "encoding", None) or "ascii"
    try:
        "█░▏≥".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def bar(ratio: float, columns: int = BAR_WIDTH) -> str:
    """A bar of `columns` columns for a share of one: 0.714 -> `███████▏░░`; it is never over-full."""
    ratio = min(max(ratio, 0.0), 1.0)
    if not unicode_ok():
        full = round(ratio * columns)
        return "#" * full + "." * (columns - full)
    eighths = round(ratio * columns * 8)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[rest] if rest else "")
    return drawn + "░" * (columns - len(drawn))


def percent(ratio: float) -> str:
    """A share of one as a percentage: 0.714 -> `71.4 %`, 1 -> `100 %`, 12.3 -> `1,230 %`."""
    value = round(ratio * 100, 1)
    return f"{value:,.0f} %" if value == int(value) or abs(value) >= 1000 else f"{value:,.1f} %"


def published(day: date | None, precision: str | None) -> str:
    """A day of publication as precisely as it is known: 2024, 2024-03 or 2024-03-05; nothing where there is none."""
    return str(day)[: {"year": 4, "month": 7}.get(precision or "", 10)] if day else ""


def number(value: float) -> str:
    """A figure for people: 25000.0 -> `25,000`, 71.4 -> `71.4`, 2.92e12 -> `2,920,000,000,000`."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `share` says how it takes part in the room that is left; 0 keeps its own width."""

    title: str
    justify: str = "left"
    share: int = 0
    at_least: int = 4


def table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print a table to standard output, as wide as the terminal, long cells folded."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD if unicode_ok() else box.ASCII2, pad_edge=False, show_edge=False)
    for column in columns:
        drawn.add_column(
            Text(column.title),
            justify=column.justify,  # type: ignore[arg-type]
            ratio=column.share or None,
            min_width=column.at_least if column.share else None,
            no_wrap=not column.share,
            overflow="fold" if column.share else "ellipsis",
        )
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else Text(clean(cell)) for cell in row))
    _print_bare(drawn)


def _print_bare(drawn: Table) -> None:
    """Print without the blanks that fill a table's lines up to its width."""
    console = out()
    with console.capture() as captured:
        console.print(drawn)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def styled(text: str, style: str) -> Text:
    """A cleaned text in a style; colours show on a terminal alone."""
    from rich.text import Text

    return Text(clean(text), style=style)


def facts(pairs: Iterable[tuple[str, str | Text | None]]) -> None:
    """Print names and values in two columns to standard output; what is None is left out."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        if value is not None:
            grid.add_row(Text(name), value if isinstance(value, Text) else Text(clean(value)))
    _print_bare(grid)


def write(text: str, indent: int = 0) -> None:
    """A cleaned line to standard output."""
    click.echo(" " * indent + clean(text))


def say(message: str, style: str | None = None) -> None:
    """A line to standard error."""
    from rich.text import Text

    talk().print(Text(clean(message, keep_lines=True), style=style or ""), soft_wrap=True)
