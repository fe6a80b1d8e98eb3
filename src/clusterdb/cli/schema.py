"""`clusterdb schema`: the manual of the database, written from the comments that stand in it.

In: a migrated database. Out: Markdown, the same for everyone who has this version.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.language import t
from clusterdb.cli.terminal import say

if TYPE_CHECKING:
    from sqlalchemy import Connection

HELP = """Write the manual of tables and views.

The manual is made from the comments in the database itself, English and Chinese; nothing that anyone ingested is in it.

\b
Examples:
  clusterdb schema | less
  clusterdb schema -o docs/schema.md
  clusterdb schema --check docs/schema.md    exit status 4 where the file is out of date
"""

RELATIONS = """
SELECT n.nspname AS schema, c.relname AS name, c.relkind = 'v' AS is_view,
       coalesce(obj_description(c.oid, 'pg_class'), '') AS comment, c.oid
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'v', 'p') AND n.nspname IN ('public', 'report', 'report_zh') AND c.relname <> 'alembic_version'
  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY n.nspname = 'public', n.nspname, c.relname COLLATE "C"
"""

COLUMNS = """
SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
       coalesce(col_description(a.attrelid, a.attnum), '') AS comment,
       coalesce((SELECT true FROM pg_constraint AS k
                 WHERE k.conrelid = a.attrelid AND k.contype = 'p' AND a.attnum = ANY(k.conkey)), false) AS is_key,
       (SELECT string_agg(k.confrelid::regclass::text, ', ') FROM pg_constraint AS k
        WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]) AS refers_to
FROM pg_attribute AS a
WHERE a.attrelid = :oid AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""

CHECKS = """
SELECT conname AS name, pg_get_constraintdef(oid) AS definition
FROM pg_constraint WHERE conrelid = :oid AND contype IN ('c', 'u') ORDER BY conname COLLATE "C"
"""

FUNCTIONS = """
SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_arguments(p.oid) || ')' AS name,
       coalesce(obj_description(p.oid, 'pg_proc'), '') AS comment
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE n.nspname IN ('report', 'report_zh') ORDER BY 1
"""

TITLES = {"report": "Views (schema report)", "report_zh": "The same in Chinese", "public": "Tables (schema public)"}

CHINESE = "Plain aliases, column by column in the same order, whose names need no quotes in SQL.\n"

HEAD = """<!-- Written by `clusterdb schema` from the comments in the database: change those, then make schema. -->

# Schema

Views of the schema `report` are what psql, spreadsheets and BI tools read; the tables of `public` lie below them. Every
comment is English / 中文. How a claim is read and compared stands in [architecture.md](architecture.md).
"""


@click.command("schema", help=HELP, short_help="Write the manual of tables and views.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--check", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Compare with this file.")
@pass_session
def schema(session: Session, output: Path | None, check: Path | None) -> None:
    """Write the manual of tables and views."""
    from clusterdb.db.migrate import upgrade

    engine = session.engine()
    upgrade(engine)
    with engine.connect() as connection:
        manual = write_manual(connection)
    if check is not None:
        if check.read_text(encoding="utf-8") != manual:
            say(t("{file} is out of date; make schema writes it anew", file=check), "red")
            sys.exit(4)
    elif output is not None:
        output.write_text(manual, encoding="utf-8")
        say(t("wrote {file}", file=output))
    else:
        click.echo(manual, nl=False)


def write_manual(connection: Connection) -> str:
    """The whole manual as Markdown: views first, then tables, each with its columns, keys and promises."""
    parts = [HEAD]
    relations = _rows(connection, RELATIONS)
    for name, group in groupby(relations, key=lambda relation: relation["schema"]):
        members = list(group)
        parts.append(f"\n## {TITLES[name]}\n")
        if name == "report_zh":
            parts += [CHINESE, *(_chinese(connection, one) for one in members), ""]
            continue
        parts += [f"- [{one['name']}](#{_anchor(one)}): {one['comment']}" for one in members]
        parts += ["", *(line for one in members for line in _relation(connection, one))]
        functions = _rows(connection, FUNCTIONS) if name == "report" else []
        if functions:
            parts += ["### Functions", "", *(f"- `{one['name']}`: {one['comment']}" for one in functions), ""]
    return "\n".join(parts).rstrip() + "\n"


def _chinese(connection: Connection, view: dict[str, Any]) -> str:
    """A view of report_zh on one line: its name, whose alias it is, and the names of its columns in their order."""
    original = view["comment"].rpartition(" = ")[2]
    columns = "、".join(column["name"] for column in _rows(connection, COLUMNS, oid=view["oid"]))
    return f"- **{view['name']}** = [{original}](#{original.replace('.', '')}): {columns}"


def _relation(connection: Connection, relation: dict[str, Any]) -> list[str]:
    lines = [f"### {relation['schema']}.{relation['name']}", "", relation["comment"], ""]
    lines += ["| column | type | | comment |", "| --- | --- | --- | --- |"]
    for column in _rows(connection, COLUMNS, oid=relation["oid"]):
        marks = [
            "key" if column["is_key"] else "",
            "required" if column["required"] and not column["is_key"] else "",
            f"-> {column['refers_to']}" if column["refers_to"] else "",
        ]
        told = ", ".join(mark for mark in marks if mark)
        lines.append(f"| `{column['name']}` | {column['type']} | {told} | {_cell(column['comment'])} |")
    checks = _rows(connection, CHECKS, oid=relation["oid"])
    if checks:
        lines += ["", "Promises kept by the database:", ""]
        lines += [f"- `{' '.join(check['definition'].split())}`" for check in checks]
    return [*lines, ""]


def _anchor(relation: dict[str, Any]) -> str:
    # as Markdown renderers make it from the heading: lower case, the point dropped
    return f"{relation['schema']}{relation['name']}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _rows(connection: Connection, statement: str, **values: object) -> list[dict[str, Any]]:
    from sqlalchemy import text

    return [dict(row) for row in connection.execute(text(statement), values).mappings()]
