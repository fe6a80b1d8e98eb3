"""`clusterdb review`: accept, reject or correct claims by hand; every word of it is kept, with who, when and why."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clusterdb.cli.context import Session, keeping, pass_session
from clusterdb.cli.grid import Column, table
from clusterdb.cli.language import language, t
from clusterdb.cli.terminal import clean, say, width
from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from clusterdb.load.reviews import Claim, Review

Command = TypeVar("Command", bound=Callable[..., Any])

#: from so many columns on, the words of the claim have room
_ROOMY = 100
#: What report.reviews shows of a name: a longer one would come back from a file as another person's.
_LONGEST_NAME = 200

STATES = ("standing", "superseded", "withdrawn", "orphaned", "unsuitable")
LIST = """
SELECT * FROM report.reviews
WHERE (cardinality(CAST(:states AS text[])) = 0 OR state = ANY(CAST(:states AS text[]))) AND claim_id LIKE :prefix
ORDER BY reviewed_at DESC, review_id DESC {limit}
"""


@click.group()
def review() -> None:
    """Accept, reject or correct claims by hand.

    An accepted or corrected claim has confidence 1. A rejected one leaves all views and stays in the table. A corrected
    field shows the right value in all views, which say what the rules had read. Reviews are appended and never changed;
    reading the documents again keeps them. Where a claim is gone, because its document changed, they are listed as
    orphaned.

    \b
    Examples:
      clusterdb review accept 3f2a91c0 77ab10de
      clusterdb review reject 3f2a91c0 --reason "a threshold, not a target"
      clusterdb review correct 3f2a91c0 value=25000 unit=count --reason "2.5万 misread"
      clusterdb review list --orphaned
      clusterdb export reviews -o reviews.csv
    """  # noqa: D301


def _signed(command: Command) -> Command:
    """The options of who and why."""
    for option in (
        click.option("--reason", help="Why."),
        click.option(
            "--by", envvar="CLUSTERDB_REVIEWER", metavar="NAME", help="Who says so. [default: the user's name]"
        ),
    ):
        command = option(command)
    return command


_ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)


@review.command("accept")
@_ids
@_signed
@pass_session
def accept(session: Session, ids: tuple[str, ...], by: str | None, reason: str | None) -> None:
    """Say that claims are read right."""
    _say(session, ids, "accept", by, reason)


@review.command("reject")
@_ids
@_signed
@pass_session
def reject(session: Session, ids: tuple[str, ...], by: str | None, reason: str | None) -> None:
    """Say that these are no claims: they leave all views, and stay in the table."""
    _say(session, ids, "reject", by, reason)


@review.command("withdraw")
@_ids
@_signed
@pass_session
def withdraw(session: Session, ids: tuple[str, ...], by: str | None, reason: str | None) -> None:
    """Take back all that was said of claims: they are again as they were read."""
    _say(session, ids, "withdraw", by, reason)


@review.command("correct")
@click.argument("claim_id", metavar="ID")
@click.argument("changes", metavar="FIELD=VALUE...", nargs=-1, required=True)
@_signed
@pass_session
def correct(session: Session, claim_id: str, changes: tuple[str, ...], by: str | None, reason: str | None) -> None:
    """Set fields of a claim right; FIELD= empties one.

    Fields: kind, metric, region, cluster, value, value_high, comparator, unit, basis, level, scope, period_start,
    period_end, period_precision, hedge. Values are in base units, dates are 2025-12-31, metric, unit and cluster are
    codes of the lexicon, a region is a code or a full name.
    """
    _say(session, (claim_id,), "correct", by, reason, _changes(changes))


@review.command("list")
@click.option("--orphaned", is_flag=True, help="Those whose claim is gone, or no longer takes the correction.")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="[default: all]")
@click.option("--claim", metavar="ID", default="", help="Of this claim.")
@click.option(
    "--limit", type=click.IntRange(min=0), metavar="N", default=100, show_default=True, help="Lines at most; 0 is all."
)
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True)
@pass_session
def list_(session: Session, orphaned: bool, states: tuple[str, ...], claim: str, limit: int, form: str) -> None:
    """List what was said of claims, the newest first."""
    from sqlalchemy import text

    from clusterdb.cli import formats

    wanted = [*states, *(("orphaned", "unsuitable") if orphaned else ())]
    statement = text(LIST.format(limit="LIMIT :limit" if limit else ""))
    values = {"states": wanted, "prefix": f"{_id(claim)}%" if claim else "%"} | ({"limit": limit} if limit else {})
    with session.filled().connect() as connection:
        result = connection.execute(statement, values)
        if form != "table":
            write = formats.write_csv if form == "csv" else formats.write_jsonl
            write(formats.columns_of(result), (tuple(row) for row in result), sys.stdout.buffer, False)
            sys.stdout.buffer.flush()
            return
        rows = [dict(row) for row in result.mappings()]
    if not rows:
        say(t("no review matches"))
        return
    columns = [
        Column(t("claim")),
        Column(t("review")),
        Column(t("by whom"), share=1),
        Column(t("on")),
        Column(t("state"), share=1),
        Column(t("why"), share=2),
        Column(t("words"), share=4),
    ]
    kept = range(7) if width() >= _ROOMY else (0, 1, 2, 3, 4, 5)
    lines = [_line(row, language()) for row in rows]
    table([columns[index] for index in kept], [[line[index] for index in kept] for line in lines])


def _line(row: dict[str, Any], lang: str) -> list[str]:
    said = f"{row['field']}={row['corrected_value'] or ''}" if row["field"] else row[f"action_{lang}"]
    cells = (row["claim_id"][:8], said, row["reviewer"], row["reviewed_on"], row[f"state_{lang}"], row["reason"])
    return ["" if cell is None else str(cell) for cell in (*cells, row["quote"])]


@review.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_session
def import_(session: Session, file: Path) -> None:
    """Add the reviews of a CSV file that `clusterdb export reviews` wrote.

    What is there already is not added again, and reviews of claims that are not in this database wait until their
    document is. The rows go in whole or not at all.
    """
    from clusterdb.cli.review_files import read_reviews
    from clusterdb.pipeline import add_reviews

    reviews = read_reviews(file)
    added = add_reviews(session.engine(), reviews, keeping)
    say(t("{added:,} of {all:,} reviews added, the others were there", added=added, all=len(reviews)))


def _say(
    session: Session,
    ids: Iterable[str],
    action: str,
    by: str | None,
    reason: str | None,
    changes: dict[str, str | None] | None = None,
) -> None:
    """Append a review for each claim and each change, all or none."""
    from clusterdb.load.reviews import find_claim
    from clusterdb.pipeline import add_reviews

    reviewer, now = (by or "").strip() or _user(), datetime.now(UTC)
    if len(reviewer) > _LONGEST_NAME:
        raise SettingsError(f"a reviewer's name has at most {_LONGEST_NAME} characters", "shorten it")
    engine = session.filled()
    with engine.connect() as connection:
        claims = [find_claim(connection, _id(wanted)) for wanted in ids]
    reviews: list[Review] = []
    for claim in claims:
        if changes is None:
            reviews.append(claim.review(action, reviewer, now, reason=reason))
        else:
            reviews += _corrections(claim, changes, reviewer, now, reason)
    add_reviews(engine, reviews, keeping)
    verbs = {
        "accept": t("accepted"),
        "reject": t("rejected"),
        "withdraw": t("as it was read"),
        "correct": t("corrected"),
    }
    for claim in claims:
        claim_id, quote = str(claim.row["claim_id"])[:8], clean(claim.quote)
        say(t("{claim} {verb}: {quote}", claim=claim_id, verb=verbs[action], quote=quote))


def _corrections(
    claim: Claim, changes: dict[str, str | None], reviewer: str, now: datetime, reason: str | None
) -> Iterable[Review]:
    for column, value in changes.items():
        yield claim.review("correct", reviewer, now, field=column, corrected_value=value, reason=reason)


def _changes(words: Iterable[str]) -> dict[str, str | None]:
    """FIELD=VALUE -> column and value; an empty value empties the field."""
    from clusterdb.load.corrections import column_of

    found: dict[str, str | None] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise SettingsError(f"{word!r} is no correction", "write FIELD=VALUE, such as value=25000")
        found[column_of(name.strip())] = value.strip() or None
    return found


def _id(words: str) -> str:
    import re

    wanted = words.strip().lower()
    if not re.fullmatch(r"[0-9a-f-]{4,36}", wanted):
        raise SettingsError(f"{words!r} is no id", "ids look like 3f2a91c0; clusterdb compare prints them")
    return wanted


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"
