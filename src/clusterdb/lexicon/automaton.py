"""Many words found in a text in one pass: a thin wrapper over an Aho-Corasick automaton.

In: words and a text. Out: spans of the text, in code points, with the number of the word found there. With
`folding=True` quotes, blanks and case are looked past, so that 专精特新“小巨人” is found as 专精特新小巨人; the spans
are those of the text as given all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from clusterdb.model import Span

# A line end is kept: two paragraphs never make one word.
_DROPPED = re.compile(r"[“”‘’\"'「」『』《》\u3000\xa0\t ]")
_WIDTHS = str.maketrans("（）％＋－／～", "()%+-/~")


def fold(text: str) -> str:
    """The text without quotes and blanks, in lower case: “小巨人”企业 -> 小巨人企业, 5G 专网 -> 5g专网."""
    return _DROPPED.sub("", _lower(text))


def _lower(text: str) -> str:
    """Lower case and half width, code point for code point (lower() alone turns İ into two)."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return lower.translate(_WIDTHS) if not lower.isascii() and _WIDE.search(lower) else lower


_WIDE = re.compile("[（）％＋－／～]")


class Automaton:
    """Finds any of `words` in a text.

    `overlapping` keeps every hit; else the leftmost and of those the longest, hits sharing no character.
    """

    __slots__ = ("_folding", "_matcher", "_overlapping", "words")

    def __init__(self, words: Sequence[str], *, folding: bool, overlapping: bool) -> None:
        self.words = tuple(fold(word) if folding else word for word in words)
        self._folding = folding
        self._overlapping = overlapping
        self._matcher = AhoCorasick(
            self.words,
            matchkind=MatchKind.Standard if overlapping else MatchKind.LeftmostLongest,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, text: str) -> Iterator[tuple[int, Span]]:
        """Pairs of a word's number and the span of `text` where it stands, by their ends (by their starts where not
        overlapping).
        """
        if not self._folding:
            for number, start, end in self._matcher.find_matches_as_indexes(text, overlapping=self._overlapping):
                yield number, Span(start, end)
            return
        lower = _lower(text)
        # gaps[k] is how many characters were kept before the k-th dropped one: an index of the folded text lies as
        # many characters further on in the text as there are gaps at or before it
        gaps = [found.start() - k for k, found in enumerate(_DROPPED.finditer(lower))]
        folded = _DROPPED.sub("", lower) if gaps else lower
        for number, start, end in self._matcher.find_matches_as_indexes(folded, overlapping=self._overlapping):
            yield number, Span(start + bisect_right(gaps, start), end + bisect_right(gaps, end - 1))
