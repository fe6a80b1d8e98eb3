"""`clusterdb show`: one claim in the sentence that states it, how it was read, and what it is compared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.grid import facts
from clusterdb.cli.language import count, language, t
from clusterdb.cli.origins import read_pairs, taken_over
from clusterdb.cli.queries import rows
from clusterdb.cli.terminal import clean, out, percent, published, write
from clusterdb.errors import NotFound, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
CORRECTIONS = """
SELECT * FROM report.reviews WHERE claim_id = :id AND action = 'correct' AND state = 'standing' ORDER BY reviewed_at, field
"""
PAIRS = """
SELECT * FROM report.comparisons WHERE {kind}_id = :id ORDER BY evidence_rank, confidence DESC, comparison_id LIMIT 10
"""
DERIVED = "SELECT * FROM report.derived_results WHERE target_id = :id ORDER BY method"
PARTS = "SELECT * FROM report.derived_parts WHERE derived_id = :id ORDER BY achievement_id LIMIT 10"


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
        _print(connection, found[0])


def _print(connection: Connection, evidence: dict[str, Any]) -> None:
    lang = language()
    kind, claim = evidence["kind"], evidence["claim_id"]
    # the view's name is one of two of our own
    detail = rows(connection, f"SELECT * FROM report.{kind}s WHERE {kind}_id = :id", id=claim)[0]  # noqa: S608
    from clusterdb.cli.figures import figure

    write(f"{evidence[f'kind_{lang}']} {claim}")
    click.echo("")
    _print_sentence(evidence)
    click.echo("")
    period = " – ".join(str(day) for day in (detail["period_start_on"], detail["period_end_on"]) if day)
    said, title = evidence["mention_count"], detail["source_title"]
    facts(
        [
            (t("measure"), _coded(detail[f"metric_{lang}"], detail["metric_code"])),
            (t("in its words"), detail["metric_text"]),
            (t("figure"), t("{figure} (printed {printed})", figure=figure(detail, lang), printed=detail["printed"])),
            (t("basis"), detail[f"basis_{lang}"] or detail["basis"]),
            (t("region"), _coded(detail[f"region_{lang}"], detail["region_code"])),
            (t("cluster"), detail[f"cluster_{lang}"]),
            (t("scope"), detail["scope"]),
            (t("period"), period or None),
            (t("wording"), detail[f"hedge_{lang}"] or detail["hedge"]),
            (t("confidence"), f"{detail['confidence']:.2f}"),
            (t("review"), detail[f"review_{lang}"]),
            *((t("corrected"), line) for line in _corrections(connection, claim)),
            (t("rules"), t("; ").join((detail["rules"] or "").split(", ")) or None),
            (t("taken over"), taken_over(read_pairs(detail["inherited"]))),
            (t("told"), count(said, "{count:,} time", "{count:,} times") if said > 1 else None),
            (t("section"), detail["section_title"] if detail["section_title"] != title else None),
            (t("document"), title or detail["source_name"]),
            (t("file"), detail["source_name"]),
            (t("issuer"), detail["issuer_name"]),
            (t("published"), published(evidence["published_on"], evidence["published_precision"]) or None),
            (t("address"), detail["source_url"]),
        ]
    )
    if kind == "target":
        _print_status(connection, claim)
    _print_pairs(connection, kind, claim)
    if kind == "target":
        _print_derived(connection, claim)


def _corrections(connection: Connection, claim: str) -> Iterator[str]:
    """What people have set right: `value 500 -> 600, by ann, 2026-01-31: misread`."""
    for row in rows(connection, CORRECTIONS, id=claim):
        told = t(
            "{field} {before} -> {after}, by {reviewer}, {day}",
            field=row["field"],
            before=_plain(row["read_value"]),
            after=_plain(row["corrected_value"]),
            reviewer=row["reviewer"],
            day=row["reviewed_on"],
        )
        yield told + (t(": {reason}", reason=row["reason"]) if row["reason"] else "")


def _plain(value: str | None) -> str:
    """A value as a person writes it: 25000.000 -> 25000; what is empty is said."""
    if value is None or value == "":
        return t("(empty)")
    return value.rstrip("0").rstrip(".") if re.fullmatch(r"-?\d+\.\d+", value) else value


def _print_sentence(evidence: dict[str, Any]) -> None:
    from rich.text import Text

    from clusterdb.cli.wrapping import spans

    context, at, quote = evidence["context"], evidence["quote_offset"], evidence["quote"]
    figure_at = evidence["figure_start"] - evidence["quote_start"]
    figure_end = evidence["figure_end"] - evidence["quote_start"]
    console = out()
    marked = not console.is_terminal
    drawn = Text()
    drawn.append(clean(context[:at], keep_lines=True), "dim")
    if marked:
        drawn.append("«")
    if 0 <= figure_at < figure_end <= len(quote):
        drawn.append(clean(quote[:figure_at], keep_lines=True), "bold")
        drawn.append(clean(quote[figure_at:figure_end], keep_lines=True), "bold reverse")
        drawn.append(clean(quote[figure_end:], keep_lines=True), "bold")
    else:
        drawn.append(clean(quote, keep_lines=True), "bold")
    if marked:
        drawn.append("»")
    drawn.append(clean(context[at + len(quote) :], keep_lines=True), "dim")
    for start, end in spans(drawn.plain, max(console.width - 2, 20)):
        console.print(Text("  ") + drawn[start:end], soft_wrap=True)


def _print_status(connection: Connection, claim: str) -> None:
    lang = language()
    found = rows(connection, "SELECT * FROM report.target_status WHERE target_id = :id", id=claim)
    for row in found:
        click.echo("")
        facts(
            [
                (t("verdict"), row[f"status_{lang}"] or row["status"]),
                (t("comparability"), row[f"class_{lang}"]),
                (t("why"), row[f"reasons_{lang}"]),
                (t("attained"), percent(row["attainment"]) if row["attainment"] is not None else None),
                (t("pace"), row[f"pace_{lang}"]),
                (t("declared"), row[f"self_declared_{lang}"]),
            ]
        )


def _print_pairs(connection: Connection, kind: str, claim: str) -> None:
    lang = language()
    other = "achievement" if kind == "target" else "target"
    found = rows(connection, PAIRS.format(kind=kind), id=claim)
    if not found:
        return
    click.echo("")
    write(t("results that were looked at:") if kind == "target" else t("targets that it was held against:"))
    for row in found:
        verdict = t(", ") + row[f"verdict_{lang}"] if row["verdict_code"] else ""
        write(f"{row[f'{other}_id'][:8]}  «{row[f'{other}_quote']}»", 2, 10)
        told = t(
            "{comparable}: {reasons}", comparable=f"{row[f'class_{lang}']}{verdict}", reasons=row[f"reasons_{lang}"]
        )
        write(f"{told}  [{row[f'{other}_source_name']}]", 12)


def _print_derived(connection: Connection, claim: str) -> None:
    """What reported results imply without saying it: the difference of two stocks, the sum of all parts."""
    from clusterdb.cli.figures import figure

    lang = language()
    found = rows(connection, DERIVED, id=claim)
    if not found:
        return
    click.echo("")
    write(t("what other results imply (it decides nothing):"))
    for row in found:
        verdict = t(", ") + row[f"verdict_{lang}"] if row["verdict_code"] else ""
        implied = figure(row, lang, "derived_")
        what = (
            t("{method}: {figure}", method=row[f"method_{lang}"], figure=implied) if implied else row[f"method_{lang}"]
        )
        write(t("{what}, as of {day}", what=what, day=row["as_of_on"]) if row["as_of_on"] else what, 2, 10)
        told = t(
            "{comparable}: {reasons}", comparable=f"{row[f'class_{lang}']}{verdict}", reasons=row[f"reasons_{lang}"]
        )
        write(told, 12)
        for part in rows(connection, PARTS, id=row["derived_id"]):
            write(f"{part['achievement_id'][:8]}  «{part['quote']}»  [{part['source_name']}]", 12, 20)


def _coded(name: str, code: str | None) -> str:
    return f"{name} [{code}]" if code else name
