"""Dates, issuers, kinds; side files."""

from __future__ import annotations

from datetime import date

import pytest

from clusterdb.errors import SettingsError
from clusterdb.read.dates import read_date

_BODY = "2022年，全市新增国家级专精特新“小巨人”企业134家，总数排名全国第四。"


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2022-01-21 10:02:26 +0800", (date(2022, 1, 21), "day")),
        ("2022-01-21T22:02:26Z", (date(2022, 1, 22), "day")),
        ("Tue, 06 Jul 2021 22:53:00 GMT", (date(2021, 7, 7), "day")),
        ("06 Jul 2021 22:53", (date(2021, 7, 6), "day")),
        ("2026年02月10日 07时41分", (date(2026, 2, 10), "day")),
        ("2026/2/9", (date(2026, 2, 9), "day")),
        ("20210707", (date(2021, 7, 7), "day")),
        ("2021年7月", (date(2021, 7, 1), "month")),
        ("2021", (date(2021, 1, 1), "year")),
        ("09-29", None),
        ("2021年13月45日", None),
        ("99 Jul 2021", None),
        ("9999-99-99T99:99:99Z", None),
        ("昨天", None),
    ],
)
def test_dates_as_pages_print_them(words, read):
    assert read_date(words) == read


@pytest.mark.parametrize(
    ("title", "lead", "issuer", "kind"),
    [
        ("2025年东江省政府工作报告", "各位代表：", "东江省人民政府", "government_work_report"),
        (
            "政府工作报告",
            "——2026年1月26日在东江省第十四届人民代表大会第五次会议上",
            "东江省人民政府",
            "government_work_report",
        ),
        ("东江推进数字化", "近日，东江省人民政府发布《东江省数字化转型实施方案》。", "东江省人民政府", "plan"),
        (
            "一季度经济开局良好",
            "据西江市统计局、国家统计局调查队4月25日公布的数据，产值增长。",
            "西江市统计局",
            "statistics",
        ),
        ("东江省政府新闻办举行新闻发布会介绍情况", "会上介绍了情况。", "东江省政府新闻办", "press_conference"),
        ("全省工业和信息化工作会议召开", "会议总结了工作。", None, "work_conference"),
        ("某地见闻", "天气很好。", None, "other"),
    ],
)
def test_who_speaks_and_in_what_kind_of_document(read, title, lead, issuer, kind):
    document = read("a.txt", f"{title}\n{lead}\n{_BODY}")
    assert (document.issuer, document.document_kind) == (issuer, kind)


def test_year_of_a_report_is_a_date_of_that_precision(read):
    document = read("a.txt", f"2025年东江省政府工作报告\n各位代表：\n{_BODY}")
    assert (document.published_on, document.published_precision) == (date(2025, 1, 1), "year")


def test_date_without_a_year_is_noted(read):
    document = read("a.txt", f"某市发布会\n日期:09-29\n{_BODY}")
    assert (document.published_on, document.note) == (None, "09-29 has no year")
    assert "no date" in (read("b.txt", f"某市发布会\n日期：2022年13月45日\n{_BODY}").note or "")


def test_side_file_says_what_the_text_lacks(read):
    side = 'published_on = 2020-09-29\nissuer = "东江省工业和信息化厅"\nregion = "东江省"\ncontext_year = 2020\nnote = "由上下文可知"\n'
    document = read("a.txt", f"某市发布会\n日期:09-29\n{_BODY}", side)
    assert (document.published_on, document.published_precision) == (date(2020, 9, 29), "day")
    assert (document.issuer, document.region, document.context_year, document.note) == (
        "东江省工业和信息化厅",
        "东江省",
        2020,
        "由上下文可知",
    )


def test_title_of_a_side_file_stands_above_the_text(read):
    assert read("a.txt", _BODY, 'title = "某市新闻"\ndocument_kind = "news"').text == f"某市新闻\n{_BODY}"


def test_words_of_a_side_file_are_cleaned(read):
    side = r'title = "某市\u0000\u001b[31m新\u202e闻"' + '\npublisher = """\n某\n报"""\n'
    document = read("a.txt", _BODY, side)
    assert (document.title, document.publisher) == ("某市[31m新闻", "某 报")


def test_a_side_file_with_an_odd_name_is_named_safely(read):
    with pytest.raises(SettingsError, match=r"^a\\n\\x1b\.toml: "):
        read("a\n\x1b.txt", _BODY, "broken")


@pytest.mark.parametrize(
    "side",
    [
        "published = 2020-09-29",
        "published_on = 'soon'",
        "broken",
        "context_year = 12",
        "published_on = 0001-01-01",
        r'title = "\u200b"',
        'document_kind = "poem"',
        f"note = '{'x' * 70_000}'",
    ],
)
def test_side_file_that_makes_no_sense_is_an_error_of_settings(read, side):
    with pytest.raises(SettingsError, match=r"a\.toml"):
        read("a.txt", _BODY, side)


@pytest.mark.parametrize(
    "line",
    [
        "齐鲁工业周刊　2022年11月28日　第4版　记者 曾某 通讯员 黄某",
        "齐鲁晚报 2022-11-28 A04版",
        "齐鲁晚报 2022年11月28日 星期一",
        "来源：齐鲁晚报　2022年11月28日　第04版",
        "发布时间：2022-11-28 来源：齐鲁晚报（记者 曾某）",
    ],
)
def test_line_below_the_title_dates_a_text(read, line):
    document = read("a.txt", f"湾区新引擎\n{line}\n{_BODY}\n{_BODY}\n")
    assert document.published_on == date(2022, 11, 28)
    assert document.publisher in (None, "齐鲁晚报")


def test_keys_of_front_matter_may_be_chinese(read):
    head = "---\n标题: 关于印发方案的通知\n发文字号: 鲁政办发〔2021〕12号\n成文日期: 2022-03-18\n发布日期: 2022-03-24\n---\n"
    assert read("a.md", head + _BODY).published_on == date(2022, 3, 24)


def test_number_of_a_document_tells_its_year(read):
    document = read("a.txt", f"某市人民政府关于印发方案的通知\n鲁政办发〔2021〕12号\n{_BODY}\n")
    assert (document.published_on, document.published_precision) == (date(2021, 1, 1), "year")
