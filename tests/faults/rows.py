"""Whether the documents of a database are whole."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from clusterdb.db import migrate, tables


def whole_documents(engine: Engine) -> bool:
    """Every document in the database has its ledger row, and the counts that it states."""
    ledger = tables.ingest_ledger.c
    with engine.connect() as connection:
        if migrate.revision(connection) is None:
            return True
        return not connection.execute(
            select(tables.sources.c.source_id)
            .outerjoin(tables.ingest_ledger, ledger.source_id == tables.sources.c.source_id)
            .where(
                ledger.source_id.is_(None)
                | (
                    select(func.count())
                    .where(tables.targets.c.source_id == tables.sources.c.source_id)
                    .scalar_subquery()
                    != ledger.targets
                )
                | (
                    select(func.count())
                    .where(tables.achievements.c.source_id == tables.sources.c.source_id)
                    .scalar_subquery()
                    != ledger.achievements
                )
            )
        ).all()
