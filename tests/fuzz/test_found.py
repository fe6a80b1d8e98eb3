"""Every input that fuzzing found a fault with, written by the tests themselves: `found/` keeps them, one file each.

scales_upon_scales.txt    a number of ten to the 32nd, which a Decimal cannot divide
turned_namespace.docx     the XML parser's complaint quoted a mark that turns the direction of writing
year_before_the_calendar.html  上半年 on a page dated 1900-01-01 was of 1899, which no table takes
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz.invariants import examine

FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    examine(path.read_bytes(), path.suffix)


def test_each_says_what_it_shows() -> None:
    assert all(path.name in (__doc__ or "") for path in FOUND)
