"""Keys are the same wherever and whenever they are made."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from tests.db.made_up import make_fact

from clusterdb.errors import UnreadableDocument
from clusterdb.load.keys import claim_keys, file_sha256, source_key, stored_path
from clusterdb.load.ledger import fingerprint

SOURCE = source_key("a.txt", "0" * 64)


def keys(*facts: object) -> list[UUID]:
    return [key for key, _ in claim_keys(SOURCE, facts)]  # type: ignore[arg-type]


def test_a_source_is_its_name_and_bytes() -> None:
    assert UUID("56b2521e-7109-50c1-bdc5-79a53eabe5e5") == SOURCE
    assert source_key("b.txt", "0" * 64) != SOURCE
    assert source_key("a.txt", "1" * 64) != SOURCE


def test_a_number_has_one_spelling() -> None:
    spellings = [Decimal(200), Decimal("2E+2"), Decimal("200.00")]
    assert len({keys(make_fact(value=value))[0] for value in spellings}) == 1


def test_the_same_fact_twice_is_one() -> None:
    assert len(keys(make_fact(), make_fact())) == 1


def test_two_facts_that_differ_elsewhere_get_two_keys() -> None:
    twins = make_fact(), make_fact(scope="主要城区")
    assert len(set(keys(*twins))) == 2
    assert keys(*twins) == keys(*twins)


def test_confidence_and_rules_change_no_key() -> None:
    assert keys(make_fact()) == keys(make_fact(confidence=Decimal("0.1"), rules=("other",)))


def test_paths_are_stored_readably() -> None:
    assert stored_path("/tmp/工作报告.txt") == "/tmp/工作报告.txt"
    assert stored_path("/tmp/\udcff\x1b\n.txt") == "/tmp/\\xff\\x1b\\n.txt"


def test_a_file_and_its_side_file_are_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("words")
    alone = fingerprint(str(file))
    assert (alone.name, alone.sha256, alone.side_sha256) == ("a.txt", file_sha256(file), "")
    (tmp_path / "a.toml").write_text("context_year = 2024\n")
    assert fingerprint(str(file)).side_sha256 == file_sha256(tmp_path / "a.toml")


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no regular file"):
        fingerprint(str(tmp_path / "gone.txt"))
