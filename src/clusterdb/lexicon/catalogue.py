"""The whole lexicon in one object: dictionaries by code, and what of it stands in a text.

In: the entries that load.py read. Out: `Lexicon`, with `places`, `metric_hits` and `cluster_hits`, each one pass of an
automaton over the text, whatever the size of the lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import product

from clusterdb.errors import NotFound
from clusterdb.lexicon.automaton import Automaton, fold
from clusterdb.lexicon.hits import AliasFinder, ClusterHit, MetricHit, PlaceHit, outermost
from clusterdb.lexicon.models import Cluster, Guards, Metric, Province, Region, Scale, Scheme, Unit
from clusterdb.model import Basis, Span

NATION = "100000"

# units that say how a figure of any metric stands or moves
_ANY_METRIC = frozenset(("%", "pp", "times", "rank", "coverage", "fulfilment", "qualitative", "class"))


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
        guards: Guards,
        not_places: Sequence[str] = (),
        not_endings: Sequence[str] = (),
    ) -> None:
        self.regions = dict(regions)
        self.metrics = dict(metrics)
        self.units = dict(units)
        self.clusters = dict(clusters)
        self.schemes = dict(schemes)
        self.scales = dict(scales)
        self.guards = guards
        self.not_places = tuple(not_places)
        self.not_endings = frozenset(not_endings)
        self.provinces = {code: region for code, region in regions.items() if isinstance(region, Province)}
        self.unit_words: dict[str, tuple[str, Decimal]] = {
            word: (unit.code, factor) for unit in units.values() for word, factor in unit.words.items()
        }

    @cached_property
    def place_words(self) -> dict[str, tuple[str, ...]]:
        """Every word that `places` knows, with the codes of the regions that it can mean, the likeliest first."""
        words: dict[str, list[str]] = {}
        for region in sorted(self.regions.values(), key=_standing):
            full = () if region.name_zh in region.weak_names else (region.name_zh,)
            for word in (*full, *region.short_names, *region.aliases):
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
        return Automaton(list(rows), overlapping=False), list(rows.values())

    @cached_property
    def _letters(self) -> Automaton:
        return Automaton([province.letter_zh for province in self.provinces.values()], overlapping=False)

    @cached_property
    def _metrics(self) -> AliasFinder:
        return AliasFinder(self.metrics.values(), self.guards, self.place_words.keys())

    @cached_property
    def _clusters(self) -> AliasFinder:
        return AliasFinder(self.clusters.values())

    def places(self, text: str) -> list[PlaceHit]:
        """The places named in a text, the leftmost and longest of overlapping ones: 佛山南海区 is 佛山 and 南海区."""
        automaton, codes = self._places
        hits: list[PlaceHit] = []
        for number, start, end in automaton.find(text):
            word, meant = automaton.words[number], codes[number]
            if text[end - 1 : end + 1] in self.not_endings:
                word = word[:-1]  # 吉林市场 is 吉林 and 市场
                meant = self.place_words.get(word, ())
            if meant:
                hits.append(PlaceHit(Span(start, start + len(word)), word, meant))
        return hits

    def province_letters(self, text: str) -> list[PlaceHit]:
        """The one-character names of provinces in a text (粤, 赣), wherever they stand: 新 and 黑 are words as well."""
        provinces = list(self.provinces.values())
        return [
            PlaceHit(Span(start, end), provinces[number].letter_zh, (provinces[number].code,))
            for number, start, end in self._letters.find(text)
        ]

    def metric_hits(self, text: str) -> list[MetricHit]:
        """Every metric that the text's words denote, overlapping ones too, by start and then the longest first.

        Quotes, blanks and case are looked past: 专精特新“小巨人” 企业 is found.
        """
        return [MetricHit(span, alias, code) for span, alias, code in self._metrics.find(text)]

    def is_measure(self, words: str) -> bool:
        """True where some words, all of them, denote a metric."""
        return self._metrics.knows(words) and any(len(hit.span) == len(words) for hit in self.metric_hits(words))

    def cluster_hits(self, text: str) -> list[ClusterHit]:
        """Every cluster that the text's words name, as `metric_hits` does."""
        return [ClusterHit(span, alias, code) for span, alias, code in self._clusters.find(text)]

    def metric_of(self, words: str) -> str | None:
        """The code of the metric that some words denote: that of the longest alias in them, or None.

        Of equally long ones that share a character the first counts (工业投资增长), of others the last: heads stand
        last in Chinese.
        """
        best: MetricHit | None = None
        for hit in outermost(self.metric_hits(words)):
            length, record = len(fold(hit.alias)), len(fold(best.alias)) if best else 0
            if best is None or length > record or (length == record and not hit.span.meets(best.span)):
                best = hit
        return best.code if best else None

    def series_code(self, code: str, basis: Basis) -> str:
        """The code under which a figure of some basis is kept: the metric's own, but for the few whose growth or
        yearly addition is an entry of its own (industrial_investment, growth -> industrial_investment_growth).
        """
        return self._series.get((code, basis), code)

    @cached_property
    def _series(self) -> dict[tuple[str, Basis], str]:
        bases = {"growth_of": Basis.GROWTH, "flow_of": Basis.FLOW}
        return {
            (base, bases[relation]): metric.code
            for metric in self.metrics.values()
            for relation, base in metric.relations
            if relation in bases
        }

    def suits(self, code: str, unit: str) -> bool:
        """True where a level of the metric can be said in this unit: 高速公路 in km, not in count.

        Growth, shares, ranks and the like (%, pp, times, rank …) suit every metric.
        """
        return unit in _ANY_METRIC or unit in self._units_of[code]

    @cached_property
    def _units_of(self) -> dict[str, frozenset[str]]:
        scales = ("", "万", "亿", "万亿", "千", "百")
        words = {scale + word: unit for word, (unit, _) in self.unit_words.items() for scale in scales}
        return {
            metric.code: frozenset((metric.unit, *(words[word] for word in metric.units if word in words)))
            for metric in self.metrics.values()
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
