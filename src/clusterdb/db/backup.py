"""Backups: pg_dump's own archive format, compared row by row with the database, both when written and when restored.

In: a `Connection` and a file. Out: how many rows were compared. A backup takes its name when it is whole and compared. A
restore goes into an empty database; on the embedded server that is a new one, which takes the old one's place in one
transaction when everything in it has been compared. Passwords go to the programs by environment, never by argument.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Engine, text

from clusterdb.db import migrate, tables
from clusterdb.db.binaries import find_program
from clusterdb.db.cluster_folder import NAME
from clusterdb.db.connection import Connection
from clusterdb.db.engine import make_engine
from clusterdb.db.reader import lock_down, make_reader, reader_exists
from clusterdb.db.row_digests import SETTINGS, Digest, differences, digest_of_copy, digests_of_script
from clusterdb.errors import DatabaseError, SettingsError

#: The database that a restore is made in, and the one that it pushed out, on the embedded server.
_NEW, _OLD = f"{NAME}_restoring", f"{NAME}_replaced"


def back_up(found: Connection, file: Path) -> dict[str, int]:
    """Write a backup and compare it with the database as of the same instant; gives each table's rows."""
    part = file.with_name(f".{file.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w"):
            pass
        with psycopg.connect(found.conninfo()) as connection, connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute(SETTINGS)
            row = cursor.execute("SELECT pg_export_snapshot(), to_regclass('public.sources') IS NULL").fetchone()
            if row is None or row[1]:
                raise DatabaseError("there is nothing in this database yet", "clusterdb ingest fills it")
            _run("pg_dump", ["--format=custom", f"--snapshot={row[0]}", f"--file={part}"], found)
            written = list(_digests(part))
            there = {table: digest_of_copy(cursor, table, columns) for table, columns, _ in written}
        _compare({table: digest for table, _, digest in written}, there, f"the backup {file}")
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        part.replace(file)
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}", "name another file") from error
    finally:
        with suppress(OSError):
            part.unlink()
    return {table: digest.rows for table, digest in there.items()}


def restore(file: Path, target: Connection) -> dict[str, int]:
    """Restore a backup into a database without tables of clusterdb, and compare; gives each table's rows.

    The tables come in whole or not at all; then they and the views are brought to this version.
    """
    written = _read(file)
    with psycopg.connect(target.conninfo()) as connection:
        row = connection.execute("SELECT to_regclass('public.sources') IS NOT NULL").fetchone()
    if row is None or row[0]:
        raise DatabaseError(
            f"{target.url()} has tables of clusterdb already",
            "restore into an empty database: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        )
    return _fill(file, written, target)


def restore_embedded(file: Path, target: Connection, replace: bool) -> dict[str, int]:
    """Restore a backup into the embedded server's database; one that holds documents only goes where `replace` says so.

    `target` is the running server's own database, and is left as it was until the new one is whole.
    """
    written = _read(file)
    admin = target.to("postgres")
    documents = _documents(target)
    if documents and not replace:
        raise DatabaseError(
            f"the database holds {documents:,} documents",
            "clusterdb backup keeps them; then restore with --replace",
        )
    with psycopg.connect(admin.conninfo(), autocommit=True) as connection:
        for name in (_NEW, _OLD):
            connection.execute(_drop(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_NEW)))
        try:
            rows = _fill(file, written, target.to(_NEW))
            _open_as_before(target, target.to(_NEW))
            with connection.transaction():
                for name in (NAME, _NEW):
                    connection.execute(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (name,)
                    )
                for name, after in ((NAME, _OLD), (_NEW, NAME)):
                    connection.execute(
                        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(after))
                    )
            connection.execute(_drop(_OLD))
        finally:
            connection.execute(_drop(_NEW))
    return rows


def _read(file: Path) -> list[tuple[str, str, Digest]]:
    """What a backup file holds; SettingsError where it is none."""
    if not file.is_file():
        raise SettingsError(f"{file} is not there", "name a file that clusterdb backup wrote")
    written = list(_digests(file))
    if not any(table == "public.sources" for table, _, _ in written):
        raise SettingsError(f"{file} holds no tables of clusterdb", "name a file that clusterdb backup wrote")
    return written


def _fill(file: Path, written: list[tuple[str, str, Digest]], target: Connection) -> dict[str, int]:
    """Restore into a database, compare, and bring tables and views to this version."""
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    _run("pg_restore", [*arguments, f"--dbname={target.dbname or ''}", str(file)], target)
    with psycopg.connect(target.conninfo()) as connection, connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        there = {table: digest_of_copy(cursor, table, columns) for table, columns, _ in written}
    _compare(there, {table: digest for table, _, digest in written}, target.url())
    with _engine(target) as engine:
        migrate.upgrade(engine)
    return {table: digest.rows for table, digest in there.items()}


def _open_as_before(old: Connection, new: Connection) -> None:
    """Let the reader into the new database where it was let into the old one."""
    with _engine(old) as engine, engine.connect() as connection:
        may = reader_exists(connection) and connection.scalar(
            text("SELECT coalesce(has_schema_privilege('clusterdb_reader', to_regnamespace('report'), 'USAGE'), false)")
        )
    if may:
        with _engine(new) as engine, engine.begin() as connection:
            make_reader(connection, None)
            lock_down(connection)


def _documents(target: Connection) -> int:
    with _engine(target) as engine, engine.connect() as connection:
        if migrate.revision(connection) is None:
            return 0
        return int(connection.scalar(text("SELECT count(*) FROM public.sources")) or 0)


def _compare(found: dict[str, Digest], wanted: dict[str, Digest], what: str) -> None:
    ours = {f"public.{name}" for name in tables.metadata.tables}
    if told := differences(found, wanted):
        raise DatabaseError(
            f"{what} does not hold the same rows: {'; '.join(told)}", "keep what you have, and try again"
        )
    if not ours & set(found):
        raise DatabaseError(f"{what} holds no tables of clusterdb", "see that the user may read all tables")


def _digests(file: Path) -> Iterator[tuple[str, str, Digest]]:
    """The tables of a backup file, as pg_restore reads it."""
    program = find_program("pg_restore")
    with subprocess.Popen(  # noqa: S603
        [program, "--data-only", "--file=-", file.resolve()], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        yield from digests_of_script(process.stdout)
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise SettingsError(f"{file} cannot be read: {_last(said)}", "name a file that clusterdb backup wrote")


def _run(name: str, arguments: list[str], found: Connection) -> None:
    """Run one of PostgreSQL's programs on a database; what it complains of comes out as DatabaseError."""
    ours = {variable: value for variable, value in os.environ.items() if not variable.startswith("PG")}
    done = subprocess.run(  # noqa: S603
        [find_program(name), "--no-password", *arguments],
        env={**ours, **found.environment(), "PGTZ": "UTC", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise DatabaseError(
            f"{name} failed: {_last(done.stderr)}",
            "where it speaks of versions, set CLUSTERDB_PGBIN to the programs of a PostgreSQL as new as the server",
        )


def _last(said: str) -> str:
    """The gist of what a program said: its lines that speak of errors, else the last ones."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return "; ".join([line for line in lines if "error" in line.lower()][:3] or lines[-2:]) or "it says nothing"


def _drop(name: str) -> sql.Composed:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))


@contextmanager
def _engine(found: Connection) -> Iterator[Engine]:
    engine = make_engine(found.sqlalchemy_url())
    try:
        yield engine
    finally:
        engine.dispose()
