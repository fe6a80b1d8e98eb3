"""Made-up promises and reports by the hundred thousand, in the mix that real ones come in: what bench/views.py looks at.

In: an engine on a database with tables and reference data, and how many targets are wanted. Out: as many targets and
as many results, in documents of 32 targets and 32 results each. Every government reports once a year, its promises for
the year and its results of the year before; provinces come first, then cities, then counties. Half the measures are
of the catalogue, the common ones much more often than the rare; half are words. The same call makes the same rows.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text

from clusterdb.db import tables

#: Claims of each kind in a document, and the years that documents are of.
IN_A_DOCUMENT = 32
FIRST_YEAR, YEARS = 2016, 10

_DOCUMENTS = """
    WITH governments AS (
        SELECT
            r.region_code, r.name_zh, r.province_code,
            row_number() OVER (
                ORDER BY array_position(ARRAY['province', 'prefecture', 'county'], r.kind), r.region_code
            ) - 1 AS place
        FROM public.regions AS r
        WHERE r.kind IN ('province', 'prefecture', 'county')
    )
    SELECT
        md5('bench' || n)::uuid AS source_id, n, g.region_code, g.name_zh, g.province_code,
        make_date(:first + (n % :years)::integer, 1, 20) AS published_on
    FROM generate_series(0, :documents - 1) AS n
    INNER JOIN governments AS g ON g.place = (n / :years) % (SELECT count(*) FROM governments)
"""

_SOURCES = """
    INSERT INTO public.sources (
        source_id, name, path, sha256, title, issuer_name, issuer_region_code, published_on, published_precision,
        document_kind, media_type, encoding, reader, text, char_count, extractor_version, first_ingested_at
    )
    SELECT
        d.source_id, d.n || '.txt', 'bench/' || d.n || '.txt', repeat(md5(d.n::text), 2), d.name_zh || '政府工作报告',
        d.name_zh || '人民政府', d.region_code, d.published_on, 'day', 'report', 'text/plain', 'utf-8', 'bench',
        body.text, char_length(body.text), 'bench', '2026-01-01'
    FROM bench_documents AS d
    CROSS JOIN LATERAL (
        SELECT string_agg(md5(concat(d.n, '-', line)) || '全年目标任务', '。') AS text
        FROM generate_series(1, 250) AS line
    ) AS body
"""
_SECTIONS = """
    INSERT INTO public.sections (source_id, section_no, span_start, span_end, title, role)
    SELECT d.source_id, 1, 0, 100, '一', 'other' FROM bench_documents AS d
"""
_CLAIMS = """
    INSERT INTO public.{table} (
        source_id, claim_id, section_no, metric_code, metric_text, metric_key, region_code, region_name, province_code,
        value, comparator, unit_code, dimension, basis, period_start_on, period_end_on, period_precision, hedge, printed,
        span_start, span_end, figure_start, figure_end, rules, inherited, confidence, extractor_version
    )
    SELECT
        d.source_id, md5(concat('{table}', d.n, '-', k))::uuid, 1, m.metric_code, m.words, m.metric_key, d.region_code,
        d.name_zh, d.province_code, m.amount * (0.9 + 0.2 * mod(hashtext(concat('{table}', d.n, k))::bigint + 2147483648, 1000) / 1000),
        (ARRAY['eq', 'eq', 'eq', 'ge', 'gt', 'approx'])[1 + (d.n + k) % 6], m.unit_code, m.dimension, m.basis,
        CASE WHEN m.basis <> 'stock' THEN make_date(said.year, 1, 1) END, make_date(said.year, 12, 31), 'year', 'firm', '1',
        k * 30, k * 30 + 28, k * 30 + 10, k * 30 + 12, ARRAY['bench'], '{{}}', 0.9, 'bench'
    FROM bench_documents AS d
    CROSS JOIN generate_series(1, :claims) AS k
    CROSS JOIN LATERAL (
        SELECT
            -- common measures often, rare ones seldom: the square of a number that is equally spread
            floor(power(mod(hashtext(concat(d.region_code, k))::bigint + 2147483648, 10000) / 10000.0, 2) * {measures})::integer
            AS place,
            -- every eighth promise is for the end of the plan
            extract(YEAR FROM d.published_on)::integer
            + CASE WHEN {is_result} THEN -1 WHEN k % 8 = 0 THEN 4 - (extract(YEAR FROM d.published_on)::integer % 5) ELSE 0 END
            AS year
    ) AS said
    INNER JOIN bench_measures AS m ON m.place = said.place
"""
_MEASURES = """
    SELECT
        row_number() OVER (ORDER BY md5(both_kinds.metric_key)) - 1 AS place, both_kinds.*
    FROM (
        SELECT
            m.metric_code, m.name_zh AS words, m.metric_code AS metric_key, m.unit_code, u.dimension,
            coalesce(m.default_basis, CASE m.kind WHEN 'stock' THEN 'stock' WHEN 'flow' THEN 'flow' WHEN 'rate' THEN 'growth'
                                      ELSE 'share' END) AS basis,
            CASE WHEN m.unit_code = '%' THEN 6 ELSE 1000 END AS amount
        FROM public.metrics AS m
        INNER JOIN public.units AS u ON m.unit_code = u.unit_code
        WHERE m.kind IN ('stock', 'flow', 'rate', 'ratio') AND coalesce(m.default_basis, '') NOT IN ('coverage', 'rank', 'fulfilment')
          AND m.unit_code NOT IN ('coverage', 'rank', 'fulfilment')
        UNION ALL
        SELECT NULL, '事项' || n, 'w:事项' || n, 'count', 'count', 'flow', 1000 FROM generate_series(1, 700) AS n
    ) AS both_kinds
"""


def generate(engine: Engine, targets: int) -> None:
    """Empty the fact tables and fill them with so many targets and results."""
    documents = max(targets // IN_A_DOCUMENT, 1)
    with engine.begin() as connection:
        connection.execute(text("TRUNCATE public.sources CASCADE"))
        _keep(connection, "bench_measures", _MEASURES)
        _keep(connection, "bench_documents", _DOCUMENTS, first=FIRST_YEAR, years=YEARS, documents=documents)
        measures = connection.scalar(text("SELECT count(*) FROM bench_measures"))
        connection.execute(text(_SOURCES))
        connection.execute(text(_SECTIONS))
        for table, is_result in (("targets", "FALSE"), ("achievements", "TRUE")):
            made = _CLAIMS.format(table=table, is_result=is_result, measures=measures)
            connection.execute(text(made), {"claims": IN_A_DOCUMENT})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def add_document(engine: Engine) -> None:
    """One document more: the first one's claims once again, under another name and in other bytes."""
    with engine.begin() as connection:
        for table, changed in (
            ("sources", {"name": "name || '+'", "path": "path || '+'", "sha256": "repeat(md5(sha256), 2)"}),
            ("sections", {}),
            ("targets", {"claim_id": "md5(claim_id::text)::uuid"}),
            ("achievements", {"claim_id": "md5(claim_id::text)::uuid"}),
        ):
            columns = [column.name for column in tables.metadata.tables[table].columns]
            told = ", ".join({"source_id": "md5('one more')::uuid", **changed}.get(name, name) for name in columns)
            whole = f"INSERT INTO public.{table} ({', '.join(columns)}) SELECT {told} FROM public.{table}"
            connection.execute(text(f"{whole} WHERE source_id = md5('bench0')::uuid"))


def _keep(connection: Connection, name: str, query: str, **values: int) -> None:
    connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    connection.execute(text(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {query}"), values)
