"""The databases that the tests get: empty or migrated, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, inspect

from clusterdb.db.engine import make_engine


@pytest.mark.every_postgres
def test_migrated_database_has_tables_and_no_claims(engine: Engine) -> None:
    assert {"targets", "achievements", "sources"} <= set(inspect(engine).get_table_names())
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM targets").scalar_one() == 0


def test_new_databases_share_nothing(new_database: Callable[..., str]) -> None:
    urls = [new_database(), new_database(migrated=True), new_database(migrated=True)]
    assert len(set(urls)) == 3
    counts = []
    for url in urls:
        opened = make_engine(url)
        counts.append(len(inspect(opened).get_table_names()))
        opened.dispose()
    assert counts[0] == 0
    assert counts[1] == counts[2] > 10
