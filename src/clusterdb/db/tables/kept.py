"""Verdicts kept: what was worked out for each target, and all that has changed since.

These tables hold nothing that could not be worked out again from the others. Triggers write into `kept_changes` whatever
an outcome may rest on, in the transaction that changes it; while a row is there, nobody reads `kept_outcomes`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Date, Identity, Index, Integer, Numeric, Table, Uuid

from clusterdb.db.tables.base import check, column, metadata, one_of
from clusterdb.db.tables.sources import SHA256

kept_outcomes = Table(
    "kept_outcomes",
    metadata,
    column("source_id", "document / 文档", type_=Uuid(), key=True),
    column("claim_id", "target / 目标", type_=Uuid(), key=True),
    column("metric_key", "measure of the target / 目标的指标键"),
    column("province_code", "province of the target / 目标所在省", null=True),
    column("sense", "1 where more is better, -1 where less is / 1 为多者优，-1 为少者优", type_=Integer()),
    column("achievement_source_id", "document of the best result / 最佳成果的文档", type_=Uuid(), null=True),
    column("achievement_claim_id", "the result that speaks best for it / 最佳成果", type_=Uuid(), null=True),
    column("attainment", "result divided by target / 完成率", type_=Numeric(), null=True),
    column("verdict_confidence", "how sure the pair is / 结论置信度", type_=Numeric(4, 3), null=True),
    column("self_declared_level", "fulfilment in words alone / 自我宣布的完成情况", null=True),
    column("is_alike", "true where both are of one thing and period / 是否同一事物同一时期", type_=Boolean()),
    column("class_code", "how the result compares / 可比性类别"),
    column("pair_count", "candidate results / 候选成果数", type_=BigInteger()),
    column("agreeing_sources", "documents that agree / 一致的文档数", type_=BigInteger()),
    column("is_contradicted", "true where results contradict each other / 成果之间是否矛盾", type_=Boolean()),
    column("reasons", "codes of the reasons / 原因代码", null=True),
    column("settled_code", "status that no day changes, or NULL / 与日期无关的状态", null=True),
    column("overdue_code", "status else, once the deadline has passed / 期限过后的状态"),
    column("baseline_value", "where its way began / 进度基数", type_=Numeric(), null=True),
    column("baseline_on", "day of that / 基数日期", type_=Date(), null=True),
    column("expected_value", "where a straight line stood / 按直线推算的应达数", type_=Numeric(), null=True),
    column("pace_ratio", "way covered by way expected / 进度比", type_=Numeric(), null=True),
    column("pace_code", "ahead, on_track or behind / 进度代码", null=True),
    check("sense", "sense IN (1, -1)"),
    one_of("overdue_code", ("not_comparable", "due_no_report")),
    one_of("pace_code", ("ahead", "on_track", "behind")),
    Index("ix_kept_outcomes_metric_key", "metric_key", "province_code"),
    comment="one row a target with what was worked out for it; read while fresh / 已推定的目标结果（仅在有效时读取）",
)

kept_changes = Table(
    "kept_changes",
    metadata,
    column("change_id", "number of the change / 变动编号", Identity(), type_=BigInteger(), key=True),
    column("metric_key", "a claim of this measure came, changed or went / 变动陈述的指标键", null=True),
    column("province_code", "province of that claim / 该陈述所在省", null=True),
    column("source_id", "this document came, changed or went / 变动的文档", type_=Uuid(), null=True),
    column("sha256", "and with it others of the same bytes / 该文档的摘要（涉及相同内容的文档）", null=True),
    column("claim_id", "this claim was reviewed / 被审核的陈述", type_=Uuid(), null=True),
    check("one_thing", "num_nonnulls(metric_key, sha256, claim_id) <= 1"),
    check("bytes_of_document", "(sha256 IS NULL) = (source_id IS NULL)"),
    check("province_of_claim", "province_code IS NULL OR metric_key IS NOT NULL"),
    check("sha256", f"sha256 ~ {SHA256}"),
    comment="what changed since outcomes were kept; a row of NULLs is everything / 自存结果以来的变动（全空表示全部）",
)

kept_state = Table(
    "kept_state",
    metadata,
    column("kept_on", "day as of which outcomes are kept / 所存结果的日期", type_=Date(), key=True),
    comment="as of when outcomes are kept: one row, or none before the first time / 所存结果的日期（一行，或无）",
)

#: What can be worked out again: neither moved to another server nor compared with it.
KEPT = (kept_outcomes, kept_changes, kept_state)
