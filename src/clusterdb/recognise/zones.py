"""Zones that no catalogue lists, by the form of their names: 江东新区, 兰州|榆中科技城; 国家级新区 is a kind, not a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clusterdb.lexicon.cues import Cues, zone_pattern
from clusterdb.model import Span
from clusterdb.readings import Place

#: Where a clause begins, or what it says before its subject.
_BEGINS = re.compile(r"[，。；：:！？\n　 ]|[年月底末前]|其中|目前|以来")
#: What no name holds.
_NO_NAME = re.compile(r"[在和与及的各居]|全[省市区县州]|入选|国家|全国|中国|贸易$")
#: How long a zone's own name is before the word that says what it is.
_SHORTEST, _LONGEST = 2, 12
#: What a city's zone may be called between the city and the kind of zone: 长沙|黄花|综保区.
_OWN = r"(?P<own>[\u4e00-\u9fff]{2,3})"
_NOT_OWN = re.compile(r"[新增建设推进国省市级全各个加快支持获争批创的和与及在等为以都城群]")


class ZoneReader:
    """Reads names of zones; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        forms = "|".join(sorted(cues.zone_forms, key=len, reverse=True))
        self._form = re.compile(rf"(?:{forms})(?![域内])")
        #: behind a city these make it a zone of its own: 合肥|高新区; 高新区域 is none
        self._zone = re.compile(zone_pattern(cues))
        self._own = re.compile(
            rf"{_OWN}(?:国家级?|省级)?(?:{'|'.join((*cues.zone_forms, *cues.zone_words))})(?<!城)(?![域内])"
        )
        verbs = (*cues.action_verbs, *cues.flow_verbs, *cues.inner_verbs, *cues.strive, *cues.discourse, *cues.adverbs)
        kinds = (*cues.zone_kinds, *(v for v in verbs if len(v) > 1))
        self._kind = re.compile("|".join(sorted(map(re.escape, kinds), key=len, reverse=True)))

    def of_city(self, text: str, end: int) -> int | None:
        """Where a zone's name ends that begins with a city ending at `end`."""
        zone = self._zone.match(text, end)
        if zone is None:
            own = self._own.match(text, end)
            zone = own if own and not _NOT_OWN.search(own["own"]) else None
        return zone.end() if zone else None

    def zones(self, text: str, places: Sequence[Place]) -> Iterator[Place]:
        """Zones that clauses begin with, by form alone; `places` are those that the catalogue knows, in order."""
        at = 0
        for form in self._form.finditer(text):
            begun = [m.end() for m in _BEGINS.finditer(text, max(0, form.start() - _LONGEST - 1), form.start())]
            start = begun[-1] if begun else 0
            if form.start() - start > _LONGEST:
                continue
            while at < len(places) and places[at].span.end <= start:
                at += 1
            first = places[at] if at < len(places) else None
            named = start
            if first is not None and first.span.start <= start:
                if first.kind not in ("prefecture", "county") or first.span.end >= form.start():
                    continue  # a zone of the catalogue; 广东自贸试验区 is all of Guangdong's
                if form[0].endswith("城"):
                    continue  # 大连英歌石科学城 is a quarter of 大连
                named = first.span.end
            if form.start() - named >= _SHORTEST and self._is_name(text[named : form.start()]):
                whole = Span(start, form.end())
                yield Place(span=whole, name=whole.of(text), kind="zone")

    def _is_name(self, words: str) -> bool:
        return words.isalpha() and self._kind.match(words) is None and _NO_NAME.search(words) is None
