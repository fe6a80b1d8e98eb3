"""A move from one server to another: every table of clusterdb copied and compared, in one transaction.

In: two engines. Out: each table's rows. Both servers may be of different versions of PostgreSQL. While it runs, no
document is written on either side; a move that fails leaves the target as it was, and the source is never changed.
Verdicts kept stay behind: they are worked out again over there.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import Cursor, sql
from sqlalchemy import Connection, Engine, Table, text

from clusterdb.db import migrate, tables
from clusterdb.db.row_digests import SETTINGS, Digest, differences, digest_of_copy
from clusterdb.errors import DatabaseError

#: What is moved, tables that others point at first.
_MOVED = [table for table in tables.metadata.sorted_tables if table not in tables.KEPT]

#: Tables whose rows mean that somebody already uses the target.
_IN_USE = (tables.sources, tables.reviews, tables.rejected_documents)


def move(source: Engine, target: Engine) -> dict[str, int]:
    """Copy all tables into a database that holds no documents; gives each table's rows.

    Raises DatabaseError where the target holds documents or reviews, or what arrived differs from what was sent.
    """
    migrate.upgrade(source)
    migrate.upgrade(target)
    with source.connect() as giving, target.begin() as taking:
        # alone on both sides: whoever writes a document waits
        migrate.lock_schema(giving)
        migrate.lock_schema(taking)
        _require_unused(taking)
        names = ", ".join(map(_name, _MOVED))
        taking.execute(text(f"TRUNCATE {names}"))
        sent: dict[str, Digest] = {}
        arrived: dict[str, Digest] = {}
        with _cursor(giving) as reader, _cursor(taking) as writer:
            reader.execute(SETTINGS)
            writer.execute(SETTINGS)
            for table in _MOVED:
                sent[table.name] = _copy(reader, writer, table)
            for table in _MOVED:
                arrived[table.name] = digest_of_copy(writer, _name(table), _columns(table))
                _set_sequences(writer, table)
        if told := differences(arrived, sent):
            raise DatabaseError(f"what arrived is not what was sent: {'; '.join(told)}", "nothing was kept; try again")
        giving.rollback()
    return {name: digest.rows for name, digest in arrived.items()}


def _require_unused(connection: Connection) -> None:
    for table in _IN_USE:
        if connection.execute(table.select().limit(1)).first() is not None:
            raise DatabaseError(
                f"the database to move to has rows in {table.name} already",
                "name an empty database: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
            )


def _copy(reader: Cursor[Any], writer: Cursor[Any], table: Table) -> Digest:
    """Copy a table across, digesting what is sent."""
    sent = Digest()
    with (
        reader.copy(f"COPY {_name(table)} ({_columns(table)}) TO STDOUT".encode()) as out,
        writer.copy(f"COPY {_name(table)} ({_columns(table)}) FROM STDIN".encode()) as into,
    ):
        for block in out:
            into.write(block)
            for line in bytes(block).splitlines(keepends=True):
                sent.add(line)
    return sent


def _set_sequences(writer: Cursor[Any], table: Table) -> None:
    """Let numbers that the database gives go on after those that came."""
    for column in table.columns:
        if column.identity is not None:
            writer.execute(
                sql.SQL(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({}), 0) + 1, false) FROM {}"
                ).format(sql.Identifier(column.name), sql.Identifier("public", table.name)),
                (_name(table), column.name),
            )


def _cursor(connection: Connection) -> Cursor[Any]:
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    return driver.cursor()


def _name(table: Table) -> str:
    """The table as SQL writes it; our own names need no quotes."""
    return f"public.{table.name}"


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)
