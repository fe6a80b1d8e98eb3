"""What a hand says of a claim -> the claim's row as it is to stand. Pure: no database, no clock.

A corrected row keeps what the rules had read in `as_read`, column by column, so that nothing is lost and everything can
be withdrawn. `corrected(as_was_read(row), …)` gives the same row however often it is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from clusterdb.errors import NotFound, SettingsError
from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.keys import metric_key
from clusterdb.load.rows import Row
from clusterdb.model import Basis, Comparator, Hedge, Kind

#: What a reviewer may call a field -> its column; `kind` is which of the two tables the claim stands in.
FIELDS = {
    "kind": "kind",
    "metric": "metric_code",
    "region": "region_code",
    "cluster": "cluster_code",
    "value": "value",
    "value_high": "value_high",
    "comparator": "comparator",
    "unit": "unit_code",
    "basis": "basis",
    "level": "level",
    "scope": "scope",
    "period_start": "period_start_on",
    "period_end": "period_end_on",
    "period_precision": "period_precision",
    "hedge": "hedge",
}

#: Columns that no claim can be without.
_NEEDED = {"kind", "comparator", "unit_code", "basis", "hedge", "region_code"}

_PRECISIONS = ("day", "month", "quarter", "half", "year")
_VOUCHED = Decimal(1)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of a claim's reviews: each corrected column with its text, and whether anyone vouches for it."""

    corrections: Mapping[str, str | None] = field(default_factory=dict)
    is_vouched: bool = False


def column_of(name: str) -> str:
    """The column of a field, by its own name or by the short one: unit -> unit_code."""
    column = FIELDS.get(name, name)
    if column not in FIELDS.values():
        raise SettingsError(f"{name!r} is no field that can be corrected", f"there are: {', '.join(FIELDS)}")
    return column


def read_value(column: str, words: str | None, lexicon: Lexicon) -> Any:
    """A corrected value as its column holds it; SettingsError where it is none: value, "2.5" -> Decimal("2.5")."""
    if words is None or not words.strip():
        if column in _NEEDED:
            raise SettingsError(f"{column} cannot be empty", f"give it a value: {column}=…")
        return None
    words = words.strip()
    reader = _READERS.get(column)
    return words if reader is None else reader(column, words, lexicon)


def corrected(kind: Kind, row: Row, standing: Standing, lexicon: Lexicon) -> tuple[Kind, dict[str, Any]]:
    """The row with its corrections, and the kind of claim that it then is; `row` is as the rules read it.

    Raises SettingsError where a correction names what the lexicon does not know.
    """
    found = dict(row)
    changes: dict[str, Any] = {}
    for column, words in standing.corrections.items():
        changes |= _with_derived(row, column, read_value(column, words, lexicon), lexicon)
    if changes.get("period_end_on") and not changes.get("period_precision", row["period_precision"]):
        changes["period_precision"] = "day"
    if "period_end_on" in changes and changes["period_end_on"] is None:
        changes |= {"period_precision": None, "period_start_on": None}
    if standing.corrections or standing.is_vouched:
        changes["confidence"] = _VOUCHED
    after = Kind(changes.pop("kind", kind))
    as_read = {column: _plain(row[column]) for column in changes}
    if "kind" in standing.corrections:
        as_read["kind"] = kind.value
    return after, found | changes | {"as_read": as_read}


def as_was_read(kind: Kind, row: Row) -> tuple[Kind, dict[str, Any]]:
    """The row as the rules read it, and the kind that they took it for."""
    found = dict(row) | {"as_read": {}}
    before = dict(row["as_read"])
    kind = Kind(before.pop("kind", kind))
    for column, words in before.items():
        found[column] = words if words is None else _STORED.get(column, str)(words)
    return kind, found


def _with_derived(row: Row, column: str, value: Any, lexicon: Lexicon) -> dict[str, Any]:
    """A correction with the columns that hang on it."""
    changes = {column: value}
    if column == "metric_code":
        changes["metric_key"] = metric_key(value, row["metric_text"])
    elif column == "unit_code":
        changes["dimension"] = lexicon.units[value].dimension
    elif column == "region_code":
        region = lexicon.regions[value]
        changes |= {"region_name": region.name_zh, "province_code": region.province}
    elif column == "cluster_code":
        changes["cluster_name"] = lexicon.clusters[value].name_zh if value else None
    return changes


def _decimal(column: str, words: str, _lexicon: Lexicon) -> Decimal:
    try:
        number = Decimal(words.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise SettingsError(f"{column}: {words!r} is no number", "write it in base units, such as 25000")
    return number


def _day(column: str, words: str, _lexicon: Lexicon) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise SettingsError(f"{column}: {words!r} is no date", "write it as 2025-12-31") from None


def _word(allowed: type[StrEnum] | tuple[str, ...]) -> Callable[[str, str, Lexicon], str]:
    values = tuple(str(value) for value in allowed)

    def read(column: str, words: str, _lexicon: Lexicon) -> str:
        if words not in values:
            raise SettingsError(f"{column}: there is no {words!r}", f"there are: {', '.join(values)}")
        return words

    return read


def _code(entries: str) -> Callable[[str, str, Lexicon], str]:
    def read(column: str, words: str, lexicon: Lexicon) -> str:
        if words not in getattr(lexicon, entries):
            raise SettingsError(f"{column}: the lexicon has no {words!r}", "give a code of clusterdb's lexicon")
        return words

    return read


def _region(column: str, words: str, lexicon: Lexicon) -> str:
    """A region by code, or by a name that only one has."""
    if words in lexicon.regions:
        return words
    codes = lexicon.place_words.get(words, ())
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise SettingsError(f"{column}: several places are called {words!r}", f"give the code: {', '.join(codes)}")
    raise NotFound(f"{column}: the lexicon has no place {words!r}", "give its full name or its code")


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


_READERS: dict[str, Callable[[str, str, Lexicon], Any]] = {
    "kind": _word(Kind),
    "metric_code": _code("metrics"),
    "region_code": _region,
    "cluster_code": _code("clusters"),
    "value": _decimal,
    "value_high": _decimal,
    "comparator": _word(Comparator),
    "unit_code": _code("units"),
    "basis": _word(Basis),
    "period_start_on": _day,
    "period_end_on": _day,
    "period_precision": _word(_PRECISIONS),
    "hedge": _word(Hedge),
}
_STORED: dict[str, Callable[[str], Any]] = {
    "value": Decimal,
    "value_high": Decimal,
    "confidence": Decimal,
    "period_start_on": date.fromisoformat,
    "period_end_on": date.fromisoformat,
}
