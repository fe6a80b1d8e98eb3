"""The reference tables hold what the lexicon holds, and follow it."""

from __future__ import annotations

import copy
import typing
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text
from tests.db.made_up import fact_row, source_row

from clusterdb import errors
from clusterdb.db import tables
from clusterdb.db.tables import catalogue, places
from clusterdb.lexicon import Lexicon, Region, load_lexicon, models
from clusterdb.load import lookups, reference
from clusterdb.load.containment import Member, containment
from clusterdb.load.rows import cursor_of
from clusterdb.model import Basis, Comparator, Hedge, Role


@pytest.fixture(scope="module")
def filled(engine: Engine) -> Engine:
    with engine.begin() as connection:
        assert reference.sync_reference(connection, load_lexicon())
    return engine


@pytest.fixture
def connection(filled: Engine) -> Iterator[Connection]:
    with filled.connect() as connection:
        yield connection
        connection.rollback()


def test_every_entry_of_the_lexicon_is_a_row(connection: Connection) -> None:
    for table, rows in reference.reference_rows(load_lexicon()).items():
        stored = [tuple(row) for row in connection.execute(select(table))]
        wanted = [tuple(row[column.name] for column in table.c) for row in rows]
        assert sorted(stored, key=str) == sorted(wanted, key=str), table.name


def test_the_second_time_nothing_is_done(connection: Connection) -> None:
    assert not reference.sync_reference(connection, load_lexicon())


def test_equal_rows_are_not_written(connection: Connection) -> None:
    version = text("SELECT array_agg(xmin::text || ctid::text ORDER BY region_code) FROM regions")
    before = connection.scalar(version)
    connection.execute(tables.installed_parts.delete().where(tables.installed_parts.c.part == "lexicon"))
    assert reference.sync_reference(connection, load_lexicon())
    assert connection.scalar(version) == before


def without(lexicon: Lexicon, metric: str) -> Lexicon:
    smaller = copy.copy(lexicon)
    smaller.metrics = {
        code: entry.model_copy(update={"relations": tuple(pair for pair in entry.relations if pair[1] != metric)})
        for code, entry in lexicon.metrics.items()
        if code != metric
    }
    return smaller


def sync(connection: Connection, lexicon: Lexicon) -> None:
    connection.execute(tables.installed_parts.delete().where(tables.installed_parts.c.part == "lexicon"))
    reference.sync_reference(connection, lexicon)


def has(connection: Connection, metric: str) -> bool:
    return connection.scalar(select(func.count()).where(tables.metrics.c.metric_code == metric)) == 1


def test_what_left_the_lexicon_goes(connection: Connection) -> None:
    sync(connection, without(load_lexicon(), "base_station_5g"))
    assert not has(connection, "base_station_5g")
    assert not reference.sync_reference(connection, load_lexicon())


def test_what_a_fact_still_points_at_stays_until_it_does_not(connection: Connection) -> None:
    connection.execute(insert(tables.sources).values(source_row()))
    connection.execute(insert(tables.targets).values(fact_row()))
    smaller = without(load_lexicon(), "base_station_5g")
    sync(connection, smaller)
    assert has(connection, "base_station_5g")
    connection.execute(tables.targets.delete())
    assert reference.sync_reference(connection, smaller), "leftovers are looked at again"
    assert not has(connection, "base_station_5g")


def test_a_renamed_entry_is_rewritten(connection: Connection) -> None:
    connection.execute(tables.regions.update().where(tables.regions.c.region_code == "440300").values(name_en="Bao'an"))
    sync(connection, load_lexicon())
    name = connection.scalar(select(tables.regions.c.name_en).where(tables.regions.c.region_code == "440300"))
    assert name == load_lexicon().regions["440300"].name_en


def members(connection: Connection, ancestor: str, descendant: str) -> dict[str, bool]:
    table = tables.region_members.c
    rows = connection.execute(
        select(table.hierarchy, table.is_whole).where(
            table.ancestor_code == ancestor, table.descendant_code == descendant
        )
    )
    return {row.hierarchy: row.is_whole for row in rows}


