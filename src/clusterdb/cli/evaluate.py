"""`clusterdb evaluate`: how well the extraction does on claims that people wrote down. Needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from clusterdb.cli.grid import Column, table
from clusterdb.cli.language import t, told
from clusterdb.cli.terminal import say, write
from clusterdb.errors import SettingsError, UnreadableDocument

HELP = """Score the extraction against claims made by hand.

GOLD holds one JSON object a line with the keys of `clusterdb export claims`; `optional: true` marks a row on which
careful readers differ. PATHS are the documents that it is about, or folders with them [default: data/raw]; those that
GOLD does not name are left aside. Nothing is written, and no database is needed.

\b
  found   the same number read at the same place
  kind    found, and told apart as target or achievement
  full    and unit, comparator, basis, region, period and metric all right

\b
Examples:
  clusterdb evaluate my-claims.jsonl reports/
  clusterdb evaluate my-claims.jsonl reports/ --misses | less
  clusterdb evaluate my-claims.jsonl reports/ --json > before.json
"""

SHOWN = ("kind", "metric", "metric_text", "value", "unit", "comparator", "basis", "level", "region", "period_start")


@click.command("evaluate", help=HELP, short_help="Score the extraction against claims made by hand.")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--misses", is_flag=True, help="List what was missed, what was invented and what was read wrong.")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as one JSON object.")
@click.option("--claims", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Score this export.")
def evaluate(gold: Path, paths: tuple[Path, ...], misses: bool, as_json: bool, claims: Path | None) -> None:
    """Score the extraction against claims made by hand."""
    from clusterdb.evaluation import evaluate as score

    golds = read_rows(gold)
    if not golds:
        raise SettingsError(f"{gold} holds no claim", "one JSON object a line, as clusterdb export claims writes them")
    named = {row["source"] for row in golds}
    if claims is None:
        mine, kinds = _extract(paths or (Path("data/raw"),), named)
    else:
        mine, kinds = read_rows(claims), {}
    total = score(golds, mine)
    parts = {
        kind: score([row for row in golds if kinds.get(row["source"]) == kind], mine)
        for kind in sorted(set(kinds.values()))
    }
    if as_json:
        click.echo(json.dumps({**_scores(total), "kinds": {kind: _scores(part) for kind, part in parts.items()}}))
    else:
        if misses:
            _list_misses(total)
        _print(total, parts if len(parts) > 1 else {})


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file; a broken line is named."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise SettingsError(f"{path}:{number}: not JSON: {error}", "one JSON object a line") from error
        if not isinstance(row, dict) or "source" not in row:
            raise SettingsError(f"{path}:{number}: not a claim: it names no source", "see clusterdb export claims")
        rows.append(row)
    return rows


def _extract(paths: tuple[Path, ...], named: set[str]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    from clusterdb.evaluation import claim_row
    from clusterdb.pipeline import extract
    from clusterdb.read import find_documents, read_document

    rows: list[dict[str, Any]] = []
    kinds: dict[str, str] = {}
    for path in find_documents(list(paths)):
        if path.name not in named:
            continue
        try:
            document = read_document(path)
        except UnreadableDocument as error:
            say(t("set aside: {reason}", reason=told(str(error))), "yellow")
            continue
        kinds[document.name] = document.document_kind
        rows += [claim_row(document, fact) for fact in extract(document).facts]
    for missing in sorted(named - set(kinds)):
        say(t("not found: {name}; all of its claims count as missed", name=missing), "yellow")
    return rows, kinds


def _scores(result: Any) -> dict[str, Any]:
    levels = {
        name: {"precision": rate.precision, "recall": rate.recall, "f1": rate.f1}
        for name in ("found", "kind", "full")
        for rate in [getattr(result, name)]
    }
    return {"required": result.required, "invented": result.invented, **levels, "fields": result.fields}


def _print(total: Any, parts: dict[str, Any]) -> None:
    columns = [Column("")] + [Column(title, "right") for title in (t("claims"), t("precision"), t("recall"), "F1")]
    names = {"found": t("found"), "kind": t("kind"), "full": t("full")}
    lines = [
        [f"{label}{names[name]}", str(result.required), f"{rate.precision:.3f}", f"{rate.recall:.3f}", f"{rate.f1:.3f}"]
        for label, result in [("", total), *((t("{kind}: ", kind=kind), part) for kind, part in parts.items())]
        for name in ("found", "kind", "full")
        for rate in [getattr(result, name)]
    ]
    table(columns, lines)
    write(t("claims read where the file has none: {count}", count=total.invented))
    write(t("right among those found: ") + "  ".join(f"{name} {rate:.3f}" for name, rate in total.fields.items()))


def _list_misses(result: Any) -> None:
    order = {"missed": 0, "invented": 1, "wrong": 2}
    for miss in sorted(result.misses, key=lambda miss: (order[miss.what], miss.source)):
        row = miss.gold or miss.claim
        worth = row["value"] if row.get("value") is not None else row.get("level")
        what = {"missed": t("MISSED"), "invented": t("INVENTED"), "wrong": t("WRONG")}[miss.what]
        label = f"{what} {','.join(miss.fields)}".rstrip()
        write(f"{label}  {miss.source}  {row.get('metric_text')} = {worth} {row.get('unit')}")
        write(f"«{row.get('quote')}»", 4)
        if miss.what == "wrong":
            for name in (*SHOWN, "period_end"):
                if miss.gold.get(name) != miss.claim.get(name):
                    should, found = miss.gold.get(name), miss.claim.get(name)
                    write(t("{field}: should be {should}, is {found}", field=name, should=should, found=found), 4)
