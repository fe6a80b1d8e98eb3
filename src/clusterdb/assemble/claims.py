"""Clauses and readings -> claims and what is left out: the place where everything comes together.

For each clause its anchors (figures, ranks, coverage) are cut into items; each item finds its measure before or behind
the figure, or takes the one of the clause before; basis, period, region and stance follow from words and setting.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from clusterdb.assemble.basis import BasisReader
from clusterdb.assemble.build import ClaimBuilder, Told
from clusterdb.assemble.context import ContextReader, Setting
from clusterdb.assemble.items import Anchor, Group, Item, items
from clusterdb.assemble.lists import ListReader
from clusterdb.assemble.measures import Measure, MeasureCutter
from clusterdb.assemble.mentions import merge_mentions
from clusterdb.assemble.skips import SkipReader
from clusterdb.assemble.words import trim
from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Claim, Clause, Comparator, Document, Role, Section, Skipped, Span
from clusterdb.readings import Coverage, Figure, Fulfilment, Place, Rank, Readings, TimeWords

_FROM = ("从", "由", "自")
_RISE = ("到", "至", "增", "升", "提", "降", "扩", "减", "为")
#: 荣获53个奖项、比上次增长…: behind this mark the text goes on about the same thing.
_RUNS_ON = re.compile(r"、(?=比上|比|较|占|居|同比|增长|下降|位居|位列|增速|创|为历史|均居|排名)")
_RATES = frozenset({"%", "pp", "times", "‰"})
_MEDALS = ("金", "银", "铜")
_OPEN = (Comparator.GT, Comparator.GE)
_COUNTED = frozenset({"count", "persons", "person-times", "enterprise-times", "household-times"})


T = TypeVar("T", Figure, Rank, Coverage, Fulfilment, TimeWords, Place)


@dataclass(slots=True)
class _Sentence:
    """What a sentence has said so far: its last measure and the verbs that later items inherit."""

    measure: str = ""
    start: int = 0
    verbs: tuple[str, ...] = ()
    subject: str = ""
    list_start: int | None = None
    told: tuple[str, ...] = ()


@dataclass(slots=True)
class _Output:
    claims: list[Claim] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class Assembler:
    """Ties the readings of a document together; built once from a lexicon and its cue words."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._lexicon = lexicon
        self._cues = cues
        self._full = {
            name: region.name_zh
            for region in lexicon.regions.values()
            if region.kind in ("province", "prefecture", "county", "zone")
            for name in (region.name_zh, *region.short_names)
        }
        self._skips = SkipReader(cues, lexicon.cluster_hits)
        self._lists = ListReader(cues)
        self._builder = ClaimBuilder(cues, BasisReader(cues), lexicon)

    def assemble(
        self, document: Document, parts: tuple[Section, ...], clauses: tuple[Clause, ...], readings: Readings
    ) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
        """Claims in the order of the text, and every figure that is none, with its reason."""
        walk = _Walk(self, document, readings)
        home = parts[0].region if parts else None
        context = ContextReader(document, readings, self._cues, home)
        for clause, setting in context.settings(clauses):
            walk.clause(clause, setting)
        claims, repeated = merge_mentions(document, walk.out.claims)
        skipped = sorted({*walk.out.skipped, *repeated}, key=lambda s: (s.span, s.reason))
        return tuple(claims), tuple(skipped)


