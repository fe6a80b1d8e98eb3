"""Given documents as a government writes them, expect what the views say: the whole way from words to verdicts.

The documents are written, read and loaded in one transaction that is rolled back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text

from clusterdb.lexicon import load_lexicon
from clusterdb.load.facts import Stamp, write_document
from clusterdb.load.ledger import Fingerprint
from clusterdb.load.reference import sync_reference
from clusterdb.pipeline import read_and_extract

PLAN = """2025年政府工作报告
一、2024年工作回顾
截至2024年底，全区累计建成5G基站30.2万座。
二、2025年工作安排
今年，新建5G基站2万座。到2025年底，全区累计建成充电桩6万个。
2025年，城镇新增就业8万人，规模以上工业增加值增长8%。
"""
REPORT = """2026年政府工作报告
一、2025年工作回顾
截至2025年底，全区累计建成5G基站33.6万座。
截至2025年底，银川、石嘴山、吴忠、固原、中卫充电桩分别达2.5万个、1.2万个、1.1万个、0.9万个、0.8万个。
2025年，规模以上工业增加值增长8.6%。2025年，城镇新增就业任务超额完成。
"""


class Archive:
    """Documents of Ningxia in a transaction, as known in the middle of 2026."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        self.connection, self.folder = connection, folder
        self.known_on("2026-06-30")

    def known_on(self, day: str) -> None:
        self.connection.execute(text("SELECT set_config('clusterdb.known_on', :day, TRUE)"), {"day": day})

    def add(self, name: str, words: str, published: str, issuer: str = "宁夏回族自治区人民政府") -> None:
        path = self.folder / f"{name}.txt"
        path.write_text(words, encoding="utf-8")
        path.with_suffix(".toml").write_text(
            f'title = "{name}"\nissuer = "{issuer}"\nregion = "宁夏回族自治区"\n'
            f'published_on = {published}\npublished_precision = "day"\n',
            encoding="utf-8",
        )
        mark = Fingerprint(str(path), hashlib.sha256(path.read_bytes()).hexdigest())
        write_document(self.connection, read_and_extract(path), mark, Stamp(1, "0" * 64), load_lexicon())

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.connection.execute(text(query), values)]

    def status(self, metric: str, columns: str) -> list[tuple[Any, ...]]:
        return self.rows(
            f"SELECT {columns} FROM report.target_status WHERE metric_code = :metric ORDER BY published_on",
            metric=metric,
        )


@pytest.fixture(scope="module")
def reference(engine: Engine) -> Engine:
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
    return engine


@pytest.fixture
def archive(reference: Engine, tmp_path: Path) -> Iterator[Archive]:
    with reference.connect() as connection:
        transaction = connection.begin()
        made = Archive(connection, tmp_path)
        made.add("plan", PLAN, "2025-01-20")
        yield made
        transaction.rollback()


def test_two_stocks_that_frame_the_year_derive_what_came_in(archive: Archive) -> None:
    archive.add("report", REPORT, "2026-01-20")
    derived = archive.rows(
        "SELECT method, verdict_code, derived_value, derived_low, derived_high, reasons FROM report.derived_results"
        " WHERE metric_key = 'base_station_5g'"
    )
    assert derived == [("difference", "exceeded", 34000.0, 33000.0, 35000.0, "STOCK_DIFFERENCE")]
    # and no status rests on it
    assert archive.status("base_station_5g", "status, attainment") == [("due_no_report", None)]
    quotes = archive.rows("SELECT sign, quote FROM report.derived_parts WHERE value > 300000 ORDER BY sign")
    assert quotes == [(-1, "全区累计建成5G基站30.2万座"), (1, "全区累计建成5G基站33.6万座")]


def test_all_cities_of_one_sentence_make_the_region(archive: Archive) -> None:
    archive.add("report", REPORT, "2026-01-20")
    derived = archive.rows(
        "SELECT method, verdict_code, derived_value, parts FROM report.derived_results WHERE metric_key = 'charging_pile'"
    )
    assert derived == [("sum", "exceeded", 65000.0, 5)]


def test_with_a_city_missing_nothing_is_derived(archive: Archive) -> None:
    archive.add("report", REPORT.replace("、中卫", "").replace("、0.8万个", ""), "2026-01-20")
    assert archive.rows("SELECT method FROM report.derived_results WHERE metric_key = 'charging_pile'") == []


def test_a_target_told_anew_shows_both_figures(archive: Archive) -> None:
    archive.add("notice", "关于调整目标的通知\n2025年，全区新建5G基站1.5万座。", "2025-07-20")
    assert archive.status("base_station_5g", "target_value, original_value, revised_value, revised_on::text") == [
        (20000.0, None, 15000.0, "2025-07-20"),
        (15000.0, 20000.0, None, None),
    ]
    archive.known_on("2025-06-30")
    assert archive.status("base_station_5g", "target_value, original_value, revised_value") == [(20000.0, None, None)]


def test_sources_that_agree_are_one_fact(archive: Archive) -> None:
    archive.add("report", REPORT, "2026-01-20")
    archive.add("press", "宁夏工业增长8.6%\n2025年，全区规模以上工业增加值增长8.6%。", "2026-01-25", "宁夏日报")
    told = archive.status("value_added_above_scale", "status, agreeing_sources, attainment")
    assert told == [("exceeded", 2, pytest.approx(1.075))]
    assert archive.rows("SELECT decided FROM report.province_scorecard WHERE target_year = 2025") == [(1,)]


def test_what_a_government_says_of_itself_stays_apart(archive: Archive) -> None:
    archive.add("report", REPORT, "2026-01-20")
    assert archive.status("urban_new_jobs", "status, self_declared, attainment") == [
        ("not_comparable", "exceeded", None)
    ]


def test_only_what_was_published_by_then_counts(archive: Archive) -> None:
    archive.add("report", REPORT, "2026-01-20")
    asked = "SELECT status FROM report.target_status_at(:day) WHERE metric_code = 'value_added_above_scale'"
    assert archive.rows(asked, day="2025-01-19") == []
    assert archive.rows(asked, day="2025-12-01") == [("not_yet_due",)]
    assert archive.rows(asked, day="2026-01-19") == [("due_no_report",)]
    assert archive.rows(asked, day="2026-01-20") == [("exceeded",)]
    archive.known_on("2026-01-19")
    assert archive.rows("SELECT method FROM report.derived_results") == []


def test_a_result_that_a_later_document_corrects_counts_from_that_day(archive: Archive) -> None:
    archive.add("report", REPORT, "2026-01-20")
    archive.add("correction", "关于更正数据的公告\n2025年，全区规模以上工业增加值增长7.1%。", "2026-03-01")
    asked = "SELECT status, is_contradicted FROM report.target_status_at(:day) WHERE metric_code = 'value_added_above_scale'"
    assert archive.rows(asked, day="2026-02-28") == [("exceeded", False)]
    assert archive.rows(asked, day="2026-03-01") == [("missed", True)]
