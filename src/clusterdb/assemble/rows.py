"""The table rows of a document as claims: each value cell by its headers, once, at the row's first clause."""

from __future__ import annotations

from dataclasses import replace

from clusterdb.assemble.build import ClaimBuilder
from clusterdb.assemble.calendar import to_period
from clusterdb.assemble.context import Setting
from clusterdb.assemble.page import Page
from clusterdb.assemble.tables import TableReader
from clusterdb.model import BlockKind, Claim, Clause, Document, Role, Skipped, Span
from clusterdb.readings import Figure


class TableRows:
    """The table rows of one document, each read once, at its first clause."""

    def __init__(self, page: Page, builder: ClaimBuilder, reader: TableReader, document: Document) -> None:
        self._page = page
        self._builder = builder
        self._reader = reader
        self._published = document.published_on
        self._rows = {b.span.start: b for b in document.blocks if b.kind == BlockKind.TABLE_ROW and b.cells}

    def holds(self, clause: Clause) -> bool:
        """True for a clause that lies in a table row."""
        return clause.paragraph.start in self._rows

    def row(self, clause: Clause, setting: Setting) -> tuple[list[Claim], list[Skipped]]:
        """The claims of a row, and its other figures; nothing for the row's later clauses."""
        if clause.span.start != clause.paragraph.start:
            return [], []
        claims: list[Claim] = []
        read: set[Span] = set()
        year = setting.period.end.year if setting.period else None
        for cell in self._reader.figures(self._rows[clause.paragraph.start]):
            period, read_cell = setting.period, cell
            if cell.time is not None:
                period = to_period(cell.time, self._published.year if self._published else year, year, self._published)
            if cell.role is None and cell.time is not None and period is not None and self._published is not None:
                # 2020年 | 2025年 in a plan of 2021: where it stood, and where it is to be
                read_cell = replace(cell, role=Role.PLAN if period.end > self._published else Role.REVIEW)
            claims.append(self._builder.cell(self._page, read_cell, clause, setting, period or setting.period))
            read.add(cell.figure.core)
        others = [f for f in self._page.figures.within(clause.paragraph) if f.core not in read]
        return claims, [Skipped(f.core, self._reason(f)) for f in others]

    def _reason(self, figure: Figure) -> str:
        if self._page.is_date(figure):
            return "date"
        return "no_metric" if figure.unit else "other"
