"""Reads the data files of this package into one `Lexicon`, once a process.

In: provinces.yaml, divisions.tsv, weak_names.txt, regions_informal.yaml, units.yaml, scales.yaml, clusters.yaml,
guards.yaml and metrics/*.yaml. Out: `load_lexicon()`. A file that does not read raises `LexiconError` with its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from clusterdb.errors import LexiconError
from clusterdb.lexicon.catalogue import NATION, Lexicon
from clusterdb.lexicon.models import Cluster, Guards, Metric, Province, Region, Scale, Scheme, Unit

E = TypeVar("E", Region, Province, Metric, Unit, Cluster, Scheme, Scale)

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HERE = files("clusterdb.lexicon")


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read on the first call and shared by all later ones; treat it as read-only."""
    informal = _yaml("regions_informal.yaml")
    clusters = _yaml("clusters.yaml")
    return Lexicon(
        regions=_regions(informal["regions"]),
        metrics=_entries("metrics", Metric, metric_rows()),
        units=_entries("units.yaml", Unit, _yaml("units.yaml")),
        clusters=_entries("clusters.yaml", Cluster, clusters["clusters"]),
        schemes=_entries("clusters.yaml", Scheme, clusters["schemes"]),
        scales=_entries("scales.yaml", Scale, _yaml("scales.yaml")),
        guards=Guards.model_validate(_yaml("guards.yaml")),
        not_places=informal["not_places"],
        not_endings=informal["not_endings"],
    )


def metric_rows() -> Iterator[dict[str, Any]]:
    """The entries of metrics/*.yaml as mappings; the file's name is their family."""
    for file in sorted(_HERE.joinpath("metrics").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            family = file.name.removesuffix(".yaml")
            for row in _yaml(f"metrics/{file.name}"):
                yield {"family": family, **row}


def _yaml(name: str) -> Any:
    try:
        return yaml.load(_text(name), Loader=_LOADER)  # noqa: S506  a safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise LexiconError(f"lexicon/{name} is no YAML: {error}", "mend the file") from error


def _text(name: str) -> str:
    try:
        return _HERE.joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise LexiconError(f"lexicon/{name} cannot be read: {error}", "reinstall clusterdb") from error


def _entries(name: str, model: type[E], rows: Iterable[dict[str, Any]]) -> dict[str, E]:
    """The rows of a file as models, by code."""
    entries: dict[str, E] = {}
    for row in rows:
        try:
            entry = model.model_validate(row)
        except ValidationError as error:
            raise LexiconError(f"lexicon/{name}: entry {row.get('code')}: {error}", "mend the entry") from error
        if entries.setdefault(entry.code, entry) is not entry:
            raise LexiconError(f"lexicon/{name}: {entry.code} stands there twice", "drop or rename one")
    return entries


def _regions(informal: Iterable[dict[str, Any]]) -> dict[str, Region]:
    """The nation, the provinces, the divisions and the informal regions, in this order."""
    provinces = _entries(
        "provinces.yaml",
        Province,
        (
            {"kind": "province", "parent": NATION, "province": row["code"], "short_names": [row["short_zh"]], **row}
            for row in _yaml("provinces.yaml")
        ),
    )
    others = _entries("regions_informal.yaml", Region, informal)
    taken = {province.short_zh for province in provinces.values()}
    return {NATION: others.pop(NATION), **provinces, **_divisions(taken), **others}


def _divisions(taken: set[str]) -> dict[str, Region]:
    """The lines of divisions.tsv; short names that are ordinary words, or a province's (`taken`), are weak ones."""
    weak = set(weak_names())
    lines = _text("divisions.tsv").splitlines()
    if lines[0].split("\t") != ["code", "name_zh", "name_en", "kind", "parent", "short"]:
        raise LexiconError("lexicon/divisions.tsv has other columns", "run scripts/build_divisions.py")
    regions: dict[str, Region] = {}
    for line in lines[1:]:
        code, name_zh, name_en, kind, parent, short = line.split("\t")
        names = (short,) if short and short != name_zh else ()
        strong = kind == "prefecture" or (short not in weak and short not in taken)
        full = (name_zh,) if name_zh in weak else ()
        regions[code] = Region(
            code=code,
            name_zh=name_zh,
            name_en=name_en,
            kind=kind,  # pydantic refuses another
            parent=parent,
            province=code[:2] + "0000",
            short_names=names if strong else (),
            weak_names=full + (() if strong else names),
        )
    return regions


def weak_names() -> list[str]:
    """The words of weak_names.txt: short names that are ordinary words as well."""
    lines = _text("weak_names.txt").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]
