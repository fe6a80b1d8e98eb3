"""Does a figure measure what stands before it, or what stands behind?

Shares, rates and amounts measure what is before (增长5%, 收入100亿元), counts what is behind if a verb or nothing comes
before (新增|13个|…), else what is before (老旧小区|827个).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from clusterdb.assemble.items import Group, Measure
from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import COUNTED, MEDALS
from clusterdb.assemble.words import trim
from clusterdb.model import Clause, Span
from clusterdb.readings import Figure, Place, TimeWords

_RATES = frozenset({"%", "pp", "times", "‰"})
_SHORT = 4
#: 贡献|65%的工业增加值: what is brought stands behind.
_BROUGHT = ("贡献", "创造", "承担", "吸纳", "提供", "完成", "实现", "集聚", "集中")
_GROWS = re.compile(r"(?:增长|增幅|增速)(?![点极量率])")
_STEPS = re.compile(r"(?:新的?|大)?(?:大关|关口|台阶|门槛|行列|(?:级)?规模(?=[，。；、！\n]))")
#: What may stand between a count and the next one that names what both count.
_NEXT = re.compile(r"、(?:20[0-9]{2}年|今年|明年)?[\u4e00-\u9fff]{0,4}")
_BRACKET = re.compile(r"[（(](?:[^（）()]{1,6}|含[^（）()]{1,16})[）)]次?")


class MeasureChooser:
    """Chooses the measures of one document's figures."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def measure(
        self,
        group: Group,
        left: Span,
        right: Span,
        times: list[TimeWords],
        places: list[Place],
        clause: Clause | None = None,
    ) -> Measure:
        """The words that the anchors of a group measure; empty where the group names none."""
        text, anchor = self._page.text, group.anchors[0]
        many = len(group.anchors) > 1
        several = many or (
            "、" in left.of(text) and "等" not in left.of(text) and self._starts_with_places(left, places)
        )
        # 全省进出口、外资分别增长…; of 济南、青岛… the names stay
        cut = [p for p in places if p.relative is not None] if several else places
        before = self._page.cutter.before(text, left, times, cut)
        if not isinstance(anchor, Figure):
            return before
        if many:
            return self._of_many(anchor, before, left, right, times)
        if text.startswith(("并", "且"), right.start) and not text.startswith(("并购", "并网"), right.start):
            return before  # 建成老年助餐点3897个|并有序开放
        rest = trim(text, _past_bracket(text, right))
        if text[right.start : right.start + 1] in ("（", "(") and rest.start == right.start + 1:
            rest = Span(right.end, right.end)  # 2万个（其中…）
        if text[right.start : right.start + 1] in ("、", "，"):
            rest = Span(right.end, right.end)
        if not len(rest):
            bare = not before or self._page.cutter.is_verb(before.span.of(text))
            if bare and anchor.unit in COUNTED and clause is not None:
                tail = self._shared_tail(clause, group.span.end)
                if tail is not None:
                    return self._page.cutter.behind(text, tail, self._page.cutter.verbs_at_end(text, left, times))
            return before
        if anchor.unit_word in MEDALS or _STEPS.match(text, rest.start):
            return before  # 突破1000万户|大关
        of_noun = text[right.start : right.start + 1] == "的"
        if of_noun and anchor.unit == "CNY" and before.span.of(text).endswith("规模") and len(before.span) <= _SHORT:
            lead = (*before.lead, before.span.of(text))
            return self._page.cutter.behind(text, right, lead)  # 总规模50亿元的|产业发展基金
        if (
            anchor.unit is None
            and text[anchor.core.end - 1] != "+"
            and not (anchor.form == "arabic" and len(rest) > _SHORT)
        ):
            return before
        if anchor.unit in _RATES:
            return self._of_rate(anchor, before, left, right, rest, times)
        cutter = self._page.cutter
        open_left = cutter.ends_in_verb(text, left) or not before
        counted = anchor.unit in COUNTED or anchor.unit is None
        if of_noun:
            takes = open_left
        elif counted:
            etc = text[left.start : left.end].rstrip().endswith("等")
            takes = etc or open_left or not cutter.starts_event(text, right)
        else:
            takes = open_left and not cutter.starts_event(text, right)
        if not takes:
            return before
        return cutter.behind(text, self._undated(_past_bracket(text, right)), cutter.verbs_at_end(text, left, times))

    def _of_many(self, first: Figure, before: Measure, left: Span, right: Span, times: list[TimeWords]) -> Measure:
        """A list of figures measures what stands before it, but for 2023年、2024年分别新增35家和40家|专精特新企业."""
        text, cutter = self._page.text, self._page.cutter
        if before or first.unit not in COUNTED or not trim(text, right) or cutter.starts_event(text, right):
            return before
        return cutter.behind(text, right, cutter.verbs_at_end(text, left, times))

    def _undated(self, named: Span) -> Span:
        """两条|生产线|去年11月投产: what stands behind a figure, up to the time of what became of it."""
        for when in self._page.times.within(named):
            event = self._page.cutter.starts_event(self._page.text, Span(when.span.end, named.end))
            if event and when.span.start >= named.start + 2:
                return Span(named.start, when.span.start)
        return named

    def _of_rate(
        self, figure: Figure, before: Measure, left: Span, right: Span, rest: Span, times: list[TimeWords]
    ) -> Measure:
        """Rates are said of what stands before them, but for 38.7%的贸易增量, 2.5%的增速 and 有七成行业."""
        text, cutter = self._page.text, self._page.cutter
        of_noun = text[right.start : right.start + 1] == "的"
        noun = self._growth_noun(right) if of_noun else None
        if noun is not None:
            return noun
        if _GROWS.match(text, rest.start):
            return replace(before, between=("增长", *before.between))
        if figure.form != "arabic" and text[left.start : left.end].endswith("有") and len(rest) > 1:
            return cutter.behind(text, right, ())
        if not of_noun and not left.of(text).strip() and len(rest) > _SHORT and text[rest.start] not in "，。、；":
            return cutter.behind(text, right, ())
        words = before.span.of(text)
        joined = left.of(text).rstrip().endswith(("和", "及", "与", "、"))  # 14个市和|98%的县（市、区）
        if of_noun and (not before or len(rest) <= _SHORT or joined or words.endswith(_BROUGHT)):
            return cutter.behind(text, right, cutter.verbs_at_end(text, left, times))
        return before

    def _growth_noun(self, right: Span) -> Measure | None:
        """泉州2.5%的增速低于…: the noun behind the figure, if it is one of growth."""
        text, span = self._page.text, trim(self._page.text, right)
        word = max((w for w in self._page.cues.growth_nouns if text.startswith(w, span.start)), key=len, default="")
        return Measure(Span(span.start, span.start + len(word)), behind=True) if word else None

    def inner_place(self, measure: Measure) -> tuple[Measure, str | None]:
        """海南自贸港“样板间”洋浦保税港区工业总产值: a place behind a quote or 的 is the one that is measured."""
        for place in reversed(self._page.places.within(measure.span)):
            marked = self._page.text[place.span.start - 1 : place.span.start] in ("”", "的")
            if marked and place.relative is None and place.kind != "nation" and place.span.end + 2 <= measure.span.end:
                return replace(measure, span=Span(place.span.end, measure.span.end)), place.name
        return measure, None

    def _shared_tail(self, clause: Clause, at: int) -> Span | None:
        """7.8万户、22.9万人稳定消除返贫风险: what stands behind the last figure is said of the first one too."""
        if self._page.text[at : at + 1] not in ("、", "和"):
            return None
        more = self._page.figures.ends_of(Span(at, clause.span.end))
        if more is not None and self._page.is_date(more[0]):
            more = self._page.figures.ends_of(Span(more[0].span.end, clause.span.end))  # 、2026年推动120家规上企业…
        if more is None or (
            more[0].span.start > at + 2 and not _NEXT.fullmatch(self._page.text, at, more[0].span.start)
        ):
            return None
        tail = trim(self._page.text, Span(more[1].span.end, clause.span.end))
        return tail if len(tail) > 1 else None

    def _starts_with_places(self, left: Span, places: list[Place]) -> bool:
        """襄阳、宜昌经济总量…: two places with a list mark between them open the words before the figure."""
        here = [p for p in places if left.holds(p.span) and p.relative is None]
        return any(
            self._page.text[a.span.end : b.span.start] == "、" and a.span.start - left.start <= 2
            for a, b in pairwise(here)
        )


def _past_bracket(text: str, right: Span) -> Span:
    """What follows a figure without a bracket that only glosses its unit: 3.1万套（间）."""
    match = _BRACKET.match(text, right.start, right.end)
    return Span(match.end(), right.end) if match else right
