"""Rows as JSON lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from clusterdb.cli.formats import Field, write_csv, write_jsonl, write_parquet
from clusterdb.errors import SettingsError

COLUMNS = (Field("name", 25), Field("value", 701), Field("on", 1082), Field("is_due", 16))
ROWS: list[tuple[Any, ...]] = [("上云用云", 700000.0, date(2022, 12, 31), True), ("增速", 5.5, None, None)]


def test_jsonl_keeps_numbers_numbers() -> None:
    stream = io.BytesIO()
    assert write_jsonl(COLUMNS, ROWS, stream, named=False) == 2
    assert stream.getvalue().decode() == (
        '{"name": "上云用云", "value": 700000, "on": "2022-12-31", "is_due": true}\n'
        '{"name": "增速", "value": 5.5, "on": null, "is_due": null}\n'
    )


def test_jsonl_takes_every_type_that_a_column_may_have() -> None:
    stream = io.BytesIO()
    values = ([Decimal("1.50"), Decimal(2)], {"a": Decimal("0.5")}, datetime(2022, 1, 2, tzinfo=UTC), b"x", 2.0**60)
    write_jsonl([Field(str(index), 0) for index in range(5)], [values], stream, named=False)
    assert list(json.loads(stream.getvalue()).values()) == [
        [1.5, 2],
        {"a": 0.5},
        "2022-01-02T00:00:00+00:00",
        "b'x'",
        2.0**60,
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_csv_text_never_acts_as_a_formula(formula: str) -> None:
    stream = io.BytesIO()
    write_csv(COLUMNS, [(formula, -3.0, None, False)], stream, named=False)
    cells = list(csv.reader(io.StringIO(stream.getvalue().decode())))[1]
    assert cells == [f"'{formula}", "-3", "", "false"]


def test_csv_file_begins_with_a_mark_that_spreadsheets_know() -> None:
    stream = io.BytesIO()
    assert write_csv(COLUMNS, ROWS, stream, named=True) == 2
    assert stream.getvalue().startswith(b"\xef\xbb\xbfname,value,on,is_due\r\n")
    assert not stream.closed


def test_parquet_has_typed_columns() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    stream = io.BytesIO()
    columns = (*COLUMNS, Field("more", 3802))
    assert write_parquet(columns, [(*row, {"a": 1}) for row in ROWS], stream, named=True) == 2
    stream.seek(0)
    read = pq.read_table(stream)
    assert [str(field.type) for field in read.schema] == ["string", "double", "date32[day]", "bool", "string"]
    assert read.to_pylist()[0] == {
        "name": "上云用云",
        "value": 700000.0,
        "on": date(2022, 12, 31),
        "is_due": True,
        "more": '{"a": 1}',
    }


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SettingsError, match="-m pip install pyarrow"):
        write_parquet(COLUMNS, ROWS, io.BytesIO(), named=True)
