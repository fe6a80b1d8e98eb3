"""What is kept of targets is read only while it is what the facts say: whatever changes, the answers are the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, func, insert, select, text, update
from tests.db.keeping import answers, assert_same_either_way, claim, document, doubtful, wrongly_kept
from tests.db.loading import no_documents

from clusterdb.db import tables
from clusterdb.errors import DatabaseError
from clusterdb.lexicon import load_lexicon
from clusterdb.load import kept
from clusterdb.load.kept import is_fresh, keep_outcomes
from clusterdb.load.reference import sync_reference

__all__ = ["no_documents"]

TODAY = date.today()  # noqa: DTZ011 - as PostgreSQL's session has it


@pytest.fixture(autouse=True)
def filled(engine: Engine, no_documents: None) -> Iterator[Engine]:
    """Two provinces with a promise each and a report each, kept."""
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        for number, region in enumerate(("440000", "320000")):
            document(connection, number, claim("targets", region, 70000), issuer=region)
            document(connection, 10 + number, claim("achievements", region, 71000 - number), issuer=region)
    assert keep_outcomes(engine) == 2
    return engine


def fresh(engine: Engine) -> bool:
    with engine.connect() as connection:
        return is_fresh(connection)


def test_what_is_kept_is_read_and_answers_the_same(engine: Engine) -> None:
    assert fresh(engine)
    assert_same_either_way(engine)
    with engine.connect() as connection:
        plan = "\n".join(connection.scalars(text("EXPLAIN (ANALYZE, COSTS OFF) TABLE report.target_status")))
        # the other way is planned and not gone
        assert "kept_outcomes" in plan
        assert "achievements" in plan
        assert "WindowAgg (never executed)" in plan.replace("  ", " ")
        connection.execute(text("UPDATE kept_outcomes SET settled_code = 'missed'"))
        assert set(connection.scalars(text("SELECT status FROM report.target_status"))) == {"missed"}, "it is read"


CHANGES: dict[str, str] = {
    "a result": "UPDATE achievements SET value = 60000 WHERE province_code = '440000'",
    "a target": "UPDATE targets SET value = 1000000 WHERE province_code = '440000'",
    "a target's measure": "UPDATE targets SET metric_code = 'gdp', metric_key = 'gdp' WHERE province_code = '440000'",
    "a result gone": "DELETE FROM achievements WHERE province_code = '440000'",
    "a document gone": "DELETE FROM sources WHERE name = '0.txt'",
    "a document dated": "UPDATE sources SET published_on = '2020-01-01' WHERE name = '0.txt'",
    "a document for later": "UPDATE sources SET published_on = current_date + 1 WHERE name = '10.txt'",
    "another's bytes": "UPDATE sources SET sha256 = (SELECT sha256 FROM sources WHERE name = '10.txt') WHERE name = '0.txt'",
    "a document's issuer": "UPDATE sources SET issuer_region_code = '460000' WHERE name = '10.txt'",
    "a measure": "UPDATE metrics SET direction = 'down' WHERE metric_code = 'base_station_5g'",
    "a relation": "INSERT INTO metric_relations VALUES ('gdp', 'base_station_5g', 'related')",
    "a region": "UPDATE regions SET admin_parent_code = '100000' WHERE region_code = '440300'",
    "a place": "DELETE FROM region_members WHERE descendant_code = '440300'",
    "a level": "UPDATE ordinal_levels SET level_rank = level_rank + 100",
    "a threshold": "UPDATE parameters SET value = 400 WHERE name = 'stock_days_before'",
    "no results": "TRUNCATE achievements",
    "no documents": "TRUNCATE sources CASCADE",
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_nothing_stale_is_read(engine: Engine, what: str) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text(CHANGES[what]))
        assert not is_fresh(connection), "in the transaction itself"
        transaction.rollback()
    assert fresh(engine)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = 'replica'"))  # what switches other triggers off
        connection.execute(text(CHANGES[what]))
    try:
        assert not fresh(engine)
        with engine.connect() as connection:
            before = answers(connection)
        assert keep_outcomes(engine) is not None
        assert fresh(engine)
        with engine.connect() as connection:
            assert answers(connection) == before
            assert wrongly_kept(connection) == []
        assert_same_either_way(engine)
    finally:
        _put_right(engine)


def _put_right(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM sources"))
        connection.execute(text("DELETE FROM installed_parts WHERE part = 'lexicon'"))
        connection.execute(text("UPDATE parameters SET value = default_value"))
        sync_reference(connection, load_lexicon())


def test_a_statement_that_changes_nothing_leaves_it_fresh(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE parameters SET value = value"))
        connection.execute(text("DELETE FROM targets WHERE FALSE"))
        connection.execute(text("INSERT INTO achievements SELECT * FROM achievements WHERE FALSE"))
        connection.execute(text("UPDATE provinces SET name_en = name_en || ' '"))
    assert fresh(engine)
    assert keep_outcomes(engine) is None


def test_only_what_a_change_touches_is_worked_out_anew(engine: Engine) -> None:
    with engine.connect() as connection:
        before = dict(connection.execute(text("SELECT province_code, xmin::text FROM kept_outcomes")).all())
    with engine.begin() as connection:
        connection.execute(text(CHANGES["a result"]))
    assert keep_outcomes(engine) == 1
    with engine.connect() as connection:
        after = dict(connection.execute(text("SELECT province_code, xmin::text FROM kept_outcomes")).all())
    assert before["320000"] == after["320000"]
    assert before["440000"] != after["440000"]


def test_a_copy_that_comes_and_goes_hides_and_shows_a_document(engine: Engine) -> None:
    with engine.connect() as connection:
        first = connection.execute(select(tables.sources).where(tables.sources.c.name == "10.txt")).mappings().one()
    copy = {**first, "source_id": uuid.UUID(int=0), "name": "copy.txt", "path": "/copy.txt"}
    with engine.begin() as connection:
        connection.execute(insert(tables.sources).values(copy))  # the lesser key counts, and it holds no claim
    keep_outcomes(engine)
    assert_same_either_way(engine)
    with engine.connect() as connection:
        assert "due_no_report" in set(connection.scalars(text("SELECT status FROM report.target_status")))
    with engine.begin() as connection:
        connection.execute(delete(tables.sources).where(tables.sources.c.name == "copy.txt"))
    keep_outcomes(engine)
    assert_same_either_way(engine)
    with engine.connect() as connection:
        assert set(connection.scalars(text("SELECT status FROM report.target_status"))) == {"exceeded"}


def test_reviews_count_at_once(engine: Engine) -> None:
    with engine.connect() as connection:
        first = connection.execute(select(tables.achievements).limit(1)).mappings().one()
    for action, statuses in (("reject", {"exceeded", "due_no_report"}), ("accept", {"exceeded"})):
        with engine.begin() as connection:
            row = {
                "source_id": first["source_id"],
                "claim_id": first["claim_id"],
                "source_name": "a",
                "kind": "achievement",
            }
            more = {
                "metric_text": "5G",
                "quote": "5G",
                "action": action,
                "reviewer": "me",
                "reviewed_at": func.clock_timestamp(),
            }
            connection.execute(insert(tables.reviews).values(row | more))
        assert not fresh(engine)
        for _ in range(2):
            with engine.connect() as connection:
                assert set(connection.scalars(text("SELECT status FROM report.target_status"))) == statuses
            keep_outcomes(engine)
        assert_same_either_way(engine)


def test_asked_as_of_another_day_nothing_kept_is_read(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("UPDATE kept_outcomes SET settled_code = 'missed'"))
        at = "SELECT status FROM report.target_status_at('2026-12-31')"
        assert set(connection.scalars(text(at))) == {"exceeded"}
        connection.execute(text("SET LOCAL clusterdb.known_on = '2026-12-31'"))
        assert set(connection.scalars(text("SELECT status FROM report.target_status"))) == {"exceeded"}


def test_a_document_whose_day_has_come_makes_it_doubtful(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(update(tables.sources).values(published_on=TODAY).where(tables.sources.c.name == "10.txt"))
    keep_outcomes(engine)
    for day, is_still in ((TODAY, True), (TODAY - timedelta(1), False), (TODAY + timedelta(1), True)):
        with engine.begin() as connection:
            connection.execute(update(tables.kept_state).values(kept_on=day))
        assert fresh(engine) is is_still
        assert_same_either_way(engine) if is_still else keep_outcomes(engine)
    assert fresh(engine)
    with engine.begin() as connection:  # a session whose day is behind that of whoever kept it
        connection.execute(
            update(tables.sources).values(published_on=TODAY + timedelta(1)).where(tables.sources.c.name == "10.txt")
        )
        connection.execute(delete(tables.kept_changes))
        connection.execute(update(tables.kept_state).values(kept_on=TODAY + timedelta(1)))
    assert not fresh(engine)
    assert keep_outcomes(engine) == 1
    assert_same_either_way(engine)


def test_what_hangs_on_today_is_not_kept(engine: Engine) -> None:
    with engine.begin() as connection:
        for number, day in enumerate((TODAY - timedelta(1), TODAY)):
            document(connection, 20 + number, claim("targets", "460000", 5, period_end_on=day, period_precision="day"))
    keep_outcomes(engine)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT settled_code, overdue_code FROM kept_outcomes WHERE province_code = '460000'")
        ).all()
        assert rows == [(None, "due_no_report")] * 2
        said = "SELECT status FROM report.target_status WHERE province_code = '460000' ORDER BY deadline_on"
        assert connection.scalars(text(said)).all() == ["due_no_report", "not_yet_due"]


def test_a_fact_committed_after_the_snapshot_is_not_lost(engine: Engine) -> None:
    with engine.connect() as late:
        transaction = late.begin()
        late.execute(text(CHANGES["a result"]))
        with engine.begin() as connection:
            connection.execute(text("UPDATE targets SET value = 60000"))
        assert keep_outcomes(engine) == 2
        assert fresh(engine)
        transaction.commit()
    assert not fresh(engine)
    assert keep_outcomes(engine) == 1
    assert_same_either_way(engine)


def test_a_fact_committed_while_verdicts_are_worked_out_is_not_lost(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MANY", 1)
    doubtful(engine)

    def meanwhile(count: int) -> None:
        assert count == 2
        with engine.begin() as connection:
            connection.execute(text(CHANGES["a result"]))

    assert keep_outcomes(engine, meanwhile) == 2
    assert not fresh(engine)
    with engine.connect() as connection:
        assert connection.scalars(select(tables.kept_changes.c.province_code)).all() == ["440000"]
        assert "missed" in set(connection.scalars(text("SELECT status FROM report.target_status")))
    assert keep_outcomes(engine) == 1
    assert_same_either_way(engine)


def test_two_at_once_take_turns_and_one_does_the_work(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MANY", 1)
    doubtful(engine)
    with ThreadPoolExecutor(1) as thread:
        second: list[Any] = []
        first = keep_outcomes(engine, lambda _: second.append(thread.submit(keep_outcomes, engine)))
        assert first == 2
        assert second[0].result(60) is None


def test_one_that_is_killed_harms_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MANY", 1)
    doubtful(engine)

    def kill(_count: int) -> None:
        with engine.begin() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(l.pid) FROM pg_locks AS l"
                    " WHERE l.relation = 'kept_state'::regclass AND l.mode = 'ShareRowExclusiveLock'"
                )
            )

    with pytest.raises(DatabaseError, match="the database failed"):
        keep_outcomes(engine, kill)
    assert not fresh(engine)
    assert keep_outcomes(engine) == 2
    assert_same_either_way(engine)
