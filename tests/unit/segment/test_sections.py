"""Which part of a document tells of which year, whose it is, and whether it looks back or ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.writing import document

from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.model import Role, Section
from clusterdb.segment import sections
from clusterdb.segment.sections import document_region, place_of

LEXICON = load_lexicon()


def parts(*lines: str, **known: object) -> tuple[Section, ...]:
    return sections(document(*lines, **known), LEXICON, load_cues())  # type: ignore[arg-type]


def headed(heading: str, **known: object) -> Section:
    """The section that a heading opens, in a document of January 2022."""
    return parts("概述。", f"## {heading}", "新增企业12家。", **known)[-1]


@pytest.mark.parametrize(
    ("heading", "role", "year"),
    [
        ("2021年工作总结", Role.REVIEW, 2021),
        ("一、2021年工作回顾", Role.REVIEW, 2021),
        ("2022年重点工作举措", Role.PLAN, 2022),
        ("二、2022年工作安排", Role.PLAN, 2022),
        ("2022年主要工作", Role.PLAN, 2022),
        ("2021年主要工作", Role.REVIEW, 2021),
        ("2021年目标任务完成情况", Role.REVIEW, 2021),
        ("2021年工作总结和2022年工作安排", Role.PLAN, 2022),
        ("工作回顾", Role.REVIEW, None),
        ("工作安排", Role.PLAN, None),
    ],
)
def test_dated_heading_opens_a_section(heading: str, role: Role, year: int | None):
    section = headed(heading)
    assert (section.role, section.year, section.title) == (role, year, heading)


@pytest.mark.parametrize(
    "heading", ["加快产业数字化转型", "（一）培育产业集群", "2022年，聚焦主业。", "重点任务", "2021年"]
)
def test_heading_of_a_topic_opens_none(heading: str):
    assert len(parts("概述。", f"## {heading}", "新增企业12家。")) == 1


def test_long_line_is_no_heading():
    assert len(parts("概述。", "2021年工作总结" + "扎实推进各项工作" * 10, "新增企业12家。")) == 1


def test_dated_section_tells_of_its_year():
    assert headed("2021年工作总结").period == (date(2021, 1, 1), date(2021, 12, 31))


def test_heading_without_a_year_leaves_the_period_open():
    assert headed("工作安排").period is None


@pytest.mark.parametrize(
    ("heading", "role", "period"),
    [
        ("“十三五”时期发展成就", Role.REVIEW, (date(2016, 1, 1), date(2020, 12, 31))),
        ("“十四五”时期主要目标", Role.PLAN, (date(2021, 1, 1), date(2025, 12, 31))),
        ("十五五时期发展目标和重点任务", Role.PLAN, (date(2026, 1, 1), date(2030, 12, 31))),
        ("“十四五”规划执行情况", Role.REVIEW, (date(2021, 1, 1), date(2022, 12, 31))),
        ("过去五年工作回顾", Role.REVIEW, (date(2017, 1, 1), date(2021, 12, 31))),
        ("五年来的工作总结", Role.REVIEW, (date(2017, 1, 1), date(2021, 12, 31))),
    ],
)
def test_heading_for_several_years(heading: str, role: Role, period: tuple[date, date]):
    section = headed(heading)
    assert (section.role, section.period) == (role, period)


def test_five_years_without_a_present_go_by_the_words():
    assert headed("“十三五”时期工作回顾", published=None).role == Role.REVIEW
    assert headed("“十三五”时期主要目标", published=None).role == Role.PLAN


def test_past_years_without_a_present_have_no_dates():
    assert headed("过去五年工作回顾", published=None).period is None


def test_present_is_the_latest_year_of_the_headings_where_nobody_says():
    back, ahead = parts("## 2020年工作总结", "新增企业12家。", "## 2021年工作安排", "新增企业15家。", published=None)
    assert (back.role, ahead.role) == (Role.REVIEW, Role.PLAN)


def test_side_file_may_tell_the_present():
    section = headed("2019年重点任务", published=None, context_year=2020)
    assert section.role == Role.REVIEW


@pytest.mark.parametrize("heading", ["名词解释", "有关名词说明", "相关报道"])
def test_glossary_is_told_apart(heading: str):
    section = headed(heading)
    assert section.is_glossary
    assert section.role == Role.OTHER


def test_sections_cover_the_text():
    made = document("概述。", "## 2021年工作总结", "新增企业12家。", "## 2022年工作安排", "新增企业15家。")
    found = sections(made, LEXICON, load_cues())
    assert "".join(s.span.of(made.text) for s in found) == made.text
    assert [s.number for s in found] == [0, 1, 2]


def test_heading_at_the_top_leaves_nothing_before_it():
    (section,) = parts("## 2021年工作总结", "新增企业12家。")
    assert section.role == Role.REVIEW


def test_second_title_with_another_issuer_is_another_article():
    first, second, third = parts(
        "新增企业12家。",
        "# 海南全力推进自贸港建设",
        "海南省工业和信息化厅",
        "新增企业3家。",
        "## 2022年工作安排",
        "新增企业5家。",
        title="山东加快新旧动能转换",
    )
    assert (first.region, second.region, third.region) == ("山东省", "海南省", "海南省")
    assert second.issuer == third.issuer == "海南省工业和信息化厅"


def test_second_title_without_an_issuer_goes_by_its_place():
    *_, last = parts("新增企业12家。", "# 海南推进自贸港建设", "新增企业3家。", title="山东加快动能转换")
    assert (last.region, last.issuer) == ("海南省", None)


def test_second_title_of_the_same_place_is_no_new_article():
    assert len(parts("新增企业12家。", "# 山东再推新政", "新增企业3家。", title="山东加快新旧动能转换")) == 1


def test_empty_document_has_one_section():
    assert len(parts("")) == 1


# --- whose it is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "region"),
    [
        ({"region": "深圳", "issuer": "山东省工业和信息化厅"}, "深圳市"),
        ({"region": "云上新城"}, "云上新城"),
        ({"issuer": "青岛市工业和信息化局"}, "青岛市"),
        ({"issuer": None, "title": "2021年苏州经济运行情况"}, "苏州市"),
        ({"issuer": None}, "杭州市"),
        ({"issuer": "工业和信息化部"}, "全国"),
    ],
)
def test_region_of_a_document(known: dict[str, object], region: str):
    assert document_region(document("杭州新增企业12家。", **known), LEXICON, load_cues()) == region  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("publisher", "region"),
    [("工业和信息化部运行监测协调局", "全国"), ("青岛市工业和信息化局", "青岛市"), ("青岛晚报", "杭州市")],
)
def test_public_body_that_prints_a_text_without_an_issuer_tells_its_place(publisher: str, region: str):
    printed = replace(document("杭州新增企业12家。", issuer=None), publisher=publisher)
    assert document_region(printed, LEXICON, load_cues()) == region


def test_document_without_a_place_has_no_region():
    assert document_region(document("新增企业12家。", issuer=None), LEXICON, load_cues()) is None


def test_informal_area_is_nobodys_home():
    assert place_of("珠三角新增企业12家", LEXICON) is None
    assert place_of("", LEXICON) is None
