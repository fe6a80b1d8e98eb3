"""Words of time become dates, once it is known which year 今年 means.

到2025年 -> by 2025-12-31; 1—11月 in a 2020 review -> 2020-01-01 to 2020-11-30; 去年 in 2022 -> the year 2021.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from clusterdb.model import Period
from clusterdb.readings import TimeWords


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def years(first: int, last: int | None = None) -> Period:
    """Whole calendar years: of 2021 and 2025 the days from 2021-01-01 to 2025-12-31."""
    return Period(date(first, 1, 1), date(last or first, 12, 31), "year")


def by_end_of(year: int) -> Period:
    """Until the end of a year, whenever it began."""
    return Period(None, date(year, 12, 31), "year")


def to_period(
    words: TimeWords,
    this_year: int | None,
    told_year: int | None,
    published: date | None,
    *,
    in_report: bool = True,
) -> Period | None:
    """Dates for words of time.

    `this_year` is what 今年 means (the publication's year, or that of the section's present), `told_year` the year
    that is being told of where none is printed (年底 and 前三季度 in a review of 2020 mean 2020). None where the words
    need a year that nobody gave. 目前 in a report's review of a year is that year's end (`in_report`), in a press text the
    day of printing.
    """
    year, told_year, loose = _year_of(words, this_year, told_year, published, in_report=in_report)
    if words.unit in ("past", "next") and this_year is not None:
        year = this_year
    if words.unit == "years":
        return years(words.first, words.last) if words.first <= words.last else None
    if words.unit in ("plan", "now"):
        told = told_year if told_year is not None else this_year
        return _of_plan(words, told) if words.unit == "plan" else _now(told_year, published, in_report=in_report)
    if year is None or not 1900 <= year <= 2100:
        return None
    if words.unit == "past":
        # 过去五年, said in a spring report, ends with the year before
        last = year
        if published is not None and year == published.year and published.month <= 4:
            last = year - 1
        return years(last - words.first + 1, last)
    if words.unit == "next":
        return Period(date(year, 1, 1), date(year + words.first - 1, 12, 31), "year")
    period = _within(words, year, published)
    if period is not None and loose and published is not None and period.end > published and not words.deadline:
        # 1—11月 said in January is last year's
        period = _within(words, year - 1, published) if words.unit in ("half", "quarters", "months") else period
    if period is not None and published is not None and _lies_ahead(words, period, published):
        period = _within(words, year - 1, published)
    if period is None:
        return None
    if words.since:
        return _up_to_now(period, this_year, published if not in_report else None)
    return Period(None, period.end, period.precision) if words.end_only else period


def _year_of(
    words: TimeWords, this_year: int | None, told_year: int | None, published: date | None, *, in_report: bool
) -> tuple[int | None, int | None, bool]:
    """The year of some words of time, the year that is told of, and whether nothing but the present says so."""
    year = words.year
    if year is None and words.offset is not None and this_year is not None:
        year = this_year + words.offset
    bare = words.unit in ("half", "quarters", "quarter", "months", "month") and not words.deadline
    if year is None and bare and not in_report and published is not None:
        told_year = _latest(words, told_year, published)
    ahead = told_year is not None and published is not None and told_year > published.year
    if year is None and words.unit == "whole" and not in_report and ahead:
        year = this_year  # 到2025年…。今年…；全年预计可达2850亿元
    loose = year is None and told_year is None
    if year is None:
        year = told_year if told_year is not None else this_year
    return year, told_year, loose


def _up_to_now(period: Period, this_year: int | None, printed: date | None) -> Period:
    """今年以来: up to the day that a press text was printed, in a report to the end of its year."""
    if printed is not None:
        return Period(period.start, printed, "day")
    end = date(this_year, 12, 31) if this_year is not None else period.end
    return Period(period.start, max(end, period.end), "year")


def _latest(words: TimeWords, told_year: int | None, published: date) -> int:
    """截至9月底 in a press text is the last September before the printing, whatever year was told of before."""
    period = _within(words, published.year, published)
    if period is None or period.end <= published:
        return published.year
    begun = period.start is not None and (published - period.start).days * 2 >= (period.end - period.start).days
    running = not words.end_only and (begun or words.unit == "quarter" or told_year == published.year)
    return published.year if running else published.year - 1


def _of_plan(words: TimeWords, told: int | None) -> Period | None:
    """“十四五”期间 is five years; “十四五”以来 in a review of 2024 ends with 2024."""
    if words.since and told is not None and words.first <= told < words.last:
        return years(words.first, told)
    return Period(None if words.end_only else date(words.first, 1, 1), date(words.last, 12, 31), "year")


def _now(told_year: int | None, published: date | None, *, in_report: bool) -> Period | None:
    """目前: the day of printing; in a report's review of an earlier year the end of that year."""
    if published is not None and (told_year is None or told_year == published.year or not in_report):
        return Period(None, published, "day")
    return None if told_year is None else by_end_of(told_year)


def _lies_ahead(words: TimeWords, period: Period, published: date) -> bool:
    """截至11月底, printed in January: a cut-off date that the text could not know yet is last year's."""
    return words.year is None and words.end_only and not words.deadline and period.end > published


def _within(words: TimeWords, year: int, published: date | None) -> Period | None:
    if words.unit in ("year", "whole"):
        return years(year)
    if words.unit == "year_end":
        return by_end_of(year)
    if words.unit == "half":
        first = 1 if words.first == 1 else 7
        return Period(date(year, first, 1), last_day(year, first + 5), "half")
    if words.unit in ("quarters", "quarter"):
        return Period(date(year, 3 * words.first - 2, 1), last_day(year, 3 * words.last), "quarter")
    if words.unit in ("months", "month"):
        if words.first > words.last:
            return None
        return Period(date(year, words.first, 1), last_day(year, words.last), "month")
    if words.unit == "day":
        try:
            day = date(year, words.first, words.last)
        except ValueError:
            return None
        return Period(None, day, "day")
    if words.unit == "current_month" and published is not None:
        return Period(published.replace(day=1), last_day(published.year, published.month), "month")
    return None
