"""Cutting words off the ends of a stretch of text: verbs, adverbs, time words, places, marks.

Everything works on positions in the document's text, so that a span never has to be searched for again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from clusterdb.model import Span

_BLANK = ' \t　,，、:：。；;的“”"（）()！|'
_MARKS = "—●•·-▲■◆★*"


class WordList:
    """A set of words that is asked what stands at the start or at the end of a stretch; the longest wins."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(w for w in words if w)
        self._any = re.compile("|".join(map(re.escape, sorted(self._words)))) if self._words else None
        self._longest = max(map(len, self._words), default=0)
        self._by_first = _lengths((w[0], len(w)) for w in self._words)
        self._by_last = _lengths((w[-1], len(w)) for w in self._words)

    def at_start(self, text: str, span: Span) -> str | None:
        """The longest listed word that the stretch begins with."""
        return self.begins(text, span.start, min(span.end, len(text)))

    def begins(self, text: str, start: int = 0, end: int | None = None) -> str | None:
        """The longest listed word at a place of a text, within an end."""
        end = len(text) if end is None else end
        if start >= end:
            return None
        for length in self._by_first.get(text[start], ()):
            if start + length <= end and (word := text[start : start + length]) in self._words:
                return word
        return None

    def first_in(self, text: str, start: int, stop: int, end: int) -> int | None:
        """Where a listed word first begins in [start, stop), within an end."""
        if self._any is None or start >= stop:
            return None
        match = self._any.search(text, start, min(end, stop + self._longest - 1))
        return match.start() if match is not None and match.start() < stop else None

    def at_end(self, text: str, span: Span) -> str | None:
        """The longest listed word that the stretch ends with."""
        return self.ends(text, span.start, span.end)

    def ends(self, text: str, start: int = 0, end: int | None = None) -> str | None:
        """The longest listed word that ends at a place of a text, within a start."""
        end = len(text) if end is None else end
        if start >= end or end > len(text):
            return None
        for length in self._by_last.get(text[end - 1], ()):
            if end - length >= start and (word := text[end - length : end]) in self._words:
                return word
        return None

    def last_in(self, text: str, span: Span) -> Span | None:
        """Where a listed word stands last in a stretch; of words that end at one place the longest."""
        start, lasts = span.start, self._by_last
        for end in range(min(span.end, len(text)), start, -1):
            if text[end - 1] in lasts and (word := self.ends(text, start, end)):
                return Span(end - len(word), end)
        return None

    def found_in(self, words: str) -> bool:
        """True where any listed word occurs."""
        return self._any is not None and self._any.search(words) is not None

    def first_at(self, words: str) -> int | None:
        """Where a listed word occurs first; None where none does."""
        match = self._any.search(words) if self._any is not None else None
        return match.start() if match else None

    def __contains__(self, word: str) -> bool:
        return word in self._words


@cache
def word_list(words: tuple[str, ...]) -> WordList:
    """The list of some cue words, made once a process: what is built anew for each document asks for it here."""
    return WordList(words)


def _lengths(pairs: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """For each character the lengths of the words that it begins (or ends), the longest first."""
    found: dict[str, set[int]] = {}
    for char, length in pairs:
        found.setdefault(char, set()).add(length)
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def trim(text: str, span: Span, left: str = _BLANK + _MARKS, right: str = _BLANK) -> Span:
    """The stretch without blanks and marks at its ends; quotes are kept where they close inside."""
    start, end = span.start, span.end
    if start < end and text[start] not in left and text[end - 1] not in right:
        return span
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
