"""Documents, reviews, dates and copies come, change and go at random: what is kept is always what would be worked out."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from tests.db.keeping import assert_same_either_way, claim, document, wrongly_kept
from tests.db.loading import no_documents

from clusterdb.db import tables
from clusterdb.lexicon import load_lexicon
from clusterdb.load.kept import is_fresh, keep_outcomes
from clusterdb.load.reference import sync_reference

__all__ = ["no_documents"]

TODAY = date.today()  # noqa: DTZ011 - as PostgreSQL's session has it


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_what_is_kept_is_what_is_worked_out(engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        for number in range(100, 130):
            _any_document(connection, chance, number)
    keep_outcomes(engine)
    for step in range(12):
        with engine.begin() as connection:
            for _ in range(chance.randint(1, 3)):
                chance.choice(_STEPS)(connection, chance, 1000 * (step + 1) + chance.randrange(1000))
        keep_outcomes(engine)
        with engine.connect() as connection:
            assert is_fresh(connection)
            assert wrongly_kept(connection) == []
    assert_same_either_way(engine)


_MEASURES = ("base_station_5g", "cloud_sme", "cloud_enterprise", "little_giant_national", "srdi_sme_provincial", None)
_REGIONS = ("100000", "440000", "440300", "440100", "x-prd", "320000", "320100", None)


def _any_claim(chance: random.Random) -> dict[str, Any]:
    measure, region = chance.choice(_MEASURES), chance.choice(_REGIONS)
    province = chance.choice(("440000", "320000", None)) if region is None else ...
    words = {"metric_code": measure, "metric_key": measure or "w:漫步道"}
    where = {} if province is ... else {"region_code": None, "region_name": "高新区", "province_code": province}
    year = chance.choice((2022, 2023, 2024))
    return claim(
        chance.choice(("targets", "achievements")),
        region or "440000",
        chance.choice((90, 100, 110)),
        **(words | where),
        period_end_on=date(year, 12, 31),
    )


def _any_document(connection: Connection, chance: random.Random, number: int) -> None:
    claims = [_any_claim(chance) for _ in range(chance.randint(1, 6))]
    day = chance.choice(("2022-02-01", "2023-02-01", "2025-02-01", str(TODAY + timedelta(3))))
    document(connection, number, *claims, issuer="440000", day=day, sha=str(chance.randrange(40)))


def _one_goes(connection: Connection, chance: random.Random, _number: int) -> None:
    ids = sorted(connection.scalars(select(tables.sources.c.source_id)))
    connection.execute(delete(tables.sources).where(tables.sources.c.source_id == chance.choice(ids)))


def _one_is_dated(connection: Connection, chance: random.Random, _number: int) -> None:
    ids = sorted(connection.scalars(select(tables.sources.c.source_id)))
    day = chance.choice((date(2021, 1, 1), TODAY, TODAY + timedelta(2)))
    connection.execute(
        update(tables.sources).values(published_on=day).where(tables.sources.c.source_id == chance.choice(ids))
    )


def _one_is_reviewed(connection: Connection, chance: random.Random, _number: int) -> None:
    table = chance.choice((tables.targets, tables.achievements))
    found = sorted(connection.execute(select(table.c.source_id, table.c.claim_id)).all())
    source_id, claim_id = chance.choice(found)
    row = {
        "source_id": source_id,
        "claim_id": claim_id,
        "source_name": "a",
        "kind": "target",
        "metric_text": "5G",
        "quote": "5G",
    }
    more = {"action": chance.choice(("reject", "accept")), "reviewer": "me", "reviewed_at": func.clock_timestamp()}
    connection.execute(insert(tables.reviews).values(row | more))


def _one_changes(connection: Connection, chance: random.Random, _number: int) -> None:
    table = chance.choice((tables.targets, tables.achievements))
    ids = sorted(connection.scalars(select(table.c.claim_id)))
    given = {name: value for name, value in _any_claim(chance)["row"].items() if name not in ("source_id", "claim_id")}
    connection.execute(update(table).values(given).where(table.c.claim_id == chance.choice(ids)))


_STEPS: tuple[Callable[[Connection, random.Random, int], None], ...] = (
    _any_document,
    _any_document,
    _one_goes,
    _one_is_dated,
    _one_is_reviewed,
    _one_changes,
)
