"""`clusterdb explain`: a document with every figure marked, and how each was understood. Needs no database.

In: one document. Out: its clean text with `[n T …]`, `[n A …]`, `[n = …]` and `[n - …]` around every figure; with
--figure, the chain of rules and where each field came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clusterdb.cli.language import count, language, t
from clusterdb.cli.terminal import clean, out, write
from clusterdb.errors import NotFound
from clusterdb.model import Extraction, Fact, Kind, Role, Section, Skipped, Span

if TYPE_CHECKING:
    from rich.text import Text

HELP = """Print a document with every figure marked, and why.

\b
Every figure stands in brackets with its number and what became of it:
  [12 T 2.5万家]   T: a target, something promised
  [13 A 50万家]    A: an achievement, something reported
  [14 = 5万]       =: left out, because the same is told elsewhere in the document
  [15 - 20大]      -: left out, because it measures nothing: a date, part of a name …

--figure N tells all about one of them: metric, value, region, period, the rules that fired, and for every field that
the clause itself does not state, where it was taken from. No database is needed.

Colours show on a terminal alone; FORCE_COLOR=1 keeps them in a pipe. Into a pipe every paragraph is one line.

\b
Examples:
  clusterdb explain data/raw/report.txt | less
  clusterdb explain data/raw/report.txt --figure 12
  clusterdb explain data/raw/report.txt --left-out
