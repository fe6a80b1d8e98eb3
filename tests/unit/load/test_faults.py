"""What a refusal of the database means, without a database."""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import exc

from clusterdb.errors import ClusterdbError, DatabaseError, DocumentTimeout, ExtractionError, LexiconError
from clusterdb.load import faults, lookups
from clusterdb.load.faults import with_patience
from clusterdb.load.time_limit import time_limit


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults.time, "sleep", lambda _seconds: None)


def failing(error: Exception, times: int) -> Callable[[], str]:
    left = [error] * times

    def write() -> str:
        if left:
            raise left.pop()
        return "written"

    return write


@pytest.mark.parametrize("error", [errors.DeadlockDetected("…"), errors.SerializationFailure("…")])
def test_a_collision_is_tried_again(error: psycopg.Error) -> None:
    assert with_patience(failing(error, 3)) == "written"
    assert with_patience(failing(exc.OperationalError("INSERT", {}, error), 3)) == "written"


def test_patience_ends() -> None:
    with pytest.raises(DatabaseError, match="the database failed"):
        with_patience(failing(errors.DeadlockDetected("…"), 99))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errors.CheckViolation("ck_targets_rank"), ExtractionError),
        (errors.NumericValueOutOfRange("…"), ExtractionError),
        (errors.ProgramLimitExceeded("index row size"), ExtractionError),
        (errors.DiskFull("no space left"), DatabaseError),
        (errors.AdminShutdown("terminating connection"), DatabaseError),
        (psycopg.OperationalError("the connection is lost"), DatabaseError),
    ],
)
def test_faults_of_documents_and_of_the_database_are_told_apart(
    error: psycopg.Error, kind: type[ClusterdbError]
) -> None:
    with pytest.raises(kind, match=str(error)) as raised:
        with_patience(failing(error, 1))
    assert type(raised.value) is kind


def test_text_that_is_no_text_is_the_documents_fault() -> None:
    with pytest.raises(ExtractionError, match="cannot be stored"):
        with_patience("\udcff".encode)


def test_a_document_may_take_its_time_and_no_more() -> None:
    with time_limit(30):
        pass
    with pytest.raises(DocumentTimeout, match=r"longer than 0\.05 seconds"), time_limit(0.05):
        threading.Event().wait(20)


def test_a_thread_has_no_clock_of_its_own() -> None:
    done = []

    def work() -> None:
        with time_limit(0.01):
            done.append(sum(range(100_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(done) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [("bases: {stock: {zh: 存量}}", "Field required"), ("bases: {}", "give it exactly"), ("{", "mend the file")],
)
def test_labels_that_do_not_read_are_told(content: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class File:
        def joinpath(self, name: str) -> File:
            return self

        def read_text(self, encoding: str) -> str:
            return content

    monkeypatch.setattr(lookups, "files", lambda _package: File())
    with pytest.raises(LexiconError, match=said):
        lookups.load_lookups.__wrapped__()
