"""`clusterdb compare` and `targets` on a real server."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from click.testing import Result
from rich.cells import cell_len
from sqlalchemy import text

from clusterdb.cli.queries import STATUSES
from clusterdb.db.engine import make_engine

Run = Callable[..., Result]


def lines_of(output: str, word: str) -> list[str]:
    return [line for line in output.splitlines() if word in line]


def test_compare_shows_target_result_and_verdict(run: Run) -> None:
    result = run("compare", "--metric", "base_station_5g")
    assert result.exit_code == 0, result.output
    first, second = result.stdout.splitlines()[2:]
    assert re.search("Guangdong · 5G base stations +25,000 .2022.  .* 112 %", first)
    assert re.search("28,000 .2022.  +exceeded", second)


def test_compare_in_chinese(run: Run) -> None:
    result = run("compare", "--region", "广东", "--status", "missed", lang="zh")
    assert "未完成" in result.stdout
    assert "2.5万" not in result.stdout
    assert lines_of(result.stdout, "小巨人")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120, 200])
def test_compare_keeps_to_the_width(run: Run, lang: str, width: int) -> None:
    result = run("compare", lang=lang, width=width)
    assert max(cell_len(line) for line in result.stdout.splitlines()) <= width


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ((), 6),
        (("--region", "深圳"), 1),
        (("--region", "CN-GD"), 6),
        (("--region", "shenzhen"), 1),
        (("--metric", "5G"), 2),
        (("--metric", "小巨人", "--metric", "能耗"), 2),
        (("--year", "2022"), 6),
        (("--year", "2025"), 0),
        (("--source", "plan"), 6),
        (("--source", "report.txt"), 0),
        (("--cluster", "电子"), 0),
        (("--status", "exceeded"), 1),
        (("--limit", "2"), 2),
        (("--metric", "5_基站"), 0),
        (("--region", "'; DROP TABLE targets; --"), 0),
    ],
)
def test_filters_let_through_what_they_name(run: Run, options: tuple[str, ...], count: int) -> None:
    result = run("compare", "--format", "jsonl", *options)
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == count


def test_as_of_a_day_only_what_was_published_counts(run: Run) -> None:
    result = run("compare", "--as-of", "2022-06-30", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 6
    assert {row["status"] for row in rows} == {"not_yet_due"}


def test_nothing_found_is_said_and_no_error(run: Run) -> None:
    result = run("compare", "--year", "1999")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "nothing matches" in result.stderr


def test_limit_says_that_there_is_more(run: Run) -> None:
    assert "--limit 0 shows all" in run("compare", "--limit", "2").stderr


def test_targets_lists_promises(run: Run) -> None:
    result = run("targets", "--metric", "little_giant_national", lang="zh")
    assert result.exit_code == 0, result.output
    line = lines_of(result.stdout, "200")[0]
    assert "力争" in line
    assert "广东省" in line


@pytest.mark.parametrize("width", [80, 200])
def test_targets_keeps_to_the_width(run: Run, width: int) -> None:
    assert max(cell_len(line) for line in run("targets", width=width).stdout.splitlines()) <= width


def test_compare_says_why_there_is_no_verdict(run: Run) -> None:
    line = " ".join(run("compare", "--metric", "能耗", lang="zh").stdout.split())
    assert "到期未见报告" in line
    assert "≤ -3%" in line


def test_compare_as_csv(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("compare", "--format", "csv").stdout)))
    assert {row["status"] for row in rows} >= {"exceeded", "missed"}


def test_targets_as_csv(run: Run) -> None:
    result = run("targets", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 6
    assert {row["region_zh"] for row in rows} == {"广东省", "深圳市"}


def test_unknown_status_is_wrong_usage(run: Run) -> None:
    assert run("compare", "--status", "great").exit_code == 2


def test_the_states_of_a_target_are_those_of_the_database(story_url: str) -> None:
    engine = make_engine(story_url)
    with engine.connect() as connection:
        known = connection.scalars(text("SELECT status_code FROM statuses ORDER BY sort_order")).all()
    engine.dispose()
    assert tuple(known) == STATUSES
