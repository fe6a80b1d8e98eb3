"""The logic of `clusterdb lexicon suggest`: measures that the catalogue lacks, as entries ready to paste.

In: `Uncatalogued` rows, one a claim or one a group of claims. Out: YAML text, the commonest measure first. A measure
whose words are nearly those of an entry is proposed as an alias of it, to be confirmed by a person; the others become
new entries whose code and English name a person must give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from clusterdb.lexicon.automaton import fold
from clusterdb.lexicon.catalogue import Lexicon

#: How alike (0 to 1) the words of a measure and an alias must be to be proposed as the same measure.
NEAR = 0.72


@dataclass(frozen=True, slots=True)
class Uncatalogued:
    """A measure without a code, as documents have it: its words, a sentence, the canonical unit, how often."""

    metric_text: str
    quote: str
    unit: str
    count: int = 1


@dataclass(slots=True)
class _Measure:
    words: str
    count: int = 0
    quotes: list[str] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)


def suggest(lexicon: Lexicon, rows: Iterable[Uncatalogued], limit: int = 20) -> str:
    """The `limit` commonest uncatalogued measures as YAML to paste into `lexicon/metrics/`."""
    commonest = sorted(_measures(rows), key=lambda measure: (-measure.count, measure.words))[:limit]
    parts: list[str] = []
    for number, measure in enumerate(commonest, start=1):
        near = _nearest(lexicon, measure.words)
        times = f"{measure.count} time{'s' if measure.count > 1 else ''}: {measure.quotes[0]}"
        if near is not None:
            metric = lexicon.metrics[near]
            parts.append(
                f"# {times}\n"
                f"# perhaps an alias of {metric.code} ({metric.zh}) in metrics/{metric.family}.yaml: {measure.words}\n"
            )
        else:
            parts.append(f"# {times}\n{_entry(lexicon, measure, number)}")
    return "\n".join(parts)


def _measures(rows: Iterable[Uncatalogued]) -> Iterable[_Measure]:
    """The rows, those with the same words together."""
    measures: dict[str, _Measure] = {}
    for row in rows:
        key = fold(row.metric_text)
        if not key:
            continue
        measure = measures.setdefault(key, _Measure(" ".join(row.metric_text.split())))
        measure.count += row.count
        measure.units[row.unit] += row.count
        quote = " ".join(row.quote.split())
        if quote not in measure.quotes:
            measure.quotes.append(quote)
    return measures.values()


def _nearest(lexicon: Lexicon, words: str) -> str | None:
    """The code of the entry with the alias most like some words, where one is like them enough."""
    pairs = _pairs(words)
    best, record = None, NEAR
    for metric in lexicon.metrics.values():
        for alias in metric.aliases:
            other = _pairs(alias)
            likeness = 2 * len(pairs & other) / (len(pairs) + len(other))
            if likeness > record:
                best, record = metric.code, likeness
    return best


def _pairs(words: str) -> set[str]:
    folded = fold(words)
    return {folded[start : start + 2] for start in range(max(1, len(folded) - 1))}


def _entry(lexicon: Lexicon, measure: _Measure, number: int) -> str:
    entry = dict(_fields(lexicon, measure, number))
    text: str = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)
    return text


def _fields(lexicon: Lexicon, measure: _Measure, number: int) -> Iterator[tuple[str, Any]]:
    unit = measure.units.most_common(1)[0][0]
    # a share or a growth tells nothing of the level's unit: count is the likeliest, and a person looks at it anyway
    share = unit in {"%", "pp"}
    yield "code", f"todo_{number}"
    yield "zh", measure.words
    yield "en", "TODO"
    yield "kind", "ratio" if share else "stock"
    if share:
        yield "basis", "share"
    yield "unit", unit if unit in lexicon.units and unit != "pp" else "%" if share else "count"
    yield "additive", not share
    yield "direction", "up"
    yield "aliases", [measure.words]
    yield "examples", measure.quotes[:2]
