"""`clusterdb report`: targets against results as one page that opens from a file.

In: filters. Out: an HTML file that asks the network for nothing, and that appears under its name when it is whole.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.language import t
from clusterdb.cli.terminal import clean, say
from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Connection

    from clusterdb.report.records import Material

HELP = """Write targets against results as one page for the browser.

The page is a single file without links to anything else: put it on a stick, mail it, print it. It shows a measure on
a tile map of the provinces and every target with its bar, its time line and its verdict; it filters, speaks Chinese and
English, and a click on any number opens the sentence that it was read from. The address of the page keeps what is
chosen, so that it can be passed on.

\b
Examples:
  clusterdb report -o report.html
  clusterdb report --region 广东 --year 2025 -o guangdong.html
  clusterdb report --as-of 2022-01-21 -o then.html       what was known on that day
"""

PAIRS = """
SELECT target_id, achievement_id, class_code, class_zh, class_en, reasons, reasons_zh, reasons_en
FROM report.comparisons WHERE target_id = ANY(:ids) ORDER BY target_id, evidence_rank, confidence DESC, comparison_id
"""
RESULTS = "SELECT * FROM report.achievements WHERE achievement_id = ANY(:ids) ORDER BY achievement_id"
EVIDENCE = "SELECT * FROM report.evidence WHERE claim_id = ANY(:ids)"
DOCUMENTS = """
SELECT * FROM report.completeness WHERE source_id = ANY(:ids) OR (:every AND state = 'read')
ORDER BY published_on DESC NULLS LAST, source_name, source_id LIMIT :limit
"""
REJECTED = "SELECT count(*) AS documents FROM report.completeness WHERE state = 'rejected'"
KNOWN_ON = "SELECT coalesce(nullif(current_setting('clusterdb.known_on', true), '')::date, current_date) AS day"


@click.command("report", help=HELP, short_help="Write targets against results as one page for the browser.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    default="report.html",
    show_default=True,
    help="Write to this file; - is standard output.",
)
@click.option("--title", help="Heading of the page.")
@click.option("--region", multiple=True, metavar="NAME", help="Province, city or area: a name, part of one, or a code.")
@click.option("--metric", multiple=True, metavar="NAME", help="Measure: words of its name, or its code.")
@click.option("--cluster", metavar="NAME", help="Industrial cluster: words of its name, or its code.")
@click.option("--source", metavar="NAME", help="Document: part of its file name or title.")
@click.option("--year", type=int, metavar="YEAR", multiple=True, help="Year of the deadline, or of the result.")
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Only what was published by that day."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    default=5000,
    show_default=True,
    help="Targets, and results, at most.",
)
@pass_session
def report(
    session: Session, /, output: Path, title: str | None, as_of: datetime | None, limit: int, **wanted: Any
) -> None:
    """Write targets against results as one page for the browser."""
    from clusterdb.report.page import render
    from clusterdb.report.records import island

    engine = session.filled().execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        material = gather(connection, as_of.date() if as_of else None, limit, wanted)
    page = render(island(material), session.lang, clean(title) if title else None)
    if output == Path("-"):
        sys.stdout.buffer.write(page.encode())
        return
    _write(output, page)
    targets, results = len(material.targets), len(material.achievements)
    say(t("wrote {targets:,} targets and {results:,} results to {file}", targets=targets, results=results, file=output))
    if material.cut or material.cut_results:
        say(t("that is not all; --limit takes more"), "dim")


def _write(output: Path, page: str) -> None:
    part = output.with_name(f".{output.name}.part")
    try:
        part.write_bytes(page.encode())
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SettingsError(f"{output} cannot be written: {error.strerror}", "name another file with -o") from error


def gather(connection: Connection, day: date | None, limit: int, wanted: dict[str, Any]) -> Material:
    """What the views know of what is wanted, as known on a day."""
    from clusterdb.cli import queries
    from clusterdb.cli.figures import figure
    from clusterdb.report.records import Material, claim_ids

    filters = queries.Filters(known_on=day, limit=limit, **wanted)
    targets = [dict(row) for row in queries.target_status(connection, filters).mappings()]
    results = [dict(row) for row in queries.achievements(connection, filters).mappings()]
    cut, cut_results = len(targets) > limit, len(results) > limit
    del targets[limit:], results[limit:]
    target_ids = [row["target_id"] for row in targets]
    pairs = queries.rows(connection, PAIRS, ids=target_ids)
    here = {row["achievement_id"] for row in results}
    # what a target was held against belongs to it, whatever was asked for
    named = claim_ids((row["achievement_id"] for row in targets), (row["achievement_id"] for row in pairs))
    results += queries.rows(connection, RESULTS, ids=[claim for claim in named if claim not in here])
    claims = claim_ids(target_ids, (row["achievement_id"] for row in results))
    sources = sorted({row["source_id"] for row in [*targets, *results]})
    every = not any(wanted.values())
    return Material(
        figure=figure,
        known_on=queries.rows(connection, KNOWN_ON)[0]["day"],
        targets=targets,
        achievements=results,
        comparisons=pairs,
        evidence=queries.rows(connection, EVIDENCE, ids=claims),
        documents=queries.rows(connection, DOCUMENTS, ids=sources, every=every, limit=limit),
        rejected=queries.rows(connection, REJECTED)[0]["documents"] if every else 0,
        cut=cut,
        cut_results=cut_results,
    )
