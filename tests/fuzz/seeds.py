"""Sound documents of every format, written for being spoiled: a report with headings, figures, a list and a table."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import Any

from tests.unit.read.making import Printed, make_docx, make_pdf, make_zip

TITLE = "浙江省2023年工业和信息化工作报告"
PARAGRAPHS = (
    "一、2022年工作总结",
    "2022年，全省新建5G基站3.2万座，累计达到17.1万座，规模以上工业增加值增长4.2%，比上年提高0.5个百分点。",
    "新认定专精特新中小企业1500家，推动1.2万家企业上云，数字经济核心产业增加值占比达11.6%。",
    "二、2023年工作安排",
    "到2023年底，力争培育国家级专精特新“小巨人”企业200家以上，规模以上工业增加值增长5%左右。",
)
ROWS = (("指标", "2022年", "2025年"), ("5G基站（万座）", "17.1", "22"), ("上云企业", "50万家", "60万家"))

TEXT = "\n".join([TITLE, "2023-01-20 来源：浙江日报", "", *PARAGRAPHS]).encode()
MARKDOWN = (
    f"---\ntitle: {TITLE}\ndate: 2023-01-20 10:02:26 +0800\npublisher: 浙江日报\nurl: https://example.org/a\n---\n\n"
    + "\n\n".join(f"## {line}" if line[1] == "、" else line for line in PARAGRAPHS)
    + "\n\n"
    + "\n".join(f"| {' | '.join(row)} |" for row in (ROWS[0], ("---",) * 3, *ROWS[1:]))
    + "\n\n- 新建数据中心12个\n- 完成技改投资900亿元\n"
).encode()
HTML = (
    f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="PubDate" content="2023-01-20"><title>{TITLE}</title>'
    f'<style>p{{color:red}}</style></head><body><div class="nav"><a href="/">首页</a></div><h1>{TITLE}</h1>'
    + "".join(f"<p>　　{line}</p>\n" for line in PARAGRAPHS)
    + "<table><tbody>"
    + "".join("<tr>" + "".join(f"<td rowspan=1>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</tbody></table><ul><li>新建数据中心12个</li></ul><!-- 99家 --><script>var n = 77;</script></body></html>"
).encode()


@cache
def docx() -> bytes:
    """The report as DOCX."""

    def fill(document: Any) -> None:
        document.add_heading(TITLE, 0)
        for line in PARAGRAPHS:
            document.add_heading(line, 1) if line[1] == "、" else document.add_paragraph(line)
        table = document.add_table(rows=3, cols=3)
        for cell, words in zip(table._cells, (word for row in ROWS for word in row), strict=True):
            cell.text = words
        document.add_paragraph("新建数据中心12个", style="List Bullet")

    return make_docx(fill)


@cache
def docx_parts() -> dict[str, bytes]:
    """The files inside the DOCX."""
    with zipfile.ZipFile(io.BytesIO(docx())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def docx_with(name: str, content: bytes) -> bytes:
    """The DOCX with another file of that name in it."""
    return make_zip(docx_parts() | {name: content})


@cache
def pdf() -> bytes:
    """The report as PDF, on two pages."""
    lines = [TITLE, *(row for line in PARAGRAPHS for row in (line[at : at + 32] for at in range(0, len(line), 32)))]
    pages = [lines[:5], lines[5:]]
    return make_pdf([[Printed(row, 72, 760 - 24 * at) for at, row in enumerate(page)] for page in pages])
