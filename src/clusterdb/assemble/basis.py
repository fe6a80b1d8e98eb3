"""What a figure measures: a level (stock), an addition (flow), a change (growth), a part (share) or a distance (gap).

The nearest word decides: 增长5% growth, 占比达5% share, 提高到5% share; 新增 flow, 累计 and 总数 stock; for a bare figure
the measure's own nature (产值 flows, 里程 stands), then the frame (到2025年 asks for a level, 2022年 for an addition).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from clusterdb.assemble.patterns import TIMES_DONE
from clusterdb.assemble.words import WordList
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis, Span

#: 入选第六批… adds to a list; 入选…名单 stands on one.
_DATED_LIST = re.compile(r"第[一二三四五六七八九十0-9]+批|20[0-9][0-9]年|首批")
#: 与54个|国家和地区开展科技合作, 2200项|政务服务事项实现通办: a state that holds.
_TIES = re.compile(
    r"^(?:[^，。]{0,8}(?:国家|地区|城市|省份|自贸区|机构|高校|院校)[^，。]{0,6})(?:建立|开展|缔结|结成|签署|保持)[^，。]{0,8}(?:关系|合作|联系|往来)"
)
_SERVED = re.compile(r"^[^，。]{0,12}(?:事项|政策|服务|业务)(?:全部|均|基本)?(?:实现|可)[“”\u4e00-\u9fff]{2,10}")
#: Persons who are somewhere: 在校生, 在粤执业专业人士.
_BEING_THERE = re.compile(r"在(?:校|园|册|岗|职|读|编|院|营|[\u4e00-\u9fff]{1,2}(?:执业|工作|就业|居住|投资))")
_ENTERED = re.compile(r"跻身|进入|列入|纳入")
_CUT = re.compile(r"(?:减|压|缩)(?:时间|时限|材料|环节|跑动|成本|费用)$")
#: What is done again and again: added up over a period it is what that period brought.
_REPEATED = frozenset(
    {
        "举办",
        "开展",
        "组织",
        "签约",
        "发放",
        "培训",
        "兑现",
        "供应",
        "拆除",
        "整治",
        "清理",
        "服务",
        "办理",
        "处理",
        "投入",
        "实施",
    }
)
_REACHED = frozenset(
    {"达", "达到", "总量达", "总数达", "突破", "增至", "增加到", "增长到", "扩大到", "升至", "总量", "总数"}
)
_NOUN_TAIL = frozenset("业性额量率值型化力度平机基体系中设房")
_CAPACITIES = frozenset({"t/a", "t/d", "m3/d", "m3/a", "count/a", "persons/year"})
_ACTED_ON = re.compile(r"(?:支持|开发|落地|实施)[^，。、]{0,8}(?:项目|岗位|企业|工程)")
_MAKING = ("生产", "产出", "销售", "出口", "接待", "发送", "运送")
_MAKERS = ("企业", "基地", "线", "商", "机构", "平台", "中心", "车间", "厂", "网点", "门店", "点", "国家和地区")
_LESS = frozenset({"下降", "减少", "回落", "降低", "下跌", "少增", "收窄"})
_GATHERED = frozenset({"集聚", "聚集", "汇聚", "汇集", "吸引集聚", "集聚了", "汇聚了"})
_YEARLY = frozenset({"每年", "年均"})
_TOTALS = frozenset({"总数", "总量", "合计", "共有", "现有", "拥有", "总数达", "总量达", "已有"})
_AREAS = frozenset({"mu", "km", "m2", "ha"})
_RATES = frozenset({"%", "‰"})
_PRICES = frozenset({"CNY/kWh", "CNY/m2", "CNY/m3", "CNY/t", "CNY/month", "CNY/day", "CNY/hour", "CNY/person-year"})
#: What stands as of a day, however it came about: 截至11月末，建成二级节点17个.
_STANDING = frozenset({"建成", "接入", "培育", "认定", "开通", "部署", "形成", "建成开通", "建立", "设立", "拥有"})
_AMOUNTS = frozenset(
    {"CNY", "USD", "HKD", "EUR", "JPY", "kWh", "t", "m3", "TEU", "tce", "person-times", "enterprise-times"}
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What `BasisReader` looks at: the words between measure and figure (nearest first), those before, the measure."""

    between: tuple[str, ...]
    lead: tuple[str, ...]
    measure: str
    unit: str
    behind: bool
    tail: str = ""
    catalogue_basis: str | None = None
    direction: str | None = None
    counter: str = ""
    annual: bool = True
    listed: tuple[str, ...] = ()
    inherited: tuple[str, ...] = ()
    span_of_years: bool = False
    as_of: bool = False


