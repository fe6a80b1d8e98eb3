"""What of the lexicon stands in a text: the hits, and the words of entries ready to be found.

In: entries (metrics or clusters), a text. Out: `PlaceHit`, `MetricHit`, `ClusterHit`; `AliasFinder.find`, one pass of
an automaton, then the few conditions that a word may carry: what stands beside it (`guards.yaml`) and what else its
sentence holds (`context`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from clusterdb.lexicon.automaton import Automaton, Folded, fold
from clusterdb.lexicon.models import Cluster, Guards, Metric
from clusterdb.model import Span
from clusterdb.record import record

_SENTENCE_END = re.compile(r"[。！？；!?;\n]")
_NOUN = re.compile(r"[\w%]")


@record(frozen=True, slots=True)
class PlaceHit:
    """A place in a text. `codes` are all regions that the word can mean, the likeliest first: 吉林 is a province and
    a city.
    """

    span: Span
    word: str
    codes: tuple[str, ...]


@record(frozen=True, slots=True)
class MetricHit:
    """Words in a text that denote a metric. `alias` is as the lexicon has it, the span as the text has it."""

    span: Span
    alias: str
    code: str


@record(frozen=True, slots=True)
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
        self._automaton = Automaton([fold(row[0]) for row in rows], overlapping=True)
        self._words = frozenset(self._automaton.words)
        self._guards = guards
        self._places = places

    def knows(self, words: str) -> bool:
        """True where some words are one of these, whatever stands beside them."""
        return fold(words) in self._words

    def find(self, text: str) -> list[Hit]:
        """Span, alias and code of every hit, by its start and then the longest first."""
        folded = Folded(text)
        hits: dict[tuple[int, int, str], Hit | None] = {}
        sentences = _Sentences(folded.text)
        for number, start, end in self._automaton.find(folded.text):
            alias, code, bare, context = self._rows[number]
            if context and not sentences.holds(start, context):
                continue
            if self._guards is not None and not self._stands(self._guards, folded.text, start, end, bare):
                hits[start, -end, ""] = None
                continue
            hits.setdefault((start, -end, code), (folded.span(start, end), alias, code))
        return list(_outside_of_refused(hits))

    def _stands(self, guards: Guards, text: str, start: int, end: int, bare: bool) -> bool:
        """True where what stands beside the words lets them denote the metric."""
        if text.endswith(guards.not_after, 0, start) or text.startswith(guards.not_before, end):
            return False
        if not bare or start == 0 or not _NOUN.match(text, start - 1) or text.endswith(guards.openers, 0, start):
            return True
        return any(text[max(0, start - length) : start] in self._places for length in (2, 3, 4, 5))


def _outside_of_refused(hits: Mapping[tuple[int, int, str], Hit | None]) -> Iterator[Hit]:
    """The hits in order, but for those inside refused words: with 地区生产总值 its 生产总值 goes too."""
    refused_to = -1
    for key in sorted(hits):
        hit = hits[key]
        if hit is None:
            refused_to = max(refused_to, -key[1])
        elif -key[1] > refused_to:
            yield hit


class _Sentences:
    """The sentences of a folded text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: Sequence[int] | None = None
        self._known: dict[tuple[int, tuple[str, ...]], bool] = {}

    def holds(self, index: int, words: tuple[str, ...]) -> bool:
        """True where the sentence that a character stands in holds one of some words."""
        if self._ends is None:
            self._ends = [0, *[found.end() for found in _SENTENCE_END.finditer(self._text)], len(self._text)]
        number = bisect_right(self._ends, index) - 1
        # asked once a sentence: a text without a full stop must not be searched for every hit
        if (number, words) not in self._known:
            start, end = self._ends[number], self._ends[number + 1]
            self._known[number, words] = any(self._text.find(word, start, end) >= 0 for word in words)
        return self._known[number, words]


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
