"""Documents made up for the tests of loading, in a small language of their own, and the reader that understands them.

    target|440000|5G基站|base_station_5g|70000|2025     a fact: kind, region, words, metric code or empty, value, year
    skip                                            a figure left out
    kill | crash | sleep | hang | unreadable        kill the worker, fail, take long, never come back, refuse
    wrong                                           a row that no table takes

Every other line is plain text.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from clusterdb.errors import UnreadableDocument
from clusterdb.lexicon import load_lexicon
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


def read_made_up(path: Path) -> Extraction:
    """A made-up document's extraction."""
    content = path.read_bytes()
    text = content.decode()
    document = Document(
        name=path.name,
        path=str(path),
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),),
        media_type="text/plain",
        encoding="utf-8",
        reader="made_up",
        title=path.stem,
        issuer="广东省工业和信息化厅",
        published_on=date(2024, 1, 31),
        published_precision="day",
    )
    facts: list[Fact] = []
    skipped: list[Skipped] = []
    for line, span in _lines(text):
        if line == "skip":
            skipped.append(Skipped(span, "name", "test"))
        elif line == "wrong":
            facts.append(make_fact(span=span, figure=span, confidence=Decimal(2)))
        elif "|" in line:
            facts.append(_fact(line, span))
        else:
            _misbehave(line)
    section = Section(1, Span(0, len(text)), path.stem, Role.PLAN, "广东省", 2024)
    return Extraction(document, (section,), tuple(facts), tuple(skipped))


def make_fact(**changes: object) -> Fact:
    """A right fact, apart from the changes."""
    fact = Fact(
        kind=Kind.TARGET,
        metric_code="base_station_5g",
        metric_text="5G基站",
        metric_key="base_station_5g",
        region_code="440000",
        region_name="广东省",
        province_code="440000",
        cluster_code=None,
        cluster_name=None,
        value=Decimal(70000),
        value_high=None,
        comparator=Comparator.EQ,
        unit="count",
        basis=Basis.STOCK,
        level=None,
        scope=None,
        period_start=None,
        period_end=date(2025, 12, 31),
        period_precision="year",
        hedge=Hedge.FIRM,
        printed="7万座",
        span=Span(0, 10),
        figure=Span(2, 5),
        section=1,
        mentions=(Span(0, 10),),
        rules=("test",),
        inherited=(("region", "section"),),
        confidence=Decimal("0.9"),
    )
    return dataclasses.replace(fact, **changes)  # type: ignore[arg-type]


#: The document of the rows below.
SOURCE = UUID(int=1)


def source_row(**changes: Any) -> dict[str, Any]:
    """A right row of `sources`, apart from the changes."""
    return {
        "source_id": SOURCE,
        "name": "a.txt",
        "path": "/a.txt",
        "sha256": "0" * 64,
        "document_kind": "report",
        "media_type": "text/plain",
        "encoding": "utf-8",
        "reader": "text",
        "text": "到2025年累计建成5G基站7万座。",
        "char_count": 18,
        "extractor_version": "1",
        "first_ingested_at": datetime(2024, 1, 1, tzinfo=UTC),
        **changes,
    }


def fact_row(**changes: Any) -> dict[str, Any]:
    """A right row of `targets` or `achievements`, apart from the changes."""
    return {
        "source_id": SOURCE,
        "claim_id": uuid4(),
        "section_no": 1,
        "metric_code": "base_station_5g",
        "metric_text": "5G基站",
        "metric_key": "base_station_5g",
        "region_code": "440000",
        "region_name": "广东省",
        "province_code": "440000",
        "cluster_code": None,
        "cluster_name": None,
        "value": Decimal(70000),
        "value_high": None,
        "comparator": "eq",
        "unit_code": "count",
        "dimension": "count",
        "basis": "stock",
        "level": None,
        "scope": None,
        "period_start_on": None,
        "period_end_on": date(2025, 12, 31),
        "period_precision": "year",
        "hedge": "firm",
        "printed": "7万座",
        "span_start": 0,
        "span_end": 17,
        "figure_start": 14,
        "figure_end": 17,
        "rules": ["test"],
        "inherited": {"region": "section"},
        "confidence": Decimal("0.9"),
        "extractor_version": "1",
        **changes,
    }


def _fact(line: str, span: Span) -> Fact:
    kind, region, words, metric, value, year = line.split("|")
    place = load_lexicon().region(region)
    return make_fact(
        kind=Kind(kind),
        metric_code=metric or None,
        metric_text=words,
        metric_key=metric or f"w:{words}",
        region_code=region,
        region_name=place.name_zh,
        province_code=place.province,
        value=Decimal(value),
        period_end=date(int(year), 12, 31),
        span=span,
        figure=span,
        printed=value,
        mentions=(span,),
    )


def _lines(text: str) -> Iterator[tuple[str, Span]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield line.strip(), Span(start, start + max(1, len(line.rstrip("\n"))))
        start += len(line)


def _misbehave(line: str) -> None:
    if line == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif line == "crash":
        raise KeyError("a fault of ours")
    elif line == "sleep":
        time.sleep(30)
    elif line == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(60)
    elif line == "unreadable":
        raise UnreadableDocument("it has no text", "scan it again")
