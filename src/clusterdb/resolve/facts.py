"""Claims become facts: places and clusters get their codes, measures their key, figures their printed words."""

from __future__ import annotations

from datetime import date

from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.keys import metric_key
from clusterdb.model import Claim, Document, Fact, Period
from clusterdb.resolve.places import PlaceResolver

#: No report is about other years: 上半年 on a page dated 1900-01-01, as some sites date what has no date, was of 1899.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


class Resolver:
    """Settles codes; built once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._places = PlaceResolver(lexicon)

    def resolve(self, document: Document, claim: Claim) -> Fact:
        """One claim in catalogue codes, base units and calendar dates."""
        name = claim.region or "全国"
        code, full = self._places.resolve(name, claim.section.region)
        period = _in_time(claim.period)
        cluster = self._lexicon.clusters.get(claim.cluster) if claim.cluster else None
        return Fact(
            kind=claim.kind,
            metric_code=claim.metric_code,
            metric_text=claim.metric_text,
            metric_key=metric_key(claim.metric_code, claim.metric_text),
            region_code=code,
            region_name=full,
            province_code=self._places.province(code) if code else self._places.province_within(name),
            cluster_code=cluster.code if cluster else None,
            cluster_name=cluster.name_zh if cluster else None,
            value=claim.value,
            value_high=claim.value_high,
            comparator=claim.comparator,
            unit=claim.unit,
            basis=claim.basis,
            level=claim.level,
            scope=claim.scope,
            period_start=period.start if period else None,
            period_end=period.end if period else None,
            period_precision=period.precision if period else None,
            hedge=claim.hedge,
            printed=claim.figure.of(document.text),
            span=claim.span,
            figure=claim.figure,
            section=claim.section.number,
            mentions=claim.mentions,
            rules=claim.rules,
            inherited=claim.inherited,
            confidence=claim.confidence,
        )


def _in_time(period: Period | None) -> Period | None:
    """The period, or None where it leaves the calendar that facts are told in."""
    if period is None or (period.start or period.end) < _FIRST_DAY or period.end > _LAST_DAY:
        return None
    return period
