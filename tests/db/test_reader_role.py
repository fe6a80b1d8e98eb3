"""As clusterdb_reader, try to write, to read what is not for readers, and to get out; expect a refusal each time."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from psycopg import sql
from sqlalchemy import Engine, text

from clusterdb import views
from clusterdb.cli import main
from clusterdb.db.connection import Connection, read_connection
from clusterdb.db.engine import make_engine
from clusterdb.db.reader import READER, SETTINGS, drop_reader
from clusterdb.db.reader_login import Login, open_to_reader
from clusterdb.errors import DatabaseError

DENIED = "42501"
#: PostgreSQL says "does not exist" of what lies in a schema that one may not enter.
UNSEEN = "42P01"


@pytest.fixture(scope="module")
def login(engine: Engine, migrated_url: str) -> Iterator[Login]:
    """A database opened to the reader, as on the embedded server."""
    yield open_to_reader(engine, read_connection(migrated_url), is_embedded=True)
    with engine.begin() as connection:
        drop_reader(connection)


@pytest.fixture
def reader(login: Login) -> Iterator[psycopg.Connection]:
    """A session of the reader."""
    with psycopg.connect(login.connection.conninfo(), autocommit=True) as connection:
        yield connection


@pytest.fixture
def determined(reader: psycopg.Connection) -> psycopg.Connection:
    """A session of a reader who has switched off all that a session may switch off."""
    for name in ("default_transaction_read_only", "statement_timeout"):
        reader.execute(f"SET {name} = 0")  # type: ignore[arg-type]
    reader.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")
    return reader


def names_of_views(engine: Engine, schema: str) -> list[str]:
    with engine.connect() as connection:
        found = connection.scalars(text("SELECT viewname FROM pg_views WHERE schemaname = :s"), {"s": schema})
        return [str(name) for name in found]


def test_reads_every_view_in_both_languages(reader: psycopg.Connection, engine: Engine) -> None:
    for schema in ("report", "report_zh"):
        found = names_of_views(engine, schema)
        assert found
        for name in found:
            reader.execute(sql.SQL("SELECT * FROM {} LIMIT 1").format(sql.Identifier(schema, name)))


def test_finds_the_views_without_naming_their_schema(reader: psycopg.Connection) -> None:
    assert reader.execute("SELECT count(*) FROM target_status").fetchone() == (0,)
    assert reader.execute("SELECT count(*) FROM 目标状态").fetchone() == (0,)


def test_may_look_back_in_time(reader: psycopg.Connection) -> None:
    reader.execute("SET clusterdb.known_on = '2022-01-21'")
    assert reader.execute("SELECT count(*) FROM report.target_status").fetchone() == (0,)


def test_a_session_begins_read_only_and_with_limits(reader: psycopg.Connection) -> None:
    shown = {name: reader.execute(f"SHOW {name}").fetchone() for name in SETTINGS}  # type: ignore[arg-type]
    assert shown["default_transaction_read_only"] == ("on",)
    assert shown["statement_timeout"] == ("1min",)
    assert shown["search_path"] == ("report, report_zh",)
    with pytest.raises(psycopg.errors.QueryCanceled):
        reader.execute("SET statement_timeout = 50; SELECT pg_sleep(5)")


@pytest.mark.parametrize(
    "statement",
    [
        # writing
        "DELETE FROM public.targets",
        "INSERT INTO public.parameters (name, value) VALUES ('near_share', 0)",
        "TRUNCATE public.sources",
        "CREATE TABLE report.mine (n integer)",
        "CREATE TABLE public.mine (n integer)",
        "CREATE TEMPORARY TABLE mine (n integer)",
        "SELECT 1 AS n INTO TEMPORARY mine",
        "CREATE SCHEMA mine",
        "CREATE EXTENSION pg_trgm",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT lo_creat(-1)",
        "SELECT lo_import('/etc/hostname')",
        "COPY report.dim_date FROM PROGRAM 'echo 1'",
        # reading what is not for readers
        "SELECT * FROM public.targets",
        "SELECT text FROM public.sources",
        "SELECT * FROM comparison.known_targets",
        "SELECT * FROM comparison.settings",
        "SELECT rolpassword FROM pg_authid",
        "SELECT * FROM pg_statistic",
        "COPY public.sources TO STDOUT",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "COPY (SELECT 1) TO '/tmp/clusterdb-reader'",
        "SELECT pg_read_file('/etc/hostname')",
        "SELECT pg_ls_dir('.')",
        "SELECT * FROM pg_hba_file_rules",
        "PREPARE leak AS SELECT text FROM public.sources",
        "DECLARE leak CURSOR WITH HOLD FOR SELECT text FROM public.sources",
        # functions
        "SELECT * FROM report.target_status_at('2022-01-01')",
        "CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS 'BEGIN RETURN TRUE; END'",
        "CREATE FUNCTION report.leak() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION public.leak() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "DO $$ BEGIN PERFORM count(*) FROM public.targets; END $$",
        # in the way of others
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_xact_lock_shared(1)",
        "LOCK TABLE report.targets IN ACCESS EXCLUSIVE MODE",
        "SELECT * FROM report.dim_source FOR UPDATE",
        "SELECT pg_reload_conf()",
        # becoming more
        "SET ROLE pg_read_all_data",
        "SET ROLE clusterdb",
        "SET SESSION AUTHORIZATION clusterdb",
        "ALTER ROLE clusterdb_reader SUPERUSER",
        "ALTER ROLE clusterdb_reader CREATEROLE",
        "GRANT pg_read_all_data TO clusterdb_reader",
        "CREATE ROLE another",
        "ALTER DATABASE postgres SET search_path = public",
        "SET temp_file_limit = -1",
        # the views themselves
        "DROP VIEW report.targets",
        "ALTER VIEW report.targets OWNER TO clusterdb_reader",
        "CREATE OR REPLACE VIEW report.dim_date AS SELECT 1 AS n",
        "COMMENT ON VIEW report.targets IS 'mine'",
        "CREATE RULE mine AS ON SELECT TO report.targets DO INSTEAD SELECT 1",
    ],
)
def test_even_a_determined_reader_is_refused(determined: psycopg.Connection, statement: str) -> None:
    with pytest.raises(psycopg.Error) as refused:
        determined.execute(f"BEGIN READ WRITE; {statement}")  # type: ignore[arg-type]
    assert refused.value.sqlstate == DENIED, refused.value


def test_no_view_takes_a_row(determined: psycopg.Connection, engine: Engine) -> None:
    for name in names_of_views(engine, "report"):
        with pytest.raises(psycopg.Error) as refused:
            determined.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier("report", name)))
        assert isinstance(
            refused.value, (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)
        )
        rights = "INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
        held = determined.execute("SELECT has_table_privilege(%s, %s)", (f"report.{name}", rights)).fetchone()
        assert held == (False,)


def test_no_search_path_leads_to_the_tables(determined: psycopg.Connection) -> None:
    determined.execute("SET search_path = public, comparison")
    for name in ("targets", "sources", "known_targets"):
        with pytest.raises(psycopg.Error) as refused:
            determined.execute(f"SELECT * FROM {name}")  # type: ignore[arg-type]
        assert refused.value.sqlstate in {DENIED, UNSEEN}


def test_a_search_path_does_not_bend_what_a_view_reads(determined: psycopg.Connection) -> None:
    determined.execute("SET search_path = pg_temp, public")
    assert determined.execute("SELECT count(*) FROM report.targets").fetchone() == (0,)


def test_a_prepared_statement_has_the_rights_of_who_runs_it(determined: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        determined.execute("SELECT text FROM public.sources WHERE name = %s", ("x",), prepare=True)


def test_statistics_and_other_sessions_tell_nothing(determined: psycopg.Connection, engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("SELECT 'a secret of the owner'"))
        assert determined.execute(
            "SELECT count(*) FROM pg_stats WHERE schemaname !~ '^(pg_catalog|information_schema)$'"
        ).fetchone() == (0,)
        seen = determined.execute("SELECT query FROM pg_stat_activity WHERE query LIKE '%secret of the owner%'")
        assert seen.rowcount <= 1  # this very query at most


def test_grants_nothing_to_others(determined: psycopg.Connection) -> None:
    determined.execute("GRANT SELECT ON report.targets TO PUBLIC")  # a warning, and nothing done
    assert determined.execute("SELECT has_table_privilege('public', 'report.targets', 'SELECT')").fetchone() == (False,)


def test_enters_no_other_database_of_the_server(login: Login) -> None:
    for name in ("postgres", "template1"):
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(login.connection.to(name).conninfo())


def test_views_made_anew_are_readable_at_once(engine: Engine, reader: psycopg.Connection) -> None:
    with engine.begin() as connection:
        views.drop_views(connection)
        views.create_views(connection)
    reader.execute("SELECT * FROM report.fact_claims")
    reader.execute("SELECT * FROM report_zh.事实_陈述")


def test_what_a_reader_changes_of_himself_is_mended(engine: Engine, login: Login, migrated_url: str) -> None:
    with psycopg.connect(login.connection.conninfo(), autocommit=True) as connection:
        connection.execute("BEGIN READ WRITE; ALTER ROLE clusterdb_reader SET statement_timeout = 0; COMMIT")
    again = open_to_reader(engine, read_connection(migrated_url), is_embedded=True)
    assert not again.is_new
    with psycopg.connect(login.connection.conninfo()) as connection:
        assert connection.execute("SHOW statement_timeout").fetchone() == ("1min",)


def test_the_password_is_kept_for_its_owner_alone(login: Login, engine: Engine) -> None:
    password = login.password_file.read_text()
    assert stat.S_IMODE(login.password_file.stat().st_mode) == 0o600
    assert login.connection.password == password
    assert password not in repr(login)
    with engine.connect() as connection:
        kept = connection.scalar(text("SELECT rolpassword FROM pg_authid WHERE rolname = :n"), {"n": READER})
    assert str(kept).startswith("SCRAM-SHA-256$4096:")


def test_rotation_makes_the_old_password_void(engine: Engine, login: Login, migrated_url: str) -> None:
    fresh = open_to_reader(engine, read_connection(migrated_url), is_embedded=True, rotate=True)
    assert fresh.is_new
    assert fresh.connection.password != login.connection.password
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(login.connection.conninfo())
    # the other tests of this file go on with the first
    login.password_file.write_text(str(fresh.connection.password))
    object.__setattr__(login, "connection", fresh.connection)


def test_a_lost_or_wrong_password_asks_for_rotation(engine: Engine, login: Login, migrated_url: str) -> None:
    kept = login.password_file.read_text()
    try:
        for wrong in (None, "wrong"):
            login.password_file.unlink()
            if wrong is not None:
                login.password_file.write_text(wrong)
            with pytest.raises(DatabaseError, match="--rotate"):
                open_to_reader(engine, read_connection(migrated_url), is_embedded=True)
            login.password_file.touch()
    finally:
        login.password_file.write_text(kept)


def test_a_role_of_that_name_that_can_do_more_is_refused(engine: Engine, login: Login, migrated_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"ALTER ROLE {READER} CREATEDB"))
    try:
        with pytest.raises(DatabaseError, match="it may create databases"):
            open_to_reader(engine, read_connection(migrated_url), is_embedded=True)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER ROLE {READER} NOCREATEDB"))


@pytest.fixture
def owned(postgres: Connection, new_database: Callable[..., str], engine: Engine) -> Iterator[Callable[[str], str]]:
    """A function that makes an empty database owned by a user with the attribute given, and gives its URL."""
    made: list[str] = []

    def make(attribute: str) -> str:
        database = read_connection(new_database())
        user = f"owner_{attribute.lower()}"
        with psycopg.connect(postgres.conninfo(), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {user} LOGIN {attribute} PASSWORD 'pw'")  # type: ignore[arg-type]
            connection.execute(f"ALTER DATABASE {database.dbname} OWNER TO {user}")  # type: ignore[arg-type]
        made.append(user)
        return Connection(database.host, database.port, user, "pw", database.dbname).url(show_password=True)

    yield make
    with psycopg.connect(postgres.conninfo(), autocommit=True) as connection:
        for user in made:
            connection.execute(f"REASSIGN OWNED BY {user} TO CURRENT_USER; DROP OWNED BY {user}")  # type: ignore[arg-type]
            databases = connection.execute(
                "SELECT datname FROM pg_database AS d JOIN pg_roles AS r ON d.datdba = r.oid WHERE r.rolname = %s",
                (user,),
            ).fetchall()
            for (name,) in databases:
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def bi(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--database-url", url, "bi", *arguments])


def test_a_user_who_may_not_create_roles_is_told_what_to_do(owned: Callable[[str], str]) -> None:
    result = bi(owned("NOCREATEROLE"))
    assert result.exit_code == 1
    assert "may not create roles" in result.stderr
    assert "ALTER ROLE owner_nocreaterole CREATEROLE" in result.stderr


def test_command_tells_every_tool_and_hides_the_password(login: Login, migrated_url: str) -> None:
    own = login.password_file
    result = bi(migrated_url, "--rotate")
    assert result.exit_code == 0, result.stderr
    (file,) = set(own.parent.glob("reader_password-*"))
    password = file.read_text()
    for tool in ("superset", "metabase", "powerbi", "tableau", "excel", "dbeaver", "psql", "pandas"):
        assert f"{tool}\n" in result.stdout
    assert password not in result.output
    shown = bi(migrated_url, "--for", "psql", "--show-password").stdout
    assert password in shown
    address = shown.partition('"')[2].rpartition('"')[0]
    with psycopg.connect(address) as connection:
        assert connection.execute("SELECT current_user").fetchone() == (READER,)
    own.write_text(password)
    object.__setattr__(login, "connection", read_connection(address))


def test_rights_of_public_on_a_foreign_server_are_told_and_left(
    new_database: Callable[..., str], login: Login, engine: Engine
) -> None:
    url = new_database(migrated=True)
    told = bi(url)
    assert told.exit_code == 0, told.stderr
    assert "REVOKE TEMP ON DATABASE" in told.stderr
    assert "REVOKE ALL ON SCHEMA public FROM PUBLIC" in told.stderr
    locked = bi(url, "--lock-down")
    assert "REVOKE" not in locked.stderr
    external = make_engine(url)
    with external.begin() as connection:
        assert connection.scalar(text("SELECT has_database_privilege('public', current_database(), 'TEMP')")) is False
        connection.execute(text(f"DROP OWNED BY {READER}"))
    external.dispose()


def test_password_file_of_the_embedded_server_lies_beside_its_own(login: Login) -> None:
    assert login.password_file.name == "reader_password"
    assert (Path(login.password_file).parent / "password").exists()
