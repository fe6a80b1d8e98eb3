"""Tables: a value cell is said of what its headers name: measure, unit, period, promised or reported.

    指标 | 单位 | 2024年实际 | 2025年目标        地区生产总值 | 亿元 | 50000 | 增长5%左右

In: the rows of a table as blocks whose cells know their headers. Out: one `TableFigure` a value cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clusterdb.assemble.page import Page
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Block, Cell, Comparator, Role
from clusterdb.readings import Figure, TimeWords
from clusterdb.record import record

_UNIT_TOLD = re.compile(r"(?:计量)?单位[:：]\s*(?P<unit>[^\s，,；;|）)]{1,12})")
_BRACKETED = re.compile(r"[（(](?P<unit>[^（）()]{1,12})[）)]")
_SCALE = re.compile(r"[十百千万亿]+")
_EDGES = " \t　|：:，,、（）()〔〕[]-—%±≥≤＞＜><"
#: The rest of a value cell beside its figure may be this long (增长, 左右, 以上).
_LONGEST_REST = 6
_FALLS = ("降低", "下降", "减少")
#: A measure as long as this needs no kind of measure (绿色发展, 规模效益) before it.
_STANDS_ALONE = 6
_SIGNS = {
    "≥": Comparator.GE,
    ">": Comparator.GT,
    "＞": Comparator.GT,
    "≤": Comparator.LE,
    "<": Comparator.LT,
    "＜": Comparator.LT,
}
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@record(frozen=True, slots=True)
class TableFigure:
    """A value cell read through its headers; `unit`, `role` and `time` are None where no header tells."""

    figure: Figure
    cell: Cell
    name: str
    value: Decimal
    value_high: Decimal | None
    comparator: Comparator
    unit: str | None
    grows: bool
    falls: bool
    role: Role | None
    time: TimeWords | None


class TableReader:
    """Reads the table rows of one document."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self._page = page
        self._targets = cues.table_targets
        self._results = cues.table_results
        self._growth = cues.table_growth
        self._idle = cues.table_idle

    def figures(self, row: Block) -> Iterator[TableFigure]:
        """Every value cell of a row that has headers and holds nothing but one figure."""
        for cell in row.cells:
            if not cell.headers:
                continue
            here = self._page.figures.within(cell.span)
            if len(here) != 1 or self._page.times.within(cell.span):
                continue
            figure = here[0]
            words = cell.span.of(self._page.text)
            rest = words.replace(figure.span.of(self._page.text), "", 1).strip(_EDGES)
            if len(rest) > _LONGEST_REST or figure.bare_scale or (figure.form == "chinese" and figure.unit is None):
                continue
            read = self._read(cell, figure, rest)
            if read is not None:
                yield read

    def _read(self, cell: Cell, figure: Figure, rest: str) -> TableFigure | None:
        text = self._page.text
        headers = [h.of(text) for h in cell.headers]
        unit, factor = figure.unit, Decimal(1)
        if unit is None:
            unit, factor = self._unit(headers)
        time = next((t for h in cell.headers for t in reversed(self._page.times.within(h)) if not t.baseline), None)
        name = self._name(cell, headers)
        if not name or (unit is None and figure.unit is None and not self._counts(name)):
            return None
        words = "".join(headers)
        falls = name.endswith(_FALLS)
        if falls:
            name = name[:-2]
        comparator, printed = figure.comparator, text[cell.span.start : figure.core.start].strip()
        if comparator == Comparator.EQ and printed in _SIGNS:
            comparator = _SIGNS[printed]
        sign = -1 if figure.value > 0 and text[figure.core.start - 1 : figure.core.start] in ("-", "−", "－") else 1
        return TableFigure(
            figure=figure,
            cell=cell,
            name=name,
            value=figure.value * factor * sign,
            comparator=comparator,
            value_high=figure.value_high * factor if figure.value_high is not None else None,
            unit=unit or "count",
            falls=falls,
            grows=falls or any(w in words or w in rest for w in self._growth),
            role=self._role(headers),
            time=time,
        )

    def _unit(self, headers: list[str]) -> tuple[str | None, Decimal]:
        """The unit that a header tells: 单位：亿元, 产值（亿元）, or a header that is nothing but a unit."""
        for header in headers:
            candidates = [m["unit"] for m in _UNIT_TOLD.finditer(header)] + [
                m["unit"] for m in _BRACKETED.finditer(header)
            ]
            for words in (*candidates, header.strip()):
                read = self._unit_of(words.strip("、，"))
                if read is not None:
                    return read
        return None, Decimal(1)

    def _unit_of(self, words: str) -> tuple[str, Decimal] | None:
        """亿元 -> CNY and 10**8; None where the words are no unit."""
        known = self._page.lexicon.unit_words.get(words)
        if known is not None:
            return known
        scale = _SCALE.match(words)
        known = self._page.lexicon.unit_words.get(words[scale.end() :]) if scale else None
        if scale is None or known is None:
            return None
        factor = known[1]
        for char in scale[0]:
            factor *= _SCALES[char]
        return known[0], factor

    def _name(self, cell: Cell, headers: list[str]) -> str:
        """The measure: what the headers say besides units, times and 目标 or 完成."""
        parts: list[str] = []
        alone = ""
        for span, words in sorted(zip(cell.headers, headers, strict=True), key=lambda h: -h[0].start):
            plain = _BRACKETED.sub("", _UNIT_TOLD.sub("", words))
            for time in self._page.times.within(span):
                plain = plain.replace(time.span.of(self._page.text), "")
            for word in (*self._targets, *self._results, *self._growth):
                plain = plain.replace(word, "")
            plain = plain.strip(_EDGES)
            if plain in self._idle:
                continue  # 单位 heads a column; 单位GDP能耗 is a measure
            if len(plain) > 1 and self._unit_of(plain) is None and not plain.isdigit():
                parts.append(plain)
                alone = alone or (plain if _BRACKETED.search(words) else "")
        return self._whole(list(dict.fromkeys(parts)), alone)

    def _whole(self, parts: list[str], alone: str) -> str:
        """规上工业|增加值 is one measure of two headers; of 绿色发展|单位产值能耗（吨） the one with a unit says it all."""
        is_measure = self._page.lexicon.is_measure
        for name in ("".join(parts), "".join(reversed(parts))):
            if len(parts) > 1 and is_measure(name):
                return name
        return alone if alone and (is_measure(alone) or len(alone) >= _STANDS_ALONE) else "".join(parts)

    def _counts(self, name: str) -> bool:
        return name.endswith(("数", "数量", "总数", "人数", "家数", "户数"))

    def _role(self, headers: list[str]) -> Role | None:
        for header in headers:
            if any(w in header for w in self._targets):
                return Role.PLAN
            if any(w in header for w in self._results):
                return Role.REVIEW
        return None
