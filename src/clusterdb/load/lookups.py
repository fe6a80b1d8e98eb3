"""The lookup tables' labels, as lexicon/lookups.yaml keeps them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from clusterdb.errors import LexiconError

#: Each lookup table that the lexicon fills, with its key column.
KEYS = {
    "bases": "basis",
    "comparators": "comparator",
    "hedges": "hedge",
    "section_roles": "role",
    "skip_reasons": "reason_code",
}


class Label(BaseModel):
    """A code's name in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str
    en: str


@cache
def load_lookups() -> dict[str, dict[str, Label]]:
    """Labels by table and code; LexiconError where the file has other tables or lacks one."""
    text = files("clusterdb.lexicon").joinpath("lookups.yaml").read_text(encoding="utf-8")
    try:
        lookups = TypeAdapter(dict[str, dict[str, Label]]).validate_python(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as error:
        raise LexiconError(f"lexicon/lookups.yaml: {error}", "mend the file") from error
    if lookups.keys() != KEYS.keys():
        raise LexiconError(f"lexicon/lookups.yaml has {sorted(lookups)}", f"give it exactly {sorted(KEYS)}")
    return lookups
