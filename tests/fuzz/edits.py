"""Ways to spoil a document: cut, repeat, swap, overwrite, splice in; on bytes, or on the pieces that it is made of.

`edits(words)` is a strategy for lists of edits, `spoil(document, edits)` applies them. Positions are fractions of the
length, so that the same edits suit any document and shrink well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

#: What is repeated grows to so many bytes at most: large documents are slow, and not more likely to be misread.
_LARGEST = 8_000


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: `what` at `at` (0 to 1), over `length` pieces, `times` times or with `word`."""

    what: str
    at: float
    length: int = 1
    times: int = 1
    word: bytes = b""


_PLACE = st.floats(0, 1, allow_nan=False, width=16)
_LENGTH = st.integers(1, 64)


def edits(words: Iterable[bytes], most: int = 6) -> st.SearchStrategy[list[Edit]]:
    """Up to `most` edits; what they write in are these words, or any bytes."""
    word = st.one_of(st.sampled_from(sorted(words)), st.binary(min_size=1, max_size=8))
    one = st.one_of(
        st.builds(Edit, st.just("insert"), _PLACE, word=word),
        st.builds(Edit, st.just("overwrite"), _PLACE, word=word),
        st.builds(Edit, st.just("cut"), _PLACE, _LENGTH),
        st.builds(Edit, st.just("repeat"), _PLACE, _LENGTH, st.integers(2, 60)),
        st.builds(Edit, st.just("swap"), _PLACE, _LENGTH),
        st.builds(Edit, st.just("end"), _PLACE),
    )
    return st.lists(one, min_size=1, max_size=most)


def spoil(document: bytes, changes: Iterable[Edit], pieces: Callable[[bytes], list[bytes]] | None = None) -> bytes:
    """The document with these changes, byte by byte or in the pieces that `pieces` cuts it into."""
    parts: list[bytes] = pieces(document) if pieces else [bytes([byte]) for byte in document]
    for change in changes:
        parts = _changed(parts, change)
    return b"".join(parts)


def _changed(parts: Sequence[bytes], change: Edit) -> list[bytes]:
    at = min(int(change.at * len(parts)), max(0, len(parts) - 1))
    end = min(len(parts), at + change.length)
    before, here, after = list(parts[:at]), list(parts[at:end]), list(parts[end:])
    match change.what:
        case "insert":
            return [*before, change.word, *here, *after]
        case "overwrite":
            return [*before, change.word, *here[1:], *after]
        case "cut":
            return [*before, *after]
        case "repeat":
            most = _LARGEST // max(1, sum(map(len, here)))
            return [*before, *(here * max(1, min(change.times, most))), *after]
        case "swap":
            return [*after, *here, *before]
        case _:
            return before


_TAGS = re.compile(rb"(<[^<>]*>)")
_PDF = re.compile(rb"(\s+|<<|>>|\[|\]|/\w+|\d+ \d+ R|\d+ \d+ obj|endobj|stream|endstream)")


def tags(document: bytes) -> list[bytes]:
    """HTML or XML as its tags and what stands between them."""
    return [piece for piece in _TAGS.split(document) if piece]


def objects(document: bytes) -> list[bytes]:
    """A PDF as its names, references, brackets and what stands between them."""
    return [piece for piece in _PDF.split(document) if piece]


def lines(document: bytes) -> list[bytes]:
    """A text as its lines."""
    return document.splitlines(keepends=True)
