"""The catalogue's code for a measure's words: the longest alias that is all of them that counts.

What may stand around it without making another measure of it is listed (全省, 数量, 建设); a verb behind it says what was
done (企业上云用云|降本提质增效). 中医优势专科集群 is not 中医优势专科: heads stand last in Chinese.

An alias may reach over the words that were cut off before the measure (新增|上市企业), and needs its sentence around it
(广覆盖 is about 5G only where 5G is spoken of).
"""

from __future__ import annotations

import re

from clusterdb.assemble.items import Measure
from clusterdb.assemble.page import Page
from clusterdb.assemble.words import WordList
from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span

#: An alias that covers this much of a measure's words is taken for the whole.
_NEARLY_ALL = 0.85
#: 19家企业入选第六批|国家制造业单项冠军: what entered stands before, what it entered is the measure.
_ENTERED = re.compile(
    r"^.{0,14}(?:入选|获评|获批|认定为|评为|列入)(?:工信部|工业和信息化部|全国|国家|中国|首批|第[一二三四五六七八九十0-9]+批|20[0-9]{2}年)*"
)
#: 6个市|建成|千兆城市: places that became one.
_BECAME = re.compile(
    r"^(?:市|县|区|州|盟|旗|城市|设区市|地市|县市|乡镇|村|市州|市县|盟市|县市区)(?:全部|均|已)?(?:建成|创成|达到|成为|获评|创建为)"
)
_PART = (
    "拉动",
    "带动",
    "对",
    "贡献",
    "占",
    "完成预算",
    "完成年",
    "完成全年",
    "完成目标",
    "为预算",
    "为年度",
    "超年度",
    "超预算",
    "超序时",
)
_OTHER = ("率", "额", "占比", "比重", "比例", "强度", "密度")
_JOINED = ("和", "与", "及", "、")
#: 工业企业|开展|数字化转型: verbs that say no more than that it is done.
_LIGHT = re.compile(r"(?<=.{2})(?:开展|进行|实施|实现)(?=.{2})")
#: 具备千兆能力的|端口: which of them, where all that are told of are.
_ABLE = re.compile(r"^具[备有][^，。]{2,14}(?:能力|功能)$")
_BROUGHT = re.compile(
    r"(?:累计|共)?(?:实现|完成|创造).{0,6}(?:收入|产值|利润|总额|增加值|投资|税收|产量|销售额|交易额|出口额)$"
)
_FOOTNOTE = re.compile(r"[\[［][0-9]{1,3}[\]］]")
_MARKS = "“”\"'’‘ 的等"
_MARK = re.compile(f"[{_MARKS}]")


def clean_name(name: str) -> str:
    """A measure's words without marks and blanks at the ends."""
    return (_FOOTNOTE.sub("", name) if "[" in name or "［" in name else name).strip(" \t，、：:；;·—的等")


class CodeFinder:
    """Finds codes; built once from the cue words and the lexicon."""

    def __init__(self, cues: Cues, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._before = WordList(cues.neutral_before)
        self._behind = WordList(cues.neutral_behind)
        self._verbs = WordList(
            w
            for w in (*cues.action_verbs, *cues.event_verbs, *cues.nominal_verbs, *cues.growth_verbs, *cues.fall_verbs)
            if w not in cues.noun_openers  # 高速公路|服务区 is not 高速公路
        )
        self._stages = cues.project_stages
        self._reaching = tuple(w for w in cues.reaching_verbs if w != "覆盖")

    def of_figure(self, page: Page, measure: Measure, item: Span, name: str, unit: str, *, own: bool) -> str | None:
        """The code of a figure's measure, if a figure in that unit can be said of it."""
        code: str | None = None
        if own and measure.span.of(page.text) == name:
            code = self._in_text(page, measure.span, item)
        staged = not own and name.endswith(self._stages)  # 省级重点项目|竣工 are not all that were begun
        if (code is None or not self._lexicon.suits(code, unit)) and not staged:
            code = self.of_words(name)
        if measure.behind and _LIGHT.search(name):
            # 推动|2000户|规上工业企业实施技术改造 counts those that did it, not all that there are
            done = self.of_words(_LIGHT.sub("", name))
            code = done or (code if code != self.of_words(_LIGHT.split(name, maxsplit=1)[0]) else None)
        return code if code is not None and self._lexicon.suits(code, unit) else None

    def of_words(self, name: str) -> str | None:
        """The code for words on their own: a measure that was put together from a list or from two clauses."""
        if name.endswith(self._reaching):
            return None
        best: tuple[int, str] | None = None
        for hit in self._lexicon.metric_hits(name):
            if self._fills(name, hit.span.start, hit.span.end):
                length = len(_plain(hit.span.of(name)))
                best = (length, hit.code) if best is None or length > best[0] else best
        if best is None and (plain := _LIGHT.sub("", name)) != name:
            return self.of_words(plain)
        return best[1] if best else None

    def tail(self, name: str) -> str | None:
        """The longest alias that a name ends with: 主要城区连续覆盖 -> 连续覆盖."""
        hits = [h for h in self._lexicon.metric_hits(name) if h.span.end == len(name)]
        return max(hits, key=lambda h: len(h.span)).span.of(name) if hits else None

    def _in_text(self, page: Page, measure: Span, item: Span) -> str | None:
        """The code of the longest alias of the text that holds the measure, or that is all of it that counts."""
        best: tuple[int, str] | None = None
        words = measure.of(page.text)
        for hit in page.aliases.within(Span(min(item.start, measure.start), max(item.end, measure.end))):
            span = hit.span
            inside = measure.holds(span)
            if span.holds(measure) or (
                inside and self._fills(words, span.start - measure.start, span.end - measure.start)
            ):
                length = len(_plain(span.of(page.text)))
                best = (length, hit.code) if best is None or length > best[0] else best
        return best[1] if best else None

    def _fills(self, name: str, start: int, end: int) -> bool:
        """True where what stands around an alias, from start to end of a name, makes no other measure of it."""
        if start == end or name[end:].strip(_MARKS).startswith(_OTHER):
            return False  # 中小企业上云|率 is a share of them
        alias, behind = _plain(name[start:end]), _plain(name[end:])
        if len(alias) >= _NEARLY_ALL * (len(_plain(name[:start])) + len(alias) + len(behind)):
            return True
        before = _BECAME.sub("", _ABLE.sub("", _plain(_ENTERED.sub("", name[:start]).replace("（州）", ""))))
        while before and (word := self._before.ends(before)):
            before = before[: -len(word)]
        while behind and (word := self._behind.begins(behind)):
            behind = behind[len(word) :]
        if behind.startswith(_PART):
            return False  # 增加值|拉动GDP is a part of another measure's growth
        if behind.startswith(_JOINED):
            return False  # 城中村改造|和城市危旧房改造 is of both
        if _BROUGHT.match(behind):
            return False  # 规上工业企业|实现营业收入 is no count of firms
        done = self._verbs.begins(behind) is not None
        return not before and (not behind or done)


def _plain(words: str) -> str:
    return _MARK.sub("", words)
