"""Reference data: the lexicon -> provinces, regions, clusters, metrics, units and labels in the database.

Only what differs is written. What has left the lexicon leaves the database as soon as no fact points at it. A digest of
all that the tables are made from is kept beside them, so that nothing is done where nothing has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from psycopg import Cursor, sql
from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.postgresql import insert

from clusterdb.db import migrate, tables
from clusterdb.errors import LexiconError
from clusterdb.lexicon import Lexicon
from clusterdb.load.containment import containment
from clusterdb.load.lookups import KEYS, load_lookups
from clusterdb.load.rows import Row, cursor_of, remove_others, stage_rows, write_changed

#: Files whose change needs no document to be read again.
_LABELS = {"lookups.yaml"}


def sync_reference(connection: Connection, lexicon: Lexicon) -> bool:
    """Bring the reference tables to the lexicon, in the caller's transaction; False where nothing was to be done."""
    part = tables.installed_parts
    digest = reference_digest()
    installed = select(part.c.sha256).where(part.c.part == "lexicon")
    if connection.scalar(installed) == digest:
        return False
    migrate.lock_schema(connection)
    if connection.scalar(installed) == digest:
        return False
    with cursor_of(connection) as cursor:
        leftovers = _sync(cursor, reference_rows(lexicon))
    # with leftovers that old facts still point at, the next run has another look
    row = {"part": "lexicon", "sha256": digest if not leftovers else hashlib.sha256(digest.encode()).hexdigest()}
    connection.execute(insert(part).values(row).on_conflict_do_update(index_elements=["part"], set_=row))
    return True


def reference_rows(lexicon: Lexicon) -> dict[Table, list[Row]]:
    """All rows of the reference tables, tables that others point at first."""
    rows: dict[Table, list[Row]] = {
        tables.provinces: list(_provinces(lexicon)),
        tables.regions: list(_regions(lexicon)),
        tables.region_members: [member._asdict() for member in containment(lexicon.regions)],
        tables.units: [
            {"unit_code": unit.code, "name_zh": unit.zh, "name_en": unit.en, "dimension": unit.dimension}
            for unit in lexicon.units.values()
        ],
        tables.metrics: list(_metrics(lexicon)),
        tables.metric_aliases: [
            {"metric_code": metric.code, "alias": alias}
            for metric in lexicon.metrics.values()
            for alias in dict.fromkeys(metric.words)
        ],
        tables.metric_relations: [
            {"metric_code": metric.code, "related_code": other, "relation": relation}
            for metric in lexicon.metrics.values()
            for relation, other in dict.fromkeys(metric.relations)
        ],
        tables.ordinal_levels: [
            {
                "scale_code": scale.code,
                "level_code": level.code,
                "level_rank": level.rank,
                "name_zh": level.zh,
                "name_en": level.en,
            }
            for scale in lexicon.scales.values()
            for level in scale.levels
        ],
        tables.cluster_schemes: list(_schemes(lexicon)),
        tables.clusters: list(_clusters(lexicon)),
        tables.cluster_regions: [
            {"cluster_code": cluster.code, "region_code": region, "role": role}
            for cluster in lexicon.clusters.values()
            for role, region in dict.fromkeys(cluster.regions)
        ],
    }
    for name, labels in load_lookups().items():
        rows[tables.metadata.tables[name]] = [
            {KEYS[name]: code, "name_zh": label.zh, "name_en": label.en} for code, label in labels.items()
        ]
    return rows


@cache
def lexicon_digest() -> str:
    """The SHA-256 of the lexicon: with another one, documents are read again."""
    return _digest(file for file in _files(files("clusterdb.lexicon")) if file.name not in _LABELS)


@cache
def reference_digest() -> str:
    """The SHA-256 of the lexicon with its labels, and of the code that turns them into rows."""
    here = Path(__file__).parent
    code = (Path(__file__), here / "containment.py", here / "lookups.py")
    return _digest([*_files(files("clusterdb.lexicon")), *code])


def parse_date(words: str | None) -> date | None:
    """A lexicon's date: 2020-05-18, 2020-05 or 2020, each its first day."""
    if words is None:
        return None
    try:
        year, month, day = (*map(int, words.split("-")), 1, 1)[:3]
        return date(year, month, day)
    except ValueError as error:
        raise LexiconError(f"{words!r} is no date", "write it as 2020-05-18, 2020-05 or 2020") from error


def _sync(cursor: Cursor[Any], rows: dict[Table, list[Row]]) -> int:
    """Write what changed, parents first; remove what is gone, children first. Returns how many gone rows must stay."""
    staged = {table: stage_rows(cursor, table, content) for table, content in rows.items()}
    for table, staging in staged.items():
        write_changed(cursor, table, staging)
    for table, staging in reversed(staged.items()):
        while remove_others(cursor, table, staging):  # a region's children go before it, so again until none goes
            pass
    return sum(_count(cursor, table) - len(content) for table, content in rows.items())


def _count(cursor: Cursor[Any], table: Table) -> int:
    row = cursor.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table.name))).fetchone()
    return int(row[0]) if row else 0


def _provinces(lexicon: Lexicon) -> Iterator[Row]:
    for province in lexicon.provinces.values():
        yield {
            "province_code": province.code,
            "iso_code": province.iso,
            "name_zh": province.name_zh,
            "name_en": province.name_en,
            "short_name_zh": province.short_zh,
            "letter_zh": province.letter_zh,
        }


def _regions(lexicon: Lexicon) -> Iterator[Row]:
    for region in lexicon.regions.values():
        yield {
            "region_code": region.code,
            "name_zh": region.name_zh,
            "name_en": region.name_en,
            "kind": region.kind,
            "parent_code": region.parent,
            "province_code": region.province,
            "admin_parent_code": region.admin_parent,
            "geo_parent_code": region.geo_parent,
            "is_partial": region.partial,
            "valid_from_on": parse_date(region.valid_from),
            "valid_to_on": parse_date(region.valid_to),
            "note": region.note,
        }


def _metrics(lexicon: Lexicon) -> Iterator[Row]:
    for metric in lexicon.metrics.values():
        yield {
            "metric_code": metric.code,
            "name_zh": metric.zh,
            "name_en": metric.en,
            "family": metric.family,
            "unit_code": metric.unit,
            "kind": metric.kind,
            "default_basis": metric.basis,
            "is_additive": metric.additive,
            "direction": metric.direction,
            "level": metric.level,
            "note": metric.note,
        }


def _schemes(lexicon: Lexicon) -> Iterator[Row]:
    for scheme in lexicon.schemes.values():
        yield {
            "scheme_code": scheme.code,
            "name_zh": scheme.name_zh,
            "name_en": scheme.name_en,
            "region_code": scheme.region,
            "valid_from_on": parse_date(scheme.valid_from),
            "source": "; ".join(scheme.sources) or None,
        }


def _clusters(lexicon: Lexicon) -> Iterator[Row]:
    for cluster in lexicon.clusters.values():
        yield {
            "cluster_code": cluster.code,
            "scheme_code": cluster.scheme,
            "parent_code": cluster.group,
            "tier": cluster.tier,
            "name_zh": cluster.name_zh,
            "name_en": cluster.name_en,
            "region_code": cluster.region,
            "is_confirmed": cluster.confirmed,
            "note": cluster.note,
        }


def _files(folder: Traversable) -> Iterator[Traversable]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.is_dir():
            if not file.name.startswith("__"):
                yield from _files(file)
        elif not file.name.endswith(".pyc"):
            yield file


def _digest(content: Iterable[Traversable]) -> str:
    digest = hashlib.sha256()
    for file in content:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
