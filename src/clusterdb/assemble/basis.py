"""What a figure measures: a level (stock), an addition (flow), a change (growth), a part (share) or a distance (gap).

The nearest word decides: 增长5% growth, 占比达5% share, 提高到5% share; 新增 flow, 累计 and 总数 stock; for a bare figure
the measure's own nature (产值 flows, 里程 stands), then the frame (到2025年 asks for a level, 2022年 for an addition).
"""

from __future__ import annotations

import re

from clusterdb.assemble.aspects import AspectReader
from clusterdb.assemble.patterns import TIMES_DONE
from clusterdb.assemble.words import WordList
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis
from clusterdb.record import record

#: Persons who are somewhere: 在校生, 在粤执业专业人士.
_BEING_THERE = re.compile(
    r"在(?:[川粤鄂苏琼甘辽冀鲁豫湘赣皖浙闽滇黔陕晋吉黑桂渝京津沪宁青藏新蒙]|校|园|册|岗|职|读|编|院|营|[\u4e00-\u9fff]{1,2}(?:执业|工作|就业|居住|投资))"
)
_CUT = re.compile(r"(?:减|压|缩)(?:时间|时限|材料|环节|跑动|成本|费用)$")
#: What is done again and again: added up over a period it is what that period brought.
_REPEATED = frozenset(
    (
        "完成",
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
    )
)
_REACHED = frozenset(
    {"达", "达到", "总量达", "总数达", "突破", "增至", "增加到", "增长到", "扩大到", "升至", "总量", "总数"}
)
_CAPACITIES = frozenset({"t/a", "t/d", "m3/d", "m3/a", "count/a", "persons/year"})
_LESS = frozenset({"下降", "减少", "回落", "降低", "下跌", "少增", "收窄"})
_GATHERED = frozenset({"集聚", "聚集", "汇聚", "汇集", "吸引集聚", "集聚了", "汇聚了"})
_YEARLY = frozenset({"每年", "年均"})
_COMPARING = frozenset({"同比", "环比"})
_TOTALS = frozenset({"总数", "总量", "合计", "共有", "现有", "拥有", "总数达", "总量达", "已有"})
_AREAS = frozenset({"mu", "km", "m2", "ha"})
_RATES = frozenset({"%", "‰"})
_PRICES = frozenset({"CNY/kWh", "CNY/m2", "CNY/m3", "CNY/t", "CNY/month", "CNY/day", "CNY/hour", "CNY/person-year"})
#: What stands as of a day, however it came about: 截至11月末，建成二级节点17个.
_STANDING = frozenset({"建成", "接入", "培育", "认定", "开通", "部署", "形成", "建成开通", "建立", "设立", "拥有"})
#: What is done piece by piece: 到2027年攻克技术60项 adds up, 培育企业60家 are there then.
_ONE_BY_ONE = frozenset(
    (
        *("攻克", "引进", "引育", "招引", "盘活", "培养", "培训", "遴选", "实施", "滚动实施", "组织实施", "改造"),
        *("组织", "开展", "举办", "发放", "淘汰", "选派", "拆除", "整治", "处置"),
    )
)
_AMOUNTS = frozenset(
    {"CNY", "USD", "HKD", "EUR", "JPY", "kWh", "t", "m3", "TEU", "tce", "person-times", "enterprise-times"}
)


@record(frozen=True, slots=True)
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
    grew: bool = False
    part_of_flow: bool = False


