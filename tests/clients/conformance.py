"""Every view, read as clusterdb_reader through every kind of driver that a BI tool uses: the same rows, types and comments.

Run by `make test-clients`, which makes a database of the seeds, opens it to the reader and gives its address in
CLUSTERDB_READER_URL. What psycopg reads is the measure of the others. A client that cannot be installed here is skipped
by name; what none of them may do is differ.
"""

from __future__ import annotations

import math
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

URL = os.environ["CLUSTERDB_READER_URL"]
WHERE = {name: str(value) for name, value in conninfo_to_dict(URL).items()}
JAR = Path("/usr/share/java/postgresql.jar")
ODBC = (
    f"Driver={{PostgreSQL Unicode}};Server={WHERE['host']};Port={WHERE['port']};Database={WHERE['dbname']};"
    f"Uid={WHERE['user']};Pwd={WHERE['password']};ReadOnly=1;BoolsAsChar=0;MaxVarcharSize=8190"
)
#: What a figure, a day and a yes become; everything else is text.
PLAIN = {"double precision": float, "integer": int, "bigint": int, "date": date, "boolean": bool}


@dataclass(frozen=True)
class View:
    """A view as PostgreSQL itself describes it, with all of its rows, sorted."""

    schema: str
    name: str
    comment: str
    columns: dict[str, tuple[str, str]]  # name: type, comment
    rows: list[tuple[Any, ...]]

    @property
    def query(self) -> str:
        return f'SELECT * FROM {self.schema}."{self.name}"'

    def same(self, rows: list[tuple[Any, ...]]) -> None:
        """Assert that a client has read what is there: every row, every value, of the right Python type."""
        kinds = [PLAIN.get(kind, str) for kind, _ in self.columns.values()]
        assert len(rows) == len(self.rows)
        for row in rows:
            for value, kind, name in zip(row, kinds, self.columns, strict=True):
                assert plain(value) is None or isinstance(plain(value), kind), (self.name, name, type(value), value)
        assert ordered(rows) == self.rows


def plain(value: Any) -> Any:
    """A value without what its library wraps it in: pandas' Timestamp is a date, NaN and NaT are None."""
    if value is None or value != value:
        return None
    if isinstance(value, datetime):
        return value.date()
    if hasattr(value, "item"):
        return value.item()
    return value


