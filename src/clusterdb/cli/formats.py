"""How rows are written: JSON lines, CSV, Parquet.

In: columns and rows. Out: bytes on a stream, and how many rows there were.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, cast

from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from sqlalchemy import CursorResult

BATCH = 5000
# a cell that begins so is run by a spreadsheet
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a result: its name, and the number of its PostgreSQL type."""

    name: str
    oid: int


def columns_of(result: CursorResult[Any]) -> tuple[Field, ...]:
    """The columns of a result, in order."""
    assert result.cursor is not None
    return tuple(Field(str(column[0]), cast("int", column[1])) for column in result.cursor.description)


def write_jsonl(columns: Sequence[Field], rows: Iterable[Sequence[Any]], stream: IO[bytes], named: bool) -> int:  # noqa: ARG001
    """One JSON object a line, UTF-8; a number is a number, a date is ISO 8601, what is unknown is null."""
    names = [column.name for column in columns]
    count = 0
    for row in rows:
        record = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        stream.write(json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + b"\n")
        count += 1
    return count


def write_csv(columns: Sequence[Field], rows: Iterable[Sequence[Any]], stream: IO[bytes], named: bool) -> int:
    """A header line, then the rows; a file (not a pipe) begins with a byte-order mark. No text acts as a formula."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig" if named else "utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\r\n" if named else "\n")
        writer.writerow([column.name for column in columns])
        count = 0
        for row in rows:
            writer.writerow([_cell(value) for value in row])
            count += 1
    finally:
        text.detach()
    return count


def write_parquet(columns: Sequence[Field], rows: Iterable[Sequence[Any]], stream: IO[bytes], named: bool) -> int:  # noqa: ARG001
    """Typed columns, a row group for every few thousand rows."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise SettingsError(
            "Parquet needs pyarrow", f"{sys.executable} -m pip install pyarrow, or export as csv"
        ) from error

    # PostgreSQL's own numbers for its types: boolean, integers, real and double, date
    types: dict[int, Any] = {
        16: pa.bool_(),
        20: pa.int64(),
        21: pa.int32(),
        23: pa.int32(),
        700: pa.float64(),
        701: pa.float64(),
    }
    types[1082] = pa.date32()
    schema = pa.schema([(column.name, types.get(column.oid, pa.string())) for column in columns])
    texts = [column.oid not in types for column in columns]
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            values = [
                [_text(value) if is_text else value for value in cells]
                for is_text, cells in zip(texts, zip(*batch, strict=True), strict=True)
            ]
            arrays = [pa.array(cells, field.type) for cells, field in zip(values, schema, strict=True)]
            writer.write_table(pa.table(arrays, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch


def _plain(value: Any) -> Any:
    """A value as JSON has it: 25000.0 and Decimal 25000 are 25000."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float | Decimal):
        return int(value) if abs(float(value)) < 2**53 and value == int(value) else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return str(value)


def _text(value: Any) -> str | None:
    plain = _plain(value)
    return plain if plain is None or isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float | Decimal):
        return _plain(value)
    text = _text(value) or ""
    return f"'{text}" if is_formula(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would run the text instead of showing it."""
    return text.lstrip(" \ufeff").startswith(_FORMULA) or text.startswith(_FORMULA)
