"""The list of commands, help pages, messages and exit statuses."""

from __future__ import annotations

import subprocess
import sys

import click
import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError, ProgrammingError

from clusterdb import __version__
from clusterdb.cli import main
from clusterdb.cli.commands import COMMANDS, GROUPS
from clusterdb.errors import ClusterdbError, DatabaseError, SettingsError


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command("status")
    def status() -> None:
        raise error

    monkeypatch.setattr("clusterdb.cli.status.status", status)


def test_every_command_stands_in_one_group_of_the_help_page() -> None:
    assert sorted(name for _, names in GROUPS for name in names) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_page_says(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.get_short_help_str(200) == COMMANDS[name][2]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_page(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert COMMANDS[name][2].rstrip(".") in " ".join(result.output.split())


def test_help_shows_all_commands_and_examples() -> None:
    result = CliRunner().invoke(main, ["-h"])
    assert result.exit_code == 0
    assert all(f"  {name} " in result.output for name in COMMANDS)
    assert "Examples:" in result.output


def test_version() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"clusterdb {__version__}\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from clusterdb.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'psycopg', 'pydantic', 'rich', 'yaml', 'alembic'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_python_m_clusterdb_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "clusterdb", "--version"], capture_output=True, text=True, check=False)
    assert done.stdout == f"clusterdb {__version__}\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [("compair", "did you mean compare?"), ("qqq", "see clusterdb --help")],
)
def test_unknown_command_is_answered_with_the_nearest(name: str, said: str) -> None:
    result = CliRunner().invoke(main, [name])
    assert result.exit_code == 2
    assert said in result.output


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (SettingsError("no year", "add a side file"), 1, "error: no year\n  add a side file\n"),
        (ClusterdbError("broken\x1b[31m"), 1, "error: broken\n"),
        (
            KeyboardInterrupt(),
            130,
            "\ninterrupted; what was finished is kept, and the same command goes on from here\n",
        ),
    ],
)
def test_errors_say_the_remedy_and_set_the_exit_status(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, error)
    result = CliRunner().invoke(main, ["status"])
    assert (result.exit_code, result.stderr) == (code, said)
    assert result.stdout == ""


def test_verbose_shows_where_it_broke(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, DatabaseError("gone"))
    assert "Traceback" in CliRunner().invoke(main, ["-v", "status"]).stderr


def test_a_fault_of_our_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, ZeroDivisionError())
    assert isinstance(CliRunner().invoke(main, ["status"]).exception, ZeroDivisionError)


def test_the_database_driver_is_answered_for(monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, OperationalError("SELECT 1", {}, psycopg.OperationalError("server closed\nthe connection")))
    gone = CliRunner().invoke(main, ["status"])
    assert gone.exit_code == 1
    assert gone.stderr.startswith("error: the database cannot be reached: server closed\n")
    fail_with(monkeypatch, ProgrammingError("SELECT x", {}, psycopg.ProgrammingError("")))
    refused = CliRunner().invoke(main, ["status"])
    assert refused.stderr.startswith("error: the database refused: ProgrammingError\n")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file or directory", "a.csv"), "error: a.csv: No such file or directory"),
        (OSError(36, "File name too long", "长" * 5000), "…: File name too long"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), "no text in UTF-8"),
    ],
)
def test_files_and_keyboards_are_answered_for(error: Exception, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_with(monkeypatch, error)
    result = CliRunner().invoke(main, ["status"])
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr) < 400


def test_the_group_lists_its_commands_and_knows_no_others() -> None:
    context = click.Context(main)
    assert sorted(main.list_commands(context)) == sorted(COMMANDS)
    assert main.get_command(context, "nothing") is None


def test_an_unreachable_database_is_an_error_with_a_remedy() -> None:
    result = CliRunner().invoke(main, ["--database-url", "postgresql://nobody@127.0.0.1:1/none", "status"])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.stderr
