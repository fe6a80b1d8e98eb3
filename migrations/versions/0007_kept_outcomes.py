"""Outcomes are kept, and triggers tell what has changed since, so that none that may be stale is ever read."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

#: A trigger's function runs with the rights of the tables' owner, so that whoever may write a fact need not be let in here.
_FUNCTION = """
CREATE FUNCTION public.{name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO public.kept_changes DEFAULT VALUES;
    ELSIF TG_OP = 'INSERT' THEN
        {insert}
    ELSIF TG_OP = 'DELETE' THEN
        {delete}
    ELSE
        {update}
    END IF;
    RETURN NULL;
END
$$
"""
#: What was touched, once each.
_NOTE = {
    "insert": "INSERT INTO public.kept_changes ({columns}) SELECT DISTINCT {columns} FROM new_rows;",
    "delete": "INSERT INTO public.kept_changes ({columns}) SELECT DISTINCT {columns} FROM old_rows;",
    "update": """INSERT INTO public.kept_changes ({columns})
        SELECT {columns} FROM old_rows UNION SELECT {columns} FROM new_rows;""",
}
#: A row of NULLs, where the statement changed anything at all.
_NOTE_EVERYTHING = {
    "insert": "INSERT INTO public.kept_changes (metric_key) SELECT NULL WHERE EXISTS (SELECT FROM new_rows);",
    "delete": "INSERT INTO public.kept_changes (metric_key) SELECT NULL WHERE EXISTS (SELECT FROM old_rows);",
    "update": """INSERT INTO public.kept_changes (metric_key)
        SELECT NULL WHERE EXISTS (SELECT * FROM new_rows EXCEPT SELECT * FROM old_rows);""",
}
_COLUMNS = {
    "note_changed_claims": "metric_key, province_code",
    "note_changed_documents": "source_id, sha256",
    "note_reviewed_claims": "claim_id",
}
#: table -> the function that notes its changes; the list is held against what the views read by a test
_TABLES = {
    "targets": "note_changed_claims",
    "achievements": "note_changed_claims",
    "sources": "note_changed_documents",
    "reviews": "note_reviewed_claims",
    **dict.fromkeys(
        ("metrics", "metric_relations", "regions", "region_members", "ordinal_levels", "parameters"),
        "note_change_of_everything",
    ),
}
_TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS new_rows",
    "UPDATE": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "REFERENCING OLD TABLE AS old_rows",
    "TRUNCATE": "",
}


def upgrade() -> None:
    op.create_index("ix_sources_published_on", "sources", ["published_on"])
    _kept_outcomes()
    _kept_changes()
    op.create_table(
        "kept_state",
        sa.Column("kept_on", sa.Date(), nullable=False, comment="day as of which outcomes are kept / 所存结果的日期"),
        sa.PrimaryKeyConstraint("kept_on", name=op.f("pk_kept_state")),
        comment="as of when outcomes are kept: one row, or none before the first time / 所存结果的日期（一行，或无）",
    )
    for name, columns in _COLUMNS.items():
        _create_function(name, **{event: action.format(columns=columns) for event, action in _NOTE.items()})
    _create_function("note_change_of_everything", **_NOTE_EVERYTHING)
    for table, function in _TABLES.items():
        for event, transitions in _TRANSITIONS.items():
            trigger = f"{function}_on_{event.lower()}"
            op.execute(
                f"CREATE TRIGGER {trigger} AFTER {event} ON public.{table} {transitions}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION public.{function}()"
            )
            # for a replica, too, and for whoever switches triggers off for a session
            op.execute(f"ALTER TABLE public.{table} ENABLE ALWAYS TRIGGER {trigger}")


def downgrade() -> None:
    for table, function in _TABLES.items():
        for event in _TRANSITIONS:
            op.execute(f"DROP TRIGGER {function}_on_{event.lower()} ON public.{table}")
    for name in (*_COLUMNS, "note_change_of_everything"):
        op.execute(f"DROP FUNCTION public.{name}()")
    for table in ("kept_state", "kept_changes", "kept_outcomes"):
        op.drop_table(table)
    op.drop_index("ix_sources_published_on", "sources")


def _create_function(name: str, **actions: str) -> None:
    op.execute(_FUNCTION.format(name=name, **actions))
    op.execute(f"REVOKE EXECUTE ON FUNCTION public.{name}() FROM PUBLIC")


def _kept_outcomes() -> None:
    op.create_table(
        "kept_outcomes",
        _column("source_id", sa.Uuid(), "document / 文档", null=False),
        _column("claim_id", sa.Uuid(), "target / 目标", null=False),
        _column("metric_key", sa.Text(), "measure of the target / 目标的指标键", null=False),
        _column("province_code", sa.Text(), "province of the target / 目标所在省"),
        _column(
            "sense", sa.Integer(), "1 where more is better, -1 where less is / 1 为多者优，-1 为少者优", null=False
        ),
        _column("achievement_source_id", sa.Uuid(), "document of the best result / 最佳成果的文档"),
        _column("achievement_claim_id", sa.Uuid(), "the result that speaks best for it / 最佳成果"),
        _column("attainment", sa.Numeric(), "result divided by target / 完成率"),
        _column("verdict_confidence", sa.Numeric(4, 3), "how sure the pair is / 结论置信度"),
        _column("self_declared_level", sa.Text(), "fulfilment in words alone / 自我宣布的完成情况"),
        _column(
            "is_alike", sa.Boolean(), "true where both are of one thing and period / 是否同一事物同一时期", null=False
        ),
        _column("class_code", sa.Text(), "how the result compares / 可比性类别", null=False),
        _column("pair_count", sa.BigInteger(), "candidate results / 候选成果数", null=False),
        _column("agreeing_sources", sa.BigInteger(), "documents that agree / 一致的文档数", null=False),
        _column(
            "is_contradicted", sa.Boolean(), "true where results contradict each other / 成果之间是否矛盾", null=False
        ),
        _column("reasons", sa.Text(), "codes of the reasons / 原因代码"),
        _column("settled_code", sa.Text(), "status that no day changes, or NULL / 与日期无关的状态"),
        _column("overdue_code", sa.Text(), "status else, once the deadline has passed / 期限过后的状态", null=False),
        _column("baseline_value", sa.Numeric(), "where its way began / 进度基数"),
        _column("baseline_on", sa.Date(), "day of that / 基数日期"),
        _column("expected_value", sa.Numeric(), "where a straight line stood / 按直线推算的应达数"),
        _column("pace_ratio", sa.Numeric(), "way covered by way expected / 进度比"),
        _column("pace_code", sa.Text(), "ahead, on_track or behind / 进度代码"),
        sa.CheckConstraint("sense IN (1, -1)", name=op.f("ck_kept_outcomes_sense")),
        sa.CheckConstraint(
            "overdue_code IN ('not_comparable', 'due_no_report')", name=op.f("ck_kept_outcomes_overdue_code")
        ),
        sa.CheckConstraint("pace_code IN ('ahead', 'on_track', 'behind')", name=op.f("ck_kept_outcomes_pace_code")),
        sa.PrimaryKeyConstraint("source_id", "claim_id", name=op.f("pk_kept_outcomes")),
        comment="one row a target with what was worked out for it; read while fresh / 已推定的目标结果（仅在有效时读取）",
    )
    op.create_index("ix_kept_outcomes_metric_key", "kept_outcomes", ["metric_key", "province_code"])


def _kept_changes() -> None:
    op.create_table(
        "kept_changes",
        sa.Column(
            "change_id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="number of the change / 变动编号",
        ),
        _column("metric_key", sa.Text(), "a claim of this measure came, changed or went / 变动陈述的指标键"),
        _column("province_code", sa.Text(), "province of that claim / 该陈述所在省"),
        _column("source_id", sa.Uuid(), "this document came, changed or went / 变动的文档"),
        _column("sha256", sa.Text(), "and with it others of the same bytes / 该文档的摘要（涉及相同内容的文档）"),
        _column("claim_id", sa.Uuid(), "this claim was reviewed / 被审核的陈述"),
        sa.CheckConstraint("num_nonnulls(metric_key, sha256, claim_id) <= 1", name=op.f("ck_kept_changes_one_thing")),
        sa.CheckConstraint("(sha256 IS NULL) = (source_id IS NULL)", name=op.f("ck_kept_changes_bytes_of_document")),
        sa.CheckConstraint(
            "province_code IS NULL OR metric_key IS NOT NULL", name=op.f("ck_kept_changes_province_of_claim")
        ),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_kept_changes_sha256")),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_kept_changes")),
        comment="what changed since outcomes were kept; a row of NULLs is everything / 自存结果以来的变动（全空表示全部）",
    )


def _column(name: str, type_: sa.types.TypeEngine[Any], comment: str, null: bool = True) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=null, comment=comment)
