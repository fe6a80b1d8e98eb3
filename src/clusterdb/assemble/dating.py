"""From the setting's period to the claim's: what a level, an addition, a rate or a spell of years is dated by."""

from __future__ import annotations

import re
from datetime import date

from clusterdb.assemble.told import Told
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis, Period, Role

_YEARS_OF = re.compile(
    r"([两三四五])(?<![0-9第前近后每连续过去这未来一].)年(?:内|间|来|累计|共|统筹|总共)?(?=[新净推培建引完实安投发打组带支减力争确增下翻盘攻改统招淘治])"
)
_OF_YEAR = re.compile("今年|全年|年内|当年|年度")
#: What a change is counted from: 较2020年提高, 比“十三五”末, 是2020年的1.6倍, 较3年前.
_FROM_YEAR = re.compile(
    r"(?:较|比|与|是|为|相当于)(?:于|了)?(?:“?(?P<plan>十[一二三四])五”?(?:规划)?期?末|(?P<year>20[0-9]{2})年[底末]?"
    r"|(?P<ago>[2-9二三四五六七八九]|1?[0-9])年前)"
)
_LEVELS = (Basis.STOCK, Basis.SHARE, Basis.COVERAGE)
_SPELL = re.compile(r"连续([一二三四五六七八九十两]|[0-9]{1,2})年")


class DateReader:
    """Dates claims; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._annual = tuple(cues.annual_levels)
        self._mean = frozenset(cues.mean_growth)
        self._hold = frozenset(cues.hold_verbs)
        self._reaching = frozenset(
            (*cues.reach_verbs, *(w for words in cues.comparators_before.values() for w in words))
        )

    def period(self, text: str, told: Told, basis: Basis) -> Period | None:
        """The period of a claim: a level has an end alone, a rate of five years is the last one's, 连续3年 three years."""
        setting, measure, name = told.setting, told.measure, told.name
        period = setting.period
        if period is None:
            return None
        spell = _SPELL.search(told.left.of(text))
        if spell and basis in (Basis.FLOW, Basis.GROWTH, Basis.SHARE) and setting.role == Role.REVIEW:
            # 连续3年超过40万人 is told of three years
            count = _number(spell[1])
            if 1 < count <= 20:
                return Period(date(period.end.year - count + 1, 1, 1), period.end, period.precision)
        as_of = period.start is None and period.precision in ("month", "day") and setting.period_from == "opener"
        if as_of and basis not in (Basis.STOCK, Basis.COVERAGE) and setting.wider is not None:
            # 截至11月底 at a paragraph's start dates its levels, not what was done in the year
            period = setting.wider
        if basis == Basis.GROWTH and period.years == 1 and not self._mean.isdisjoint((*measure.between, *measure.lead)):
            return Period(None, period.end, period.precision)  # 年均 of years that nobody named
        since = _base_year(told.left.of(text), period.end.year) if basis == Basis.GROWTH else None
        if since is not None:
            return Period(date(since + 1, 1, 1), period.end, period.precision)
        count = years_in_words(text, told)
        if count and basis in (Basis.FLOW, Basis.GROWTH) and period.end.month == 12:
            ahead = setting.role == Role.PLAN and not setting.deadline
            if ahead and period.start is not None and period.years == 1:
                return Period(period.start, date(period.start.year + count - 1, 12, 31), period.precision)
            return Period(date(period.end.year - count + 1, 1, 1), period.end, period.precision)  # 三年推动1000家
        if basis in _LEVELS and setting.role == Role.REVIEW and setting.printed and period.end > setting.printed:
            # no level is known before its day
            began = period.start if period.start is not None and period.start <= setting.printed else None
            return Period(None if basis == Basis.STOCK else began, setting.printed, "day")
        if basis == Basis.STOCK:
            return Period(None, period.end, period.precision)
        if period.years > 1 and setting.role == Role.REVIEW and self._is_of_last_year(told, basis):
            return Period(date(period.end.year, 1, 1), period.end, period.precision)
        if period.start is None and basis == Basis.FLOW and (first := self._plan_begins(told, period)) is not None:
            return Period(date(first, 1, 1), period.end, period.precision)
        yearly = (basis == Basis.FLOW and name.endswith(self._annual)) or basis == Basis.SHARE
        if period.start is None and setting.role == Role.PLAN and yearly:
            return Period(date(period.end.year, 1, 1), period.end, period.precision)  # 到2025年…产值: that year's
        if period.start is None and basis in (Basis.FLOW, Basis.SHARE, Basis.GROWTH):
            explicit = setting.explicit
            by_year_end = explicit is not None and explicit.unit == "year_end"
            this_year = setting.printed is not None and setting.printed.year == period.end.year
            if not setting.deadline or by_year_end or this_year or setting.role == Role.REVIEW:
                return Period(date(period.end.year, 1, 1), period.end, period.precision)
        return period

    def _plan_begins(self, told: Told, period: Period) -> int | None:
        """每年新增300家, in a plan whose title says its years: the first of them."""
        setting, words = told.setting, (*told.measure.between, *told.measure.lead)
        if setting.role != Role.PLAN or "每年" not in words or setting.begins is None:
            return None
        return setting.begins if setting.begins < period.end.year else None

    def _is_of_last_year(self, told: Told, basis: Basis) -> bool:
        """A rate or an output of a year, told at the end of five years, is the last one's, unless it was held all along."""
        words = (*told.measure.between, *told.measure.lead)
        if basis == Basis.SHARE:
            return self._hold.isdisjoint(words)
        if basis != Basis.FLOW or not told.name.endswith(self._annual):
            return False
        if any(w in self._hold or w in ("每年", "年均") or w.startswith("累计") for w in words):
            return False
        return not words or not self._reaching.isdisjoint(words)

    def is_yearly(self, told: Told, basis: Basis, period: Period) -> bool:
        """粮食产量稳定在760亿斤以上, 每年超过90万人: said of every year of the period, not of their sum."""
        if period.years <= 1 or basis == Basis.STOCK:
            return False
        words = (*told.measure.between, *told.measure.lead)
        return any(w in self._hold or w == "每年" for w in words)


def years_in_words(text: str, told: Told) -> int:
    """三年培养…5万人次, 五年新增…: how many years a clause says before its verb; 0 where it says none."""
    match = _YEARS_OF.search(text, told.item.clause.span.start, max(told.item.clause.span.start, told.left.end))
    return _number(match[1]) if match else 0


def _number(word: str) -> int:
    """两 or 2 -> 2; up to 十, 10."""
    return int(word) if word.isdigit() else "零一二三四五六七八九十".find(word.replace("两", "二"))


def told_of_period(text: str, told: Told) -> bool:
    """今年累计 and 累计 in a review of five years add up over that period; 累计 alone is a level."""
    period, clause = told.setting.period, told.item.clause.span.of(text)
    several = period is not None and period.years > 1
    spell = told.setting.explicit
    spells = ("half", "quarters", "quarter", "months", "year", "whole")
    within = spell is not None and spell.unit in spells and not spell.end_only
    return several or within or _OF_YEAR.search(clause) is not None


def _base_year(words: str, year: int) -> int | None:
    """The year that a change is counted from, where it lies before that of the claim: 较2020年提高 -> 2020."""
    base = _FROM_YEAR.search(words)
    if base is None:
        return None
    if base["plan"]:
        first = 2005 + 5 * _number(base["plan"][1])  # 十三五 ends with 2020
    else:
        first = int(base["year"]) if base["year"] else year - _number(base["ago"])
    return first if first < year else None
