"""The whole lexicon in one object: dictionaries by code, and what of it stands in a text.

In: the entries that load.py read. Out: `Lexicon`, with `places`, `metric_hits` and `cluster_hits`, each one pass of an
automaton over the text, whatever the size of the lexicon.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import product

from clusterdb.errors import NotFound
from clusterdb.lexicon.automaton import Automaton, fold
from clusterdb.lexicon.models import Cluster, Metric, Province, Region, Scale, Scheme, Unit
from clusterdb.model import Span

NATION = "100000"

_SENTENCE_END = re.compile(r"[。！？；!?;\n]")


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


class _Aliases:
    """Aliases of one kind of entry, ready to be found; an alias with a context counts only where that stands too."""

    def __init__(self, entries: Iterable[Metric | Cluster]) -> None:
        rows: list[tuple[str, str, tuple[str, ...]]] = []
        for entry in entries:
            rows += [(alias, entry.code, ()) for alias in entry.aliases]
            rows += [(alias, entry.code, tuple(map(fold, words))) for alias, words in entry.context.items()]
        self.rows = rows
        self._automaton = Automaton([alias for alias, _, _ in rows], folding=True, overlapping=True)

    def find(self, text: str) -> list[tuple[Span, str, str]]:
        """Span, alias and code of every hit, by its start and then the longest first; of two equal ones the later
        entry is dropped.
        """
        hits: dict[tuple[int, int, str], tuple[Span, str, str]] = {}
        sentences: dict[int, str] = {}
        ends: list[int] | None = None
        for number, span in self._automaton.find(text):
            alias, code, context = self.rows[number]
            if context:
                if ends is None:
                    ends = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
                if not any(word in _sentence(text, span, ends, sentences) for word in context):
                    continue
            hits.setdefault((span.start, -span.end, code), (span, alias, code))
        return [hits[key] for key in sorted(hits)]


def _sentence(text: str, span: Span, ends: Sequence[int], seen: dict[int, str]) -> str:
    """The folded sentence round a span."""
    number = bisect_right(ends, span.start) - 1
    if number not in seen:
        seen[number] = fold(text[ends[number] : ends[min(number + 1, len(ends) - 1)]])
    return seen[number]


class Lexicon:
    """Provinces, regions, metrics, units, clusters and scales by code, and the words that stand for them.

    `unit_words` maps a printed unit to its canonical code and factor: 亿千瓦时 is left to the number grammar, 千瓦时 is
    ("kWh", 1), 度 too, 斤 is ("t", 0.0005).
    """

    def __init__(
        self,
        regions: Mapping[str, Region],
        metrics: Mapping[str, Metric],
        units: Mapping[str, Unit],
        clusters: Mapping[str, Cluster],
        schemes: Mapping[str, Scheme],
        scales: Mapping[str, Scale],
        not_places: Sequence[str] = (),
    ) -> None:
        self.regions = dict(regions)
        self.metrics = dict(metrics)
        self.units = dict(units)
        self.clusters = dict(clusters)
        self.schemes = dict(schemes)
        self.scales = dict(scales)
        self.not_places = tuple(not_places)
        self.provinces = {code: region for code, region in regions.items() if isinstance(region, Province)}
        self.unit_words: dict[str, tuple[str, Decimal]] = {
            word: (unit.code, factor) for unit in units.values() for word, factor in unit.words.items()
        }

    @cached_property
    def place_words(self) -> dict[str, tuple[str, ...]]:
        """Every word that `places` knows, with the codes of the regions that it can mean, the likeliest first."""
        words: dict[str, list[str]] = {}
        for region in sorted(self.regions.values(), key=_standing):
            for word in (region.name_zh, *region.short_names, *region.aliases):
                codes = words.setdefault(word, [])
                # 承德 is the city, not the county of that name inside it; 吉林 may be the city as well as the province
                inside = region.kind == "county" and any(self.contains(code, region.code) for code in codes)
                if region.code not in codes and not inside:
                    codes.append(region.code)
            # 南海 alone is a sea; 佛山南海 is the district
            if region.weak_names:
                for whole, word in product(self._names_of(region.parent), (*region.weak_names, region.name_zh)):
                    words.setdefault(whole + word, [region.code])
        return {word: tuple(codes) for word, codes in words.items()}

    def _names_of(self, code: str | None) -> tuple[str, ...]:
        region = self.regions.get(code or "")
        return (region.name_zh, *region.short_names) if region else ()

    @cached_property
    def _places(self) -> tuple[Automaton, list[tuple[str, ...]]]:
        rows = dict.fromkeys(self.not_places, ()) | self.place_words
        return Automaton(list(rows), folding=False, overlapping=False), list(rows.values())

    @cached_property
    def _letters(self) -> Automaton:
        return Automaton([province.letter_zh for province in self.provinces.values()], folding=False, overlapping=False)

    @cached_property
    def _metrics(self) -> _Aliases:
        return _Aliases(self.metrics.values())

    @cached_property
    def _clusters(self) -> _Aliases:
        return _Aliases(self.clusters.values())

    def places(self, text: str) -> list[PlaceHit]:
        """The places named in a text, the leftmost and longest of overlapping ones: 佛山南海区 is 佛山 and 南海区."""
        automaton, codes = self._places
        return [
            PlaceHit(span, automaton.words[number], codes[number])
            for number, span in automaton.find(text)
            if codes[number]
        ]

    def province_letters(self, text: str) -> list[PlaceHit]:
        """The one-character names of provinces in a text (粤, 赣), wherever they stand: 新 and 黑 are words as well."""
        provinces = list(self.provinces.values())
        return [
            PlaceHit(span, provinces[number].letter_zh, (provinces[number].code,))
            for number, span in self._letters.find(text)
        ]

    def metric_hits(self, text: str) -> list[MetricHit]:
        """Every metric that the text's words denote, overlapping ones too, by start and then the longest first.

        Quotes, blanks and case are looked past: 专精特新“小巨人” 企业 is found.
        """
        return [MetricHit(span, alias, code) for span, alias, code in self._metrics.find(text)]

    def cluster_hits(self, text: str) -> list[ClusterHit]:
        """Every cluster that the text's words name, as `metric_hits` does."""
        return [ClusterHit(span, alias, code) for span, alias, code in self._clusters.find(text)]

    def metric_of(self, words: str) -> str | None:
        """The code of the metric that some words denote: that of the longest alias in them, the last of equally long
        ones (heads stand last in Chinese), or None.
        """
        hits = self.metric_hits(words)
        return max(hits, key=lambda hit: (len(fold(hit.alias)), hit.span.end)).code if hits else None

    def growth_code(self, code: str) -> str:
        """The code under which a metric's growth is kept: its own, but for the few whose growth is a metric of its own
        (industrial_investment -> industrial_investment_growth).
        """
        return self._growth.get(code, code)

    @cached_property
    def _growth(self) -> dict[str, str]:
        return {
            base: metric.code
            for metric in self.metrics.values()
            for relation, base in metric.relations
            if relation == "growth_of"
        }

    def region(self, code: str) -> Region:
        """The region of a code; `NotFound` where there is none."""
        try:
            return self.regions[code]
        except KeyError:
            raise NotFound(f"no region has the code {code}", "see divisions.tsv and regions_informal.yaml") from None

    def full_name(self, code: str) -> str:
        """The full Chinese name of a region: 440300 -> 深圳市."""
        return self.region(code).name_zh

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The places that a region belongs to, the nearest first, up to the nation: 440305 -> 440300, 440000 …"""
        chain: list[str] = []
        parent = self.region(code).parent
        while parent is not None and parent not in chain:
            chain.append(parent)
            parent = self.region(parent).parent
        if code != NATION and NATION not in chain:
            chain.append(NATION)
        return tuple(chain)

    def contains(self, ancestor: str, descendant: str) -> bool:
        """True where all of one region lies in another, by administration or as a member of an informal area."""
        if ancestor == descendant:
            return True
        if ancestor == NATION or ancestor in self.ancestors(descendant):
            return True
        whole = self.region(ancestor)
        return not whole.partial and any(self.contains(member, descendant) for member in whole.members)


def _standing(region: Region) -> tuple[int, str]:
    """Provinces before prefectures before the rest, then by code."""
    order = ("nation", "province", "prefecture", "informal", "zone", "county", "subarea")
    return order.index(region.kind), region.code
