"""Units, receipts and crashes, without a database."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.load.units import Crash, Outcome, Receipt, State, Unit, Work, drive, make_units


def done(unit: Unit) -> Receipt:
    return Receipt(unit, tuple(Outcome(path, State.READ) for path in unit.paths))


class Fragile:
    """Crashes on units that hold a bad document."""

    def __init__(self, bad: set[str]) -> None:
        self.bad = bad

    def run(self, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
        for unit in units:
            yield Crash(unit, "died") if self.bad & set(unit.paths) else work(unit)


@given(st.integers(0, 300), st.integers(1, 16))
def test_units_hold_every_document_once(documents: int, workers: int) -> None:
    paths = [f"{number:03}" for number in range(documents)]
    units = make_units(paths, workers)
    assert [path for unit in units for path in unit.paths] == paths
    assert all(1 <= len(unit.paths) <= 20 for unit in units)


@given(st.sets(st.integers(0, 40)), st.integers(1, 20))
def test_a_crash_is_cut_down_to_its_document(bad: set[int], size: int) -> None:
    paths = [str(number) for number in range(41)]
    units = [Unit(tuple(paths[first : first + size])) for first in range(0, 41, size)]
    results = list(drive(Fragile({str(number) for number in bad}), done, units))
    crashed = [path for result in results if isinstance(result, Crash) for path in result.unit.paths]
    read = [one.path for result in results if isinstance(result, Receipt) for one in result.outcomes]
    assert sorted(crashed) == sorted(str(number) for number in bad)
    assert sorted(crashed + read) == sorted(paths)


def test_a_runner_is_closed_when_its_caller_stops(tmp_path: Path) -> None:
    closed = []

    class Long:
        def run(self, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
            try:
                for unit in units:
                    yield work(unit)
            finally:
                closed.append(True)

    results = drive(Long(), done, [Unit(("a",)), Unit(("b",))])
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert closed == [True]


def test_a_unit_halves() -> None:
    assert Unit(("a", "b", "c")).halves() == (Unit(("a",)), Unit(("b", "c")))


@pytest.mark.parametrize("state", State)
def test_states_are_words(state: State) -> None:
    assert str(state) == state.value
