"""An extraction's rows: what cannot be stored is told, what is told twice is stored once."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from tests.db.made_up import SOURCE, make_fact, read_made_up

from clusterdb.db import tables
from clusterdb.errors import ExtractionError, UnknownUnit
from clusterdb.lexicon import load_lexicon
from clusterdb.load.facts import Stamp, document_rows, write_document
from clusterdb.load.ledger import fingerprint
from clusterdb.load.reference import sync_reference
from clusterdb.load.units import Outcome, State
from clusterdb.model import Extraction, Role, Section, Skipped, Span

STAMP = Stamp(run_id=1, lexicon_sha256="0" * 64)


@pytest.fixture
def extraction(tmp_path: Path) -> Extraction:
    file = tmp_path / "a.txt"
    file.write_text("target|440000|5G基站|base_station_5g|70000|2025\n", encoding="utf-8")
    return read_made_up(file)


def rows(extraction: Extraction) -> dict[str, list[dict[str, object]]]:
    found = document_rows(SOURCE, extraction, STAMP, load_lexicon())
    return {table.name: [dict(row) for row in content] for table, content in found.items()}


def test_a_unit_that_nobody_knows_is_told(extraction: Extraction) -> None:
    odd = dataclasses.replace(extraction, facts=(make_fact(unit="furlong"),))
    with pytest.raises(UnknownUnit, match=r"'furlong'.*units\.yaml"):
        rows(odd)


def test_a_span_outside_the_text_is_told(extraction: Extraction) -> None:
    far = dataclasses.replace(extraction, facts=(make_fact(span=Span(0, 9999)),))
    with pytest.raises(ExtractionError, match="ends after the text"):
        rows(far)


def test_a_figure_left_out_twice_is_listed_once_with_its_first_reason(extraction: Extraction) -> None:
    twice = (Skipped(Span(1, 3), "date", "first"), Skipped(Span(1, 3), "name", "second"))
    found = rows(dataclasses.replace(extraction, skipped=twice))["skipped_figures"]
    assert [(row["reason_code"], row["rule"]) for row in found] == [("date", "first")]


def test_a_place_told_twice_is_one_mention(extraction: Extraction) -> None:
    fact = make_fact(mentions=(Span(2, 4), Span(0, 2), Span(2, 4)))
    found = rows(dataclasses.replace(extraction, facts=(fact,)))["mentions"]
    assert [row["span_start"] for row in found] == [0, 2]


def test_a_section_keeps_its_period_and_place(extraction: Extraction) -> None:
    period = (date(2021, 1, 1), date(2025, 12, 31))
    parts = tuple(
        Section(number, Span(0, 5), None, Role.REVIEW, region, 2025, period)
        for number, region in enumerate(("吉林省", "朝阳区", "某地", None))
    )
    found = rows(dataclasses.replace(extraction, sections=parts))["sections"]
    assert [row["region_code"] for row in found] == ["220000", None, None, None]
    assert (found[0]["period_start_on"], found[0]["period_end_on"]) == period


def test_the_issuers_region_is_the_side_files_or_the_one_that_its_name_begins_with(
    engine: Engine, extraction: Extraction
) -> None:
    found = {}
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        for changes in ({"region": "深圳市"}, {}, {"issuer": "某协会"}, {"issuer": None}):
            document = dataclasses.replace(extraction.document, **changes)  # type: ignore[arg-type]
            changed = dataclasses.replace(extraction, document=document)
            write_document(connection, changed, fingerprint(document.path), STAMP, load_lexicon())
            found[str(changes)] = connection.scalar(select(tables.sources.c.issuer_region_code))
        connection.rollback()
    assert list(found.values()) == ["440300", "440000", None, None]


def test_a_lesser_copy_is_not_written(engine: Engine, extraction: Extraction, tmp_path: Path) -> None:
    """Two workers have the same document from two places in hand: the place that comes first stays."""
    copy = tmp_path / "sub" / "a.txt"
    copy.parent.mkdir()
    copy.write_bytes((tmp_path / "a.txt").read_bytes())
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        for path in (tmp_path / "a.txt", copy):
            outcome = write_document(connection, extraction, fingerprint(str(path)), STAMP, load_lexicon())
        assert outcome == Outcome(str(copy), State.UNCHANGED, targets=1)
        assert connection.scalars(select(tables.sources.c.path)).all() == [str(tmp_path / "a.txt")]
        connection.rollback()
