"""A database with a small story in it: what a province promised for 2022, and what it reported a year later.

The claims are written by hand, so that the tests of the command line do not hang on how well a text is understood.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from clusterdb.cli import main
from clusterdb.db.engine import make_engine
from clusterdb.lexicon import load_lexicon
from clusterdb.load.facts import Stamp, write_document
from clusterdb.load.ledger import Fingerprint
from clusterdb.load.reference import sync_reference
from clusterdb.model import (
    Basis,
    Block,
    BlockKind,
    Comparator,
    Document,
    Extraction,
    Fact,
    Hedge,
    Kind,
    Role,
    Section,
    Skipped,
    Span,
)

PLAN = (
    "广东省2022年工作安排\n"
    "到2022年底，全省累计建成5G基站2.5万座，推动1.2万家规上工业企业数字化转型。"
    "规模以上工业增加值增长6%左右，单位工业增加值能耗下降3%以上。"
    "力争培育国家级专精特新“小巨人”企业200家。深圳市实现5G网络全覆盖，第五次会议讨论了上述安排。\n"
)
REPORT = (
    "广东省2022年工作总结\n"
    "2022年底，全省累计建成5G基站2.8万座，推动1.1万家规上工业企业数字化转型。"
    "规模以上工业增加值增长5.9%。新增国家级专精特新“小巨人”企业134家，圆满完成年度任务。\n"
)

Run = Callable[..., Result]


def fact(words: str, quote: str, printed: str, **fields: Any) -> Fact:
    """A fact about Guangdong in 2022 that stands in `words`."""
    start = words.index(quote)
    figure = words.index(printed, start)
    given: dict[str, Any] = {
        "kind": Kind.TARGET,
        "metric_code": None,
        "metric_text": quote,
        "region_code": "440000",
        "region_name": "广东省",
        "province_code": "440000",
        "cluster_code": None,
        "cluster_name": None,
        "value": None,
        "value_high": None,
        "comparator": Comparator.EQ,
        "unit": "count",
        "basis": Basis.STOCK,
        "level": None,
        "scope": None,
        "period_start": None,
        "period_end": date(2022, 12, 31),
        "period_precision": "year",
        "hedge": Hedge.FIRM,
        "printed": printed,
        "span": Span(start, start + len(quote)),
        "figure": Span(figure, figure + len(printed)),
        "section": 1,
        "rules": ("stock.accumulated",),
        "inherited": (("region", "section"),),
        "confidence": Decimal("0.9"),
    } | fields
    given["metric_key"] = given["metric_code"] or f"w:{given['metric_text']}"
    return Fact(**given)


def plan_facts() -> tuple[Fact, ...]:
    year = {"basis": Basis.FLOW, "period_start": date(2022, 1, 1)}
    growth = {"basis": Basis.GROWTH, "period_start": date(2022, 1, 1), "unit": "%"}
    return (
        fact(PLAN, "全省累计建成5G基站2.5万座", "2.5万座", metric_code="base_station_5g", value=Decimal(25000)),
        fact(
            PLAN,
            "推动1.2万家规上工业企业数字化转型",
            "1.2万家",
            metric_code="digital_transform_above_scale",
            value=Decimal(12000),
        ),
        fact(
            PLAN,
            "规模以上工业增加值增长6%左右",
            "6%左右",
            metric_code="value_added_above_scale",
            value=Decimal(6),
            comparator=Comparator.APPROX,
            **growth,
        ),
        fact(
            PLAN,
            "单位工业增加值能耗下降3%以上",
            "3%以上",
            metric_text="单位工业增加值能耗",
            value=Decimal(-3),
            comparator=Comparator.LE,
            **growth,
        ),
        fact(
            PLAN,
            "力争培育国家级专精特新“小巨人”企业200家",
            "200家",
            metric_code="little_giant_national",
            value=Decimal(200),
            hedge=Hedge.STRIVE,
            **year,
        ),
        fact(
            PLAN,
            "深圳市实现5G网络全覆盖",
            "全覆盖",
            metric_code="coverage_5g",
            unit="coverage",
            basis=Basis.COVERAGE,
            level="full",
            region_code="440300",
            region_name="深圳市",
        ),
    )


def report_facts() -> tuple[Fact, ...]:
    done = {"kind": Kind.ACHIEVEMENT}
    return (
        fact(
            REPORT, "全省累计建成5G基站2.8万座", "2.8万座", metric_code="base_station_5g", value=Decimal(28000), **done
        ),
        fact(
            REPORT,
            "推动1.1万家规上工业企业数字化转型",
            "1.1万家",
            metric_code="digital_transform_above_scale",
            value=Decimal(11000),
            **done,
        ),
        fact(
            REPORT,
            "规模以上工业增加值增长5.9%",
            "5.9%",
            metric_code="value_added_above_scale",
            unit="%",
            value=Decimal("5.9"),
            basis=Basis.GROWTH,
            period_start=date(2022, 1, 1),
            **done,
        ),
        fact(
            REPORT,
            "新增国家级专精特新“小巨人”企业134家",
            "134家",
            metric_code="little_giant_national",
            value=Decimal(134),
            basis=Basis.FLOW,
            period_start=date(2022, 1, 1),
            **done,
        ),
    )


def extraction(name: str, words: str, published: date, role: Role, facts: tuple[Fact, ...]) -> Extraction:
    title = words.splitlines()[0]
    document = Document(
        name=name,
        path=f"/reports/{name}",
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        text=words,
        blocks=(
            Block(Span(0, len(title)), BlockKind.TITLE),
            Block(Span(len(title) + 1, len(words) - 1), BlockKind.PARAGRAPH),
        ),
        media_type="text/plain",
        encoding="utf-8",
        reader="text",
        title=title,
        issuer="广东省工业和信息化厅",
        published_on=published,
        published_precision="day",
        document_kind="work_report",
    )
    skipped = tuple(
        Skipped(Span(words.index(figure), words.index(figure) + len(figure)), reason, "test")
        for figure, reason in (("2022年", "date"), ("第五次", "ordinal"))
        if figure in words
    )
    section = Section(1, Span(0, len(words)), title, role, "广东省", 2022)
    return Extraction(document, (section,), facts, skipped)


@pytest.fixture(scope="module")
def story_url(migrated_url: str) -> str:
    """The URL of a database that holds the story."""
    engine = make_engine(migrated_url)
    documents = (
        extraction("plan.txt", PLAN, date(2022, 1, 20), Role.PLAN, plan_facts()),
        extraction("report.txt", REPORT, date(2023, 1, 15), Role.REVIEW, report_facts()),
    )
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
        connection.execute(
            text(
                "INSERT INTO rejected_documents (path, reason, remedy, run_id, rejected_at)"
                " VALUES ('/reports/scan.pdf', 'no text layer in 3 page(s): a scan', 'save its text as TXT', 1, now())"
            )
        )
    for one in documents:
        mark = Fingerprint(path=one.document.path, sha256=one.document.sha256, side_sha256="")
        with engine.begin() as connection:
            write_document(connection, one, mark, Stamp(1, "0" * 64), load_lexicon())
    engine.dispose()
    return migrated_url


@pytest.fixture
def run(story_url: str) -> Run:
    """A function that runs `clusterdb` on the story: run("compare", "--year", "2022")."""

    def invoke(*arguments: str, lang: str = "en", width: int = 200) -> Result:
        return CliRunner(env={"COLUMNS": str(width)}).invoke(
            main, ["--database-url", story_url, "--lang", lang, *arguments], catch_exceptions=False
        )

    return invoke


@pytest.fixture(scope="session")
def plan() -> str:
    """The words of the plan."""
    return PLAN
