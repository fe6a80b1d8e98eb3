"""Many words found in a text in one pass: a thin wrapper over an Aho-Corasick automaton.

In: words and a text. Out: spans of the text, in code points, with the number of the word found there. `Folded` is a
text without quotes, blanks and case that knows where in the original each of its characters stood, so that
专精特新“小巨人” is found as 专精特新小巨人 and its span is still that of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from clusterdb.model import Span

# A line end is kept: two paragraphs never make one word.
_QUOTES_AND_BLANKS = "“”‘’\"'「」『』《》\u3000\xa0\t "
_DROPPED = re.compile(f"[{_QUOTES_AND_BLANKS}]")
_WIDTHS = tuple(zip("（）％＋－／～", "()%+-/~", strict=True))
_WIDE = re.compile("[" + "".join(wide for wide, _ in _WIDTHS) + "]")


def fold(text: str) -> str:
    """The text without quotes and blanks, in lower case: “小巨人”企业 -> 小巨人企业, 5G 专网 -> 5g专网."""
    return _DROPPED.sub("", _lower(text))


def _lower(text: str) -> str:
    """Lower case and half width, code point for code point (lower() alone turns İ into two)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    if _WIDE.search(lower):
        for wide, half in _WIDTHS:
            lower = lower.replace(wide, half)
    return lower


class Folded:
    """A folded text, and the way back to the original."""

    __slots__ = ("_gaps", "text")

    def __init__(self, text: str) -> None:
        lower = _lower(text)
        # the k-th gap is how many characters were kept before the k-th dropped one: an index of the folded text lies
        # as many characters further on in the original as there are gaps at or before it
        self._gaps = [found.start() - k for k, found in enumerate(_DROPPED.finditer(lower))]
        self.text = _DROPPED.sub("", lower) if self._gaps else lower

    def span(self, start: int, end: int) -> Span:
        """The span of the original text that a non-empty range of the folded one stands for."""
        return Span(start + bisect_right(self._gaps, start), end + bisect_right(self._gaps, end - 1))


class Automaton:
    """Finds any of `words` in a text.

    `overlapping` keeps every hit; else the leftmost and of those the longest, hits sharing no character.
    """

    __slots__ = ("_matcher", "_overlapping", "words")

    def __init__(self, words: Sequence[str], *, overlapping: bool) -> None:
        self.words = tuple(words)
        self._overlapping = overlapping
        self._matcher = AhoCorasick(
            self.words,
            matchkind=MatchKind.Standard if overlapping else MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """A word's number, its start and its end, by ends (by starts where not overlapping)."""
        return self._matcher.find_matches_as_indexes(text, overlapping=self._overlapping)