def ordered(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows in an order of their own, figures to the twelfth digit."""
    found = [tuple(float(f"{v:.12g}") if isinstance(v, float) else v for v in map(plain, row)) for row in rows]
    return sorted(found, key=repr)


def described() -> Iterator[View]:
    with psycopg.connect(URL) as connection:
        catalogue = """
            SELECT n.nspname, c.relname, obj_description(c.oid),
                   json_object_agg(a.attname, json_build_array(format_type(a.atttypid, NULL), col_description(c.oid, a.attnum))
                                   ORDER BY a.attnum)
            FROM pg_class AS c
            INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
            INNER JOIN pg_attribute AS a ON c.oid = a.attrelid AND a.attnum > 0
            WHERE n.nspname IN ('report', 'report_zh') AND c.relkind = 'v'
            GROUP BY c.oid, n.nspname, c.relname
            ORDER BY n.nspname, c.relname
        """
        for schema, name, comment, columns in connection.execute(catalogue).fetchall():
            rows = connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, name))).fetchall()
            yield View(schema, name, comment, {k: tuple(v) for k, v in columns.items()}, ordered(rows))


VIEWS = list(described())
every_view = pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.schema}.{view.name}")


def test_there_is_something_to_read() -> None:
    rows = {f"{view.schema}.{view.name}": len(view.rows) for view in VIEWS}
    assert rows["report.target_status"] > 20
    assert rows["report_zh.目标状态"] == rows["report.target_status"]
    assert all(not math.isnan(v) for view in VIEWS for row in view.rows for v in row if isinstance(v, float))


@every_view
def test_psycopg2(view: View) -> None:
    """Superset."""
    psycopg2 = pytest.importorskip("psycopg2")
    with psycopg2.connect(URL) as connection, connection.cursor() as cursor:
        cursor.execute(view.query)
        view.same(cursor.fetchall())
    connection.close()


@pytest.mark.parametrize("schema", ["report", "report_zh"])
def test_sqlalchemy_reflects_types_and_comments(schema: str) -> None:
    """Superset, pandas, dbt."""
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(URL.replace("postgresql:", "postgresql+psycopg:"))
    inspector = sqlalchemy.inspect(engine)
    views = [view for view in VIEWS if view.schema == schema]
    assert sorted(inspector.get_view_names(schema)) == sorted(view.name for view in views)
    comments = inspector.get_multi_table_comment(schema, kind=sqlalchemy.engine.reflection.ObjectKind.VIEW)
    columns = inspector.get_multi_columns(schema, kind=sqlalchemy.engine.reflection.ObjectKind.VIEW)
    for view in views:
        assert comments[schema, view.name]["text"] == view.comment
        found = columns[schema, view.name]
        assert {column["name"]: column["comment"] for column in found} == {k: v[1] for k, v in view.columns.items()}
        assert not [column["name"] for column in found if isinstance(column["type"], sqlalchemy.types.NullType)]
    engine.dispose()


@every_view
def test_pandas(view: View) -> None:
    pandas = pytest.importorskip("pandas")
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(URL.replace("postgresql:", "postgresql+psycopg:"))
    frame = pandas.read_sql_table(view.name, engine, schema=view.schema)
    engine.dispose()
    assert list(frame.columns) == list(view.columns)
    for name, (kind, _) in view.columns.items():
        wanted = {"double precision": "f", "date": "M"}.get(kind)
        assert wanted is None or frame[name].isna().all() or frame[name].dtype.kind == wanted, (name, frame[name].dtype)
    # a whole number beside a gap is a float to pandas
    whole = frame.astype({name: "Int64" for name, (kind, _) in view.columns.items() if kind in ("integer", "bigint")})
    boolean = [name for name, (kind, _) in view.columns.items() if kind == "boolean"]
    cells = whole.astype(dict.fromkeys(boolean, "boolean")).astype(object)
    view.same(list(cells.where(cells.notna(), None).itertuples(index=False, name=None)))


@every_view
@pytest.mark.parametrize("engine", ["adbc", "connectorx"])
def test_polars(view: View, engine: str) -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip({"adbc": "adbc_driver_postgresql", "connectorx": "connectorx"}[engine])
    frame = polars.read_database_uri(view.query, URL, engine=engine)
    assert frame.columns == list(view.columns)
    view.same(frame.rows())


@pytest.fixture(scope="module")
def duck() -> Iterator[Any]:
    duckdb = pytest.importorskip("duckdb")
    extensions = pytest.importorskip("duckdb_extensions")
    connection = duckdb.connect()
    extensions.import_extension("postgres_scanner", con=connection)
    connection.execute("LOAD postgres_scanner")
    connection.execute(f"ATTACH '{URL}' AS db (TYPE postgres, READ_ONLY)")
    yield connection
    connection.close()


@every_view
def test_duckdb(view: View, duck: Any) -> None:
    view.same(duck.execute(f'SELECT * FROM db.{view.schema}."{view.name}"').fetchall())


@pytest.fixture(scope="module")
def odbc() -> Iterator[Any]:
    pyodbc = pytest.importorskip("pyodbc")
    if "PostgreSQL Unicode" not in pyodbc.drivers():
        pytest.skip("no ODBC driver of PostgreSQL here (odbc-postgresql)")
    connection = pyodbc.connect(ODBC)
    yield connection
    connection.close()


@every_view
def test_odbc(view: View, odbc: Any) -> None:
    """Power BI and Tableau by ODBC, Excel."""
    import pyodbc

    listed = {column.column_name: column for column in odbc.cursor().columns(schema=view.schema, table=view.name)}
    assert list(listed) == list(view.columns)
    for name, (kind, _) in view.columns.items():
        wanted = {"double precision": pyodbc.SQL_FLOAT, "date": pyodbc.SQL_TYPE_DATE}.get(kind)
        assert wanted is None or listed[name].data_type == wanted, (name, listed[name].data_type)
    view.same([tuple(row) for row in odbc.cursor().execute(view.query).fetchall()])


def test_isql() -> None:
    """The plainest client of ODBC, with names in Chinese."""
    question = "SELECT 省, CAST(目标数值 AS bigint), 截止日 FROM report_zh.目标状态 WHERE 目标数值 IS NOT NULL ORDER BY 目标标识 LIMIT 1"
    try:
        said = subprocess.run(
            ["isql", "-k", "-b", "-d|", "-v", ODBC], input=question + "\n", text=True, capture_output=True, check=False
        )
    except FileNotFoundError:
        pytest.skip("no isql here (unixodbc)")
    with psycopg.connect(URL) as connection:
        province, value, day = connection.execute(question).fetchone()
    last = said.stdout.strip().splitlines()[-1]
    assert last == f"{province}|{value}|{day}", said


@pytest.fixture(scope="module")
def jdbc() -> dict[str, list[list[str]]]:
    if not JAR.exists():
        pytest.skip("no JDBC driver of PostgreSQL here (libpostgresql-jdbc-java)")
    address = f"jdbc:postgresql://{WHERE['host']}:{WHERE['port']}/{WHERE['dbname']}"
    probe = Path(__file__).with_name("JdbcProbe.java")
    utf8 = ("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
    command = ["java", *utf8, "-cp", str(JAR), str(probe), address, WHERE["user"], WHERE["password"]]
    try:
        said = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no java here")
    assert said.returncode == 0, said.stderr.decode()[-2000:]
    found: dict[str, list[list[str]]] = {}
    for line in said.stdout.decode().splitlines():
        words = [w.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\") for w in line.split("\t")]
        found.setdefault(f"{words[0]} {words[1]}.{words[2]}", []).append(words[3:])
    return found


@every_view
def test_jdbc(view: View, jdbc: dict[str, list[list[str]]]) -> None:
    """Metabase, Tableau, DBeaver."""
    place = f"{view.schema}.{view.name}"
    types = {"double precision": "DOUBLE", "integer": "INTEGER", "bigint": "BIGINT", "date": "DATE", "boolean": "BIT"}
    assert jdbc[f"VIEW {place}"] == [[view.comment]]
    assert [tuple(column) for column in jdbc[f"COLUMN {place}"]] == [
        (name, types.get(kind, "VARCHAR"), comment) for name, (kind, comment) in view.columns.items()
    ]
    rows = [tuple(map(read_java, row, view.columns.values())) for row in jdbc.get(f"ROW {place}", [])]
    assert sorted(rows, key=repr) == view.rows


def read_java(word: str, column: tuple[str, str]) -> Any:
    """What Java printed, as the value that it was."""
    if word == "␀":
        return None
    match column[0]:
        case "double precision":
            return float(f"{float(word):.12g}")
        case "integer" | "bigint":
            return int(word)
        case "date":
            return date.fromisoformat(word)
        case "boolean":
            return word == "true"
        case _:
            return word
