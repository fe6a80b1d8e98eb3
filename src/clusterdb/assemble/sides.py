"""What stands before and behind a group of figures and is said of it."""

from __future__ import annotations

import re

from clusterdb.assemble.index import Index
from clusterdb.assemble.items import Group, Item
from clusterdb.assemble.page import Page
from clusterdb.assemble.words import trim
from clusterdb.model import Skipped, Span
from clusterdb.readings import Rank

#: 荣获53个奖项、比上次增长…: behind this mark the text goes on about the same thing.
_RUNS_ON = re.compile(r"、(?=比上|比|较|占|居|同比|增长|下降|位居|位列|增速|创|为历史|均居|排名)")


def sides(page: Page, item: Item, index: int, sizes: Index[Skipped]) -> tuple[Span, Span]:
    """What stands before and behind a group of an item and is said of it; `sizes` are the clause's counts of scope."""
    text, group = page.text, item.groups[index]
    start, end = group.span.start, group.span.end
    if index:
        # 迈上14万亿元新台阶、连续36年居首位: what stands before the mark belongs to the figure before
        begin = item.groups[index - 1].span.end
        mark = text.rfind("、", begin, start)
        begin = mark + 1 if mark >= 0 and "）" not in text[mark:start] else begin
        left = Span(min(begin, start), start)
    else:
        left = _beside_sizes(page, item, group, sizes)
    stop = item.groups[index + 1].span.start if index + 1 < len(item.groups) else item.span.end
    if index + 1 < len(item.groups):
        mark = text.find("、", end, stop)
        stop = mark if mark >= 0 else stop
    elif (runs_on := _RUNS_ON.search(text, end, stop)) is not None:
        stop = runs_on.start()
    return left, Span(end, max(end, stop))


def _beside_sizes(page: Page, item: Item, group: Group, sizes: Index[Skipped]) -> Span:
    """The words before an item's first figure, without a count that is only a size.

    8类|物资生产总量 begins behind it; of 安排|12类|45件民生实事 the verb before it stays.
    """
    start, end = item.span.start, group.span.start
    inside = Span(start, max(start, end))
    found = sizes.ends_of(inside)
    if found is None:
        return inside
    last = found[1].span
    if "、" in page.text[last.end : max(last.end, end)]:
        return Span(end, end)  # 跨过两个万亿元大关、超过6万亿元
    if isinstance(group.anchors[0], Rank) and page.text[last.start - 1] == "等":
        return inside  # 油菜籽等14种|农产品产量居第1位 is no rank of all of them
    if trim(page.text, Span(last.end, max(last.end, end))):
        return Span(min(last.end, end), end)
    return Span(start, last.start)
