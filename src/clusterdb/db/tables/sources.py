"""Documents: what was read, its sections, the figures left out, the documents set aside and the runs."""

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
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
)

from clusterdb.db.tables.base import check, column, metadata, one_of
from clusterdb.model import Role

SHA256 = "'^[0-9a-f]{64}$'"


def source_key(key: bool = True) -> Column[Any]:
    """The column that ties a row to its document and goes with it."""
    return column(
        "source_id",
        "document / 文档",
        ForeignKey("sources.source_id", ondelete="CASCADE"),
        type_=Uuid(),
        key=key,
    )


def span_columns(prefix: str = "span", key: bool = False) -> tuple[Column[Any], Column[Any]]:
    """First character and the one after the last, counted in code points of the document's text."""
    return (
        column(f"{prefix}_start", f"{prefix}: first character, from 0 / 起始字符（从 0 计）", type_=Integer(), key=key),
        column(f"{prefix}_end", f"{prefix}: character after the last / 结束字符（不含）", type_=Integer(), key=key),
    )


def run_key(null: bool = False) -> Column[Any]:
    """The run that wrote a row; a plain number, so that runs can be cleared away."""
    return column("run_id", "run that wrote it / 写入的运行", type_=BigInteger(), null=null)


sources = Table(
    "sources",
    metadata,
    column("source_id", "uuid5 of file name and sha256 / 由文件名与摘要生成的标识", type_=Uuid(), key=True),
    column("name", "file name / 文件名"),
    column("path", "where it was found / 路径", unique=True),
    column("sha256", "SHA-256 of the bytes / 文件摘要", index=True),
    column("title", "title / 标题", null=True),
    column("publisher", "who printed it / 发布媒体", null=True),
    column("issuer_name", "who speaks / 发文或发言机构", null=True),
    column(
        "issuer_region_code",
        "whose government the issuer is / 机构所属区域",
        ForeignKey("regions.region_code"),
        null=True,
    ),
    column("published_on", "date of publication / 发布日期", type_=Date(), null=True, index=True),
    column("published_precision", "day, month or year / 发布日期精度", null=True),
    column("document_kind", "kind of document / 文档类型"),
    column("media_type", "media type / 媒体类型"),
    column("encoding", "character encoding / 字符编码"),
    column("reader", "reader that read it / 读取器"),
    column("url", "where it was published / 网址", null=True),
    column("text", "the clean text; every span counts its characters / 清洗后的正文"),
    column("char_count", "characters of the text / 字符数", type_=Integer()),
    column("extractor_version", "version of the rules that read it / 抽取规则版本"),
    column("first_ingested_at", "when it was first loaded / 首次入库时间", type_=DateTime(timezone=True)),
    check("name_said", "name <> ''"),
    check("path_said", "path <> ''"),
    check("sha256", f"sha256 ~ {SHA256}"),
    one_of("published_precision", ("day", "month", "year")),
    check("published_dated", "(published_on IS NULL) = (published_precision IS NULL)"),
    check("char_count", "char_count = char_length(text)"),
    comment="documents as read / 文档",
)

sections = Table(
    "sections",
    metadata,
    source_key(),
    column("section_no", "number in the document / 章节序号", type_=Integer(), key=True, autoincrement=False),
    *span_columns(),
    column("title", "heading / 标题", null=True),
    column("role", "review, plan or other / 作用：总结、安排、其他"),
    column("region_code", "whose section it is / 所属区域", ForeignKey("regions.region_code"), null=True),
    column("region_name", "the same in words / 所属区域名称", null=True),
    column("issuer_name", "who speaks in it / 机构", null=True),
    column("context_year", "the year that 今年 means in it / “今年”所指年份", type_=Integer(), null=True),
    column("period_start_on", "first day that it is about / 所述时期起始", type_=Date(), null=True),
    column("period_end_on", "last day that it is about / 所述时期结束", type_=Date(), null=True),
    check("span_ordered", "0 <= span_start AND span_start <= span_end"),
    one_of("role", Role),
    check("context_year", "context_year BETWEEN 1900 AND 2200"),
    check("period_ordered", "period_start_on <= period_end_on"),
    comment="parts of a document, each with its issuer, year and role / 文档章节",
)

