"""HTML and Markdown: text, furniture, tables, front matter."""

from __future__ import annotations

import pytest

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind

_BODY = "2022年，全市新增国家级专精特新“小巨人”企业134家，总数排名全国第四。"


def _table(document):
    return [
        [(c.span.of(document.text), [h.of(document.text) for h in c.headers]) for c in block.cells]
        for block in document.blocks
        if block.kind is BlockKind.TABLE_ROW
    ]


def test_only_what_is_seen_is_read(read):
    page = f"""<!DOCTYPE html><html><head><title>某市工作要点发布_某网</title><style>p {{ width: 99px }}</style></head><body>
    <nav><a href="/">首页</a><a href="/x">新闻</a></nav><script>var n = 88</script><!-- 77家 -->
    <div style="display: none">隐藏66家</div><p hidden>隐藏55家</p><p aria-hidden="true">隐藏44家</p>
    <div class="share-box">分享到微信33次</div>
    <p>{_BODY}</p><p>推动智能<a href="/r">机器人</a>产业&amp;软件产业，<b>新建</b>基站&#49;万座。</p>
    <p class="article-editor">责任编辑：某某22</p><footer>版权所有 11</footer></body></html>"""
    document = read("a.html", page)
    assert document.text == f"某市工作要点发布\n{_BODY}\n推动智能机器人产业&软件产业，新建基站1万座。"
    assert (document.reader, document.media_type) == ("html", "text/html")


def test_exponents_and_indices_make_no_new_figures(read):
    page = f"<p>{_BODY}</p><p>PM<sub>2.5</sub>浓度下降，面积10<sup>8</sup>平方米，即100km<sup>2</sup>。</p><p>长江<sup>[12]</sup>流域<sup>3</sup>治理。</p>"
    assert read("a.html", page).text.split("\n")[1:] == ["PM2.5浓度下降，面积10⁸平方米，即100km²。", "长江流域治理。"]


def test_line_ends_of_the_source_are_no_spaces_in_chinese(read):
    assert read("a.html", f"<div>{_BODY}</div><p>推动企业\n     数字化 转型，新增\n 20 家。</p>").text.endswith(
        "推动企业数字化 转型，新增 20 家。"
    )


def test_breaks_are_lines_and_headings_have_levels(read, kinds):
    page = f"<h1>某市要点</h1><h2>一、目标</h2><p>{_BODY}<br><br>{_BODY}</p><ul><li>甲项</li><li>乙项</li></ul>"
    assert kinds(read("a.html", page)) == [
        ("title", "某市要点"),
        ("heading", "一、目标"),
        ("paragraph", _BODY),
        ("paragraph", _BODY),
        ("list_item", "甲项"),
        ("list_item", "乙项"),
    ]


def test_meta_elements_are_metadata(read):
    page = f"""<html><head><meta name="ArticleTitle" content="某市年度要点"><meta name="PubDate" content="2022-03-04 09:10">
    <meta name="ContentSource" content="某市日报"></head><body><div id="zoom"><p>{_BODY}</p></div><div>别处的话，无关。</div></body></html>"""
    document = read("a.html", page)
    assert (document.title, str(document.published_on), document.publisher) == (
        "某市年度要点",
        "2022-03-04",
        "某市日报",
    )
    assert "无关" not in document.text


def test_lists_of_other_pages_go(read):
    links = "".join(f"<li><a href='/{n}'>别处新闻{n}0条</a></li>" for n in range(1, 5))
    assert read("a.html", f"<p>{_BODY}</p><ul>{links}</ul>").text == _BODY


def test_cells_know_their_headers(read):
    page = f"""<p>{_BODY}</p><table><caption>表1 目标</caption>
    <tr><th rowspan="2">指标</th><th colspan="2">目标</th></tr><tr><th>2023年</th><th>2025年</th></tr>
    <tr><td>上云企业（万家）</td><td>80</td><td>100</td></tr></table>"""
    document = read("a.html", page)
    assert document.text.split("\n")[1:] == [
        "表1 目标",
        "指标 | 目标",
        "2023年 | 2025年",
        "上云企业（万家） | 80 | 100",
    ]
    assert _table(document)[2] == [
        ("上云企业（万家）", ["指标"]),
        ("80", ["目标", "2023年", "上云企业（万家）"]),
        ("100", ["目标", "2025年", "上云企业（万家）"]),
    ]


def test_rows_that_span_speak_for_those_below(read):
    page = """<table><tr><td>地区</td><td>指标</td><td>数量</td></tr><tr><td rowspan="2">甲市</td><td>基站</td><td>5万</td></tr>
    <tr><td>企业</td><td>134家</td></tr></table>"""
    assert _table(read("a.html", page))[2] == [("企业", ["指标", "甲市"]), ("134家", ["数量", "甲市", "企业"])]


def test_table_of_figures_alone_has_no_headers(read):
    assert _table(
        read("a.html", f"<p>{_BODY}</p><table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td></td></tr></table>")
    ) == [
        [("1", []), ("2", [])],
        [("3", []), ("", [])],
    ]


def test_unit_above_a_table_speaks_for_its_figures(read):
    page = f"""<p>{_BODY}</p><p>表1 主要指标</p><p>单位：万家</p><table><tr><td>指标</td><td>2025年</td></tr>
    <tr><td>上云企业</td><td>100</td></tr></table><p>{_BODY}</p><table><tr><td>地区</td><td>数量</td></tr><tr><td>甲</td><td>7</td></tr></table>"""
    document = read("a.html", page)
    rows = _table(document)
    assert rows[1] == [("上云企业", ["指标"]), ("100", ["2025年", "上云企业", "单位：万家"])]
    assert rows[3][1] == ("7", ["数量", "甲"])
    assert [b.kind for b in document.blocks[1:3]] == [BlockKind.CAPTION] * 2


