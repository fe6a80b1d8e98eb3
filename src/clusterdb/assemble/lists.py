"""Lists of measures that share a figure or have one each.

化工、汽车制造、电子信息等重点行业产值分别增长22.8%、14.2%和13.9% -> 化工产值, 汽车制造产值, 电子信息产值, in turn.
规上工业企业数、工业增加值等多项指标居全国第一 -> one each for the same place.
"""

from __future__ import annotations

import re

from clusterdb.assemble.patterns import NOUN_TAIL
from clusterdb.assemble.words import WordList
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span

_AND = re.compile(r"、|和|以及|及|与|，")
_COMMA = re.compile(r"、|，")
#: Conjuncts this short are mere modifiers of what the last one names.
_SHORT = 4
_MEASURING = "率量额数值"
#: 第一、二、三产业增加值: three measures with one tail.
_SECTORS = re.compile(r"第?一、第?二、第?三次?产业(?P<rest>.*)$")
#: 增加值占规模以上工业比重: a list shares all of it.
_PART_OF = re.compile(r"(?:产业)?(?:增加值|产值|营业收入|收入|投资|从业人员|数量)?占.{2,20}(?:比重|比例|份额)$")
_ETC = re.compile(r"等(?!级)")


class ListReader:
    """Cuts lists of measures; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._tails = WordList(cues.tail_nouns)
        self._kept = tuple(cues.kept_whole)

    def parts(self, text: str, span: Span, count: int | None = None) -> list[str]:
        """The measures that a stretch lists, each with the shared tail; `count` where their number is known.

        With a count, 和 separates too if that makes the number right; without one only 、 does.
        """
        words = _SECTORS.sub(r"第一产业\g<rest>、第二产业\g<rest>、第三产业\g<rest>", text[span.start : span.end])
        kept = {}
        for index, whole in enumerate(self._kept):
            if whole in words:
                mark = chr(0xE000 + index)
                words, kept[mark] = words.replace(whole, mark), whole
        tail = ""
        etc = list(_ETC.finditer(words))
        if etc:
            tail, words = words[etc[-1].end() :], words[: etc[-1].start()]
        found: list[str] = []
        for pattern in (_COMMA, _AND):
            found = [p.strip() for p in pattern.split(words) if p.strip()]
            if count is None or len(found) == count:
                break
        if count is not None and len(found) != count:
            return []
        if count is None:
            found = [half for part in found for half in halves(part)]
        if len(found) > 1:
            found = self._with_tail(found, tail)
        for mark, whole in kept.items():
            found = [p.replace(mark, whole) for p in found]
        return found

    def _with_tail(self, found: list[str], tail: str) -> list[str]:
        if tail:
            shared = self._tails.ends(tail)
        else:
            last = found[-1]
            part_of = _PART_OF.search(last)
            shared = part_of[0] if part_of else self._tails.ends(last)
        same = not tail and all(len(part) == len(found[0]) for part in found[:-1])
        if same and 2 <= len(found[0]) <= _SHORT and len(found[-1]) >= len(found[0]) + 3:
            # 刑事、治安案件立案数: what the last one has beyond the first one's length
            beyond = found[-1][len(found[0]) :]
            plain = not any(mark in "".join(found) for mark in "“”（）()《》")
            # one character more than the shared tail is half a word: 集成电路、前沿新材|料产值
            longer = shared is None or len(beyond) >= len(shared) + 2
            if plain and longer and found[0][-1] not in _MEASURING and beyond[0] not in NOUN_TAIL:
                return [part + beyond for part in found[:-1]] + [found[-1]]
            if not shared:
                return found
        if not shared:
            return found
        out = []
        for index, part in enumerate(found):
            own = self._tails.ends(part) or part.endswith(("数", "量", "额", "率", "值"))
            behind = shared.removeprefix("产业") if part.endswith("业") else shared  # 高技术制造业|产业增加值
            out.append(part if own or (index + 1 == len(found) and not tail) else part + behind)
        return out


def halves(part: str) -> list[str]:
    """决算率和通过率, 立项数量和资助额 are two measures; 规模和质量, 汽车和零部件产量 are one."""
    left, mark, right = part.partition("和")
    if mark and len(left) >= 3 and len(right) >= 3 and left[-1] in _MEASURING and right[-1] in _MEASURING:
        return [left, right]
    return [part]
