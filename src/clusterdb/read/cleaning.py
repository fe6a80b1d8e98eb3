"""Characters of a document -> characters of the clean text.

`clean_line("　　２０２１年，增长５％")` -> `2021年，增长5%`. Widths are folded one character for one; Chinese
punctuation （，。、；：？！（）“”） stays; control, zero-width and direction characters go; white space is collapsed.
"""

from __future__ import annotations

import re
import sys
import unicodedata

# Full-width punctuation that Chinese text is written with; its ASCII twin would be a change of the text.
_KEPT = frozenset("，；：？！（）")
# Signs with several code points for one meaning, folded to the one that the grammar knows.
_SAME = {
    "\u2236": ":",  # ratio, 2.50∶1
    "\u2212": "-",  # minus
    "\u2010": "-",
    "\u2011": "-",
    "\u00ad": "",
    "\u30fb": "·",
    "\u2027": "·",
    "\u2022": "•",
    "\uff5e": "~",
    "\u301c": "~",
    "\u223c": "~",
    "\uffe5": "¥",
}
_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\xa0]+")


def _fold(character: str) -> str:
    """One character for one, or none."""
    if character in _SAME:
        return _SAME[character]
    if character in _KEPT:
        return character
    code = ord(character)
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co") or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:  # not characters, by Unicode's own word
        return ""
    if 0x300 <= code <= 0x36F or 0x1AB0 <= code <= 0x1AFF or 0x20D0 <= code <= 0x20FF:
        return ""  # marks piled upon others; what composes has been composed before
    # widths, small forms, and the ideographs that exist twice (⼀ of PDF fonts, the compatibility block)
    if 0xFF01 <= code <= 0xFF65 or 0xFE50 <= code <= 0xFE6B or 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAD9:
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 else character
    return character


class _Folding(dict[int, str]):
    """A translation table that fills itself with the characters it meets."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


_FOLDING = _Folding({ord(" "): " ", ord("\t"): " ", ord("\n"): "\n"})


def break_lines(text: str) -> list[str]:
    """The lines of a text, whichever character breaks them."""
    return _BREAKS.sub("\n", text).split("\n")


def clean_line(line: str) -> str:
    """One line, folded and trimmed; never longer than given."""
    if line.isascii() and line.isprintable():
        return " ".join(line.split())
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", line))
    return " ".join(sys.intern(spaced).translate(_FOLDING).split())


def is_ideograph(character: str) -> bool:
    """True for a Chinese character."""
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def glue(first: str, second: str) -> str:
    """Two parts of one sentence as one: a space only between Latin words."""
    if first and second and first[-1].isascii() and second[0].isascii() and first[-1].isalpha() and second[0].isalpha():
        return f"{first} {second}"
    return first + second
