"""Data checks: one .sql file a promise; any row that one returns is a fault.

Goes in: a connection to a database with tables and views. Comes out: `Fault`s, none where all promises are kept. A file
begins with a comment that states its promise, and returns two columns: what is at fault, and how.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken promise: the check's name, what it promises, what breaks it and how."""

    check: str
    promise: str
    subject: str
    detail: str


@dataclass(frozen=True, slots=True)
class Check:
    """A promise and the query that finds what breaks it."""

    name: str
    promise: str
    sql: str


def checks() -> Iterator[Check]:
    """All checks, by name."""
    folder = files(__name__)
    for name in sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql")):
        sql = folder.joinpath(name).read_text(encoding="utf-8")
        said = [line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--")]
        yield Check(name.removesuffix(".sql"), " ".join(said), sql)


def run_checks(connection: Connection, limit: int = 100) -> list[Fault]:
    """Every fault in the database, at most `limit` a check."""
    return [
        Fault(check.name, check.promise, str(subject), str(detail))
        for check in checks()
        for subject, detail in connection.exec_driver_sql(
            check.sql, execution_options={"no_parameters": True}
        ).fetchmany(limit)
    ]
