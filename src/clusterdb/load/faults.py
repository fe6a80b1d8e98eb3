"""What a refusal of the database means: this document's fault, a collision that passes, or the end of the run."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from sqlalchemy import exc

from clusterdb.errors import DatabaseError, ExtractionError

T = TypeVar("T")

#: Classes of SQLSTATE that one document's rows cause: data exception, constraint violated, program limit exceeded.
_OF_THE_DOCUMENT = ("22", "23", "54")

#: Deadlock and serialisation failure: the same transaction may go through the next time.
_PASSING = ("40001", "40P01")

_TRIES = 5


def with_patience(write: Callable[[], T]) -> T:
    """Run a transaction, again where another writer was in the way.

    Raises ExtractionError where the rows are at fault, DatabaseError where the database is.
    """
    for attempt in range(1, _TRIES + 1):
        try:
            return write()
        except (psycopg.Error, exc.DBAPIError) as error:
            cause = error.orig if isinstance(error, exc.DBAPIError) else error
            state = (getattr(cause, "sqlstate", None) or "") if cause is not None else ""
            said = " ".join(str(cause).split())
            if state.startswith(_OF_THE_DOCUMENT):
                raise ExtractionError(f"the database refuses a row of it: {said}", "report this as a fault") from error
            if state not in _PASSING or attempt == _TRIES:
                raise DatabaseError(f"the database failed: {said}", "see that it runs, then ingest again") from error
        except UnicodeEncodeError as error:
            raise ExtractionError(f"its text cannot be stored: {error}", "save it as UTF-8") from error
        time.sleep(0.05 * 2**attempt)
    raise AssertionError("the last attempt returns or raises")
