"""Nothing that an outcome rests on changes unnoticed: the tables are found by what PostgreSQL knows of the views."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, select, text
from sqlalchemy.exc import DBAPIError
from tests.db.keeping import answers, assert_same_either_way, claim, document
from tests.db.loading import RESULT, TARGET, folder, ingest, no_documents, write

from clusterdb import pipeline
from clusterdb.db import tables
from clusterdb.lexicon import load_lexicon
from clusterdb.load.kept import is_fresh, keep_outcomes
from clusterdb.load.reference import sync_reference

__all__ = ["folder", "no_documents"]

_BELOW = """
    WITH RECURSIVE below AS (
        SELECT 'comparison.worked_outcomes'::regclass::oid AS oid
        UNION
        SELECT d.refobjid
        FROM below AS b
        INNER JOIN pg_rewrite AS r ON b.oid = r.ev_class
        INNER JOIN pg_depend AS d
            ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
    )
"""


def test_every_table_that_outcomes_rest_on_tells_of_its_changes(engine: Engine) -> None:
    with engine.connect() as connection:
        read = set(
            connection.scalars(
                text(f"{_BELOW} SELECT c.relname FROM pg_class AS c NATURAL JOIN below WHERE relkind = 'r'")
            )
        )
        # the bits of pg_trigger.tgtype: 4 insert, 8 delete, 16 update, 32 truncate
        noted = {
            row.relname: row.events
            for row in connection.execute(
                text(
                    """
                    SELECT t.tgrelid::regclass::text AS relname, bit_or(t.tgtype::integer & 60) AS events
                    FROM pg_trigger AS t INNER JOIN pg_proc AS p ON t.tgfoid = p.oid
                    WHERE p.proname LIKE 'note\\_%' AND t.tgenabled = 'A' AND t.tgtype & 3 = 0
                    GROUP BY t.tgrelid
                    """
                )
            )
        }
    assert {"targets", "achievements", "sources", "reviews", "parameters"} <= read
    assert noted == dict.fromkeys(read, 60)


def test_nothing_that_is_kept_hangs_on_the_day_or_the_session(engine: Engine) -> None:
    with engine.connect() as connection:
        views = dict(
            connection.execute(
                text(
                    f"{_BELOW} SELECT oid::regclass::text, pg_get_viewdef(oid) FROM pg_class NATURAL JOIN below WHERE relkind = 'v'"
                )
            ).all()
        )
        functions = connection.scalars(
            text(
                f"{_BELOW} SELECT d.refobjid::regprocedure::text FROM below AS b INNER JOIN pg_rewrite AS r ON b.oid = r.ev_class"
                " INNER JOIN pg_depend AS d ON d.objid = r.oid AND d.refclassid = 'pg_proc'::regclass"
            )
        ).all()
    assert functions == []
    assert "comparison.judged_pairs" in views
    # what is known is asked of the day, and freshness minds the day; the day itself is asked of `settings` above outcomes alone
    for name in ("comparison.known_sources", "comparison.settings"):
        del views[name]
    for name, sql in views.items():
        for word in (
            "CURRENT_",
            "now()",
            "current_setting",
            "known_on",
            "random",
            "clock",
            "LOCALTIME",
            "AT TIME ZONE",
        ):
            assert word.lower() not in sql.lower(), f"{name}: {word}"


def test_every_candidate_is_of_the_same_province_or_of_none(engine: Engine) -> None:
    """What a change touches ends at a province: on the catalogue of today the condition keeps no candidate out."""
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
    reached = """
        SELECT m.ancestor_code AS code, m.descendant_code AS reached FROM region_members AS m
        UNION
        SELECT m.descendant_code, m.ancestor_code FROM region_members AS m
        UNION
        SELECT here.region_code, n.region_code
        FROM regions AS here INNER JOIN regions AS n ON here.province_code = n.province_code
        WHERE here.kind IN ('informal', 'subarea', 'zone') AND n.kind IN ('informal', 'subarea', 'zone', 'prefecture')
    """
    with engine.connect() as connection:
        found = connection.execute(
            text(
                f"""
                SELECT count(*) AS pairs, count(*) FILTER (WHERE here.province_code <> there.province_code) AS across
                FROM ({reached}) AS way
                INNER JOIN regions AS here ON way.code = here.region_code
                INNER JOIN regions AS there ON way.reached = there.region_code
                """
            )
        ).one()
    assert found.pairs > 10_000
    assert found.across == 0


def test_a_run_keeps_what_it_found_and_the_next_leaves_it_alone(engine: Engine, folder: Path) -> None:
    def rows() -> list[tuple[str, ...]]:
        with engine.connect() as connection:
            assert is_fresh(connection)
            return [
                tuple(row) for row in connection.execute(text("SELECT claim_id::text, xmin::text FROM kept_outcomes"))
            ]

    ingest(engine, folder)
    assert len(kept := rows()) == 1
    ingest(engine, folder)
    assert rows() == kept
    write(folder / "a.txt", TARGET.replace("70000", "80000"))
    ingest(engine, folder)
    assert rows() != kept
    assert_same_either_way(engine)
    (folder / "b.txt").unlink()
    ingest(engine, folder, prune=True)
    assert_same_either_way(engine)
    write(folder / "d.txt", RESULT)
    ingest(engine, folder)
    assert_same_either_way(engine)


def test_real_documents_answer_the_same_either_way(engine: Engine) -> None:
    pipeline.ingest(engine, [Path(__file__).parents[2] / "data" / "raw"], workers=1)
    assert_same_either_way(engine)
    with engine.connect() as connection:
        assert len(answers(connection)["target_status"]) > 20


def test_new_views_make_all_that_is_kept_doubtful(engine: Engine, folder: Path) -> None:
    from clusterdb import views

    ingest(engine, folder)
    with engine.connect() as connection, connection.begin() as transaction:
        assert is_fresh(connection)
        views.drop_views(connection)
        views.create_views(connection)
        assert not is_fresh(connection)
        transaction.rollback()


def test_whoever_may_write_a_fact_need_not_reach_what_is_kept(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("CREATE ROLE kept_writer"))
        connection.execute(text("GRANT USAGE ON SCHEMA public TO kept_writer"))
        connection.execute(text("GRANT INSERT, SELECT, UPDATE ON parameters TO kept_writer"))
        before = _changes(connection)
        connection.execute(text("SET LOCAL ROLE kept_writer"))
        connection.execute(text("UPDATE parameters SET value = 2 WHERE name = 'plausible_ratio'"))
        savepoint = connection.begin_nested()
        with pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(insert(tables.kept_changes).values(metric_key="gdp"))
        savepoint.rollback()
        connection.execute(text("RESET ROLE"))
        assert _changes(connection) == before + 1
        transaction.rollback()


def _changes(connection: Connection) -> int:
    return len(connection.execute(select(tables.kept_changes)).all())


def test_claims_of_no_province_touch_all(engine: Engine) -> None:
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        for number, region in enumerate(("440000", "320000", "100000")):
            document(connection, number, claim("targets", region, 70000))
    assert keep_outcomes(engine) == 3
    with engine.begin() as connection:
        document(connection, 9, claim("achievements", "100000", 80000))
    assert keep_outcomes(engine) == 3
    with engine.begin() as connection:
        document(connection, 10, claim("achievements", "440300", 80000))
    assert keep_outcomes(engine) == 2, "Guangdong's and the nation's"
    assert_same_either_way(engine)
