"""`clusterdb db`, `url` and `psql` as a user types them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clusterdb.cli import main
from clusterdb.db.connection import read_connection
from clusterdb.db.server import EmbeddedServer


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """CLUSTERDB_HOME of the test's own, with nothing in it yet."""
    folder = Path(os.environ["CLUSTERDB_TEST_RUN"], f"home-{os.urandom(4).hex()}")
    monkeypatch.setenv("CLUSTERDB_HOME", str(folder))
    yield folder
    EmbeddedServer(folder).stop()
    shutil.rmtree(folder, ignore_errors=True)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def psql(*arguments: str, before: tuple[str, ...] = (), **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "clusterdb", *before, "psql", "-X", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=os.environ | variables)


def test_start_status_and_stop_tell_what_they_did(home: Path) -> None:
    assert "not made yet" in run("db", "status").stdout
    assert not home.exists()
    assert run("db", "stop").stdout == "was not running\n"
    assert run("db", "start").stdout.startswith("started: PostgreSQL ")
    assert run("db", "start").stdout.startswith("running already: PostgreSQL ")
    status = run("db", "status").stdout
    port = EmbeddedServer().connection(tcp=True).port
    assert f"127.0.0.1, port {port}" in status
    assert str(home) in status
    assert run("db", "stop").stdout == "stopped\n"
    assert "server  stopped, PostgreSQL " in run("db", "status").stdout


def test_url_hides_the_password_unless_asked(server: EmbeddedServer) -> None:
    password, port = server.folder.password(), server.connection(tcp=True).port
    hidden = run("url")
    assert hidden.stdout == f"postgresql://clusterdb:***@127.0.0.1:{port}/clusterdb\n"
    assert "--show-password" in hidden.stderr
    shown = run("url", "--show-password")
    assert read_connection(shown.stdout) == server.connection(tcp=True)
    assert shown.stderr == ""
    assert run("url", "--sqlalchemy").stdout.startswith("postgresql+psycopg://")
    lines = dict(line.split(maxsplit=1) for line in run("url", "-v", "--show-password").stdout.splitlines())
    assert lines == {
        "host": "127.0.0.1",
        "port": port,
        "database": "clusterdb",
        "user": "clusterdb",
        "password": password,
    }
    assert password not in run("url", "-v").output


def test_address_of_ones_own_is_used_and_said(home: Path) -> None:
    given = "postgresql://ann:secret@db.example/facts?sslmode=require"
    assert run("--database-url", given, "url").stdout == "postgresql://ann:***@db.example/facts?sslmode=require\n"
    assert "a database URL is given" in run("--database-url", given, "db", "status").stderr
    assert not home.exists()


def test_address_that_makes_no_sense_ends_in_status_1() -> None:
    result = run("--database-url", "mysql://host/facts", "url")
    assert result.exit_code == 1
    assert "postgresql://user:password@host:5432/database" in result.stderr


@pytest.mark.usefixtures("server")
def test_psql_answers_and_gives_its_own_exit_status() -> None:
    found = psql("-Atc", "SELECT '专精特新', current_database()", PGHOST="nowhere", PGOPTIONS="-c no_such=1")
    assert (found.returncode, found.stdout, found.stderr) == (0, "专精特新|clusterdb\n", "")
    assert psql("-c", "SELECT no_such_column").returncode == 1
    assert psql("-v", "ON_ERROR_STOP=1", "-f", "/no/such/file").returncode != 0


def test_psql_keeps_the_password_off_the_command_line(server: EmbeddedServer) -> None:
    found = psql("-Atc", r"\! tr '\0' ' ' < /proc/$PPID/cmdline")
    assert found.returncode == 0
    assert server.folder.password() not in found.stdout + found.stderr


def test_psql_gets_everything_by_its_environment(monkeypatch: pytest.MonkeyPatch, server: EmbeddedServer) -> None:
    started: list[tuple[Path, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *given: started.append(given))
    monkeypatch.setenv("PGPASSFILE", "elsewhere")
    run("psql", "-h", "other", "--csv")
    program, arguments, environment = started[0]
    assert arguments == [str(program), "-h", "other", "--csv"]
    assert environment["PGPASSWORD"] == server.folder.password()
    assert environment["PGDATABASE"] == "clusterdb"
    assert "PGPASSFILE" not in environment
    run("--database-url", "postgresql://db.example/facts", "psql")
    assert started[1][2]["PGHOST"] == "db.example"
    assert started[1][2]["PGPASSFILE"] == "elsewhere"


def test_psql_goes_where_the_database_url_points(database_url: str) -> None:
    name = read_connection(database_url).dbname
    assert psql("-Atc", "SELECT current_database()", before=("--database-url", database_url)).stdout == f"{name}\n"
    assert psql("-Atc", "SELECT current_database()", CLUSTERDB_DATABASE_URL=database_url).stdout == f"{name}\n"
    assert psql("-Atc", "SELECT current_database()", "postgres").stdout == "postgres\n"
