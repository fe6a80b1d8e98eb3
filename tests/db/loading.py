"""What the tests of loading share: a folder of made-up documents, a run over it, and the whole database to compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text
from tests.db.made_up import read_made_up

from clusterdb import pipeline
from clusterdb.db import tables
from clusterdb.load.report import Report

TARGET = "target|440000|5G基站|base_station_5g|70000|2025"
RESULT = "achievement|440300|5G基站|base_station_5g|51000|2021"
WORDS = "achievement|440300|漫步道||12|2021"

#: What tells of runs and not of documents.
BOOKKEEPING = {"ingest_runs"}
CLOCKS = {"run_id", "loaded_at", "first_ingested_at", "rejected_at"}


@pytest.fixture(autouse=True)
def no_documents(engine: Engine) -> None:
    """Every test begins with the reference data alone."""
    clear(engine)


def clear(engine: Engine) -> None:
    """Leave the reference data alone."""
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE sources, ingest_ledger, ingest_runs, rejected_documents, reviews CASCADE"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three documents."""
    write(tmp_path / "a.txt", TARGET, "skip")
    write(tmp_path / "b.txt", RESULT, WORDS)
    write(tmp_path / "sub" / "c.txt", "nothing to count here")
    return tmp_path


def write(path: Path, *lines: str) -> Path:
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def ingest(engine: Engine, *paths: Path, **options: Any) -> Report:
    options = {"workers": 1, "understand": read_made_up} | options
    return pipeline.ingest(engine, paths, **options)


def dump(engine: Engine, clocks: bool = True) -> dict[str, list[str]]:
    """The whole database, row by row; without the book of runs, and without `clocks` without the times of writing."""
    found = {}
    with engine.connect() as connection:
        for table in tables.metadata.sorted_tables:
            if table.name not in BOOKKEEPING:
                columns = [column for column in table.c if clocks or column.name not in CLOCKS]
                found[table.name] = sorted(map(repr, map(tuple, connection.execute(select(*columns)))))
    return found


def count(engine: Engine, table: Any) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def states(report: Report) -> tuple[int, int, int, int]:
    return report.read, report.unchanged, report.replaced, len(report.rejected)
