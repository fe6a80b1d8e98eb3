"""Views come and go as a whole, take nothing of the user's with them, and speak only codes that have names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from clusterdb import views

_VIEWS = text("SELECT n.nspname || '.' || c.relname FROM pg_class AS c JOIN pg_namespace AS n ON c.relnamespace = n.oid "
              "WHERE c.relkind = 'v' AND n.nspname IN ('report', 'comparison')")  # fmt: skip


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as found:
        transaction = found.begin()
        yield found
        transaction.rollback()


def test_views_are_made_again_as_they_were(connection: Connection) -> None:
    before = set(connection.scalars(_VIEWS))
    assert before == set(views.view_names())
    views.drop_views(connection)
    assert not set(connection.scalars(_VIEWS))
    views.drop_views(connection)
    views.create_views(connection)
    assert set(connection.scalars(_VIEWS)) == before


def test_a_view_of_the_users_own_is_not_taken_along(connection: Connection) -> None:
    connection.execute(text("CREATE VIEW public.mine AS SELECT target_id FROM report.target_status"))
    with pytest.raises(DBAPIError, match="depend"):
        views.drop_views(connection)


def test_a_view_of_the_users_own_in_our_schema_stays(connection: Connection) -> None:
    connection.execute(text("CREATE VIEW report.mine AS SELECT 1 AS one"))
    views.drop_views(connection)
    assert set(connection.scalars(_VIEWS)) == {"report.mine"}


def test_a_threshold_that_was_changed_stays_changed(connection: Connection) -> None:
    connection.execute(text("UPDATE parameters SET value = 30 WHERE name = 'stock_days_before'"))
    views.drop_views(connection)
    views.create_views(connection)
    row = connection.execute(text("SELECT value, default_value FROM parameters WHERE name = 'stock_days_before'")).one()
    assert (row.value, row.default_value) == (30, 45)


@pytest.mark.parametrize(
    ("table", "key", "pattern"),
    [
        ("comparison_reasons", "reason_code", r"THEN '([A-Z][A-Z_]{4,})'"),
        (
            "comparison_classes",
            "class_code",
            r"THEN '(evaluable|progress|\w+_bound|partial_scope|indicative|reference)'",
        ),
        (
            "statuses",
            "status_code",
            r"(?:THEN|ELSE) '(exceeded|met|met_early|missed|indeterminate|not_yet_due|due_\w+)'",
        ),
    ],
)
def test_every_code_has_a_name_in_both_languages(connection: Connection, table: str, key: str, pattern: str) -> None:
    judging = "\n".join(sql for name, sql in views.scripts() if name.startswith("2"))
    spoken = set(re.findall(pattern, judging))
    named = set(connection.scalars(text(f"SELECT {key} FROM {table} WHERE name_zh ~ '[一-龥]' AND name_en <> ''")))
    assert spoken
    assert spoken <= named


def test_files_run_in_the_order_of_their_numbers() -> None:
    names = [name for name, _ in views.scripts()]
    assert names == sorted(names)
    assert all(sql.startswith("-- Grain: ") for _, sql in views.scripts())
