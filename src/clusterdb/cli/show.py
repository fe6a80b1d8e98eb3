"""`clusterdb show`: one claim in the sentence that states it, how it was read, and what it is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.queries import rows
from clusterdb.cli.terminal import clean, facts, out, percent, published, write
from clusterdb.errors import NotFound, SettingsError

if TYPE_CHECKING:
    from sqlalchemy import Connection

HELP = """Show one claim in the sentence that states it.

ID is the id of a target or an achievement, or its first characters (four at least), as the last column of `clusterdb
compare` and `clusterdb targets` has them. The words that state it stand out, the figure most; below come how it was
read, by which rules, and what it is compared with.

\b
Example:
  clusterdb show 3f2a91c0
"""

FIND = "SELECT * FROM report.evidence WHERE claim_id LIKE :prefix ORDER BY claim_id LIMIT 6"
PAIRS = """
SELECT * FROM report.comparisons WHERE {kind}_id = :id ORDER BY evidence_rank, confidence DESC, comparison_id LIMIT 10
"""


@click.command("show", help=HELP, short_help="Show one claim in the sentence that states it.")
@click.argument("claim_id", metavar="ID")
@pass_session
def show(session: Session, claim_id: str) -> None:
    """Show one claim in the sentence that states it."""
    wanted = claim_id.strip().lower()
    if not re.fullmatch(r"[0-9a-f-]{4,36}", wanted):
        raise SettingsError(f"{claim_id!r} is no id", "ids look like 3f2a91c0; clusterdb compare prints them")
    with session.filled().connect() as connection:
        found = rows(connection, FIND, prefix=f"{wanted}%")
        if not found:
            raise NotFound(f"there is no claim {wanted}", "clusterdb compare and clusterdb targets print the ids")
        if len(found) > 1:
            named = ", ".join(row["claim_id"][: len(wanted) + 4] for row in found)
            raise NotFound(f"several claims begin with {wanted}", f"add a character or more: {named}")
        _print(connection, found[0], session.lang)


def _print(connection: Connection, evidence: dict[str, Any], lang: str) -> None:
    kind, claim = evidence["kind"], evidence["claim_id"]
    # the view's name is one of two of our own
    detail = rows(connection, f"SELECT * FROM report.{kind}s WHERE {kind}_id = :id", id=claim)[0]  # noqa: S608
    from clusterdb.cli.figures import figure

    write(f"{evidence[f'kind_{lang}']} {claim}")
    click.echo("")
    _print_sentence(evidence)
    click.echo("")
    period = " – ".join(str(day) for day in (detail["period_start_on"], detail["period_end_on"]) if day)
    facts(
        [
            ("measure", _coded(detail[f"metric_{lang}"], detail["metric_code"])),
            ("in its words", detail["metric_text"]),
            ("figure", f"{figure(detail, lang)} (printed {detail['printed']})"),
            ("basis", detail[f"basis_{lang}"] or detail["basis"]),
            ("region", _coded(detail[f"region_{lang}"], detail["region_code"])),
            ("cluster", detail[f"cluster_{lang}"]),
            ("scope", detail["scope"]),
            ("period", period or None),
            ("hedge", detail[f"hedge_{lang}"] or detail["hedge"]),
            ("confidence", f"{detail['confidence']:.2f}"),
            ("review", detail[f"review_{lang}"]),
            ("corrected", detail["corrected_fields"]),
            ("rules", detail["rules"] or None),
            ("taken over", detail["inherited"] or None),
            ("said", f"{evidence['mention_count']} times" if evidence["mention_count"] > 1 else None),
            ("section", detail["section_title"]),
            ("document", detail["source_title"] or detail["source_name"]),
            ("file", detail["source_name"]),
            ("issuer", detail["issuer_name"]),
            ("published", published(evidence["published_on"], evidence["published_precision"]) or None),
            ("address", detail["source_url"]),
        ]
    )
    if kind == "target":
        _print_status(connection, claim, lang)
    _print_pairs(connection, kind, claim, lang)


def _print_sentence(evidence: dict[str, Any]) -> None:
    from rich.text import Text

    context, at, quote = evidence["context"], evidence["quote_offset"], evidence["quote"]
    figure_at = evidence["figure_start"] - evidence["quote_start"]
    figure_end = evidence["figure_end"] - evidence["quote_start"]
    console = out()
    drawn = Text("  ")
    drawn.append(clean(context[:at], keep_lines=True), "dim")
    if not console.is_terminal:
        drawn.append("«")
    if 0 <= figure_at < figure_end <= len(quote):
        drawn.append(clean(quote[:figure_at], keep_lines=True), "bold")
        drawn.append(clean(quote[figure_at:figure_end], keep_lines=True), "bold reverse")
        drawn.append(clean(quote[figure_end:], keep_lines=True), "bold")
    else:
        drawn.append(clean(quote, keep_lines=True), "bold")
    if not console.is_terminal:
        drawn.append("»")
    drawn.append(clean(context[at + len(quote) :], keep_lines=True), "dim")
    console.print(drawn)


def _print_status(connection: Connection, claim: str, lang: str) -> None:
    found = rows(connection, "SELECT * FROM report.target_status WHERE target_id = :id", id=claim)
    for row in found:
        click.echo("")
        facts(
            [
                ("verdict", row[f"status_{lang}"] or row["status"]),
                ("class", row[f"class_{lang}"]),
                ("why", row[f"reasons_{lang}"]),
                ("attained", percent(row["attainment"]) if row["attainment"] is not None else None),
                ("pace", row[f"pace_{lang}"]),
                ("declared", row[f"self_declared_{lang}"]),
            ]
        )


def _print_pairs(connection: Connection, kind: str, claim: str, lang: str) -> None:
    other = "achievement" if kind == "target" else "target"
    found = rows(connection, PAIRS.format(kind=kind), id=claim)
    if not found:
        return
    click.echo("")
    write("results that were looked at:" if kind == "target" else "targets that it was held against:")
    for row in found:
        verdict = f", {row[f'verdict_{lang}']}" if row["verdict_code"] else ""
        write(f"{row[f'{other}_id'][:8]}  «{row[f'{other}_quote']}»", 2)
        write(f"{row[f'class_{lang}']}{verdict}: {row[f'reasons_{lang}']}  [{row[f'{other}_source_name']}]", 12)


def _coded(name: str, code: str | None) -> str:
    return f"{name} [{code}]" if code else name
