"""Which figures, ranks and levels of coverage of a clause may be claims, and why the others are none."""

from __future__ import annotations

import re
from bisect import bisect_right

from clusterdb.assemble.firms import Firms
from clusterdb.assemble.items import Anchor, around
from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import COUNTED, LIST_MARK, LIST_OPENERS
from clusterdb.assemble.skips import SkipReader
from clusterdb.model import Clause, Comparator, Skipped, Span
from clusterdb.readings import Coverage, Figure, Rank, in_text_order

#: What may stand between 从 and the figure it leads from: 由上年的, 从2020年的, 从“十三五”末的.
_AGO = re.compile(
    r"(?:(?:上年|去年|前年|上半年|上月|[一二三]季度|年初|(?:[0-9]{1,2}[-—–~至]{1,2})?[0-9]{1,2}月份?)(?:同期)?的?(?:下降|增长|负增长|回落|亏损|盈利)|上年|去年|前年|同期|“?十[一二三四五]五”?(?:规划)?(?:期末|时期|末|初)?|每[人生户亩平方米个]+(?:每[月年天])?|每[月年天])"
)
_FROM = ("从", "由", "自")
_LEADS = re.compile("|".join(_FROM))
_RISE = ("到", "至", "增", "升", "提", "降", "扩", "减", "为")
_FOR = ("为", "向", "给", "帮助", "助力")
_AGENTS = re.compile(
    r"[^，。、；]{0,12}(?:平台|园区|开发区|基地|市州|地市|县区|高校|医院|银行|机构)(?:落地|新增|承接|新承接|引进|实施|完成|开展|举办|建成)"
)
_MARKED = re.compile(r"[，、；。]")
_OPEN = (Comparator.GT, Comparator.GE)


