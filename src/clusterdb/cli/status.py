"""`clusterdb status`: what the database holds, document by document, and what was set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.queries import rows
from clusterdb.cli.terminal import Column, clean, facts, published, say, styled, table

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
TITLES = {
    "zh": ("文档", "标题", "发布", "目标", "成果", "数字", "未采用"),
    "en": ("document", "title", "published", "targets", "achievements", "figures", "left out"),
}


@click.command("status", help=HELP, short_help="Show what the database holds, document by document.")
@click.option("--left-out", is_flag=True, help="Say why figures were left out.")
@click.option("--limit", type=click.IntRange(min=0), default=100, show_default=True, help="Lines at most; 0 is all.")
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
    lang = session.lang
    facts(
        [
            ("database", place),
            (
                "documents",
                f"{totals['documents']:,}" + (f", {totals['rejected']:,} set aside" if totals["rejected"] else ""),
            ),
            ("claims", f"{totals['targets']:,} targets, {totals['achievements']:,} achievements"),
            ("figures", f"{totals['figures']:,}, of which {totals['left_out']:,} are nobody's claim"),
            ("verdicts", "; ".join(f"{row[f'status_{lang}'] or row['status']} {row['targets']:,}" for row in verdicts)),
            ("last run", _run(runs[0]) if runs else None),
        ]
    )
    _table([row for row in documents if row["state"] != "rejected"], lang, left_out)
    for row in documents:
        if row["state"] == "rejected":
            say(f"set aside: {row['document_path']}: {row['rejected_reason']}", "yellow")
    if limit and totals["documents"] + totals["rejected"] > limit:
        say(f"the first {limit} documents; --limit 0 shows all")


def _place(connection: Connection) -> str:
    """Where the database is: its name, and the host or folder and port."""
    at = connection.connection.dbapi_connection.info  # type: ignore[union-attr]
    return f"{at.dbname} at {at.host or at.hostaddr}, port {at.port}"


def _table(documents: list[dict[str, Any]], lang: str, left_out: bool) -> None:
    names = TITLES[lang]
    columns = [
        Column(name, "right" if 3 <= index <= 6 else "left", {0: 2, 1: 4}.get(index, 0), 8)
        for index, name in enumerate(names)
    ]
    lines = []
    for row in documents:
        same = styled("the same bytes as another", "dim") if row["state"] == "same_bytes" else None
        line = [
            row["source_name"],
            same or row["source_title"] or "",
            published(row["published_on"], row["published_precision"]),
            *(f"{row[name]:,}" for name in ("targets", "achievements", "figures", "figures_left_out")),
        ]
        lines.append(line)
    if lines:
        table(columns, lines)
    if left_out:
        # below the table: beside it there is no room for them
        click.echo("")
        for row in documents:
            click.echo(clean(f"{row['source_name']}: {row[f'left_out_reasons_{lang}'] or '-'}"))


def _run(run: dict[str, Any]) -> str:
    when = f"{run['started_at']:%Y-%m-%d %H:%M}"
    if run["finished_at"] is None:
        return f"{when}, clusterdb {run['clusterdb_version']}: still running, or killed; ingest goes on from there"
    seconds = (run["finished_at"] - run["started_at"]).total_seconds()
    return (
        f"{when}, clusterdb {run['clusterdb_version']}: {run['state']}, {run['documents']} documents in {seconds:.1f} s"
    )
