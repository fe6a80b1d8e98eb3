"""The records of the page, its style and its script -> one HTML file that needs nothing else.

What a document says reaches the page as JSON only, in which no `<` is left, and the script builds the page node by
node: no text of a document can become markup. The policy in the head lets exactly this script and this style in, by
their hashes, and nothing from anywhere else; trusted types forbid the script to write markup at all.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

import yaml

from clusterdb import __version__
from clusterdb.errors import SettingsError
from clusterdb.lexicon import load_lexicon

# markup, the line ends that only scripts know, and the marks that turn the direction of writing
_UNSAFE = {ord(mark): f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"}
_TURNING = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")


def render(records: dict[str, Any], lang: str = "zh", title: str | None = None) -> str:
    """The page that shows `records` (of `records.island`), beginning in `lang`, under a title of the reader's own."""
    words = _words()
    style, script = _file("page.css"), _script()
    which = lang == "en"
    heading = [title, title] if title else words["title"]
    held = records | {
        "lang": lang,
        "version": __version__,
        "words": words | {"title": heading},
        "provinces": provinces(),
    }
    return Template(_file("page.html")).substitute(
        lang="en" if which else "zh-CN",
        policy=policy(script, style),
        title=escape(heading[which]),
        no_script=escape(words["no_script"][which]),
        version=escape(__version__),
        style=style,
        script=script,
        data=to_json(held),
    )


def policy(script: str, style: str) -> str:
    """The content security policy that lets this script and this style in, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def to_json(records: Any) -> str:
    r"""JSON that may stand in an HTML page: `</script>` -> `\u003c/script\u003e`; marks that turn text are made visible.

    Every character that is replaced becomes one character again, so that offsets into a text hold.
    """
    text = json.dumps(records, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_UNSAFE | _TURNING)


def provinces() -> list[dict[str, Any]]:
    """The 34 provinces with their place on the tile map, from the top left: code, zh, en, letter, iso, row, column."""
    by_letter = {province.letter_zh: province for province in load_lexicon().provinces.values()}
    placed = [
        (letter, row, column)
        for row, line in enumerate(_file("tiles.txt").splitlines(), 1)
        for column, letter in enumerate(line.split(), 1)
        if letter != "."
    ]
    if sorted(letter for letter, _, _ in placed) != sorted(by_letter):
        raise SettingsError("tiles.txt does not hold every province once", "name each by its letter, as 粤")
    return [
        {
            "code": by_letter[letter].code,
            "name": [by_letter[letter].name_zh, by_letter[letter].name_en],
            "short": [letter, by_letter[letter].iso.removeprefix("CN-")],
            "row": row,
            "column": column,
        }
        for letter, row, column in placed
    ]


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _script() -> str:
    """The parts of the script as one, in a block, so that their names are nobody else's."""
    parts = "\n".join(_file(name) for name in ("claims.js", "charts.js", "list.js"))
    return f'"use strict";\n{{\n{parts}}}\n'


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = yaml.safe_load(_file("words.yaml"))
    return words
