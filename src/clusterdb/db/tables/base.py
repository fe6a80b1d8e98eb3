"""What every table is made of: the metadata with its names, and short ways to write columns and checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, Column, MetaData, Table, Text
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def column(
    name: str,
    comment: str,
    *items: SchemaItem,
    type_: TypeEngine[Any] | None = None,
    key: bool = False,
    null: bool = False,
    **options: Any,
) -> Column[Any]:
    """A column that is NOT NULL and text unless it says otherwise; `comment` is "English / 中文"."""
    return Column(
        name, type_ if type_ is not None else Text(), *items, primary_key=key, nullable=null, comment=comment, **options
    )


def one_of(name: str, values: Iterable[str]) -> CheckConstraint:
    """A check that a column holds one of the words given, or NULL where the column allows it."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{name} IN ({words})", name=name)


def check(name: str, condition: str) -> CheckConstraint:
    """A named check."""
    return CheckConstraint(condition, name=name)


def lookup(name: str, key: str, comment: str, key_comment: str, *more: SchemaItem) -> Table:
    """A table of codes with their names in both languages, in the order in which to show them."""
    return Table(
        name,
        metadata,
        column(key, key_comment, key=True),
        *names(),
        *more,
        check(f"{key}_said", f"{key} <> ''"),
        comment=comment,
    )


def names() -> tuple[Column[Any], Column[Any]]:
    """The two columns that name a thing in Chinese and in English."""
    return (
        column("name_zh", "name in Chinese / 中文名称"),
        column("name_en", "name in English / 英文名称"),
    )
