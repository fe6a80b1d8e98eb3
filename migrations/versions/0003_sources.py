"""Documents, their sections, figures left out, runs and the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ingest_ledger",
        sa.Column("source_id", sa.Uuid(), nullable=False, comment="document / 文档"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="SHA-256 of the bytes / 文件摘要"),
        sa.Column(
            "side_sha256", sa.Text(), nullable=False, comment="SHA-256 of its side file, or empty / 附注文件摘要"
        ),
        sa.Column(
            "extractor_version", sa.Text(), nullable=False, comment="version of the rules that read it / 抽取规则版本"
        ),
        sa.Column(
            "lexicon_sha256", sa.Text(), nullable=False, comment="SHA-256 of the lexicon that read it / 词库摘要"
        ),
        sa.Column("targets", sa.Integer(), nullable=False, comment="targets in the database / 目标数"),
        sa.Column("achievements", sa.Integer(), nullable=False, comment="achievements in the database / 成果数"),
        sa.Column("skipped_figures", sa.Integer(), nullable=False, comment="figures left out / 未作为陈述的数字数"),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="run that wrote it / 写入的运行"),
        sa.Column(
            "loaded_at", sa.DateTime(timezone=True), nullable=False, comment="when it was last written / 最近写入时间"
        ),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_ingest_ledger_sha256")),
        sa.CheckConstraint(
            "targets >= 0 AND achievements >= 0 AND skipped_figures >= 0", name=op.f("ck_ingest_ledger_counted")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_ingest_ledger")),
        comment="what each document was read with; equal means: nothing to do / 入库台账",
    )
    op.create_table(
        "ingest_runs",
        sa.Column(
            "run_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="number of the run / 运行编号"
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False, comment="start / 开始时间"),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="end, NULL while it runs or where it was killed / 结束时间",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="running, finished, failed or interrupted / 状态"),
        sa.Column("clusterdb_version", sa.Text(), nullable=False, comment="version of the program / 程序版本"),
        sa.Column("extractor_version", sa.Text(), nullable=False, comment="version of the rules / 抽取规则版本"),
        sa.Column("roots", sa.ARRAY(sa.Text()), nullable=False, comment="files and folders given / 给定的文件与文件夹"),
        sa.Column("workers", sa.Integer(), nullable=False, comment="workers asked for / 工作进程数"),
        sa.Column("documents", sa.Integer(), nullable=True, comment="documents seen / 文档数"),
        sa.Column(
            "documents_read", sa.Integer(), nullable=True, comment="documents read for the first time / 新读文档数"
        ),
        sa.Column(
            "documents_unchanged", sa.Integer(), nullable=True, comment="documents left as they were / 未变文档数"
        ),
        sa.Column("documents_replaced", sa.Integer(), nullable=True, comment="documents read again / 重读文档数"),
        sa.Column("documents_rejected", sa.Integer(), nullable=True, comment="documents set aside / 未能入库文档数"),
        sa.Column(
            "documents_missing", sa.Integer(), nullable=True, comment="documents whose file is gone / 文件缺失的文档数"
        ),
        sa.Column(
            "documents_pruned",
            sa.Integer(),
            nullable=True,
            comment="documents removed because their file is gone / 已清除文档数",
        ),
        sa.Column("targets", sa.Integer(), nullable=True, comment="targets written / 写入目标数"),
        sa.Column("achievements", sa.Integer(), nullable=True, comment="achievements written / 写入成果数"),
        sa.Column("skipped_figures", sa.Integer(), nullable=True, comment="figures left out / 未作为陈述的数字数"),
        sa.Column("seconds", sa.Numeric(precision=12, scale=3), nullable=True, comment="how long it took / 用时（秒）"),
        sa.CheckConstraint("(finished_at IS NULL) = (state = 'running')", name=op.f("ck_ingest_runs_finished")),
        sa.CheckConstraint(
            "state IN ('running', 'finished', 'failed', 'interrupted')", name=op.f("ck_ingest_runs_state")
        ),
        sa.CheckConstraint(
            "documents >= 0 AND documents_read >= 0 AND documents_unchanged >= 0 AND documents_replaced "
            ">= 0 AND documents_rejected >= 0 AND documents_missing >= 0 AND documents_pruned >= 0 AND "
            "targets >= 0 AND achievements >= 0 AND skipped_figures >= 0",
            name=op.f("ck_ingest_runs_counted"),
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_ingest_runs")),
        comment="every run of ingest with its counts / 每次入库运行",
    )
    op.create_table(
        "installed_parts",
        sa.Column("part", sa.Text(), nullable=False, comment="views or lexicon / 部分：视图或词库"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="SHA-256 of its files / 文件摘要"),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_installed_parts_sha256")),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_installed_parts")),
        comment="what the views and the reference data in the database were made from / 已安装的视图与词库版本",
    )
    op.create_table(
        "rejected_documents",
        sa.Column("path", sa.Text(), nullable=False, comment="where it was found / 路径"),
        sa.Column(
            "sha256", sa.Text(), nullable=True, comment="SHA-256 of the bytes, where they could be read / 文件摘要"
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="why it was set aside / 原因"),
        sa.Column("remedy", sa.Text(), nullable=True, comment="what to do about it / 处理办法"),
        sa.Column("run_id", sa.BigInteger(), nullable=False, comment="run that wrote it / 写入的运行"),
        sa.Column("rejected_at", sa.DateTime(timezone=True), nullable=False, comment="when / 时间"),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_rejected_documents_reason_said")),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_rejected_documents_sha256")),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_rejected_documents")),
        comment="documents set aside; a document leaves this list when it reads again / 未能入库的文档",
    )
    op.create_table(
        "sources",
        sa.Column(
            "source_id", sa.Uuid(), nullable=False, comment="uuid5 of file name and sha256 / 由文件名与摘要生成的标识"
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="file name / 文件名"),
        sa.Column("path", sa.Text(), nullable=False, comment="where it was found / 路径"),
        sa.Column("sha256", sa.Text(), nullable=False, comment="SHA-256 of the bytes / 文件摘要"),
        sa.Column("title", sa.Text(), nullable=True, comment="title / 标题"),
        sa.Column("publisher", sa.Text(), nullable=True, comment="who printed it / 发布媒体"),
        sa.Column("issuer_name", sa.Text(), nullable=True, comment="who speaks / 发文或发言机构"),
        sa.Column(
            "issuer_region_code", sa.Text(), nullable=True, comment="whose government the issuer is / 机构所属区域"
        ),
        sa.Column("published_on", sa.Date(), nullable=True, comment="date of publication / 发布日期"),
        sa.Column("published_precision", sa.Text(), nullable=True, comment="day, month or year / 发布日期精度"),
        sa.Column("document_kind", sa.Text(), nullable=False, comment="kind of document / 文档类型"),
        sa.Column("media_type", sa.Text(), nullable=False, comment="media type / 媒体类型"),
        sa.Column("encoding", sa.Text(), nullable=False, comment="character encoding / 字符编码"),
        sa.Column("reader", sa.Text(), nullable=False, comment="reader that read it / 读取器"),
        sa.Column("url", sa.Text(), nullable=True, comment="where it was published / 网址"),
        sa.Column(
            "text", sa.Text(), nullable=False, comment="the clean text; every span counts its characters / 清洗后的正文"
        ),
        sa.Column("char_count", sa.Integer(), nullable=False, comment="characters of the text / 字符数"),
        sa.Column(
            "extractor_version", sa.Text(), nullable=False, comment="version of the rules that read it / 抽取规则版本"
        ),
        sa.Column(
            "first_ingested_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when it was first loaded / 首次入库时间",
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_sources_name_said")),
        sa.CheckConstraint("path <> ''", name=op.f("ck_sources_path_said")),
        sa.CheckConstraint(
            "published_precision IN ('day', 'month', 'year')", name=op.f("ck_sources_published_precision")
        ),
        sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_sources_sha256")),
        sa.CheckConstraint(
            "(published_on IS NULL) = (published_precision IS NULL)", name=op.f("ck_sources_published_dated")
        ),
        sa.CheckConstraint("char_count = char_length(text)", name=op.f("ck_sources_char_count")),
        sa.ForeignKeyConstraint(
            ["issuer_region_code"], ["regions.region_code"], name=op.f("fk_sources_issuer_region_code")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_sources")),
        sa.UniqueConstraint("path", name=op.f("uq_sources_path")),
        comment="documents as read / 文档",
    )
    op.create_index(op.f("ix_sources_sha256"), "sources", ["sha256"], unique=False)
    op.create_table(
        "sections",
        sa.Column("source_id", sa.Uuid(), nullable=False, comment="document / 文档"),
        sa.Column(
            "section_no", sa.Integer(), autoincrement=False, nullable=False, comment="number in the document / 章节序号"
        ),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="span: first character, from 0 / 起始字符（从 0 计）"
        ),
        sa.Column(
            "span_end", sa.Integer(), nullable=False, comment="span: character after the last / 结束字符（不含）"
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="heading / 标题"),
        sa.Column("role", sa.Text(), nullable=False, comment="review, plan or other / 作用：总结、安排、其他"),
        sa.Column("region_code", sa.Text(), nullable=True, comment="whose section it is / 所属区域"),
        sa.Column("region_name", sa.Text(), nullable=True, comment="the same in words / 所属区域名称"),
        sa.Column("issuer_name", sa.Text(), nullable=True, comment="who speaks in it / 机构"),
        sa.Column(
            "context_year", sa.Integer(), nullable=True, comment="the year that 今年 means in it / “今年”所指年份"
        ),
        sa.Column("period_start_on", sa.Date(), nullable=True, comment="first day that it is about / 所述时期起始"),
        sa.Column("period_end_on", sa.Date(), nullable=True, comment="last day that it is about / 所述时期结束"),
        sa.CheckConstraint("role IN ('review', 'plan', 'other')", name=op.f("ck_sections_role")),
        sa.CheckConstraint("0 <= span_start AND span_start <= span_end", name=op.f("ck_sections_span_ordered")),
        sa.CheckConstraint("context_year BETWEEN 1900 AND 2200", name=op.f("ck_sections_context_year")),
        sa.CheckConstraint("period_start_on <= period_end_on", name=op.f("ck_sections_period_ordered")),
        sa.ForeignKeyConstraint(["region_code"], ["regions.region_code"], name=op.f("fk_sections_region_code")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_sections_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "section_no", name=op.f("pk_sections")),
        comment="parts of a document, each with its issuer, year and role / 文档章节",
    )
    op.create_table(
        "skipped_figures",
        sa.Column("source_id", sa.Uuid(), nullable=False, comment="document / 文档"),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="span: first character, from 0 / 起始字符（从 0 计）"
        ),
        sa.Column(
            "span_end", sa.Integer(), nullable=False, comment="span: character after the last / 结束字符（不含）"
        ),
        sa.Column("reason_code", sa.Text(), nullable=False, comment="why it is nobody's claim / 原因"),
        sa.Column("rule", sa.Text(), nullable=False, comment="rule that left it out / 规则"),
        sa.CheckConstraint("0 <= span_start AND span_start < span_end", name=op.f("ck_skipped_figures_span_ordered")),
        sa.ForeignKeyConstraint(
            ["reason_code"], ["skip_reasons.reason_code"], name=op.f("fk_skipped_figures_reason_code")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_skipped_figures_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", "span_start", "span_end", name=op.f("pk_skipped_figures")),
        comment="figures that are nobody's claim, each with the reason / 未作为陈述的数字及原因",
    )
    op.create_index(op.f("ix_skipped_figures_reason_code"), "skipped_figures", ["reason_code"], unique=False)


def downgrade() -> None:
    op.drop_table("skipped_figures")
    op.drop_table("sections")
    op.drop_table("sources")
    op.drop_table("rejected_documents")
    op.drop_table("installed_parts")
    op.drop_table("ingest_runs")
    op.drop_table("ingest_ledger")
