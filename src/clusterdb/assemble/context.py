"""What surrounds a clause: looking back or ahead, which period, whose region, how firmly.

A running frame, changed by openers: 2021年， at a paragraph's start governs the paragraph and those after it; 会议强调，2022年要
turns a report of the past into a plan; 这五年 in a section on five years and 刚刚过去的2025年 turn the period. What a clause says itself
beats what its sentence says, that beats the paragraph's opener, the frame, the section and the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from clusterdb.assemble.calendar import to_period, years
from clusterdb.assemble.words import WordList
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Clause, Document, Hedge, Period, Role, Section, Span
from clusterdb.readings import Place, Readings, TimeWords

_LEAD = re.compile(r"刚刚过去的|过去的|即将过去的|在|展望|回顾|面对|进入|站在")
_MARKED = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|——|\d+[.．、])")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the figures of a clause unless they say otherwise; `*_from` tells where it was found."""

    role: Role
    role_from: str
    period: Period | None
    period_from: str
    region: str
    region_from: str
    hedge: Hedge
    deadline: bool
    intent: bool
    cumulative: bool = False
    told_year: int | None = None
    explicit: TimeWords | None = None
    wider: Period | None = None


@dataclass(slots=True)
class _Frame:
    role: Role
    period: Period | None
    deadline: bool
    source: str


