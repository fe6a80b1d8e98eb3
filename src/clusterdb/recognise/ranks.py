"""Ranks: 居全国第一, 位列第7, 排名全国第二, 首位, 前三, 由全国第九上升至全国第四. A rank needs a verb or a scope."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Rank
from clusterdb.recognise.numbers import parse_chinese

_WISHED = re.compile(
    r"(?:经济|人口|工业|农业|外贸|科教|资源|制造|粮食)?[大强][省市县国]|(?:、[^，。、；]{0,6}第一){0,3}的[^，。；]{0,8}(?:企业|产品|品牌|高地|名片)"
)
#: Every rank holds one of these; a text is searched only around them.
_TRIGGER = re.compile(r"第|首位|榜首|之首|前(?=[一二三四五六七八九十0-9])|[0-9]位")


class RankReader:
    """Reads ranks; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        verbs = "|".join(sorted(cues.rank_verbs, key=len, reverse=True))
        beside = r"(?:与[\u4e00-\u9fff]{2,6}?)?并列"  # 数量与江苏并列全国第一
        scopes = "|".join(sorted(cues.rank_scopes, key=len, reverse=True))
        scope = rf"(?:{scopes})(?:各?(?:设区市|省区市|省份|地市|城市|同类|县市))?"
        place = r"第\s*(?P<place>[一二三四五六七八九十]{1,3}|[0-9]{1,4}(?![0-9]))(?!(?:个|批|届|次|家|产业|大|季|期|条|轮|方阵|梯队|梯次|阵营|二|三|—|-))(?:位|名)?|(?P<first>首位|榜首|之首|第一位)|前(?P<within>[一二三四五六七八九十]{1,2}|[0-9]{1,4}(?![0-9]))(?:位|名|强)?(?!个|年|季|列|景|提|后|期|沿|茅|移|往|来|[0-9]*%)"
        loose = "稳居|位居|居于|居|位列|列|排名|跃居|名列|保持|蝉联|继续居|高居"
        strict = rf"(?:{beside}|{verbs})?(?:在)?(?P<scope>{scope}|(?<=居)|(?<=列)|(?<=位于)|(?<=排名)|(?<=保持)|(?<=至))(?:的)?"
        wide = rf"(?:{loose})(?P<wide>[\u4e00-\u9fff]{{1,14}}?)"
        # 全国排名53位: a verb of order makes a rank of a bare place
        bare = rf"(?P<told>{scope})?(?:排名|排在|位列|名列|列|居)(?:为|至|到|在)?(?P<own>{scope})?(?P<bare>[0-9]{{1,3}})位(?![数于])"
        entered = r"(?:进入|跻身|迈入|冲进|挺进|进位)(?P<group>[\u4e00-\u9fff]{1,16}?)前(?P<upto>[一二三四五六七八九十]{1,3}|[0-9]{1,3})(?:位|名|强)"
        self._rank = re.compile(rf"{bare}|{entered}|(?:{strict}|{wide})(?:{place})")
        # how far before its trigger a rank may begin, and with which characters
        self._reach = max(map(len, cues.rank_verbs)) + 2 * max(map(len, cues.rank_scopes)) + 24
        words = (*cues.rank_verbs, *cues.rank_scopes, *loose.split("|"))
        self._openers = frozenset(w[0] for w in words) | frozenset("在的第首榜之前排位名列居进跻迈冲挺与并")
        self._list = re.compile(r"[、和]\s*第\s*([一二三四五六七八九十]{1,3}|[0-9]{1,4}(?![0-9]))(?:位|名)?")
        self._bare_list = re.compile(r"[、和]\s*([0-9]{1,3})位(?![数于])")

    def ranks(self, text: str, start: int, end: int) -> Iterator[Rank]:
        """Read every rank of a stretch of text; of 由第九上升至第四 only where it came to."""
        for match in self._matches(text, start, end):
            if text[max(start, match.start() - 1) : match.start()] in ("由", "从"):
                continue
            scope = match["scope"] or match["wide"] or match["told"] or match["own"] or match["group"] or None
            if match["first"]:
                place: int | None = 1
            else:
                word = match["place"] or match["within"] or match["bare"] or match["upto"]
                number = int(word) if word.isdigit() else parse_chinese(word)
                place = int(number) if number is not None else None
            if _WISHED.match(text, match.end()):
                continue  # 培育更多全国第一的企业
            if match["wide"] and any(mark in match["wide"] for mark in ("的", "第", "批", "由", "从")):
                continue
            if place is None or not 1 <= place <= 500:
                continue
            yield Rank(Span(match.start(), match.end()), place, scope, bool(match["within"] or match["upto"]))
            # 居全国第1、第2位: one place a conjunct
            at = match.end()
            listed = self._bare_list if match["bare"] else self._list
            while more := listed.match(text, at, end):
                word = more[1]
                value = int(word) if word.isdigit() else parse_chinese(word)
                if value is not None:
                    yield Rank(Span(more.start() + 1, more.end()), int(value), scope)
                at = more.end()

    def _matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What `finditer` gives, tried around the triggers alone."""
        at = start
        for trigger in _TRIGGER.finditer(text, start, end):
            at = max(at, trigger.start() - self._reach)
            while at <= trigger.start():
                match = self._rank.match(text, at, end) if text[at] in self._openers else None
                at = match.end() if match else at + 1
                if match:
                    yield match
