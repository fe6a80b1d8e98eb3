"""`clusterdb report` on a real server: what the views know is what the page holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from click.testing import Result
from sqlalchemy import text

from clusterdb.db.engine import make_engine


def held(html: str) -> dict[str, Any]:
    """What the page holds."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    records: dict[str, Any] = json.loads(found[1])
    return records


def marked(page: dict[str, Any], claim: dict[str, Any]) -> tuple[str, str]:
    """The quote and the figure that the page marks (no character here is two units long)."""
    number, begin, end, first, last = claim["at"]
    sentence = page["sentences"][number]
    return sentence[begin:end], sentence[first:last]


def test_page_says_what_the_views_say(run: Any, story_url: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    done: Result = run("report", "-o", str(file))
    assert done.exit_code == 0, done.output
    assert "wrote 6 targets and 4 results" in done.stderr
    assert list(tmp_path.iterdir()) == [file]
    page = held(file.read_text(encoding="utf-8"))
    engine = make_engine(story_url)
    with engine.connect() as connection:
        known = connection.execute(text("SELECT target_id, status, attainment, target_quote FROM report.target_status"))
        told = {row.target_id: row for row in known}
    engine.dispose()
    assert {claim["id"] for claim in page["targets"]} == set(told)
    for claim in page["targets"]:
        row = told[claim["id"]]
        assert (claim["st"], claim.get("ratio")) == (row.status, row.attainment)
        assert marked(page, claim)[0] == row.target_quote


def test_figure_is_marked_as_it_is_printed(run: Any, tmp_path: Path) -> None:
    run("report", "-o", str(tmp_path / "page.html"))
    page = held((tmp_path / "page.html").read_text(encoding="utf-8"))
    stations = next(claim for claim in page["targets"] if claim["v"] == 25000)
    assert marked(page, stations) == ("全省累计建成5G基站2.5万座", "2.5万座")
    assert stations["fig"] == ["2.5万", "25,000"]
    best = page["results"][stations["best"]]
    assert marked(page, best) == ("全省累计建成5G基站2.8万座", "2.8万座")


def test_standard_output_holds_the_page_alone(run: Any) -> None:
    done = run("report", "-o", "-", lang="zh")
    assert done.stdout.startswith('<!doctype html>\n<html lang="zh-CN">')
    assert held(done.stdout)["lang"] == "zh"
    assert done.stderr == ""


def test_filters_choose_targets_and_keep_what_they_were_held_against(run: Any) -> None:
    page = held(run("report", "-o", "-", "--metric", "base_station_5g", "--year", "2022").stdout)
    assert [claim["v"] for claim in page["targets"]] == [25000]
    assert 28000 in [claim["v"] for claim in page["results"]]
    assert len(page["sources"]) == 2
    assert page["rejected"] == 0


def test_what_was_known_on_a_day(run: Any) -> None:
    page = held(run("report", "-o", "-", "--as-of", "2022-06-30").stdout)
    assert page["known"] == "2022-06-30"
    assert page["results"] == []
    assert {claim["st"] for claim in page["targets"]} == {"not_yet_due"}


def test_page_that_is_cut_says_so(run: Any, tmp_path: Path) -> None:
    done = run("report", "-o", str(tmp_path / "page.html"), "--limit", "2")
    page = held((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert len(page["targets"]) == 2
    assert page["cut"] is True
    assert "--limit takes more" in done.stderr


def test_documents_that_were_set_aside_are_counted(run: Any) -> None:
    assert held(run("report", "-o", "-").stdout)["rejected"] == 1


def test_title_of_ones_own(run: Any) -> None:
    assert "<title>甲 &lt;乙&gt;</title>" in run("report", "-o", "-", "--title", "甲 <乙>").stdout


def test_file_that_cannot_be_written(run: Any, tmp_path: Path) -> None:
    done = run("report", "-o", str(tmp_path / "no" / "page.html"))
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_same_database_gives_the_same_page(run: Any) -> None:
    first, second = (run("report", "-o", "-", "--as-of", "2023-06-30").stdout for _ in range(2))
    assert first == second
