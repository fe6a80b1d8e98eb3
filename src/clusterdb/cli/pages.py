"""Help pages and wrong usage in the language of the command line.

English comes from the commands themselves. In Chinese the text of a page comes from pages.yaml, under the command's name,
and whatever else stands on it (options, headings, what click adds) from the catalogue of messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import IO, Any

import click

from clusterdb.cli.language import catalogue, in_chinese, language

#: what click adds behind the help of an option: [default: 100; x>=0]
_EXTRA = re.compile(r"(?P<help>.*?)(?:  )?\[(?P<extra>(?:default|required|x|\d).*)\]", re.DOTALL)
#: above lines that stay as they are, in click's pages and in ours; before what ends a page
_KEPT = {"\b", "|"}
_END = "\n---\n"
_COLUMN_MOST = 30
_GAP = 2


class SpokenContext(click.Context):
    """A context whose help pages speak the language that was asked for."""

    def make_formatter(self) -> click.HelpFormatter:
        """What lays out the page of this command."""
        if language(self) == "en":
            return super().make_formatter()
        formatter = ChineseFormatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.texts = iter(pages().get(" ".join(_names(self)), ()))
        return formatter


def _names(context: click.Context) -> list[str]:
    """The names of a command and the groups above it: [review, accept]; none for the program."""
    names: list[str] = []
    at: click.Context | None = context
    while at is not None and at.parent is not None:
        names.insert(0, at.command.name or "")
        at = at.parent
    return names


@cache
def pages() -> dict[str, list[str]]:
    """The Chinese text of every command's page, and what stands at its end; the program's own is under ''."""
    import yaml

    folder = files("clusterdb.cli") / "messages" / "pages"
    found: dict[str, str] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        found |= yaml.safe_load(entry.read_text(encoding="utf-8"))
    return {name: text.split(_END) for name, text in found.items()}


class ChineseFormatter(click.HelpFormatter):
    """Lays out a page in Chinese: two columns a character, broken where Chinese may break."""

    #: the text of the page and of its end, asked for in this order
    texts: Iterator[str] = iter(())

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        """`用法：clusterdb compare [选项]`."""
        for english, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND", "命令"), ("[ARGS]", "[参数]")):
            args = args.replace(english, chinese)
        self.write(f"用法：{prog} {args}".rstrip() + "\n")

    def write_heading(self, heading: str) -> None:
        """`选项：`."""
        self.write(f"{'':{self.current_indent}}{in_chinese(heading)}：\n")

    def write_text(self, text: str) -> None:
        """A text of the page, paragraph by paragraph; one below a mark of click's or of ours keeps its lines."""
        from clusterdb.cli.wrapping import wrap

        paragraphs = next(self.texts, text).strip("\n").split("\n\n")
        for number, paragraph in enumerate(paragraphs):
            if number:
                self.write("\n")
            lines = paragraph.split("\n")
            kept = lines[0] in _KEPT
            for line in lines[1:] if kept else wrap(_joined(lines), self.width - self.current_indent):
                self.write(f"{'':{self.current_indent}}{line}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _COLUMN_MOST, col_spacing: int = _GAP) -> None:
        """Options or commands with what they do."""
        from clusterdb.cli.wrapping import cell_len, wrap

        lines = [(first, _described(second)) for first, second in rows]
        widest = min(max(cell_len(first) for first, _ in lines), col_max) + col_spacing
        for first, second in lines:
            begin = f"{'':{self.current_indent}}{first}"
            room = widest + self.current_indent
            told = wrap(second, max(self.width - room, 10))
            if cell_len(first) > widest - col_spacing:
                self.write(f"{begin}\n")
                begin = ""
            self.write(f"{begin}{' ' * (room - cell_len(begin))}{told[0]}".rstrip() + "\n")
            for line in told[1:]:
                self.write(f"{'':{room}}{line}\n")


def _joined(lines: list[str]) -> str:
    """Lines of a paragraph as one: a blank between two only where both sides are Latin."""
    text = lines[0]
    for line in lines[1:]:
        text += (" " if text[-1:].isascii() and line[:1].isascii() else "") + line
    return text


def _described(text: str) -> str:
    """The help of an option or a command, with what click adds to it."""
    if text in catalogue() or (match := _EXTRA.fullmatch(text)) is None:
        return in_chinese(text)
    extra = "；".join(in_chinese(part) for part in match["extra"].split("; "))
    return f"{in_chinese(match['help'].strip())}  [{extra}]".strip()


class Misuse(click.UsageError):
    """Wrong usage, told in Chinese."""

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(in_chinese(error.format_message()), error.ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """The usage of the command, and what was wrong."""
        if self.ctx is not None:
            click.echo(self.ctx.get_usage(), file=file, err=file is None)
            click.echo(f"看说明：{self.ctx.command_path} --help\n", file=file, err=file is None)
        click.echo(f"错误：{self.format_message()}", file=file, err=file is None)


def spoken(error: click.UsageError) -> click.UsageError:
    """Wrong usage in the language that was asked for."""
    return error if isinstance(error, Misuse) or language(error.ctx) == "en" else Misuse(error)


def speaking(command: click.Command) -> click.Command:
    """The command, and all below it, with pages that speak the language that was asked for."""
    command.context_class = SpokenContext
    if isinstance(command, click.Group):
        for one in command.commands.values():
            # the whole first sentence, which click would cut short
            one.short_help = one.short_help or one.get_short_help_str(limit=200)
            speaking(one)
    return command
