"""What is called nearly so."""

from __future__ import annotations

import pytest

from clusterdb.cli.near import nearest

KNOWN = ["广东省", "广西壮族自治区", "海南省", "Guangdong", "Hainan", "5G base stations", "5G基站"]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("广洞", "广东省"),
        ("广东省深圳", "广东省"),
        ("Guangdnog", "Guangdong"),
        ("guangdong province", "Guangdong"),
        ("5G stations", "5G base stations"),
        ("5G基战", "5G基站"),
    ],
)
def test_the_likest_name_comes_first(name: str, first: str) -> None:
    assert nearest(name, KNOWN)[0] == first


@pytest.mark.parametrize("name", ["不存在", "zzz", "%"])
def test_what_is_like_nothing_has_no_neighbour(name: str) -> None:
    assert nearest(name, KNOWN) == []
