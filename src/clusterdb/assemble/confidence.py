"""How sure a claim is, between 0 and 1: every guess that went into it costs a part."""

from __future__ import annotations

from decimal import Decimal

from clusterdb.model import Basis

_COSTS = {
    "basis: bare figure": 0.15,
    "basis: state": 0.12,
    "basis: amount": 0.04,
    "basis: action verb": 0.03,
    "basis: level by a date": 0.08,
    "stance: aspect": 0.12,
    "stance: intent": 0.10,
    "stance: document": 0.04,
    "period: document": 0.08,
    "period: sentence": 0.02,
    "unit: by measure": 0.15,
}


def confidence(dated: bool, basis: Basis, rules: tuple[str, ...], source: str, code: str | None, name: str) -> Decimal:
    """The share of claims like this one that were right, as far as their making tells."""
    score = 0.97
    for rule in rules:
        score -= _COSTS.get(rule, 0.0)
    if source != "own":
        score -= 0.08
    if code is None:
        score -= 0.05
    if not dated:
        score -= 0.2
    if len(name) > 24:
        score -= 0.1
    if basis == Basis.COVERAGE:
        score -= 0.1
    return Decimal(str(round(max(0.05, score), 3)))
