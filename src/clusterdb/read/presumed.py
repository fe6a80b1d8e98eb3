"""The year of a text that prints none: 11月6日电 beside 2024年，…，今年有望… was printed in 2025.

In: a text and its first lines. Out: the year that 今年 means in it, and the day of its dateline, each None where the words
do not tell. A year is presumed from what a text says of years that are over, never from what it plans or compares with.
"""

from __future__ import annotations

import re
from datetime import date

#: 今年是“十四五”收官之年 says it outright.
_PLAN_YEAR = re.compile(
    r"今年(?:既)?是[^。；]{0,20}?“?十(?P<plan>[一二三四五六])五”?(?:规划)?的?(?:实施的)?"
    r"(?:(?P<last>收官|最后一年|收尾)|(?P<first>开局|起步|第一年)|第(?P<nth>[二三四五])(?:个|年))"
)
_YEAR = re.compile(
    r"(?<![0-9])(?P<year>20[0-9]{2})年(?![前以])(?P<part>[上下]半年|前?[一二三四]个?季度|前?[0-9一二三四五六七八九十]{1,3}(?:个月|月))?"
)
_TITLES = re.compile(
    r"《[^》]{0,80}》|[（(]20[0-9]{2}[^）)]{0,20}[）)]|20[0-9]{2}年?[ ]?[-—–~～至]{1,2}[ ]?20[0-9]{2}年?"
)
#: Before a year these make it a goal or what something is compared with.
_AIMED = re.compile(r"(?:到|至|力争|争取|预计|面向|展望|较|比|与|从|由|自|于|为|是|相较|超过)“?$")
_PLANNED = re.compile(r"[^，。；]{0,16}?(?:将|力争|计划|目标|规划|确保|争取|拟|预计|有望|要)")
#: 2018年投产 dates an event, however long ago.
_EVENT = re.compile(
    r"[^，。；0-9]{0,8}(?:投产|成立|建成|落户|启动|开工|上市|获评|获批|入选|认定|创办|设立|创建|引进|通车|以来|起|末?至今)"
)
_THIS = re.compile(
    r"今年|(?<![年0-9])(?:上半年|前[一二三]季度|[一二三]季度|前[0-9一二三四五六七八九十]{1,2}个月)|截至(?:今年)?[0-9]{1,2}月"
)
_DATELINE = re.compile(
    r"^(?:[^，。]{0,24}?(?:电|讯|网|社|报|客户端)?[^，。0-9]{0,12})?(?<![0-9年])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日(?:电|讯|，|,|[^，。]{0,6}(?:从|在|获悉|召开|举行|发布))"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六")}
_LEAD = 4


def presumed_year(text: str) -> int | None:
    """What 今年 means in a text without a date: the year of its plan, or the one behind the last that is told as over."""
    outright = _PLAN_YEAR.search(text)
    if outright is not None:
        first = 2001 + 5 * _DIGITS[outright["plan"]]
        if outright["nth"]:
            return first + _DIGITS[outright["nth"]] - 1
        return first + 4 if outright["last"] else first
    plain = _TITLES.sub(lambda m: "　" * len(m[0]), text)
    over: set[int] = set()
    running: set[int] = set()
    ahead: set[int] = set()
    for paragraph in plain.split("\n"):
        says_this = _THIS.search(paragraph) is not None
        for match in _YEAR.finditer(paragraph):
            year, before = int(match["year"]), paragraph[max(0, match.start() - 4) : match.start()]
            aimed = _AIMED.search(before)
            if aimed is not None and not before.endswith("截至"):
                ahead |= {year} if aimed[0][0] in "到至力争预面展" else set()
            elif _PLANNED.match(paragraph, match.end()):
                ahead.add(year)
            elif match["part"]:
                running.add(year)
            elif says_this and not _EVENT.match(paragraph, match.end()):
                over.add(year)
    latest = max((*running, *(year + 1 for year in over)), default=None)
    if latest is None or any(year < latest for year in ahead):
        return None
    return latest


def dateline(lines: list[str], year: int | None) -> date | None:
    """新华社武汉11月6日电, 7月16日，…召开: the day that the first lines print, in a year that is known otherwise."""
    if year is None:
        return None
    for line in lines[:_LEAD]:
        match = _DATELINE.match(line.strip(" 　"))
        if match is not None:
            try:
                return date(year, int(match["month"]), int(match["day"]))
            except ValueError:
                continue
    return None
