"""`clusterdb targets` and `clusterdb compare`: what was promised, and what came of it, as tables or as data."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.language import count, t
from clusterdb.cli.queries import STATUSES, Filters
from clusterdb.cli.terminal import say

Command = TypeVar("Command", bound=Callable[..., Any])

TARGETS_HELP = """List what was promised.

One line a target: who, what, how much, by when, and, from 100 columns on, how firmly it is worded. The id in the last
column goes into `clusterdb show`. Into a pipe or a file the table is 80 columns wide and without colours; COLUMNS=120
asks for another width, --format csv for all columns.

\b
Examples:
  clusterdb targets --region 广东 --year 2022
  clusterdb targets --metric 5G
  clusterdb targets --format csv > targets.csv
"""

COMPARE_HELP = """Set what was promised against what was reported.

One line a target with what became of it, the result that says so or comes nearest, and the attainment. A verdict is
given only where target and result measure the same thing; where there is none, the reason stands instead. Into a pipe
or a file the table is 80 columns wide and without colours; COLUMNS=120 asks for another width, --format csv for all
columns.

\b
  exceeded, met, met_early, missed   proved by a comparable result
  indeterminate                      the wording allows either
  not_comparable                     something was reported, but it measures something else
  due_no_report                      the deadline is over, and no document says what came of it
  not_yet_due, no_deadline

\b
Examples:
  clusterdb compare --region 广东 --year 2022
  clusterdb compare --metric 专精特新 --status met --status missed
  clusterdb compare --as-of 2022-01-21       what was known on that day
  clusterdb compare --limit 0 --format jsonl | jq .status_en
"""


def _filters(command: Command) -> Command:
    options = [
        click.option(
            "--region", multiple=True, metavar="NAME", help="Province, city or area: a name, part of one, or a code."
        ),
        click.option("--metric", multiple=True, metavar="NAME", help="Measure: words of its name, or its code."),
        click.option("--cluster", metavar="NAME", help="Industrial cluster: words of its name, or its code."),
        click.option("--source", metavar="NAME", help="Document: part of its file name or title."),
        click.option("--year", type=int, metavar="YEAR", multiple=True, help="Year of the deadline."),
        click.option(
            "--as-of",
            type=click.DateTime(["%Y-%m-%d"]),
            metavar="YYYY-MM-DD",
            help="Only what was published by that day.",
        ),
        click.option(
            "--limit",
            type=click.IntRange(min=0),
            metavar="N",
            default=100,
            show_default=True,
            help="Lines at most; 0 is all.",
        ),
        click.option(
            "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("targets", help=TARGETS_HELP, short_help="List what was promised.")
@_filters
@pass_session
def targets(session: Session, /, form: str, **options: Any) -> None:
    """List what was promised."""
    from clusterdb.cli import layouts, queries

    _run(session, queries.targets, _read(options), form, layouts.targets)


@click.command("compare", help=COMPARE_HELP, short_help="Set what was promised against what was reported.")
@click.option("--status", type=click.Choice(STATUSES), metavar="STATUS", multiple=True, help="What became of it.")
@_filters
@pass_session
def compare(session: Session, /, form: str, status: tuple[str, ...], **options: Any) -> None:
    """Set what was promised against what was reported."""
    from clusterdb.cli import layouts, queries

    _run(session, queries.target_status, _read(options | {"status": status}), form, layouts.comparisons)


def _read(options: dict[str, Any]) -> Filters:
    day: datetime | None = options.pop("as_of")
    return Filters(known_on=day.date() if day else None, **options)


def _run(
    session: Session,
    query: Callable[..., Any],
    filters: Filters,
    form: str,
    layout: Callable[[list[dict[str, Any]]], None],
) -> None:
    from clusterdb.cli import formats
    from clusterdb.cli.near import explain_nothing

    with session.filled().begin() as connection:
        result = query(connection, filters)
        if form != "table":
            columns = formats.columns_of(result)
            found = (tuple(row) for index, row in enumerate(result) if not filters.limit or index < filters.limit)
            write = formats.write_csv if form == "csv" else formats.write_jsonl
            write(columns, found, sys.stdout.buffer, False)
            sys.stdout.buffer.flush()
            return
        rows = [dict(row) for row in result.mappings()]
        if not rows:
            for line in explain_nothing(connection, filters):
                say(line)
            return
    shown = rows[: filters.limit] if filters.limit else rows
    layout(shown)
    more = len(rows) > len(shown)
    told = (
        count(len(shown), "the first target, --limit 0 shows all", "the first {count:,} targets, --limit 0 shows all")
        if more
        else count(len(shown), "{count:,} target", "{count:,} targets")
    )
    say(told + t("; ") + t("clusterdb show ID prints the sentence behind a line"), "dim")
