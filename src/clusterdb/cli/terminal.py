"""Text on a terminal: data to standard output, talk to standard error, Chinese two columns wide, colours on a tty only.

In: strings that may come from any document. Out: strings that cannot move the cursor, no wider than the terminal.
"""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console
    from rich.text import Text

# C0 and C1 controls, the marks that turn the direction of writing, and what takes no room
_CONTROL = re.compile(
    r"\x1b\[[0-9;?]*[ -/]*[@-~]"
    r"|\x1b\][^\x07\x1b]{0,4096}(?:\x07|\x1b\\)"
    r"|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_BREAK = re.compile(r"[ \t\r\n\u2028\u2029]+")

#: what output is laid out for where no terminal tells its width: a pipe and a file get what a terminal of 80 columns does
PIPE_WIDTH = 80
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


def styled(text: str, style: str) -> Text:
    """A cleaned text in a style; colours show on a terminal alone."""
    from rich.text import Text

    return Text(clean(text), style=style)


def write(text: str, indent: int = 0, hang: int = 0) -> None:
    """A cleaned text to standard output, wrapped to its width; lines after the first stand `hang` columns further in."""
    from clusterdb.cli.wrapping import wrap

    first, *rest = wrap(clean(text), max(width() - indent - hang, 20))
    click.echo(" " * indent + first)
    for line in rest:
        click.echo(" " * (indent + hang) + line)


def say(message: str, style: str | None = None, indent: int = 0) -> None:
    """A message to standard error: wrapped on a terminal, a line of its own in a file or a pipe."""
    from rich.text import Text

    from clusterdb.cli.wrapping import wrap

    console = talk()
    text = clean(message, keep_lines=True)
    lines = wrap(text, max(console.width - indent, 20)) if console.is_terminal else [text]
    console.print(Text("\n".join(" " * indent + line for line in lines), style=style or ""), soft_wrap=True)
