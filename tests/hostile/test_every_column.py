"""Hostile strings through every text column of the database: what comes back is what was put in, and no view trips.

The columns come from the database's own catalogue. One that takes words must take these; one that does not must be
bound by a key, a check or the lexicon. A new text column that is neither fails here until somebody decides.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, text
from tests.hostile.conftest import Put
from tests.hostile.strings import INJECTIONS

from clusterdb.db import tables
from clusterdb.lexicon import load_lexicon
from clusterdb.load.reference import reference_rows
from clusterdb.load.runs import set_aside

#: The columns that take words from a document, a file, a reviewer or an older run.
_CLAIM = ("metric_text", "metric_key", "region_name", "cluster_name", "scope", "printed", "rules", "inherited")
WORDS = {
    "sources": (
        *("name", "path", "title", "publisher", "issuer_name", "url", "text", "media_type", "encoding", "reader"),
        *("document_kind", "extractor_version"),
    ),
    "sections": ("title", "region_name", "issuer_name"),
    "targets": (*_CLAIM, "extractor_version"),
    "achievements": (*_CLAIM, "extractor_version"),
    "skipped_figures": ("rule",),
    "rejected_documents": ("path", "reason", "remedy"),
    "ingest_runs": ("roots",),
    "ingest_ledger": ("extractor_version",),
    "reviews": ("source_name", "metric_text", "quote", "field", "corrected_value", "reviewer", "reason"),
}

#: Text that clusterdb alone writes: its versions, states and parts, the labels of its units, what a review replaced, and
#: what is kept of targets, which no view shows but codes.
OURS = {
    *("ingest_runs.clusterdb_version", "ingest_runs.extractor_version", "installed_parts.part"),
    *("ingest_ledger.side_sha256", "ingest_ledger.lexicon_sha256"),
    *("alembic_version.version_num", "targets.dimension", "achievements.dimension", "targets.as_read"),
    *(f"kept_outcomes.{name}" for name in ("metric_key", "province_code", "class_code", "reasons", "settled_code")),
    *("kept_outcomes.self_declared_level", "kept_changes.metric_key", "kept_changes.province_code"),
    *("achievements.as_read", "targets.level", "achievements.level", "sections.role"),
}

#: What the views compare by and call it, written with them.
LABELS = {"parameters", "comparison_classes", "comparison_reasons", "statuses"}

_COLUMNS = """
SELECT c.relname AS "table", a.attname AS "column",
       EXISTS (SELECT FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY(k.conkey))
       OR EXISTS (SELECT FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.contype = 'c'
                  AND k.conkey = ARRAY[a.attnum]
                  AND pg_get_constraintdef(k.oid) ~ ('= ANY \\(|\\^\\[0-9a-f\\]')) AS bound
FROM pg_attribute AS a
INNER JOIN pg_class AS c ON c.oid = a.attrelid
INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_type AS t ON t.oid = a.atttypid
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
  AND (t.typcategory = 'S' OR t.typname IN ('json', 'jsonb', '_text', '_varchar', 'xml', 'bytea'))
"""


def text_columns(connection: Connection) -> dict[str, bool]:
    """Every text column of the tables -> whether a key or a check binds what it may hold."""
    return {f"{row.table}.{row.column}": row.bound for row in connection.execute(text(_COLUMNS))}


def test_every_text_column_is_swept_or_bound(engine: Engine, put: tuple[Put, ...]) -> None:
    reference = {table.name for table in reference_rows(load_lexicon())} | LABELS
    swept = {f"{table}.{column}" for table, columns in WORDS.items() for column in columns}
    with engine.connect() as connection:
        columns = text_columns(connection)
    decided = {name for name, bound in columns.items() if bound or name.partition(".")[0] in reference} | OURS | swept
    assert set(columns) - decided == set(), "new text columns: put them into WORDS, or bind them by a key or a check"
    assert (swept | OURS) - set(columns) == set(), "columns that are gone"


def test_what_was_put_in_comes_back(engine: Engine, put: tuple[Put, ...]) -> None:
    missing = []
    with engine.connect() as connection:
        for table, columns in WORDS.items():
            for column in columns:
                stored = connection.scalars(text(f"SELECT {column} FROM public.{table}")).all()
                held = "\0".join(map(_plain, stored))
                missing += [f"{table}.{column}: {one.words}" for one in put if _stored(column, one.words) not in held]
    assert missing == []


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "\0".join(f"{name}\0{word}" for name, word in value.items())
    return "\0".join(value) if isinstance(value, list) else str(value)


def _stored(column: str, words: str) -> str:
    """A file's name has no slash, a reviewer's 200 characters at most."""
    return words.replace("/", "_") if column in {"name", "path"} else words[:200] if column == "reviewer" else words


def test_nothing_but_these_rows_is_there(engine: Engine, put: tuple[Put, ...]) -> None:
    counts = {"sources": 1, "sections": 1, "targets": 2, "achievements": 2, "skipped_figures": 1, "reviews": 3}
    with engine.connect() as connection:
        for table, each in counts.items():
            assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == each * len(put), table
        found = connection.execute(tables.sources.select()).mappings().all()
    assert {row["text"] for row in found} == {one.extraction.document.text for one in put}
    assert all(row["char_count"] == len(row["text"]) for row in found)


def test_every_view_shows_them_whole(engine: Engine, put: tuple[Put, ...]) -> None:
    marked = {name: words for name, words in INJECTIONS.items() if len(words) < 200}  # a category is varchar(n)
    shown: set[str] = set()
    with engine.connect() as connection:
        views = connection.execute(
            text("SELECT schemaname, viewname FROM pg_views WHERE schemaname IN ('report', 'report_zh', 'comparison')")
        ).all()
        assert len(views) > 40
        for schema, view in views:
            for row in connection.execute(text(f'SELECT * FROM {schema}."{view}"')):
                texts = "\0".join(value for value in row if isinstance(value, str))
                shown |= {name for name, words in marked.items() if words in texts}
        titles = connection.execute(text("SELECT source_title, metric_text, scope, quote FROM report.targets")).all()
    assert shown == set(marked)
    for one in put:
        sentence = one.extraction.facts[0].span.of(one.extraction.document.text)
        assert (one.words, one.words, one.words[:200], sentence) in {tuple(row) for row in titles}


def test_a_refusal_may_quote_anything(engine: Engine, put: tuple[Put, ...]) -> None:
    with engine.connect() as connection:
        set_aside(connection, "/a\udcff\x1b.txt", None, 1, "stumbled over \0 and \udcff", "\0")
        row = connection.execute(text("SELECT reason, remedy FROM rejected_documents WHERE path LIKE '/a%txt'")).one()
    assert tuple(row) == ("stumbled over \\x00 and \\udcff", "\\x00")
