"""`clusterdb backup`, `restore` and `move`: the data in a file, out of a file, and over to another server."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from clusterdb.cli.context import Session, keeping, pass_session
from clusterdb.cli.language import t
from clusterdb.cli.terminal import say

BACKUP_HELP = """Write the whole database into a file, and compare the two row by row.

The file is what pg_dump writes, open to its owner alone; pg_restore reads it too. It takes its name when it is whole and
compared, so that an older backup of that name is not lost before. Others may go on working meanwhile.

\b
Example:
  clusterdb backup ~/clusterdb-2026-01-31.dump
"""

RESTORE_HELP = """Bring a backup back, and compare it with the file row by row.

Into the embedded server, or with --database-url into an empty database of yours. A database that holds documents is
replaced only with --replace, and only after the new one is whole.

\b
Examples:
  clusterdb restore ~/clusterdb-2026-01-31.dump
  clusterdb restore ~/clusterdb-2026-01-31.dump --replace
  clusterdb --database-url postgresql://ann@db.example/facts restore ~/clusterdb-2026-01-31.dump
"""

MOVE_HELP = """Copy everything to another PostgreSQL, and compare row by row.

URL is an empty database on a server from version 15 on. Leave the password out of the URL, where others may see it, and
put it into PGPASSWORD or ~/.pgpass. What is here stays as it is; from then on CLUSTERDB_DATABASE_URL names the new one.

\b
Example:
  clusterdb move postgresql://ann@db.example/facts
"""


@click.command("backup", help=BACKUP_HELP, short_help="Write the whole database into a file.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@pass_session
def backup(session: Session, file: Path) -> None:
    """Write the whole database into a file."""
    from clusterdb.db.backup import back_up
    from clusterdb.db.engine import find_connection

    rows = back_up(find_connection(session.database_url), file)
    say(t("wrote {file}, {size:,.1f} MB; ", file=file, size=file.stat().st_size / 1e6) + _told(rows))


@click.command("restore", help=RESTORE_HELP, short_help="Bring a backup back.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace the documents that are in the embedded server now.")
@pass_session
def restore(session: Session, file: Path, replace: bool) -> None:
    """Bring a backup back."""
    from clusterdb.db import backup as backups
    from clusterdb.db.engine import find_connection
    from clusterdb.db.settings import read_settings
    from clusterdb.load.kept import keep_outcomes

    target = find_connection(session.database_url)
    if session.database_url or read_settings().database_url:
        rows = backups.restore(file, target)
    else:
        rows = backups.restore_embedded(file, target, replace)
    keep_outcomes(session.engine(), keeping)
    say(t("restored {file}; ", file=file) + _told(rows))


@click.command("move", help=MOVE_HELP, short_help="Copy everything to another PostgreSQL.")
@click.argument("url")
@pass_session
def move(session: Session, url: str) -> None:
    """Copy everything to another PostgreSQL."""
    from clusterdb.db import move as moving
    from clusterdb.db.connection import read_connection
    from clusterdb.db.engine import make_engine
    from clusterdb.load.kept import keep_outcomes

    shown = read_connection(url).url()
    source, target = session.filled(), make_engine(url)
    rows = moving.move(source, target)
    keep_outcomes(target, keeping)
    say(t("moved to {address}; ", address=shown) + _told(rows))
    say(t("set CLUSTERDB_DATABASE_URL to that address to use it; what was here is unchanged"))


def _told(rows: Mapping[str, int]) -> str:
    return t("{rows:,} rows of {tables} tables compared, all equal", rows=sum(rows.values()), tables=len(rows))
