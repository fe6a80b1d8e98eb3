"""Records: what is made by the thousand compares and hashes by its fields, as a frozen dataclass does."""

from __future__ import annotations

import pickle

from clusterdb.model import Comparator, Span
from clusterdb.record import record


@record(frozen=True, slots=True)
class Bound:
    span: Span
    comparator: Comparator = Comparator.EQ


def test_records_of_the_same_fields_are_the_same():
    one, other = Bound(Span(0, 2)), Bound(Span(0, 2))
    assert one == other
    assert len({one, other, Bound(Span(0, 3))}) == 2


def test_record_has_no_fields_but_its_own():
    assert Bound.__slots__ == ("span", "comparator")


def test_record_goes_to_another_process_and_back():
    assert pickle.loads(pickle.dumps(Bound(Span(1, 2), Comparator.GE))) == Bound(Span(1, 2), Comparator.GE)
