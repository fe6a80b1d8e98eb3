"""Plain text: broken sentences, two articles, headings, furniture, strips of headlines."""

from __future__ import annotations

import pytest

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind

_PARAGRAPH = "2022年，某省工业和信息化系统扎实推进各项工作，全省规上工业增加值增长6.1%，居全国前列。"


def test_page_break_inside_a_sentence_is_closed(read):
    document = read("a.txt", f"{_PARAGRAPH}\n\n推进数字化转型。全省培育“专精特新”企业312\n\n家，21家入选国家名单。\n")
    assert document.text.split("\n")[1] == "推进数字化转型。全省培育“专精特新”企业312家，21家入选国家名单。"


def test_single_character_left_over_by_a_page_break_is_joined(read):
    document = read("a.txt", f"{_PARAGRAPH}\n(三)聚焦产业发展，夯实基\n\n\n\n础。一是壮大重点产业。\n")
    assert document.text.split("\n")[1] == "(三)聚焦产业发展，夯实基础。一是壮大重点产业。"


def test_caption_inside_a_sentence_comes_after_it(read, kinds):
    text = f"{_PARAGRAPH}\n\n加大奖励力度，扩大政策普惠面。提高扶持比例，支持\n\n图为某市港口\n\n传统产业转型升级，新增技改企业500家。\n\n完。"
    assert kinds(read("a.txt", text))[1:3] == [
        ("paragraph", "加大奖励力度，扩大政策普惠面。提高扶持比例，支持传统产业转型升级，新增技改企业500家。"),
        ("caption", "图为某市港口"),
    ]


def test_word_that_stood_in_its_own_element_is_joined(read):
    text = "标题在此\n空气质量持续改善。全省PM\n2.5\n年平均浓度为20微克/立方米，保持稳定。\n今年经济社会发展的\n主要预期目标\n是：生产总值增长5%左右。"
    assert read("a.txt", text).text.split("\n")[1:] == [
        "空气质量持续改善。全省PM2.5年平均浓度为20微克/立方米，保持稳定。",
        "今年经济社会发展的主要预期目标是：生产总值增长5%左右。",
    ]


def test_open_quotation_is_closed(read):
    text = f"{_PARAGRAPH}\n7.“揭榜挂帅”：企业找技术、成果找市场“双向\n揭榜\n挂帅”的简称，面向全省\n揭榜\n。"
    assert read("a.txt", text).text.split("\n")[1] == (
        "7.“揭榜挂帅”：企业找技术、成果找市场“双向揭榜挂帅”的简称，面向全省揭榜。"
    )


def test_lines_broken_at_one_width_become_paragraphs(read):
    body = (
        "某市坚持稳中求进，全年新增规上工业企业三百二十家，总数突破五千家，技改投资增长百分之八，数字经济占比持续提高。"
        * 4
    )
    wrapped = "\n".join(
        "\n".join(paragraph[at : at + 36] for at in range(0, len(paragraph), 36)) for paragraph in ("　　" + body,) * 3
    )
    assert read("a.txt", wrapped).text == "\n".join([body] * 3)


def test_lists_without_full_stops_stay_lists(read):
    items = [
        f"第{n}批国家级专精特新“小巨人”企业名单公布后全市新增企业{n}0家，总数在全省各市中位居第{n}，增长10%"
        for n in "一二三四五"
    ]
    assert read("a.txt", "通知正文。\n" + "\n".join(items)).text.split("\n")[1:] == items


def test_page_numbers_go_and_lone_figures_stay(read):
    pages = "\n".join(f"{_PARAGRAPH}\n— {n} —" for n in range(1, 4))
    counted = "\n".join(f"{_PARAGRAPH}\n{n}" for n in range(7, 11))
    assert read("a.txt", pages).text == "\n".join([_PARAGRAPH] * 3)
    assert read("a.txt", counted).text == "\n".join([_PARAGRAPH] * 4)
    assert "42" in read("a.txt", f"{_PARAGRAPH}\n42\n{_PARAGRAPH}").text


def test_two_articles_have_two_titles(read, of_kind):
    article = "{title}\n\n{body}工业和信息化厅\n\n" + _PARAGRAPH + "\n\n2020年工作总结\n\n" + _PARAGRAPH + "\n\n"
    text = article.format(title="优化环境 东江加快培育产业集群", body="东江省") + article.format(
        title="制度创新 西江全力推进任务落实", body="西江省"
    )
    document = read("a.txt", text)
    assert of_kind(document, BlockKind.TITLE) == ["优化环境 东江加快培育产业集群", "制度创新 西江全力推进任务落实"]
    assert of_kind(document, BlockKind.HEADING) == ["2020年工作总结"] * 2
    assert (document.issuer, document.document_kind) == ("东江省工业和信息化厅", "department_article")


def test_numbered_headings_have_their_depth(read):
    text = f"某市工作报告\n一、去年工作\n{_PARAGRAPH}\n二、今年工作\n（一）扩大内需\n{_PARAGRAPH}\n（二）促进创新。\n{_PARAGRAPH}"
    headings = [(b.level, b.span.of(d.text)) for d in [read("a.txt", text)] for b in d.blocks if b.kind == "heading"]
    assert headings == [(1, "一、去年工作"), (1, "二、今年工作"), (2, "（一）扩大内需"), (2, "（二）促进创新。")]


