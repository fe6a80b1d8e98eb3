"""Run migrations: views down, tables to the revision asked for, views up at the newest one, in one transaction.

Both `alembic upgrade head` (which comes with no connection and opens clusterdb's default database) and
`clusterdb.db.migrate` (which hands its own over) come through here. The views are no part of any revision: they are
dropped one by one, never with CASCADE, so that a user's own view on top of them stops the migration instead of
vanishing with it.
"""

from __future__ import annotations

from logging.config import fileConfig

from alembic import context
from sqlalchemy import Connection, create_engine, delete, inspect, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.pool import NullPool

from clusterdb import views
from clusterdb.db import migrate
from clusterdb.db.engine import make_engine
from clusterdb.db.tables import installed_parts, metadata
from clusterdb.errors import DatabaseError


def installed_views(connection: Connection) -> str | None:
    """The digest of the views that the database has, or None."""
    if not inspect(connection).has_table(installed_parts.name):
        return None
    digest: str | None = connection.scalar(select(installed_parts.c.sha256).where(installed_parts.c.part == "views"))
    return digest


def move(connection: Connection) -> None:
    """Take the tables to another revision, with the views out of the way."""
    head = migrate.head()
    goal = context.get_revision_argument()
    if migrate.revision(connection) == head == goal and installed_views(connection) == views.digest():
        return
    migrate.lock_schema(connection)
    migrate.require_known(connection)
    views.drop_views(connection)
    with context.begin_transaction():
        context.run_migrations()
    if migrate.revision(connection) == head:
        views.create_views(connection)
        row = {"part": "views", "sha256": views.digest()}
        connection.execute(insert(installed_parts).values(row).on_conflict_do_update(index_elements=["part"], set_=row))
    elif inspect(connection).has_table(installed_parts.name):
        connection.execute(delete(installed_parts).where(installed_parts.c.part == "views"))


def moves() -> bool:
    """True for upgrade, downgrade and stamp; False for check, current and revision, which leave the tables alone."""
    try:
        context.get_revision_argument()
    except KeyError:
        return False
    return True


def run(connection: Connection) -> None:
    """Do what the command asks for on this connection."""
    context.configure(connection=connection, target_metadata=metadata, include_object=migrate.is_ours)
    if moves():
        move(connection)
    else:
        migrate.require_known(connection)
        with context.begin_transaction():
            context.run_migrations()


def main() -> None:
    """Find a connection and run."""
    if context.is_offline_mode():
        raise DatabaseError(
            "migrations cannot be written out as SQL: the views are dropped and rebuilt around them",
            "run them on a database, without --sql",
        )
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    if context.config.config_file_name is not None:
        fileConfig(context.config.config_file_name, disable_existing_loggers=False)
    engine = create_engine(make_engine(None).url, poolclass=NullPool)
    with engine.begin() as connection:
        run(connection)


main()
