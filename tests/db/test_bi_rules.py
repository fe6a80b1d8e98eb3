"""What BI tools ask of views: every row that a query here returns is a fault, and there is none.

The types: ADBC hands numeric over as text, ODBC knows no array, enum or uuid, and shows infinity as today. The names:
some tools cut at 30 characters or fold capitals. The comments: Superset, Metabase and whatever speaks JDBC show them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Connection, Engine, text

from clusterdb.db.reader import READER
from clusterdb.views.chinese import LONGEST, load_labels, name_of_comment

BUNDLE = Path(__file__).parents[2] / "bi" / "superset" / "bundle"

TABLES = """
    CREATE TEMPORARY TABLE listed_views AS
    SELECT
        n.nspname AS schema, c.relname AS view, c.relkind AS kind, coalesce(obj_description(c.oid), '') AS comment,
        substring(obj_description(c.oid) FROM ' = report[.]([a-z0-9_]+)$') AS original
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE n.nspname IN ('report', 'report_zh');

    CREATE TEMPORARY TABLE listed_columns AS
    SELECT
        n.nspname AS schema, c.relname AS view, a.attname AS name, a.attnum AS position,
        format_type(a.atttypid, NULL) AS type, a.atttypmod AS modifier,
        coalesce(col_description(c.oid, a.attnum), '') AS comment
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    INNER JOIN pg_attribute AS a ON c.oid = a.attrelid
    WHERE n.nspname IN ('report', 'report_zh') AND a.attnum > 0 AND NOT a.attisdropped;
