"""The role that BI tools log in with: it reads the views of report and report_zh, and nothing else.

Goes in: a connection of a user who may create roles. Comes out: the role, its grants and its settings; each call brings
them back to what they should be. What holds it are privileges. Read-only transactions and time limits are settings of
the session, which keep honest tools from harm and which a determined reader may change for himself.

Some of what any user of a PostgreSQL may do belongs to PUBLIC (temporary tables, large objects, the name space public),
and no role can be without it while PUBLIC has it: `lock_down` takes it away, in this database, for everybody but owner
and superuser. The embedded server is locked down always; a server of somebody else's only where that is asked for.
"""

from __future__ import annotations

from psycopg.sql import SQL, Composable, Identifier, Literal
from sqlalchemy import Connection, text

from clusterdb.errors import DatabaseError

READER = "clusterdb_reader"
SCHEMAS = ("report", "report_zh")

#: What a session of the reader begins with. In this order of weight: no writing, no waiting, no endless query.
SETTINGS = {
    "default_transaction_read_only": "on",
    "search_path": "report, report_zh",
    "statement_timeout": "60s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
    "work_mem": "64MB",
    "jit": "off",
}
CONNECTIONS = 20

#: For a superuser to set, and for nobody else to change.
_SUPERUSER_SETTINGS = {"temp_file_limit": "2GB"}

# large objects would be a way to write, advisory locks one to make a run of ours wait for ever
_PUBLIC_FUNCTIONS = text(
    """
    SELECT p.oid::regprocedure::text
    FROM pg_proc AS p
    WHERE
        p.pronamespace = 'pg_catalog'::regnamespace
        AND p.proname ~ '^(lo_.*|loread|lowrite|pg_(try_)?advisory_.*)$'
        AND has_function_privilege('public', p.oid, 'EXECUTE')
    UNION ALL
    SELECT p.oid::regprocedure::text
    FROM pg_proc AS p
    INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
    WHERE n.nspname IN ('report', 'report_zh', 'comparison') AND has_function_privilege('public', p.oid, 'EXECUTE')
    ORDER BY 1
    """
)


def reader_exists(connection: Connection) -> bool:
    """True where the server has the role."""
    return bool(connection.scalar(text("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :name)"), {"name": READER}))


def grant_views(connection: Connection) -> None:
    """Give the reader the views made just now, in a database that was opened to it before; else do nothing."""
    if reader_exists(connection) and connection.scalar(
        text("SELECT has_schema_privilege(:name, 'report', 'USAGE')"), {"name": READER}
    ):
        _run(connection, _grants())


def make_reader(connection: Connection, verifier: str | None) -> None:
    """Make the role, or bring it back to what it should be; `verifier` is a new password's, or None to keep the old.

    Raises DatabaseError where the user of this connection may not do so, or the role was made for something else.
    """
    require_right(connection)
    found = reader_exists(connection)
    if found:
        _require_plain(connection)
    role, statements = Identifier(READER), list[Composable]()
    if not found:
        statements.append(SQL("CREATE ROLE {} LOGIN").format(role))
    statements.append(SQL("ALTER ROLE {} LOGIN INHERIT CONNECTION LIMIT {}").format(role, Literal(CONNECTIONS)))
    if verifier is not None:
        statements.append(SQL("ALTER ROLE {} PASSWORD {}").format(role, Literal(verifier)))
    settings = SETTINGS | (_SUPERUSER_SETTINGS if _is_superuser(connection) else {})
    for name, value in settings.items():
        # a list of schemas is a list of names, and stands without quotes
        said = SQL(value) if name == "search_path" else Literal(value)
        statements.append(SQL("ALTER ROLE {} SET {} = {}").format(role, Identifier(name), said))
    database = Identifier(str(connection.scalar(text("SELECT current_database()"))))
    statements.append(SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role))
    _run(connection, [*statements, *_grants()])


def drop_reader(connection: Connection) -> bool:
    """Take everything in this database back from the role, and drop it; False where there is none."""
    if not reader_exists(connection):
        return False
    require_right(connection)
    role = Identifier(READER)
    _run(connection, [SQL("DROP OWNED BY {}").format(role), SQL("DROP ROLE {}").format(role)])
    return True


def lock_down(connection: Connection) -> None:
    """Take from PUBLIC what would be the reader's as anybody's."""
    _run(connection, public_rights(connection))


def public_rights(connection: Connection) -> list[Composable]:
    """The statements that `lock_down` would run: none where all is done."""
    database = str(connection.scalar(text("SELECT current_database()")))
    statements: list[Composable] = []
    if connection.scalar(text("SELECT has_database_privilege('public', current_database(), 'TEMP')")):
        statements.append(SQL("REVOKE TEMP ON DATABASE {} FROM PUBLIC").format(Identifier(database)))
    if connection.scalar(text("SELECT has_schema_privilege('public', 'public', 'USAGE')")):
        statements.append(SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"))
    functions = connection.scalars(_PUBLIC_FUNCTIONS).all()
    return statements + [SQL(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC") for function in functions]


def close_other_databases(connection: Connection) -> None:
    """For a server that is ours alone: nobody but the superuser has business in postgres and template1."""
    database = str(connection.scalar(text("SELECT current_database()")))
    others = {"postgres", "template1"} - {database}
    _run(
        connection,
        [SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(Identifier(name)) for name in sorted(others)],
    )


def _grants() -> list[Composable]:
    role = Identifier(READER)
    return [
        statement
        for schema in SCHEMAS
        for statement in (
            SQL("GRANT USAGE ON SCHEMA {} TO {}").format(Identifier(schema), role),
            SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(Identifier(schema), role),
        )
    ]


def _is_superuser(connection: Connection) -> bool:
    return connection.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) is True


def require_right(connection: Connection) -> None:
    """Raise DatabaseError where the user of this connection may not make roles."""
    row = connection.execute(
        text("SELECT rolname, rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user")
    ).one()
    if not row.may:
        raise DatabaseError(
            f"the database user {row.rolname} may not create roles, so it cannot make {READER}",
            f"give --database-url with a user who may, or have an administrator run: ALTER ROLE {row.rolname} CREATEROLE",
        )


def _require_plain(connection: Connection) -> None:
    """Raise where a role of that name can do more than read: it was made by others, for other ends."""
    excess = connection.scalar(
        text(
            """
            SELECT concat_ws(
                ', ',
                CASE WHEN r.rolsuper THEN 'it is a superuser' END,
                CASE WHEN r.rolcreaterole THEN 'it may create roles' END,
                CASE WHEN r.rolcreatedb THEN 'it may create databases' END,
                CASE WHEN r.rolreplication THEN 'it may replicate' END,
                CASE WHEN r.rolbypassrls THEN 'it passes by row security' END,
                (
                    SELECT 'it is a member of ' || string_agg(m.roleid::regrole::text, ', ')
                    FROM pg_auth_members AS m
                    WHERE m.member = r.oid
                )
            )
            FROM pg_roles AS r
            WHERE r.rolname = :name
            """
        ),
        {"name": READER},
    )
    if excess:
        raise DatabaseError(
            f"the server has a role {READER} that can do more than read: {excess}",
            f"have an administrator take that away or rename the role (ALTER ROLE {READER} RENAME TO …)",
        )


def _run(connection: Connection, statements: list[Composable]) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement.as_string(None), execution_options={"no_parameters": True})
