"""A day of publication is told as precisely as it is known."""

from __future__ import annotations

from datetime import date

import pytest

from clusterdb.cli.terminal import published


@pytest.mark.parametrize(
    ("precision", "told"), [("year", "2024"), ("month", "2024-03"), ("day", "2024-03-05"), (None, "2024-03-05")]
)
def test_no_more_is_told_than_is_known(precision: str | None, told: str) -> None:
    assert published(date(2024, 3, 5), precision) == told


def test_no_day_is_no_text() -> None:
    assert published(None, None) == ""
