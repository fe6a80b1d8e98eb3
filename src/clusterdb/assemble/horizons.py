"""How far a plan looks: the stance and the period of a document whose title says that it plans.

三年行动计划（2023—2025年） and “十四五”…规划 look ahead to the end of 2025, 2022年全省5G基站建设任务 at the year 2022; a
plan whose title has no year looks as far as the first deadline of its text.
"""

from __future__ import annotations

import re

from clusterdb.assemble.calendar import by_end_of, years
from clusterdb.model import Document, Period
from clusterdb.readings import TimeWords

#: What the title of a plan ends with, or what a paper about a plan names: …行动计划（2023—2025年）的通知, …措施》解读.
_PLAN_TITLE = re.compile(
    r"(?:行动(?=的通知|》|[（(])|规划|计划|方案|纲要|要点|任务|措施|意见|政策)(?:[（(〔][^）)〕]*[）)〕]|》|的通知|的意见|的函"
    r"|解读|问答|摘编|摘要|节选|全文|印发|发布|出台|图解|政策)*$"
)
_SPAN = re.compile(r"(20[0-9]{2})年?\s*[-—–~～至]{1,2}\s*(20[0-9]{2})\s*年?")
_FIVE = re.compile(r"“?十([一二三四五六])五”?|第十([一二三四五六])个五年")
_YEAR = re.compile(r"(20[0-9]{2})年")
_NAMED_SPAN = re.compile(r"《[^》]*?(20[0-9]{2})年?\s*[-—–~～至]{1,2}\s*(20[0-9]{2})\s*年?[^》]*》")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六")}


def horizon(document: Document, times: tuple[TimeWords, ...]) -> tuple[Period, bool] | None:
    """What a plan looks at: its period, and whether that is a deadline alone; None for a document that is no plan."""
    title = re.sub(r"\s+", "", document.title or "")
    if document.document_kind == "government_work_report" or not _PLAN_TITLE.search(title):
        return None
    present = document.published_on
    span, five = _SPAN.search(title), _FIVE.search(title)
    if span is not None and int(span[1]) < int(span[2]):
        return by_end_of(int(span[2])), True
    if five is not None:
        return by_end_of(2005 + 5 * _DIGIT[five[1] or five[2]]), True
    for word in _YEAR.findall(title):
        if present is None or int(word) >= present.year:
            return years(int(word)), False
    for words in times:
        if words.deadline and words.year is not None and (present is None or words.year >= present.year):
            return by_end_of(words.year), True
    return (years(present.year), False) if present is not None else None


def begins(document: Document) -> int | None:
    """The first year of a plan whose title says its years: 三年行动计划（2025—2027年） -> 2025; None for any other document."""
    title = re.sub(r"\s+", "", document.title or "")
    if document.document_kind == "government_work_report" or not _PLAN_TITLE.search(title):
        return None
    span, five = _SPAN.search(title), _FIVE.search(title)
    if span is not None and int(span[1]) < int(span[2]):
        return int(span[1])
    return 2001 + 5 * _DIGIT[five[1] or five[2]] if five is not None else None


def named_span(words: str) -> tuple[int, int] | None:
    """The years of a plan that a clause names: 根据《…培育计划（2021—2025）》 -> 2021, 2025."""
    match = _NAMED_SPAN.search(words)
    return (int(match[1]), int(match[2])) if match and int(match[1]) < int(match[2]) else None