class BasisReader:
    """Reads the basis; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._growth = frozenset(cues.growth_verbs)
        self._falls = frozenset(cues.fall_verbs)
        self._growth_nouns = WordList(cues.growth_nouns)
        self._stock_words = frozenset(cues.stock_words)
        self._flow = WordList(cues.flow_verbs)
        self._flow_verbs = frozenset(cues.flow_verbs)
        self._stock_nouns = WordList(cues.stock_nouns)
        self._flow_nouns = WordList(cues.flow_nouns)
        self._actions = frozenset(
            (*cues.action_verbs, *cues.nominal_verbs, *cues.inner_verbs, *cues.object_verbs)
        ) - frozenset(cues.modal_verbs)
        self._doing = WordList(w for w in cues.doing_verbs)
        self._removals = frozenset(cues.removal_verbs)
        self._comparators = frozenset(w for words in cues.comparators_before.values() for w in words)
        self._counters = frozenset(cues.event_counters)
        self._stative = WordList(cues.stative_verbs)
        self._verbs = WordList(
            w
            for w in (*cues.action_verbs, *cues.event_verbs, *cues.doing_verbs, *cues.flow_events)
            if len(w) > 1 and w not in cues.stative_verbs and w not in cues.modal_verbs
        )
        self._nominal = WordList((*(w for w in cues.nominal_verbs if w not in cues.noun_openers), *cues.object_verbs))
        self._became_so = WordList(cues.become_verbs)
        self._object_verbs = WordList(cues.object_verbs)
        self._newly_done = WordList(w for w in cues.flow_verbs if len(w) > 2 and w.startswith("新"))
        self._existing = frozenset(cues.existing_verbs)
        self._gap = WordList(cues.gap_verbs)
        self._passive = frozenset(cues.adverbs) | frozenset(cues.change_adverbs) | frozenset(cues.hold_verbs)
        self._events_flow = WordList(cues.flow_events)
        self._links = frozenset(cues.link_verbs)
        self._annual = WordList(cues.annual_words)
        self._shares = WordList(cues.share_nouns)

    def read(self, said: Wording, *, to_date: bool, gap: bool) -> tuple[Basis, bool, str]:
        """Basis, whether it is a fall, and the rule that told; `to_date` where the frame only sets a date (到2025年)."""
        if said.unit == "pp":
            fall = not self._falls.isdisjoint(said.between)
            return (Basis.GAP, False, "gap") if gap else (Basis.GROWTH, fall, "points")
        if said.unit in ("ratio", "index"):
            return Basis.STOCK, False, "ratio"
        if said.unit == "times":
            return Basis.GROWTH, not self._falls.isdisjoint(said.between), "times"
        if said.unit in _RATES:
            return self._rate(said, gap)
        if gap:
            return Basis.GAP, False, "gap"
        return self._amount(said, to_date)

    def _newly(self, measure: str) -> bool:
        """新发布…标准, 新开行航线: 新 before a verb of doing adds."""
        return measure.startswith("新") and any(measure.startswith(v, 1) for v in self._actions if len(v) > 1)

    def _rate(self, said: Wording, gap: bool) -> tuple[Basis, bool, str]:
        for word in said.between:
            if word in self._passive or word in self._comparators:
                continue
            if word.endswith(("到", "至")) and word != "达到":
                break
            if word in self._links and word not in self._growth and word not in self._falls:
                continue
            if word in self._falls:
                return Basis.GROWTH, True, "fall verb"
            if word == "改善":
                return Basis.GROWTH, said.direction == "down", "growth verb"
            if word in self._growth:
                return Basis.GROWTH, False, "growth verb"
            break
        if _CUT.search(said.measure):
            return Basis.GROWTH, True, "fall verb"  # 平均减时间83%
        noun = self._growth_nouns.at_end(said.measure, Span(0, len(said.measure)))
        if noun:
            return Basis.GROWTH, noun in ("降幅", "跌幅"), "growth noun"
        if said.catalogue_basis == "growth" and not self._shares.at_end(said.measure, Span(0, len(said.measure))):
            return Basis.GROWTH, False, "catalogue"
        return (Basis.GAP, False, "gap") if gap else (Basis.SHARE, False, "share")

    def _amount(self, said: Wording, to_date: bool) -> tuple[Basis, bool, str]:
        nearest = said.between[:1]
        if any(w in self._growth and not w.endswith(("到", "至")) and w not in self._stock_words for w in nearest):
            return Basis.FLOW, False, "added"  # 增加1357家
        compared = said.unit not in ("count", "persons") or any(w in ("同比", "环比") for w in said.between)
        if compared and not _LESS.isdisjoint(nearest) and said.measure and not self._removed(said):
            return Basis.GROWTH, True, "fall verb"  # 单价同比下降0.66元
        if not self._falls.isdisjoint(nearest) or self._removed(said):
            return Basis.FLOW, False, "taken away"
        words, measure = (*said.between, *said.lead), said.measure
        if said.unit.startswith("count/") and said.catalogue_basis == "share":
            return Basis.SHARE, False, "catalogue"  # 每万人5G基站数
        if said.unit in _PRICES and not self._flows(said.measure):
            return Basis.STOCK, False, "price"
        if said.unit in TIMES_DONE and not self._running(said):
            return Basis.FLOW, False, "times done"
        if said.unit not in _AMOUNTS and measure.endswith(("总量", "总数", "存量", "在建")):
            return Basis.STOCK, False, "stock noun"
        added = not self._flow_verbs.isdisjoint(words) or self._flow.at_start(measure, Span(0, len(measure)))
        if added or self._newly(measure) or self._newly_done.found_in(measure):
            return Basis.FLOW, False, "flow verb"
        basis, rule = self._measured(said) if said.unit in _AMOUNTS else self._counted(said, words, to_date)
        return basis, False, rule

    def _running(self, said: Wording) -> bool:
        return any(w.startswith("累计") for w in (*said.between, *said.lead)) and not said.annual

    def _removed(self, said: Wording) -> bool:
        return not self._removals.isdisjoint(said.lead) or said.measure.startswith(tuple(self._removals))

    def _measured(self, said: Wording) -> tuple[Basis, str]:
        """Amounts of money, energy or goods flow, unless their measure stands (余额, 规模, 能力)."""
        if said.unit in TIMES_DONE and self._running(said):
            return Basis.STOCK, "stock word"  # 累计 of money and goods adds up what the period brought
        bare = said.measure.removesuffix("规模")
        if bare != said.measure:
            return (Basis.FLOW, "flow noun") if self._flows(bare) else (Basis.STOCK, "stock noun")
        if said.catalogue_basis in ("stock", "flow"):
            return Basis(said.catalogue_basis), "catalogue"
        return (Basis.STOCK, "stock noun") if self._stands(said.measure) else (Basis.FLOW, "amount")

    def _counted(self, said: Wording, words: tuple[str, ...], to_date: bool) -> tuple[Basis, str]:
        """Counts: the words at hand, those of the list, the measure's own nature, what was done, what became of them."""
        told = self._by_words(said, words)
        if told is not None:
            return told
        if said.counter in self._counters:
            return Basis.FLOW, "event counter"
        if said.unit in _CAPACITIES or (said.behind and not self._existing.isdisjoint(said.lead)):
            return Basis.STOCK, "state"
        became = said.tail.lstrip("全部面均已都")
        before = (*said.listed, *said.inherited)
        acted = not self._actions.isdisjoint((*words, *said.listed)) or self._doing.found_in(said.measure)
        if not acted and not said.behind and self._events_flow.at_start(became, Span(0, len(became))):
            return Basis.FLOW, "event"
        known = said.catalogue_basis in ("stock", "flow")
        if not acted and not said.behind and known:
            return Basis(said.catalogue_basis or "stock"), "catalogue"
        if said.as_of and not _STANDING.isdisjoint((*words, *before)):
            return Basis.STOCK, "as of a day"
        if acted or not self._actions.isdisjoint(said.inherited):
            return (Basis.STOCK, "level by a date") if to_date else (Basis.FLOW, "action verb")
        there = said.as_of or _BEING_THERE.match(said.measure) is not None
        if there and said.unit == "persons" and not self._flows(said.measure):
            return Basis.STOCK, "as of a day"  # 年末就业人员7.4亿人
        if said.unit == "persons" or self._flows(said.measure):
            return Basis.FLOW, "flow noun"
        if said.behind:
            return self._became(said)
        if said.unit in _AREAS or self._does(said.measure):
            return Basis.FLOW, "amount"
        return Basis.STOCK, "bare figure"

    def _does(self, measure: str) -> bool:
        """释放低空空域资源, 增加学位, 获文艺评奖, 高风险机构退出: the measure is something done, not something that is there."""
        whole = Span(0, len(measure))
        done = self._object_verbs.at_start(measure, whole)
        if done is not None and len(measure) != len(done) + 1 and measure[len(done) : len(done) + 1] not in _NOUN_TAIL:
            return True
        if _ACTED_ON.fullmatch(measure):
            return True  # 支持项目684个, 开发岗位35万个
        made = next((w for w in _MAKING if measure.startswith(w)), None)
        if made is not None and len(measure) - len(made) >= 2 and not measure.endswith(_MAKERS):
            return True  # 生产电饭锅3000万个; 生产企业 is none
        ended = self._became_so.at_end(measure, whole)
        if ended is not None and len(measure) - len(ended) >= 2:
            return True
        verb = self._nominal.at_start(measure, Span(0, len(measure)))
        if verb is not None and len(measure) - len(verb) >= 2 and measure[len(verb)] not in _NOUN_TAIL:
            return len(measure) - len(verb) >= 3 or verb in ("增加", "减少", "扩大")
        return measure.startswith("获")

    def _by_words(self, said: Wording, words: tuple[str, ...]) -> tuple[Basis, str] | None:
        if not _YEARLY.isdisjoint(words) or said.span_of_years:
            return Basis.FLOW, "each year"
        if any(w.startswith("累计") for w in words) and self._flows(said.measure) and said.unit != "persons":
            return Basis.FLOW, "flow noun"  # 汽车产量累计完成760万辆
        if said.annual and not _REPEATED.isdisjoint(words) and any(w.startswith("累计") for w in words):
            return Basis.FLOW, "done in the period"
        if any(w.startswith("累计") or w in _TOTALS for w in words):
            return Basis.STOCK, "stock word"
        if "总" in said.measure and self._stands(said.measure):
            return Basis.STOCK, "stock noun"
        flows = self._flows(said.measure)
        if not _REACHED.isdisjoint(said.between) and said.unit != "persons" and not flows:
            return Basis.STOCK, "stock word"
        before = (*said.listed, *said.inherited)
        gathered = not _GATHERED.isdisjoint(said.lead[-1:]) or (
            said.measure.startswith(tuple(_GATHERED)) and said.measure[2:3] not in ("区", "度", "效", "地")
        )
        if gathered and not any(w.startswith("新") for w in said.lead):
            return Basis.STOCK, "gathered"
        if not self._flow_verbs.isdisjoint(before):
            return Basis.FLOW, "listed verb"
        if any(w.startswith("累计") for w in before):
            return Basis.STOCK, "listed stock word"
        if any(w in self._stock_words or w in ("保持在", "稳定在") for w in said.between):
            if flows:
                return Basis.FLOW, "flow noun"
            flowing = said.catalogue_basis == "flow" and said.unit not in ("count", "km")
            return (Basis.FLOW, "catalogue") if flowing else (Basis.STOCK, "stock word")
        acted = not self._actions.isdisjoint((*words, *before)) or self._doing.found_in(said.measure)
        return (Basis.STOCK, "stock noun") if self._stands(said.measure) and not acted else None

    def _became(self, said: Wording) -> tuple[Basis, str]:
        """What became of N things: 落地 and 获批 add, 平稳运营 is a state; 入选 a standing list is one too."""
        if "入选" in said.tail and said.catalogue_basis == "stock" and not _DATED_LIST.search(said.tail):
            return Basis.STOCK, "standing list"
        if _TIES.search(said.tail) or _SERVED.search(said.tail):
            return Basis.STOCK, "state"
        entered = _ENTERED.search(said.tail)
        if (
            (entered and _DATED_LIST.search(said.tail, entered.end()))
            or self._events_flow.found_in(said.tail)
            or "入选" in said.tail
            or "获评" in said.tail
        ):
            return Basis.FLOW, "event"
        became, state = self._became_so.first_at(said.tail), self._stative.first_at(said.tail)
        ends = self._stative.at_end(tail := said.tail.rstrip("，。；、！ "), Span(0, len(tail))) is not None
        if state is not None and (became is None or state < became or ends):
            return Basis.STOCK, "state"  # 平稳运营, 上线运行: what they do now
        if became is not None:
            return Basis.FLOW, "event"
        return (Basis.FLOW, "event") if self._verbs.found_in(said.tail) else (Basis.STOCK, "state")

    def _flows(self, measure: str) -> bool:
        return self._flow_nouns.at_end(measure, Span(0, len(measure))) is not None

    def _stands(self, measure: str) -> bool:
        return self._stock_nouns.at_end(measure, Span(0, len(measure))) is not None
