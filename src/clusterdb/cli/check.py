"""`clusterdb check`: whether the data in the database keep their promises."""

from __future__ import annotations

import sys
from itertools import groupby

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.terminal import say, write

HELP = """Check that the data keep their promises.

Every number stands in the text that it was read from, every figure has one fate, every verdict rests on like things,
every view suits BI tools. Prints what breaks a promise, and how; the exit status is 4 where anything does.

\b
Examples:
  clusterdb check
  clusterdb check --limit 5
"""


@click.command("check", help=HELP, short_help="Check that the data keep their promises.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Faults a promise at most.")
@pass_session
def check(session: Session, limit: int) -> None:
    """Check that the data keep their promises."""
    from clusterdb.checks import checks, run_checks

    with session.filled().connect() as connection:
        faults = run_checks(connection, limit)
    for promise, broken in groupby(faults, key=lambda fault: fault.promise):
        write(promise)
        for fault in broken:
            write(f"{fault.subject}: {fault.detail}", 2)
    if faults:
        say(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'}", "red")
        sys.exit(4)
    say(f"all well: {len(list(checks()))} promises kept")
