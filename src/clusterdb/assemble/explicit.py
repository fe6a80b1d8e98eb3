"""Which words of time date a clause: the last that neither compare (较2020年) nor belong to other words (上年价格, 全年任务)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clusterdb.readings import TimeWords

#: Behind words of time these make them no date: 去年同期 compares, 上年价格 says how it is worked out.
_NOT_ITS_TIME = ("同期", "同月", "之前", "价格", "不变价", "可比价")
#: 提前两个月完成全年|建设任务: a time that only says which task.
_TASK = re.compile(r"的?[^，。；、\d]{0,4}?(?:任务|目标|计划)")
#: 2024年|度优质企业名单, 2024年|度（第六批）…: the year of a list, not that of the text.
_YEARS_LIST = re.compile(r"度(?![，,：:]|全|我|实|完|新|工作)")


def dating_words(text: str, times: Sequence[TimeWords]) -> TimeWords | None:
    """The time that dates a clause: the last one that is neither compared with nor a mere day."""
    good = [t for t in times if not t.baseline and (t.unit not in ("day", "past", "next") or is_cut_off(t))]
    if not good:
        good = [t for t in times if not t.baseline and t.unit in ("past", "next")]
    good = [t for t in good if not text.startswith(_NOT_ITS_TIME, t.span.end)]
    return good[-1] if good else None


def opening_words(text: str, times: Sequence[TimeWords]) -> TimeWords | None:
    """The time that may turn what a text is about: the first one that neither compares nor names a list (2024年度名单)."""
    for words in times:
        named = words.unit == "year" and _YEARS_LIST.match(text, words.span.end) is not None
        if not words.baseline and not named and (words.unit not in ("day", "now") or is_cut_off(words)):
            return words
    return None


def is_cut_off(words: TimeWords) -> bool:
    """截至7月24日 dates levels; 7月24日 is a mere day."""
    return words.unit == "day" and words.end_only and not words.deadline


def is_local(text: str, words: TimeWords) -> bool:
    """增长到2025年的4.93万亿元, 完成全年任务: a time that belongs to its own words and says nothing of the next ones."""
    if words.unit == "whole" and _TASK.match(text, words.span.end):
        return True
    behind = text[words.span.end : words.span.end + 2]
    return behind.startswith("的") and behind[1:].isdigit()