class BasisReader:
    """Reads the basis; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._growth = frozenset(cues.growth_verbs)
        reaching = (*(w for w in cues.growth_verbs if w.endswith(("到", "至"))), *cues.stock_words)
        self._added = self._growth.difference(reaching)
        self._falls = frozenset(cues.fall_verbs)
        self._growth_nouns = WordList(cues.growth_nouns)
        self._standing = frozenset((*cues.stock_words, "保持在", "稳定在"))
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
        self._aspects = AspectReader(cues)
        self._newly_done = WordList(w for w in cues.flow_verbs if len(w) > 2 and w.startswith("新"))
        self._existing = frozenset(cues.existing_verbs)
        self._gap = WordList(cues.gap_verbs)
        self._passive = frozenset(cues.adverbs) | frozenset(cues.change_adverbs) | frozenset(cues.hold_verbs)
        self._links = frozenset(cues.link_verbs)
        self._annual = WordList(cues.annual_words)
        self._shares = WordList(cues.share_nouns)
        self._stages = WordList(cues.project_stages)

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
        noun = self._growth_nouns.ends(said.measure)
        if noun:
            return Basis.GROWTH, noun in ("降幅", "跌幅"), "growth noun"
        if said.catalogue_basis == "growth" and not self._shares.ends(said.measure):
            return Basis.GROWTH, False, "catalogue"
        if gap:
            return Basis.GAP, False, "gap"
        if said.grew and "占" not in said.between:
            return Basis.GROWTH, False, "growth before"  # 增长7%，力争达到8%
        return Basis.SHARE, False, "share"

    def _amount(self, said: Wording, to_date: bool) -> tuple[Basis, bool, str]:
        nearest = said.between[:1]
        if not self._added.isdisjoint(nearest):
            return Basis.FLOW, False, "added"  # 增加1357家
        compared = said.unit not in ("count", "persons") or not _COMPARING.isdisjoint(said.between)
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
        added = not self._flow_verbs.isdisjoint(words) or self._flow.begins(measure)
        if added or self._newly(measure) or self._newly_done.found_in(measure):
            return Basis.FLOW, False, "flow verb"
        basis, rule = self._measured(said) if said.unit in _AMOUNTS else self._counted(said, words, to_date)
        return basis, False, rule

    def _running(self, said: Wording) -> bool:
        return not said.annual and _summed((*said.between, *said.lead))

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
        stands = self._stands(said.measure) and not self._flows(said.measure)  # 电信业务总量 flows
        return (Basis.STOCK, "stock noun") if stands else (Basis.FLOW, "amount")

    def _counted(self, said: Wording, words: tuple[str, ...], to_date: bool) -> tuple[Basis, str]:
        """Counts: the words at hand, those of the list, the measure's own nature, what was done, what became of them."""
        if said.behind and self._aspects.holds(said.tail):
            return Basis.STOCK, "state"
        if "再" in words:
            return Basis.FLOW, "once more"  # 到年底再建成3个
        told = self._by_words(said, words)
        if told is not None:
            return told
        if said.counter in self._counters:
            return Basis.FLOW, "event counter"
        if said.unit in _CAPACITIES or (said.behind and not self._existing.isdisjoint(said.lead)):
            return Basis.STOCK, "state"
        became = said.tail.lstrip("全部面均已都")
        before = (*said.listed, *said.inherited)
        if not said.behind and self._stages.ends(said.measure) is not None and "在建" not in said.measure:
            return Basis.FLOW, "stage"  # 重点项目竣工46个、达产31个
        acted = not self._actions.isdisjoint((*words, *said.listed)) or self._doing.found_in(said.measure)
        if not acted and not said.behind and self._aspects.adds(became):
            return Basis.FLOW, "event"
        known = said.catalogue_basis in ("stock", "flow")
        if not acted and not said.behind and known:
            return Basis(said.catalogue_basis or "stock"), "catalogue"
        if said.as_of and not _STANDING.isdisjoint((*words, *before)):
            return Basis.STOCK, "as of a day"
        if acted or not self._actions.isdisjoint(said.inherited):
            level = to_date and _ONE_BY_ONE.isdisjoint(words)
            return (Basis.STOCK, "level by a date") if level else (Basis.FLOW, "action verb")
        there = said.as_of or _BEING_THERE.match(said.measure) is not None
        if there and said.unit == "persons" and not self._flows(said.measure):
            return Basis.STOCK, "as of a day"  # 年末就业人员7.4亿人
        if said.unit == "persons" or self._flows(said.measure):
            return Basis.FLOW, "flow noun"
        if said.behind:
            return self._aspects.became(said.tail, said.catalogue_basis)
        if said.unit in _AREAS or self._aspects.does(said.measure):
            return Basis.FLOW, "amount"
        # 全年销量3200万辆，其中新能源汽车1520万辆
        return (Basis.FLOW, "part of what was added") if said.part_of_flow else (Basis.STOCK, "bare figure")

    def _by_words(self, said: Wording, words: tuple[str, ...]) -> tuple[Basis, str] | None:
        if not _YEARLY.isdisjoint(words) or said.span_of_years:
            return Basis.FLOW, "each year"
        summed, flows = _summed(words), self._flows(said.measure)
        if summed and flows and said.unit != "persons":
            return Basis.FLOW, "flow noun"  # 汽车产量累计完成760万辆
        if summed and said.annual and not _REPEATED.isdisjoint(words):
            return Basis.FLOW, "done in the period"
        if summed or not _TOTALS.isdisjoint(words):
            return Basis.STOCK, "stock word"
        if "总" in said.measure and self._stands(said.measure):
            return Basis.STOCK, "stock noun"
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
        if _summed(before):
            return Basis.STOCK, "listed stock word"
        if not self._standing.isdisjoint(said.between):
            if flows:
                return Basis.FLOW, "flow noun"
            flowing = said.catalogue_basis == "flow" and said.unit not in ("count", "km")
            return (Basis.FLOW, "catalogue") if flowing else (Basis.STOCK, "stock word")
        acted = not self._actions.isdisjoint((*words, *before)) or self._doing.found_in(said.measure)
        return (Basis.STOCK, "stock noun") if self._stands(said.measure) and not acted else None

    def _flows(self, measure: str) -> bool:
        return self._flow_nouns.ends(measure) is not None

    def _stands(self, measure: str) -> bool:
        return self._stock_nouns.ends(measure) is not None


def _summed(words: tuple[str, ...]) -> bool:
    """True where a verb sums up: 累计, 累计建成."""
    return any(word.startswith("累计") for word in words)
