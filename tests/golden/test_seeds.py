"""What is read out of the documents in data/raw, line by line.

A change of reading fails here and shows as a diff. Where it is meant, `pytest tests/golden --update-golden` writes the
files anew; the diff of the commit then says what changed.
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest
from tests.golden import conftest
from tests.golden.telling import told

from clusterdb.model import Extraction
from clusterdb.pipeline import extract
from clusterdb.read import read_document

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "data" / "raw").glob("*.txt"))


@pytest.fixture(scope="module", params=SEEDS, ids=lambda path: path.stem)
def seed(request: pytest.FixtureRequest) -> Extraction:
    return extract(read_document(request.param))


def test_seed_is_read_as_before(seed: Extraction, update_golden: bool):
    golden = HERE / f"{Path(seed.document.name).stem}.golden"
    now = told(seed)
    if update_golden:
        golden.write_text(now, encoding="utf-8")
    before = golden.read_text(encoding="utf-8") if golden.exists() else ""
    diff = difflib.unified_diff(before.splitlines(), now.splitlines(), "before", "now", n=0, lineterm="")
    changes = "\n".join(diff)
    assert not changes, f"{golden.name}: meant? pytest tests/golden --update-golden\n{changes}"


def test_every_seed_has_a_golden_file():
    assert {path.stem for path in HERE.glob("*.golden")} == {path.stem for path in SEEDS}


def test_no_number_of_a_seed_is_lost(seed: Extraction):
    text = seed.document.text
    accounted = [
        *(fact.figure for fact in seed.facts),
        *(span for fact in seed.facts for span in fact.mentions),
        *(skipped.span for skipped in seed.skipped),
    ]
    lost = [
        text[max(0, run.start() - 15) : run.end() + 15]
        for run in re.finditer(r"\d+", text)
        if not any(span.start <= run.start() and run.end() <= span.end for span in accounted)
    ]
    assert lost == []


def test_reading_twice_gives_the_same(seed: Extraction):
    again = extract(seed.document)
    assert (again.facts, again.skipped) == (seed.facts, seed.skipped)


@pytest.mark.parametrize("ci", ["true", "1"])
def test_golden_files_are_not_rewritten_by_ci(monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config, ci: str):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(pytestconfig.option, "update_golden", True, raising=False)
    with pytest.raises(pytest.UsageError, match="refused where CI is set"):
        conftest.pytest_configure(pytestconfig)
