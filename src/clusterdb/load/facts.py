"""One document's extraction -> its rows, in the caller's transaction: whole or not at all.

A document that the database does not know is copied straight in. One that it knows (a newer extractor, another side
file) is merged: rows that stayed the same are not touched, so that ids and reviews hold. Of a file that changed, the
old document's rows go and the new one's come. Reviews are never touched; what stands of them goes into the new rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg import Cursor
from sqlalchemy import Connection, Table, delete, or_, select

from clusterdb import EXTRACTOR_VERSION
from clusterdb.db import migrate, tables
from clusterdb.errors import ExtractionError, UnknownUnit
from clusterdb.lexicon import Lexicon
from clusterdb.load.keys import claim_keys, source_key, stored_path
from clusterdb.load.ledger import Fingerprint, is_lesser_copy, lock_name, stored_counts
from clusterdb.load.reviews import with_reviews
from clusterdb.load.rows import Row, copy_rows, cursor_of, merge_rows, stage_rows, write_changed
from clusterdb.load.units import Outcome, State
from clusterdb.model import Extraction, Fact, Kind, Span

#: The tables of one document's rows, in the order in which to write them.
_PARTS = (tables.sections, tables.targets, tables.achievements, tables.mentions, tables.skipped_figures)


@dataclass(frozen=True, slots=True)
class Stamp:
    """With what a document was read, and by which run."""

    run_id: int
    lexicon_sha256: str
    extractor_version: str = EXTRACTOR_VERSION


def write_document(
    connection: Connection, extraction: Extraction, mark: Fingerprint, stamp: Stamp, lexicon: Lexicon
) -> Outcome:
    """Write all that one document gave and drop what it gave before; the caller's transaction makes it whole.

    Raises ExtractionError where a span lies outside the text, UnknownUnit where the lexicon lacks a fact's unit, and
    whatever the database has against a row.
    """
    document = extraction.document
    path = stored_path(mark.path)
    source_id = source_key(mark.name, document.sha256)
    migrate.lock_schema(connection, shared=True)
    migrate.require_head(connection)
    lock_name(connection, mark.name)
    rows = with_reviews(connection, source_id, document_rows(source_id, extraction, stamp, lexicon), lexicon)

    known = {
        row.source_id: row.path
        for row in connection.execute(
            select(tables.sources.c.source_id, tables.sources.c.path).where(
                or_(tables.sources.c.path == path, tables.sources.c.source_id == source_id)
            )
        )
    }
    if source_id in known and is_lesser_copy(mark, known[source_id]):
        return Outcome(path, State.UNCHANGED, *stored_counts(connection, source_id))
    remove_sources(connection, [other for other in known if other != source_id])
    with cursor_of(connection) as cursor:
        source = _source_row(source_id, path, extraction, stamp, lexicon)
        write_changed(cursor, tables.sources, stage_rows(cursor, tables.sources, [source]), keep=["first_ingested_at"])
        for table in _PARTS:
            if source_id in known:
                merge_rows(cursor, table, rows[table], source_id=source_id)
            else:
                copy_rows(cursor, table, rows[table])
        counts = {table.name: len(rows[table]) for table in (tables.targets, tables.achievements)}
        skipped = len(rows[tables.skipped_figures])
        _write_ledger(cursor, source_id, document.sha256, mark, stamp, counts | {"skipped_figures": skipped})
    connection.execute(delete(tables.rejected_documents).where(tables.rejected_documents.c.path == path))
    return Outcome(path, State.REPLACED if known else State.READ, counts["targets"], counts["achievements"], skipped)


def remove_sources(connection: Connection, source_ids: Iterable[UUID]) -> None:
    """Remove documents with everything that they gave, reviews apart."""
    ids = sorted(source_ids)
    if ids:
        connection.execute(delete(tables.sources).where(tables.sources.c.source_id.in_(ids)))
        connection.execute(delete(tables.ingest_ledger).where(tables.ingest_ledger.c.source_id.in_(ids)))


def document_rows(source_id: UUID, extraction: Extraction, stamp: Stamp, lexicon: Lexicon) -> dict[Table, list[Row]]:
    """The rows of an extraction by table, without the source's own."""
    length = len(extraction.document.text)
    rows: dict[Table, list[Row]] = {table: [] for table in _PARTS}
    for section in extraction.sections:
        start, end = section.period or (None, None)
        rows[tables.sections].append(
            {
                "source_id": source_id,
                "section_no": section.number,
                **_span(section.span, length),
                "title": section.title,
                "role": section.role.value,
                "region_code": _region_code(section.region, lexicon) if section.region else None,
                "region_name": section.region,
                "issuer_name": section.issuer,
                "context_year": section.year,
                "period_start_on": start,
                "period_end_on": end,
            }
        )
    for claim_id, fact in claim_keys(source_id, extraction.facts):
        table = tables.targets if fact.kind is Kind.TARGET else tables.achievements
        rows[table].append(_fact_row(source_id, claim_id, fact, length, stamp, lexicon))
        rows[tables.mentions].extend(
            {"source_id": source_id, "claim_id": claim_id, **_span(span, length)} for span in sorted(set(fact.mentions))
        )
    rows[tables.skipped_figures].extend(_skipped_rows(source_id, extraction, length))
    return rows


