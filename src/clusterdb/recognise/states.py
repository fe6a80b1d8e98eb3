"""Statements without a quantity: a level of coverage (5G网络全覆盖) and a task said to be done (超额完成…任务)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Coverage, Fulfilment

#: 寄递物流、充电桩、5G网络“三个全覆盖”: as many as were listed, each of them.
_SO_MANY = re.compile(r"“[两三四五六七八]个全覆盖”")


class StateReader:
    """Reads coverage and fulfilment; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._levels = {w: level for level, words in cues.coverage_levels.items() for w in words}
        levels = "|".join(sorted(self._levels, key=len, reverse=True))
        # 完善网络覆盖 works on it, 5G网络已覆盖所有城区 states it
        self._coverage = re.compile(
            rf"(?P<level>{levels}|覆盖(?<=已覆盖)(?=所有|全部|全省所有|全国所有))(?!率|面|范围|人口|人群)"
        )
        self._worked_on = re.compile(r"(?:完善|优化|加强|提升|改善|推进|加快|深化|强化)[^，。；、]{0,6}$")
        self._done = {w: level for level, words in cues.fulfilment_levels.items() for w in words}
        done = "|".join(sorted(self._done, key=len, reverse=True))
        goals = "|".join(sorted(cues.fulfilment_objects, key=len, reverse=True))
        self._before = re.compile(
            rf"(?P<verb>{done})(?P<object>[^，。；！]{{0,90}}?)(?P<goal>{goals})(?=[，。；！、）)]|$)"
        )
        self._behind = re.compile(rf"(?P<goal>{goals})(?P<verb>{done})")
        #: 能耗完成国家下达目标: a plain 完成, where it says who set the task
        self._set = re.compile(
            rf"(?P<verb>完成了?)(?P<object>(?:国家|省|市|上级|省级|省委省政府)?(?:下达|年度|既定|预定|下达的|确定的|全年)(?:年度|全年)?的?(?:约束性|预期|减排|节能)?)(?P<goal>{goals})(?=[，。；！、）)]|$)"
        )
        self._early = re.compile(
            rf"(?P<verb>提前\s*[0-9一二两三四五六七八九十]+\s*(?:个月|天|年)完成)(?P<object>[^，。；！]{{0,40}}?)(?P<goal>{goals})"
        )

    def coverages(self, text: str, start: int, end: int) -> Iterator[Coverage]:
        """Every level of coverage: 全覆盖 -> full."""
        for match in _SO_MANY.finditer(text, start, end):
            yield Coverage(Span(match.start(), match.end()), "full")
        for match in self._coverage.finditer(text, start, end):
            level = self._levels.get(match["level"], "covered")
            if level == "covered" and self._worked_on.search(text, max(start, match.start() - 12), match.start()):
                continue
            yield Coverage(Span(match.start(), match.end()), level)

    def fulfilments(self, text: str, start: int, end: int) -> Iterator[Fulfilment]:
        """Every task said to be done: 超额完成…任务 -> exceeded, 任务圆满完成 -> met."""
        for match in self._before.finditer(text, start, end):
            yield Fulfilment(
                Span(match.start(), match.end()),
                self._done[match["verb"]],
                Span(*match.span("verb")),
                Span(*match.span("goal")),
            )
        for match in self._set.finditer(text, start, end):
            before = text[max(start, match.start() - 2) : match.start()]
            if before + "完成" in self._done or not before or before.endswith(("月", "天", "年", "前")):
                continue
            yield Fulfilment(
                Span(match.start(), match.end()), "met", Span(*match.span("verb")), Span(*match.span("goal"))
            )
        for match in self._behind.finditer(text, start, end):
            yield Fulfilment(
                Span(match.start(), match.end()),
                self._done[match["verb"]],
                Span(*match.span("verb")),
                Span(*match.span("goal")),
            )
        for match in self._early.finditer(text, start, end):
            yield Fulfilment(
                Span(match.start(), match.end()), "met", Span(*match.span("verb")), Span(*match.span("goal"))
            )
