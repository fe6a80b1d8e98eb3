"""What a database of ours can do with Chinese, on every PostgreSQL that is here."""

from __future__ import annotations

import psycopg
import pytest

from clusterdb.db.connection import read_connection
from clusterdb.db.engine import make_engine

pytestmark = pytest.mark.every_postgres


def test_trigrams_see_chinese(database_url: str) -> None:
    with psycopg.connect(read_connection(database_url).conninfo(), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        row = connection.execute(
            "SELECT array_length(show_trgm('专精特新'), 1), similarity('专精特新“小巨人”企业', '专精特新小巨人')"
        ).fetchone()
    assert row is not None
    assert row[0] == 5
    assert row[1] > 0.3


def test_text_is_ordered_by_code_point(database_url: str) -> None:
    with psycopg.connect(read_connection(database_url).conninfo()) as connection:
        rows = connection.execute(
            "SELECT word FROM unnest(ARRAY['浙江', 'b', '广东', 'B', 'a', '𠮷']) AS word ORDER BY word"
        ).fetchall()
    assert [word for (word,) in rows] == ["B", "a", "b", "广东", "浙江", "𠮷"]


def test_engine_takes_the_url_of_a_database(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW client_encoding").scalar_one() == "UTF8"
        assert connection.exec_driver_sql("SHOW application_name").scalar_one() == "clusterdb"
    engine.dispose()
