"""The views: one .sql file each, installed and dropped as a whole.

Goes in: a connection inside a transaction. Comes out: the schemas `comparison` (steps), `report` (for readers) and
`report_zh` (the same under Chinese names), or none of their views. The files run in the order of their numbers, so that
a file may use only what has a lower one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, text

from clusterdb.db.reader import grant_views
from clusterdb.views.chinese import create_chinese_views, drop_chinese_views

#: Views and functions that an older version made and this one does not: dropped with the rest.
RETIRED: tuple[str, ...] = ("comparison.paced_outcomes", "comparison.restated_targets")

_MADE = re.compile(r"^CREATE (?P<kind>VIEW|FUNCTION) (?P<name>(?:comparison|report)\.\w+)", re.MULTILINE)
_ORDER = re.compile(r"\d{3}_\w+\.sql")

_PRESENT_VIEWS = text(
    """
    SELECT n.nspname || '.' || c.relname
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE c.relkind = 'v' AND n.nspname || '.' || c.relname = ANY(:names)
    ORDER BY c.oid DESC
    """
)
_PRESENT_FUNCTIONS = text(
    """
    SELECT p.oid::regprocedure::text
    FROM pg_proc AS p
    INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
    WHERE n.nspname || '.' || p.proname = ANY(:names)
    ORDER BY p.oid DESC
    """
)


def scripts() -> Iterator[tuple[str, str]]:
    """The name and the text of every file, in the order in which they run."""
    folder = files(__name__)
    for name in sorted(entry.name for entry in folder.iterdir() if _ORDER.fullmatch(entry.name)):
        yield name, folder.joinpath(name).read_text(encoding="utf-8")


def digest() -> str:
    """The SHA-256 of all that makes the views: the same digest, the same views."""
    found = hashlib.sha256()
    for file in sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in {".sql", ".py", ".yaml"}):
        found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()


def view_names() -> list[str]:
    """Every view with its schema, in the order in which they are made: ["comparison.settings", …]."""
    return [made["name"] for _, sql in scripts() for made in _MADE.finditer(sql) if made["kind"] == "VIEW"]


def create_views(connection: Connection) -> None:
    """Make all views, and bring the lookup tables that they speak in up to date. The tables must be there."""
    for _, sql in scripts():
        # no parameters: a % in a view is a %
        connection.exec_driver_sql(sql, execution_options={"no_parameters": True})
    create_chinese_views(connection)
    grant_views(connection)


def drop_views(connection: Connection) -> None:
    """Drop what `create_views` made and nothing else, never with CASCADE.

    A view of the user's own on top of ours makes PostgreSQL refuse, and the transaction fails whole.
    """
    drop_chinese_views(connection)
    names = {made["name"] for _, sql in scripts() for made in _MADE.finditer(sql)} | set(RETIRED)
    for kind, query in (("FUNCTION", _PRESENT_FUNCTIONS), ("VIEW", _PRESENT_VIEWS)):
        for name in connection.scalars(query, {"names": sorted(names)}).all():
            connection.exec_driver_sql(f"DROP {kind} {name}")
