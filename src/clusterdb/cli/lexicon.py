"""`clusterdb lexicon check` and `suggest`: whether what clusterdb knows agrees with itself, and what it lacks."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from clusterdb.cli.terminal import clean, say, write
from clusterdb.errors import UnreadableDocument
from clusterdb.model import Basis, Extraction

CHECK_HELP = """Check that the lexicon agrees with itself.

Codes exist, words denote one thing, units are known, and every example names the entry that it stands under. Prints
every fault with what to do about it; the exit status is 4 where there is one.
"""

SUGGEST_HELP = """List the commonest measures that the lexicon lacks.

PATHS are documents or folders [default: data/raw]. Each measure is printed as an entry for a file of lexicon/metrics,
with how often and where it was met, ready to be pasted and completed: the code, the English name, whether parts add up
and whether more is better are yours to say. No database is needed.

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
        write(fault)
    if found:
        say(f"{len(found)} faults", "red")
        sys.exit(4)
    say(
        f"all well: {len(known.metrics):,} measures, {len(known.units):,} units, {len(known.regions):,} places, "
        f"{len(known.clusters):,} clusters"
    )


@lexicon.command("suggest", help=SUGGEST_HELP)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), default=40, show_default=True, help="Measures at most.")
def suggest(paths: tuple[Path, ...], limit: int) -> None:
    """List the commonest measures that the lexicon lacks."""
    found = suggestions(_extractions(paths or (Path("data/raw"),)))
    for one in found[:limit]:
        click.echo(one.entry())
    say(f"{len(found):,} measures without an entry; the {min(limit, len(found))} commonest are listed")


@dataclass(slots=True)
class Suggestion:
    """A measure without an entry: its words, its units and bases with their counts, where it was met."""

    words: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    bases: Counter[Basis] = field(default_factory=Counter)
    sources: set[str] = field(default_factory=set)
    quotes: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How often it was met."""
        return self.words.total()

    def entry(self) -> str:
        """The measure as YAML, to be completed by hand."""
        basis = self.bases.most_common(1)[0][0]
        unit = self.units.most_common(1)[0][0]
        kind = {Basis.FLOW: "flow", Basis.GROWTH: "flow", Basis.SHARE: "ratio", Basis.COVERAGE: "ordinal"}
        additive = basis in {Basis.STOCK, Basis.FLOW, Basis.GROWTH}
        aliases = ", ".join(_quoted(word) for word, _ in self.words.most_common(6))
        name = self.words.most_common(1)[0][0]
        lines = [
            f"# {self.count} times in {len(self.sources)} documents: {', '.join(sorted(self.sources)[:3])}",
            "- code: TODO",
            f"  zh: {_quoted(name)}",
            "  en: TODO",
            f"  unit: {_quoted(unit)}",
            f"  kind: {kind.get(basis, 'stock')}",
            f"  additive: {str(additive).lower()}",
            "  direction: up",
            f"  aliases: [{aliases}]",
            "  examples:",
            *(f"  - {_quoted(quote)}" for quote in self.quotes),
        ]
        return "\n".join(lines) + "\n"


def suggestions(extractions: Iterable[Extraction]) -> list[Suggestion]:
    """The measures without an entry, the commonest first. Ranks and fulfilled tasks say nothing about a unit."""
    found: dict[str, Suggestion] = defaultdict(Suggestion)
    for extraction in extractions:
        for fact in extraction.facts:
            if fact.metric_code is not None or fact.basis in {Basis.RANK, Basis.FULFILMENT}:
                continue
            one = found[fact.metric_key]
            one.words[clean(fact.metric_text)] += 1
            one.units[fact.unit] += 1
            one.bases[fact.basis] += 1
            one.sources.add(clean(extraction.document.name))
            quote = clean(fact.span.of(extraction.document.text))
            if len(one.quotes) < 2 and quote not in one.quotes:
                one.quotes.append(quote)
    return sorted(found.values(), key=lambda one: (-one.count, -len(one.sources), one.words.most_common(1)[0][0]))


def _extractions(paths: tuple[Path, ...]) -> Iterator[Extraction]:
    from clusterdb.pipeline import extract
    from clusterdb.read import find_documents, read_document

    for path in find_documents(list(paths)):
        try:
            yield extract(read_document(path))
        except UnreadableDocument as error:
            say(f"set aside: {error}", "yellow")


def _quoted(text: str) -> str:
    """A text as a YAML scalar on one line."""
    return "'" + text.replace("'", "''") + "'"
