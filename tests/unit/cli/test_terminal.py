"""What reaches the terminal: clean text, tables that line up, bars, numbers."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clusterdb.cli.grid import Column, facts, table
from clusterdb.cli.terminal import bar, clean, number, percent, say, unicode_ok


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("\x1b[31m红\x1b[0m色", "红色"),
        ("\x1b]0;title\x07标题", "标题"),
        ("\x1b]8;;http://a\x1b\\链接", "链接"),
        ("\u202e倒写\u202c", "倒写"),
        ("一\r\n二\t三", "一 二 三"),
        ("\x9b2J清屏", "2J清屏"),
        ("零\u200b宽\ufeff", "零宽"),
        ("a\x00b\x7fc", "abc"),
    ],
)
def test_document_cannot_paint_the_terminal(hostile: str, left: str) -> None:
    assert clean(hostile) == left


def test_lines_stay_where_they_are_asked_for() -> None:
    assert clean("一\n\x1b[2J二\t三", keep_lines=True) == "一\n二    三"


@given(st.text())
def test_no_control_character_survives(text: str) -> None:
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in clean(text))


@pytest.mark.parametrize(
    ("ratio", "drawn"),
    [(0.0, "░" * 10), (1.0, "█" * 10), (0.5, "█████░░░░░"), (7.0, "█" * 10), (-1.0, "░" * 10), (0.714, "███████▏░░")],
)
def test_bar_shows_the_share(ratio: float, drawn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert bar(ratio) == drawn


@given(st.floats(allow_nan=False), st.integers(min_value=1, max_value=60))
def test_bar_is_as_wide_as_asked(ratio: float, width: int) -> None:
    assert cell_len(bar(ratio, width)) == width


def test_bar_without_unicode_is_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert not unicode_ok()
    assert bar(0.3) == "###......."


@pytest.mark.parametrize(
    ("ratio", "shown"), [(0.714, "71.4 %"), (1.0, "100 %"), (12.3456, "1,235 %"), (0.0, "0 %"), (-0.05, "-5 %")]
)
def test_percentages_read_well(ratio: float, shown: str) -> None:
    assert percent(ratio) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(25000.0, "25,000"), (71.4, "71.4"), (2.92e12, "2,920,000,000,000"), (-3.4, "-3.4"), (0, "0")]
)
def test_numbers_read_well(value: float, shown: str) -> None:
    assert number(value) == shown


def test_chinese_columns_line_up(capsys: pytest.CaptureFixture[str]) -> None:
    table([Column("省"), Column("值", "right")], [["广东省", "1"], ["新疆维吾尔自治区", "23"], ["x", "456"]])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert len({cell_len(line.rstrip()) for line in lines if line.rstrip()[-1].isdigit()}) == 1


def test_no_colour_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("小心", "bold red")
    facts([("名", "值"), ("无", None)])
    shown = capsys.readouterr()
    assert shown.err == "小心\n"
    assert "\x1b" not in shown.out
    assert "无" not in shown.out