class ContextReader:
    """Walks the clauses of one document in order and gives each its setting."""

    def __init__(self, document: Document, readings: Readings, cues: Cues, home: str | None) -> None:
        self._document = document
        self._text = document.text
        self._times = [t for t in readings.times if not any(s.holds(t.span) for s in readings.shielded)]
        self._places = readings.places
        self._cues = cues
        self._strive = WordList(cues.strive)
        self._expected = WordList(cues.expected)
        self._basically = WordList(cues.basically)
        self._intent = WordList(cues.intent)
        self._review_openers = WordList(cues.review_openers)
        self._plan_openers = WordList(cues.plan_openers)
        self._skip = WordList((*cues.discourse, *cues.adverbs, *cues.lead_ins))
        self._time_starts = {t.span.start: t.span.end for t in self._times}
        self._home = home
        self._shielded = readings.shielded
        self._published = document.published_on
        self._city: str | None = None

    # ---- years ----
    def this_year(self, section: Section) -> int | None:
        """What 今年 means: the year of publication; in a dated section of an undated document that section's year."""
        if self._published is not None:
            same = section.year is not None and section.role == Role.REVIEW
            if same and section.year == self._published.year:
                return section.year
            return self._published.year
        return section.year or self._document.context_year

    def _main_period(self) -> Period | None:
        """What a report without dated headings is about: the first stretch of the calendar that title and lead name."""
        lead = min(len(self._text), 600)
        for words in self._times:
            if words.span.start > lead:
                break
            if (
                words.unit in ("half", "quarters", "quarter", "months", "year")
                and not words.baseline
                and not words.deadline
            ):
                year = self._published.year if self._published else self._document.context_year
                period = to_period(words, year, year, self._published)
                if period is not None and (self._published is None or period.end <= self._published):
                    return period
        return None

    # ---- the walk ----
    def settings(self, clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, Setting]]:
        """Each clause with its setting, in order."""
        main = self._main_period()
        frame = _Frame(Role.OTHER, main, False, "document")
        section: Section | None = None
        paragraph: Span | None = None
        sentence: Span | None = None
        para_frame = frame
        told: Period | None = None
        told_deadline = False
        topic: str | None = None
        topic_scope: Span | None = None
        sentence_hedge = Hedge.FIRM
        sentence_intent = False
        clause_number = 0
        for clause in clauses:
            if clause.section is not section:
                section = clause.section
                frame = self._opening_frame(section, main)
                para_frame, topic = frame, None
            if clause.paragraph != paragraph:
                paragraph, para_frame, topic = clause.paragraph, replace_frame(frame), None
                sentence = None
            first_sentence = self._opens_paragraph(clause)
            if clause.sentence != sentence:
                sentence, told, told_deadline = clause.sentence, None, False
                sentence_hedge, sentence_intent, clause_number = Hedge.FIRM, False, 0
                if section.role != Role.OTHER:
                    topic = None
            words = self._text[clause.span.start : clause.span.end]
            times = self._times_in(clause.span)
            opener = next((t for t in times if not t.baseline and t.unit not in ("day", "now")), None)
            lead = self._text[clause.span.start : opener.span.start] if opener else ""
            opens = opener is not None and len(_LEAD.sub("", lead).strip(" 　—（(一二三四五六七八九十)）、.●“”")) <= 4
            this_year = self.this_year(section)
            told_year = para_frame.period.end.year if para_frame.period else None
            # ---- turns of the frame ----
            if opens and opener is not None and clause_number <= 1 and not clause.is_heading:
                period = to_period(opener, this_year, told_year, self._published)
                bare = len(words.strip(" ，,：:。")) - len(opener.span) - len(lead.strip()) <= 2
                if period is not None and self._turns(opener, section, first_sentence, bare, clause_number):
                    para_frame = _Frame(
                        self._role_of(opener, period, section, words, para_frame), period, opener.deadline, "opener"
                    )
                    lasting = opener.unit in ("year", "year_end", "whole", "past", "plan", "years", "next")
                    if (first_sentence and lasting) or opener.unit in ("past", "plan", "years"):
                        frame = replace_frame(para_frame)
            cue_turn = self._cue_turn(words, clause_number, section, clause.is_heading)
            if cue_turn is not None and not opens:
                para_frame = self._turned(cue_turn, para_frame, section, this_year)
                if first_sentence:
                    frame = replace_frame(para_frame)
            # ---- what the clause itself says ----
            explicit = self._explicit(times, clause)
            period_from = para_frame.source
            period, deadline = para_frame.period, para_frame.deadline
            if explicit is not None:
                resolved = to_period(explicit, this_year, period.end.year if period else told_year, self._published)
                if explicit.unit == "current_month" and told is not None and told.precision == "month":
                    resolved = told
                if resolved is not None and self._is_local(explicit):
                    period, deadline, period_from = resolved, False, "clause"
                elif resolved is not None:
                    told, told_deadline = resolved, explicit.deadline
                    period_from = "clause"
            if told is not None and not (period_from == "clause" and explicit is not None and self._is_local(explicit)):
                period, deadline = told, told_deadline
                period_from = "clause" if period_from == "clause" else "sentence"
            # ---- hedge and intent ----
            hedge = self._hedge(words)
            if hedge is not None:
                sentence_hedge = hedge
            if self._says_intent(words):
                sentence_intent = True
            # ---- region ----
            region, region_from, topic, topic_scope = self._region(clause, section, topic, topic_scope)
            role, role_from = self._role(para_frame, period, deadline, section, sentence_intent, explicit, period_from)
            clause_number += 1
            yield (
                clause,
                Setting(
                    role=role,
                    role_from=role_from,
                    period=period,
                    period_from=period_from,
                    region=region,
                    region_from=region_from,
                    hedge=sentence_hedge,
                    deadline=deadline,
                    intent=sentence_intent,
                    told_year=period.end.year if period else told_year,
                    explicit=explicit,
                    wider=frame.period,
                ),
            )

    # ---- frames ----
    def _opening_frame(self, section: Section, main: Period | None) -> _Frame:
        if section.period is not None:
            start, end = section.period
            if end is not None:
                return _Frame(section.role, Period(start, end), False, "section")
        if section.role == Role.OTHER:
            role = Role.OTHER
            if main is not None and self._published is not None and main.end <= self._published:
                role = Role.REVIEW
            return _Frame(role, main, False, "document")
        year = section.year or (self._published.year if self._published else None)
        return _Frame(section.role, years(year) if year else main, False, "section")

    def _opens_paragraph(self, clause: Clause) -> bool:
        """In the paragraph's first sentence, or in the second behind a mere heading: (四)促进两化融合发展。截至11月底，…"""
        before = self._text[clause.paragraph.start : clause.sentence.start]
        return not before.strip() or (
            len(before) <= 40 and before.count("。") == 1 and _MARKED.match(before) is not None
        )

    def _turns(self, opener: TimeWords, section: Section, first_sentence: bool, bare: bool, number: int) -> bool:
        """May these words of time, at the start of a sentence, change what the text after them is about?"""
        if number > 1:
            return False
        if opener.unit in ("past", "plan", "years", "next"):
            return True
        if opener.unit in ("month", "months") and opener.end_only:
            return first_sentence
        if opener.unit in ("year", "year_end", "whole", "half", "quarters", "quarter", "months"):
            return first_sentence or bare
        return False

    def _role_of(self, opener: TimeWords, period: Period, section: Section, words: str, frame: _Frame) -> Role:
        """Looking back or ahead, by the opener's dates against the day of printing."""
        if section.role == Role.REVIEW and (section.period is None or period.end <= (section.period[1] or period.end)):
            return Role.REVIEW
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
                year_like = opener.unit in ("year", "plan", "years", "next")
                return Role.PLAN if year_like or self._says_intent(words) else Role.REVIEW
            return Role.PLAN
        if opener.deadline or opener.unit == "next":
            return Role.PLAN
        return frame.role if frame.role != Role.OTHER else Role.REVIEW

    def _cue_turn(self, words: str, number: int, section: Section, heading: bool) -> Role | None:
        if number > 0 or heading:
            return None
        head = words.lstrip(" 　—●“”（）()一二三四五六七八九十、.")[:14]
        if self._plan_openers.at_start(head, Span(0, len(head))):
            return Role.PLAN
        if self._review_openers.at_start(head, Span(0, len(head))):
            return Role.REVIEW
        return None

    def _turned(self, role: Role, frame: _Frame, section: Section, this_year: int | None) -> _Frame:
        if role == frame.role:
            return frame
        if role == Role.PLAN and this_year is not None and self._published is not None:
            return _Frame(role, years(this_year), False, "opener")
        if role == Role.REVIEW and section.role == Role.PLAN:
            return frame
        spring = (
            self._published is not None
            and self._published.month <= 4
            and self._document.document_kind == "government_work_report"
        )
        if spring and self._published is not None and section.role == Role.OTHER:
            # a report given in spring without dated headings looks back on the year before
            return _Frame(role, years(self._published.year - 1), False, "opener")
        return _Frame(role, frame.period, False, "opener")

    # ---- one clause ----
    def _times_in(self, span: Span) -> list[TimeWords]:
        return [t for t in self._times if span.holds(t.span)]

    def _explicit(self, times: list[TimeWords], clause: Clause) -> TimeWords | None:
        """The time that dates a clause: the last one that is neither compared with nor a mere day."""
        good = [t for t in times if not t.baseline and t.unit not in ("day", "past", "next")]
        if not good:
            good = [t for t in times if not t.baseline and t.unit in ("past", "next")]
        if not good:
            return None
        # 去年同期 and 上年同期 compare
        good = [t for t in good if not self._text.startswith(("同期", "同月", "之前"), t.span.end)]
        return good[-1] if good else None

    def _is_local(self, words: TimeWords) -> bool:
        """增长到2025年的4.93万亿元: a year that belongs to its figure and says nothing of the next one."""
        behind = self._text[words.span.end : words.span.end + 2]
        return behind.startswith("的") and behind[1:].isdigit()

    def _hedge(self, words: str) -> Hedge | None:
        span = Span(0, len(words))
        if self._expected.found_in(words) and "预期目标" not in words:
            return Hedge.EXPECTED
        if self._strive.last_in(words, span):
            return Hedge.STRIVE
        if self._basically.found_in(words):
            return Hedge.BASICALLY
        return None

    def _says_intent(self, words: str) -> bool:
        return any(w in words for w in ("将", "力争", "确保", "要", "争取", "计划", "拟", "目标", "预期目标"))

    def _role(
        self,
        frame: _Frame,
        period: Period | None,
        deadline: bool,
        section: Section,
        intent: bool,
        explicit: TimeWords | None,
        period_from: str,
    ) -> tuple[Role, str]:
        present = self._published
        if section.role == Role.REVIEW and section.period is not None and frame.role == Role.REVIEW:
            end = section.period[1]
            if period is None or end is None or period.end <= end:
                return Role.REVIEW, "section"
        if explicit is not None and period is not None and period_from == "clause":
            if deadline and (present is None or period.end > present):
                return Role.PLAN, "deadline"
            if present is not None and period.end < date(present.year, 1, 1) and frame.role != Role.REVIEW:
                return Role.REVIEW, "period"
            if present is not None and period.start is not None and period.start > present:
                return Role.PLAN, "period"
        if frame.role != Role.OTHER:
            return frame.role, frame.source
        if deadline and period is not None and (present is None or period.end > present):
            return Role.PLAN, "deadline"
        if intent:
            return Role.PLAN, "intent"
        return Role.REVIEW, "aspect"

    # ---- places ----
    def _region(
        self, clause: Clause, section: Section, topic: str | None, topic_scope: Span | None
    ) -> tuple[str, str, str | None, Span | None]:
        home = section.region or self._home or "全国"
        here = [p for p in self._places if clause.span.holds(p.span)]
        leading = self._leading(clause, here)
        source = "section" if section.region else "document"
        if topic_scope is not None and topic_scope != clause.sentence and not self._goes_on(clause, here):
            topic = None
        nation = leading is not None and leading.kind == "nation" and section.region is not None
        if leading is not None and not leading.relative and (nation or self._is_listed(leading)):
            leading = None
        if leading is not None and not leading.relative:
            if section.role == Role.OTHER or (clause.span.start == clause.sentence.start and leading.kind == "zone"):
                topic, topic_scope = leading.name, clause.sentence
            self._city = leading.name if leading.kind in ("prefecture", "county", "zone") else self._city
            return leading.name, "clause", topic, topic_scope
        relative = leading.relative if leading is not None else None
        if relative == "nation" and section.region is not None:
            relative = None  # 全国文明城市增至37座 is a province's figure
        if relative is None and any(p.relative == "city" for p in here):
            relative = "city"
        if relative == "nation":
            return "全国", "clause", topic, topic_scope
        if relative == "province":
            return home, "issuer", None, None
        if relative in ("city", "district"):
            if self._city is not None and self._city != home and section.role == Role.OTHER and not home.endswith("市"):
                return self._city, "paragraph", self._city, clause.sentence
            return home, "issuer", topic, topic_scope
        if topic is not None:
            return topic, "sentence", topic, topic_scope
        if section.role == Role.OTHER:
            inner = {p.name for p in here if p.kind in ("prefecture", "county") and p.name != home}
            if len(inner) == 1:
                self._city = next(iter(inner))
                topic, topic_scope = self._city, clause.sentence
        return home, source, topic, topic_scope

    def _is_listed(self, place: Place) -> bool:
        """广州、深圳援助梅州: the first of several places is not the one that the clause is about."""
        if any(s.holds(place.span) for s in self._shielded):
            return True
        behind = self._text[place.span.end : place.span.end + 1]
        following = next((p for p in self._places if p.span.start > place.span.end), None)
        rest = self._text[place.span.end : place.span.end + 40].split("，")[0].split("。")[0]
        if "等" in rest and "、" in rest.split("等")[0]:
            return True
        return (
            behind in ("、", "至", "—", "-", "和", "与")
            and following is not None
            and following.span.start <= place.span.end + 2
        )

    def _goes_on(self, clause: Clause, here: list[Place]) -> bool:
        """A new sentence is still about the place before where it says 其, 其中, 该 or 全市."""
        words = self._text[clause.sentence.start : clause.sentence.start + 4].lstrip(" 　")
        return words.startswith(("其", "该", "这一")) or any(p.relative == "city" for p in here)

    def _leading(self, clause: Clause, places: list[Place]) -> Place | None:
        """The place that a clause begins with, after words of time, marks and adverbs."""
        at = clause.span.start
        text = self._text
        times = self._time_starts
        starts = {p.span.start: p for p in places}
        while at < clause.span.end:
            if at in starts:
                return starts[at]
            if at in times:
                at = times[at]
                continue
            if text[at] in " 　，、—●·（()）一二三四五六七八九十.“”的":
                at += 1
                continue
            word = self._skip.at_start(text, Span(at, clause.span.end))
            if word is None:
                return None
            at += len(word)
        return None


def replace_frame(frame: _Frame) -> _Frame:
    """A copy, so that a paragraph's turns do not reach back into the section's frame."""
    return replace(frame)
