"""A value cell of a table is said of what its headers name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.writing import check, document

from clusterdb.model import Block, BlockKind, Cell, Document, Fact, Span
from clusterdb.pipeline import extract

HEAD = ("指标", "单位", "2021年实际", "2022年目标")


def tabled(head: tuple[str, ...], *rows: tuple[str, ...], label: int = 1) -> Document:
    """A document that is one table; the first `label` cells of a row and the head of a column speak for a cell."""
    text, blocks, top = "", [], []
    for number, row in enumerate((head, *rows)):
        start, spans = len(text), []
        for cell in row:
            spans.append(Span(len(text), len(text) + len(cell)))
            text += cell + " | "
        text = text.removesuffix(" | ") + "\n"
        top = spans if number == 0 else top
        cells = [
            Cell(span, (top[at], *spans[:label]) if number and at >= label else ()) for at, span in enumerate(spans)
        ]
        blocks.append(Block(Span(start, len(text) - 1), BlockKind.TABLE_ROW, cells=tuple(cells)))
    return replace(document(), text=text.removesuffix("\n"), blocks=tuple(blocks))


def cells(head: tuple[str, ...], *rows: tuple[str, ...], label: int = 1) -> list[Fact]:
    return list(extract(tabled(head, *rows, label=label)).facts)


def test_headers_give_measure_unit_period_and_stance():
    result, target = cells(HEAD, ("规上工业企业数", "家", "32000", "35000以上"), label=2)
    check(result, kind="achievement", metric="规上工业企业数", value=32000, unit="count", period="..2021-12-31")
    check(target, kind="target", value=35000, comparator="ge", period="..2022-12-31")
    assert ("kind", "header") in result.inherited
    assert "table" in result.rules


def test_unit_of_a_column_is_a_scale_too():
    (fact, *_) = cells(HEAD, ("地区生产总值", "亿元", "83095", "86000"), label=2)
    check(fact, value=83095 * 10**8, unit="CNY", code="gdp", basis="flow")


def test_growth_in_a_cell_is_growth():
    *_, target = cells(HEAD, ("地区生产总值", "亿元", "83095", "增长5.5%左右"), label=2)
    check(target, value="5.5", unit="%", basis="growth", comparator="approx")


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("城镇新增就业（万人）", 1240000, "persons"),
        ("技改投资(亿元)", 124 * 10**8, "CNY"),
        ("技改投资 单位：亿元", 124 * 10**8, "CNY"),
        ("上市公司数", 124, "count"),
    ],
)
def test_unit_may_stand_in_the_label(label: str, value: int, unit: str):
    (fact,) = cells(("指标", "2021年完成"), (label, "124"))
    check(fact, value=value, unit=unit, kind="achievement")


def test_figure_may_bring_its_unit():
    (fact,) = cells(("指标", "2021年"), ("森林覆盖率", "20.9%"))
    check(fact, value="20.9", unit="%", basis="share")


def test_fall_in_a_growth_column_is_negative():
    (fact,) = cells(("指标", "2021年增长（%）"), ("出口额", "-3.2"))
    check(fact, value="-3.2", unit="%", basis="growth")


@pytest.mark.parametrize(
    "row",
    [
        ("备注", "见附表3，另有说明共5项"),
        ("备注", "2021年12月"),
        ("备注", "见附件"),
        ("百亿园区", "十"),
        ("森林覆盖", "20.9"),
        ("指标", "20.9"),
    ],
)
def test_cell_that_is_no_value_is_no_claim(row: tuple[str, ...]):
    assert cells(("指标", "2021年"), row) == []


def test_figures_of_headers_are_left_out():
    extraction = extract(tabled(HEAD, ("规上工业企业数", "家", "32000", "35000"), label=2))
    text = extraction.document.text
    assert [s.span.of(text) for s in extraction.skipped if s.span.of(text).startswith("202")] == ["2021年", "2022年"]


def test_year_of_a_header_is_a_date():
    extraction = extract(tabled(HEAD, ("规上工业企业数", "家", "32000", "35000"), label=2))
    assert {s.reason for s in extraction.skipped} == {"date"}


def test_range_in_a_cell_keeps_both_ends():
    (fact,) = cells(("指标", "2022年目标（亿元）"), ("技改投资", "300~320"))
    check(fact, value=300 * 10**8, comparator="range")


def test_table_without_headers_is_read_as_text():
    made = tabled(("2021年新增上市公司12家", "2021年建成园区3个"))
    assert [f.value for f in extract(made).facts][:1] in ([], [12])


def test_column_without_a_year_is_the_sections():
    (fact,) = cells(("指标", "完成情况（家）"), ("上市公司数", "124"))
    check(fact, kind="achievement", value=124)


def test_kind_of_measure_before_a_measure_with_a_unit_is_no_part_of_it():
    head = ("类别", "指标", "2020年实际", "2022年目标")
    _, firms, energy = cells(
        head,
        ("创新能力", "省级以上企业技术中心（家）", "312", "420"),
        ("绿色发展", "规上工业单位增加值能耗降低（%）", "—", "13.5"),
        label=2,
    )
    check(firms, metric="省级以上企业技术中心", value=420, unit="count")
    check(energy, metric="规上工业单位增加值能耗", value="-13.5", basis="growth")
