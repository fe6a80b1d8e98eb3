"""Figures: a number with its unit and the comparator around it.

超过3万家 -> gt 30000 count; 5%左右 -> approx 5 %; 2~3个 -> range 2..3 count; 近四成 -> lt 40 %; 7800+ -> ge 7800.
Every number of the text becomes a `Figure`, those without a unit too: nothing is dropped here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from clusterdb.lexicon.cues import Cues
from clusterdb.model import Comparator, Span
from clusterdb.readings import Figure
from clusterdb.recognise.numbers import DIGIT, RANGE_MARKS, Number, numbers, range_joint

UnitWords = Mapping[str, tuple[str, Decimal]]
_MORE = re.compile(r"[多余几来]")
_MORE_WORDS = frozenset("多余几来")
_MEDALS = frozenset("金银铜")
_MEDAL_END = re.compile(r"[0-9、，。；]|$")
_SCALED = 10_000
_SHARED = frozenset({"count", "persons", "person-times", "CNY", "t", "mu", "kW", "kWh", "m3", "km"})
#: 三次产业比重 has three parts.
_SECTORS = 3
_COLON = re.compile(r"\s*[:：∶]\s*")
_RATIO = re.compile(r"\s*[:：∶]\s*1(?![0-9.])")
_CELL_END = re.compile(r" ?(?:\||\n|$)")
_DOUBLED = re.compile(r"翻了?(?P<n>[一两二三])?番")
#: A class of water quality, behind the word: 水质稳定达到Ⅱ类; 优Ⅲ比例 and Ⅲ类水体 are none.
_CLASS = re.compile(
    r"(?<=[在到持至为类])(?P<better>优于)?(?P<core>(?:地表水)?(?P<class>[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)类)(?:标准)?(?P<up>及?以上)?(?=[，。；、！）\s]|$)"
)
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
#: 自然增长率-0.8‰, 分别增长7%和-2%: a minus; 2-3 and 5G-A have none.
_MINUS = re.compile(r"(?:[率为达到至和、，|] ?|长 ?|降 ?)[-−－]$")
_TENTHS = re.compile(r"[一二三四五六七八九](?=[，。；、！）以左多的]|$)")
_PLUS = re.compile(r"\+(?![0-9])")


class FigureReader:
    """Reads figures; built once from the lexicon's units and cues."""

    def __init__(self, unit_words: UnitWords, cues: Cues) -> None:
        self._units = unit_words
        # between the two ends of a range there is a unit at most, and the sign with its blanks
        self._farthest = max(map(len, unit_words), default=0) + 40
        self._unit_lengths = _lengths((w[0], len(w)) for w in unit_words)
        before = {w: Comparator(c) for c, words in cues.comparators_before.items() for w in words}
        after = {w: Comparator(c) for c, words in cues.comparators_after.items() for w in words}
        self._before = before
        self._after = after
        self._before_lengths = _lengths((w[-1], len(w)) for w in before)
        self._after_lengths = _lengths((w[0], len(w)) for w in after)
        self._blockers = {unit: frozenset(words) for unit, words in cues.unit_blockers.items()}
        self._not_after = frozenset(cues.not_comparators_after)
        self._not_before = frozenset(cues.not_comparators_before)
        self._arabic_only = frozenset(cues.arabic_only)
        self._caps = cues.caps

    def unit_at(self, text: str, at: int) -> tuple[str, Decimal, int] | None:
        """The longest unit word at a position: its code, its factor to the base unit, and where it ends."""
        for length in self._unit_lengths.get(text[at : at + 1], ()):
            word = text[at : at + length]
            hit = self._units.get(word)
            if (
                hit
                and at + length <= len(text)
                and text[at + length : at + length + 1] not in self._blockers.get(word, ())
            ):
                return hit[0], hit[1], at + length
        return None

    def figures(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
        """Read every figure of a stretch of text, left to right."""
        held: Figure | None = None
        for figure in _shares_of_sectors(text, self._figures(text, start, end)):
            if held is not None:
                points = figure.unit == "pp" and held.unit_word == "个"  # 低于全国9.7个、11.5个百分点
                if (held.unit is None or points) and held.form == "arabic" and self._shares_unit(text, held, figure):
                    held = replace(held, unit=figure.unit, unit_word=figure.unit_word)  # 分别提高2.1、3.2个百分点
                yield held
            held = figure
        if held is not None:
            yield held

    def _shares_unit(self, text: str, bare: Figure, figure: Figure) -> bool:
        """True where a number without a unit is listed with a rate, or a large one with what is counted: 分别惠及3500万、2300万人次."""
        if text[bare.span.end : figure.span.start] not in ("、", "和", "及"):
            return False
        return figure.unit in ("%", "pp") or (bare.value >= _SCALED and figure.unit in _SHARED)

    def _figures(self, text: str, start: int, end: int | None) -> Iterator[Figure]:
        stop = len(text) if end is None else end
        pending = list(numbers(text, start, stop))
        found = (*_DOUBLED.finditer(text, start, stop), *_CLASS.finditer(text, start, stop))
        doubled = sorted(((m.start(), m) for m in found), key=lambda pair: pair[0])
        index = 0
        while index < len(pending):
            number = pending[index]
            while doubled and doubled[0][0] < number.span.start:
                match = doubled.pop(0)[1]
                yield self._wordy(match)
                while index < len(pending) and pending[index].span.start < match.end():
                    index += 1
            if index >= len(pending):
                break
            number = pending[index]
            index += 1
            following = pending[index] if index < len(pending) else None
            if text.startswith("位数", number.span.end):
                # 两位数增长 is growth of ten per cent at least
                yield self._digits(number)
                continue
            figure, used = self._figure(text, number, following, start, stop)
            index += used
            # 千 of 千瓦时 is a part of the unit, not a number of its own
            while index < len(pending) and pending[index].span.start < figure.core.end:
                index += 1
            yield figure
        for _, match in doubled:
            yield self._wordy(match)

    def _wordy(self, match: re.Match[str]) -> Figure:
        """What is written without digits: 翻一番, a class of water quality."""
        return self._double(match) if match[0].startswith("翻") else self._class(match)

    def _class(self, match: re.Match[str]) -> Figure:
        """水质保持Ⅱ类 is class 2; Ⅱ类以上 is that or a better one, which is a smaller number."""
        core = Span(match.start("core"), match.end("core"))
        comparator = Comparator.LE if match["better"] or match["up"] else Comparator.EQ
        span = Span(match.start(), match.end())
        return Figure(span, core, Decimal(_ROMAN[match["class"]]), None, "class", comparator, "arabic", "类")

    def _double(self, match: re.Match[str]) -> Figure:
        """翻一番 is twice as much, 翻两番 four times."""
        times = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3}[match["n"] or ""]
        core = span = Span(match.start(), match.end())
        comparator = Comparator.EQ
        for word, bound in self._after.items():
            if match.string.startswith(word, core.end) and core.end + len(word) > span.end:
                comparator, span = bound, Span(core.start, core.end + len(word))
        return Figure(span, core, Decimal(2) ** times, None, "times", comparator, "words")

    def _figure(self, text: str, number: Number, following: Number | None, start: int, stop: int) -> tuple[Figure, int]:
        low, high, end, used = self._bounds(text, number, following, stop)
        plus = text.startswith("+", end, stop) and _PLUS.match(text, end, stop) is not None
        unit, end, more = self._unit_behind(text, number, end + plus, stop, plus=plus)
        code, factor, word = None, Decimal(1), ""
        ratio = _RATIO.match(text, end) if unit is None and high is None and number.form == "arabic" else None
        if ratio is not None and "比" in text[max(start, number.span.start - 14) : number.span.start]:
            code, end, used = "ratio", ratio.end(), used + 1  # 城乡居民收入比缩小至2.31：1
        if unit is not None:
            code, factor, unit_end = unit
            word, end = text[end:unit_end], unit_end
            if word == "成" and text[end : end + 1] == "半":  # 七成半 is 75 %
                low, end = low + Decimal("0.5"), end + 1
            elif word == "成" and _TENTHS.match(text, end):  # 九成五 is 95 %
                low, end = low + Decimal(DIGIT[text[end]]) / 10, end + 1
        elif number.form == "fraction":
            code = "%"
        signed = high is None and code in ("%", "pp", "celsius")
        minus = signed and _MINUS.search(text, max(start, number.span.start - 3), number.span.start) is not None
        core = Span(number.span.start - minus, end) if minus or end > number.span.end else number.span
        value = low * factor * (-1 if minus else 1)
        comparator, span = self._comparator(text, core, start, stop)
        if high is not None:
            comparator = Comparator.RANGE
        elif comparator is None:
            comparator = more or Comparator.EQ
        elif more and comparator in (Comparator.EQ, Comparator.GE):
            comparator = more
        value_high = high * factor if high is not None else None
        suffix = "级" if text.startswith("级", end, stop) else ""
        form, bare = number.form, number.bare_scale
        return Figure(span, core, value, value_high, code, comparator, form, word, bare, suffix), used

    def _bounds(
        self, text: str, number: Number, following: Number | None, stop: int
    ) -> tuple[Decimal, Decimal | None, int, int]:
        """Both ends of a range (1.2—1.5万, 5%至6%) or the one number, where they end, and whether the next was used."""
        low, end = number.value, number.span.end
        if following is None or following.span.start - end > self._farthest:
            return low, None, end, 0
        if text[following.span.start - 1] not in RANGE_MARKS:
            return low, None, end, 0
        first_unit = self._unit_after(text, end, stop)
        joint = range_joint(text, first_unit[2] if first_unit else end)
        if joint != following.span.start or not self._is_range(text, number, following, stop):
            return low, None, end, 0
        if number.scale == 1 and following.scale != 1 and not first_unit:
            low *= following.scale  # 1.2—1.5万 lends its 万
        last_unit = self._unit_after(text, following.span.end, stop)
        if first_unit and last_unit and first_unit[1] != last_unit[1]:
            low = low * first_unit[1] / last_unit[1]
        return low, following.value, following.span.end, 1

    def _unit_behind(
        self, text: str, number: Number, end: int, stop: int, *, plus: bool
    ) -> tuple[tuple[str, Decimal, int] | None, int, Comparator | None]:
        """The unit behind a number, with 多, 余 or + between them: 7300余件, 7800+, 3200多万户."""
        more = Comparator.GE if plus else Comparator.GT if number.more else None
        unit = self._unit_after(text, end, stop)
        match = None if more or text[end : end + 1] not in _MORE_WORDS else _MORE.match(text, end, stop)
        if match and not unit:
            behind = self._unit_after(text, match.end(), stop)
            if behind:
                unit, end = behind, match.end()
                more = Comparator.APPROX if match[0] == "来" else Comparator.GT
        if unit and number.form != "arabic" and (text[end : unit[2]] in self._arabic_only or not number.value):
            unit = None  # 八方英才; 零部件 are no parts of zero
        return unit, end, more

    def _digits(self, number: Number) -> Figure:
        span = Span(number.span.start, number.span.end + 2)
        lowest = Decimal(10) ** (int(number.value) - 1) if number.value <= 3 else Decimal(0)
        return Figure(span, span, lowest, None, "%", Comparator.GE, "words")

    def _unit_after(self, text: str, at: int, stop: int) -> tuple[str, Decimal, int] | None:
        while at < stop and text[at] == " ":
            at += 1
        if text[at : at + 1] in _MEDALS and _MEDAL_END.match(text, at + 1) is not None:
            return "count", Decimal(1), at + 1  # 4金1银1铜: medals are counted without a counter
        unit = self.unit_at(text, at)
        return unit if unit is not None and unit[2] <= stop else None

    def _is_range(self, text: str, number: Number, following: Number, stop: int) -> bool:
        """2~3 and 5%至6% are ranges; 2021—2025年 and 1—11月 are periods, 从3到5 a change."""
        before = text[max(0, number.span.start - 1) : number.span.start]
        after = text[following.span.end : following.span.end + 1]
        if after in ("年", "月", "日") or before in ("从", "由"):
            return False
        first = self._unit_after(text, number.span.end, stop)
        last = self._unit_after(text, following.span.end, stop)
        if last is None and (first is not None or not _CELL_END.match(text, following.span.end)):
            return False
        low, high = number.value, following.value
        if number.scale == 1 and following.scale != 1 and first is None:
            low *= following.scale
        if first is not None and last is not None:
            low, high = low * first[1], high * last[1]
        return low < high

    def _comparator(self, text: str, core: Span, start: int, stop: int) -> tuple[Comparator | None, Span]:
        left, right = core.start, core.end
        found: Comparator | None = None
        for length in self._after_lengths.get(text[right : right + 1], ()):
            hit = self._after.get(text[right : right + length])
            if hit and right + length <= stop and text[right : right + length + 1] not in self._not_after:
                found, right = hit, right + length
                break
        for length in self._before_lengths.get(text[left - 1 : left] if left else "", ()):
            hit = self._before.get(text[left - length : left]) if left - length >= start else None
            if hit and text[left - length - 1 : left] not in self._not_before:
                left -= length
                # 控制在5%左右 stays approx, 超过7300余 is gt, 达97%以上 is ge
                if found is None:
                    found = hit
                break
        if found is None and text.endswith(self._caps, start, left):
            found = Comparator.LE
        return found, Span(left, right) if left < core.start or right > core.end else core


def _lengths(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """For each character the lengths of the words that it begins (or ends), the longest first."""
    found: dict[str, set[int]] = {}
    for char, length in words:
        found.setdefault(char, set()).add(length)
    return {char: tuple(sorted(lengths, reverse=True)) for char, lengths in found.items()}


def _shares_of_sectors(text: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    """三次产业比重为4.0:37.7:58.3: three numbers with colons between them are shares."""
    waiting: list[Figure] = []
    for figure in figures:
        if waiting and not _COLON.fullmatch(text, waiting[-1].span.end, figure.span.start):
            yield from waiting
            waiting = []
        if figure.unit is not None or figure.form != "arabic":
            yield from waiting
            waiting = []
            yield figure
            continue
        waiting.append(figure)
        if len(waiting) == _SECTORS:
            told = "三次产业" in text[max(0, waiting[0].span.start - 40) : waiting[0].span.start]
            yield from (replace(f, unit="%", unit_word="%") if told else f for f in waiting)
            waiting = []
    yield from waiting
