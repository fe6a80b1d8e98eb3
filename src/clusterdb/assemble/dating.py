"""From the setting's period to the claim's: what a level, an addition, a rate or a spell of years is dated by."""

from __future__ import annotations

import re
from datetime import date

from clusterdb.assemble.told import Told
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis, Period, Role

_YEARS_OF = re.compile(
    r"([两三四五])(?<![0-9第前近后每连续过去这未来一].)年(?:内|间|来|累计|共|统筹|总共)?(?=[新净推培建引完实安投发打组带支减力争确])"
)
_OF_YEAR = re.compile("今年|全年|年内|当年|年度")
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
        count = years_in_words(text, told)
        if count and basis in (Basis.FLOW, Basis.GROWTH) and period.end.month == 12:
            ahead = setting.role == Role.PLAN and not setting.deadline
            if ahead and period.start is not None and period.years == 1:
                return Period(period.start, date(period.start.year + count - 1, 12, 31), period.precision)
            return Period(date(period.end.year - count + 1, 1, 1), period.end, period.precision)  # 三年推动1000家
        if basis == Basis.STOCK and setting.role == Role.REVIEW and setting.printed and period.end > setting.printed:
            return Period(None, setting.printed, "day")  # no level is known before its day
        if basis == Basis.STOCK:
            return Period(None, period.end, period.precision)
        if period.years > 1 and setting.role == Role.REVIEW:
            words = (*measure.between, *measure.lead)
            if basis == Basis.SHARE and self._hold.isdisjoint(words):
                # a rate told at the end of five years is the last year's, unless it was held all along
                return Period(date(period.end.year, 1, 1), period.end, period.precision)
            if basis == Basis.FLOW and name.endswith(self._annual) and self._reached(words):
                return Period(date(period.end.year, 1, 1), period.end, period.precision)
        yearly = (basis == Basis.FLOW and name.endswith(self._annual)) or basis == Basis.SHARE
        if period.start is None and setting.role == Role.PLAN and yearly:
            return Period(date(period.end.year, 1, 1), period.end, period.precision)  # 到2025年…产值: that year's
        if period.start is None and basis in (Basis.FLOW, Basis.SHARE, Basis.GROWTH):
            explicit = setting.explicit
            by_year_end = explicit is not None and explicit.unit == "year_end"
            if not setting.deadline or by_year_end or setting.role == Role.REVIEW:
                return Period(date(period.end.year, 1, 1), period.end, period.precision)
        return period

    def _reached(self, words: tuple[str, ...]) -> bool:
        """True where words say that a level was reached, or nothing, and not that it was held or summed up."""
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
    within = spell is not None and spell.unit in ("half", "quarters", "quarter", "months") and not spell.end_only
    return several or within or _OF_YEAR.search(clause) is not None
