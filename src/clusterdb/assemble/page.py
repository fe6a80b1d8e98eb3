"""One document as the assembling stage sees it: its text, its readings in order, and the cutter made for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from clusterdb.assemble.index import Index, Stretch
from clusterdb.assemble.lists import ListReader
from clusterdb.assemble.measures import MeasureCutter
from clusterdb.lexicon import ClusterHit, Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Readings


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
        self.times = Index(readings.times)
        self.places = Index(readings.places)
        hits = lexicon.metric_hits(text)
        self.aliases = Index(hits)
        ends = {h.span.start: h.span.end for h in sorted(hits, key=lambda h: len(h.span))}
        #: where the longest alias that begins at a point ends; 0 where none does
        self.alias_end: Callable[[int], int] = lambda at: ends.get(at, 0)
        #: what a text counts by its title, for sentences that name no measure: 第六批“小巨人”名单公示：广东新增512家
        self.topic = self._titled(title, counted=True)
        self.headline = self._titled(title, counted=False)
        self.cutter = cutter.with_aliases(self.alias_end)
        self.clusters: list[ClusterHit] = sorted(lexicon.cluster_hits(text), key=lambda h: h.span.start)

    def _titled(self, title: str | None, *, counted: bool) -> str | None:
        """The measure that a title names; `counted` where it must be one of things."""
        words = title or ""
        hits = [
            h for h in self.lexicon.metric_hits(words) if not counted or self.lexicon.metrics[h.code].unit == "count"
        ]
        best = max(hits, key=lambda h: len(h.span), default=None)
        return best.span.of(words) if best is not None else None

    def shielded(self, span: Span) -> bool:
        """True inside a name in quotes or a title in 《》."""
        shield = self._shields.around(span)
        return shield is not None and shield.span.holds(span)

    def says_more(self, rest: Span) -> bool:
        """True where a figure, a rank, a coverage or a task follows in a stretch."""
        at = bisect_left(self._spots, rest.start)
        return at < len(self._spots) and self._spots[at] < rest.end

    def place_in(self, span: Span) -> str | None:
        """The last place that a stretch names, 全省 and 全国 aside."""
        here = [p for p in self.places.within(span) if p.relative is None and p.kind != "nation"]
        return here[-1].name if here else None

    def cluster_before(self, sentence: Span, at: int) -> ClusterHit | None:
        """The cluster that a sentence named last before a point."""
        hits = [h for h in self.clusters if sentence.start <= h.span.start and h.span.end <= at]
        return max(hits, key=lambda h: (h.span.start, len(h.span))) if hits else None
