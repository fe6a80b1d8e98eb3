"""The name of what each anchor measures: its own words, its part of a list, or what the sentence was about before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from clusterdb.assemble.items import Anchor, Group, Measure
from clusterdb.assemble.lists import halves
from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import EVENT, MEDALS
from clusterdb.assemble.told import Told
from clusterdb.model import Clause, Span
from clusterdb.readings import Coverage, Figure, Rank

#: A measure that leans on the subject before it: 占…比重, 对…贡献率, 拉动…增长; 对外投资 does not.
_LEANS = re.compile(
    r"(?:数量|总量|规模|产值|营收|金额)?占.|(?:拉动|带动)(?!就业|投资|从业|农户|企业|社会)|对.{2,30}(?:贡献|拉动|支撑)"
)
#: 完成年度目标的54.7%, 是上年的1.7倍, 剔除…因素增长6.2%: said of what the sentence was about.
_OF_BEFORE = re.compile(
    r"(?P<verb>完成了?|为|占|超|超过)?(?P<done>(?:全年|年度|年初|当年|省定|市定|调整)?(?:预算|目标|任务|计划)(?:任务|数)?|序时进度)$|(?P<many>约?(?:是|为|相当于)(?:上|去|前|同|全|20|“?十|当年|历史).{1,16})$"
    r"|(?P<free>(?:剔除|扣除|不含|按可比口径|同口径).{0,16}?(?:因素|影响|口径)?(?:之?后)?)$"
)
#: Amounts of one subject: of 企业营业收入 and 利润总额 the second takes the first one's 企业.
_AMOUNTS = re.compile(
    r"(?:营业收入|主营业务收入|营收|收入|产值|总产值|增加值|利润总额|利润|税收|利税|总投资|计划投资|年度计划投资|完成投资|投资额|协议投资额|销售收入|销售额|成交额|金额)$"
)
_REACHES = re.compile(r"(?P<what>[^，。]{2,14}?)(?:基本)?(?:实现|达到)了?(?P<area>[^，。]{1,20})$")
_EACH_TIME = frozenset({"日均", "月均", "周均", "户均", "人均", "亩均", "单均", "场均"})
_SUBSETS = frozenset({"出口", "进口", "农户", "国家级", "省级", "市级", "县级", "新增", "女性"})
#: A list that runs over commas, or a subject, is no longer than this.
_LONGEST_LIST = 400


@dataclass(slots=True)
class Said:
    """What a sentence has said so far, for what follows in it.

    Its last measure with its place, and all measures, the verbs that later items inherit, the subject of a clause without a figure, the
    start of a list that runs over commas, what covers the areas of a list, and where the statement began that later
    ones complete; `earlier` what the sentence before a semicolon measured. Clauses `waiting` are read for their subject
    where a figure needs one.
    """

    measure: str = ""
    start: int = 0
    verbs: tuple[str, ...] = ()
    subject: str = ""
    list_start: int | None = None
    told: tuple[tuple[str, str | None], ...] = ()
    region: str | None = None
    covers: str = ""
    earlier: tuple[tuple[str, str | None], ...] = ()
    waiting: list[Clause] = field(default_factory=list)


class Namer:
    """Names the measures of one document's anchors."""

    def __init__(self, page: Page, full_names: dict[str, str]) -> None:
        self._page = page
        self._full = full_names

    def subject(self, said: Said) -> str:
        """The subject that a sentence gave last: 工业投资连续10个月保持…，增速位于…"""
        page = self._page
        while said.waiting:
            span = said.waiting.pop().span
            found = page.cutter.subject_or_alias(page.text, span, page.times.within(span), page.places.within(span))
            if found is not None and len(found) >= 2:
                said.waiting, said.subject = [], found.of(page.text)
                said.start = said.start if said.measure else span.start
        return said.subject

    def named(
        self, group: Group, measure: Measure, told: Told, said: Said
    ) -> Iterator[tuple[Anchor, str, str | None, str]]:
        """Each anchor with the name of its measure, its own region if it has one, and where the name came from."""
        anchors, left = group.anchors, told.left
        if isinstance(anchors[0], Rank) and not measure and "均" in measure.between and len(said.told) > 1:
            # 甲增至37座、乙增至14座，均居全国第一
            for name, region in said.told:
                yield anchors[0], name, region, "sentence"
            return
        told_before = said.told or (said.earlier if "分别" in measure.between else ())
        if len(anchors) > 1 and not measure and len(told_before) >= len(anchors):
            # 建成甲12个、乙10.2万座，分别居全国第二、第四
            # 安徽新增148家，湖北新增127家，分列全国第七、第八位: each in its own place
            for anchor, (name, region) in zip(anchors, told_before[-len(anchors) :], strict=True):
                yield anchor, name, region, "sentence"
            return
        fan = self._fans_out(measure, anchors)
        if len(anchors) > 1 or fan:
            count = len(anchors) if len(anchors) > 1 else None
            for index, (name, region) in enumerate(self._listed(measure, count, fan, said)):
                anchor = anchors[index] if len(anchors) > 1 else anchors[0]
                medal = anchor.unit_word + "牌" if isinstance(anchor, Figure) and anchor.unit_word in MEDALS else ""
                yield anchor, name + medal, region, "own"
                if index + 1 == len(anchors) > 1:
                    return
            if len(anchors) > 1 or fan:
                return
        own = measure.span.of(self._page.text)
        if "其中" in measure.lead and own in _SUBSETS:
            own = "其中" + own  # 其中|出口23.9万辆: of what was said before
        if measure.behind and isinstance(anchors[0], Figure):
            own = (
                self._page.cutter.reached(
                    self._page.text, left, self._page.times.within(left), self._page.places.within(left)
                )
                + own
            )
        if not own and not said.measure:
            clause = told.item.clause.span
            subject = self._page.cutter.subject(
                self._page.text,
                Span(clause.start, max(clause.start, left.start)),
                self._page.times.within(clause),
                self._page.places.within(clause),
            )
            own = subject.of(self._page.text) if subject is not None else ""
        for anchor in anchors:
            if isinstance(anchor, Figure) and anchor.unit_word in MEDALS:
                held = EVENT.search(self._page.text, told.item.clause.span.start, anchor.span.start)
                event = held["event"] if held else own or said.measure.removesuffix("金牌").removesuffix("银牌")
                yield anchor, event + anchor.unit_word + "牌", None, "own"
                continue
            if isinstance(anchor, Coverage):
                yield (
                    anchor,
                    self._covered(own, anchor, said, left.of(self._page.text)),
                    self._page.place_in(left),
                    "own",
                )
                continue
            name, source = self._completed(own, said, told.setting.region_from)
            yield anchor, name, None, source

    def _covered(self, own: str, anchor: Coverage, said: Said, before: str) -> str:
        """Area, what covers it, and how: 5G网络实现乡镇以上|连续覆盖 -> 乡镇以上5G网络连续覆盖, then 行政村5G网络全覆盖."""
        level = anchor.span.of(self._page.text)
        thing = next((w for w in self._page.cues.covered_things if w in own), None)
        if thing is None:
            # 5G网络实现|乡镇以上: the subject was cut off with its verb
            said.covers = next((w for w in self._page.cues.covered_things if w in before), said.covers)
            return own + said.covers + level
        said.covers = thing
        split = _REACHES.match(own)
        return split["area"] + thing + level if split and split["what"].endswith(thing) else own + level

    def _known(self, subject: str, own: str) -> str | None:
        """The longest beginning of a subject that makes a known measure of a generic one: 服务业(支撑作用)增加值."""
        for end in range(min(len(subject), _LONGEST_LIST), 1, -1):
            name = subject[:end] + own
            if self._page.lexicon.is_measure(name):
                return name
        return None

    def _fans_out(self, measure: Measure, anchors: Sequence[Anchor]) -> bool:
        words = measure.span.of(self._page.text)
        if "、" not in words:
            each = "均" in measure.between or "都" in measure.between
            return ("双双" in measure.between and "和" in words) or (each and len(halves(words)) > 1)
        parts = words.split("、")
        placed = "等" not in words and all(self._place_at_start(p) == self._full.get(p) is not None for p in parts[:-1])
        if placed and self._place_at_start(parts[-1]) is not None:
            # 兰州、天水…新入驻企业445家 is one count of both; rates and ranks are each one's
            one = isinstance(anchors[0], Figure) and anchors[0].unit == "count" and len(anchors) == 1
            return not one or any(w in measure.between for w in ("均", "双双", "都", "分别"))
        if any(w in measure.between for w in ("均", "双双", "都", "分别", "全部", "各")):
            return not any(self._page.cutter.acts(p) for p in parts[:-1]) or len(anchors) > 1
        if words.endswith(("指标", "数据")) and "等" in words:
            return True
        if isinstance(anchors[0], Figure) and anchors[0].unit == "%" and self._grow_each(words, parts, measure):
            return True
        if (
            isinstance(anchors[0], Rank)
            and parts[-1].endswith(self._page.cues.tail_nouns)
            and all(2 <= len(p) <= 12 for p in parts)
        ):
            return "等" not in words
        return isinstance(anchors[0], Rank) and "等" not in words and all(len(p) >= 4 for p in parts)

    def _grow_each(self, words: str, parts: list[str], measure: Measure) -> bool:
        """装备制造业、食品加工业产值年均增长超20%: a rate of growth is each one's; a level or an amount may be their sum."""
        cues = self._page.cues
        grows = any(w in cues.growth_verbs or w in cues.fall_verbs for w in measure.between) or words.endswith(
            tuple(cues.growth_nouns)
        )
        tail = words.endswith((*cues.tail_nouns, *cues.growth_nouns))
        plain = "等" not in words and not any(mark in parts[-1] for mark in "“”")  # …“新三样”出口 is their sum
        return grows and tail and plain and all(2 < len(p) <= 16 for p in parts) and len(parts) > 1

    def _listed(self, measure: Measure, count: int | None, fan: bool, said: Said) -> list[tuple[str, str | None]]:
        span = measure.span
        words = span.of(self._page.text)
        if count is None and "等" in words and words.endswith("指标") and said.list_start is not None:
            span = Span(max(said.list_start, span.end - _LONGEST_LIST), span.end)
            words = span.of(self._page.text)
        if count is None and words.endswith(("等多项指标", "等指标", "等主要指标", "等多项主要指标", "等经济指标")):
            span = Span(span.start, span.start + words.rfind("等"))
        parts: list[str] = []
        if fan and count is None and "双双" in measure.between and "、" not in words:
            parts = self._page.lists.parts(self._page.text, span, 2)
        elif len(span):
            parts = self._page.lists.parts(self._page.text, span, count)
        if not parts and count == 2:
            parts = self._paired(words)
        if not parts and count is not None:
            parts = self._from_clause_before(words, count, said)
        if not parts:
            name, _ = self._completed(words, said)
            return [(name, None)] * (count or 1)
        return self._with_places(parts, span)

    def _with_places(self, parts: list[str], span: Span) -> list[tuple[str, str | None]]:
        """福州、龙岩、厦门固定资产投资增速: conjuncts that are places share the measure behind the last one."""
        last = parts[-1]
        named = [self._place_at_start(p) for p in parts]
        if all(n is not None for n in named) and len(parts) > 1:
            shared = ""
            for place in self._page.places.within(span):
                tail = self._page.text[place.span.end : span.end]
                if last.startswith(place.span.of(self._page.text)) and len(tail) < len(last):
                    shared = last[len(place.span) :]
            if shared:
                return [(shared, n) for n in named]
        return [(p, None) for p in parts]

    def _place_at_start(self, words: str) -> str | None:
        hits = self._page.lexicon.places(words)
        for hit in hits:
            if hit.span.start == 0 and hit.codes:
                region = self._page.lexicon.regions.get(hit.codes[0])
                return region.name_zh if region else None
        return None

    def _paired(self, words: str) -> list[str]:
        """城乡居民收入 is that of 城镇 and that of 农村 residents."""
        for word, both in self._page.cues.paired_words.items():
            if word in words:
                return [words.replace(word, one, 1) for one in both]
        return []

    def _from_clause_before(self, tail: str, count: int, said: Said) -> list[str]:
        subject = self.subject(said)
        if not subject:
            return []
        parts = self._page.lists.parts(subject, Span(0, len(subject)), count)
        return [p + tail if not p.endswith(tail) else p for p in parts]

    def _dependent(self, own: str, subject: str) -> tuple[str, str] | None:
        """A figure that leans on the one before: 完成预算的101%, 日均3万件, 是上年的1.7倍; what follows is of the subject again."""
        of_before = _OF_BEFORE.fullmatch(own)
        if of_before is not None and of_before["done"]:
            return f"{subject}{of_before['verb'] or '完成'}{of_before['done']}", "aside"
        if of_before is not None:
            return subject, "sentence"
        return (own + subject, "aside") if own in _EACH_TIME else None

    def _completed(self, own: str, said: Said, region_from: str = "") -> tuple[str, str]:
        """A measure with the subject that the sentence gave: 增速 -> 工业投资增速, 占…比重 -> 产值占…比重."""
        subject = said.measure or self.subject(said)
        if not subject and own in self._page.cues.growth_nouns and self._page.headline:
            return self._page.headline + own, "document"  # 福州的增速达到5.4%, under 各市GDP出炉
        own = "" if own == "其中" and subject else own
        if own.startswith("其中") and len(own) > len("其中"):
            own = own.removeprefix("其中")
            if own in _SUBSETS and subject and "进出口" not in subject:
                return subject.removesuffix("总数").removesuffix("总量") + own, "sentence"
        if not own:
            return subject, "sentence"
        dependent = self._dependent(own, subject) if subject else None
        if dependent is not None:
            return dependent
        if region_from == "clause" and not _LEANS.match(own):
            return own, "own"
        generic = own in self._page.cues.generic_measures or own in self._page.cues.reaching_verbs
        if generic and "、" in subject:
            return own, "own"  # …等多项指标居全国前列，其中营业收入居第三: a list is no subject
        if subject and (generic or _LEANS.match(own)):
            if subject.endswith(own) or (own in subject and generic):
                return subject, "sentence"
            if _LEANS.match(own) and not generic:
                return subject + own, "sentence" if "占" in own[:4] else "aside"
            known = self._known(subject, own) if generic else None
            if known is not None:
                return known, "sentence"
            amount = _AMOUNTS.search(subject)
            if amount is not None and amount.start() > 0 and (_AMOUNTS.fullmatch(own) is not None):
                return subject[: amount.start()].removesuffix("实现").removesuffix("完成") + own, "sentence"
            if generic:
                for noun in self._page.cues.growth_nouns:
                    subject = subject.removesuffix(noun)
                for verb in self._page.cues.flow_verbs if own in ("总量", "总数", "存量") else ():
                    subject = subject.removeprefix(verb)
            return subject + own, "sentence"
        return own, "own"
