"""The database refuses every kind of wrong row, whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, Table, exc, insert, select
from tests.db.made_up import SOURCE, fact_row, source_row

from clusterdb.db import tables
from clusterdb.lexicon import load_lexicon
from clusterdb.load.reference import sync_reference

pytestmark = pytest.mark.every_postgres

FACTS = (tables.targets, tables.achievements)

LEVEL = {"value": None, "basis": "coverage", "unit_code": "coverage", "level": "full"}

RIGHT = {
    "a fall": {"basis": "growth", "unit_code": "%", "value": Decimal("-3.4")},
    "a falling range": {"basis": "growth", "unit_code": "%", "value": -5, "value_high": -3, "comparator": "range"},
    "a range": {"value": 2, "value_high": 3, "comparator": "range"},
    "zero": {"value": 0},
    "no metric of the catalogue": {"metric_code": None, "metric_text": "漫步道", "metric_key": "w:漫步道"},
    "no place of the catalogue": {"region_code": None, "region_name": "白洋淀", "province_code": None},
    "a coverage level": LEVEL,
    "a task fulfilled": {"value": None, "basis": "fulfilment", "unit_code": "fulfilment", "level": "exceeded"},
    "a rank": {"value": 1, "basis": "rank", "unit_code": "rank"},
    "a rank without a number": {"value": None, "basis": "rank", "unit_code": "rank"},
    "growth in words": {"value": None, "basis": "growth", "unit_code": "%", "level": "in_step_with_economy"},
    "no deadline": {"period_end_on": None, "period_precision": None},
    "a flow of a year": {"basis": "flow", "period_start_on": date(2025, 1, 1)},
}

WRONG: dict[str, tuple[str, dict[str, Any]]] = {
    "no value": ("value_or_level", {"value": None}),
    "a level beside a value": ("value_or_level", {"level": "full"}),
    "coverage with a number": ("value_or_level", {**LEVEL, "value": 3}),
    "coverage without a level": ("value_or_level", {**LEVEL, "level": None}),
    "coverage of another scale": ("level", {**LEVEL, "level": "met"}),
    "fulfilment of another scale": ("level", {**LEVEL, "basis": "fulfilment", "unit_code": "fulfilment"}),
    "an empty level": ("level", {"value": None, "basis": "growth", "unit_code": "%", "level": ""}),
    "coverage counted": ("unit_of_basis", {**LEVEL, "unit_code": "count"}),
    "a stock of ranks": ("unit_of_basis", {"unit_code": "rank"}),
    "rank zero": ("rank", {"value": 0, "basis": "rank", "unit_code": "rank"}),
    "rank one and a half": ("rank", {"value": Decimal("1.5"), "basis": "rank", "unit_code": "rank"}),
    "fewer than none": ("stock_counted", {"value": -1}),
    "not a number": ("value_finite", {"value": Decimal("NaN")}),
    "without end": ("value_finite", {"value": Decimal("Infinity")}),
    "a range without end": ("value_high_finite", {"value_high": Decimal("Infinity"), "comparator": "range"}),
    "a range turned round": ("range_ordered", {"value": 3, "value_high": 2, "comparator": "range"}),
    "a range of no number": (
        "range_ordered",
        {"basis": "rank", "unit_code": "rank", "value": None, "value_high": 2, "comparator": "range"},
    ),
    "a range with one end": ("range_has_two_ends", {"comparator": "range"}),
    "two ends and no range": ("range_has_two_ends", {"value_high": 80000}),
    "an unknown comparator": ("comparator", {"comparator": "about"}),
    "an unknown basis": ("basis", {"basis": "level"}),
    "an unknown hedge": ("hedge", {"hedge": "maybe"}),
    "another metric's key": ("metric_key", {"metric_key": "gdp"}),
    "a key that hides the metric": ("metric_key", {"metric_code": None}),
    "a key of no words": ("metric_key", {"metric_code": None, "metric_key": "w:"}),
    "no words": ("metric_text_said", {"metric_text": ""}),
    "no region": ("region_name_said", {"region_name": ""}),
    "a cluster without a name": ("cluster_named", {"cluster_code": "gd-p01"}),
    "a period turned round": ("period_ordered", {"period_start_on": date(2026, 1, 1)}),
    "a period without end": (
        "period_ends",
        {"period_start_on": date(2025, 1, 1), "period_end_on": None, "period_precision": None},
    ),
    "a date without precision": ("period_precise", {"period_precision": None}),
    "a precision without date": ("period_precise", {"period_end_on": None}),
    "an unknown precision": ("period_precision", {"period_precision": "century"}),
    "the year 9999": ("period_in_time", {"period_end_on": date(9999, 12, 31)}),
    "antiquity": ("period_in_time", {"period_start_on": date(221, 1, 1)}),
    "a span of nothing": ("span_ordered", {"span_end": 0}),
    "a span before the text": ("span_ordered", {"span_start": -1}),
    "a figure turned round": ("figure_ordered", {"figure_end": 1}),
    "an inheritance that is a list": ("inherited", {"inherited": []}),
    "a memory that is a list": ("as_read", {"as_read": []}),
    "more than sure": ("confidence", {"confidence": Decimal("1.1")}),
    "less than unsure": ("confidence", {"confidence": Decimal("-0.1")}),
}


@pytest.fixture(scope="module")
def filled(engine: Engine) -> Engine:
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        connection.execute(insert(tables.sources).values(source_row()))
    return engine


@pytest.fixture
def connection(filled: Engine) -> Iterator[Connection]:
    with filled.connect() as connection:
        yield connection
        connection.rollback()


def refusal(connection: Connection, table: Table, row: dict[str, Any]) -> str:
    """The name of the constraint that refuses a row."""
    with pytest.raises(exc.IntegrityError) as refused:
        connection.execute(insert(table).values(row))
    return str(refused.value.orig.diag.constraint_name or refused.value.orig.diag.column_name)  # type: ignore[union-attr]


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)
@pytest.mark.parametrize("name", RIGHT)
def test_a_right_fact_is_taken(connection: Connection, table: Table, name: str) -> None:
    connection.execute(insert(table).values(fact_row(**RIGHT[name])))


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_fact_is_refused(connection: Connection, table: Table, name: str) -> None:
    constraint, changes = WRONG[name]
    assert refusal(connection, table, fact_row(**changes)) == f"ck_{table.name}_{constraint}"


def test_every_check_of_facts_is_tried() -> None:
    names = {
        str(constraint.name).removeprefix("ck_targets_")
        for constraint in tables.targets.constraints
        if str(constraint.name).startswith("ck_")
    }
    assert names == {constraint for constraint, _ in WRONG.values()}


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)
@pytest.mark.parametrize(
    "column", ["source_id", "span_start", "span_end", "metric_text", "region_name", "printed", "rules"]
)
def test_provenance_cannot_be_left_out(connection: Connection, table: Table, column: str) -> None:
    assert refusal(connection, table, fact_row(**{column: None})) == column


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("source_id", UUID(int=99)),
        ("metric_code", "no_such_metric"),
        ("region_code", "999999"),
        ("province_code", "990000"),
        ("cluster_code", "no-such-cluster"),
        ("unit_code", "furlong"),
    ],
)
def test_codes_must_be_of_the_catalogue(connection: Connection, column: str, value: object) -> None:
    changes = {column: value, "cluster_name": "集群"}
    if column == "metric_code":
        changes["metric_key"] = value
    assert refusal(connection, tables.targets, fact_row(**changes)) == f"fk_targets_{column}"


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("ck_sources_char_count", {"char_count": 3}),
        ("ck_sources_sha256", {"sha256": "abc"}),
        ("ck_sources_name_said", {"name": ""}),
        ("ck_sources_path_said", {"path": ""}),
        ("ck_sources_published_dated", {"published_on": date(2024, 1, 1)}),
        ("ck_sources_published_precision", {"published_on": date(2024, 1, 1), "published_precision": "week"}),
        ("uq_sources_path", {"path": "/a.txt"}),
    ],
)
def test_a_wrong_source_is_refused(connection: Connection, constraint: str, changes: dict[str, Any]) -> None:
    row = source_row(source_id=UUID(int=2), path="/b.txt") | changes
    assert refusal(connection, tables.sources, row) == constraint


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("span_ordered", {"span_start": 5, "span_end": 4}),
        ("role", {"role": "preface"}),
        ("context_year", {"context_year": 20245}),
        ("period_ordered", {"period_start_on": date(2025, 1, 1), "period_end_on": date(2024, 1, 1)}),
    ],
)
def test_a_wrong_section_is_refused(connection: Connection, constraint: str, changes: dict[str, Any]) -> None:
    row = {"source_id": SOURCE, "section_no": 1, "span_start": 0, "span_end": 5, "role": "plan"} | changes
    assert refusal(connection, tables.sections, row) == f"ck_sections_{constraint}"


def test_a_figure_left_out_needs_a_known_reason(connection: Connection) -> None:
    row = {"source_id": SOURCE, "span_start": 1, "span_end": 5, "reason_code": "whim", "rule": ""}
    assert refusal(connection, tables.skipped_figures, row) == "fk_skipped_figures_reason_code"


def test_a_correction_names_its_field(connection: Connection) -> None:
    row = {
        "source_id": SOURCE,
        "claim_id": UUID(int=5),
        "source_name": "a.txt",
        "kind": "target",
        "metric_text": "5G基站",
        "quote": "5G基站7万座",
        "action": "correct",
        "reviewer": "me",
        "reviewed_at": datetime(2024, 1, 1, tzinfo=UTC),
    }
    assert refusal(connection, tables.reviews, row) == "ck_reviews_correct_has_field"


def test_all_that_a_document_says_goes_with_it_and_reviews_stay(connection: Connection) -> None:
    connection.execute(insert(tables.targets).values(fact_row(claim_id=UUID(int=7))))
    connection.execute(
        insert(tables.reviews).values(
            source_id=SOURCE,
            claim_id=UUID(int=7),
            source_name="a.txt",
            kind="target",
            metric_text="5G基站",
            quote="5G基站7万座",
            action="accept",
            reviewer="me",
            reviewed_at=datetime(2024, 1, 1, tzinfo=UTC),
        )
    )
    connection.execute(tables.sources.delete().where(tables.sources.c.source_id == SOURCE))
    assert connection.execute(select(tables.targets.c.claim_id)).all() == []
    assert len(connection.execute(select(tables.reviews.c.claim_id)).all()) == 1


def test_dimensions_know_nothing_of_facts() -> None:
    of_documents = {"sources", "sections", "targets", "achievements", "mentions", "skipped_figures", "reviews"}
    for table in tables.metadata.tables.values():
        if table.name not in of_documents:
            assert {key.column.table.name for key in table.foreign_keys}.isdisjoint(of_documents), table.name


def test_every_table_and_column_is_explained_in_both_languages() -> None:
    for table in tables.metadata.tables.values():
        comments = {table.name: table.comment} | {f"{table.name}.{column.name}": column.comment for column in table.c}
        for name, comment in comments.items():
            english, _, chinese = (comment or "").partition(" / ")
            assert english, name
            assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), name
