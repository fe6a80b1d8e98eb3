"""How a figure looks on a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from clusterdb.cli.figures import amount_text, figure


def row(**fields: Any) -> dict[str, Any]:
    return {
        "value": None, "value_high": None, "comparator": "eq", "unit_code": "count", "unit_zh": "个", "unit_en": "count",
        "basis": "stock", "level": None,
    } | fields  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ({"value": 25000.0}, "2.5万", "25,000"),
        ({"value": 123456789.0}, "12345.6789万", "123,456,789"),
        ({"value": 1.2e8}, "1.2亿", "120 m"),
        ({"value": 12345678901.0}, "12,345,678,901", "12,345,678,901"),
        ({"value": 200.0, "comparator": "ge"}, "≥ 200", "≥ 200"),
        ({"value": 2.0, "value_high": 3.0, "comparator": "range"}, "2 – 3", "2 – 3"),
        ({"value": 5.5, "unit_code": "%", "basis": "growth"}, "+5.5%", "+5.5%"),
        ({"value": -3.0, "unit_code": "%", "basis": "growth", "comparator": "le"}, "≤ -3%", "≤ -3%"),
        ({"value": 80.0, "unit_code": "%", "basis": "share"}, "80%", "80%"),
        ({"value": 7e11, "unit_code": "CNY", "unit_zh": "元", "unit_en": "yuan"}, "7000亿元", "CNY 700 bn"),
        ({"value": 2.92e12, "unit_code": "CNY", "unit_zh": "元", "unit_en": "yuan"}, "2.92万亿元", "CNY 2.92 tn"),
        ({"value": 1.5e12, "unit_code": "CNY", "unit_zh": "元", "unit_en": "yuan"}, "1.5万亿元", "CNY 1.5 tn"),
        # as statistics print it, 135673.16亿元
        ({"value": 13567316000000.0, "unit_code": "CNY", "unit_zh": "元"}, "135673.16亿元", "CNY 13,567.316 bn"),
        ({"value": 5000.0, "unit_code": "person-times", "unit_zh": "人次", "unit_en": "person-times"},
         "5,000人次", "5,000 person-times"),
        ({"value": 3.0, "unit_code": "rank", "basis": "rank"}, "第3", "no. 3"),
        ({"value": 3.0, "unit_code": "rank", "basis": "rank", "comparator": "le"}, "前3", "top 3"),
        ({"basis": "coverage", "level": "broad"}, "广覆盖", "broad coverage"),
        ({"basis": "growth", "level": "double_digit"}, "double_digit", "double_digit"),
        ({}, "", ""),
    ],
)  # fmt: skip
def test_figures_read_well_in_both_languages(fields: dict[str, Any], zh: str, en: str) -> None:
    assert (figure(row(**fields), "zh"), figure(row(**fields), "en")) == (zh, en)


def test_a_result_in_another_unit_shows_its_own() -> None:
    both = row(
        achievement_value=3.0, achievement_unit_code="km", achievement_basis="stock", achievement_comparator="gt"
    )
    assert figure(both, "zh", "achievement_") == "> 3公里"
    assert figure(both | {"achievement_unit_code": "unheard-of"}, "en", "achievement_") == "> 3 unheard-of"


def test_a_unit_without_a_name_shows_its_code() -> None:
    assert amount_text(2.0, "tce", None, "zh") == "2tce"
