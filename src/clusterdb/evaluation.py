"""How good an extraction is, measured against claims that people wrote down.

In: two lists of claims in the form of `clusterdb export claims` (plain dicts), one made by hand (`gold`), one by the
extractor. Out: an `Evaluation`: three F1 figures, each stricter than the one before, the fields one by one, and every
miss by name.

    found   the same number (or the same level of coverage, rank or fulfilment) read at the same place
    kind    found, and rightly told apart as target or achievement
    full    kind, and unit, comparator, basis, region, period and metric all right

A gold row marked `optional` is never missed, and a claim that meets one is never wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from clusterdb.model import Basis, Comparator, Document, Fact

Row = Mapping[str, Any]

FIELDS = ("kind", "unit", "comparator", "basis", "region", "period", "metric")

_QUOTES = str.maketrans("“”‘’—", "\"\"''-")
_SPACE = re.compile(r"\s+")
_AREA = re.compile(r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|地区)$")
_PUNCTUATION = re.compile(r"[\"'“”()·,、，\-]")
_TURNED = {
    Comparator.GT: Comparator.LT,
    Comparator.LT: Comparator.GT,
    Comparator.GE: Comparator.LE,
    Comparator.LE: Comparator.GE,
}
_ENOUGH = 6
_TOLERANCE = 1e-6


def claim_row(document: Document, fact: Fact) -> dict[str, Any]:
    """A fact as `clusterdb export claims` writes it."""
    return {
        "source": document.name,
        "kind": fact.kind.value,
        "metric": fact.metric_code,
        "metric_text": fact.metric_text,
        "quote": fact.span.of(document.text),
        "value": None if fact.value is None else float(fact.value),
        "value_high": None if fact.value_high is None else float(fact.value_high),
        "comparator": _printed(fact).value,
        "unit": fact.unit,
        "basis": fact.basis.value,
        "level": fact.level,
        "region": fact.region_name,
        "cluster": fact.cluster_name,
        "scope": fact.scope,
        "period_start": fact.period_start.isoformat() if fact.period_start else None,
        "period_end": fact.period_end.isoformat() if fact.period_end else None,
        "hedge": fact.hedge.value,
        "confidence": float(fact.confidence),
    }


def _printed(fact: Fact) -> Comparator:
    """The comparator that the words print: 下降超14% is below -14, and prints gt."""
    below = fact.value is not None and fact.value < 0 and fact.basis in (Basis.GROWTH, Basis.GAP)
    fall = below or fact.unit == "class"  # Ⅱ类以上 is class 2 or a smaller one
    return _TURNED.get(fact.comparator, fact.comparator) if fall else fact.comparator


@dataclass(frozen=True, slots=True)
class Rate:
    """Right, wrong and missed, and what follows."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what was claimed that is right."""
        return round(self.right / (self.right + self.wrong), 4) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """The share of what should have been claimed that was."""
        return round(self.right / (self.right + self.missed), 4) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return round(2 * self.right / (2 * self.right + self.wrong + self.missed), 4) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that went wrong: `what` is missed, invented or wrong; `fields` are those that differ."""

    what: str
    source: str
    gold: Row | None
    claim: Row | None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of one extraction against one gold file."""

    required: int
    invented: int
    found: Rate
    kind: Rate
    full: Rate
    fields: dict[str, float]
    misses: tuple[Miss, ...] = field(default=())


def evaluate(gold: Iterable[Row], claims: Iterable[Row]) -> Evaluation:
    """Score claims against gold. Claims of sources that the gold does not cover do not count."""
    golds: dict[str, list[Row]] = {}
    for row in gold:
        golds.setdefault(row["source"], []).append(row)
    mine: dict[str, list[Row]] = {source: [] for source in golds}
    for row in claims:
        mine.get(PurePath(row["source"]).name, []).append(row)

    count: Counter[str] = Counter()
    right_in: Counter[str] = Counter()
    misses: list[Miss] = []
    for source, rows in golds.items():
        pairs = _pair(rows, mine[source])
        met = {i for i, _, _ in pairs}
        used = {j for _, j, _ in pairs}
        count["required"] += sum(not row.get("optional") for row in rows)
        count["invented"] += len(mine[source]) - len(used)
        for i, j, agrees in pairs:
            if rows[i].get("optional"):
                continue
            count["found"] += 1
            count["kind"] += agrees["kind"]
            count["full"] += all(agrees.values())
            right_in.update(name for name in FIELDS if agrees[name])
            wrong = tuple(name for name in FIELDS if not agrees[name])
            if wrong:
                misses.append(Miss("wrong", source, rows[i], mine[source][j], wrong))
        misses += [
            Miss("missed", source, row, None) for i, row in enumerate(rows) if i not in met and not row.get("optional")
        ]
        misses += [Miss("invented", source, None, row) for j, row in enumerate(mine[source]) if j not in used]

    required, invented, found = count["required"], count["invented"], count["found"]

    def rate(name: str) -> Rate:
        return Rate(count[name], invented + found - count[name], required - count[name])

    return Evaluation(
        required=required,
        invented=invented,
        found=rate("found"),
        kind=rate("kind"),
        full=rate("full"),
        fields={name: round(right_in[name] / found, 4) if found else 0.0 for name in FIELDS},
        misses=tuple(misses),
    )


