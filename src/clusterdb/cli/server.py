"""`clusterdb db`, `url` and `psql`: where the database is, and the way into it. Goes in: options. Comes out: lines."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click

from clusterdb.cli.language import t

if TYPE_CHECKING:
    from clusterdb.db.connection import Connection

# all options but --help are psql's, -h among them
_RAW = {"ignore_unknown_options": True, "allow_interspersed_args": False, "help_option_names": ["--help"]}

# what these say is meant for other servers than the embedded one
_CONNECTION_VARIABLES = frozenset(
    f"PG{name}"
    for name in (
        *("HOST", "HOSTADDR", "PORT", "DATABASE", "USER", "PASSWORD", "PASSFILE", "SERVICE", "SERVICEFILE", "OPTIONS"),
        *("SSLMODE", "SSLNEGOTIATION", "REQUIREAUTH", "CHANNELBINDING", "GSSENCMODE", "TARGETSESSIONATTRS"),
    )
)


@click.group()
def db() -> None:
    """Start, stop and look at the embedded server.

    It is a real PostgreSQL of your own. Other commands start it by themselves. It keeps running, so that psql and BI
    tools find it, and uses little while nobody asks it anything. Its folder is CLUSTERDB_HOME, else `clusterdb` in
    your user data folder (for root: /var/lib/clusterdb).
    """


@db.command()
@click.pass_context
def start(context: click.Context) -> None:
    """Start the server, making it first where there is none."""
    from clusterdb.db.server import EmbeddedServer

    server = EmbeddedServer()
    before = server.status().is_running
    found = server.start().status()
    state = t("running already") if before else t("started")
    click.echo(t("{state}: PostgreSQL {version} on port {port}", state=state, version=found.version, port=found.port))
    _say_external(context)


@db.command()
@click.pass_context
def stop(context: click.Context) -> None:
    """Stop the server; open sessions end. The data stay."""
    from clusterdb.db.server import EmbeddedServer

    click.echo(t("stopped") if EmbeddedServer().stop() else t("was not running"))
    _say_external(context)


@db.command()
@click.pass_context
def status(context: click.Context) -> None:
    """Say whether the server runs and where its things are; starts nothing."""
    from clusterdb.db.server import EmbeddedServer

    found = EmbeddedServer().status()
    if found.is_running:
        state = t("running, PostgreSQL {version}, process {process}", version=found.version, process=found.pid)
    elif found.data_major:
        state = t("stopped, PostgreSQL {version}", version=found.data_major)
    else:
        state = t("not made yet; clusterdb ingest or clusterdb db start makes it")
    lines = [(t("server"), state), (t("folder"), str(found.home)), (t("log"), str(found.log))]
    if found.is_running:
        lines.insert(1, (t("address"), t("127.0.0.1, port {port}", port=found.port)))
    _table(lines)
    _say_external(context)


@click.command()
@click.option("--show-password", is_flag=True, help="Show the password as well, to paste it into a BI tool.")
@click.option("-v", "--verbose", is_flag=True, help="Host, port, database, user and password line by line.")
@click.option("--sqlalchemy", is_flag=True, help="As SQLAlchemy and pandas want it: postgresql+psycopg://…")
@click.pass_context
def url(context: click.Context, show_password: bool, verbose: bool, sqlalchemy: bool) -> None:
    """Print how to connect to the database.

    For a BI tool or a program. The embedded server starts if need be.

    \b
    Examples:
      clusterdb url --verbose --show-password     what Superset, Metabase, Power BI or Excel ask for
      psql "$(clusterdb url --show-password)"     another psql than clusterdb's own
    """  # noqa: D301
    found = _connection(context, tcp=True)
    if verbose:
        _table(
            [
                (t("host"), found.host or "localhost"),
                (t("port"), found.port or "5432"),
                (t("database"), found.dbname or ""),
                (t("user"), found.user or ""),
                (t("password"), (found.password or "") if show_password else "***" if found.password else ""),
                *found.options.items(),
            ]
        )
    else:
        click.echo(found.url(show_password, "postgresql+psycopg" if sqlalchemy else "postgresql"))
    if found.password and not show_password:
        click.echo(t("--show-password shows the password"), err=True)


@click.command(context_settings=_RAW)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...")
@click.pass_context
def psql(context: click.Context, arguments: tuple[str, ...]) -> None:
    """Open psql on the database.

    ARGS are psql's own (clusterdb psql -? lists them). The password stands on no command line.

    \b
    Examples:
      clusterdb psql
      clusterdb psql -c "SELECT * FROM report.target_status LIMIT 5"
      clusterdb psql --csv -f question.sql > answer.csv
    """  # noqa: D301
    from clusterdb.db.binaries import find_psql

    found = _connection(context, tcp=False)
    program = find_psql()
    foreign = frozenset[str]() if _external(context) else _CONNECTION_VARIABLES
    environment = {name: value for name, value in os.environ.items() if name not in foreign} | found.environment()
    environment.setdefault("PGCLIENTENCODING", "UTF8")
    sys.stdout.flush()
    if sys.platform == "win32":
        sys.exit(subprocess.run([str(program), *arguments], env=environment, check=False).returncode)  # noqa: S603
    os.execve(program, [str(program), *arguments], environment)  # noqa: S606


def _external(context: click.Context) -> str | None:
    from clusterdb.db.settings import read_settings

    return context.find_root().params.get("database_url") or read_settings().database_url


def _connection(context: click.Context, tcp: bool) -> Connection:
    """The way to the database: by TCP for others, by the Unix socket for programs of our own."""
    from clusterdb.db.connection import read_connection
    from clusterdb.db.server import EmbeddedServer

    if (address := _external(context)) is not None:
        return read_connection(address)
    return EmbeddedServer().start().connection(tcp)


def _say_external(context: click.Context) -> None:
    if _external(context):
        click.echo(t("note: a database URL is given, so the other commands use that one and not this server"), err=True)


def _table(lines: list[tuple[str, str]]) -> None:
    from clusterdb.cli.wrapping import cell_len

    width = max(cell_len(name) for name, _ in lines)
    for name, value in lines:
        # an address or a path stays on its line, to be copied
        click.echo(f"{name}{' ' * (width - cell_len(name))}  {value}")
