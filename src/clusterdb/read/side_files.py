"""X.toml beside X -> what a person knows of the document and its text lacks.

published_on = 2020-09-29      # the text prints 09-29 and no year
note = "why"
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from clusterdb.errors import SettingsError
from clusterdb.read.cleaning import break_lines, clean_line
from clusterdb.read.files import printable

_MAX_BYTES = 65_536


def _one_line(value: object) -> object:
    r"""Words as the clean text has them: TOML can write any character, "\u0000" and "\u001b" too."""
    return clean_line(" ".join(break_lines(value))) if isinstance(value, str) else value


Words = Annotated[str, BeforeValidator(_one_line)]


class SideFile(BaseModel):
    """All keys that a side file may have."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    published_on: date | None = Field(default=None, ge=date(1900, 1, 1), le=date(2100, 12, 31))
    published_precision: Literal["day", "month", "year"] | None = None
    issuer: Words | None = Field(default=None, min_length=1, max_length=100)
    publisher: Words | None = Field(default=None, min_length=1, max_length=200)
    title: Words | None = Field(default=None, min_length=1, max_length=300)
    region: Words | None = Field(default=None, min_length=1, max_length=60)
    context_year: int | None = Field(default=None, ge=1949, le=2100)
    document_kind: (
        Literal[
            "government_work_report",
            "plan",
            "press_conference",
            "news",
            "department_article",
            "work_conference",
            "statistics",
            "other",
        ]
        | None
    ) = None
    note: Words | None = Field(default=None, max_length=2000)


def side_file_of(path: Path) -> Path:
    """Where the side file of a document would stand: a/x.txt -> a/x.toml."""
    return path.with_suffix(".toml")


def read_side_file(path: Path) -> SideFile:
    """The side file of the document at `path`, empty where there is none; SettingsError where it makes no sense."""
    beside = side_file_of(path)
    name = printable(beside.name)
    try:
        if not beside.is_file():
            return SideFile()
        if beside.stat().st_size > _MAX_BYTES:
            raise SettingsError(f"{name}: longer than {_MAX_BYTES} bytes", "shorten it")
        return SideFile.model_validate(tomllib.loads(beside.read_text(encoding="utf-8-sig")))
    except ValidationError as fault:
        first = fault.errors()[0]
        key = ".".join(map(str, first["loc"]))
        known = ", ".join(SideFile.model_fields)
        raise SettingsError(f"{name}: {key}: {first['msg']}", f"the keys are {known}") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SettingsError(f"{name}: {fault}", "mend or remove it") from fault