def _skipped_rows(source_id: UUID, extraction: Extraction, length: int) -> Iterator[Row]:
    """Each figure left out once, with the first reason given for it."""
    reasons = {skipped.span: skipped for skipped in reversed(extraction.skipped)}
    for span, skipped in sorted(reasons.items()):
        yield {
            "source_id": source_id,
            **_span(span, length),
            "reason_code": skipped.reason,
            "rule": skipped.rule,
        }


def _source_row(source_id: UUID, path: str, extraction: Extraction, stamp: Stamp, lexicon: Lexicon) -> Row:
    document = extraction.document
    return {
        "source_id": source_id,
        "name": document.name,
        "path": path,
        "sha256": document.sha256,
        "title": document.title,
        "publisher": document.publisher,
        "issuer_name": document.issuer,
        "issuer_region_code": _issuer_region(extraction, lexicon),
        "published_on": document.published_on,
        "published_precision": document.published_precision,
        "document_kind": document.document_kind,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "reader": document.reader,
        "url": document.url,
        "text": document.text,
        "char_count": len(document.text),
        "extractor_version": stamp.extractor_version,
        "first_ingested_at": datetime.now(UTC),
    }


def _fact_row(source_id: UUID, claim_id: UUID, fact: Fact, length: int, stamp: Stamp, lexicon: Lexicon) -> Row:
    unit = lexicon.units.get(fact.unit)
    if unit is None:
        raise UnknownUnit(
            f"the unit {fact.unit!r} of {fact.printed!r} at {fact.figure.start} is in no list",
            "add it to lexicon/units.yaml",
        )
    return {
        "source_id": source_id,
        "claim_id": claim_id,
        "section_no": fact.section,
        "metric_code": fact.metric_code,
        "metric_text": fact.metric_text,
        "metric_key": fact.metric_key,
        "region_code": fact.region_code,
        "region_name": fact.region_name,
        "province_code": fact.province_code,
        "cluster_code": fact.cluster_code,
        "cluster_name": fact.cluster_name,
        "value": fact.value,
        "value_high": fact.value_high,
        "comparator": fact.comparator.value,
        "unit_code": unit.code,
        "dimension": unit.dimension,
        "basis": fact.basis.value,
        "level": fact.level,
        "scope": fact.scope,
        "period_start_on": fact.period_start,
        "period_end_on": fact.period_end,
        "period_precision": fact.period_precision,
        "hedge": fact.hedge.value,
        "printed": fact.printed,
        **_span(fact.span, length),
        **_span(fact.figure, length, "figure"),
        "rules": list(fact.rules),
        "inherited": dict(fact.inherited),
        "confidence": fact.confidence,
        "extractor_version": stamp.extractor_version,
        "as_read": {},
    }


def _span(span: Span, length: int, prefix: str = "span") -> dict[str, int]:
    if span.end > length:
        raise ExtractionError(f"the span [{span.start}, {span.end}) ends after the text's {length} characters")
    return {f"{prefix}_start": span.start, f"{prefix}_end": span.end}


def _write_ledger(
    cursor: Cursor[Any], source_id: UUID, sha256: str, mark: Fingerprint, stamp: Stamp, counts: dict[str, int]
) -> None:
    ledger = tables.ingest_ledger
    row = {
        "source_id": source_id,
        "sha256": sha256,
        "side_sha256": mark.side_sha256,
        "extractor_version": stamp.extractor_version,
        "lexicon_sha256": stamp.lexicon_sha256,
        **counts,
        "run_id": stamp.run_id,
        "loaded_at": datetime.now(UTC),
    }
    write_changed(cursor, ledger, stage_rows(cursor, ledger, [row]))


def _issuer_region(extraction: Extraction, lexicon: Lexicon) -> str | None:
    """Whose government speaks: the side file's region, else the place that the issuer's name begins with, else none."""
    document = extraction.document
    if document.region:
        return _region_code(document.region, lexicon)
    hits = lexicon.places(document.issuer) if document.issuer else []
    return _region_code(hits[0].word, lexicon) if hits else None


def _region_code(name: str, lexicon: Lexicon) -> str | None:
    """The code of a place by name: of several, the province or city; None where they are all counties (朝阳区)."""
    codes = lexicon.place_words.get(name, ())
    if len(codes) == 1 or (codes and lexicon.regions[codes[0]].kind in {"nation", "province", "prefecture"}):
        return codes[0]
    return None
