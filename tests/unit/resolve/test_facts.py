"""Claims in catalogue codes: places, clusters, measures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.unit.writing import document

from clusterdb.lexicon import load_lexicon
from clusterdb.model import Basis, Claim, Comparator, Fact, Hedge, Kind, Period, Role, Section, Span
from clusterdb.resolve import Resolver
from clusterdb.resolve.places import PlaceResolver

LEXICON = load_lexicon()
PLACES = PlaceResolver(LEXICON)
RESOLVER = Resolver(LEXICON)
TEXT = "全省新增上市公司12家。"
CLAIM = Claim(
    kind=Kind.ACHIEVEMENT,
    metric_text="上市公司",
    span=Span(0, 11),
    figure=Span(8, 11),
    section=Section(3, Span(0, 12), None, Role.REVIEW, "山东省", 2021),
    value=Decimal(12),
    value_high=None,
    comparator=Comparator.EQ,
    unit="count",
    basis=Basis.FLOW,
    level=None,
    region="山东省",
    cluster=None,
    scope=None,
    period=Period(date(2021, 1, 1), date(2021, 12, 31)),
    hedge=Hedge.FIRM,
)


def resolved(**changes: object) -> Fact:
    return RESOLVER.resolve(document(TEXT), replace(CLAIM, **changes))  # type: ignore[arg-type]


def test_fact_keeps_what_the_claim_says():
    fact = resolved()
    assert (fact.kind, fact.value, fact.unit, fact.basis) == (Kind.ACHIEVEMENT, 12, "count", Basis.FLOW)
    assert (fact.section, fact.printed, fact.span, fact.figure) == (3, "12家", CLAIM.span, CLAIM.figure)


def test_period_becomes_two_dates():
    fact = resolved()
    assert (fact.period_start, fact.period_end, fact.period_precision) == (date(2021, 1, 1), date(2021, 12, 31), "year")


def test_claim_without_a_period_has_no_dates():
    fact = resolved(period=None)
    assert (fact.period_start, fact.period_end, fact.period_precision) == (None, None, None)


def test_place_gets_its_codes():
    fact = resolved(region="青岛市")
    assert (fact.region_code, fact.region_name, fact.province_code) == ("370200", "青岛市", "370000")


def test_claim_without_a_place_is_the_nations():
    fact = resolved(region=None)
    assert (fact.region_code, fact.region_name, fact.province_code) == ("100000", "全国", None)


def test_cluster_gets_its_name():
    code = next(iter(LEXICON.clusters))
    fact = resolved(cluster=code)
    assert (fact.cluster_code, fact.cluster_name) == (code, LEXICON.clusters[code].name_zh)


def test_unknown_cluster_is_none():
    fact = resolved(cluster="no-such-cluster")
    assert (fact.cluster_code, fact.cluster_name) == (None, None)


def test_metric_without_a_code_is_keyed_by_its_words():
    assert resolved(metric_text="乡村“工匠”工坊").metric_key == "w:乡村工匠工坊"
    assert resolved(metric_code="listed_new").metric_key == "listed_new"


# --- places ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "full"),
    [
        ("深圳", "440300", "深圳市"),
        ("深圳市", "440300", "深圳市"),
        ("全国", "100000", "全国"),
        ("广东", "440000", "广东省"),
    ],
)
def test_short_and_full_names_are_one_place(name: str, code: str, full: str):
    assert PLACES.resolve(name, None) == (code, full)


def test_place_that_the_catalogue_lacks_keeps_its_name():
    assert PLACES.resolve("云上新城", "山东省") == (None, "云上新城")


@pytest.mark.parametrize(("home", "code"), [("辽宁省", "211300"), ("北京市", "110105")])
def test_name_of_several_places_is_settled_by_the_home(home: str, code: str):
    assert PLACES.resolve("朝阳", home)[0] == code


def test_name_of_several_places_without_a_home_is_the_first():
    assert PLACES.resolve("朝阳", None)[0] == PLACES.resolve("朝阳", "海南省")[0]


@pytest.mark.parametrize(
    ("code", "province"), [("440300", "440000"), ("440000", "440000"), ("100000", None), (None, None), ("000000", None)]
)
def test_province_of_a_place(code: str | None, province: str | None):
    assert PLACES.province(code) == province
