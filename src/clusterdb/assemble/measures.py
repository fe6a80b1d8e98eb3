"""Which words name the measured thing: before the figure (城镇新增就业86万人) or behind it (5条高铁建成运营).

The verbs and adverbs between measure and figure are cut off and remembered: they tell the basis.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy

from clusterdb.assemble.items import Measure
from clusterdb.assemble.patterns import (
    ADMINISTERED,
    BRACKET,
    CAUSING,
    COMPOUNDS,
    FACILITY,
    HAD,
    IN_PROVINCE,
    LIST_MARK,
    LIST_OPENERS,
    NATIONAL,
    NOUN_TAIL,
    OWNING,
    PHRASE,
    RATIOS,
    STATING,
)
from clusterdb.assemble.words import WordList, trim
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Place, TimeWords

#: 实现产值 is output; 完成投资 says more than 投资.
_BRINGING = frozenset({"实现", "创造", "达成"})
_EACH = re.compile(r"每[百千万十]+(?:人|名|户)|[户人]均")
_SINGLES = frozenset("其该将已仅约虽便则却")
#: 三年|盘活用地: for how long, not what; 三年行动 and 五年规划 are names.
_YEARS = re.compile(r"[两三四五]年(?:累计|共|内|来)?(?![行规计期以级制前后均的])")


class MeasureCutter:
    """Cuts measures out of clauses; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        comparators = [w for words in cues.comparators_before.values() for w in words]
        nouns = frozenset(cues.growth_nouns)
        hedges = (*cues.strive, *cues.expected, *cues.basically)
        moves = (*cues.link_verbs, *cues.hold_verbs, *cues.growth_verbs, *cues.adverbs, *cues.change_adverbs)
        self._tails = WordList(
            w
            for w in (
                *moves,
                *cues.fall_verbs,
                *cues.mean_growth,
                *cues.gap_verbs,
                *cues.caps,
                *comparators,
                *hedges,
                *("比", "较", "将", "要", "每年", "每人", "每户"),
            )
            if w not in nouns
        )
        nominal = frozenset(cues.nominal_verbs)
        self._heads = WordList(
            w
            for w in (
                *cues.discourse,
                *cues.adverbs,
                *cues.action_verbs,
                *cues.flow_verbs,
                *hedges,
                *cues.lead_ins,
            )
            if w not in nominal and w not in cues.removal_verbs
        )
        self._actions = WordList((*cues.action_verbs, *cues.flow_verbs))
        self._verbs = WordList((*cues.action_verbs, *cues.flow_verbs, *cues.nominal_verbs, *cues.object_verbs))
        self._flows = frozenset(cues.flow_verbs)
        self._doing = frozenset(cues.inner_verbs) | frozenset(cues.bare_verbs)
        self._empty = frozenset(cues.discourse) - {"其中", "当年", "当月"}
        self._reaching = WordList(cues.reaching_verbs)
        self._begun = frozenset(cues.verb_blockers)
        self._adverbs = WordList(w for w in (*cues.adverbs, *cues.stock_words) if len(w) > 1)
        self._generic = frozenset((*cues.generic_measures, *cues.tail_nouns))
        self._inner = WordList(cues.inner_verbs)
        self._events = WordList(w for w in (*cues.event_verbs, *cues.link_verbs) if len(w) > 1 or w in STATING)
        self._trailing = WordList(w for w in (*cues.event_verbs, *cues.adverbs) if len(w) > 1)
        self._predicates = WordList(w for w in (*moves, "增势", "表现") if len(w) > 1)
        self._starts_alias: Callable[[int], int] = lambda _: 0

    def with_aliases(self, starts_alias: Callable[[int], int]) -> MeasureCutter:
        """The same cutter for one document, which knows where measures of the catalogue begin in it."""
        one = copy(self)
        one._starts_alias = starts_alias
        return one

    def before(self, text: str, left: Span, times: list[TimeWords], places: list[Place]) -> Measure:
        """The measure in front of a figure: 全年|接待|游客人次|增长| -> 游客人次."""
        span, between = self._cut_tail(text, left, times)
        span, lead = self._cut_head(text, span, times, places)
        if span.of(text) in self._empty:
            return Measure(Span(span.end, span.end), (*lead, span.of(text)), between)  # 我们|争取今年新增60家
        if span.of(text) in self._flows or span.of(text) in self._doing:
            # 新登记147万户: nothing but the verb
            return Measure(Span(span.end, span.end), lead, (*between, span.of(text)))
        inner = self._inner.last_in(text, Span(span.start, max(span.start, span.end - 2))) if len(span) > 4 else None
        if inner is not None and (text[inner.start - 1] == "占" or text[inner.end - 1 : inner.end + 1] in self._begun):
            inner = None  # 占新建建筑比重, 建成区
        pair = inner is not None and "建" in inner.of(text)
        if (
            inner is not None
            and pair
            and self._verbs.at_start(text, Span(inner.end + (text[inner.end] in "和及与"), span.end))
        ):
            inner = None  # 新建和改造提升农村公路, 新建改造管网
        if inner is not None and "、" in text[span.start : inner.start]:
            inner = None  # a verb in a later conjunct of a list opens no object
        if inner is not None and Span(inner.end, span.end).of(text).split("、")[0] in self._generic:
            inner = None
        had = HAD.search(text, span.start + 2, span.end)
        if had is not None and _EACH.search(text, span.start, had.start()):
            had = None  # 每万人拥有5G基站数
        if inner is None and had is not None:
            verb = self._actions.at_start(text, Span(had.end(), span.end)) if had[0] not in OWNING else had[0]
            end = had.end() + (len(verb) if verb and had[0] not in OWNING else 0)
            said_alone = text[end : span.end] not in self._generic  # 省重点项目累计完成|投资 is theirs
            if verb and span.end - end >= 2 and text[end] not in NOUN_TAIL and said_alone:
                running = ("累计",) if "累计" in had[0] else ()
                return Measure(
                    trim(text, Span(end, span.end)), (*lead, *running, verb), between
                )  # 集群已培育|小巨人企业24家
        if inner is not None and span.end - inner.end >= 3 and text[inner.end] not in NOUN_TAIL:
            lead = (*lead, inner.of(text))
            span = trim(text, Span(inner.end, span.end))
        if lead and 0 < len(span) <= 2 and not (lead[-1] in _BRINGING and span.of(text) in self._generic):
            # 带动就业47.6万人: the noun alone says too little
            start = text.rfind(lead[-1], left.start, span.start)
            if start >= 0 and start + len(lead[-1]) == span.start and lead[-1] not in self._flows:
                span = Span(start, span.end)
        return Measure(span, lead, between)

    def behind(self, text: str, right: Span, lead: tuple[str, ...]) -> Measure:
        """The measure behind a figure: 5条|高铁|建成运营 -> 高铁."""
        span = trim(text, right)
        passive = CAUSING.search(text, span.start + 2, span.end)
        if passive is not None:
            span = Span(span.start, passive.start())  # 355项事项|让两地群众“进一个门、办两地事”
        closed = text.find("”", span.start, span.end)
        if closed >= 0 and text.find("“", span.start, closed) < 0:
            span = Span(span.start, closed)
        while True:
            word = self._trailing.at_end(text, span)
            if word is None or len(span) - len(word) < 2:
                break
            if word == "上市" and text[span.end - 3] == "以":
                break  # 21个地级以上市
            span = trim(text, Span(span.start, span.end - len(word)))
        away = IN_PROVINCE.search(text, span.start + 2, span.end)
        if away is not None:
            span = Span(span.start, away.start())  # 全国重点实验室|在川布局
        for tail in ("对", "的", "为", "与", "和", "在", "由", "向", "并", "等", "获"):
            if len(span) > 2 and text[span.start : span.end].endswith(tail):
                span = Span(span.start, span.end - 1)
        return Measure(span, lead, (), behind=True)

    def reached(self, text: str, left: Span, times: list[TimeWords], places: list[Place]) -> str:
        """Subject and verb that belong to what is counted: 育儿补贴惠及|124万名婴幼儿 -> 育儿补贴惠及; else nothing."""
        span, _ = self._cut_head(text, trim(text, left), times, places)
        verb = self._reaching.at_end(text, span)
        if verb is None or not 2 <= len(span) - len(verb) <= 16 or "、" in span.of(text):
            return ""
        return span.of(text)

    def subject(self, text: str, clause: Span, times: list[TimeWords], places: list[Place]) -> Span | None:
        """The noun that a clause without a figure is about: 工业投资|连续保持…; None where none is plain."""
        return self._subject_in(text, self._cut_head(text, trim(text, clause), times, places)[0])

    def _subject_in(self, text: str, span: Span) -> Span | None:
        at = self._predicates.first_in(text, span.start + 2, min(span.end, span.start + 40), span.end)
        return trim(text, Span(span.start, at)) if at is not None else None

    def subject_or_alias(self, text: str, clause: Span, times: list[TimeWords], places: list[Place]) -> Span | None:
        """The same; failing that a known measure that the clause begins with: 经营主体|活力迸发."""
        span, _ = self._cut_head(text, trim(text, clause), times, places)
        subject = self._subject_in(text, span)
        end = self._starts_alias(span.start) if subject is None else 0
        return Span(span.start, end) if span.start < end <= span.end else subject

    def acts(self, words: str) -> bool:
        """True where a stretch holds a verb of doing: 建成, 新增, 引进."""
        return self._inner.found_in(words)

    def ends_in_verb(self, text: str, left: Span) -> bool:
        """True where the words before a figure end in a verb that takes it as object: 新增|13个…."""
        span = trim(text, left)
        return not len(span) or self._verbs.at_end(text, span) is not None

    def is_verb(self, words: str) -> bool:
        """True for a verb of doing and nothing else: 推动."""
        return words in self._actions

    def starts_event(self, text: str, right: Span) -> bool:
        """True where what follows a figure says what became of it, not what it counts."""
        return self._events.at_start(text, trim(text, right)) is not None

    def verbs_at_end(self, text: str, left: Span, times: list[TimeWords]) -> tuple[str, ...]:
        """The verbs and adverbs before a figure whose measure stands behind it."""
        span, between = self._cut_tail(text, left, times)
        words = list(between)
        while True:
            word = self._verbs.at_end(text, span) or self._adverbs.at_end(text, span)
            if word is None:
                break
            words.append(word)
            span = trim(text, Span(span.start, span.end - len(word)))
        if not words:
            last = self._actions.last_in(text, span)
            if last is not None:
                words.append(last.of(text))
        return tuple(words)

    def _cut_tail(self, text: str, left: Span, times: list[TimeWords]) -> tuple[Span, tuple[str, ...]]:
        span, words = trim(text, left), []
        ends = {t.span.end: t for t in times} if times else {}
        while span.start < span.end:
            bracket = BRACKET.search(text, span.start, span.end)
            if bracket:
                span = trim(text, Span(span.start, bracket.start()))
                continue
            if span.end in ends and ends[span.end].span.start >= span.start:
                at = ends[span.end].span.start
                risen = self._tails.at_end(text, Span(span.start, at + 1)) if text[at] in "到至" else None
                if risen is not None and len(risen) > 1:
                    words.append(risen)  # 增加到|2024年底的
                    at -= len(risen) - 1
                span = trim(text, Span(span.start, at))
                continue
            phrase = PHRASE.search(text, span.start, span.end)
            if phrase and (phrase.start() != span.start + 1):
                if phrase[0].endswith("低"):
                    words.append("降低")  # 比2020年低1.7个百分点
                span = trim(text, Span(span.start, phrase.start()))
                continue
            if len(span) > 2 and text[span.end - 1] == "了":
                span = Span(span.start, span.end - 1)  # 提高|了27个百分点
                continue
            word = self._tails.at_end(text, span)
            if word is None:
                break
            verb = self._verbs.at_end(text, span)
            if verb is not None and len(verb) > len(word) and verb not in self._tails:
                break
            if word == "比" and text.endswith(RATIOS, span.start, span.end):
                break
            if len(word) == 1 and len(span) > 1 and text[span.end - 2 : span.end] in COMPOUNDS:
                break
            words.append("分别" if word == "依次" else word)
            span = trim(text, Span(span.start, span.end - len(word)))
        return span, tuple(words)

    def _cut_head(
        self, text: str, span: Span, times: list[TimeWords], places: list[Place]
    ) -> tuple[Span, tuple[str, ...]]:
        starts = {t.span.start: t.span.end for t in times} if times else {}
        here = {p.span.start: p for p in places} if places else {}
        words: list[str] = []
        while span.start < span.end:
            at = span.start
            char = text[at]
            if words and char in "和、及与" and self._verbs.at_start(text, Span(at + 1, span.end)):
                span = Span(at + 1, span.end)  # 新建|和改造高标准农田
                continue
            if char == "有" and self._starts_alias(at + 1):
                span = Span(at + 1, span.end)
                continue
            marker = LIST_MARK.match(text, at, span.end) if char in LIST_OPENERS else None
            marker = marker or (_YEARS.match(text, at, span.end) if char in "两三四五" else None)
            if marker:
                span = trim(text, Span(marker.end(), span.end))
                continue
            if at in starts and starts[at] <= span.end:
                span = trim(text, Span(starts[at], span.end))
                continue
            place = here.get(at)
            if place is not None and place.kind == "nation" and text.startswith(NATIONAL, place.span.end):
                break  # 全国|重点实验室 is a title
            alone = place is not None and (place.kind in (*ADMINISTERED, "informal") or place.relative is not None)
            whole = place is not None and place.span.end == span.end and alone
            if at in here and (here[at].span.end < span.end or whole) and self._place_goes(text, here[at]):
                span = trim(text, Span(here[at].span.end, span.end))
                continue
            if self._starts_alias(at):
                break
            word = self._heads.begins(text, at, span.end)
            if word is None:
                break
            rest = span.start + len(word)
            following = text[rest : rest + 1]
            if len(word) == 1 and word not in _SINGLES:
                longer = self._heads.at_start(text, Span(rest, span.end))
                if (longer is None or len(longer) < 2) and rest not in here and rest not in starts:
                    break
            elif rest < span.end and (following in NOUN_TAIL or word[-1] + following in self._begun):
                break
            if rest >= span.end:
                break
            words.append(word)
            span = trim(text, Span(rest, span.end))
        return span, tuple(words)

    def _place_goes(self, text: str, place: Place) -> bool:
        """A bare place says whose the figure is; 唐山港, 兰州中川机场 and 珠三角核心区 are parts of a name."""
        end = place.span.end
        return text[end : end + 1] not in "港湾江河湖海山段" and FACILITY.match(text, end) is None