skipped_figures = Table(
    "skipped_figures",
    metadata,
    source_key(),
    *span_columns(key=True),
    column("reason_code", "why it is nobody's claim / 原因", ForeignKey("skip_reasons.reason_code"), index=True),
    column("rule", "rule that left it out / 规则"),
    check("span_ordered", "0 <= span_start AND span_start < span_end"),
    comment="figures that are nobody's claim, each with the reason / 未作为陈述的数字及原因",
)

rejected_documents = Table(
    "rejected_documents",
    metadata,
    column("path", "where it was found / 路径", key=True),
    column("sha256", "SHA-256 of the bytes, where they could be read / 文件摘要", null=True),
    column("reason", "why it was set aside / 原因"),
    column("remedy", "what to do about it / 处理办法", null=True),
    run_key(),
    column("rejected_at", "when / 时间", type_=DateTime(timezone=True)),
    check("reason_said", "reason <> ''"),
    check("sha256", f"sha256 ~ {SHA256}"),
    comment="documents set aside; a document leaves this list when it reads again / 未能入库的文档",
)

COUNTS = {
    "documents": "documents seen / 文档数",
    "documents_read": "documents read for the first time / 新读文档数",
    "documents_unchanged": "documents left as they were / 未变文档数",
    "documents_replaced": "documents read again / 重读文档数",
    "documents_rejected": "documents set aside / 未能入库文档数",
    "documents_missing": "documents whose file is gone / 文件缺失的文档数",
    "documents_pruned": "documents removed because their file is gone / 已清除文档数",
    "targets": "targets written / 写入目标数",
    "achievements": "achievements written / 写入成果数",
    "skipped_figures": "figures left out / 未作为陈述的数字数",
}

ingest_runs = Table(
    "ingest_runs",
    metadata,
    column("run_id", "number of the run / 运行编号", Identity(), type_=BigInteger(), key=True),
    column("started_at", "start / 开始时间", type_=DateTime(timezone=True)),
    column(
        "finished_at",
        "end, NULL while it runs or where it was killed / 结束时间",
        type_=DateTime(timezone=True),
        null=True,
    ),
    column("state", "running, finished, failed or interrupted / 状态"),
    column("clusterdb_version", "version of the program / 程序版本"),
    column("extractor_version", "version of the rules / 抽取规则版本"),
    column("roots", "files and folders given / 给定的文件与文件夹", type_=ARRAY(Text())),
    column("workers", "workers asked for / 工作进程数", type_=Integer()),
    *(column(name, comment, type_=Integer(), null=True) for name, comment in COUNTS.items()),
    column("seconds", "how long it took / 用时（秒）", type_=Numeric(12, 3), null=True),
    one_of("state", ("running", "finished", "failed", "interrupted")),
    check("finished", "(finished_at IS NULL) = (state = 'running')"),
    check("counted", " AND ".join(f"{name} >= 0" for name in COUNTS)),
    comment="every run of ingest with its counts / 每次入库运行",
)

ingest_ledger = Table(
    "ingest_ledger",
    metadata,
    column("source_id", "document / 文档", type_=Uuid(), key=True),
    column("sha256", "SHA-256 of the bytes / 文件摘要"),
    column("side_sha256", "SHA-256 of its side file, or empty / 附注文件摘要"),
    column("extractor_version", "version of the rules that read it / 抽取规则版本"),
    column("lexicon_sha256", "SHA-256 of the lexicon that read it / 词库摘要"),
    column("targets", "targets in the database / 目标数", type_=Integer()),
    column("achievements", "achievements in the database / 成果数", type_=Integer()),
    column("skipped_figures", "figures left out / 未作为陈述的数字数", type_=Integer()),
    run_key(),
    column("loaded_at", "when it was last written / 最近写入时间", type_=DateTime(timezone=True)),
    check("sha256", f"sha256 ~ {SHA256}"),
    check("counted", "targets >= 0 AND achievements >= 0 AND skipped_figures >= 0"),
    comment="what each document was read with; equal means: nothing to do / 入库台账",
)

installed_parts = Table(
    "installed_parts",
    metadata,
    column("part", "views or lexicon / 部分：视图或词库", key=True),
    column("sha256", "SHA-256 of its files / 文件摘要"),
    check("sha256", f"sha256 ~ {SHA256}"),
    comment="what the views and the reference data in the database were made from / 已安装的视图与词库版本",
)
