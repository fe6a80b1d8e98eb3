"""Verdicts kept: what the facts say of each target, worked out once and stored while nothing that it rests on changes.

In: an engine on a database with tables and views. Out: `public.kept_outcomes` holds what `comparison.worked_outcomes` says,
for all targets or for those alone that a change has touched, and the changes dealt with are off `public.kept_changes`. All
is done on one snapshot: a change committed later than that keeps its row there, and with it the views from reading what
is kept. Nothing is lost where it fails or is killed; the views then work out for themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, Engine, text

from clusterdb.db import migrate, tables
from clusterdb.load.faults import with_patience

#: From so many targets on, working out takes seconds: whoever waits is told.
MANY = 5_000

Told = Callable[[int], None]

# a change of a claim touches the targets of its measure and of those that are tied to it, as 200_pairs.sql reads the ties,
# in its province; where either lies in no one province, in all. That no candidate comes from further off is written there.
_TOUCHED = """
    CREATE TEMPORARY TABLE touched ON COMMIT DROP AS
    WITH documents AS (
        SELECT c.source_id FROM public.kept_changes AS c WHERE c.source_id IS NOT NULL
        UNION
        SELECT s.source_id
        FROM public.sources AS s
        WHERE
            -- which copy of some bytes counts may be another now
            s.sha256 IN (SELECT c.sha256 FROM public.kept_changes AS c WHERE c.sha256 IS NOT NULL)
            OR EXISTS (
                SELECT FROM public.kept_state AS k
                WHERE s.published_on > least(k.kept_on, current_date) AND s.published_on <= greatest(k.kept_on, current_date)
            )
    ),

    claims AS (
        SELECT c.metric_key, c.province_code FROM public.kept_changes AS c WHERE c.metric_key IS NOT NULL
        UNION
        SELECT f.metric_key, f.province_code
        FROM (TABLE documents) AS d
        CROSS JOIN LATERAL (
            SELECT t.metric_key, t.province_code FROM public.targets AS t WHERE t.source_id = d.source_id
            UNION
            SELECT a.metric_key, a.province_code FROM public.achievements AS a WHERE a.source_id = d.source_id
        ) AS f
        UNION
        SELECT f.metric_key, f.province_code
        FROM public.kept_changes AS c
        CROSS JOIN LATERAL (
            SELECT t.metric_key, t.province_code FROM public.targets AS t WHERE t.claim_id = c.claim_id
            UNION
            SELECT a.metric_key, a.province_code FROM public.achievements AS a WHERE a.claim_id = c.claim_id
        ) AS f
        WHERE c.claim_id IS NOT NULL
    )

    SELECT c.metric_key, c.province_code FROM claims AS c
    UNION
    SELECT r.metric_code AS metric_key, c.province_code
    FROM claims AS c INNER JOIN public.metric_relations AS r ON c.metric_key = r.related_code
    UNION
    SELECT r.related_code AS metric_key, c.province_code
    FROM claims AS c INNER JOIN public.metric_relations AS r ON c.metric_key = r.metric_code
"""
_TARGETS = """
    CREATE TEMPORARY TABLE touched_targets ON COMMIT DROP AS
    SELECT DISTINCT t.source_id, t.claim_id
    FROM touched AS x
    INNER JOIN public.targets AS t
        ON x.metric_key = t.metric_key AND (x.province_code = t.province_code) IS NOT FALSE
"""
_FORGET = """
    DELETE FROM public.kept_outcomes AS k
    USING touched AS x
    WHERE k.metric_key = x.metric_key AND (k.province_code = x.province_code) IS NOT FALSE
"""
_WORK_OUT = "SELECT {columns} FROM comparison.worked_outcomes AS w"
# one by one, so that the planner cannot work out all of them and then look which were asked for
_WORK_OUT_TOUCHED = """
    SELECT {columns}
    FROM touched_targets AS x
    CROSS JOIN LATERAL (
        SELECT o.* FROM comparison.worked_outcomes AS o
        WHERE o.source_id = x.source_id AND o.claim_id = x.claim_id
        OFFSET 0
    ) AS w
"""


def keep_outcomes(engine: Engine, told: Told | None = None) -> int | None:
    """Bring what is kept to the facts as they stand; None where it was already, else how many targets were worked out.

    `told` hears of a number of targets that takes some time.
    """
    worked = with_patience(partial(_keep, engine, told))
    if worked:
        # a table that has been emptied and filled again is looked through the more quickly
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (tables.kept_changes, tables.kept_outcomes):
                if table is tables.kept_changes or worked >= MANY:
                    connection.execute(text(f"VACUUM (ANALYZE) public.{table.name}"))
    return worked


def is_fresh(connection: Connection) -> bool:
    """True where the views read what is kept."""
    return connection.scalar(text("SELECT is_fresh FROM comparison.freshness")) is True


def _keep(engine: Engine, told: Told | None) -> int | None:
    snapshot = engine.execution_options(isolation_level="REPEATABLE READ")
    while True:
        with snapshot.begin() as connection:
            # LOCK takes no snapshot: the one of all that follows is younger than whatever the last holder did
            connection.execute(text("LOCK TABLE public.kept_state IN SHARE ROW EXCLUSIVE MODE"))
            # views are never torn down under us; waiting for that here would be waiting with an old snapshot
            if connection.scalar(text("SELECT pg_try_advisory_xact_lock_shared(:key)"), {"key": migrate.SCHEMA_LOCK}):
                return _keep_on_one_snapshot(connection, told)
        with engine.begin() as connection:
            migrate.lock_schema(connection, shared=True)


def _keep_on_one_snapshot(connection: Connection, told: Told | None) -> int | None:
    migrate.require_head(connection)
    # as of today, and for as long as it takes
    connection.execute(text("SET LOCAL clusterdb.known_on = ''; SET LOCAL statement_timeout = 0"))
    if is_fresh(connection):
        return None
    if connection.scalar(text(_IS_EVERYTHING)):
        count = connection.scalar(text("SELECT count(*) FROM public.targets")) or 0
        forget, work_out = "DELETE FROM public.kept_outcomes", _WORK_OUT
    else:
        for statement in (_TOUCHED, _TARGETS, "ANALYZE touched", "ANALYZE touched_targets"):
            connection.execute(text(statement))
        count = connection.scalar(text("SELECT count(*) FROM touched_targets")) or 0
        forget, work_out = _FORGET, _WORK_OUT_TOUCHED
    if told is not None and count >= MANY:
        told(count)
    names = tables.kept_outcomes.columns.keys()
    columns = {"columns": ", ".join(f"w.{name}" for name in names)}
    connection.execute(text(forget))
    connection.execute(text(f"INSERT INTO public.kept_outcomes ({', '.join(names)}) {work_out.format(**columns)}"))
    # only those that this snapshot sees
    connection.execute(text("DELETE FROM public.kept_changes"))
    connection.execute(text("DELETE FROM public.kept_state"))
    connection.execute(text("INSERT INTO public.kept_state (kept_on) VALUES (current_date)"))
    return count


_IS_EVERYTHING = """
    SELECT
        NOT EXISTS (SELECT FROM public.kept_state)
        OR EXISTS (
            SELECT FROM public.kept_changes AS c WHERE c.metric_key IS NULL AND c.sha256 IS NULL AND c.claim_id IS NULL
        )
"""