def _pair(rows: Sequence[Row], claims: Sequence[Row]) -> list[tuple[int, int, dict[str, bool]]]:
    """Pair gold rows with claims, the best agreement first; each is used once."""
    quotes = [fold(row["quote"]) for row in rows]
    mine = [fold(claim.get("quote")) for claim in claims]
    candidates = []
    for i, row in enumerate(rows):
        for j, claim in enumerate(claims):
            if not _same_number(row, claim) or not mine[j]:
                continue
            shared = common_run(quotes[i], mine[j])
            if shared >= min(_ENOUGH, len(quotes[i]), len(mine[j])):
                agrees = agreement(row, claim)
                weight = sum(agrees.values()) + 2 * agrees["metric"] + agrees["kind"]
                candidates.append((-weight, -shared, i, j, agrees))
    # ties are left in the order of the files, so that a score never depends on chance
    candidates.sort(key=lambda candidate: candidate[:2])
    rows_taken: set[int] = set()
    claims_taken: set[int] = set()
    pairs = []
    for _, _, i, j, agrees in candidates:
        if i not in rows_taken and j not in claims_taken:
            rows_taken.add(i)
            claims_taken.add(j)
            pairs.append((i, j, agrees))
    return pairs


def agreement(gold: Row, claim: Row) -> dict[str, bool]:
    """Which fields of a claim are those of the gold row."""
    bound = "level" if gold["value"] is None else "comparator"
    return {
        "kind": gold["kind"] == claim.get("kind"),
        "unit": gold["unit"] == claim.get("unit"),
        "comparator": gold[bound] == claim.get(bound),
        "basis": gold["basis"] == claim.get("basis"),
        "region": _place(gold["region"]) == _place(claim.get("region")),
        "period": _same_period(gold, claim),
        "metric": _same_metric(gold, claim),
    }


def fold(text: str | None) -> str:
    """The text in one width, with plain quotes and no white space, so that a quote compares however it was cut."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or "").translate(_QUOTES))


def common_run(one: str, other: str) -> int:
    """Length of the longest run of characters that both hold: found by halving, each length tried with a set."""
    short, long = sorted((one, other), key=len)
    if short in long:
        return len(short)
    low, high = 0, len(short) - 1
    while low < high:
        size = (low + high + 1) // 2
        pieces = {short[i : i + size] for i in range(len(short) - size + 1)}
        if any(long[i : i + size] in pieces for i in range(len(long) - size + 1)):
            low = size
        else:
            high = size - 1
    return low


def _same_number(gold: Row, claim: Row) -> bool:
    if not _close(gold["value"], claim.get("value")):
        return False
    # an open range: 2~3 is 2 to 3; a single value may repeat itself as its own upper end
    if gold["value_high"] is not None and not _close(gold["value_high"], claim.get("value_high")):
        return False
    if (gold["unit"] == "rank") != (claim.get("unit") == "rank"):
        return False
    return bool(gold["value"] is not None or gold["basis"] == claim.get("basis"))


def _close(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return abs(float(one) - float(other)) <= _TOLERANCE * max(1.0, abs(float(one)), abs(float(other)))


def _place(region: str | None) -> str:
    """A place without the word for what it is: 广东省 -> 广东."""
    return _AREA.sub("", fold(region))


def _same_period(gold: Row, claim: Row) -> bool:
    """The ends agree; so do the starts, where the gold row has one."""
    if (gold["period_end"] or "")[:10] != (claim.get("period_end") or "")[:10]:
        return False
    return gold["period_start"] is None or gold["period_start"][:10] == (claim.get("period_start") or "")[:10]


def _same_metric(gold: Row, claim: Row) -> bool:
    if claim.get("metric") and gold.get("metric"):
        return bool(claim["metric"] == gold["metric"])
    one, other = _bigrams(gold["metric_text"]), _bigrams(claim.get("metric_text") or "")
    return 2 * len(one & other) / (len(one) + len(other)) >= 0.5


def _bigrams(text: str) -> set[str]:
    bare = _PUNCTUATION.sub("", fold(text))
    return {bare[i : i + 2] for i in range(len(bare) - 1)} or {bare}
