"""The engine: one call from wherever the database is to a SQLAlchemy engine that is known to answer.

Goes in: a URL, or None for CLUSTERDB_DATABASE_URL and, without that, the embedded server, started on demand. Comes out:
an `Engine` on psycopg 3. Nothing is created in the database.
"""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy
from sqlalchemy import URL, Engine, exc, text

from clusterdb.db.connection import Connection, read_connection
from clusterdb.db.server import EmbeddedServer
from clusterdb.db.settings import read_settings
from clusterdb.errors import DatabaseError, DatabaseTooOld

#: The oldest PostgreSQL that the SQL of this project runs on.
OLDEST_POSTGRES = 15


def find_connection(url: str | None = None) -> Connection:
    """How to reach the database: the external one where an address is given, else the embedded one, started."""
    if address := url or read_settings().database_url:
        return read_connection(address)
    return EmbeddedServer().start().connection()


def make_engine(url: str | URL | None = None, **options: Any) -> Engine:
    """An engine for `url` (None: see above) that has been asked once and is recent enough.

    `options` go to sqlalchemy.create_engine. Its `url` attribute holds all that another process needs to connect.
    Raises DatabaseError where nobody answers or the database is not UTF-8, DatabaseTooOld below PostgreSQL 15.
    """
    found = connection_of(url) if isinstance(url, URL) else find_connection(url)
    # no prepared statements: after a migration a cached plan "must not change result type", and poolers lose them
    arguments: dict[str, Any] = {"prepare_threshold": None, "client_encoding": "utf8", "application_name": "clusterdb"}
    arguments |= options.pop("connect_args", {})
    if "connect_timeout" not in found.options:
        arguments.setdefault("connect_timeout", 15)
    engine = sqlalchemy.create_engine(found.sqlalchemy_url(), connect_args=arguments, **options)
    try:
        _check(engine, found)
    except BaseException:
        engine.dispose()
        raise
    return engine


def connection_of(url: URL) -> Connection:
    """SQLAlchemy's address as ours. As text it would not do: it writes a blank in a value as +, which libpq keeps."""
    query = {name: value if isinstance(value, str) else ",".join(value) for name, value in url.query.items()}
    port = str(url.port) if url.port is not None else None
    return Connection(
        url.host or query.pop("host", None),
        port or query.pop("port", None),
        url.username,
        url.password,
        url.database,
        query,
    )


def _check(engine: Engine, found: Connection) -> None:
    try:
        with engine.connect() as connection:
            version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
            encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    except exc.DBAPIError as error:
        raise DatabaseError(
            f"{found.url()} does not answer: {_reason(error, found)}",
            "see that the server runs and that user, password and database are right; "
            "without CLUSTERDB_DATABASE_URL and --database-url clusterdb runs a server of its own",
        ) from error
    if version < OLDEST_POSTGRES * 10000:
        raise DatabaseTooOld(
            f"{found.url()} is PostgreSQL {version // 10000}", f"use PostgreSQL {OLDEST_POSTGRES} or newer"
        )
    if encoding != "UTF8":
        raise DatabaseError(
            f"{found.url()} keeps its text in {encoding}, which cannot hold every Chinese character",
            "use a database made with CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0",
        )


def _reason(error: exc.DBAPIError, found: Connection) -> str:
    """What the driver said, on one line, without the password."""
    said = re.sub(r"\s+", " ", str(error.orig)).strip()
    return said.replace(found.password, "***") if found.password else said
