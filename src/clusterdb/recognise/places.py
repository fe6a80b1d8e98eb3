"""Places: 深圳 -> 深圳市, 珠三角地区 -> 珠三角, 我省 and 全市 as relative places. A city in a company's name is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Place, in_text_order
from clusterdb.recognise.zones import ZoneReader

#: Behind a place these make it part of another name: 上海电气, 广东省委, 北京大学, 福建频道.
_PART_OF_NAME = re.compile(
    r"委(?!托)|[^，。、；新建引设增有共的\s]{0,4}(?:大学|学院|集团|公司|大桥|医院|书院|指数|实验室|研究院)|电气|电力集团|集团|银行|证券|大学|学院|日报|晚报|频道|频道|发布|股份|公司|委员会|省委|市委|代表|省长|市长|书记|"
    r"奥运|残奥|冬奥|亚运|卫视|电视台|路|街|大道|话|菜|精神|模式|经验|故事|篇章|篇|儿女|人民(?!政府)|速度|现象|实践|样板"
)


#: Behind a place these make it a wider area that the catalogue lacks: 成都平原经济区, 武汉都市圈.
_WIDER = re.compile(
    r"[^，。、；新建推支加的与和在\s]{0,10}?(?:经济区|经济圈|都市圈|城市群|城镇群|经济带|都市区|一体化发展示范区|合作产业园)"
)


class PlaceReader:
    """Reads places; built once from the lexicon."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._lexicon = lexicon
        self._relative = {w: level for level, words in cues.issuer_words.items() for w in words}
        self._breakers = frozenset(cues.place_breakers)
        self._not_places = frozenset(cues.not_places)
        self._zones = ZoneReader(cues)
        words = "|".join(sorted(self._relative, key=len, reverse=True))
        self._relative_word = re.compile(words)

    def places(self, text: str) -> Iterator[Place]:
        """Every place of a text in order, the longest name at each point."""
        found: list[Place] = []
        for hit in self._lexicon.places(text):
            broken = text[max(0, hit.span.start - 1) : hit.span.start + 1] in self._breakers
            if broken or hit.word in self._not_places or _PART_OF_NAME.match(text, hit.span.end):
                continue
            wider = _WIDER.match(text, hit.span.end)
            if wider:
                whole = Span(hit.span.start, wider.end())
                found.append(Place(span=whole, name=whole.of(text), kind="area"))
                continue
            zone_end = self._zones.of_city(text, hit.span.end) if self._is_city(hit.codes) else None
            if zone_end is not None:
                whole = Span(hit.span.start, zone_end)
                found.append(Place(span=whole, name=whole.of(text), kind="zone"))
                continue
            code = hit.codes[0] if hit.codes else None
            region = self._lexicon.regions.get(code) if code else None
            found.append(
                Place(
                    span=hit.span,
                    name=region.name_zh if region else hit.word,
                    code=code if region else None,
                    kind=region.kind if region else None,
                    codes=tuple(hit.codes),
                )
            )
        found = [_with_rest(p, text) for p in found]
        zones = list(self._zones.zones(text, found))
        if zones:
            within = {i for z in zones for i in range(z.span.start, z.span.end)}
            found = sorted([*(p for p in found if p.span.start not in within), *zones], key=in_text_order)
        taken = {i for p in found for i in range(p.span.start, p.span.end)}
        found += [
            Place(Span(match.start(), match.end()), match[0], relative=self._relative[match[0]])
            for match in self._relative_word.finditer(text)
            if match.start() not in taken
        ]
        yield from sorted(found, key=in_text_order)

    def _is_city(self, codes: tuple[str, ...]) -> bool:
        region = self._lexicon.regions.get(codes[0]) if codes else None
        return region is not None and region.kind in ("prefecture", "county")


def _with_rest(place: Place, text: str) -> Place:
    """临夏|州, 锡林郭勒|盟: the rest of a short name belongs to it."""
    rest = text[place.span.end : place.span.end + 1]
    if rest in ("州", "盟") and place.name.endswith(("自治州", "盟")) and not place.span.of(text).endswith(rest):
        return replace(place, span=Span(place.span.start, place.span.end + 1))
    return place
