"""What a place is ranked in and what was won in it: 在国家高新区评价中位列第6, 全国县域经济百强第83位, 在…大赛上勇夺金牌."""

from __future__ import annotations

import re

from clusterdb.assemble.page import Page
from clusterdb.model import Span
from clusterdb.readings import Rank

#: 在…评价中: what a place is ranked in; and lists that say so by their names.
_RATED = re.compile(
    r"在(?:20[0-9]{2}年度?)?(?P<what>[^，。、；]{2,30}?(?:评价|考核|评估|评比|考评|测评|评选|排名|排行榜?|榜单|竞赛|大赛))(?:结果)?(?:[中上里内]|$)"
)
_PRIZES = ("奖项", "大奖", "奖牌", "金牌", "银牌", "铜牌", "金奖", "一等奖")
_CONTEST = re.compile(r"在(?:第[0-9一二三四五六七八九十]+届)?(?P<what>[^，。、；]{2,20}?)(?:评选)?[中上](?![心国央])")
_LISTS = ("百强", "百强县", "百强市", "百强区", "强县", "50强", "百强县市")


def rated(page: Page, own: str, clause: Span, sentence: Span, rank: Rank) -> str | None:
    """Of 合肥高新区在国家高新区评价中位列第6 and 孝义市位列全国县域经济百强第83位 what ranks the place, if nothing else does."""
    places = page.places.within(clause)
    if own and not any(p.relative is None and p.span.of(page.text) == own for p in places):
        return None
    told = _RATED.search(page.text, sentence.start, rank.span.start)
    if told is not None:
        return told["what"]
    scope = rank.scope or ""
    return scope if scope.endswith(_LISTS) else None


def prize(text: str, own: str, before: Span) -> str:
    """在国家科学技术奖评选中荣获|53个奖项 -> 国家科学技术奖; other measures as they are."""
    if own not in _PRIZES:
        return own
    won = _CONTEST.search(text, before.start, before.end)
    return won["what"] + own.removeprefix("奖项") if won is not None else own
