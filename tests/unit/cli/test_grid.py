"""Tables and lists of facts at any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from clusterdb.cli.grid import Column, columns, facts, table

PLACES = ["Guangdong", "East, west and north Guangdong", "Hainan"]
MEASURES = [
    "Provincial micro-firm start-up bases",
    "Above-scale industrial firms digitally transformed",
    "国家级专精特新“小巨人”企业（含复核通过）",
]


@pytest.fixture(params=[40, 60, 80, 120])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_words_stay_whole_at_any_width(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    table(
        [Column("region", share=2, first=True), Column("measure", share=4), Column("id")],
        [[place, measure, "8e33c874"] for place, measure in zip(PLACES, MEASURES, strict=True)],
    )
    lines = lines_of(capsys)
    words = {word for line in lines for word in line.replace("-", "- ").split()}
    assert {"Guangdong", "Provincial", "digitally", "transformed", "8e33c874"} <= words
    assert max(map(cell_len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_the_first_column_has_its_room_before_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    rows = [["South Fujian", "a measure with a name of very many words that wraps and wraps"]]
    table([Column("region", share=2, first=True), Column("measure", share=4)], rows)
    assert lines_of(capsys)[2].startswith("South Fujian  ")


def test_a_newline_in_a_title_makes_no_empty_line(capsys: pytest.CaptureFixture[str]) -> None:
    table([Column("title", share=1)], [["营造良好环境\n\n广东加快培育"]])
    assert lines_of(capsys)[2:] == ["营造良好环境 广东加快培育"]


def test_facts_wrap_behind_their_names(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    facts([("taken over", "target or result from the opening of its paragraph; region from its section")])
    lines = lines_of(capsys)
    assert max(map(cell_len, lines)) <= width
    assert all(line.startswith(" " * 12) for line in lines[1:])


def test_no_facts_are_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    facts([("taken over", None)])
    assert lines_of(capsys) == []


def test_names_of_a_width_stand_before_a_text(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    columns([("ok", 5), ("program", 11)], "clusterdb 0.1.0, reading rules of version 2, Python 3.11.7 and more")
    lines = lines_of(capsys)
    assert lines[0].startswith("ok     program      clusterdb")
    assert max(map(cell_len, lines)) <= width
