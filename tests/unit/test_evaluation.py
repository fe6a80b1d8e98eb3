"""Scores of an extraction against claims made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.evaluation import common_run, evaluate, fold


def claim(**fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source": "a.txt",
        "kind": "target",
        "metric": "base_station_5g",
        "metric_text": "5G基站",
        "quote": "到2025年建成5G基站20万座",
        "value": 200000,
        "value_high": None,
        "comparator": "eq",
        "unit": "count",
        "basis": "stock",
        "level": None,
        "region": "江海省",
        "cluster": None,
        "scope": None,
        "period_start": None,
        "period_end": "2025-12-31",
        "hedge": "firm",
        "optional": False,
    }
    return row | fields


def test_the_same_claims_score_one() -> None:
    result = evaluate([claim()], [claim(source="folder/a.txt")])
    assert (result.found.f1, result.kind.f1, result.full.f1) == (1.0, 1.0, 1.0)
    assert result.misses == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "achievement"),
        ("unit", "km"),
        ("comparator", "ge"),
        ("basis", "flow"),
        ("region", "山河省"),
        ("period_end", "2024-12-31"),
        ("metric", "power"),
    ],
)
def test_one_wrong_field_costs_the_full_score_alone(field: str, value: str) -> None:
    result = evaluate([claim()], [claim(**{field: value})])
    assert result.found.f1 == 1.0
    assert result.full.f1 == 0.0
    assert result.kind.f1 == (0.0 if field == "kind" else 1.0)
    assert [miss.fields for miss in result.misses] == [(field.removesuffix("_end"),)]


def test_missed_and_invented_are_named() -> None:
    result = evaluate([claim()], [claim(value=7)])
    assert sorted(miss.what for miss in result.misses) == ["invented", "missed"]
    assert (result.required, result.invented, result.found.precision, result.found.recall) == (1, 1, 0.0, 0.0)


def test_an_optional_row_is_neither_missed_nor_invented() -> None:
    gold = [claim(optional=True)]
    assert evaluate(gold, []).misses == ()
    assert evaluate(gold, [claim(unit="km")]).invented == 0


def test_claims_of_other_documents_do_not_count() -> None:
    assert evaluate([claim()], [claim(), claim(source="b.txt")]).invented == 0


def test_a_quote_compares_however_it_was_cut() -> None:
    assert evaluate([claim()], [claim(quote="建成 5G基站20万座，")]).found.f1 == 1.0
    assert evaluate([claim()], [claim(quote="完全别处的一句话")]).found.f1 == 0.0
    assert evaluate([claim()], [claim(quote=None)]).found.f1 == 0.0


def test_an_uncatalogued_measure_compares_by_its_words() -> None:
    assert evaluate([claim(metric=None)], [claim(metric=None, metric_text="“5G”基站")]).full.f1 == 1.0
    assert evaluate([claim(metric=None)], [claim(metric=None, metric_text="货运量")]).full.f1 == 0.0


def test_the_start_counts_only_where_the_gold_has_one() -> None:
    assert evaluate([claim()], [claim(period_start="2025-01-01")]).full.f1 == 1.0
    assert evaluate([claim(period_start="2025-01-01")], [claim()]).full.f1 == 0.0


def test_a_rank_is_no_count_and_a_range_has_two_ends() -> None:
    assert evaluate([claim(unit="rank")], [claim()]).found.f1 == 0.0
    assert evaluate([claim(value_high=300000)], [claim()]).found.f1 == 0.0
    assert evaluate([claim(value_high=300000)], [claim(value_high=300000.0)]).found.f1 == 1.0


def test_a_level_is_found_by_its_basis() -> None:
    gold = claim(value=None, basis="coverage", level="full", unit="coverage")
    assert evaluate([gold], [gold | {"level": "broad"}]).misses[0].fields == ("comparator",)
    assert evaluate([gold], [gold | {"basis": "fulfilment"}]).found.f1 == 0.0


def test_each_claim_answers_one_gold_row_and_the_best_first() -> None:
    golds = [claim(region="山河省"), claim()]
    result = evaluate(golds, [claim(), claim(region="山河省")])
    assert result.full.f1 == 1.0


def test_no_claims_at_all_is_a_score_of_nought() -> None:
    result = evaluate([claim()], [])
    assert (result.found.f1, result.fields["kind"]) == (0.0, 0.0)


def test_fold_knows_widths_quotes_and_spaces() -> None:
    assert fold("“５Ｇ” 基站\n") == '"5G"基站'


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_common_run_is_the_longest_shared_piece(one: str, other: str) -> None:
    pieces = {one[i:j] for i in range(len(one) + 1) for j in range(i, len(one) + 1)}
    assert common_run(one, other) == max(len(piece) for piece in pieces if piece in other)
