"""`clusterdb bi`: a login for BI tools that can read the views and nothing else, told in the words of each tool.

In: an option or two. Out: what to type into Superset, Metabase, Power BI, Tableau, Excel, DBeaver, psql and pandas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.language import t
from clusterdb.cli.terminal import say

if TYPE_CHECKING:
    from clusterdb.db.connection import Connection

HELP = """Let BI tools in, to read and no more.

Makes the role clusterdb_reader, or mends it, and prints how to log in with it. It sees the views of the schemas report
(English names) and report_zh (Chinese names), in read-only transactions that end after a minute; no table, no function,
nothing of anybody else. Its password stands in a file that only you can read.

\b
Examples:
  clusterdb bi --show-password                 for every tool
  clusterdb bi --for superset --show-password  for one
  clusterdb bi --rotate                        a new password; the old one is void

On a PostgreSQL of your own, any user may by default make temporary tables and large objects. Where this database is
clusterdb's alone, --lock-down takes that from PUBLIC, for every user but its owner; the embedded server always has it
so.
"""

TOOLS = ("superset", "metabase", "powerbi", "tableau", "excel", "dbeaver", "psql", "pandas")


@click.command("bi", help=HELP, short_help="Let BI tools in, to read and no more.")
@click.option("--for", "tool", type=click.Choice(TOOLS), help="Tell it for this tool alone.")
@click.option("--show-password", is_flag=True, help="Show the password as well, to paste it.")
@click.option("--rotate", is_flag=True, help="Make a new password; the old one is void at once.")
@click.option("--lock-down", is_flag=True, help="On a server of your own: take from PUBLIC what a reader must not do.")
@pass_session
def bi(session: Session, tool: str | None, show_password: bool, rotate: bool, lock_down: bool) -> None:
    """Let BI tools in, to read and no more."""
    from clusterdb.db.connection import read_connection
    from clusterdb.db.migrate import upgrade
    from clusterdb.db.reader_login import open_to_reader
    from clusterdb.db.server import EmbeddedServer
    from clusterdb.db.settings import read_settings

    external = session.database_url or read_settings().database_url
    engine = session.engine()
    upgrade(engine)
    found = read_connection(external) if external else EmbeddedServer().start().connection(tcp=True)
    login = open_to_reader(engine, found, is_embedded=not external, rotate=rotate, lock=lock_down)
    for name in (tool,) if tool else TOOLS:
        told = _recipe(name, login.connection, show_password)
        click.echo(("" if tool else f"{name}\n") + "\n".join(told if tool else [f"  {line}" for line in told]))
    click.echo("", err=True)
    if login.is_new:
        say(t("the password is new, and stands in {file}", file=login.password_file))
    else:
        say(t("the password is the one in {file}", file=login.password_file))
    if not show_password:
        say(t("--show-password shows it"))
    if login.public_rights:
        say(
            t(
                "note: as any user of this server, the reader may also make temporary tables or large objects or the "
                "like; --lock-down runs these {count} statements against it:",
                count=len(login.public_rights),
            )
        )
        click.echo("\n".join(f"  {statement};" for statement in login.public_rights), err=True)


def _recipe(tool: str, login: Connection, show: bool) -> list[str]:
    """What to type into a tool, line by line."""
    from clusterdb.db.reader import READER

    host, port, name = login.host or "localhost", login.port or "5432", login.dbname or READER
    password = (login.password or "") if show else "***"
    place = [(t("host"), host), (t("port"), port), (t("database"), name)]
    user = [(t("user"), login.user or ""), (t("password"), password)]
    match tool:
        case "superset":
            return [f"SQLAlchemy URI  {login.url(show, 'postgresql+psycopg2')}"]
        case "metabase":
            return _aligned([*place, *user, (t("schemas"), t("only these: report, report_zh"))])
        case "powerbi":
            note = t("untick Use Encrypted Connection where the server is on this machine")
            return _aligned([(t("server"), f"{host}:{port}"), (t("database"), name), *user, (t("note"), note)])
        case "tableau":
            return _aligned([(t("server"), host), *place[1:], *user, (t("schema"), "report")])
        case "excel":
            # text as long as our longest, true and false as numbers
            server = f"Driver={{PostgreSQL Unicode}};Server={host};Port={port};Database={name}"
            return [f"ODBC  {server};Uid={login.user};Pwd={password};ReadOnly=1;BoolsAsChar=0;MaxVarcharSize=8190"]
        case "dbeaver":
            address = ("JDBC URL", f"jdbc:postgresql://{host}:{port}/{name}?currentSchema=report")
            return _aligned([address, *user])
        case "psql":
            return [f'psql "{login.url(show)}"']
        case _:
            address_of = login.url(show, "postgresql+psycopg")
            return [f'pandas.read_sql_table("target_status", "{address_of}", schema="report")']


def _aligned(lines: list[tuple[str, str]]) -> list[str]:
    from clusterdb.cli.wrapping import cell_len

    room = max(cell_len(name) for name, _ in lines)
    return [f"{name}{' ' * (room - cell_len(name))}  {value}" for name, value in lines]
