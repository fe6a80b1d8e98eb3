"""Migrations go up and down with data in the tables, and make exactly the tables of `db.tables`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, select, text
from tests.db.made_up import fact_row, source_row

from clusterdb.db import migrate, tables
from clusterdb.db.engine import make_engine
from clusterdb.errors import DatabaseError, DatabaseTooNew, DatabaseTooOld
from clusterdb.lexicon import load_lexicon
from clusterdb.load.reference import sync_reference

pytestmark = pytest.mark.every_postgres

CHECKOUT = Path(__file__).resolve().parents[2]

SHAPE = text(
    """
    SELECT 'constraint' AS what, conrelid::regclass::text AS of, conname AS name, pg_get_constraintdef(oid) AS is
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL
    SELECT 'index', indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index WHERE indrelid::regclass::text IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')
    UNION ALL
    SELECT
        'column', attrelid::regclass::text, attname,
        format_type(atttypid, atttypmod) || ' ' || attnotnull || attidentity::text
            || coalesce(col_description(attrelid, attnum), '')
    FROM pg_attribute
    WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')
        AND attnum > 0
    UNION ALL
    SELECT 'table', oid::regclass::text, '', coalesce(obj_description(oid), '')
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    """
)


#: Another number after the view was made anew.
VIEW = text("SELECT 'report.targets'::regclass::oid::bigint")


def shape(connection: Connection) -> set[tuple[str, ...]]:
    """All tables, columns, constraints, indexes and comments but alembic's own."""
    return {tuple(row) for row in connection.execute(SHAPE) if row.of != "alembic_version"}


def fill(engine: Engine) -> None:
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        connection.execute(insert(tables.sources).values(source_row()))
        connection.execute(insert(tables.targets).values(fact_row()))
        connection.execute(insert(tables.achievements).values(fact_row()))


def alembic(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The alembic command in the checkout, on a database."""
    environment = os.environ | {"CLUSTERDB_DATABASE_URL": url}
    command = [sys.executable, "-m", "alembic", *arguments]
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_migrations_make_the_tables_of_the_model(new_database: Callable[..., str]) -> None:
    migrated, modelled = make_engine(new_database()), make_engine(new_database())
    migrate.upgrade(migrated)
    tables.metadata.create_all(modelled)
    with migrated.connect() as ours, modelled.connect() as model:
        assert shape(ours) == shape(model)
    migrated.dispose()
    modelled.dispose()


def test_up_down_and_up_again_with_data(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database())
    migrate.upgrade(engine)
    assert migrate.current(engine) == migrate.head()
    fill(engine)
    assert migrate.check(engine) is None
    migrate.downgrade(engine)
    assert migrate.current(engine) is None
    with engine.connect() as connection:
        assert shape(connection) == set()
    migrate.upgrade(engine)
    fill(engine)
    assert migrate.check(engine) is None
    engine.dispose()


def test_each_revision_goes_down_and_up(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database())
    migrate.upgrade(engine)
    fill(engine)
    for _ in range(3):
        migrate.downgrade(engine, "-1")
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM pg_views WHERE schemaname = 'report'")) == 0
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM pg_views WHERE schemaname = 'report'")) > 0
    engine.dispose()


def test_alembic_works_from_the_checkout(new_database: Callable[..., str]) -> None:
    url = new_database()
    for arguments in (["upgrade", "head"], ["check"], ["current"], ["downgrade", "base"], ["upgrade", "head"]):
        done = alembic(url, *arguments)
        assert done.returncode == 0, done.stderr
        if arguments == ["upgrade", "head"]:
            engine = make_engine(url)
            fill(engine)
            engine.dispose()


def test_writing_migrations_out_as_sql_is_refused(new_database: Callable[..., str]) -> None:
    done = alembic(new_database(), "upgrade", "head", "--sql")
    assert done.returncode != 0
    assert "without --sql" in done.stderr


def test_upgrading_again_does_nothing(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database(migrated=True))
    with engine.connect() as connection:
        before = connection.scalar(VIEW)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(VIEW) == before
    engine.dispose()


def test_views_are_rebuilt_when_they_changed(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database(migrated=True))
    with engine.begin() as connection:
        connection.execute(tables.installed_parts.update().values(sha256="0" * 64))
        before = connection.scalar(VIEW)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(VIEW) != before
        assert connection.scalar(select(tables.installed_parts.c.sha256)) != "0" * 64
    engine.dispose()


def test_a_view_of_the_users_own_stops_the_migration_and_stays(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database(migrated=True))
    fill(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE VIEW mine AS SELECT count(*) AS n FROM report.targets"))
    with pytest.raises(DatabaseError, match=r"mine.*drop it"):
        migrate.downgrade(engine)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT n FROM mine")) == 1
    assert migrate.current(engine) == migrate.head()
    engine.dispose()


def test_a_table_of_the_users_own_is_left_alone(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database(migrated=True))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE notes (words text)"))
    assert migrate.check(engine) is None
    engine.dispose()


def test_a_difference_is_told(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database(migrated=True))
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_targets_comparison"))
    assert "ix_targets_comparison" in (migrate.check(engine) or "")
    engine.dispose()


def test_a_newer_database_is_refused(new_database: Callable[..., str]) -> None:
    url = new_database(migrated=True)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match=r"9999.*upgrade clusterdb"):
        migrate.upgrade(engine)
    with engine.connect() as connection, pytest.raises(DatabaseTooNew):
        migrate.require_head(connection)
    assert "9999" in alembic(url, "check").stderr
    engine.dispose()


def test_an_older_database_is_told_apart(new_database: Callable[..., str]) -> None:
    engine = make_engine(new_database())
    with engine.connect() as connection, pytest.raises(DatabaseTooOld, match="revision none"):
        migrate.require_head(connection)
    with pytest.raises(DatabaseError, match="cannot be compared"):
        migrate.check(engine)
    engine.dispose()
