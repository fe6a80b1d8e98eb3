"""Schema report_zh: every view of schema report once more, under Chinese names and with nothing else changed.

Goes in: a connection on which the views of `report` have just been made. Comes out: as many views in `report_zh`, their
names from labels.yaml. What that file does not name goes by the Chinese half of its comment, so that a new column never
breaks an installation. Each view's comment ends in `= report.<view>`, by which `drop_chinese_views` knows its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

import yaml
from psycopg.sql import SQL, Composable, Composed, Identifier, Literal
from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import Connection, text

from clusterdb.errors import DatabaseError

SCHEMA = "report_zh"

#: PostgreSQL cuts longer names, and then two may be one.
LONGEST = 63

_NOT_IN_A_NAME = re.compile(r"[^一-龥a-z0-9_]+")
_ASIDE = re.compile(r"[，；：。、,;:]")
_LANGUAGE = re.compile(r"（(?:中文|(英文))）")
_NOTE = re.compile(r"（[^）]*）")

_COLUMNS = text(
    """
    SELECT
        c.relname AS view,
        coalesce(obj_description(c.oid, 'pg_class'), '') AS about,
        a.attname AS name,
        coalesce(col_description(c.oid, a.attnum), '') AS comment
    FROM pg_class AS c
    INNER JOIN pg_attribute AS a ON c.oid = a.attrelid
    WHERE c.relkind = 'v' AND c.relnamespace = 'report'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY c.relname COLLATE "C", a.attnum
    """
)
_OURS = text(
    """
    SELECT c.relname
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE n.nspname = :schema AND c.relkind = 'v' AND obj_description(c.oid, 'pg_class') ~ ' = report[.][a-z0-9_]+$'
    ORDER BY c.oid DESC
    """
)


class Labels(BaseModel):
    """labels.yaml: the Chinese name of each view and of each column, whichever view it is in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    views: dict[str, str]
    columns: dict[str, str]


@dataclass(frozen=True, slots=True)
class Alias:
    """A view or column: its name in schema report, its comment, and its name in Chinese."""

    name: str
    comment: str
    chinese: str


@cache
def load_labels() -> Labels:
    """The names of labels.yaml."""
    found = files(__package__).joinpath("labels.yaml").read_text(encoding="utf-8")
    try:
        return Labels.model_validate(yaml.safe_load(found))
    except (yaml.YAMLError, ValidationError) as error:
        raise DatabaseError(f"views/labels.yaml cannot be read: {error}", "install clusterdb again") from error


def name_of_comment(name: str, comment: str) -> str:
    """A Chinese name out of a comment: "unit, English / 单位（英文）" -> 单位英文; `name` itself where there is none.

    >>> name_of_comment("attainment", "1 is met / 完成率（1 为达到；不可相加）")
    '完成率'
    """
    said = comment.rpartition(" / ")[2]
    said = _NOTE.sub("", _LANGUAGE.sub(lambda found: found[1] or "", said))
    said = _NOT_IN_A_NAME.sub("", _ASIDE.split(said)[0])
    if not re.match("[一-龥]", said):
        return name
    return said.encode()[:LONGEST].decode(errors="ignore")


def create_chinese_views(connection: Connection) -> None:
    """Make report_zh from what is in report; whatever was there of ours must be dropped already."""
    statements: list[Composable] = [
        SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(SCHEMA)),
        SQL("COMMENT ON SCHEMA {} IS {}").format(
            Identifier(SCHEMA),
            Literal(
                "the views of report under Chinese names; made anew with them / report 各视图的中文名称版（自动生成）"
            ),
        ),
    ]
    labels = load_labels()
    taken: set[str] = set()
    for (view, about), rows in groupby(connection.execute(_COLUMNS), key=lambda row: (row.view, row.about)):
        used: set[str] = set()
        columns = [_alias(row.name, row.comment, labels.columns, used) for row in rows]
        statements += _view(_alias(view, about, labels.views, taken), columns)
    _run(connection, statements)


def drop_chinese_views(connection: Connection) -> None:
    """Drop the views that `create_chinese_views` made, also under names of an older labels.yaml."""
    _run(
        connection,
        [
            SQL("DROP VIEW {}.{}").format(Identifier(SCHEMA), Identifier(name))
            for name in connection.scalars(_OURS, {"schema": SCHEMA})
        ],
    )


def _alias(name: str, comment: str, labels: dict[str, str], taken: set[str]) -> Alias:
    """The name from the labels, else from the comment; and as it is, where another has taken that one already."""
    chinese = labels.get(name) or name_of_comment(name, comment)
    if chinese in taken:
        chinese = name
    taken.add(chinese)
    return Alias(name, comment, chinese)


def _view(view: Alias, columns: Iterable[Alias]) -> list[Composed]:
    original, alias = Identifier("report", view.name), Identifier(SCHEMA, view.chinese)
    listed = SQL(", ").join(
        SQL("v.{} AS {}").format(Identifier(column.name), Identifier(column.chinese)) for column in columns
    )
    comment = f"{view.comment} = report.{view.name}"
    return [
        SQL("CREATE VIEW {} AS SELECT {} FROM {} AS v").format(alias, listed, original),
        SQL("COMMENT ON VIEW {} IS {}").format(alias, Literal(comment)),
        *(
            SQL("COMMENT ON COLUMN {}.{} IS {}").format(alias, Identifier(column.chinese), Literal(column.comment))
            for column in columns
        ),
    ]


def _run(connection: Connection, statements: Iterable[Composable]) -> None:
    if script := ";\n".join(statement.as_string(None) for statement in statements):
        connection.exec_driver_sql(script, execution_options={"no_parameters": True})
