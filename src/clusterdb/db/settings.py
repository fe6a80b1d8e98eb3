"""What the environment says about the database: CLUSTERDB_DATABASE_URL, CLUSTERDB_HOME, CLUSTERDB_PGBIN.

Goes in: environment variables (any mapping). Comes out: a frozen `Settings`; an empty variable counts as unset.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from clusterdb.errors import SettingsError


class Settings(BaseModel):
    """Where the database is, as far as the environment says so."""

    model_config = ConfigDict(frozen=True)

    database_url: str | None = Field(default=None, alias="CLUSTERDB_DATABASE_URL")
    home: Path | None = Field(default=None, alias="CLUSTERDB_HOME")
    pgbin: Path | None = Field(default=None, alias="CLUSTERDB_PGBIN")

    @field_validator("home", "pgbin")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return None if path is None else Path.cwd() / path.expanduser()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of `environment` (default: this process's own)."""
    found = os.environ if environment is None else environment
    names = {field.alias for field in Settings.model_fields.values() if field.alias}
    given = {name: found[name].strip() for name in names if found.get(name, "").strip()}
    try:
        return Settings.model_validate(given)
    except (ValidationError, RuntimeError) as error:  # RuntimeError: ~nobody has no home
        raise SettingsError(f"a CLUSTERDB_ variable of the environment makes no sense: {error}") from error
