"""Classes of water quality: a smaller number is a better class."""

from __future__ import annotations

import pytest
from tests.unit.writing import check, plan, review


@pytest.mark.parametrize(
    ("sentence", "value", "comparator"),
    [
        ("确保小清河干流水质保持Ⅲ类。", 3, "eq"),
        ("南四湖水质稳定在Ⅲ类以上。", 3, "le"),
        ("峡山水库水质达到地表水II类标准。", 2, "eq"),
    ],
)
def test_class_of_water(sentence: str, value: int, comparator: str):
    (fact,) = plan(sentence)
    check(fact, value=value, unit="class", basis="stock", comparator=comparator)


@pytest.mark.parametrize("sentence", ["地表水达到或好于Ⅲ类水体比例达到93%。", "国考断面优Ⅲ比例达到90%。"])
def test_share_of_classes_is_a_share(sentence: str):
    (fact,) = review(sentence)
    check(fact, unit="%", basis="share")
    assert "Ⅲ" in fact.metric_text
