"""What the command line says, in English or in Chinese.

In: an English message as it stands in the code, and what fills it. Out: the message in the language that was asked for.
The code is written in English; the Chinese of every message stands in messages/*.yaml, and a test holds the two together.
What comes ready-made out of the stages, such as the text of an error, is recognised by its wording and put into Chinese
when it is printed, so that the stages know one language.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import click

#: places of a message that hold another message; all others hold names and numbers, which stay as they are
_TELLING = frozenset({"why", "what", "which", "state", "promise", "more"})
_NUMBER = re.compile(r"[\d,.]+")
#: a text longer than this is none of ours; messages within messages are looked for so deep
_LONGEST = 4000
_DEEPEST = 4


def language(context: click.Context | None = None) -> str:
    """`zh` or `en`: what --lang or CLUSTERDB_LANG says, else what the locale does; English where nothing runs."""
    context = context or click.get_current_context(silent=True)
    if context is None:
        return "en"
    root = context.find_root()
    asked = getattr(root.obj, "lang", None) or root.params.get("lang") or os.environ.get("CLUSTERDB_LANG")
    return asked or of_the_locale()


def of_the_locale() -> str:
    """The language of the user's locale: Chinese or, for all others, English."""
    said = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if said.lower().startswith("zh") else "en"


def t(message: str, /, **values: Any) -> str:
    """A message in the language of the command line, its `{names}` filled in by the values of those names."""
    if language() == "zh":
        message = catalogue().get(message, message)
    return message.format(**values) if values else message


def count(number: int, one: str, many: str, /, **values: Any) -> str:
    """A message about a number of things, by the number: 1 -> `{count:,} target`, 2 -> `{count:,} targets`.

    The Chinese stands under `many`: Chinese knows no plural.
    """
    return t(one if number == 1 and language() == "en" else many, count=number, **values)


def told(text: str) -> str:
    """What another part of clusterdb said in English, in the language of the command line; else as it stands."""
    return text if language() == "en" else in_chinese(text)


def in_chinese(text: str, depth: int = _DEEPEST) -> str:
    """The Chinese of an English text that fits a message of the catalogue; a text that fits none comes back.

    A message within the message is put into Chinese too, and so are a reason and a remedy that stand together.
    """
    if text in catalogue():
        return catalogue()[text]
    if not depth or len(text) > _LONGEST or text.isspace():
        return text
    for pattern in _patterns():
        if (values := pattern.values(text)) is not None:
            inner = {
                name: in_chinese(value, depth - 1) if name in _TELLING else value for name, value in values.items()
            }
            return _filled(catalogue()[pattern.message], inner)
    # a reason and its remedy; a file, which keeps its name, and a reason
    reason, found, remedy = text.partition("; ")
    if found and (both := (in_chinese(reason, depth - 1), in_chinese(remedy, depth - 1))) != (reason, remedy):
        return "；".join(both)
    name, found, reason = text.partition(": ")
    if found and (chinese := in_chinese(reason, depth - 1)) != reason:
        return f"{name}：{chinese}"
    return text


@cache
def catalogue() -> dict[str, str]:
    """English message -> Chinese message, from all files of messages/."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, str] = {}
    folder = files("clusterdb.cli") / "messages"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            found |= yaml.load(entry.read_text(encoding="utf-8"), loader)  # noqa: S506  a safe loader, in C if there is one
    return found


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A message with places to fill: what stands between them, and what they are called."""

    message: str
    between: tuple[str, ...]
    names: tuple[str, ...]
    numbers: frozenset[str]

    def values(self, text: str) -> dict[str, str] | None:
        """What fills the places in a text; None where the text is another message. Never backtracks."""
        head, tail = self.between[0], self.between[-1]
        if not (text.startswith(head) and text.endswith(tail) and len(text) >= len(head) + len(tail)):
            return None
        at, end = len(head), len(text) - len(tail)
        found = []
        for piece in self.between[1:-1]:
            place = text.find(piece, at, end)
            if place < 0:
                return None
            found.append(text[at:place])
            at = place + len(piece)
        values = dict(zip(self.names, [*found, text[at:end]], strict=True))
        return values if all(_NUMBER.fullmatch(values[name]) for name in self.numbers) else None


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Messages with places to fill: those that begin with words of their own first, then those with the most words."""
    found = []
    for message in catalogue():
        pieces = list(Formatter().parse(message))
        names = tuple(name for _, name, _, _ in pieces if name is not None)
        between = tuple(words for words, _, _, _ in pieces)
        if len(between) == len(names):
            between = (*between, "")
        # one without words of its own would fit everything
        if names and re.search(r"[A-Za-z]{2}", "".join(between)):
            numbers = frozenset(name for _, name, written, _ in pieces if name and written and written[-1] in ",f")
            found.append(_Pattern(message, between, names, numbers))
    return tuple(sorted(found, key=lambda pattern: (not pattern.between[0], -len("".join(pattern.between)))))


def _filled(message: str, values: dict[str, str]) -> str:
    """A message with ready texts in its places, however it says that numbers are written."""
    return "".join(
        words + (values[name] if name is not None else "") for words, name, _, _ in Formatter().parse(message)
    )
