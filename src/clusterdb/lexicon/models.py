"""The lexicon's entries as typed, frozen models: what a line of the data files means.

In: mappings read from the YAML and TSV files of this package. Out: `Region`, `Province`, `Metric`, `Unit`, `Scheme`,
`Cluster`, `Scale`. An unknown key or kind raises pydantic's `ValidationError`: a slip of the pen in the data is never
read as something else.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from clusterdb.model import Basis

RegionKind = Literal["nation", "province", "prefecture", "county", "zone", "informal", "subarea"]
MetricKind = Literal["stock", "flow", "ratio", "index", "rate", "ordinal", "milestone", "claim"]
RelationKind = Literal["subset", "superset", "narrower", "related", "share_of", "growth_of", "flow_of"]


class Entry(BaseModel):
    """What every entry of the lexicon is: frozen, and strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Region(Entry):
    """A place that a text can be about.

    `code` is GB/T 2260 for a division and `x-…` for the others. `parent` is the place that it belongs to, `province`
    the 6-digit code of its province or None where it spans several. `short_names` stand for it without a suffix
    (深圳); `weak_names` would too, were they not ordinary words as well (和平, 城区), so that `places` knows them only
    with their suffix. `members` are the divisions that make up an informal area; `partial` says that only part of them
    lies in it. 深汕特别合作区 is run from `admin_parent` 深圳 and lies in `geo_parent` 汕尾.
    """

    code: str
    name_zh: str
    name_en: str
    kind: RegionKind
    parent: str | None = None
    province: str | None = None
    short_names: tuple[str, ...] = ()
    weak_names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    partial: bool = False
    admin_parent: str | None = None
    geo_parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    note: str | None = None


class Province(Region):
    """One of the 34: GB/T 2260 code, ISO 3166-2 code, 广东 as `short_zh` and 粤 as `letter_zh`."""

    iso: str
    short_zh: str
    letter_zh: str


class Unit(Entry):
    """A canonical unit. `words` pairs a printed word with its factor: 斤 is 0.0005 of a tonne."""

    code: str
    zh: str
    en: str
    dimension: str
    words: dict[str, Decimal] = {}


class Metric(Entry):
    """A measured thing.

    `aliases` are the words that denote exactly it. `bare` are words that do so only where no noun stands before them
    in the clause: 出口 is a province's exports, 汽车出口 is not. `context` holds words that do so only where one of the
    listed words stands in the same sentence: 年产值 is a cluster's where 集群 stands beside it. `unit` is the canonical
    unit of its level (a growth of it is in % all the same), `units` the words it is usually printed with. `basis` is
    what a bare figure of it means, or None where the verb must tell (建成 or 新增). `examples` are sentences that name
    it, `not_` (in the data: `not`) sentences that must not be taken for it; `clusterdb lexicon check` runs both.
    """

    code: str
    zh: str
    en: str
    family: str
    aliases: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    context: dict[str, tuple[str, ...]] = {}
    unit: str
    units: tuple[str, ...] = ()
    kind: MetricKind
    basis: Basis | None = None
    additive: bool
    direction: Literal["up", "down"]
    level: str = "any"
    scale: str | None = None
    examples: tuple[str, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    relations: tuple[tuple[RelationKind, str], ...] = ()
    note: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """All words that can stand for it, wherever they must stand."""
        return (*self.aliases, *self.bare, *self.context)


class Guards(Entry):
    """What may not stand right beside the words of a metric, and what may stand before its bare words."""

    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    openers: tuple[str, ...]


class Level(Entry):
    """A rung of an ordinal scale: 广覆盖 is `broad`, above 覆盖 and below 连续覆盖."""

    code: str
    rank: int
    zh: str
    en: str
    words: tuple[str, ...] = ()


class Scale(Entry):
    """An ordinal scale, its levels from low to high."""

    code: str
    zh: str
    en: str
    levels: tuple[Level, ...]
    note: str | None = None


class Cluster(Entry):
    """An industrial cluster, or a group of them, in a scheme. Names repeat across schemes; codes do not.

    `aliases` name it wherever they stand; `context` is as for a metric (绿色石化 is a cluster beside 产业集群).
    `members` of a group are its clusters' codes. `regions` pairs a role (core, base …) with a region code.
    """

    code: str
    scheme: str
    group: str | None = None
    tier: str | None = None
    name_zh: str
    name_en: str
    region: str
    aliases: tuple[str, ...] = ()
    context: dict[str, tuple[str, ...]] = {}
    confirmed: bool = True
    members: tuple[str, ...] = ()
    regions: tuple[tuple[str, str], ...] = ()
    note: str | None = None


class Scheme(Entry):
    """A government's list of clusters, at one time. `complete` is False where names are missing; `note` says which."""

    code: str
    name_zh: str
    name_en: str
    region: str
    valid_from: str | None = None
    valid_to: str | None = None
    complete: bool = True
    sources: tuple[str, ...] = ()
    note: str | None = None
