"""Targets and achievements (the same columns, defined once), where each is said, and what people said of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    Uuid,
    cast,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.sql.schema import SchemaItem

from clusterdb.db.tables.base import check, column, metadata, one_of
from clusterdb.db.tables.sources import source_key, span_columns
from clusterdb.model import Basis, Comparator, Hedge, Kind

COVERAGE_LEVELS = ("covered", "broad", "continuous", "deep", "full")
FULFILMENT_LEVELS = ("exceeded", "met", "missed")
PRECISIONS = ("day", "month", "quarter", "half", "year")


def _words(values: tuple[str, ...]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _columns() -> tuple[Column[Any], ...]:
    return (
        source_key(),
        column("claim_id", "uuid5 of what it says and where / 由内容与位置生成的标识", type_=Uuid(), key=True),
        column("section_no", "section / 章节", type_=Integer()),
        column(
            "metric_code",
            "metric, or NULL where the catalogue has none / 指标",
            ForeignKey("metrics.metric_code"),
            null=True,
        ),
        column("metric_text", "the measured thing in the document's words / 指标原文"),
        column("metric_key", "what comparisons join on: the code, or w: and the words / 比较用指标键"),
        column(
            "region_code",
            "region, or NULL where the catalogue has none / 区域",
            ForeignKey("regions.region_code"),
            null=True,
        ),
        column("region_name", "region in full / 区域全称"),
        column(
            "province_code",
            "province that the region lies in / 所在省",
            ForeignKey("provinces.province_code"),
            null=True,
        ),
        column("cluster_code", "cluster / 集群", ForeignKey("clusters.cluster_code"), null=True),
        column("cluster_name", "cluster in the document's words / 集群原文", null=True),
        column(
            "value",
            "the number in the base unit; a fall is negative / 数值（标准单位，下降为负）",
            type_=Numeric(),
            null=True,
        ),
        column("value_high", "the upper end of a range / 区间上限", type_=Numeric(), null=True),
        column("comparator", "eq, gt, ge, lt, le, approx or range / 比较词"),
        column("unit_code", "unit / 单位", ForeignKey("units.unit_code")),
        column("dimension", "what the unit measures / 量纲"),
        column("basis", "stock, flow, growth, share, rank, coverage, fulfilment or gap / 口径"),
        column("level", "level in words (full, met …) / 文字等级", null=True),
        column("scope", "part of the region, or comparison group / 范围", null=True),
        column("period_start_on", "first day of the period / 时期起始", type_=Date(), null=True),
        column(
            "period_end_on", "last day of the period; a target's deadline / 时期结束或截止日", type_=Date(), null=True
        ),
        column("period_precision", "day, month, quarter, half or year / 时期精度", null=True),
        column("hedge", "firm, strive, expected or basically / 语气"),
        column("printed", "number and unit as printed / 数字原文"),
        *span_columns(),
        *span_columns("figure"),
        column("rules", "rules that made it / 所用规则", type_=ARRAY(Text())),
        column("inherited", "field: where it was taken over from / 继承字段及来源", type_=JSONB()),
        column("confidence", "0 to 1 / 置信度", type_=Numeric(4, 3)),
        column("extractor_version", "version of the rules / 抽取规则版本"),
        column(
            "as_read",
            "fields that a hand has set: what the rules had read / 人工改动的字段及其原读值",
            type_=JSONB(),
            server_default=text("'{}'::jsonb"),
        ),
    )


def _checks() -> tuple[SchemaItem, ...]:
    return (
        one_of("comparator", Comparator),
        one_of("basis", Basis),
        one_of("hedge", Hedge),
        one_of("period_precision", PRECISIONS),
        check("metric_text_said", "metric_text <> ''"),
        check(
            "metric_key",
            "CASE WHEN metric_code IS NULL THEN metric_key ~ '^w:.' ELSE metric_key = metric_code END",
        ),
        check("region_name_said", "region_name <> ''"),
        check("cluster_named", "cluster_code IS NULL OR cluster_name IS NOT NULL"),
        check("value_finite", "value > '-Infinity' AND value < 'Infinity'"),
        check("value_high_finite", "value_high > '-Infinity' AND value_high < 'Infinity'"),
        check("range_has_two_ends", "(comparator = 'range') = (value_high IS NOT NULL)"),
        check("range_ordered", "value_high IS NULL OR (value IS NOT NULL AND value_high >= value)"),
        check(
            "value_or_level",
            "CASE WHEN basis IN ('coverage', 'fulfilment') THEN value IS NULL AND level IS NOT NULL"
            " WHEN basis IN ('growth', 'rank') THEN value IS NULL OR level IS NULL"
            " ELSE value IS NOT NULL AND level IS NULL END",
        ),
        check(
            "level",
            f"CASE basis WHEN 'coverage' THEN level IN ({_words(COVERAGE_LEVELS)})"
            f" WHEN 'fulfilment' THEN level IN ({_words(FULFILMENT_LEVELS)}) ELSE level <> '' END",
        ),
        check(
            "unit_of_basis",
            "CASE WHEN basis IN ('rank', 'coverage', 'fulfilment') THEN unit_code = basis"
            " ELSE unit_code NOT IN ('rank', 'coverage', 'fulfilment') END",
        ),
        check("rank", "basis <> 'rank' OR (value >= 1 AND value = trunc(value))"),
        check("stock_counted", "basis <> 'stock' OR unit_code NOT IN ('count', 'persons') OR value >= 0"),
        check("period_ordered", "period_start_on <= period_end_on"),
        check("period_ends", "period_start_on IS NULL OR period_end_on IS NOT NULL"),
        check("period_precise", "(period_end_on IS NULL) = (period_precision IS NULL)"),
        check(
            "period_in_time",
            "period_end_on BETWEEN '1900-01-01' AND '2200-12-31'"
            " AND (period_start_on IS NULL OR period_start_on >= '1900-01-01')",
        ),
        check("span_ordered", "0 <= span_start AND span_start < span_end"),
        check("figure_ordered", "0 <= figure_start AND figure_start <= figure_end"),
        check("inherited", "jsonb_typeof(inherited) = 'object'"),
        check("confidence", "confidence BETWEEN 0 AND 1"),
        check("as_read", "jsonb_typeof(as_read) = 'object'"),
    )


def _fact_table(name: str, comment: str) -> Table:
    table = Table(name, metadata, *_columns(), *_checks(), comment=comment)
    # the two questions that views ask: "what was reported on this?" and "show me this province, newest deadline first"
    Index(
        f"ix_{name}_comparison",
        table.c.metric_key,
        table.c.region_code,
        table.c.unit_code,
        table.c.basis,
        table.c.period_end_on.desc(),
        table.c.confidence.desc(),
        table.c.claim_id,
        postgresql_include=["value", "value_high", "comparator", "level", "period_start_on", "province_code"],
    )
    Index(f"ix_{name}_province", table.c.province_code, table.c.period_end_on.desc(), table.c.claim_id)
    Index(f"ix_{name}_region_code", table.c.region_code)
    Index(f"ix_{name}_cluster_code", table.c.cluster_code, postgresql_where=table.c.cluster_code.is_not(None))
    Index(f"ix_{name}_claim_id", table.c.claim_id)
    # as the views write it, so that a click on one claim finds it
    Index(f"ix_{name}_told_id", cast(cast(table.c.claim_id, String(36)), Text))
    return table


targets = _fact_table("targets", "what was promised: one row a planned number, level or rank / 目标")
achievements = _fact_table("achievements", "what was reported: one row a number, level or rank / 成果")

mentions = Table(
    "mentions",
    metadata,
    source_key(),
    column("claim_id", "target or achievement / 目标或成果", type_=Uuid(), key=True),
    *span_columns(key=True),
    check("span_ordered", "0 <= span_start AND span_start < span_end"),
    comment="every place where a claim is said, the first one included or not / 同一陈述的各处出现",
)

reviews = Table(
    "reviews",
    metadata,
    column("review_id", "number of the review / 审核编号", Identity(), type_=BigInteger(), key=True),
    column("source_id", "document / 文档", type_=Uuid()),
    column("claim_id", "target or achievement / 目标或成果", type_=Uuid()),
    column("source_name", "file name / 文件名"),
    column("kind", "target or achievement / 目标或成果"),
    column("metric_text", "the measured thing when it was reviewed / 审核时的指标原文"),
    column("quote", "the words that it was said in when it was reviewed / 审核时的原文"),
    column("action", "accept, reject, correct, or withdraw all before it / 动作：认可、否决、更正、撤回"),
    column("field", "column that is corrected / 更正的字段", null=True),
    column("corrected_value", "the right value, as text / 更正值", null=True),
    column("reviewer", "who / 审核人"),
    column("reason", "why / 理由", null=True),
    column("reviewed_at", "when / 时间", type_=DateTime(timezone=True)),
    one_of("kind", Kind),
    one_of("action", ("accept", "reject", "correct", "withdraw")),
    check("correct_has_field", "(action = 'correct') = (field IS NOT NULL)"),
    check("field_said", "field <> ''"),
    check("value_of_field", "field IS NOT NULL OR corrected_value IS NULL"),
    check("reviewer_said", "reviewer <> ''"),
    Index("ix_reviews_claim_id", "claim_id", "review_id"),
    Index("ix_reviews_source_id", "source_id"),
    comment="what people said of claims; append-only, outlives re-reading / 人工审核（只增不改）",
)
