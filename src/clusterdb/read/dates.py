"""Dates of publication as pages print them -> a date and how exact it is.

`2022-01-21 10:02:26 +0800`, `Wed, 07 Jul 2021 06:53:00 GMT`, `2026年02月10日 07时41分`, `2021年7月`, `2021`.
A time with a zone is told in China's time: 22:00 GMT on the 6th is the 7th there. `09-29` has no year: None.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

CHINA = timezone(timedelta(hours=8))

_TIME = r"(?:[T\s日]*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*(?:\d{1,2}(?:\.\d+)?)?\s*秒?)?)?"
DATE_LINE = re.compile(rf"\d{{4}}\s*[-年/.]\s*\d{{1,2}}\s*[-月/.]\s*\d{{1,2}}\s*日?\s*{_TIME}\s*")
"""A line that is a date, with or without a time of day."""

_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-年/.]\s*(?P<month>\d{1,2})\s*[-月/.]\s*(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_MONTH = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)\s*[-年/.]\s*(?P<month>\d{1,2})(?!\d)\s*月?")
_YEAR = re.compile(r"\s*(?P<year>(?:19|20)\d\d)\s*年?\s*")
_ZONED = re.compile(r"(?P<stamp>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})")


def read_date(words: str) -> tuple[date, str] | None:
    """The date and its precision (day, month, year), or None where there is no date with a year."""
    words = words[:100]
    zoned = _ZONED.search(words)
    if zoned is not None:
        zone = "+00:00" if zoned["zone"] == "Z" else zoned["zone"]
        try:
            moment = datetime.fromisoformat(zoned["stamp"] + zone)
            return moment.astimezone(CHINA).date(), "day"
        except (ValueError, OverflowError):
            return None
    if re.search(r"\d{1,2} [A-Z][a-z]{2} \d{4}", words):
        try:
            sent = parsedate_to_datetime(words)
            return (sent.astimezone(CHINA) if sent.tzinfo else sent).date(), "day"
        except (ValueError, TypeError, OverflowError, IndexError):
            return None
    for pattern in (_DAY, _COMPACT):
        match = pattern.search(words)
        if match is not None:
            return _made(int(match["year"]), int(match["month"]), int(match["day"]), "day")
    match = _MONTH.search(words)
    if match is not None:
        return _made(int(match["year"]), int(match["month"]), 1, "month")
    match = _YEAR.fullmatch(words)
    return _made(int(match["year"]), 1, 1, "year") if match is not None else None


def _made(year: int, month: int, day: int, precision: str) -> tuple[date, str] | None:
    try:
        return date(year, month, day), precision
    except ValueError:  # 13月45日
        return None
