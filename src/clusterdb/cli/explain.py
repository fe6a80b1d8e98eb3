"""`clusterdb explain`: a document with every figure marked, and how each was understood. Needs no database.

In: one document. Out: its clean text with `[n T …]`, `[n A …]` and `[n – …]` around every figure; with --figure, the
chain of rules and where each field came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from clusterdb.cli.terminal import clean, facts, number, out, write
from clusterdb.errors import NotFound
from clusterdb.model import Extraction, Fact, Kind, Skipped, Span

HELP = """Print a document with every figure marked, and why.

\b
Every figure stands in brackets with its number and what became of it:
  [12 T 2.5万家]   a target
  [13 A 50万家]    an achievement
  [14 - 20大]      left out: it is nobody's claim
  [15 = 5万]       said again: a claim from elsewhere in the document

--figure N tells all about one of them: metric, value, region, period, the rules that fired, and for every field that
the clause itself does not state, where it was taken from. No database is needed.

\b
Examples:
  clusterdb explain data/raw/report.txt | less -R
  clusterdb explain data/raw/report.txt --figure 12
  clusterdb explain data/raw/report.txt --left-out
"""

LETTERS = {Kind.TARGET: "T", Kind.ACHIEVEMENT: "A"}
STYLES = {"T": "bold blue", "A": "bold green", "-": "dim", "=": "cyan"}


@dataclass(slots=True)
class Mark:
    """One figure of the text and all that was made of it; overlapping readings share a mark."""

    span: Span
    facts: list[Fact]
    skipped: list[Skipped]
    repeats: list[Fact]

    @property
    def letter(self) -> str:
        """T, A, = or -: a claim outranks a repetition, and that a figure left out."""
        if self.facts:
            return LETTERS[self.facts[0].kind]
        return "=" if self.repeats else "-"


@click.command("explain", help=HELP, short_help="Print a document with every figure marked, and why.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--figure", "wanted", type=click.IntRange(min=1), metavar="N", help="Tell all about figure N.")
@click.option("--left-out", is_flag=True, help="List only the figures that are nobody's claim, with the reason.")
def explain(file: Path, wanted: int | None, left_out: bool) -> None:
    """Print a document with every figure marked, and why."""
    from clusterdb.pipeline import extract
    from clusterdb.read import read_document

    extraction = extract(read_document(file))
    marks = list(find_marks(extraction))
    if wanted is not None:
        if wanted > len(marks):
            raise NotFound(f"{file.name} has {len(marks)} figures, not {wanted}", "leave --figure out to see them all")
        _tell(extraction, marks[wanted - 1], wanted)
    elif left_out:
        for index, mark in enumerate(marks, 1):
            for skip in mark.skipped:
                write(f"{index} {skip.reason:<16} {_around(extraction.document.text, skip.span)}", 4 - len(str(index)))
    else:
        _print_text(extraction, marks)


def find_marks(extraction: Extraction) -> Iterator[Mark]:
    """Every figure once, in the order of the text."""
    text = extraction.document.text
    again = [(span, fact) for fact in extraction.facts for span in fact.mentions if not span.holds(fact.figure)]
    found: list[tuple[Span, Fact | Skipped]] = [
        *((fact.figure, fact) for fact in extraction.facts),
        *((skip.span, skip) for skip in extraction.skipped),
    ]
    found.sort(key=lambda item: (item[0].start, item[0].end))
    current: Mark | None = None
    for span, thing in found:
        if current is None or not span.meets(current.span):
            if current is not None:
                yield current
            current = Mark(span, [], [], [])
        else:
            current.span = Span(current.span.start, max(current.span.end, span.end))
        if isinstance(thing, Fact):
            current.facts.append(thing)
            continue
        current.skipped.append(thing)
        if thing.reason == "duplicate":
            words = thing.span.of(text)
            current.repeats += [
                fact
                for said, fact in again
                if said.holds(thing.span) and (words in fact.printed or fact.printed in words)
            ]
    if current is not None:
        yield current


def _print_text(extraction: Extraction, marks: list[Mark]) -> None:
    from rich.text import Text

    document = extraction.document
    drawn = Text()
    sections = {section.span.start: section for section in extraction.sections}
    upcoming = iter(enumerate(marks, 1))
    index, mark = next(upcoming, (0, None))
    at = 0
    for line in document.text.splitlines(keepends=True):
        section = sections.get(at)
        if section is not None:
            told = [section.role.value, section.region, str(section.year or ""), section.issuer]
            drawn.append(f"-- section {section.number}: {', '.join(clean(word) for word in told if word)}\n", "dim")
        end = at + len(line)
        while mark is not None and mark.span.start < end:
            drawn.append(clean(document.text[at : mark.span.start], keep_lines=True))
            printed = mark.span.of(document.text)
            drawn.append(f"[{index} {mark.letter} {clean(printed)}]", STYLES[mark.letter])
            at = mark.span.end
            index, mark = next(upcoming, (0, None))
        if at < end:
            drawn.append(clean(document.text[at:end], keep_lines=True))
            at = end
    out().print(drawn, soft_wrap=True)
    count = {letter: sum(mark.letter == letter for mark in marks) for letter in "TA=-"}
    click.echo(
        f"{len(marks)} figures: {count['T']} targets, {count['A']} achievements, {count['=']} said again, "
        f"{count['-']} left out; {len(extraction.facts)} claims",
        err=True,
    )


def _tell(extraction: Extraction, mark: Mark, index: int) -> None:
    text = extraction.document.text
    write(f"figure {index}: {mark.span.of(text)}")
    write(f"…{_around(text, mark.span)}…", 4)
    for fact in [*mark.facts, *mark.repeats]:
        click.echo("")
        facts(_fields(fact, text))
    for skip in mark.skipped:
        click.echo("")
        facts([("left out", skip.reason), ("rule", skip.rule or None)])
    if extraction.notes:
        click.echo("")
        facts(("note", note) for note in extraction.notes)


def _fields(fact: Fact, text: str) -> list[tuple[str, str | None]]:
    origin = dict(fact.inherited)

    def told(name: str, value: object) -> tuple[str, str | None]:
        if value is None:
            return name, None
        return name, f"{value}" + (f" (from the {origin[name]})" if name in origin else "")

    worth = None if fact.value is None else number(float(fact.value))
    if worth and fact.value_high is not None:
        worth += f" to {number(float(fact.value_high))}"
    start = fact.period_start.isoformat() if fact.period_start else "…"
    period = f"{start} to {fact.period_end}" if fact.period_end else None
    return [
        told("kind", fact.kind.value),
        ("clause", fact.span.of(text)),
        told("metric", f"{fact.metric_text} [{fact.metric_code or 'not in the catalogue'}]"),
        told("value", f"{fact.comparator.value} {worth} {fact.unit}" if worth else None),
        told("level", fact.level),
        told("basis", fact.basis.value),
        told("region", f"{fact.region_name} [{fact.region_code or 'not in the catalogue'}]"),
        told("cluster", fact.cluster_name),
        told("scope", fact.scope),
        told("period", period),
        told("hedge", fact.hedge.value),
        told("confidence", f"{fact.confidence:.2f}"),
        ("rules", "\n".join(fact.rules) or None),
        ("inherited", ", ".join(f"{name} from {where}" for name, where in fact.inherited) or None),
        ("said again", "; ".join(span.of(text) for span in fact.mentions if not span.holds(fact.figure)) or None),
    ]


def _around(text: str, span: Span, width: int = 24) -> str:
    return f"{text[max(0, span.start - width) : span.start]}[{span.of(text)}]{text[span.end : span.end + width]}"
