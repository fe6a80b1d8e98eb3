"""Reviews: what people say of claims, appended and never changed, and what stands of it in the claims' rows.

A review names its claim by keys that are made from content, so that it finds the claim again after every re-reading,
and before the document has ever been read. Where the claim is gone the review stays and the view calls it orphaned.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg import errors, sql
from sqlalchemy import Connection, Table, Text, cast, delete, exists, func, insert, literal, select, update

from clusterdb.db import migrate, tables
from clusterdb.errors import NotFound, SettingsError
from clusterdb.lexicon import Lexicon
from clusterdb.load.corrections import Standing, as_was_read, corrected
from clusterdb.load.ledger import lock_name
from clusterdb.load.rows import Row, copy_rows, cursor_of
from clusterdb.model import Kind

ACTIONS = ("accept", "reject", "correct", "withdraw")

_TABLES = {Kind.TARGET: tables.targets, Kind.ACHIEVEMENT: tables.achievements}


@dataclass(frozen=True, slots=True)
class Review:
    """One thing said of one claim. `field` and `corrected_value` belong to `correct` alone."""

    source_id: UUID
    claim_id: UUID
    source_name: str
    kind: str
    metric_text: str
    quote: str
    action: str
    reviewer: str
    reviewed_at: datetime
    field: str | None = None
    corrected_value: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it stands, rejected or not: its row, its kind, its document's name and its words."""

    kind: Kind
    row: Row
    source_name: str
    quote: str

    def review(self, action: str, reviewer: str, reviewed_at: datetime, **more: str | None) -> Review:
        """A review of this claim; `more` are field, corrected_value and reason."""
        return Review(
            source_id=self.row["source_id"],
            claim_id=self.row["claim_id"],
            source_name=self.source_name,
            kind=self.kind.value,
            metric_text=self.row["metric_text"],
            quote=self.quote,
            action=action,
            reviewer=reviewer,
            reviewed_at=reviewed_at,
            **more,
        )


def find_claim(connection: Connection, wanted: str) -> Claim:
    """The one claim whose id begins so, rejected ones too; NotFound where there is none, or several."""
    found = [claim for kind in _TABLES for claim in _claims(connection, kind, wanted)]
    if not found:
        raise NotFound(f"there is no claim {wanted}", "clusterdb compare and clusterdb targets print the ids")
    if len({claim.row["claim_id"] for claim in found}) > 1:
        ids = sorted(str(claim.row["claim_id"])[: len(wanted) + 4] for claim in found)
        raise NotFound(f"several claims begin with {wanted}", f"add a character or more: {', '.join(ids[:6])}")
    return found[0]


def add_reviews(connection: Connection, reviews: Iterable[Review], lexicon: Lexicon) -> int:
    """Append reviews and bring the claims' rows in line; what is there already is not added again. Returns how many.

    Raises SettingsError where a new correction does not suit its claim. A claim that is not there takes any review: it
    may come later.
    """
    migrate.lock_schema(connection, shared=True)
    migrate.require_head(connection)
    given = sorted(reviews, key=lambda review: (review.source_name, review.reviewed_at))
    for name in sorted({review.source_name for review in given}):
        lock_name(connection, name)
    new = [review for review in dict.fromkeys(given) if not _is_known(connection, review)]
    for review in new:
        connection.execute(insert(tables.reviews).values({name: getattr(review, name) for name in _COLUMNS}))
    for source_id, claim_id in dict.fromkeys((review.source_id, review.claim_id) for review in new):
        _apply(connection, source_id, claim_id, lexicon)
    return len(new)


def with_reviews(
    connection: Connection, source_id: UUID, rows: dict[Table, list[Row]], lexicon: Lexicon
) -> dict[Table, list[Row]]:
    """A document's rows as read -> as they are to stand. A correction that no longer suits its claim is left out."""
    standing = _standing(connection, source_id)
    if not standing:
        return rows
    after: dict[Table, list[Row]] = rows | {table: [] for table in _TABLES.values()}
    for kind, table in _TABLES.items():
        for row in rows[table]:
            new_kind, new_row = _suited(connection, kind, row, standing.get(row["claim_id"], Standing()), lexicon)
            after[_TABLES[new_kind]].append(new_row)
    return after


def _suited(connection: Connection, kind: Kind, row: Row, standing: Standing, lexicon: Lexicon) -> tuple[Kind, Row]:
    """The row with all corrections; where they do not go together with what is read now, with none."""
    if standing == Standing():
        return kind, row
    try:
        after, found = corrected(kind, row, standing, lexicon)
    except (SettingsError, NotFound):
        return kind, row
    return (after, found) if _refusal(connection, _TABLES[after], found) is None else (kind, row)