"""
TYPES = "('bigint', 'integer', 'double precision', 'text', 'character varying', 'date', 'boolean', 'timestamp without time zone')"
BILINGUAL = "'^[^/一-龥]*[A-Za-z].* / .*[一-龥]'"

RULES = {
    "only views": "SELECT schema, view FROM listed_views AS v WHERE kind <> 'v'",
    "plain types": f"SELECT schema, view, name, type FROM listed_columns AS c WHERE type NOT IN {TYPES}",
    "dates are dates": """
        SELECT schema, view, name, type FROM listed_columns AS c WHERE name ~ '_(on|date)$' AND type <> 'date'""",
    "years are whole": "SELECT schema, view, name FROM listed_columns AS c WHERE name ~ '_year$' AND type <> 'integer'",
    "yes and no are boolean": "SELECT schema, view, name FROM listed_columns AS c WHERE name ~ '^is_' AND type <> 'boolean'",
    "text for sentences alone": """
        SELECT schema, view, name FROM listed_columns AS c
        WHERE schema = 'report' AND type = 'text' AND name !~ '(quote|context|_text|_title|_url|_path|reasons?(_zh|_en)?|_value)$'""",
    "short ASCII names": "SELECT view, name FROM listed_columns AS c WHERE schema = 'report' AND name !~ '^[a-z][a-z0-9_]{0,29}$'",
    "short ASCII names of views": "SELECT view FROM listed_views AS v WHERE schema = 'report' AND view !~ '^[a-z][a-z0-9_]{0,29}$'",
    "a key comes first": """
        SELECT view, name FROM listed_columns AS c
        WHERE schema = 'report' AND position = 1 AND name !~ '_(id|key|path)$' AND name <> 'date_on'""",
    "twins in both languages": """
        SELECT c.view, c.name FROM listed_columns AS c
        WHERE c.schema = 'report' AND c.name ~ '_(zh|en)$' AND NOT EXISTS (
            SELECT FROM listed_columns AS twin
            WHERE twin.schema = c.schema AND twin.view = c.view AND twin.name <> c.name
              AND left(twin.name, -3) = left(c.name, -3) AND twin.name ~ '_(zh|en)$')""",
    "names beside every code": """
        SELECT c.view, c.name FROM listed_columns AS c
        WHERE c.schema = 'report' AND c.view NOT IN ('fact_claims', 'dim_cluster') AND c.name IN (
            'basis', 'unit_code', 'status', 'kind', 'class_code', 'verdict_code', 'province_code', 'method', 'fault', 'state',
            'award_level', 'pace', 'reasons', 'comparator', 'hedge', 'level', 'metric_code', 'region_kind', 'review'
        ) AND NOT (c.view || '.' || c.name) = ANY(ARRAY[
            -- how a figure bounds the value is told in full in targets, achievements and target_status
            'target_ladders.comparator', 'target_ladders.level', 'target_ladders.reasons', 'srdi_enterprises.comparator'
        ]) AND NOT EXISTS (
            SELECT FROM listed_columns AS twin
            WHERE twin.schema = c.schema AND twin.view = c.view AND twin.name = regexp_replace(c.name, '_code$', '') || '_zh')""",
    "names that need no quotes": """
        SELECT view, name FROM listed_columns AS c WHERE schema = 'report_zh' AND name !~ '^[一-龥_][一-龥a-z0-9_]*$'""",
    "names of views that need no quotes": """
        SELECT view FROM listed_views AS v WHERE schema = 'report_zh' AND view !~ '^[一-龥_][一-龥a-z0-9_]*$'""",
    "names that are not cut": """
        SELECT view, name FROM listed_columns AS c WHERE octet_length(name::text) > 60 OR octet_length(view::text) > 60""",
    "columns said in both languages": f"SELECT schema, view, name, comment FROM listed_columns AS c WHERE comment !~ {BILINGUAL}",
    "views said in both languages": f"SELECT schema, view, comment FROM listed_views AS v WHERE comment !~ {BILINGUAL}",
    "a dictionary of all": """
        SELECT c.view, c.name FROM listed_columns AS c WHERE c.schema = 'report' AND NOT EXISTS (
            SELECT FROM report.data_dictionary AS d WHERE d.view_name = c.view AND d.column_name = c.name)""",
    "every view once more in Chinese": """
        SELECT v.view, z.view AS chinese FROM listed_views AS v
        FULL JOIN listed_views AS z ON z.schema = 'report_zh' AND z.original = v.view
        WHERE (v.schema = 'report' AND z.comment IS DISTINCT FROM v.comment || ' = report.' || v.view)
           OR (z.schema = 'report_zh' AND v.view IS NULL)""",
    "the same columns in Chinese": """
        SELECT c.view, c.name FROM listed_columns AS c
        WHERE c.schema = 'report' AND (c.view, c.position, c.type, c.modifier, c.comment) NOT IN (
            SELECT v.original, z.position, z.type, z.modifier, z.comment FROM listed_columns AS z
            INNER JOIN listed_views AS v ON z.schema = v.schema AND z.view = v.view
            WHERE z.schema = 'report_zh')""",
}


@pytest.fixture(scope="module")
def connection(engine: Engine) -> Iterator[Connection]:
    # a transaction left open would hold the views that another test drops
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as opened:
        opened.exec_driver_sql(TABLES, execution_options={"no_parameters": True})
        yield opened


@pytest.mark.parametrize("rule", RULES)
def test_views_suit_bi_tools(connection: Connection, rule: str) -> None:
    found = connection.exec_driver_sql(RULES[rule], execution_options={"no_parameters": True})
    assert [tuple(row) for row in found] == []


def test_every_view_and_column_has_a_chinese_name_by_hand(connection: Connection) -> None:
    labels = load_labels()
    columns = connection.execute(text("SELECT view, name FROM listed_columns WHERE schema = 'report'")).all()
    assert {view for view, _ in columns} - set(labels.views) == set(), "name them in views/labels.yaml"
    assert {name for _, name in columns} - set(labels.columns) == set(), "name them in views/labels.yaml"


def test_chinese_names_are_one_to_one() -> None:
    labels = load_labels()
    for names in (labels.views, labels.columns):
        assert len(set(names.values())) == len(names)
        assert all(len(name.encode()) <= LONGEST for name in names.values())


@pytest.mark.parametrize(
    ("comment", "name"),
    [
        ("unit, English / 单位（英文）", "单位英文"),
        ("unit, Chinese / 单位（中文）", "单位"),
        ("1 is met / 完成率（1 为达到；不可相加）", "完成率"),
        ("key: view and column / 标识：视图与字段", "标识"),
        ("ISO / 省的 ISO 3166-2 代码", "省的31662代码"),
        ("no Chinese", "column"),
        ("too long / " + "长" * 30, "长" * 21),
    ],
)
def test_a_column_without_a_label_goes_by_its_comment(comment: str, name: str) -> None:
    assert name_of_comment("column", comment) == name


def test_the_superset_bundle_knows_the_views_as_they_are(connection: Connection) -> None:
    names = connection.execute(text("SELECT schema, view, name, position FROM listed_columns ORDER BY position")).all()
    for file in sorted((BUNDLE / "datasets").rglob("*.yaml")):
        made = yaml.safe_load(file.read_text(encoding="utf-8"))
        place = (made["schema"], made["table_name"])
        known = [column["column_name"] for column in made["columns"]]
        assert known == [row.name for row in names if (row.schema, row.view) == place], (
            f"bundle.py refresh ({file.name})"
        )


def test_the_superset_bundle_holds_no_password() -> None:
    made = yaml.safe_load((BUNDLE / "databases" / "clusterdb.yaml").read_text(encoding="utf-8"))
    assert made["sqlalchemy_uri"] == f"postgresql+psycopg2://{READER}@127.0.0.1:25432/clusterdb"


def test_a_view_of_somebodys_own_is_left_alone(engine: Engine) -> None:
    from clusterdb import views

    with engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("CREATE VIEW report_zh.我的 AS SELECT 1 AS n"))
        views.drop_views(connection)
        assert connection.scalars(text("SELECT viewname FROM pg_views WHERE schemaname = 'report_zh'")).all() == [
            "我的"
        ]
        views.create_views(connection)
        transaction.rollback()