class AnchorFinder:
    """Finds the anchors of one document's clauses.

    `origins` notes, for a figure that 从…增加到… leads up to, where 从 stands and where the first figure ends.
    """

    def __init__(self, page: Page, skips: SkipReader) -> None:
        self._page = page
        self._skips = skips
        self._firms = Firms(page.text)
        self.origins: dict[int, tuple[int, int]] = {}

    def follow(self, clause: Clause) -> None:
        """Take note of a clause without readings: a scene may begin in it."""
        self._firms.tells_of_one(clause)

    def anchors(self, clause: Clause) -> tuple[list[Anchor], list[Skipped]]:
        """Figures, ranks and coverage of a clause that may be claims, and its figures that are none."""
        if self._firms.tells_of_one(clause):
            return [], [
                Skipped(f.core, "date" if self._page.is_date(f) else "company")
                for f in self._page.figures.within(clause.span)
            ]
        glossary = clause.section.is_glossary
        skipped: list[Skipped] = []
        ranks: list[Rank] = []
        coverages: list[Coverage] = []
        if not glossary and self._page.ranks_or_covers(clause.span):
            ranks = [
                r
                for r in self._page.ranks.within(clause.span)
                if not self._page.shielded(r.span) and not self._counted_in(r, around(clause, r.span))
            ]
            coverages = [
                c
                for c in self._page.coverages.within(clause.span)
                if (not self._page.shielded(c.span) or c.span.of(self._page.text).startswith("“"))
                and not self._quoted(c.span)
                and self._ends_item(c.span.end, clause.span.end)
            ]
        figures: list[Figure] = []
        from_list: set[int] = set()
        start, end = clause.span.start, clause.span.end
        marker = LIST_MARK.match(self._page.text, start, end) if self._page.text[start] in LIST_OPENERS else None
        ranks_at = [r.span.start for r in ranks]
        here = self._page.figures.within(clause.span)
        # years are no figures here: 从2020年的3.68万亿元增长到2025年的4.93万亿元; nor is what stands in a name: “百年百大发现”
        undated = [f for f in here if not (self._page.is_date(f) or self._page.in_name(f))]
        passed = 0
        for figure in here:
            if passed < len(undated) and undated[passed] is figure:
                passed += 1
            if ranks and ranks[bisect_right(ranks_at, figure.core.start) - 1].span.holds(figure.core):
                continue
            if marker is not None and marker.start() <= figure.core.start < marker.end():
                skipped.append(Skipped(figure.core, "list_number"))
                continue
            near = around(clause, figure.span)
            reason = self._skips.reason(self._page, figure, near.span, clause.sentence)
            if reason is None and clause.section.is_glossary:
                reason = "non_statement"
            following = undated[passed] if passed < len(undated) else None
            if figure.core.start in from_list:
                reason = "baseline"
            origin, last, to = self._origin(figure, undated, passed) if reason is None else (None, figure, None)
            if origin is not None and to is not None:
                reason, self.origins[to.span.start] = "baseline", (origin, last.span.end)
                from_list |= {f.core.start for f in undated[passed : undated.index(to, passed)]}
            if reason is None and self._is_size(near, figure, following, ranks_at):
                reason = "scope_count"
            if reason is None and figures and self._bounds_group(near, figures[-1], figure):
                reason = "threshold"
            if reason is None:
                figures.append(figure)
            else:
                skipped.append(Skipped(figure.core, reason))
        anchors: list[Anchor] = [*figures, *ranks, *coverages]
        return (sorted(anchors, key=in_text_order) if ranks or coverages else anchors), skipped

    def _is_size(self, clause: Clause, figure: Figure, following: Figure | None, ranks_at: list[int]) -> bool:
        """20个集群年产值达7000亿元: a count that opens the clause and is only the size of the subject of what follows."""
        if figure.unit not in COUNTED or "第" in self._page.text[clause.span.start : figure.span.start]:
            return False
        between = self._page.text[figure.span.end : following.span.start] if following else ""
        if following and following.unit in COUNTED and between.endswith("的") and not _MARKED.search(between):
            return True  # 纳入国家102项重大工程的|285个项目
        if following and following.unit in COUNTED and self._counts_subject(clause, figure, following):
            return True
        if following and not between and self._page.text.startswith("级", following.core.end):
            return False  # 2个|5000亿级、6个千亿级产业集群
        ahead = ranks_at[(nearest := bisect_right(ranks_at, figure.span.end)) : nearest + 1]
        if following and following.unit is not None and following.unit not in COUNTED:
            ahead.append(following.span.start)
        if not ahead:
            return False
        if (
            following
            and following.comparator in _OPEN
            and following.unit == "CNY"
            and following.span.start == min(ahead)
            and _is_mark(following)
        ):
            return False
        between = self._page.text[figure.span.end : min(ahead)]
        if any(mark in between for mark in "，、；") or len(between.strip("的")) < 3:
            return False
        lead = self._page.text[clause.span.start : figure.span.start]
        if lead.endswith(_FOR) and figure.unit == "persons":
            return False  # 为5.58万名农民工追回工资7.2亿元: so many were helped
        # 700个省重点项目完成投资9757亿元: what they did, told in money
        paid = following is not None and following.unit == "CNY" and following.span.start == min(ahead)
        paid = paid and not lead.endswith(_FOR)
        return not self._page.cutter.acts(lead) and (paid or not self._page.cutter.acts(between))

    def _counts_subject(self, clause: Clause, figure: Figure, following: Figure) -> bool:
        """64个县市新增城镇常住人口30.5万人: the first figure says how many did it."""
        between = self._page.text[figure.span.end : following.span.start]
        opens = self._page.text[clause.span.start : figure.span.start].strip(" 　，") in (
            "",
            "在",
            "全省",
            "推动",
            "支持",
        )
        ends = not self._page.text[following.span.end : clause.span.end].strip("，。；、 ")
        headed = any(between.startswith(h) for h in self._page.cues.subject_heads)
        headed = headed or _AGENTS.match(between) is not None  # 15个承接产业转移主平台落地项目2200个
        return (
            opens
            and ends
            and headed
            and self._page.cutter.acts(between)
            and "、" not in between
            and "，" not in between
        )

    def _bounds_group(self, clause: Clause, count: Figure, figure: Figure) -> bool:
        """191家工业企业营业收入超百亿元 counts firms; the amount only says which."""
        if count.unit != "count" or figure.unit != "CNY" or figure.comparator not in _OPEN:
            return False
        if not _is_mark(figure):
            return False
        if (
            self._page.text.startswith("的", figure.span.end)
            and self._page.text[count.span.end : figure.span.start].strip("，、") != ""
        ):
            return not any(m in self._page.text[count.span.end : figure.span.start] for m in "，、；")
        between = self._page.text[count.span.end : figure.span.start]
        behind = self._page.text[figure.span.end : clause.span.end].strip("，。；、 ")
        lead = self._page.text[clause.span.start : count.span.start].strip()
        return not behind and not any(m in between for m in "，、；") and between.endswith(self._page.cues.annual_levels) and (
            len(lead) <= 4 and not self._page.cutter.acts(between)
        )  # fmt: skip

    def _origin(self, figure: Figure, undated: list[Figure], passed: int) -> tuple[int | None, Figure, Figure | None]:
        """分别从209元、280元提高到217元、290元: the figures in a list with the first one are where the others came from."""
        last = figure
        if _LEADS.search(self._page.text, max(0, figure.span.start - 14), figure.span.start) is None:
            return None, figure, None
        for number in range(passed, len(undated)):
            following = undated[number]
            if self._page.text[last.span.end : following.span.start] not in ("、", "和", ":", "：", "∶"):
                return self._origin_of(figure, following, last), last, following
            last = following
        return None, figure, None

    def _origin_of(self, figure: Figure, following: Figure, last: Figure) -> int | None:
        """从0.94万家增加到1.55万家: the first figure is where the second came from; the place of 从, or None."""
        begin = max(0, figure.span.start - 14)
        head = self._page.text[begin : figure.span.start]
        at = max(head.rfind(w) for w in _FROM)
        between = self._page.text[last.span.end : following.span.start]
        if at < 0 or len(between) > 24 or "，" in between:
            return None
        gap = _AGO.sub("", head[at + 1 :])
        named = gap.strip("的0123456789年月底末 ") and not gap.startswith(("“十", "十"))
        return begin + at if not named and any(w in between for w in _RISE) else None

    def _counted_in(self, rank: Rank, clause: Clause) -> bool:
        """9家高新区进入全国前50强 counts those that did; the place is where."""
        if not rank.within or not rank.span.of(self._page.text).startswith(("进入", "跻身", "迈入", "入围", "进位")):
            return False
        before = [f for f in self._page.figures.within(Span(clause.span.start, rank.span.start)) if f.unit == "count"]
        return bool(before) and not any(m in self._page.text[before[-1].span.end : rank.span.start] for m in "，、；")

    def _quoted(self, span: Span) -> bool:
        """“全流程、全要素、全覆盖”: a word of a slogan."""
        opened = self._page.text.rfind("“", max(0, span.start - 40), span.start)
        return opened >= 0 and "”" not in (inside := self._page.text[opened : span.start]) and "、" in inside

    def _ends_item(self, at: int, end: int) -> bool:
        rest = self._page.text[at:end].lstrip()
        return (
            not rest or rest.startswith(("所有", "全部", "全省所有", "全国所有")) or rest[0] in "，。；、！）)：,;和及"
        )


def _is_mark(figure: Figure) -> bool:
    """A mark that firms pass has one digit (超百亿元); what 13个园区 earn together, 2.5万亿元, has more."""
    return len(figure.value.normalize().as_tuple().digits) == 1
