"""`clusterdb check`: whether the data in the database keep their promises."""

from __future__ import annotations

import sys
from itertools import groupby

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.language import count, t, told
from clusterdb.cli.terminal import say, write

HELP = """Check that the data are sound.

Every number stands in the text that it was read from, every figure is either read or left out, every verdict rests on
like things, every view suits BI tools. Prints what is at fault, and how; the exit status is 4 where anything does.

\b
Examples:
  clusterdb check
  clusterdb check --limit 5
"""


@click.command("check", help=HELP, short_help="Check that the data are sound.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=20,
    show_default=True,
    help="Faults at most, for each check.",
)
@pass_session
def check(session: Session, limit: int) -> None:
    """Check that the data are sound."""
    from clusterdb.checks import checks, run_checks

    with session.filled().connect() as connection:
        faults = run_checks(connection, limit)
    for promise, broken in groupby(faults, key=lambda fault: fault.promise):
        write(told(promise))
        for fault in broken:
            write(f"{fault.subject}: {fault.detail}", 2)
    if faults:
        say(count(len(faults), "{count:,} fault", "{count:,} faults"), "red")
        sys.exit(4)
    say(t("all well: {count} checks passed", count=len(list(checks()))))
