"""The things that pass between the stages. Read this first.

    bytes  -> Document      read/       one clean text and what is known about it
           -> Section       segment/    whose, about which year, review or plan
           -> Clause        segment/    a stretch between two commas, with its sentence and paragraph
           -> Mention       recognise/  a span and its reading; decides nothing
           -> Claim         assemble/   mentions tied together: a target or an achievement, still in the text's words
           -> Fact          resolve/    the same in catalogue codes, base units and calendar dates; what is stored
           -> Skipped                   a figure that is nobody's claim, with the reason

All are frozen. Every span is a half-open range of code points of `Document.text`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from clusterdb.record import record


class Kind(StrEnum):
    """Promised or reported."""

    TARGET = "target"
    ACHIEVEMENT = "achievement"


class Comparator(StrEnum):
    """How the figure bounds the value: 超 gt, 以上 ge, 近 lt, 以内 le, 左右 approx, 2~3 range, else eq."""

    EQ = "eq"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    APPROX = "approx"
    RANGE = "range"


class Basis(StrEnum):
    """What the figure measures of its metric: a level, an addition, a change, a part, a place, a state or a distance."""

    STOCK = "stock"
    FLOW = "flow"
    GROWTH = "growth"
    SHARE = "share"
    RANK = "rank"
    COVERAGE = "coverage"
    FULFILMENT = "fulfilment"
    GAP = "gap"


class Hedge(StrEnum):
    """How firmly it is said: plainly, 力争, 预计, 基本."""

    FIRM = "firm"
    STRIVE = "strive"
    EXPECTED = "expected"
    BASICALLY = "basically"


class Role(StrEnum):
    """What a section is for: looking back (工作总结), looking ahead (工作安排), or neither."""

    REVIEW = "review"
    PLAN = "plan"
    OTHER = "other"


class BlockKind(StrEnum):
    """What a line of the clean text is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range [start, end) of code points of a document's text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # made by the hundred thousand: twice as fast as the __init__ that a frozen dataclass gets
        if not 0 <= start <= end:
            raise ValueError(f"not a span: [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """True where `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True where both share at least one character."""
        return self.start < other.end and other.start < self.end


_set_start: Callable[[Span, int], None] = Span.__dict__["start"].__set__
_set_end: Callable[[Span, int], None] = Span.__dict__["end"].__set__


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: where it stands and which header cells (row and column) speak for it."""

    span: Span
    headers: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the clean text, as the reader found it. `level` is a heading's depth, 1 the highest, else 0."""

    span: Span
    kind: BlockKind
    level: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: one clean text plus what is known about it.

    `text` has a line a paragraph, no mark-up, no boilerplate, widths folded one character for one. `blocks` cover its
    lines in order. `name` is the file's name, `path` where it was found, `sha256` that of the bytes.
    `issuer` is who speaks (广东省工业和信息化厅) in the document's words, or None; `publisher` who printed it.
    `published_precision` is day, month, year or None. `context_year` is a year that a side file states for the text.
    """

    name: str
    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    media_type: str
    encoding: str
    reader: str
    title: str | None = None
    publisher: str | None = None
    issuer: str | None = None
    published_on: date | None = None
    published_precision: str | None = None
    document_kind: str = "other"
    url: str | None = None
    region: str | None = None
    context_year: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under one heading: whose it is, about which year, looking back or ahead.

    `region` is a full place name (广东省) or None; `year` the year that 今年 means there; `period` what the section is
    about where that is not the year alone (2021-2025 for a five-year review). A glossary (名词解释) explains words: its
    figures are nobody's claim.
    """

    number: int
    span: Span
    title: str | None
    role: Role
    region: str | None
    year: int | None
    period: tuple[date | None, date | None] | None = None
    issuer: str | None = None
    is_glossary: bool = False


@record(frozen=True, slots=True)
class Clause:
    """A stretch of text between two commas, with where it stands."""

    span: Span
    sentence: Span
    paragraph: Span
    section: Section
    index: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A span and its reading. `type` says which recogniser made it; `value` is that recogniser's own reading."""

    span: Span
    type: str
    value: object
    rule: str


@record(frozen=True, slots=True)
class Period:
    """A stretch of the calendar; `start` is None for an as-of date. `precision` is day, month, quarter, half or year."""

    start: date | None
    end: date
    precision: str = "year"

    @property
    def years(self) -> int:
        """How many calendar years it touches; 0 for an as-of date."""
        return self.end.year - self.start.year + 1 if self.start is not None else 0


@record(frozen=True, slots=True)
class Claim:
    """Mentions tied together, still in the document's words. `figure` is the number with its comparator and unit."""

    kind: Kind
    metric_text: str
    span: Span
    figure: Span
    section: Section
    value: Decimal | None
    value_high: Decimal | None
    comparator: Comparator
    unit: str
    basis: Basis
    level: str | None
    region: str | None
    cluster: str | None
    scope: str | None
    period: Period | None
    hedge: Hedge
    metric_code: str | None = None
    mentions: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()
    inherited: tuple[tuple[str, str], ...] = ()
    confidence: Decimal = Decimal("0.5")


@record(frozen=True, slots=True)
class Fact:
    """A claim in catalogue codes, base units and calendar dates: one row of `targets` or `achievements`.

    `metric_key` is what a comparison joins on: the metric's code, or `w:` and the normalised words where the catalogue
    has none. `region_code` is None for a place that the catalogue lacks (白洋淀); `region_name` is never empty.
    `inherited` pairs a field with where it came from (clause, sentence, opener, section, document). Figures are in
    base units: yuan, count, t, %, …
    """

    kind: Kind
    metric_code: str | None
    metric_text: str
    metric_key: str
    region_code: str | None
    region_name: str
    province_code: str | None
    cluster_code: str | None
    cluster_name: str | None
    value: Decimal | None
    value_high: Decimal | None
    comparator: Comparator
    unit: str
    basis: Basis
    level: str | None
    scope: str | None
    period_start: date | None
    period_end: date | None
    period_precision: str | None
    hedge: Hedge
    printed: str
    span: Span
    figure: Span
    section: int
    mentions: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()
    inherited: tuple[tuple[str, str], ...] = ()
    confidence: Decimal = Decimal("0.5")


@record(frozen=True, slots=True)
class Skipped:
    """A figure that is nobody's claim. `reason` is a code of the table `skip_reasons` (name, date, threshold …)."""

    span: Span
    reason: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document gave."""

    document: Document
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...] = field(default=())
