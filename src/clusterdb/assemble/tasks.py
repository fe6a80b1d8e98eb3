"""Tasks said to be done or missed: whose task it is, from the words before, between or in the clauses before."""

from __future__ import annotations

from collections.abc import Sequence

from clusterdb.assemble.elided import Said
from clusterdb.assemble.page import Page
from clusterdb.assemble.words import trim
from clusterdb.model import Clause, Role, Span
from clusterdb.readings import Fulfilment, Place, TimeWords

#: What stands between a measure and 任务 without naming anything.
_EMPTY = ("等重要指标", "等主要指标", "等各项", "等重点", "等", "指标", "年度", "全年", "目标")
_PLAIN = ("完成", "完成了")
_SHORT = 7


class TaskReader:
    """Names the tasks of one document."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def told(self, done: Fulfilment, role: Role) -> bool:
        """A task is done in a review; a plan asks for one only as 完成国家下达目标."""
        if self._page.shielded(done.span):
            return False
        words = done.span.of(self._page.text)
        return role == Role.REVIEW or (done.verb.of(self._page.text) in _PLAIN and "下达" in words)

    def names(
        self, clause: Clause, done: Fulfilment, times: Sequence[TimeWords], places: Sequence[Place], said: Said
    ) -> list[str]:
        """The measures whose task a statement is about."""
        text = self._page.text
        begin, end = clause.span.start, min(done.span.start, done.verb.start)
        if text[begin:end].rstrip().endswith(("均", "都")) and len(said.told) > 1:
            return [name for name, _ in said.told]  # 甲增长0.4%，乙增长2.1%，均未达到预期目标
        told = [f for f in self._page.figures.within(Span(begin, end)) if not self._page.is_date(f)]
        # 城镇新增就业超143万人、超额完成…任务: the words before the figure are the subject
        before = Span(begin, told[0].span.start if told else end)
        subject = self._page.cutter.before(text, before, list(times), list(places))
        own = trim(text, Span(done.verb.end, max(done.verb.end, done.goal.start)))
        words = own.of(text)
        for tail in _EMPTY:
            words = words.removesuffix(tail)
        if "、" in words and len(words) > _SHORT + 1:
            return self._page.lists.parts(words, Span(0, len(words)))
        if subject and not done.goal.start < done.verb.start:
            return [subject.span.of(text)]
        if done.goal.start < done.verb.start:
            return [trim(text, Span(subject.span.start, done.goal.end)).of(text)]
        if said.measure and len(words) < _SHORT:
            return [said.measure]
        if any(h.span == Span(0, len(words)) for h in self._page.lexicon.metric_hits(words)):
            return [words]  # 超额完成|城镇新增就业|年度目标任务
        return [trim(text, Span(own.start, done.goal.end)).of(text)]