def test_document_inside_a_page_laid_out_by_tables(read):
    page = f"""<html><head><title>某市2023年统计公报_某市统计局</title></head><body><table><tr><td><a>首页</a></td></tr><tr><td>
    发布时间：2024-03-18 09:20&nbsp;&nbsp;来源：某市统计局&nbsp;&nbsp;字号：[ <a>大</a> <a>小</a> ]</td></tr><tr><td><div class="TRS_Editor">
    <p>某市统计局　国家统计局某市调查队</p><p>{_BODY}</p><table><tr><td>指标</td><td>数量</td></tr><tr><td>基站</td><td>5万</td></tr></table>
    </div></td></tr><tr><td>【<a>打印</a>】【<a>关闭</a>】</td></tr></table></body></html>"""
    document = read("a.html", page)
    assert document.text.split("\n") == [
        "某市2023年统计公报",
        "某市统计局 国家统计局某市调查队",
        _BODY,
        "指标 | 数量",
        "基站 | 5万",
    ]
    assert (document.publisher, str(document.published_on), document.issuer, document.document_kind) == (
        "某市统计局",
        "2024-03-18",
        "某市统计局 国家统计局某市调查队",
        "statistics",
    )


def test_table_that_lays_out_a_page_is_text(read, kinds):
    page = f"<table><tr><td><table><tr><td><p>{_BODY}</p><p>{_BODY}</p></td></tr></table></td></tr></table>"
    assert [kind for kind, _ in kinds(read("a.html", page))] == ["paragraph"] * 2


def test_html_below_front_matter(read):
    text = f"""---
layout: post
title: "东江：今年推进20个产业集群建设"
date: 2022-01-21 22:02:26 +0000
tags: 某电子报新闻
---
<p>{_BODY}</p>
 <p>推进产业集群建设</p>
 <p>{_BODY}</p><p class="em_media">（文章来源：某时报网）</p>

<http://example.org/share.html?code=20220121>

[返回某报新闻](//example.org/a.html)｜[返回首页](//example.org/)
"""
    document = read("a.txt", text)
    assert document.text == f"东江：今年推进20个产业集群建设\n{_BODY}\n推进产业集群建设\n{_BODY}"
    assert (document.publisher, str(document.published_on), document.url, document.reader) == (
        "某时报网",
        "2022-01-22",
        "http://example.org/share.html?code=20220121",
        "markdown",
    )


def test_publisher_from_tags(read):
    assert (
        read("a.md", f"---\ntitle: 某题\ncategories:\n - 金融\n - 某时报网新闻\n---\n{_BODY}").publisher == "某时报网"
    )


def test_plain_markdown(read, kinds):
    text = f"# 某市要点\n\n## 目标\n\n{_BODY}\n{_BODY}\n\n- 新增**20家**\n- [新建](http://x.org)1万座\n\n| 指标 | 2025年 |\n|---|---|\n| 基站 | 5万 |\n"
    document = read("a.md", text)
    assert kinds(document) == [
        ("title", "某市要点"),
        ("heading", "目标"),
        ("paragraph", _BODY),
        ("paragraph", _BODY),
        ("list_item", "新增20家"),
        ("list_item", "新建1万座"),
        ("table_row", "指标 | 2025年"),
        ("table_row", "基站 | 5万"),
    ]
    assert _table(document)[1][1] == ("5万", ["2025年", "基站"])


def test_rule_at_the_top_is_no_front_matter(read):
    assert "134家" in read("a.md", f"---\n\n{_BODY}\n").text
    assert "134家" in read("a.md", f"---\n- 一\n---\n{_BODY}\n").text
    assert "134家" in read("a.md", f"---\n---\n{_BODY}\n").text


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("a: &x [1, 2]\nb: [*x, *x]", "anchors"),
        ("a: !!python/object/apply:os.system ['id']", "tags are not read"),
        ("a: " + "[" * 500 + "]" * 500, "nested deeper"),
        ("a: " + "x" * 70_000, "longer than"),
        ("a: 'open", "not plain YAML"),
    ],
)
def test_dynamite_in_front_matter_is_refused(read, front, reason):
    with pytest.raises(UnreadableDocument, match=reason):
        read("a.md", f"---\n{front}\n---\n{_BODY}")


@pytest.mark.parametrize("page", ["<div>" * 5000 + _BODY, "<p><b>" * 5000 + _BODY])
def test_nesting_is_limited(read, page):
    with pytest.raises(UnreadableDocument, match="nested deeper"):
        read("a.html", page)


def test_huge_spans_are_cut(read):
    rows = "<tr><td rowspan=9999 colspan=9999>甲</td><td>2</td></tr>" * 50
    assert read("a.html", f"<table>{rows}</table>").text.count("甲 | 2") == 50


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("某市要点发布 - 某网", "某市要点发布"),
        ("某省规划（2021—2025年）", "某省规划（2021—2025年）"),
        ("要点_新闻_某报网", "要点_新闻"),
    ],
)
def test_name_of_the_site_is_cut_from_the_title(read, printed, title):
    assert (
        read("a.html", f"<html><head><title>{printed}</title></head><body><p>{_BODY}</p></body></html>").title == title
    )
