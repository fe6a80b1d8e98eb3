"""What of the lexicon stands in a text: the hits, and the words of entries ready to be found.

In: entries (metrics or clusters), a text. Out: `PlaceHit`, `MetricHit`, `ClusterHit`; `AliasFinder.find`, one pass of
an automaton, then the few conditions that a word may carry: what stands beside it (`guards.yaml`) and what else its
sentence holds (`context`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from clusterdb.lexicon.automaton import Automaton, fold
from clusterdb.lexicon.models import Cluster, Guards, Metric
from clusterdb.model import Span

_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_NOUN = re.compile(r"[\w%]")
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A place in a text. `codes` are all regions that the word can mean, the likeliest first: 吉林 is a province and
    a city.
    """

    span: Span
    word: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetricHit:
    """Words in a text that denote a metric. `alias` is as the lexicon has it, the span as the text has it."""

    span: Span
    alias: str
    code: str


@dataclass(frozen=True, slots=True)
class ClusterHit:
    """Words in a text that name a cluster or a group of clusters."""

    span: Span
    alias: str
    code: str


Hit = tuple[Span, str, str]


class AliasFinder:
    """The words of many entries, found in one pass; `guards` and `places` judge what stands beside a metric's words."""

    def __init__(
        self, entries: Iterable[Metric | Cluster], guards: Guards | None = None, places: Collection[str] = ()
    ) -> None:
        rows: list[tuple[str, str, bool, tuple[str, ...]]] = []
        for entry in entries:
            rows += [(alias, entry.code, False, ()) for alias in entry.aliases]
            rows += [(alias, entry.code, True, ()) for alias in getattr(entry, "bare", ())]
            rows += [(alias, entry.code, False, tuple(map(fold, words))) for alias, words in entry.context.items()]
        self._rows = rows
        self._automaton = Automaton([row[0] for row in rows], folding=True, overlapping=True)
        self._guards = guards
        self._places = places

    def find(self, text: str) -> list[Hit]:
        """Span, alias and code of every hit, by its start and then the longest first."""
        hits: dict[tuple[int, int, str], Hit] = {}
        sentences = _Sentences(text)
        for number, span in self._automaton.find(text):
            alias, code, bare, context = self._rows[number]
            if context and not any(word in sentences.round(span) for word in context):
                continue
            if self._guards is not None and not self._stands(self._guards, text, span, bare):
                continue
            hits.setdefault((span.start, -span.end, code), (span, alias, code))
        return [hits[key] for key in sorted(hits)]

    def _stands(self, guards: Guards, text: str, span: Span, bare: bool) -> bool:
        """True where what stands beside the words lets them denote the metric."""
        before = fold(text[max(0, span.start - _BESIDE) : span.start])
        after = fold(text[span.end : span.end + _BESIDE])
        if before.endswith(guards.not_after) or after.startswith(guards.not_before):
            return False
        if not bare or not before or not _NOUN.match(before[-1]) or before.endswith(guards.openers):
            return True
        return any(before[-length:] in self._places for length in (2, 3, 4, 5))


class _Sentences:
    """The sentences of a text, folded when asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: Sequence[int] | None = None
        self._folded: dict[int, str] = {}

    def round(self, span: Span) -> str:
        """The sentence that a span starts in."""
        if self._ends is None:
            self._ends = [0, *(found.end() for found in _SENTENCE_END.finditer(self._text)), len(self._text)]
        number = bisect_right(self._ends, span.start) - 1
        if number not in self._folded:
            self._folded[number] = fold(self._text[self._ends[number] : self._ends[number + 1]])
        return self._folded[number]


def outermost(hits: Sequence[MetricHit]) -> list[MetricHit]:
    """The hits that lie in no longer one: 人均GDP, without the GDP inside it. `hits` as `metric_hits` gives them."""
    kept: list[MetricHit] = []
    widest = Span(0, 0)  # sorted by start, the longest first: what holds a hit ends last of those before it
    for hit in hits:
        if hit.span == widest or not widest.holds(hit.span):
            kept.append(hit)
        if hit.span.end > widest.end:
            widest = hit.span
    return kept
