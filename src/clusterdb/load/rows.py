"""COPY and compare: bring the rows of a table to what they ought to be, writing only what differs.

Rows come as dictionaries by column name. They are copied into a temporary table and merged from there in two
statements: what is no longer meant to be there goes, what is new or other is written; an equal row is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg import Cursor, sql
from psycopg.types.json import Jsonb
from sqlalchemy import Connection, Table
from sqlalchemy.dialects.postgresql import JSONB

Row = Mapping[str, Any]


def cursor_of(connection: Connection) -> Cursor[Any]:
    """The psycopg cursor in the transaction of a SQLAlchemy connection."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(f"the engine runs on {type(driver).__module__}, not on psycopg 3")
    return driver.cursor()


def copy_rows(cursor: Cursor[Any], table: Table, rows: Iterable[Row], into: str | None = None) -> None:
    """COPY rows into a table, or into the table named `into` with the same columns."""
    columns = [column.name for column in table.columns]
    json = {column.name for column in table.columns if isinstance(column.type, JSONB)}
    target = sql.Identifier(into) if into else sql.Identifier("public", table.name)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(target, _names(columns))
    with cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([Jsonb(row[name]) if name in json else row[name] for name in columns])


def merge_rows(cursor: Cursor[Any], table: Table, rows: Iterable[Row], *, source_id: UUID | None = None) -> None:
    """Make a table hold these rows alone, or one document's part of it where `source_id` is given."""
    staging = stage_rows(cursor, table, rows)
    remove_others(cursor, table, staging, source_id=source_id)
    write_changed(cursor, table, staging)


def stage_rows(cursor: Cursor[Any], table: Table, rows: Iterable[Row]) -> str:
    """Copy rows into a temporary table that goes with the transaction; returns its name."""
    staging = f"staging_{table.name}"
    cursor.execute(
        sql.SQL("CREATE TEMPORARY TABLE IF NOT EXISTS {} (LIKE public.{} INCLUDING DEFAULTS) ON COMMIT DROP").format(
            sql.Identifier(staging), sql.Identifier(table.name)
        )
    )
    cursor.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(staging)))
    copy_rows(cursor, table, rows, staging)
    return staging


def remove_others(cursor: Cursor[Any], table: Table, staging: str, *, source_id: UUID | None = None) -> int:
    """Delete the rows whose key is not staged; of one document where `source_id` is given, else unless referenced."""
    conditions = [
        sql.SQL("NOT EXISTS (SELECT 1 FROM {} AS s WHERE {})").format(sql.Identifier(staging), _same_key(table))
    ]
    if source_id is not None:
        conditions.append(sql.SQL("t.source_id = {}").format(sql.Literal(source_id)))
    else:
        conditions.extend(_unreferenced(table))
    cursor.execute(
        sql.SQL("DELETE FROM public.{} AS t WHERE {}").format(
            sql.Identifier(table.name), sql.SQL(" AND ").join(conditions)
        )
    )
    return cursor.rowcount


def write_changed(cursor: Cursor[Any], table: Table, staging: str, keep: Sequence[str] = ()) -> int:
    """Insert the staged rows that are new and update those that differ, `keep` columns apart; returns how many."""
    columns = [column.name for column in table.columns]
    key = [column.name for column in table.primary_key.columns]
    others = [name for name in columns if name not in key and name not in keep]
    action: sql.Composable = sql.SQL("NOTHING")
    if others:
        action = sql.SQL("UPDATE SET {} WHERE ({}) IS DISTINCT FROM ({})").format(
            sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in others),
            _names(others, "t"),
            _names(others, "excluded"),
        )
    cursor.execute(
        sql.SQL("INSERT INTO public.{} AS t ({}) SELECT {} FROM {} ON CONFLICT ({}) DO {}").format(
            sql.Identifier(table.name),
            _names(columns),
            _names(columns),
            sql.Identifier(staging),
            _names(key),
            action,
        )
    )
    return cursor.rowcount


def _names(names: Iterable[str], owner: str | None = None) -> sql.Composed:
    parts = ((owner, name) if owner else (name,) for name in names)
    return sql.SQL(", ").join(sql.Identifier(*part) for part in parts)


def _same_key(table: Table) -> sql.Composed:
    return sql.SQL(" AND ").join(
        sql.SQL("s.{0} = t.{0}").format(sql.Identifier(column.name)) for column in table.primary_key.columns
    )


def _unreferenced(table: Table) -> list[sql.Composed]:
    """Conditions that no row of any table points at a row of this one."""
    return [
        sql.SQL("NOT EXISTS (SELECT 1 FROM public.{} AS r WHERE r.{} = t.{})").format(
            sql.Identifier(other.name), sql.Identifier(key.parent.name), sql.Identifier(key.column.name)
        )
        for other in table.metadata.tables.values()
        for key in other.foreign_keys
        if key.column.table is table
    ]
