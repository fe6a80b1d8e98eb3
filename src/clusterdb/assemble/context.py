"""What surrounds a clause: looking back or ahead, which period, whose region, how firmly.

What a clause says itself beats what its sentence says, that beats the paragraph's opener, the frame, the section and the
document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from clusterdb.assemble.calendar import by_end_of, to_period
from clusterdb.assemble.explicit import dating_words, is_local, opening_words
from clusterdb.assemble.frames import Frame, FrameReader, says_intent
from clusterdb.assemble.hedges import HedgeReader
from clusterdb.assemble.horizons import named_span
from clusterdb.assemble.index import Index
from clusterdb.assemble.page import Page
from clusterdb.assemble.whereabouts import Whereabouts
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Clause, Document, Hedge, Period, Role, Section, Span
from clusterdb.readings import Place, TimeWords
from clusterdb.record import record

#: How a clause begins that is still about what the one before said.
_GOES_ON = re.compile(
    r"\s*(?:其中|增速|增长|增幅|同比|比|较|居|位居|位列|排|占|是|达|总量|规模|年均|分别|均|连续|稳居|首次|突破|下降|由|从|为)"
)
_SAID = ("clause", "sentence")
_THAT_YEAR = ("当年", "同年")
#: What is so by now, and not what a 已投产的 adds to a noun.
_ALREADY = re.compile(r"至此|现有|现已|(?<![早而业])已(?![^，。；]{0,8}的)")
#: A period that ends within so many days is nearly over.
_SOON = 45
#: 扣除房地产开发投资后，固定资产投资增长2.7%: another measure than the one that it names.
_WITHOUT = re.compile(
    r"[^，。、]{0,4}(?P<what>(?:扣除|剔除|不含|不包括|除去)[^，。；]{2,20}?)(?:(?:因素|影响)?(?:之?后|外)?[，,]$|(?:之?后|外))"
)


@record(frozen=True, slots=True)
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
    explicit: TimeWords | None = None
    wider: Period | None = None
    exclusion: str | None = None
    printed: date | None = None
    listed: tuple[Period, ...] = ()
    tells_basis: bool = False
    as_of: bool = False
    begins: int | None = None
    years: tuple[tuple[int, Period], ...] = ()

    def at(self, place: int) -> Setting:
        """The setting of a figure at a place: of 2025年推动90家、2026年推动120家 each has its own year."""
        told = [period for start, period in self.years if start < place]
        return replace(self, period=told[-1]) if told else self

    @property
    def stands(self) -> bool:
        """截至11月末 and 目前, 年末 in any text, and what a plan tells under 发展基础: its counts stand as of a day."""
        if self.role == Role.REVIEW:
            year_end = self.explicit is not None and self.explicit.unit == "year_end"
            if self.tells_basis or year_end or (self.as_of and self.period is not None and self.period.start is None):
                return True  # 建成5G基站1.98万个, under 发展基础
        period = self.period
        return self.printed is not None and period is not None and period.start is None and not self.deadline


@dataclass(slots=True)
class _Sentence:
    """What the clauses of a sentence have said so far; those `passed` are heard once a figure behind them asks."""

    span: Span
    told: Period | None = None
    deadline: bool = False
    hedge: Hedge = Hedge.FIRM
    intent: bool = False
    clauses: int = 0
    as_of: bool = False
    stands: bool = False
    local: bool = False
    listed: tuple[Period, ...] = ()
    named: tuple[int, int] | tuple[()] | None = ()
    exclusion: str | None = None
    passed: list[tuple[Clause, Frame, list[TimeWords]]] = field(default_factory=list)


class ContextReader:
    """Walks the clauses of one document in order and gives each its setting."""

    def __init__(self, document: Document, page: Page, cues: Cues, home: str | None) -> None:
        self._text = document.text
        self._published = document.published_on
        self._times = Index([t for t in page.readings.times if not page.shielded(t.span)])
        self._places = page.places
        self._frames = FrameReader(document, page.readings, cues)
        self._where = Whereabouts(page, cues, home)
        self._hedges = HedgeReader(cues)

    def settings(
        self, clauses: tuple[Clause, ...], asked: Callable[[Clause], bool] = lambda _: True
    ) -> Iterator[tuple[Clause, Setting | None]]:
        """Each clause with its setting, in order; None where nobody asks for it."""
        section: Section | None = None
        paragraph: Span | None = None
        sentence: _Sentence | None = None
        lasting = current = Frame(Role.OTHER, self._frames.main, False, "document")
        times_of, places_of = self._times.by_clause(clauses), self._places.by_clause(clauses)
        for clause in clauses:
            if clause.section is not section:
                section = clause.section
                lasting = current = self._frames.opening(section)
                self._where.forget()
            if clause.paragraph is not paragraph and clause.paragraph != paragraph:
                if clause.is_heading and section.role == Role.OTHER:
                    lasting = self._frames.below(clause, section)  # 三、工作要求 leaves the years of what stood above
                paragraph, current = clause.paragraph, lasting
                self._where.forget()
            if sentence is None or (clause.sentence is not sentence.span and clause.sentence != sentence.span):
                sentence = self._begun(clause, sentence)
                if section.role != Role.OTHER:
                    self._where.forget()
            times, places = times_of.get(clause.index, []), places_of.get(clause.index, [])
            if times or not sentence.clauses:
                opener = opening_words(self._text, times) if times else None
                opener = self._reached(opener, section, current) if opener is not None else None
                current, stays = self._frames.turned(current, clause, sentence.clauses, opener)
                lasting = current if stays else lasting
            if asked(clause):
                yield clause, self._setting(clause, current, lasting, sentence, times, places)
            else:
                sentence.passed.append((clause, current, times))
                self._where.follow(clause, places, times)
                yield clause, None
            sentence.clauses += 1

    def _begun(self, clause: Clause, before: _Sentence | None) -> _Sentence:
        """A new sentence; behind a semicolon what was said of time and intent still holds: 到2024年底，…；培育…20家."""
        fresh = _Sentence(clause.sentence)
        runs_on = before is not None and before.span.end <= clause.span.start
        if before is None or not runs_on or clause.section.role != Role.OTHER:
            return fresh
        if (
            self._text[before.span.end - 1 : before.span.end] not in ("；", ";")
            or before.span.start < clause.paragraph.start
        ):
            return fresh
        self._hear_passed(before)
        fresh.told, fresh.deadline, fresh.intent = before.told, before.deadline, before.intent
        return fresh

    def _setting(
        self,
        clause: Clause,
        frame: Frame,
        lasting: Frame,
        sentence: _Sentence,
        times: list[TimeWords],
        places: list[Place],
    ) -> Setting:
        self._hear_passed(sentence)
        explicit, period, deadline, source = self._dated(clause, frame, sentence, times)
        words = clause.span.of(self._text)
        said, exclusion = self._hear(words, sentence)
        region, region_from = self._where.of(clause, places, times)
        intent = says_intent(words) if explicit is not None else sentence.intent
        role, role_from = self._frames.role(
            frame, period, deadline, clause.section, intent, explicit, source, as_of=sentence.as_of and source in _SAID
        )
        role, role_from = self._expected_later(role, role_from, period, said or sentence.hedge, clause.section)
        return Setting(
            role=role,
            role_from=role_from,
            period=period,
            period_from=source,
            region=region,
            region_from=region_from,
            hedge=said or sentence.hedge,
            deadline=deadline,
            explicit=explicit,
            wider=lasting.period,
            exclusion=exclusion,
            printed=self._published if clause.section.role == Role.OTHER else None,
            listed=sentence.listed,
            tells_basis=self._frames.tells_basis,
            as_of=sentence.stands and source in _SAID,
            begins=self._frames.begins,
            years=self._years(clause, frame, times) if explicit is not None and not sentence.listed else (),
        )

    def _years(self, clause: Clause, frame: Frame, times: list[TimeWords]) -> tuple[tuple[int, Period], ...]:
        """Where a clause names several years, each before figures of its own: where they stand, and their periods."""
        printed = [t for t in times if t.unit == "year" and t.year is not None and not t.baseline]
        if len({t.year for t in printed}) < 2 or len(printed) != len([t for t in times if not t.baseline]):
            return ()
        year = self._frames.this_year(clause.section)
        found = [(t.span.start, to_period(t, year, frame.told_year, self._published)) for t in printed]
        return tuple((start, period) for start, period in found if period is not None)

    def _hear_passed(self, sentence: _Sentence) -> None:
        """Take note of what the clauses without figures said, for those behind them."""
        for clause, frame, times in sentence.passed:
            if times:
                self._dated(clause, frame, sentence, times)
            self._hear(clause.span.of(self._text), sentence)
        sentence.passed.clear()

    def _dated(
        self, clause: Clause, frame: Frame, sentence: _Sentence, times: list[TimeWords]
    ) -> tuple[TimeWords | None, Period | None, bool, str]:
        """The time that dates a clause, and its period as `_period` gives it."""
        explicit = dating_words(self._text, times) if times else None
        explicit = self._reached(explicit, clause.section, frame) if explicit is not None else None
        if explicit is not None and self._text.startswith(_THAT_YEAR, explicit.span.start):
            explicit = self._of_that_year(explicit, times, sentence)
        if explicit is not None:
            sentence.listed = self._listed(times, clause.section, frame)
        period, deadline, source = self._period(clause, frame, sentence, explicit)
        if explicit is not None and source == "clause":
            sentence.as_of = explicit.end_only and not explicit.deadline
            sentence.stands = sentence.as_of and explicit.unit != "year_end"
        return explicit, period, deadline, source

    def _reached(self, words: TimeWords, section: Section, frame: Frame) -> TimeWords:
        """到今年5月底, printed in June: no deadline, but the day up to which is told."""
        if not words.deadline or self._published is None or section.role == Role.PLAN or words.unit == "plan":
            return words
        period = to_period(words, self._frames.this_year(section), frame.told_year, self._published, in_report=False)
        over = period is not None and period.end <= self._published and period.precision in ("month", "day", "quarter")
        return replace(words, deadline=False, end_only=True) if over else words

    def _of_that_year(self, words: TimeWords, times: list[TimeWords], sentence: _Sentence) -> TimeWords:
        """去年11月投产，当年实现产值35亿元: the year that the sentence told of before."""
        told = sentence.told.end.year if sentence.told is not None else None
        before = [t.year for t in times if t.span.end <= words.span.start and t.year is not None]
        year = before[-1] if before else told
        return words if year is None else replace(words, year=year, offset=None)

    def _hear(self, words: str, sentence: _Sentence) -> tuple[Hedge | None, str | None]:
        """The hedge that a clause says, and what its measure leaves out; the sentence remembers both, and intent."""
        before, sentence.exclusion = sentence.exclusion, None
        without = _WITHOUT.match(words) if "除" in words or "不" in words else None
        if without is not None:
            before, sentence.exclusion = without["what"], without["what"] if without.end() == len(words) else None
        said = self._hedges.hedge(words)
        sentence.hedge = said if said in (Hedge.STRIVE, Hedge.EXPECTED) else sentence.hedge
        sentence.intent = sentence.intent or says_intent(words)
        return said, before

    def _expected_later(
        self, role: Role, source: str, period: Period | None, hedge: Hedge, section: Section
    ) -> tuple[Role, str]:
        """今年预计新增160家, said in summer, looks ahead; 预计全年增长5%, said in January, back."""
        if role != Role.REVIEW or hedge != Hedge.EXPECTED or section.role != Role.OTHER:
            return role, source
        late = period is not None and self._published is not None and (period.end - self._published).days > _SOON
        return (Role.PLAN, "intent") if late else (role, source)

    def _period(
        self, clause: Clause, frame: Frame, sentence: _Sentence, explicit: TimeWords | None
    ) -> tuple[Period | None, bool, str]:
        """The period of a clause, whether it is a deadline, and where it was said: clause, sentence or the frame's."""
        section = clause.section
        if explicit is not None:
            told_year = frame.told_year
            said = to_period(
                explicit,
                self._frames.this_year(section),
                told_year,
                self._published,
                in_report=section.role != Role.OTHER,
            )
            if explicit.unit == "current_month" and sentence.told is not None and sentence.told.precision == "month":
                said = sentence.told
            if said is not None and is_local(self._text, explicit):
                return said, False, "clause"
            if said is not None:
                sentence.told, sentence.deadline = said, explicit.deadline
                attached = self._text[explicit.span.end : explicit.span.end + 1] not in ("，", ",")
                sentence.local = (
                    attached and explicit.unit == "year" and frame.period is not None and frame.period.years > 1
                )
                return said, explicit.deadline, "clause"
        named = self._named(sentence) if sentence.told is None and section.role == Role.OTHER else None
        if named is not None and (self._published is None or named[1] >= self._published.year):
            return by_end_of(named[1]), True, "sentence"  # 根据《…培育计划（2021—2025）》，每年新增300家
        if sentence.told is not None and not (sentence.local and self._is_new(clause)):
            return sentence.told, sentence.deadline, "sentence"
        by_now = self._by_now(clause, frame) if section.role == Role.OTHER else None
        if by_now is not None:
            return by_now, False, "now"
        return frame.period, frame.deadline, frame.source

    def _by_now(self, clause: Clause, frame: Frame) -> Period | None:
        """集群已培育“小巨人”24家, sentences behind 2021年，…: 已 tells what there is on the day of printing."""
        past, today = frame.period, self._published
        if past is None or past.start is None or today is None or past.end.year >= today.year:
            return None  # behind 上半年， it is that half-year's end that is told of
        already = _ALREADY.search(self._text, clause.sentence.start, clause.span.end)
        return Period(None, today, "day") if already else None

    def _named(self, sentence: _Sentence) -> tuple[int, int] | None:
        """The years of a plan that a sentence names, looked for once."""
        if sentence.named == ():
            sentence.named = named_span(sentence.span.of(self._text))
        return sentence.named or None

    def _listed(self, times: list[TimeWords], section: Section, frame: Frame) -> tuple[Period, ...]:
        """到2023年、2025年，…分别达到20万家、35万家: the dates of a list, in turn."""
        if len(times) < 2 or any(t.baseline for t in times):
            return ()
        marks = [self._text[a.span.end : b.span.start] for a, b in pairwise(times)]
        if any(m not in ("、", "和") for m in marks):
            return ()
        year = self._frames.this_year(section)
        ends = [
            to_period(replace(t, deadline=times[0].deadline), year, frame.told_year, self._published) for t in times
        ]
        if any(p is None for p in ends):
            return ()
        by = times[0].deadline or times[0].end_only
        return tuple(Period(None, p.end, p.precision) if by else p for p in ends if p is not None)

    def _is_new(self, clause: Clause) -> bool:
        """A clause that goes on about the same (增速居…, 占…, 其中…) keeps its year; one with a subject of its own does not."""
        return _GOES_ON.match(self._text, clause.span.start, clause.span.end) is None
