"""Looking back or ahead, and over which period: the frame that a section opens and openers turn.

2021年， at a paragraph's start governs the paragraph and those after it; 会议强调，2022年要 turns a report of the past into a plan;
这五年 in a section on five years and 刚刚过去的2025年 turn the period.
"""

from __future__ import annotations

import re
from datetime import date

from clusterdb.assemble.calendar import to_period, years
from clusterdb.assemble.horizons import begins, horizon
from clusterdb.assemble.words import word_list
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Clause, Document, Period, Role, Section
from clusterdb.readings import Readings, TimeWords
from clusterdb.record import record

_WORD = re.compile(r"\S")
_LEAD = re.compile(r"刚刚过去的|过去的|即将过去的|在|展望|回顾|面对|进入|站在")
_MARKED = re.compile(
    r"\s*(?:[一二三四五六七八九十]是|[（(][一二三四五六七八九十0-9]+[)）]|[一二三四五六七八九十]+、|——|[0-9]+[.．、])"
)
_ORDINALS = " 　—（(一二三四五六七八九十)）、.●“”"
#: Words of time that govern more than the paragraph which they open.
_LASTING = frozenset({"year", "year_end", "whole", "past", "plan", "years", "next"})
_SPANNING = frozenset({"past", "plan", "years", "next"})
#: 完成年度目标的58%, 计划总投资537亿元: words of aims that state what is.
_NO_INTENT = re.compile(
    r"(?:完成|超额?|达到|为|占|[高低优好]于|超过|实现|对照|较)了?[^，。；]{0,12}?(?:目标|计划|任务)|计划(?:年度)?总?投资|(?:年度|全年|预期|序时|既定)(?:目标|计划|任务)|目标任务|主要|重要|要素|需要|要求|纲要|只要|要道"
)
_INTENT = re.compile("将|力争|确保|要|争取|计划|拟|目标")
#: A part of a plan that tells what there is; one that tells what is to be.
_BASIS = re.compile(r"基础|现状|背景|成效|回顾|进展|成绩|成就")
_AIMS = re.compile(r"目标|任务|夯实|要求|设施")
#: 今年 in a text of these months looks ahead, later in the year back, unless a verb says what is to be.
_SPRING = 3
#: How far behind the words of time a verb tells whether they look ahead: 今年，全市将….
_NEAR = 16
#: How far into the text a report without dated headings may say what it is about.
_LEAD_LENGTH = 600


@record(frozen=True, slots=True)
class Frame:
    """A stance and a period that hold until something turns them; `source` tells what set them."""

    role: Role
    period: Period | None
    deadline: bool
    source: str

    @property
    def told_year(self) -> int | None:
        """The year that is told of; None where nothing but the day of printing is known."""
        if self.period is None or (self.source == "document" and (self.period.precision == "day" or self.deadline)):
            return None
        return self.period.end.year


def says_intent(words: str) -> bool:
    """True where a clause speaks of what is to be done: 将, 力争, 确保."""
    return _INTENT.search(_NO_INTENT.sub("", words)) is not None


