"""Cutting words off the ends of a stretch of text: verbs, adverbs, time words, places, marks.

Everything works on positions in the document's text, so that a span never has to be searched for again.
"""

from __future__ import annotations

from collections.abc import Iterable

from clusterdb.model import Span

_BLANK = ' \t　,，、:：。；;的“”"（）()！|'
_MARKS = "—●•·-▲■◆★*"


class WordList:
    """A set of words that is asked what stands at the start or at the end of a stretch; the longest wins."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, frozenset[str]] = {}
        for word in words:
            self._by_length.setdefault(len(word), frozenset())
            self._by_length[len(word)] |= {word}
        self._lengths = sorted(self._by_length, reverse=True)

    def at_start(self, text: str, span: Span) -> str | None:
        """The longest listed word that the stretch begins with."""
        for length in self._lengths:
            if length <= len(span):
                word = text[span.start : span.start + length]
                if word in self._by_length[length]:
                    return word
        return None

    def at_end(self, text: str, span: Span) -> str | None:
        """The longest listed word that the stretch ends with."""
        for length in self._lengths:
            if length <= len(span):
                word = text[span.end - length : span.end]
                if word in self._by_length[length]:
                    return word
        return None

    def last_in(self, text: str, span: Span) -> Span | None:
        """Where a listed word stands last in a stretch; of words that end at one place the longest."""
        for end in range(span.end, span.start, -1):
            word = self.at_end(text, Span(span.start, end))
            if word:
                return Span(end - len(word), end)
        return None

    def found_in(self, words: str) -> bool:
        """True where any listed word occurs."""
        return any(w in words for group in self._by_length.values() for w in group)

    def __contains__(self, word: str) -> bool:
        return word in self._by_length.get(len(word), frozenset())


def trim(text: str, span: Span, left: str = _BLANK + _MARKS, right: str = _BLANK) -> Span:
    """The stretch without blanks and marks at its ends; quotes are kept where they close inside."""
    start, end = span.start, span.end
    while start < end and text[start] in left and not (text[start] in "“（(" and _closes(text, start, end)):
        start += 1
    while end > start and text[end - 1] in right and not (text[end - 1] in "”）)" and _opens(text, start, end)):
        end -= 1
    return Span(start, end)


def _closes(text: str, start: int, end: int) -> bool:
    partner = {"“": "”", "（": "）", "(": ")"}[text[start]]
    return partner in text[start + 1 : end]


def _opens(text: str, start: int, end: int) -> bool:
    partner = {"”": "“", "）": "（", ")": "("}[text[end - 1]]
    return partner in text[start : end - 1]