class _Walk:
    """One pass over one document."""

    def __init__(self, assembler: Assembler, document: Document, readings: Readings) -> None:
        self._a = assembler
        self._text = document.text
        self._readings = readings
        self.out = _Output()
        aliases = {h.span.start: h.span.end for h in sorted(assembler._lexicon.metric_hits(self._text), key=lambda h: len(h.span))}
        self._clusters = sorted(assembler._lexicon.cluster_hits(self._text), key=lambda h: h.span.start)
        self._cutter = MeasureCutter(assembler._cues, lambda at: aliases.get(at, 0))
        self._figures = _Index(readings.figures)
        self._ranks = _Index(readings.ranks)
        self._coverages = _Index(readings.coverages)
        self._fulfilments = _Index(readings.fulfilments)
        self._times = _Index(readings.times)
        self._places = _Index(readings.places)
        self._sentence: Span | None = None
        self._said = _Sentence()
        self._origins: dict[int, tuple[int, int]] = {}

    # ---- a clause ----
    def clause(self, clause: Clause, setting: Setting) -> None:
        if clause.sentence != self._sentence:
            self._sentence, self._said = clause.sentence, _Sentence()
        times: list[TimeWords] = self._times.within(clause.span)
        places: list[Place] = self._places.within(clause.span)
        self._fulfil(clause, setting, times, places)
        anchors = self._anchors(clause)
        if not anchors:
            self._remember_subject(clause, times, places)
            return
        previous: tuple[str, ...] = self._said.verbs
        for item in items(self._text, clause, anchors):
            for index, group in enumerate(item.groups):
                begin = item.groups[index - 1].span.end if index else item.span.start
                stop = item.groups[index + 1].span.start if index + 1 < len(item.groups) else item.span.end
                if index:
                    # 迈上14万亿元新台阶、连续36年居首位: what stands before the mark belongs to the figure before
                    mark = self._text.rfind("、", begin, group.span.start)
                    begin = mark + 1 if mark >= 0 else begin
                if index + 1 < len(item.groups):
                    mark = self._text.find("、", group.span.end, stop)
                    stop = mark if mark >= 0 else stop
                elif (mark := _RUNS_ON.search(self._text, group.span.end, stop)) is not None:
                    stop = mark.start()
                left, right = Span(begin, group.span.start), Span(group.span.end, max(group.span.end, stop))
                previous = self._group(item, group, left, right, setting, times, places, previous)

    def _anchors(self, clause: Clause) -> list[Anchor]:
        """Figures, ranks and coverage of a clause that may be claims; the rest is noted as left out."""
        glossary = clause.section.is_glossary
        ranks = [r for r in self._ranks.within(clause.span) if not glossary and not self._shielded(r.span)]
        coverages = [
            c
            for c in self._coverages.within(clause.span)
            if not glossary and not self._shielded(c.span) and self._ends_item(c.span.end, clause.span.end)
        ]
        figures: list[Figure] = []
        ranks_at = [r.span.start for r in ranks]
        here = self._figures.within(clause.span)
        for index, figure in enumerate(here):
            if any(r.span.meets(figure.core) for r in ranks):
                continue
            reason = self._a._skips.reason(self._text, figure, self._readings, clause.span, clause.sentence)
            if reason is None and clause.section.is_glossary:
                reason = "non_statement"
            if reason is None and index + 1 < len(here):
                origin = self._origin_of(figure, here[index + 1])
                if origin is not None:
                    reason, self._origins[here[index + 1].span.start] = "baseline", (origin, figure.span.end)
            if reason is None and self._is_size(clause, figure, here[index + 1 : index + 2], ranks_at):
                reason = "scope_count"
            if reason is None and figures and self._bounds_group(clause, figures[-1], figure):
                reason = "threshold"
            if reason is None:
                figures.append(figure)
            else:
                self.out.skipped.append(Skipped(figure.core, reason))
        anchors: list[Anchor] = [*figures, *ranks, *coverages]
        return sorted(anchors, key=lambda a: a.span)

    def _is_size(self, clause: Clause, figure: Figure, following: list[Figure], ranks_at: list[int]) -> bool:
        """20个集群年产值达7000亿元: a count that opens the clause and is only the size of the subject of what follows."""
        if figure.unit not in _COUNTED or "第" in self._text[clause.span.start : figure.span.start]:
            return False
        if following and following[0].unit in _COUNTED and self._counts_subject(clause, figure, following[0]):
            return True
        ahead = [r for r in ranks_at if r > figure.span.end]
        ahead += [f.span.start for f in following if f.unit is not None and f.unit not in _COUNTED]
        if not ahead:
            return False
        if following and following[0].comparator in _OPEN and following[0].unit == "CNY" and following[0].span.start == min(ahead):
            return False
        between = self._text[figure.span.end : min(ahead)]
        if any(mark in between for mark in "，、；") or len(between.strip("的")) < 3:
            return False
        lead = self._text[clause.span.start : figure.span.start]
        return not self._cutter.acts(lead) and not self._cutter.acts(between)

    def _counts_subject(self, clause: Clause, figure: Figure, following: Figure) -> bool:
        """64个县市新增城镇常住人口30.5万人: the first figure says how many did it."""
        between = self._text[figure.span.end : following.span.start]
        opens = not self._text[clause.span.start : figure.span.start].strip(" 　，")
        ends = not self._text[following.span.end : clause.span.end].strip("，。；、 ")
        headed = any(between.startswith(h) for h in self._a._cues.subject_heads)
        return opens and ends and headed and self._cutter.acts(between) and "、" not in between and "，" not in between

    def _bounds_group(self, clause: Clause, count: Figure, figure: Figure) -> bool:
        """191家工业企业营业收入超百亿元 counts firms; the amount only says which."""
        if count.unit != "count" or figure.unit != "CNY" or figure.comparator not in _OPEN:
            return False
        if self._text.startswith("的", figure.span.end) and self._text[count.span.end : figure.span.start].strip("，、") != "":
            return not any(m in self._text[count.span.end : figure.span.start] for m in "，、；")
        between = self._text[count.span.end : figure.span.start]
        behind = self._text[figure.span.end : clause.span.end].strip("，。；、 ")
        lead = self._text[clause.span.start : count.span.start].strip()
        return not behind and not any(m in between for m in "，、；") and between.endswith(self._a._cues.annual_levels) and (
            len(lead) <= 4 and not self._cutter.acts(between)
        )  # fmt: skip

    def _origin_of(self, figure: Figure, following: Figure) -> int | None:
        """从0.94万家增加到1.55万家: the first figure is where the second came from; the place of 从, or None."""
        begin = max(0, figure.span.start - 14)
        head = self._text[begin : figure.span.start]
        at = max(head.rfind(w) for w in _FROM)
        between = self._text[figure.span.end : following.span.start]
        if at < 0 or len(between) > 24 or "，" in between:
            return None
        gap = head[at + 1 :]
        named = gap.strip("的0123456789年月底末 ") and not gap.startswith(("“十", "十"))
        return begin + at if not named and any(w in between for w in _RISE) else None

    def _shielded(self, span: Span) -> bool:
        return any(s.holds(span) for s in self._readings.shielded)

    def _ends_item(self, at: int, end: int) -> bool:
        rest = self._text[at:end].lstrip()
        return not rest or rest[0] in "，。；、！）)：,;和及"

    # ---- a group of anchors ----
    def _group(
        self,
        item: Item,
        group: Group,
        left: Span,
        right: Span,
        setting: Setting,
        times: list[TimeWords],
        places: list[Place],
        previous: tuple[str, ...],
    ) -> tuple[str, ...]:
        measure = self._measure(group, left, right, times, places, item.clause)
        measure, own_place = self._inner_place(measure)
        prefix = self._text[group.span.start : group.anchors[0].core.start] if isinstance(group.anchors[0], Figure) else ""
        if prefix:
            measure = replace(measure, between=(prefix, *measure.between))
        came = self._origins.get(group.span.start)
        if came is not None and came[0] >= left.start:
            reached = self._cutter.before(self._text, Span(came[1], group.span.start), times, places)
            measure = self._cutter.before(self._text, Span(left.start, came[0]), times, places)
            measure = Measure(measure.span, measure.lead, (*reached.between, *reached.lead, *measure.between))
        if "累计" in measure.span.of(self._text):
            measure = replace(measure, lead=(*measure.lead, "累计"))
        verbs = (*measure.between, *measure.lead)
        told = Told(item=item, setting=setting, measure=measure, inherited=previous, tail=self._tail(item, right))
        for anchor, name, region, source in self._named(group, measure, left, told):
            if not name:
                self.out.skipped.append(Skipped(anchor.span, "no_metric"))
                continue
            start = self._said.start if source != "own" and self._said.measure else item.span.start
            region = region or own_place
            quote = trim(self._text, Span(min(start, item.span.start), item.span.end))
            if len(quote) > 120:
                quote = trim(self._text, item.span)
            claim = self._a._builder.build(
                self._text, anchor, name, told, quote, region, source, self._cluster_before(anchor.span.start), left
            )
            if claim is None:
                self.out.skipped.append(Skipped(anchor.span, "non_statement"))
            else:
                self.out.claims.append(claim)
            if source == "own" or not self._said.measure:
                self._said.start = item.span.start
            if not isinstance(anchor, Coverage):
                self._said.measure = name
            if isinstance(anchor, Figure) and name not in self._said.told:
                self._said.told = (*self._said.told, name)
        if any(v.startswith("累计") for v in previous) and not any(v in self._a._cues.flow_verbs for v in verbs):
            verbs = (*verbs, "累计")
        carried = verbs or previous
        self._said.verbs = carried
        return carried

    def _tail(self, item: Item, right: Span) -> str:
        """What became of the counted things; in 建议729件、提案831件全部办复 the end speaks for both."""
        own = right.of(self._text).strip()
        last = item.clause.span.end
        figures = self._figures.within(Span(item.span.end, last))
        return own + (self._text[figures[-1].span.end : last] if figures else "")

    def _measure(
        self,
        group: Group,
        left: Span,
        right: Span,
        times: list[TimeWords],
        places: list[Place],
        clause: Clause | None = None,
    ) -> Measure:
        text, anchor = self._text, group.anchors[0]
        many = len(group.anchors) > 1
        several = many or ("、" in left.of(text) and "等" not in left.of(text) and self._starts_with_places(left, places))
        before = self._cutter.before(text, left, times, [] if several else places)
        if many or not isinstance(anchor, Figure):
            return before
        rest = trim(text, right)
        if not len(rest):
            if not before and anchor.unit in _COUNTED and clause is not None:
                tail = self._shared_tail(clause, group.span.end)
                if tail is not None:
                    return self._cutter.behind(text, tail, self._cutter.verbs_at_end(text, left, times, places))
            return before
        if anchor.unit_word in _MEDALS:
            return before
        of_noun = text[right.start : right.start + 1] == "的"
        if anchor.unit is None and not text[anchor.core.end - 1] == "+":
            return before
        if anchor.unit in _RATES:
            if of_noun and (noun := self._cutter.growth_noun(text, right)) is not None:
                return noun
            if of_noun and text.startswith(("增长", "增幅"), rest.start):
                return replace(before, between=("增长", *before.between))
            if anchor.form != "arabic" and text[left.start : left.end].endswith("有") and len(rest) > 1:
                return self._cutter.behind(text, right, ())
            if of_noun and (not before or len(rest) <= 4):
                return self._cutter.behind(text, right, self._cutter.verbs_at_end(text, left, times, places))
            return before
        open_left = self._cutter.ends_in_verb(text, left) or not before
        if of_noun:
            verbs = self._cutter.verbs_at_end(text, left, times, places)
            return self._cutter.behind(text, right, verbs) if open_left else before
        if anchor.unit in _COUNTED or anchor.unit is None:
            etc = text[left.start : left.end].rstrip().endswith("等")
            if etc or open_left or not self._cutter.starts_event(text, right):
                return self._cutter.behind(text, right, self._cutter.verbs_at_end(text, left, times, places))
            return before
        if open_left and not self._cutter.starts_event(text, right):
            return self._cutter.behind(text, right, self._cutter.verbs_at_end(text, left, times, places))
        return before

    def _inner_place(self, measure: Measure) -> tuple[Measure, str | None]:
        """海南自贸港“样板间”洋浦保税港区工业总产值: a place behind a quote or 的 is the one that is measured."""
        for place in reversed(self._places.within(measure.span)):
            marked = self._text[place.span.start - 1 : place.span.start] in ("”", "的")
            if marked and place.relative is None and place.kind != "nation" and place.span.end + 2 <= measure.span.end:
                return replace(measure, span=Span(place.span.end, measure.span.end)), place.name
        return measure, None

    def _shared_tail(self, clause: Clause, at: int) -> Span | None:
        """7.8万户、22.9万人稳定消除返贫风险: what stands behind the last figure is said of the first one too."""
        if self._text[at : at + 1] not in ("、", "和"):
            return None
        last = self._figures.within(Span(at, clause.span.end))
        if not last or last[0].span.start > at + 2:
            return None
        tail = trim(self._text, Span(last[-1].span.end, clause.span.end))
        return tail if len(tail) > 1 else None

    def _starts_with_places(self, left: Span, places: list[Place]) -> bool:
        """襄阳、宜昌经济总量…: two places with a list mark between them open the words before the figure."""
        here = [p for p in places if left.holds(p.span) and p.relative is None]
        return any(
            self._text[a.span.end : b.span.start] == "、" and a.span.start - left.start <= 2
            for a, b in zip(here, here[1:], strict=False)
        )

    def _named(
        self, group: Group, measure: Measure, left: Span, told: Told
    ) -> Iterator[tuple[Anchor, str, str | None, str]]:
        """Each anchor with the name of its measure, its own region if it has one, and where the name came from."""
        anchors = group.anchors
        if isinstance(anchors[0], Rank) and not measure and "均" in measure.between and len(self._said.told) > 1:
            # 甲增至37座、乙增至14座，均居全国第一
            for name in self._said.told:
                yield anchors[0], name, None, "sentence"
            return
        fan = self._fans_out(measure, anchors)
        if len(anchors) > 1 or fan:
            count = len(anchors) if len(anchors) > 1 else None
            for index, (name, region) in enumerate(self._listed(measure, count, fan)):
                anchor = anchors[index] if len(anchors) > 1 else anchors[0]
                if isinstance(anchor, Figure) and anchor.unit_word in _MEDALS:
                    name = name + anchor.unit_word + "牌"
                yield anchor, name, region, "own"
                if index + 1 == len(anchors) > 1:
                    return
            if len(anchors) > 1 or fan:
                return
        own = measure.span.of(self._text)
        if measure.behind and isinstance(anchors[0], Figure):
            own = self._cutter.reached(self._text, left, self._times.within(left), self._places.within(left)) + own
        if not own and not self._said.measure:
            clause = told.item.clause.span
            subject = self._cutter.subject(
                self._text, Span(clause.start, max(clause.start, left.start)), self._times.within(clause), self._places.within(clause)
            )
            own = subject.of(self._text) if subject is not None else ""
        for anchor in anchors:
            if isinstance(anchor, Figure) and anchor.unit_word in _MEDALS:
                event = own or self._said.measure.removesuffix("金牌").removesuffix("银牌")
                yield anchor, event + anchor.unit_word + "牌", None, "own"
                continue
            if isinstance(anchor, Coverage):
                yield anchor, own + anchor.span.of(self._text), self._place_in(left), "own"
                continue
            name, source = self._completed(own, told.setting.region_from)
            yield anchor, name, None, source

    def _fans_out(self, measure: Measure, anchors: Sequence[Anchor]) -> bool:
        words = measure.span.of(self._text)
        if "、" not in words and not ("双双" in measure.between and "和" in words):
            return False
        parts = words.split("、")
        if "等" not in words and all(self._place_at_start(p) == self._a._full.get(p) is not None for p in parts[:-1]):
            if self._place_at_start(parts[-1]) is not None:
                return True
        if any(w in measure.between for w in ("均", "双双", "都", "分别", "全部")):
            return not any(self._cutter.acts(p) for p in parts[:-1]) or len(anchors) > 1
        if words.endswith(("指标", "数据")) and "等" in words:
            return True
        if isinstance(anchors[0], Rank) and parts[-1].endswith(self._a._cues.tail_nouns) and all(2 <= len(p) <= 12 for p in parts):
            return "等" not in words
        return isinstance(anchors[0], Rank) and "等" not in words and all(len(p) >= 4 for p in parts)

    def _listed(self, measure: Measure, count: int | None, fan: bool) -> list[tuple[str, str | None]]:
        span = measure.span
        words = span.of(self._text)
        if count is None and "等" in words and words.endswith("指标") and self._said.list_start is not None:
            span = Span(self._said.list_start, span.end)
            words = span.of(self._text)
        if count is None and words.endswith(("等多项指标", "等指标", "等主要指标", "等多项主要指标", "等经济指标")):
            span = Span(span.start, span.start + words.rfind("等"))
        parts: list[str] = []
        if fan and count is None and "双双" in measure.between and "、" not in words:
            parts = self._a._lists.parts(self._text, span, 2)
        elif len(span):
            parts = self._a._lists.parts(self._text, span, count)
        if not parts and count is not None:
            parts = self._from_clause_before(words, count)
        if not parts:
            name, _ = self._completed(words)
            return [(name, None)] * (count or 1)
        return self._with_places(parts, span)

    def _with_places(self, parts: list[str], span: Span) -> list[tuple[str, str | None]]:
        """福州、龙岩、厦门固定资产投资增速: conjuncts that are places share the measure behind the last one."""
        last = parts[-1]
        named = [self._place_at_start(p) for p in parts]
        if all(n is not None for n in named) and len(parts) > 1:
            shared = ""
            for place in self._places.within(span):
                tail = self._text[place.span.end : span.end]
                if last.startswith(place.span.of(self._text)) and len(tail) < len(last):
                    shared = last[len(place.span) :]
            if shared:
                return [(shared, n) for n in named]
        return [(p, None) for p in parts]

    def _place_at_start(self, words: str) -> str | None:
        hits = self._a._lexicon.places(words)
        for hit in hits:
            if hit.span.start == 0 and hit.codes:
                region = self._a._lexicon.regions.get(hit.codes[0])
                return region.name_zh if region else None
        return None

    def _from_clause_before(self, tail: str, count: int) -> list[str]:
        if not self._said.subject:
            return []
        subject = self._said.subject
        parts = self._a._lists.parts(subject, Span(0, len(subject)), count)
        return [p + tail if not p.endswith(tail) else p for p in parts]

    def _completed(self, own: str, region_from: str = "") -> tuple[str, str]:
        """A measure with the subject that the sentence gave: 增速 -> 工业投资增速, 占…比重 -> 产值占…比重."""
        said = self._said.measure or self._said.subject
        if not own:
            return said, "sentence"
        if region_from == "clause" and not own.startswith(("占", "对", "拉动", "带动")):
            return own, "own"
        generic = own in self._a._cues.generic_measures or own in self._a._cues.reaching_verbs
        if said and (generic or own.startswith(("占", "对", "拉动", "带动")) and len(own) > 1):
            if said.endswith(own) or (own in said and generic):
                return said, "sentence"
            if generic:
                for noun in self._a._cues.growth_nouns:
                    said = said.removesuffix(noun)
            return said + own, "sentence"
        return own, "own"

    # ---- statements without a figure ----
    def _fulfil(self, clause: Clause, setting: Setting, times: list[TimeWords], places: list[Place]) -> None:
        for done in self._fulfilments.within(clause.span):
            if setting.role != Role.REVIEW or self._shielded(done.span):
                continue
            names = self._fulfilled(clause, done, times, places)
            for name in names:
                quote = trim(self._text, clause.span)
                claim = self._a._builder.fulfilment(self._text, done, name, setting, clause, quote)
                self.out.claims.append(claim)
            if names:
                self._said.measure = names[-1]

    def _fulfilled(
        self, clause: Clause, done: Fulfilment, times: list[TimeWords], places: list[Place]
    ) -> list[str]:
        text = self._text
        subject = self._cutter.before(text, Span(clause.span.start, min(done.span.start, done.verb.start)), times, places)
        inner = Span(done.verb.end, max(done.verb.end, done.goal.start))
        own = trim(text, inner)
        words = own.of(text)
        for tail in ("等重要指标", "等主要指标", "等各项", "等重点", "等", "指标", "年度", "全年", "目标"):
            if words.endswith(tail):
                words = words[: -len(tail)]
        if "、" in words and len(words) > 8:
            return self._a._lists.parts(words, Span(0, len(words)))
        if subject and not done.goal.start < done.verb.start:
            return [subject.span.of(text)]
        if done.goal.start < done.verb.start:
            return [trim(text, Span(subject.span.start, done.goal.end)).of(text)]
        if self._said.measure and len(words) < 7:
            return [self._said.measure]
        return [trim(text, Span(own.start, done.goal.end)).of(text)]

    # ---- memory ----
    def _remember_subject(self, clause: Clause, times: list[TimeWords], places: list[Place]) -> None:
        """The subject of a clause without a figure, for the next clause that has none: 工业投资连续10个月保持…，增速位于…"""
        subject = self._cutter.subject(self._text, clause.span, times, places)
        if "、" in clause.span.of(self._text) and not self._cutter.acts(clause.span.of(self._text)):
            if self._said.list_start is None:
                self._said.list_start = clause.span.start
        else:
            self._said.list_start = None
        if subject is None:
            subject = self._cutter.alias_at_start(self._text, clause.span, times, places)
        if subject is not None and len(subject) >= 2:
            self._said.subject = subject.of(self._text)
            if not self._said.measure:
                self._said.start = clause.span.start

    def _place_in(self, span: Span) -> str | None:
        here = [p for p in self._places.within(span) if p.relative is None and p.kind != "nation"]
        return here[-1].name if here else None

    def _cluster_before(self, at: int) -> str | None:
        if self._sentence is None:
            return None
        hits = [h for h in self._clusters if self._sentence.start <= h.span.start < at]
        return hits[-1].codes[0] if hits and getattr(hits[-1], "codes", None) else (getattr(hits[-1], "code", None) if hits else None)


class _Index(Generic[T]):
    """Readings in order, asked for those inside a stretch."""

    def __init__(self, readings: Sequence[T]) -> None:
        self._readings = sorted(readings, key=lambda r: r.span)
        self._starts = [r.span.start for r in self._readings]

    def within(self, span: Span) -> list[T]:
        """The readings that lie in a stretch."""
        out: list[T] = []
        for at in range(bisect_left(self._starts, span.start), len(self._readings)):
            reading = self._readings[at]
            if reading.span.start >= span.end:
                break
            if reading.span.end <= span.end:
                out.append(reading)
        return out