class FrameReader:
    """Opens and turns the frames of one document."""

    def __init__(self, document: Document, readings: Readings, cues: Cues) -> None:
        self._text = document.text
        self._published = document.published_on
        self._context_year = document.context_year
        self._is_report = document.document_kind == "government_work_report"
        self._review_openers = word_list(cues.review_openers)
        self._plan_openers = word_list(cues.plan_openers)
        self._horizon = horizon(document, readings.times)
        #: the first year of a plan whose title says it
        self.begins = begins(document)
        #: true in the part of a plan that tells what there is: 发展基础
        self.tells_basis = False
        self.main = self._main_period([t for t in readings.times if t.span.start <= _LEAD_LENGTH])

    def this_year(self, section: Section) -> int | None:
        """What 今年 means: the year of publication; in a dated section of an undated document that section's year."""
        if self._published is not None:
            same = section.year is not None and section.role == Role.REVIEW
            if same and section.year == self._published.year:
                return section.year
            return self._published.year
        return section.year or self._context_year

    def _main_period(self, times: list[TimeWords]) -> Period | None:
        """What a report without dated headings is about: the first stretch of the calendar that title and lead name."""
        for words in times:
            if (
                words.unit in ("half", "quarters", "quarter", "months", "year")
                and not words.baseline
                and not words.deadline
            ):
                year = self._published.year if self._published else self._context_year
                period = to_period(words, year, year, self._published)
                of_year = self._text.startswith("度", words.span.end)  # 2024年度…名单
                if period is not None and (self._published is None or period.end <= self._published or of_year):
                    return period
        return None

    def opening(self, section: Section) -> Frame:
        """The frame that a section opens with: its heading's, else the document's main period."""
        main, self.tells_basis = self.main, False
        if section.period is not None:
            start, end = section.period
            if end is not None:
                return Frame(section.role, Period(start, end), False, "section")
        if section.role == Role.OTHER and self._horizon is not None:
            return Frame(Role.PLAN, *self._horizon, "document")
        if section.role == Role.OTHER:
            role = Role.OTHER
            if main is None and self._published is not None:
                # a text that names no time tells of the year so far
                return Frame(role, Period(date(self._published.year, 1, 1), self._published, "day"), False, "document")
            if main is not None and self._published is not None and main.end <= self._published:
                role = Role.REVIEW
            return Frame(role, main, False, "document")
        year = section.year or (self._published.year if self._published else None)
        return Frame(section.role, years(year) if year else main, False, "section")

    def below(self, heading: Clause, section: Section) -> Frame:
        """The frame under a heading of a press text or a plan: 发展基础 looks back, all others as the document does."""
        frame = self.opening(section)
        words = heading.span.of(self._text)
        self.tells_basis = False
        if frame.role == Role.PLAN and _BASIS.search(words) and not _AIMS.search(words):
            year = self._published.year - 1 if self._published else None
            self.tells_basis = True
            return Frame(Role.REVIEW, years(year) if year else None, False, "document")
        return frame

    def turned(self, frame: Frame, clause: Clause, number: int, opener: TimeWords | None) -> tuple[Frame, bool]:
        """The frame behind a clause that may turn it, and whether it holds beyond the paragraph.

        `number` counts the clauses of the sentence, `opener` is its first time.
        """
        lead = self._text[clause.span.start : opener.span.start] if opener is not None else ""
        opens = opener is not None and len(_LEAD.sub("", lead).strip(_ORDINALS)) <= 4
        # amid a plan's sentence a year dates its own words: 建立资源池，2023年入池50家
        latest = 0 if self._horizon is not None and opener is not None and not opener.deadline else 1
        if clause.is_heading or (number > latest if opens else number > 0):
            return frame, False
        words, section, lasting = clause.span.of(self._text), clause.section, False
        if opens and opener is not None:
            first = self._opens_paragraph(clause)
            told = frame.told_year
            period = to_period(
                opener, self.this_year(section), told, self._published, in_report=not self._is_press(section)
            )
            bare = len(words.strip(" ，,：:。")) - len(opener.span) - len(lead.strip()) <= 2
            # 2025年人均…提升至 amid five years dates its own clause alone
            local = self._is_wide(section) and opener.unit == "year" and not bare
            if period is not None and not local and self._turns(opener, first, bare, section):
                ahead = self._text[clause.span.start : min(clause.sentence.end, clause.span.end + _NEAR)]
                frame = Frame(self._role_of(opener, period, section, ahead, frame), period, opener.deadline, "opener")
                # in a press text “十四五”期间 amid a paragraph is said of its own sentences alone
                roams = opener.unit in ("past", "plan", "years") and section.role != Role.OTHER
                as_of = opener.end_only and not opener.deadline and self._is_press(section)
                lasting = (first and (opener.unit in _LASTING or as_of)) or roams
        cue = self._cue_turn(words) if not opens else None
        if cue is not None:
            frame, lasting = self._by_cue(cue, frame, section), self._opens_paragraph(clause)
        return frame, lasting

    def _opens_paragraph(self, clause: Clause) -> bool:
        """In the paragraph's first sentence, or in the second behind a mere heading: (四)促进两化融合发展。截至11月底，…"""
        start, end = clause.paragraph.start, clause.sentence.start
        if start == end or _WORD.search(self._text, start, end) is None:
            return True
        before = self._text[start:end] if end - start <= 40 else ""
        return before.count("。") == 1 and _MARKED.match(before) is not None

    def _is_wide(self, section: Section) -> bool:
        first, last = section.period or (None, None)
        return section.role == Role.REVIEW and first is not None and last is not None and last.year > first.year

    def _is_press(self, section: Section) -> bool:
        return section.role == Role.OTHER

    def _turns(self, opener: TimeWords, first_sentence: bool, bare: bool, section: Section) -> bool:
        """May these words of time, at the start of a sentence, change what the text after them is about?"""
        if opener.unit in _SPANNING:
            return True
        if opener.unit in ("month", "months", "day") and opener.end_only:
            return first_sentence or self._is_press(section)
        if opener.unit in ("year", "year_end", "whole", "half", "quarters", "quarter", "months"):
            return first_sentence or bare
        return False

    def _role_of(self, opener: TimeWords, period: Period, section: Section, words: str, frame: Frame) -> Role:
        """Looking back or ahead, by the opener's dates against the day of printing."""
        if section.role == Role.REVIEW and (section.period is None or period.end <= (section.period[1] or period.end)):
            return Role.REVIEW
        if opener.since:
            return Role.REVIEW  # 今年以来, “十四五”以来
        if self._published is not None:
            if period.end < self._published.replace(month=1, day=1) or (
                period.end <= self._published and not opener.deadline
            ):
                return Role.REVIEW
            if (
                period.start is not None
                and period.start <= self._published
                and not opener.deadline
                and section.role == Role.OTHER
            ):
                if opener.unit in ("half", "quarters", "quarter", "months", "month"):
                    return Role.PLAN if period.end > self._published else Role.REVIEW
                if frame.role == Role.PLAN and self._horizon is not None:
                    return Role.PLAN  # ——2023年，… among the yearly aims of a plan
                # a printed year that runs is not over: its figures are aims; 今年 may also tell of the year so far
                spring = self._published.month <= _SPRING or opener.unit != "year" or opener.year is not None
                year_like = spring and opener.unit in ("year", "plan", "years", "next")
                return Role.PLAN if year_like or says_intent(words) else Role.REVIEW
            return Role.PLAN
        if opener.deadline or opener.unit == "next":
            return Role.PLAN
        if opener.offset == 0 and says_intent(words):
            return Role.PLAN  # 今年，力争…, in a text that prints no date
        return frame.role if frame.role != Role.OTHER else Role.REVIEW

    def _cue_turn(self, words: str) -> Role | None:
        head = words.lstrip(_ORDINALS)[:14]
        if self._plan_openers.begins(head):
            return Role.PLAN
        if self._review_openers.begins(head):
            return Role.REVIEW
        return None

    def _by_cue(self, role: Role, frame: Frame, section: Section) -> Frame:
        this_year = self.this_year(section)
        if role == frame.role:
            return frame
        if role == Role.PLAN and this_year is not None and self._published is not None:
            return Frame(role, years(this_year), False, "opener")
        if role == Role.REVIEW and section.role == Role.PLAN:
            return frame
        spring = self._is_report and self._published is not None and self._published.month <= 4
        if spring and self._published is not None and section.role == Role.OTHER:
            # a report given in spring without dated headings looks back on the year before
            return Frame(role, years(self._published.year - 1), False, "opener")
        return Frame(role, frame.period, False, "opener")

    def role(
        self,
        frame: Frame,
        period: Period | None,
        deadline: bool,
        section: Section,
        intent: bool,
        explicit: TimeWords | None,
        period_from: str,
        *,
        as_of: bool = False,
    ) -> tuple[Role, str]:
        """Looking back or ahead, and what told: section, deadline, period, opener, intent or verb aspect."""
        present = self._published
        if section.role == Role.REVIEW and section.period is not None and frame.role == Role.REVIEW:
            end = section.period[1]
            if period is None or end is None or period.end <= end:
                return Role.REVIEW, "section"
        other = section.role == Role.OTHER
        if other and period is not None and present is not None:
            if period_from == "sentence" and deadline and period.end > present:
                return Role.PLAN, "deadline"
            if period_from in ("clause", "sentence") and period.end < date(present.year, 1, 1):
                return Role.REVIEW, "period"
            if as_of and period.end <= present:
                return Role.REVIEW, "period"
        if explicit is not None and period is not None and period_from == "clause":
            if deadline and (present is None or period.end > present):
                return Role.PLAN, "deadline"
            if present is not None and period.end < date(present.year, 1, 1) and frame.role != Role.REVIEW:
                return Role.REVIEW, "period"
            if present is not None and period.start is not None and period.start > present:
                return Role.PLAN, "period"
            if present is not None and intent and period.start is not None and period.start <= present < period.end:
                return Role.PLAN, "intent"
        if frame.role != Role.OTHER:
            return frame.role, frame.source
        if deadline and period is not None and (present is None or period.end > present):
            return Role.PLAN, "deadline"
        if intent:
            return Role.PLAN, "intent"
        return Role.REVIEW, "aspect"
