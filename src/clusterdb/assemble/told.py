"""What one anchor's claim is made of: what was found around it, and what it says."""

from __future__ import annotations

from decimal import Decimal

from clusterdb.assemble.context import Setting
from clusterdb.assemble.items import Item, Measure
from clusterdb.lexicon import ClusterHit
from clusterdb.model import Basis, Comparator, Span
from clusterdb.record import record


@record(frozen=True, slots=True)
class Told:
    """What was found around an anchor.

    Its item and setting, the measure and its `name`, where that came from (`own` or `sentence`), the verbs inherited, the
    words before (`left`) and behind (`tail`) the anchor, a region or cluster of its own, and the span to quote; `grew` where
    it has no measure of its own and follows a rate of growth; `whole` the unit and the basis of the figure of which an 其中 tells a part.
    """

    item: Item
    setting: Setting
    measure: Measure
    inherited: tuple[str, ...]
    tail: str
    left: Span
    quote: Span
    name: str = ""
    source: str = "own"
    region: str | None = None
    cluster: ClusterHit | None = None
    grew: bool = False
    whole: tuple[str, str] = ("", "")


@record(frozen=True, slots=True)
class Reading:
    """What an anchor says: its value in the base unit, how it bounds, what it measures, a level and a scope."""

    value: Decimal | None
    value_high: Decimal | None
    comparator: Comparator
    unit: str
    basis: Basis
    level: str | None
    scope: str | None = None