def test_siblings_are_items_not_headings(read, of_kind):
    text = f"某市计划\n{_PARAGRAPH}\n1.新建基站1万座。\n2.新增企业20家。\n3.完成技改500项。\n{_PARAGRAPH}"
    assert of_kind(read("a.txt", text), BlockKind.LIST_ITEM)[:2] == ["1.新建基站1万座。", "2.新增企业20家。"]


def test_furniture_and_labels_go(read):
    text = (
        "下载\n打印\n收藏\n【字号：\n加大\n还原\n减小\n】\n2026年东江省政府工作报告\n——2026年2月3日在东江省第十四届人民代表大会第五次会议上\n"
        f"来源：东江日报\n时间：2026-02-09\n省长 张三\n各位代表：\n{_PARAGRAPH}\n{_PARAGRAPH}\n相关报道：\n别处新闻一则\n"
    )
    document = read("a.txt", text)
    assert document.text.split("\n") == [
        "2026年东江省政府工作报告",
        "——2026年2月3日在东江省第十四届人民代表大会第五次会议上",
        "省长 张三",
        "各位代表：",
        _PARAGRAPH,
        _PARAGRAPH,
    ]
    assert (document.publisher, str(document.published_on), document.issuer, document.region) == (
        "东江日报",
        "2026-02-09",
        "东江省人民政府",
        "东江省",
    )


def test_value_on_the_line_below_its_label_is_read(read):
    document = read(
        "a.txt",
        f"某市公报\n2026年02月10日 07时41分\n来源:\n东江日报\n{_PARAGRAPH}\n责任编辑：\n李四\n扫一扫在手机打开当前页",
    )
    assert document.text == f"某市公报\n{_PARAGRAPH}"
    assert (document.publisher, str(document.published_on)) == ("东江日报", "2026-02-10")


def test_labels_inside_the_text_are_text(read):
    body = "\n".join([_PARAGRAPH] * 20)
    assert "时间：从早到晚" in read("a.txt", f"{body}\n时间：从早到晚\n{body}").text


def test_strip_of_foreign_headlines_at_the_end_goes(read):
    strip = "某地警方跨省追击 成功抓获嫌疑人12人 气象局:假期天气适宜 空气质量较好"
    assert "12人" not in read("a.txt", f"标题一行\n{_PARAGRAPH}\n{_PARAGRAPH}\n{strip}").text
    assert "12人" in read("a.txt", f"标题一行\n{_PARAGRAPH}\n{strip}\n{_PARAGRAPH}").text


def test_title_over_two_lines_is_one(read):
    document = read(
        "a.txt",
        f"东江省人民政府关于印发东江省制造业\n数字化转型实施方案的通知\n{_PARAGRAPH}\n东江省人民政府\n2021年6月30日",
    )
    assert document.title == "东江省人民政府关于印发东江省制造业数字化转型实施方案的通知"
    assert (document.issuer, document.document_kind, str(document.published_on)) == (
        "东江省人民政府",
        "plan",
        "2021-06-30",
    )


def test_rows_parted_by_tabs_are_a_table(read):
    document = read("a.txt", f"{_PARAGRAPH}\n指标\t2023年\t2025年\n上云企业（万家）\t80\t100\n\t注\n{_PARAGRAPH}")
    assert document.text.split("\n")[1:3] == ["指标 | 2023年 | 2025年", "上云企业（万家） | 80 | 100"]
    assert [span.of(document.text) for span in document.blocks[2].cells[2].headers] == ["2025年", "上云企业（万家）"]


def test_markdown_is_known_without_its_suffix(read):
    assert read("a.txt", f"# 某市要点\n\n{_PARAGRAPH}").reader == "markdown"
    assert read("a.txt", f"{_PARAGRAPH}\n\n| 指标 | 数 |\n|---|---|\n| 基站 | 5万 |").blocks[-1].cells


def test_figure_below_its_words_is_joined(read):
    text = f"某市计划\n{_PARAGRAPH}\n1. 到2023年，新增企业3000家。\n2. 到2024年，新增企业\n6000家，带动上云企业5万家。\n{_PARAGRAPH}"
    assert "2. 到2024年，新增企业6000家，带动上云企业5万家。" in read("a.txt", text).text


def test_speakers_of_a_press_conference_stay(read):
    document = read(
        "a.txt", f"某省举行发布会\n来源：某省发布 作者：\n主持人：\n大家好！\n某报记者：\n请问进展如何？\n{_PARAGRAPH}"
    )
    assert document.text.split("\n")[1:5] == ["主持人：", "大家好！", "某报记者：", "请问进展如何？"]


def test_headline_alone_is_a_document(read):
    assert read("a.txt", "新增5G基站1万座").text == "新增5G基站1万座"


@pytest.mark.parametrize("text", ["", " \n\n\t ", "打印\n收藏"])
def test_nothing_to_read_is_said(read, text):
    with pytest.raises(UnreadableDocument, match=r"a\.txt: (no text|empty file)"):
        read("a.txt", text)
