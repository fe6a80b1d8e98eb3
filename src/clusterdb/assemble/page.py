"""One document as the assembling stage sees it: its text, its readings in order, and the cutter made for it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from clusterdb.assemble.index import Index, Stretch
from clusterdb.assemble.lists import ListReader
from clusterdb.assemble.measures import MeasureCutter
from clusterdb.assemble.words import WordList
from clusterdb.lexicon import ClusterHit, Lexicon, MetricHit
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Figure, Readings

_BRACKET = re.compile(r"[（()）]")


class Page:
    """What every part of the assembly asks about the document at hand."""

    def __init__(
        self,
        text: str,
        readings: Readings,
        lexicon: Lexicon,
        cues: Cues,
        *,
        cutter: MeasureCutter,
        lists: ListReader,
        title: str | None = None,
    ) -> None:
        self.text = text
        self.readings = readings
        self.lexicon = lexicon
        self.cues = cues
        self.lists = lists
        self._shields = Index([Stretch(s) for s in readings.shielded])
        self.figures = Index(readings.figures)
        self.ranks = Index(readings.ranks)
        self.coverages = Index(readings.coverages)
        self.fulfilments = Index(readings.fulfilments)
        told = (readings.figures, readings.ranks, readings.coverages, readings.fulfilments)
        self._spots = sorted(r.span.start for kind in told for r in kind)
        self._states = sorted(r.span.start for kind in (readings.ranks, readings.coverages) for r in kind)
        self._brackets = [m.start() for m in _BRACKET.finditer(text)]
        self._known: dict[WordList | str, tuple[Span, bool]] = {}
        self.times = Index(readings.times)
        self.places = Index(readings.places)
        self._dates = {f.core.start for f in readings.figures if self.times.around(f.core) is not None}
        hits = lexicon.metric_hits(text)
        self.aliases = Index(hits)
        ends = {h.span.start: h.span.end for h in reversed(hits)}  # the longest come first
        #: where the longest alias that begins at a point ends; 0 where none does
        self.alias_end: Callable[[int], int] = lambda at: ends.get(at, 0)
        named = lexicon.metric_hits(title or "")
        self.headline = _longest(title or "", named)
        #: what a text counts by its title, for sentences that name no measure: 第六批“小巨人”名单公示：广东新增512家
        self.topic = _longest(title or "", [h for h in named if lexicon.metrics[h.code].unit == "count"])
        self.cutter = cutter.with_aliases(self.alias_end)
        self.clusters = lexicon.cluster_hits(text)
        self._clusters_at = [h.span.start for h in self.clusters]

    def is_date(self, figure: Figure) -> bool:
        """True where a figure is a part of words of time: 2025年, 前三季度."""
        return figure.core.start in self._dates

    def shielded(self, span: Span) -> bool:
        """True inside a name in quotes or a title in 《》."""
        return self._shields.covers(span)

    def holds_any(self, words: WordList | re.Pattern[str], span: Span) -> bool:
        """True where a stretch holds one of some words; the figures of a clause ask the same one after the other."""
        key = words if isinstance(words, WordList) else words.pattern  # a pattern's own hash is slow
        known = self._known.get(key)
        if known is None or (known[0] is not span and known[0] != span):
            of = span.of(self.text)
            found = words.found_in(of) if isinstance(words, WordList) else words.search(of) is not None
            self._known[key] = known = (span, found)
        return known[1]

    def bracket_around(self, at: int, clause: Span) -> int | None:
        """Where the bracket opens that a point of a clause stands in."""
        last = bisect_left(self._brackets, at) - 1
        opened = self._brackets[last] if last >= 0 else -1
        return opened if opened >= clause.start and self.text[opened] in "（(" else None

    def says_more(self, start: int, end: int) -> bool:
        """True where a figure, a rank, a coverage or a task begins in a stretch."""
        at = bisect_left(self._spots, start)
        return at < len(self._spots) and self._spots[at] < end

    def ranks_or_covers(self, stretch: Span) -> bool:
        """True where a rank or a coverage begins in a stretch."""
        at = bisect_left(self._states, stretch.start)
        return at < len(self._states) and self._states[at] < stretch.end

    def place_in(self, span: Span) -> str | None:
        """The last place that a stretch names, 全省 and 全国 aside."""
        here = [p for p in self.places.within(span) if p.relative is None and p.kind != "nation"]
        return here[-1].name if here else None

    def cluster_before(self, sentence: Span, at: int) -> ClusterHit | None:
        """The cluster that a sentence named last before a point."""
        best: ClusterHit | None = None
        for number in range(bisect_left(self._clusters_at, at) - 1, -1, -1):
            hit = self.clusters[number]
            if hit.span.start < sentence.start or (best is not None and hit.span.start < best.span.start):
                break
            if hit.span.end <= at and (best is None or hit.span.end >= best.span.end):
                best = hit
        return best

    def names_cluster(self, span: Span) -> bool:
        """True where the name of a cluster begins with a stretch: 20个|战略性产业集群."""
        number = bisect_left(self._clusters_at, span.start)
        while number < len(self.clusters) and self._clusters_at[number] == span.start:
            if self.clusters[number].span.end > span.end:
                return True
            number += 1
        return False


def _longest(words: str, hits: list[MetricHit]) -> str | None:
    """The longest of the measures that some words name."""
    best = max(hits, key=lambda h: len(h.span), default=None)
    return best.span.of(words) if best is not None else None
