"""Targets, achievements, their mentions and reviews."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _fact_table(name: str, comment: str) -> None:
    op.create_table(
        name,
        sa.Column("source_id", sa.Uuid(), nullable=False, comment="document / 文档"),
        sa.Column(
            "claim_id", sa.Uuid(), nullable=False, comment="uuid5 of what it says and where / 由内容与位置生成的标识"
        ),
        sa.Column("section_no", sa.Integer(), nullable=False, comment="section / 章节"),
        sa.Column(
            "metric_code", sa.Text(), nullable=True, comment="metric, or NULL where the catalogue has none / 指标"
        ),
        sa.Column(
            "metric_text", sa.Text(), nullable=False, comment="the measured thing in the document's words / 指标原文"
        ),
        sa.Column(
            "metric_key",
            sa.Text(),
            nullable=False,
            comment="what comparisons join on: the code, or w: and the words / 比较用指标键",
        ),
        sa.Column(
            "region_code", sa.Text(), nullable=True, comment="region, or NULL where the catalogue has none / 区域"
        ),
        sa.Column("region_name", sa.Text(), nullable=False, comment="region in full / 区域全称"),
        sa.Column("province_code", sa.Text(), nullable=True, comment="province that the region lies in / 所在省"),
        sa.Column("cluster_code", sa.Text(), nullable=True, comment="cluster / 集群"),
        sa.Column("cluster_name", sa.Text(), nullable=True, comment="cluster in the document's words / 集群原文"),
        sa.Column(
            "value",
            sa.Numeric(),
            nullable=True,
            comment="the number in the base unit; a fall is negative / 数值（标准单位，下降为负）",
        ),
        sa.Column("value_high", sa.Numeric(), nullable=True, comment="the upper end of a range / 区间上限"),
        sa.Column("comparator", sa.Text(), nullable=False, comment="eq, gt, ge, lt, le, approx or range / 比较词"),
        sa.Column("unit_code", sa.Text(), nullable=False, comment="unit / 单位"),
        sa.Column("dimension", sa.Text(), nullable=False, comment="what the unit measures / 量纲"),
        sa.Column(
            "basis",
            sa.Text(),
            nullable=False,
            comment="stock, flow, growth, share, rank, coverage, fulfilment or gap / 口径",
        ),
        sa.Column("level", sa.Text(), nullable=True, comment="level in words (full, met …) / 文字等级"),
        sa.Column("scope", sa.Text(), nullable=True, comment="part of the region, or comparison group / 范围"),
        sa.Column("period_start_on", sa.Date(), nullable=True, comment="first day of the period / 时期起始"),
        sa.Column(
            "period_end_on",
            sa.Date(),
            nullable=True,
            comment="last day of the period; a target's deadline / 时期结束或截止日",
        ),
        sa.Column("period_precision", sa.Text(), nullable=True, comment="day, month, quarter, half or year / 时期精度"),
        sa.Column("hedge", sa.Text(), nullable=False, comment="firm, strive, expected or basically / 语气"),
        sa.Column("printed", sa.Text(), nullable=False, comment="number and unit as printed / 数字原文"),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="span: first character, from 0 / 起始字符（从 0 计）"
        ),
        sa.Column(
            "span_end", sa.Integer(), nullable=False, comment="span: character after the last / 结束字符（不含）"
        ),
        sa.Column(
            "figure_start",
            sa.Integer(),
            nullable=False,
            comment="figure: first character, from 0 / 起始字符（从 0 计）",
        ),
        sa.Column(
            "figure_end", sa.Integer(), nullable=False, comment="figure: character after the last / 结束字符（不含）"
        ),
        sa.Column("rules", sa.ARRAY(sa.Text()), nullable=False, comment="rules that made it / 所用规则"),
        sa.Column(
            "inherited",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="field: where it was taken over from / 继承字段及来源",
        ),
        sa.Column("confidence", sa.Numeric(precision=4, scale=3), nullable=False, comment="0 to 1 / 置信度"),
        sa.Column("extractor_version", sa.Text(), nullable=False, comment="version of the rules / 抽取规则版本"),
        sa.CheckConstraint(
            "(comparator = 'range') = (value_high IS NOT NULL)", name=op.f(f"ck_{name}_range_has_two_ends")
        ),
        sa.CheckConstraint(
            "CASE WHEN basis IN ('coverage', 'fulfilment') THEN value IS NULL AND level IS NOT NULL "
            "WHEN basis IN ('growth', 'rank') THEN value IS NULL OR level IS NULL ELSE value IS NOT "
            "NULL AND level IS NULL END",
            name=op.f(f"ck_{name}_value_or_level"),
        ),
        sa.CheckConstraint(
            "CASE WHEN basis IN ('rank', 'coverage', 'fulfilment') THEN unit_code = basis ELSE "
            "unit_code NOT IN ('rank', 'coverage', 'fulfilment') END",
            name=op.f(f"ck_{name}_unit_of_basis"),
        ),
        sa.CheckConstraint(
            "CASE WHEN metric_code IS NULL THEN metric_key ~ '^w:.' ELSE metric_key = metric_code END",
            name=op.f(f"ck_{name}_metric_key"),
        ),
        sa.CheckConstraint(
            "CASE basis WHEN 'coverage' THEN level IN ('covered', 'broad', 'continuous', 'deep', "
            "'full') WHEN 'fulfilment' THEN level IN ('exceeded', 'met', 'missed') ELSE level <> '' END",
            name=op.f(f"ck_{name}_level"),
        ),
        sa.CheckConstraint("basis <> 'rank' OR (value >= 1 AND value = trunc(value))", name=op.f(f"ck_{name}_rank")),
        sa.CheckConstraint(
            "basis <> 'stock' OR unit_code NOT IN ('count', 'persons') OR value >= 0",
            name=op.f(f"ck_{name}_stock_counted"),
        ),
        sa.CheckConstraint(
            "basis IN ('stock', 'flow', 'growth', 'share', 'rank', 'coverage', 'fulfilment', 'gap')",
            name=op.f(f"ck_{name}_basis"),
        ),
        sa.CheckConstraint(
            "comparator IN ('eq', 'gt', 'ge', 'lt', 'le', 'approx', 'range')", name=op.f(f"ck_{name}_comparator")
        ),
        sa.CheckConstraint("hedge IN ('firm', 'strive', 'expected', 'basically')", name=op.f(f"ck_{name}_hedge")),
        sa.CheckConstraint("jsonb_typeof(inherited) = 'object'", name=op.f(f"ck_{name}_inherited")),
        sa.CheckConstraint("metric_text <> ''", name=op.f(f"ck_{name}_metric_text_said")),
        sa.CheckConstraint(
            "period_end_on BETWEEN '1900-01-01' AND '2200-12-31' AND (period_start_on IS NULL OR "
            "period_start_on >= '1900-01-01')",
            name=op.f(f"ck_{name}_period_in_time"),
        ),
        sa.CheckConstraint(
            "period_precision IN ('day', 'month', 'quarter', 'half', 'year')", name=op.f(f"ck_{name}_period_precision")
        ),
        sa.CheckConstraint("region_name <> ''", name=op.f(f"ck_{name}_region_name_said")),
        sa.CheckConstraint("value > '-Infinity' AND value < 'Infinity'", name=op.f(f"ck_{name}_value_finite")),
        sa.CheckConstraint(
            "value_high > '-Infinity' AND value_high < 'Infinity'", name=op.f(f"ck_{name}_value_high_finite")
        ),
        sa.CheckConstraint(
            "(period_end_on IS NULL) = (period_precision IS NULL)", name=op.f(f"ck_{name}_period_precise")
        ),
        sa.CheckConstraint("0 <= figure_start AND figure_start <= figure_end", name=op.f(f"ck_{name}_figure_ordered")),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name=op.f(f"ck_{name}_span_ordered")),
        sa.CheckConstraint("cluster_code IS NULL OR cluster_name IS NOT NULL", name=op.f(f"ck_{name}_cluster_named")),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f(f"ck_{name}_confidence")),
        sa.CheckConstraint("period_start_on <= period_end_on", name=op.f(f"ck_{name}_period_ordered")),
        sa.CheckConstraint("period_start_on IS NULL OR period_end_on IS NOT NULL", name=op.f(f"ck_{name}_period_ends")),
        sa.CheckConstraint(
            "value_high IS NULL OR (value IS NOT NULL AND value_high >= value)", name=op.f(f"ck_{name}_range_ordered")
        ),
        sa.ForeignKeyConstraint(["cluster_code"], ["clusters.cluster_code"], name=op.f(f"fk_{name}_cluster_code")),
        sa.ForeignKeyConstraint(["metric_code"], ["metrics.metric_code"], name=op.f(f"fk_{name}_metric_code")),
        sa.ForeignKeyConstraint(["province_code"], ["provinces.province_code"], name=op.f(f"fk_{name}_province_code")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.region_code"], name=op.f(f"fk_{name}_region_code")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f(f"fk_{name}_source_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_code"], ["units.unit_code"], name=op.f(f"fk_{name}_unit_code")),
        sa.PrimaryKeyConstraint("source_id", "claim_id", name=op.f(f"pk_{name}")),
        comment=comment,
    )
    op.create_index(f"ix_{name}_claim_id", name, ["claim_id"], unique=False)
    op.create_index(
        f"ix_{name}_cluster_code",
        name,
        ["cluster_code"],
        unique=False,
        postgresql_where=sa.text("cluster_code IS NOT NULL"),
    )
    op.create_index(
        f"ix_{name}_comparison",
        name,
        [
            "metric_key",
            "region_code",
            "unit_code",
            "basis",
            sa.literal_column("period_end_on DESC"),
            sa.literal_column("confidence DESC"),
            "claim_id",
        ],
        unique=False,
        postgresql_include=["value", "value_high", "comparator", "level", "period_start_on", "province_code"],
    )
    op.create_index(
        f"ix_{name}_province",
        name,
        ["province_code", sa.literal_column("period_end_on DESC"), "claim_id"],
        unique=False,
    )
    op.create_index(f"ix_{name}_region_code", name, ["region_code"], unique=False)


def upgrade() -> None:
    _fact_table("targets", "what was promised: one row a planned number, level or rank / 目标")
    _fact_table("achievements", "what was reported: one row a number, level or rank / 成果")

    op.create_table(
        "reviews",
        sa.Column(
            "review_id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="number of the review / 审核编号",
        ),
        sa.Column("source_id", sa.Uuid(), nullable=False, comment="document / 文档"),
        sa.Column("claim_id", sa.Uuid(), nullable=False, comment="target or achievement / 目标或成果"),
        sa.Column("source_name", sa.Text(), nullable=False, comment="file name / 文件名"),
        sa.Column("kind", sa.Text(), nullable=False, comment="target or achievement / 目标或成果"),
        sa.Column(
            "metric_text",
            sa.Text(),
            nullable=False,
            comment="the measured thing when it was reviewed / 审核时的指标原文",
        ),
        sa.Column(
            "quote",
            sa.Text(),
            nullable=False,
            comment="the words that it was said in when it was reviewed / 审核时的原文",
        ),
        sa.Column("action", sa.Text(), nullable=False, comment="accept, reject or correct / 动作：认可、否决、更正"),
        sa.Column("field", sa.Text(), nullable=True, comment="column that is corrected / 更正的字段"),
        sa.Column("corrected_value", sa.Text(), nullable=True, comment="the right value, as text / 更正值"),
        sa.Column("reviewer", sa.Text(), nullable=False, comment="who / 审核人"),
        sa.Column("reason", sa.Text(), nullable=True, comment="why / 理由"),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False, comment="when / 时间"),
        sa.CheckConstraint("(action = 'correct') = (field IS NOT NULL)", name=op.f("ck_reviews_correct_has_field")),
        sa.CheckConstraint("action IN ('accept', 'reject', 'correct')", name=op.f("ck_reviews_action")),
        sa.CheckConstraint("field <> ''", name=op.f("ck_reviews_field_said")),
        sa.CheckConstraint("kind IN ('target', 'achievement')", name=op.f("ck_reviews_kind")),
        sa.CheckConstraint("reviewer <> ''", name=op.f("ck_reviews_reviewer_said")),
        sa.CheckConstraint("field IS NOT NULL OR corrected_value IS NULL", name=op.f("ck_reviews_value_of_field")),
        sa.PrimaryKeyConstraint("review_id", name=op.f("pk_reviews")),
        comment="what people said of claims; append-only, outlives re-reading / 人工审核（只增不改）",
    )
    op.create_index("ix_reviews_claim_id", "reviews", ["claim_id", "review_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("source_id", sa.Uuid(), nullable=False, comment="document / 文档"),
        sa.Column("claim_id", sa.Uuid(), nullable=False, comment="target or achievement / 目标或成果"),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="span: first character, from 0 / 起始字符（从 0 计）"
        ),
        sa.Column(
            "span_end", sa.Integer(), nullable=False, comment="span: character after the last / 结束字符（不含）"
        ),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name=op.f("ck_mentions_span_ordered")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_mentions_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "claim_id", "span_start", "span_end", name=op.f("pk_mentions")),
        comment="every place where a claim is said, the first one included or not / 同一陈述的各处出现",
    )


def downgrade() -> None:
    op.drop_table("targets")
    op.drop_table("achievements")
    op.drop_table("mentions")
    op.drop_table("reviews")
