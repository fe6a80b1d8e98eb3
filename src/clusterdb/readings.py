"""What the recognisers read out of a clause: the values of `model.Mention`s, one dataclass a kind of reading.

They stand beside `model` because two stages share them: `recognise` makes them and `assemble` ties them together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from clusterdb.model import Comparator, Span
from clusterdb.record import record

#: The key that sorts whatever stands in a text by where it stands.
in_text_order: Callable[[Any], tuple[int, int]] = attrgetter("span.start", "span.end")


@record(frozen=True, slots=True)
class Figure:
    """A number in the text with what stands right around it.

    `core` is number and unit, `span` the same with its comparator words. `unit` is a unit code, or None for a number
    that no unit follows (a year, a name, 5 in 5G). `form` tells how the number is written (arabic, chinese, fraction,
    words); `suffix` is 级 where the figure is a class (千亿级); `value` and `value_high` are in the base unit.
    """

    span: Span
    core: Span
    value: Decimal
    value_high: Decimal | None
    unit: str | None
    comparator: Comparator
    form: str
    unit_word: str = ""
    bare_scale: bool = False
    suffix: str = ""


@record(frozen=True, slots=True)
class TimeWords:
    """What words of time say: a unit of the calendar, its numbers, and whether they set a deadline.

    `unit` is year, years, plan, past, next, half, quarters, quarter, months, month, day, year_end, whole,
    current_month, current_quarter or now. `year` is the printed year, `offset` that of a relative one (去年 -1); both
    None where no year is said. `baseline` marks a time that something is compared with (比2020年, 从2020年的).
    """

    span: Span
    unit: str
    year: int | None = None
    offset: int | None = None
    first: int = 0
    last: int = 0
    deadline: bool = False
    since: bool = False
    end_only: bool = False
    baseline: bool = False


@record(frozen=True, slots=True)
class Rank:
    """A place in an order: 居全国第一 -> place 1 of 全国; 前三 -> 3 with `within`. `origin` where it came from (第九)."""

    span: Span
    place: int
    scope: str | None
    within: bool = False


@record(frozen=True, slots=True)
class Coverage:
    """A level of coverage: 5G网络全覆盖 -> full."""

    span: Span
    level: str


@record(frozen=True, slots=True)
class Fulfilment:
    """A task said to be done: 超额完成…任务 -> exceeded. `goal` is the span of 任务 or 目标."""

    span: Span
    level: str
    verb: Span
    goal: Span


@record(frozen=True, slots=True)
class Place:
    """A place in the text: the word, its full name and code where the catalogue has it.

    `relative` is province, city, district or nation for 我省, 全市 …, which only the context can name.
    """

    span: Span
    name: str
    code: str | None = None
    kind: str | None = None
    relative: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """All that the recognisers read in one document, each kind in the order of the text.

    `shielded` are stretches whose numbers belong to a name: short quotations, titles in 《》.
    """

    figures: tuple[Figure, ...]
    times: tuple[TimeWords, ...]
    places: tuple[Place, ...]
    ranks: tuple[Rank, ...]
    coverages: tuple[Coverage, ...]
    fulfilments: tuple[Fulfilment, ...]
    shielded: tuple[Span, ...]