@pytest.mark.parametrize(
    ("ancestor", "descendant", "expected"),
    [
        ("100000", "440000", {"administrative": True, "geographic": True}),
        ("100000", "440305", {"administrative": True, "geographic": True}),
        ("440000", "440305", {"administrative": True, "geographic": True}),
        ("440300", "x-shenshan", {"administrative": True}),
        ("441500", "x-shenshan", {"geographic": True}),
        ("x-prd", "440300", {"informal": True}),
        ("x-prd", "440305", {"informal": True}),
        ("440000", "x-prd", {"administrative": True, "geographic": True}),
        ("x-gba", "x-prd", {"informal": True}),
        ("100000", "x-gba", {"informal": True}),
        ("x-prd", "441500", {}),
        ("440300", "440000", {}),
    ],
)
def test_what_lies_in_what(connection: Connection, ancestor: str, descendant: str, expected: dict[str, bool]) -> None:
    codes = load_lexicon().regions
    shenshan = next(code for code, region in codes.items() if region.name_zh == "深汕特别合作区")
    found = members(connection, ancestor, shenshan if descendant == "x-shenshan" else descendant)
    assert expected.items() <= found.items()
    if not expected:
        assert found == {}
    if descendant == "x-shenshan":
        assert {"administrative", "geographic"} & found.keys() == expected.keys()


def region(code: str, **more: object) -> Region:
    return Region.model_validate({"code": code, "name_zh": code, "name_en": code, "kind": "prefecture", **more})


def test_a_part_of_an_area_holds_parts_of_its_members() -> None:
    regions = {
        entry.code: entry
        for entry in (
            region("n"),
            region("a", parent="n"),
            region("a1", parent="a"),
            region("area", kind="informal", members=("a",)),
            region("core", kind="subarea", members=("a",), partial=True),
        )
    }
    found = set(containment(regions))
    assert Member("area", "a1", "informal", True) in found
    assert Member("core", "a", "informal", False) in found
    assert Member("area", "core", "informal", True) in found
    assert not any(member.ancestor_code == "core" and member.descendant_code == "a1" for member in found)


def test_parents_that_go_in_circles_end() -> None:
    regions = {entry.code: entry for entry in (region("a", parent="b"), region("b", parent="a"))}
    assert {(member.ancestor_code, member.descendant_code) for member in containment(regions)} == {
        ("a", "b"),
        ("b", "a"),
    }


def test_labels_cover_the_codes_of_the_model() -> None:
    labels = lookups.load_lookups()
    for name, codes in (("bases", Basis), ("comparators", Comparator), ("hedges", Hedge), ("section_roles", Role)):
        assert set(labels[name]) == set(codes)


def test_tables_and_lexicon_know_the_same_kinds() -> None:
    assert set(catalogue.METRIC_KINDS) == set(typing.get_args(models.MetricKind))
    assert set(catalogue.METRIC_RELATIONS) == set(typing.get_args(models.RelationKind))
    assert set(places.REGION_KINDS) == set(typing.get_args(models.RegionKind))


def test_levels_of_facts_are_those_of_the_scales() -> None:
    scales = load_lexicon().scales
    for basis, constants in (("coverage", facts_levels("coverage")), ("fulfilment", facts_levels("fulfilment"))):
        assert {level.code for level in scales[basis].levels} == constants


def facts_levels(basis: str) -> set[str]:
    from clusterdb.db.tables import facts

    return set(facts.COVERAGE_LEVELS if basis == "coverage" else facts.FULFILMENT_LEVELS)


@pytest.mark.parametrize(
    ("words", "day"), [("2020-05-18", (2020, 5, 18)), ("2020-05", (2020, 5, 1)), ("2020", (2020, 1, 1))]
)
def test_dates_of_the_lexicon(words: str, day: tuple[int, int, int]) -> None:
    found = reference.parse_date(words)
    assert found is not None
    assert (found.year, found.month, found.day) == day


def test_a_date_that_is_none_is_told() -> None:
    assert reference.parse_date(None) is None
    with pytest.raises(errors.LexiconError, match="'spring' is no date"):
        reference.parse_date("spring")


def test_an_engine_on_another_driver_is_told() -> None:
    class Elsewhere:
        class connection:  # noqa: N801
            driver_connection = object()

    with pytest.raises(TypeError, match="not on psycopg 3"):
        cursor_of(Elsewhere())  # type: ignore[arg-type]
