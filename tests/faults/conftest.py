"""What the tests of faults share: a corpus, and the rows of a database that nobody disturbed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine
from tests.db.loading import clear, dump
from tests.faults.corpus import write_corpus

from clusterdb import pipeline

KILLS = int(os.environ.get("CLUSTERDB_TEST_KILLS", "5"))
DOCUMENTS = int(os.environ.get("CLUSTERDB_TEST_DOCUMENTS", "40"))
SEED = int(os.environ.get("CLUSTERDB_TEST_SEED", "0")) or time.time_ns() % 1_000_000

Rows = dict[str, list[str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "语料 1", DOCUMENTS, SEED)
    return tmp_path / "语料 1"


@pytest.fixture
def undisturbed(engine: Engine) -> Callable[..., Rows]:
    """The rows of a database that ingested folders in peace."""

    def load(*folders: Path) -> Rows:
        clear(engine)
        report = pipeline.ingest(engine, folders, workers=1)
        assert [Path(one.path).name for one in report.rejected] == ["broken.docx", "empty.txt"]
        return dump(engine, clocks=False)

    return load


def compare(found: Rows, wanted: Rows) -> None:
    """Every table row by row, the book of runs apart."""
    assert found.keys() == wanted.keys()
    for table, rows in wanted.items():
        assert found[table] == rows, f"{table} differs, seed {SEED}"
    assert wanted["targets"]
    assert wanted["achievements"]