def _apply(connection: Connection, source_id: UUID, claim_id: UUID, lexicon: Lexicon) -> None:
    """Bring one claim's row in line with its reviews."""
    for kind, table in _TABLES.items():
        key = (table.c.source_id == source_id) & (table.c.claim_id == claim_id)
        if (row := connection.execute(select(table).where(key)).mappings().one_or_none()) is None:
            continue
        read_kind, as_read = as_was_read(kind, dict(row))
        standing = _standing(connection, source_id, claim_id).get(claim_id, Standing())
        after, found = corrected(read_kind, as_read, standing, lexicon)
        if (refusal := _refusal(connection, _TABLES[after], found)) is not None:
            raise SettingsError(f"the correction does not go with the rest of claim {claim_id}: {refusal}", _TOGETHER)
        if after is kind:
            connection.execute(update(table).where(key).values(found))
            return
        connection.execute(delete(table).where(key))
        connection.execute(insert(_TABLES[after]).values(found))
        _recount(connection, source_id)
        return


_TOGETHER = "correct the fields that belong together in one go: clusterdb review correct ID basis=share unit=%"


def _refusal(connection: Connection, table: Table, row: Row) -> str | None:
    """What the table's checks have against a row, or None; tried on an empty copy of the table."""
    trial = f"trial_{table.name}"
    with cursor_of(connection) as cursor:
        cursor.execute(
            sql.SQL(
                "CREATE TEMPORARY TABLE IF NOT EXISTS {} (LIKE public.{} INCLUDING CONSTRAINTS) ON COMMIT DROP"
            ).format(sql.Identifier(trial), sql.Identifier(table.name))
        )
        savepoint = connection.begin_nested()
        try:
            copy_rows(cursor, table, [row], trial)
        except errors.IntegrityError as error:
            return error.diag.constraint_name or str(error)
        finally:
            savepoint.rollback()
    return None


def _standing(connection: Connection, source_id: UUID, claim_id: UUID | None = None) -> dict[UUID, Standing]:
    """What stands of the reviews of a document's claims, or of one claim: a later word replaces an earlier one."""
    reviews = tables.reviews.c
    query = select(reviews.claim_id, reviews.action, reviews.field, reviews.corrected_value).where(
        reviews.source_id == source_id
    )
    if claim_id is not None:
        query = query.where(reviews.claim_id == claim_id)
    found: dict[UUID, Standing] = {}
    for row in connection.execute(query.order_by(reviews.reviewed_at, reviews.review_id)):
        before = found.get(row.claim_id, Standing())
        if row.action == "correct":
            found[row.claim_id] = Standing({**before.corrections, row.field: row.corrected_value}, before.is_vouched)
        elif row.action == "withdraw":
            found[row.claim_id] = Standing()
        else:
            found[row.claim_id] = Standing(before.corrections, row.action == "accept")
    return found


def _claims(connection: Connection, kind: Kind, wanted: str) -> list[Claim]:
    table, sources = _TABLES[kind], tables.sources.c
    quote = func.substr(sources.text, table.c.span_start + 1, table.c.span_end - table.c.span_start)
    query = (
        select(table, sources.name.label("source_name"), quote.label("quote"))
        .join(tables.sources, sources.source_id == table.c.source_id)
        .where(cast(table.c.claim_id, Text).startswith(wanted, autoescape=True))
        .limit(6)
    )
    return [
        Claim(kind, {column.name: row[column.name] for column in table.c}, row["source_name"], row["quote"])
        for row in connection.execute(query).mappings()
    ]


_COLUMNS: Sequence[str] = tuple(column.name for column in tables.reviews.c if column.name != "review_id")

#: What makes two reviews the same one.
_SAME: Sequence[str] = ("source_id", "claim_id", "action", "field", "corrected_value", "reviewer", "reviewed_at")


def _is_known(connection: Connection, review: Review) -> bool:
    columns = [tables.reviews.c[name] for name in _SAME]
    same = [column.is_not_distinct_from(literal(getattr(review, column.name), column.type)) for column in columns]
    return bool(connection.scalar(select(exists().where(*same))))


def _recount(connection: Connection, source_id: UUID) -> None:
    """The ledger's counts, after a claim has changed sides."""
    ledger = tables.ingest_ledger
    counts = {
        table.name: select(func.count()).select_from(table).where(table.c.source_id == source_id).scalar_subquery()
        for table in _TABLES.values()
    }
    connection.execute(update(ledger).where(ledger.c.source_id == source_id).values(counts))
