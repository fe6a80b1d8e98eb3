"""`clusterdb lexicon check` and `suggest`: whether what clusterdb knows agrees with itself, and what it lacks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clusterdb.cli.language import count, t, told
from clusterdb.cli.terminal import clean, say, write
from clusterdb.errors import UnreadableDocument
from clusterdb.model import Basis

if TYPE_CHECKING:
    from clusterdb.lexicon.suggest import Uncatalogued

CHECK_HELP = """Check that the lexicon agrees with itself.

Codes exist, words denote one thing, units are known, and every example names the entry that it stands under. Prints
every fault with what to do about it; the exit status is 4 where there is one.
"""

SUGGEST_HELP = """List the commonest measures that the lexicon lacks.

PATHS are documents or folders [default: data/raw]. Each measure is printed as an entry for a file of lexicon/metrics,
with how often it was met and a sentence, ready to be pasted and completed; one whose words are nearly those of an entry
is proposed as its alias. The code, the English name, whether parts add up and whether more is better are yours to say.
No database is needed.

\b
Examples:
  clusterdb lexicon suggest ~/reports --limit 20
  clusterdb lexicon suggest ~/reports > new-measures.yaml
"""


@click.group("lexicon", short_help="Check and extend what clusterdb knows of the language.")
def lexicon() -> None:
    """Check and extend what clusterdb knows of the language.

    Provinces, regions, clusters, measures, units and cue words are data files in the package's folder lexicon/;
    docs/adding.md shows how to add to them.
    """


@lexicon.command("check", help=CHECK_HELP)
def check() -> None:
    """Check that the lexicon agrees with itself."""
    from clusterdb.lexicon import load_lexicon
    from clusterdb.lexicon.check import faults

    known = load_lexicon()
    found = faults(known)
    for fault in found:
        write(told(fault))
    if found:
        say(count(len(found), "{count:,} fault", "{count:,} faults"), "red")
        sys.exit(4)
    say(
        t(
            "all well: {metrics:,} measures, {units:,} units, {places:,} places, {clusters:,} clusters",
            metrics=len(known.metrics),
            units=len(known.units),
            places=len(known.regions),
            clusters=len(known.clusters),
        )
    )


@lexicon.command("suggest", help=SUGGEST_HELP)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", default=40, show_default=True, help="Measures at most."
)
def suggest(paths: tuple[Path, ...], limit: int) -> None:
    """List the commonest measures that the lexicon lacks."""
    from clusterdb.lexicon import load_lexicon
    from clusterdb.lexicon.suggest import suggest as entries

    click.echo(entries(load_lexicon(), _uncatalogued(paths or (Path("data/raw"),)), limit))


def _uncatalogued(paths: tuple[Path, ...]) -> Iterator[Uncatalogued]:
    """Every claim without a code; ranks and fulfilled tasks say nothing about a measure's unit."""
    from clusterdb.lexicon.suggest import Uncatalogued
    from clusterdb.pipeline import extract
    from clusterdb.read import find_documents, read_document

    for path in find_documents(list(paths)):
        try:
            extraction = extract(read_document(path))
        except UnreadableDocument as error:
            say(t("set aside: {reason}", reason=told(str(error))), "yellow")
            continue
        for fact in extraction.facts:
            if fact.metric_code is None and fact.basis not in {Basis.RANK, Basis.FULFILMENT}:
                quote = fact.span.of(extraction.document.text)
                yield Uncatalogued(clean(fact.metric_text), clean(quote), fact.unit)
