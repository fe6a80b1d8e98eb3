"""`clusterdb status`: what the database holds, document by document, and what was set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.grid import Column, facts, table
from clusterdb.cli.language import count, language, t, told
from clusterdb.cli.queries import rows
from clusterdb.cli.terminal import clean, published, say, styled, width, write

if TYPE_CHECKING:
    from sqlalchemy import Connection

HELP = """Show what the database holds, document by document.

For every document: how many targets and achievements it gave, how many of its figures are part of a claim and how many
were left out; then the documents that were set aside, with the reason. --left-out lists why figures were left out.

\b
Examples:
  clusterdb status
  clusterdb status --left-out
"""

DOCUMENTS = """
SELECT * FROM report.completeness ORDER BY state = 'rejected', source_name, document_path
"""
TOTALS = """
SELECT count(*) FILTER (WHERE state <> 'rejected') AS documents, count(*) FILTER (WHERE state = 'rejected') AS rejected,
       coalesce(sum(targets), 0)::bigint AS targets, coalesce(sum(achievements), 0)::bigint AS achievements,
       coalesce(sum(figures), 0)::bigint AS figures, coalesce(sum(figures_left_out), 0)::bigint AS left_out
FROM report.completeness
"""
STATUSES = """
SELECT status, status_zh, status_en, count(*) AS targets FROM report.target_status
GROUP BY status, status_zh, status_en, status_order ORDER BY status_order
"""
LAST_RUN = """
SELECT state, started_at, finished_at, documents, clusterdb_version FROM ingest_runs ORDER BY run_id DESC LIMIT 1
"""
#: from so many columns on, the day of publication has room
_ROOMY = 100
#: below so many, the title goes
_NARROW = 70


@click.command("status", help=HELP, short_help="Show what the database holds, document by document.")
@click.option("--left-out", is_flag=True, help="Say why figures were left out.")
@click.option(
    "--limit", type=click.IntRange(min=0), metavar="N", default=100, show_default=True, help="Lines at most; 0 is all."
)
@pass_session
def status(session: Session, left_out: bool, limit: int) -> None:
    """Show what the database holds, document by document."""
    engine = session.filled()
    with engine.connect() as connection:
        totals = rows(connection, TOTALS)[0]
        documents = rows(
            connection, DOCUMENTS + ("LIMIT :limit" if limit else ""), **({"limit": limit} if limit else {})
        )
        verdicts = rows(connection, STATUSES)
        runs = rows(connection, LAST_RUN)
        place = _place(connection)
    lang = language()
    aside = t(", {count:,} set aside", count=totals["rejected"]) if totals["rejected"] else ""
    facts(
        [
            (t("database"), place),
            (t("documents"), f"{totals['documents']:,}{aside}"),
            (
                t("claims"),
                t("{targets:,} targets, {achievements:,} achievements", **_only(totals, "targets", "achievements")),
            ),
            (
                t("figures"),
                t("{figures:,}, of which {left_out:,} were left out", **_only(totals, "figures", "left_out")),
            ),
            (
                t("verdicts"),
                t("; ").join(f"{row[f'status_{lang}'] or row['status']} {row['targets']:,}" for row in verdicts),
            ),
            (t("last run"), _run(runs[0]) if runs else None),
        ]
    )
    read = [row for row in documents if row["state"] != "rejected"]
    if read:
        click.echo("")
        _table(read)
    if left_out:
        _reasons(read, lang)
    for row in documents:
        if row["state"] == "rejected":
            reason = told(row["rejected_reason"])
            say(t("set aside: {path}: {reason}", path=clean(row["document_path"]), reason=clean(reason)), "yellow")
    if limit and totals["documents"] + totals["rejected"] > limit:
        say(
            count(
                limit, "the first document; --limit 0 shows all", "the first {count:,} documents; --limit 0 shows all"
            )
        )
    if totals["left_out"] and not left_out:
        say(t("clusterdb status --left-out says why figures were left out"), "dim")


def _only(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _place(connection: Connection) -> str:
    """Where the database is: its name, and the host or folder and port."""
    at = connection.connection.dbapi_connection.info  # type: ignore[union-attr]
    return t("{name} at {host}, port {port}", name=at.dbname, host=at.host or at.hostaddr, port=at.port)


def _table(documents: list[dict[str, Any]]) -> None:
    columns = [
        Column(t("document"), share=2),
        Column(t("title"), share=4),
        Column(t("published")),
        Column(t("targets"), "right"),
        Column(t("achievements"), "right"),
        Column(t("figures"), "right"),
        Column(t("left out"), "right"),
    ]
    room = width()
    kept = range(7) if room >= _ROOMY else (0, 1, 3, 4, 5, 6) if room >= _NARROW else (0, 3, 4, 5, 6)
    lines = []
    for row in documents:
        same = styled(t("the same bytes as another"), "dim") if row["state"] == "same_bytes" else None
        line = [
            row["source_name"],
            same or row["source_title"] or "",
            published(row["published_on"], row["published_precision"]),
            *(f"{row[name]:,}" for name in ("targets", "achievements", "figures", "figures_left_out")),
        ]
        lines.append([line[index] for index in kept])
    table([columns[index] for index in kept], lines)


def _reasons(documents: list[dict[str, Any]], lang: str) -> None:
    # below the table: beside it there is no room for them
    for row in documents:
        click.echo("")
        write(t("{name}, left out as", name=row["source_name"]))
        write(row[f"left_out_reasons_{lang}"] or "-", 2)


def _run(run: dict[str, Any]) -> str:
    when = t(
        "{time}, clusterdb {version}", time=f"{run['started_at']:%Y-%m-%d %H:%M}", version=run["clusterdb_version"]
    )
    if run["finished_at"] is None:
        return when + t(": still running, or killed; ingest goes on from there")
    seconds = (run["finished_at"] - run["started_at"]).total_seconds()
    states = {"finished": t("finished"), "interrupted": t("interrupted"), "failed": t("failed")}
    done = count(
        run["documents"],
        "{count:,} document in {seconds:.1f} s",
        "{count:,} documents in {seconds:.1f} s",
        seconds=seconds,
    )
    return when + t(": {state}, {done}", state=states.get(run["state"], run["state"]), done=done)