"""

LETTERS = {Kind.TARGET: "T", Kind.ACHIEVEMENT: "A"}
STYLES = {"T": "bold blue", "A": "bold green", "-": "dim", "=": "cyan"}
#: inside a mark no line breaks; turned into a blank when it is printed
_HARD_BLANK = "\u00a0"


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
@click.option("--left-out", is_flag=True, help="List only the figures that were left out, each with the reason.")
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
        _list_left_out(extraction, marks)
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


def _list_left_out(extraction: Extraction, marks: list[Mark]) -> None:
    """A line for every figure that was left out: its number, why, and the words around it."""
    from clusterdb.cli.grid import Column, table

    columns = [Column(t("figure"), "right"), Column(t("left out as"), share=2), Column(t("words around it"), share=3)]
    rows = [
        [str(index), _why(skip), _around(extraction.document.text, skip.span)]
        for index, mark in enumerate(marks, 1)
        for skip in mark.skipped
    ]
    if rows:
        table(columns, rows)
    write(_left_out(extraction))


def _print_text(extraction: Extraction, marks: list[Mark]) -> None:
    from rich.text import Text

    document = extraction.document
    _print_summary(extraction)
    click.echo("")
    drawn = Text()
    sections = {section.span.start: section for section in extraction.sections}
    upcoming = iter(enumerate(marks, 1))
    index, mark = next(upcoming, (0, None))
    at = 0
    for line in document.text.splitlines(keepends=True):
        if at in sections:
            drawn.append(f"{_heading(sections[at])}\n", "dim")
        end = at + len(line)
        while mark is not None and mark.span.start < end:
            drawn.append(clean(document.text[at : mark.span.start], keep_lines=True))
            printed = clean(mark.span.of(document.text))
            drawn.append(f"[{index}{_HARD_BLANK}{mark.letter}{_HARD_BLANK}{printed}]", STYLES[mark.letter])
            at = mark.span.end
            index, mark = next(upcoming, (0, None))
        if at < end:
            drawn.append(clean(document.text[at:end], keep_lines=True))
            at = end
    _print_wrapped(drawn)


def _print_summary(extraction: Extraction) -> None:
    """How many figures there are and what became of them, counted as `clusterdb status` does; and what marks mean."""
    facts = extraction.facts
    used = len({fact.figure for fact in facts})
    kinds = [fact.kind for fact in facts]
    told = [t("{count:,} in use", count=used), _left_out(extraction)]
    read = [
        count(kinds.count(Kind.TARGET), "{count:,} target (T)", "{count:,} targets (T)"),
        count(kinds.count(Kind.ACHIEVEMENT), "{count:,} achievement (A)", "{count:,} achievements (A)"),
    ]
    several = t("; one figure may tell several") if len(facts) > used else ""
    write(count(used + len(extraction.skipped), "{count:,} figure: ", "{count:,} figures: ") + t(", ").join(told))
    write(t("read from them: ") + t(", ").join(read) + several)
    write(t("left out: = the same is told elsewhere; - it measures nothing"))


def _print_wrapped(drawn: Text) -> None:
    """Print to standard output, wrapped on a terminal; into a pipe, every paragraph is a line."""
    from rich.text import Text

    from clusterdb.cli.wrapping import spans

    console = out()
    if console.is_terminal:
        drawn = Text("\n").join(drawn[start:end] for start, end in spans(drawn.plain, console.width))
    with console.capture() as captured:
        console.print(drawn, soft_wrap=True)
    click.echo(captured.get().replace(_HARD_BLANK, " ").rstrip("\n"))


def _heading(section: Section) -> str:
    roles = {Role.PLAN: t("looks ahead"), Role.REVIEW: t("looks back"), Role.OTHER: None}
    said = [roles[section.role], section.region, str(section.year or ""), section.issuer]
    told = t(", ").join(clean(word) for word in said if word)
    return t("-- section {number}: {told}", number=section.number, told=told)


def _left_out(extraction: Extraction) -> str:
    """How many figures were left out, counted as `clusterdb status` and `ingest` do, and how many are told elsewhere."""
    skipped = extraction.skipped
    again = sum(skip.reason == "duplicate" for skip in skipped)
    told = t("{count:,} left out", count=len(skipped))
    return told + (t(" ({again:,} of them told elsewhere)", again=again) if again else "")


def _why(skip: Skipped) -> str:
    """The reason for which a figure was left out, in words."""
    from clusterdb.load.lookups import load_lookups

    label = load_lookups()["skip_reasons"].get(skip.reason)
    return skip.reason if label is None else label.zh if language() == "zh" else label.en


def _tell(extraction: Extraction, mark: Mark, index: int) -> None:
    from clusterdb.cli.grid import facts

    text = extraction.document.text
    write(t("figure {number}: {printed}", number=index, printed=mark.span.of(text)))
    write(f"…{_around(text, mark.span)}…", 4)
    for fact in [*mark.facts, *mark.repeats]:
        click.echo("")
        facts(_fields(fact, text))
    for skip in mark.skipped:
        click.echo("")
        facts([(t("left out as"), _why(skip)), (t("rules"), skip.rule or None)])
    if extraction.notes:
        click.echo("")
        facts((t("note"), note) for note in extraction.notes)


def _fields(fact: Fact, text: str) -> list[tuple[str, str | None]]:
    from clusterdb.cli.figures import figure
    from clusterdb.cli.origins import taken_over
    from clusterdb.lexicon import load_lexicon
    from clusterdb.load.lookups import load_lookups

    lang = language()
    names = {
        table: getattr(labels[code], lang)
        for table, code in (("bases", fact.basis.value), ("hedges", fact.hedge.value))
        for labels in [load_lookups()[table]]
    }
    unit = load_lexicon().units.get(fact.unit)
    row = {
        "value": None if fact.value is None else float(fact.value),
        "value_high": None if fact.value_high is None else float(fact.value_high),
        "comparator": fact.comparator.value,
        "unit_code": fact.unit,
        f"unit_{lang}": None if unit is None else getattr(unit, lang),
        "basis": fact.basis.value,
        "level": fact.level,
    }
    shown = figure(row, lang)
    days = [day.isoformat() for day in (fact.period_start, fact.period_end) if day]
    kinds = {Kind.TARGET: t("target"), Kind.ACHIEVEMENT: t("achievement")}
    again = [span.of(text) for span in fact.mentions if not span.holds(fact.figure)]
    return [
        (t("kind"), kinds[fact.kind]),
        (t("its words"), fact.span.of(text)),
        (t("measure"), f"{fact.metric_text} [{fact.metric_code or t('not in the lexicon')}]"),
        (t("figure"), t("{figure} (printed {printed})", figure=shown, printed=fact.printed)),
        (t("basis"), names["bases"]),
        (t("region"), f"{fact.region_name} [{fact.region_code or t('not in the lexicon')}]"),
        (t("cluster"), fact.cluster_name),
        (t("scope"), fact.scope),
        (t("period"), " – ".join(days) or None),
        (t("wording"), names["hedges"]),
        (t("confidence"), f"{fact.confidence:.2f}"),
        (t("rules"), t("; ").join(fact.rules) or None),
        (t("taken over"), taken_over(fact.inherited)),
        (t("told elsewhere"), t("; ").join(again) or None),
    ]


def _around(text: str, span: Span, width: int = 24) -> str:
    return f"{text[max(0, span.start - width) : span.start]}[{span.of(text)}]{text[span.end : span.end + width]}"
