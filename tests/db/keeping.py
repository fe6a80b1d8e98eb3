"""What the tests of kept outcomes share: documents written straight into the tables, and all answers both ways."""

from __future__ import annotations

import hashlib
import uuid
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, insert, text
from tests.db.made_up import fact_row, source_row

from clusterdb.checks import checks
from clusterdb.db import tables
from clusterdb.lexicon import load_lexicon
from clusterdb.load.kept import is_fresh

#: The views whose answers rest on outcomes.
VIEWS = (
    "target_status",
    "province_scorecard",
    "cluster_scorecard",
    "silent_targets",
    "coverage_5g",
    "srdi_enterprises",
)


def claim(table: str, region: str, value: int, **more: Any) -> dict[str, Any]:
    """A target or a result about a region of the lexicon, on its way into a document."""
    place = load_lexicon().region(region)
    where = {"region_code": region, "region_name": place.name_zh, "province_code": place.province}
    return {"table": table, "row": fact_row(**{**where, "value": value, "period_end_on": date(2024, 12, 31), **more})}


def document(
    connection: Connection,
    number: int,
    *claims: dict[str, Any],
    issuer: str = "440000",
    day: str | None = None,
    sha: str | None = None,
) -> None:
    """A document with claims, published on a day: targets a year before results unless it is said."""
    source_id = uuid.uuid5(uuid.NAMESPACE_OID, f"{number}")
    is_plan = any(one["table"] == "targets" for one in claims)
    row = source_row(
        source_id=source_id,
        name=f"{number}.txt",
        path=f"/{number}.txt",
        sha256=hashlib.sha256((sha or f"{number}").encode()).hexdigest(),
        issuer_region_code=issuer,
        published_on=date.fromisoformat(day or ("2024-01-20" if is_plan else "2025-01-20")),
        published_precision="day",
    )
    connection.execute(insert(tables.sources).values(row))
    for place, one in enumerate(claims):
        claim_id = uuid.uuid5(source_id, f"{place}")
        table = tables.metadata.tables[one["table"]]
        connection.execute(insert(table).values(one["row"] | {"source_id": source_id, "claim_id": claim_id}))


def answers(connection: Connection) -> dict[str, list[str]]:
    """All rows of the views, in one order."""
    return {view: sorted(map(repr, connection.execute(text(f"TABLE report.{view}")))) for view in VIEWS}


def wrongly_kept(connection: Connection) -> list[Any]:
    """What the data check of kept outcomes finds."""
    (sql,) = [check.sql for check in checks() if check.name == "kept_outcomes_are_fresh"]
    return list(connection.exec_driver_sql(sql, execution_options={"no_parameters": True}).all())


def doubtful(engine: Engine) -> None:
    """Leave nothing that is kept to be read."""
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO kept_changes DEFAULT VALUES"))


def assert_same_either_way(engine: Engine) -> None:
    """What is kept is read, and where it is not, the answers are the same."""
    with engine.connect() as connection:
        assert is_fresh(connection)
        kept = answers(connection)
        connection.execute(text("INSERT INTO kept_changes DEFAULT VALUES"))
        assert not is_fresh(connection)
        live = answers(connection)
        connection.rollback()
    for view in VIEWS:
        assert kept[view] == live[view], view
