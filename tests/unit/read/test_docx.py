"""DOCX: what stands in it, in order, and what would harm."""

from __future__ import annotations

import pytest
from tests.unit.read.making import make_docx, make_zip

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind

_BODY = "2022年，全市新增国家级专精特新“小巨人”企业134家，总数排名全国第四。"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _with_body(xml: str):
    def edit(parts):
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", b"<w:body>" + xml.encode())

    return edit


def test_paragraphs_headings_lists_and_tables_keep_their_order(read, kinds):
    def fill(document):
        document.add_heading("某市工作要点", 0)
        document.add_heading("一、目标", 1)
        document.add_paragraph(_BODY)
        table = document.add_table(rows=2, cols=3)
        for cell, text in zip(table._cells, ["指标", "2023年", "2025年", "上云企业", "80万家", "100万家"], strict=True):
            cell.text = text
        document.add_paragraph("新建基站1万座", style="List Bullet")

    document = read("a.docx", make_docx(fill))
    assert kinds(document) == [
        ("title", "某市工作要点"),
        ("heading", "一、目标"),
        ("paragraph", _BODY),
        ("table_row", "指标 | 2023年 | 2025年"),
        ("table_row", "上云企业 | 80万家 | 100万家"),
        ("list_item", "新建基站1万座"),
    ]
    last = document.blocks[4].cells[2]
    assert [span.of(document.text) for span in last.headers] == ["2025年", "上云企业"]
    assert (document.reader, document.encoding) == ("docx", "binary")


def test_merged_cells_speak_for_all_that_they_span(read):
    def fill(document):
        document.add_paragraph(_BODY)
        table = document.add_table(rows=3, cols=3)
        table.cell(1, 0).merge(table.cell(2, 0)).text = "甲市"
        for (row, column), text in {
            (0, 0): "地区",
            (0, 1): "指标",
            (0, 2): "数量",
            (1, 1): "基站",
            (1, 2): "5万",
            (2, 1): "企业",
            (2, 2): "9家",
        }.items():
            table.cell(row, column).text = text

    document = read("a.docx", make_docx(fill))
    row = document.blocks[-1]
    assert [h.of(document.text) for h in row.cells[1].headers] == ["数量", "甲市", "企业"]


def test_what_was_deleted_or_hidden_is_not_read(read):
    xml = (
        "<w:p><w:r><w:t>新增</w:t></w:r><w:del><w:r><w:delText>11</w:delText></w:r></w:del><w:ins><w:r><w:t>22</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>33</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>44</w:t></w:r>"
        "<w:r><w:instrText>PAGE 55</w:instrText></w:r><w:hyperlink><w:r><w:t>家</w:t></w:r></w:hyperlink><w:r><w:t>企业</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>[6]</w:t></w:r><w:r><w:t>，面积9km</w:t></w:r>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:tab/><w:t>，全</w:t><w:noBreakHyphen/>市</w:r></w:p>'
    )
    document = read("a.docx", make_docx(lambda d: d.add_paragraph(_BODY), _with_body(xml)))
    assert document.text.split("\n")[0] == "新增22家企业，面积9km² ，全-"


def test_text_boxes_and_footnotes_are_read(read):
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>框内新增7家企业。</w:t></w:r></w:p></w:txbxContent>"
    xml = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t>目录外的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )

    def edit(parts):
        _with_body(xml)(parts)
        parts["word/footnotes.xml"] = (
            f'<?xml version="1.0"?><w:footnotes {_W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
            f'<w:footnote w:id="1"><w:p><w:r><w:t>注：按可比价格计算。</w:t></w:r></w:p></w:footnote></w:footnotes>'
        ).encode()
        relation = (
            '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
            'Target="footnotes.xml"/></Relationships>'
        )
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
            b"</Relationships>", relation.encode()
        )
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.footnotes+xml"/></Types>',
        )

    document = read("a.docx", make_docx(lambda d: d.add_paragraph(_BODY), edit))
    assert document.text.split("\n") == ["框内新增7家企业。", "目录外的话。", _BODY, "注：按可比价格计算。"]
    assert document.blocks[-1].kind is BlockKind.LIST_ITEM


def test_table_of_one_column_is_a_frame(read, kinds):
    def fill(document):
        document.add_table(rows=1, cols=1).cell(0, 0).text = _BODY

    assert kinds(read("a.docx", make_docx(fill))) == [("paragraph", _BODY)]


def _entities(parts):
    head, _, rest = parts["word/document.xml"].partition(b"?>")
    parts["word/document.xml"] = head + b'?><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rest


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_zip({"x": b"y"}), "no DOCX"),
        (make_zip({"xl/workbook.xml": b"y"}), "Excel"),
        (make_zip({"ppt/presentation.xml": b"y"}), "presentation"),
        (make_zip({"word/document.xml": b"<a/>"}), "not a whole DOCX"),
        (make_zip({"word/document.xml": b"0" * 30_000_000}), "ZIP bomb"),
        (make_zip({f"word/{n}": b"" for n in range(6000)}), "6,000 files"),
        (make_docx(lambda d: d.add_paragraph(_BODY))[:3000], "truncated"),
        (make_docx(lambda d: d.add_paragraph(_BODY), _entities), "entities"),
        (make_docx(lambda d: None), "no text"),
        (
            make_docx(lambda d: None, _with_body("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000)),
            "DOCX",
        ),
        (b"hello", "in spite of its name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_harm_and_damage_are_refused(read, data, reason):
    with pytest.raises(UnreadableDocument, match=reason) as fault:
        read("a.docx", data)
    assert fault.value.remedy
    assert fault.value.message.startswith("a.docx: ")


def test_spoilt_part_is_refused(read):
    data = bytearray(make_docx(lambda d: d.add_paragraph(_BODY)))
    data[300:400] = b"x" * 100
    with pytest.raises(UnreadableDocument, match=r"a\.docx: "):
        read("a.docx", bytes(data))
