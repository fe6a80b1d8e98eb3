"""The documents of data/raw read as a person reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from clusterdb.model import BlockKind, Document
from clusterdb.read import find_documents, read_document

_RAW = Path(__file__).parents[3] / "data" / "raw"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Document]:
    return {path.name[:3]: read_document(path) for path in find_documents([_RAW])}


def test_metadata_of_all(seeds):
    assert {
        key: (d.issuer, d.publisher, str(d.published_on), d.published_precision, d.document_kind, d.region)
        for key, d in seeds.items()
    } == {
        "000": ("广东省工业和信息化厅", "中国电子报", "2022-01-21", "day", "work_conference", "广东省"),
        "001": ("广东省工业和信息化厅", None, "None", None, "department_article", "广东省"),
        "002": ("深圳市工业和信息化局", "证券时报网", "2022-01-20", "day", "work_conference", "深圳市"),
        "003": ("广东省人民政府", "证券时报网", "2021-07-07", "day", "plan", "广东省"),
        "004": ("广东省政府新闻办", None, "2020-09-29", "day", "press_conference", "广东省"),
    }


@pytest.mark.parametrize(
    "furniture", ["返回", "文章来源", "http", "infoCode", "原标题", "日期:", "layout", "双鸭山", "气象局", "<", "stcn"]
)
def test_furniture_is_gone(seeds, furniture):
    assert not [key for key, document in seeds.items() if furniture in document.text]


def test_broken_sentences_are_whole(seeds):
    text = seeds["001"].text
    for whole in (
        "培育“专精特新”企业247家，14家入选",
        "夯实自贸港建设基础。一是",
        "支持传统产业转型升级，预计全年新增推动8500家企业",
        "家电惠民专项行动等促消费力度",
        "综合试验区、数据贸易试验区",
        "壮大海口药谷产业规模",
        "中小企业+融资担保”的链条模式",
    ):
        assert whole in text


def test_two_articles_and_their_headings(seeds):
    document = seeds["001"]
    marks = [b.span.of(document.text) for b in document.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)]
    assert marks == [
        "营造良好环境 广东加快培育战略性新兴产业集群",
        "2020年工作总结",
        "2021年重点工作举措",
        "制度集成创新 海南全力推进自贸港任务落实",
        "2020年主要工作",
        "2021年工作安排",
    ]


def test_headings_of_the_press(seeds):
    document = seeds["000"]
    assert [b.span.of(document.text) for b in document.blocks if b.kind is BlockKind.HEADING] == [
        "推进20个战略性产业集群建设",
        "年底实现珠三角地区5G广覆盖",
        "培育国家级“小巨人”企业200家",
    ]
    assert "智能机器人、区块链" in seeds["003"].text
