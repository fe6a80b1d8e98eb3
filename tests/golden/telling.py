"""An extraction as lines of text, so that a change of reading shows as lines of a diff.

A figure of the document is one line, in the order of the text: a claim says what was understood of it, a figure that
was left out says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from clusterdb.model import Extraction, Fact, Skipped, Span


def told(extraction: Extraction) -> str:
    """Every claim and every figure left out, a line each, then the sections they stand in."""
    text = extraction.document.text
    lines = [(fact.figure, 0, fact.metric_text, _claim(text, fact)) for fact in extraction.facts]
    lines += [(skipped.span, 1, skipped.reason, _left_out(text, skipped)) for skipped in extraction.skipped]
    return "\n".join([*_sections(extraction), "", *(line for *_, line in sorted(lines)), ""])


def _sections(extraction: Extraction) -> Iterator[str]:
    document = extraction.document
    yield f"# {document.title}"
    yield f"# {document.issuer} | {document.region} | {document.published_on} | {document.document_kind}"
    for part in extraction.sections:
        period = "..".join(str(day or "") for day in part.period) if part.period else "-"
        yield f"# section {part.number}: {part.role.value} {part.region} {part.year} {period} {part.title}"


def _claim(text: str, fact: Fact) -> str:
    about = " / ".join(part for part in (fact.region_name, fact.scope, fact.cluster_name) if part)
    fields = (
        fact.kind.value,
        f"{fact.metric_text} [{fact.metric_code or '-'}]",
        _value(fact),
        fact.basis.value,
        about,
        _days(fact.period_start, fact.period_end),
        fact.hedge.value,
        *([f"told {len(fact.mentions) + 1} times"] if fact.mentions else []),
        f"‹{fact.figure.of(text)}› {fact.span.of(text)}",
    )
    return " | ".join(fields)


def _value(fact: Fact) -> str:
    if fact.value is None:
        return f"{fact.unit} {fact.level}"
    high = f"..{_plain(fact.value_high)}" if fact.value_high is not None else ""
    return f"{fact.comparator.value} {_plain(fact.value)}{high} {fact.unit}"


def _plain(value: Decimal) -> str:
    whole = value.quantize(Decimal(1))
    return f"{whole if whole == value else value.normalize():f}"


def _days(start: date | None, end: date | None) -> str:
    return f"{start or ''}..{end or ''}"


def _left_out(text: str, skipped: Skipped) -> str:
    around = Span(max(0, skipped.span.start - 12), min(len(text), skipped.span.end + 12))
    before = text[around.start : skipped.span.start].rpartition("\n")[2]
    behind = text[skipped.span.end : around.end].partition("\n")[0]
    return f"left out | {skipped.reason} | {before}‹{skipped.span.of(text)}›{behind}"
