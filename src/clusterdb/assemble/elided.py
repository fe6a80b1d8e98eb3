"""Measures that leave their subject out, completed from what the sentence has said: 增速 -> 工业投资增速, 竣工 -> 项目竣工."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from clusterdb.assemble.page import Page
from clusterdb.model import Clause

#: A measure that leans on the subject before it: 占…比重, 对…贡献率, 拉动…增长; 对外投资 does not.
_LEANS = re.compile(
    r"(?:数量|总量|规模|产值|营收|金额)?占.|(?:拉动|带动)(?!就业|投资|从业|农户|企业|社会)|对.{2,30}(?:贡献|拉动|支撑)"
)
#: 完成年度目标的54.7%, 是上年的1.7倍, 剔除…因素增长6.2%: said of what the sentence was about.
_OF_BEFORE = re.compile(
    r"(?P<verb>完成了?|为|占|超|超过)?(?P<done>(?:全年|年度|年初|当年|省定|市定|调整)?(?:预算|目标|任务|计划)(?:任务|数)?|序时进度)$|(?P<many>约?(?:是|为|相当于)(?:上|去|前|同|全|20|“?十|当年|历史).{1,16})$"
    r"|(?P<free>(?:剔除|扣除|不含).{0,16}?(?:因素|影响|口径|之?后)(?:之?后)?|按?可?同?比?口径(?:之?后)?)$"
)
#: Amounts of one subject: of 企业营业收入 and 利润总额 the second takes the first one's 企业.
_AMOUNTS = re.compile(
    r"(?:营业收入|主营业务收入|营收|收入|产值|总产值|增加值|利润总额|利润|税收|利税|总投资|计划投资|年度计划投资|完成投资|投资额|协议投资额|销售收入|销售额|成交额|金额)$"
)
_EACH_TIME = frozenset({"日均", "月均", "周均", "户均", "人均", "亩均", "单均", "场均"})
_SCOPES = frozenset(
    {"全球", "世界", "全国", "全省", "全市", "全区", "全县", "中部", "西部", "东部", "中西部", "长三角"}
)
_PART = re.compile(r"占[^占，。]{2,12}$")
_PER = re.compile(r"每(?:百|千|万|十万)(?:人|名|人口)|每(?:平方公里|百平方公里|公里)|万人")
SUBSETS = frozenset({"出口", "进口", "农户", "国家级", "省级", "市级", "县级", "新增", "女性"})
#: A subject is looked at no further than this.
_LONGEST = 400


@dataclass(slots=True)
class Said:
    """What a sentence has said so far, for what follows in it.

    Its last measure with its place, and all measures, the verbs that later items inherit, the subject of a clause without a figure, the
    start of a list that runs over commas, what covers the areas of a list, and where the statement began that later
    ones complete; `earlier` what the sentence before a semicolon measured; `grew` where its last figure was a rate of growth; `brought` who contributed the shares of a list;
    `last` the unit and the basis of the last figure. Clauses `waiting` are read for their subject
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
    grew: bool = False
    brought: str = ""
    last: tuple[str, str] = ("", "")
    waiting: list[Clause] = field(default_factory=list)


class Completer:
    """Completes the measures of one document."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._stages = page.cues.project_stages

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

    def completed(self, own: str, said: Said, region_from: str = "") -> tuple[str, str]:
        """A measure with the subject that the sentence gave: 增速 -> 工业投资增速, 占…比重 -> 产值占…比重."""
        subject = said.measure or self.subject(said)
        if not subject and own in self._page.cues.growth_nouns and self._page.headline:
            return self._page.headline + own, "document"  # 福州的增速达到5.4%, under 各市GDP出炉
        own = "" if own == "其中" and subject else own
        if own.startswith("其中") and len(own) > len("其中"):
            own = own.removeprefix("其中")
            if own in SUBSETS and subject and "进出口" not in subject:
                return subject.removesuffix("总数").removesuffix("总量") + own, "sentence"
        if not own:
            return subject, "sentence"
        dependent = self._dependent(own, subject) if subject else None
        if dependent is not None:
            return dependent
        if region_from == "clause" and not _LEANS.match(own):
            return own, "own"
        generic = own in self._page.cues.generic_measures or own in self._page.cues.reaching_verbs
        listed = generic and "、" in subject  # …等多项指标居全国前列，其中营业收入居第三: a list is no subject
        if not subject or listed or not (generic or _LEANS.match(own)):
            return own, "own"
        if generic and subject.endswith(self._page.cues.people_nouns) and _AMOUNTS.fullmatch(own):
            return own, "own"  # 企业526家，从业人员8.6万人，实现营业收入1860亿元
        if subject.endswith(own) or (own in subject and generic):
            return subject, "sentence"
        if not generic:
            return subject + own, "sentence" if "占" in own[:4] else "aside"
        return self.of_subject(own, subject), "sentence"

    def leaning(self, own: str, subject: str) -> str | None:
        """A measure that needs a subject, with one: 数量 -> 企业数量, 完成年度目标 -> 企业完成年度目标; None for any other."""
        if own in self._page.cues.generic_measures:
            return self.of_subject(own, subject)
        of_before = _OF_BEFORE.fullmatch(own) if own else None
        if of_before is None or not of_before["done"]:
            return None
        return f"{subject}{of_before['verb'] or '完成'}{of_before['done']}"

    def _dependent(self, own: str, subject: str) -> tuple[str, str] | None:
        """A figure that leans on the one before: 完成预算的101%, 日均3万件, 是上年的1.7倍; what follows is of the subject again."""
        if own in self._stages:
            return self._staged(subject, own), "aside"
        if own in _SCOPES and (part := _PART.search(subject)) is not None:
            return subject[: part.start()] + "占" + own, "sentence"  # 占全国的六成、全球的四分之一
        if _PER.fullmatch(own):
            return own + subject.removesuffix("总数").removesuffix("总量"), "aside"  # 5G基站5.2万个，每万人达49个
        of_before = _OF_BEFORE.fullmatch(own)
        if of_before is not None and of_before["done"]:
            return f"{subject}{of_before['verb'] or '完成'}{of_before['done']}", "aside"
        if of_before is not None:
            return subject, "sentence"
        return (own + subject, "aside") if own in _EACH_TIME else None

    def _staged(self, subject: str, stage: str) -> str:
        """新开工项目43个、竣工38个 -> 项目竣工: the stage that was told before goes."""
        for told in self._stages:
            subject = subject.removeprefix(told) if len(subject) > len(told) + 1 else subject
            subject = subject.removesuffix(told) if len(subject) > len(told) + 1 else subject
        return subject.removesuffix("新") + stage

    def of_subject(self, own: str, subject: str) -> str:
        """A generic measure (总量, 利润) of a subject: in the place of the subject's own amount, if it ends in one."""
        cues = self._page.cues
        known = self._known(subject, own)
        if known is not None:
            return known
        amount = _AMOUNTS.search(subject)
        if amount is not None and amount.start() > 0 and _AMOUNTS.fullmatch(own) is not None:
            return subject[: amount.start()].removesuffix("实现").removesuffix("完成") + own
        for noun in cues.growth_nouns:
            subject = subject.removesuffix(noun)
        for verb in cues.flow_verbs if own in ("总量", "总数", "存量") else ():
            subject = subject.removeprefix(verb)
        return subject + own

    def _known(self, subject: str, own: str) -> str | None:
        """The longest beginning of a subject that makes a known measure of a generic one: 服务业(支撑作用)增加值."""
        for end in range(min(len(subject), _LONGEST), 1, -1):
            name = subject[:end] + own
            if self._page.lexicon.is_measure(name):
                return name
        return None
