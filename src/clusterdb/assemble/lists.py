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
_BRACKETS = re.compile(r"（[^（）]*）")
_ETC = re.compile(r"等(?!级)")
#: 光伏组件|三大产业营业收入: how many the list has named, and what they are.
_SO_MANY = re.compile(
    r"(?P<n>[两三四五六七八九十]|[0-9]{1,2})(?:大|个|类|项)[^，。、]{0,4}?(?P<kind>产业集群|产业|集群|行业|领域|板块|赛道|指标|企业|园区)"
)
#: What a clause says of such a list before naming it.
_FORMED = re.compile(
    r"^(?:已|加快|着力|重点|初步|基本)*(?:形成|构建|打造|培育|发展|聚焦|围绕|布局|壮大|做强)(?:了|起|以|出)?"
)


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
        for index, bracket in enumerate(b for b in _BRACKETS.findall(words) if "、" in b):
            mark = chr(0xE800 + index)
            words, kept[mark] = words.replace(bracket, mark, 1), bracket  # 县（市、区）
        tail = ""
        many = _SO_MANY.search(words, words.rfind("、") + 1) if count is not None and "、" in words else None
        named = many is not None and many.start() > words.rfind("、") + 2
        if many is not None and named:
            words = words[: many.start()] + words[many.end() :]
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
            found = self._with_tail(found, tail, whole=named)
        for mark, whole in kept.items():
            found = [p.replace(mark, whole) for p in found]
        return found

    def apposed(self, words: str, count: int) -> list[str]:
        """形成新材料、智能终端两大主导产业 names so many: 新材料产业, 智能终端产业; nothing where the number is another."""
        many = _SO_MANY.search(words, words.rfind("、") + 1)
        if many is None or many.end() < len(words.rstrip("，,：: ")):
            return []
        found = [p.strip() for p in _AND.split(_FORMED.sub("", words[: many.start()], count=1)) if p.strip()]
        number = many["n"]
        if len(found) != count or count != (
            int(number) if number.isdigit() else "零一二三四五六七八九十".find(number.replace("两", "二"))
        ):
            return []
        kind = "产业" if many["kind"] == "产业集群" else many["kind"]
        return [p if p.endswith((kind, "业")) or kind in ("指标", "企业", "园区") else p + kind for p in found]

    def whole(self, words: str) -> str:
        """三大行业增加值, what a list that ends so is about as a whole; nothing where it names no number."""
        last = words.rfind("、") + 1
        many = _SO_MANY.search(words, last) if last else None
        return words[many.start() :] if many is not None and many.start() > last + 1 else ""

    def _with_tail(self, found: list[str], tail: str, *, whole: bool) -> list[str]:
        if tail:
            shared = self._tails.ends(tail)
        else:
            last = found[-1]
            part_of = _PART_OF.search(last)
            shared = part_of[0] if part_of else self._tails.ends(last)
        same = not tail and not whole and all(len(part) == len(found[0]) for part in found[:-1])
        if same and 2 <= len(found[0]) <= _SHORT and len(found[-1]) >= len(found[0]) + 3:
            # 刑事、治安案件立案数: what the last one has beyond the first one's length
            beyond = found[-1][len(found[0]) :]
            plain = not any(mark in "".join(found) for mark in "“”（）()《》")
            plain = plain and not any(self._tails.ends(part) for part in found[:-1])  # 进出口、实际使用外资
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
