"""Is it there, or was it done? 发展绿色工厂 and 项目落地 add to what there is, 平稳运营 says how it stands.

In: the words of a measure, or what is said behind a count. Out: level or addition, and the rule that told.
"""

from __future__ import annotations

import re

from clusterdb.assemble.words import WordList
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis

#: 入选第六批… adds to a list; 入选…名单 stands on one.
_DATED_LIST = re.compile(r"第[一二三四五六七八九十0-9]+批|20[0-9][0-9]年|首批")
_ENTERED = re.compile(r"跻身|进入|列入|纳入")
#: 与54个|国家和地区开展科技合作, 2200项|政务服务事项实现通办: a state that holds.
_TIES = re.compile(
    r"^(?:[^，。]{0,8}(?:国家|地区|城市|省份|自贸区|机构|高校|院校)[^，。]{0,6})(?:建立|开展|缔结|结成|签署|保持)[^，。]{0,8}(?:关系|合作|联系|往来)"
)
_SERVED = re.compile(r"^[^，。]{0,12}(?:事项|政策|服务|业务)(?:全部|均|基本)?(?:实现|可)[“”\u4e00-\u9fff]{2,10}")
_NOUN_TAIL = frozenset("业性额量率值型化力度平机基体系中设房")
_ACTED_ON = re.compile(r"(?:支持|开发|落地|实施)[^，。、]{0,8}(?:项目|岗位|企业|工程)")
_MAKING = ("生产", "产出", "销售", "出口", "接待", "发送", "运送")
_MAKERS = ("企业", "基地", "线", "商", "机构", "平台", "中心", "车间", "厂", "网点", "门店", "点", "国家和地区")


class AspectReader:
    """Reads aspect; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._stative = WordList(cues.stative_verbs)
        self._verbs = WordList(
            w
            for w in (*cues.action_verbs, *cues.event_verbs, *cues.doing_verbs, *cues.flow_events)
            if len(w) > 1 and w not in cues.stative_verbs and w not in cues.modal_verbs
        )
        self._nominal = WordList((*(w for w in cues.nominal_verbs if w not in cues.noun_openers), *cues.object_verbs))
        self._became_so = WordList(cues.become_verbs)
        self._object_verbs = WordList(cues.object_verbs)
        self._events = WordList(cues.flow_events)

    def adds(self, words: str) -> bool:
        """True where what became of things begins with an event: 落地, 获批."""
        return self._events.begins(words) is not None

    def does(self, measure: str) -> bool:
        """释放低空空域资源, 增加学位, 获文艺评奖, 高风险机构退出: the measure is something done, not something that is there."""
        done = self._object_verbs.begins(measure)
        if done is not None and len(measure) != len(done) + 1 and measure[len(done) : len(done) + 1] not in _NOUN_TAIL:
            return True
        if _ACTED_ON.fullmatch(measure):
            return True  # 支持项目684个, 开发岗位35万个
        made = next((w for w in _MAKING if measure.startswith(w)), None)
        if made is not None and len(measure) - len(made) >= 2 and not measure.endswith(_MAKERS):
            return True  # 生产电饭锅3000万个; 生产企业 is none
        ended = self._became_so.ends(measure)
        if ended is not None and len(measure) - len(ended) >= 2:
            return True
        verb = self._nominal.begins(measure)
        if verb is not None and len(measure) - len(verb) >= 2 and measure[len(verb)] not in _NOUN_TAIL:
            return len(measure) - len(verb) >= 3 or verb in ("增加", "减少", "扩大")
        return measure.startswith("获")

    def became(self, tail: str, catalogue_basis: str | None) -> tuple[Basis, str]:
        """What became of N things: 落地 and 获批 add, 平稳运营 is a state; 入选 a standing list is one too."""
        if "入选" in tail and catalogue_basis == "stock" and not _DATED_LIST.search(tail):
            return Basis.STOCK, "standing list"
        if _TIES.search(tail) or _SERVED.search(tail):
            return Basis.STOCK, "state"
        entered = _ENTERED.search(tail)
        dated = entered is not None and _DATED_LIST.search(tail, entered.end()) is not None
        if dated or self._events.found_in(tail) or "入选" in tail or "获评" in tail:
            return Basis.FLOW, "event"
        became, state = self._became_so.first_at(tail), self._stative.first_at(tail)
        ends = self._stative.ends(tail.rstrip("，。；、！ ")) is not None
        if state is not None and (became is None or state < became or ends):
            return Basis.STOCK, "state"  # 平稳运营, 上线运行: what they do now
        if became is not None:
            return Basis.FLOW, "event"
        return (Basis.FLOW, "event") if self._verbs.found_in(tail) else (Basis.STOCK, "state")
