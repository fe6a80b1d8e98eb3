"""What holds for every text: no number is lost, none is invented, nothing raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.unit.writing import read

from clusterdb.model import Extraction, Span

_LEXIS = (
    "5G基站 高新技术企业 专精特新 “小巨人” 工业增加值 技改投资 地区生产总值 珠三角 深圳 全省 我市 全国 产业集群 上云 增速 占比 "
    "新增 建成 累计 同比增长 下降 达到 突破 超过 不少于 控制在 力争 预计 确保 居 位列 排名 第 前 首位 分别 均 双双 从 由 比 较 到 至 "
    "以上 以内 左右 余 多 近 约 以下 家 个 座 项 万 亿 千 百 亿元 万家 万吨 公里 % 个百分点 倍 成 人次 亿千瓦时 标准煤 级 "
    "年 月 日 年底 前三季度 上半年 “十四五”期间 去年 今年 截至 目前 全覆盖 广覆盖 超额完成 任务 目标 名词解释 20强 第六批 "
    "的 和 等 与 及 、 ， 。 ； ： （ ） ( ) “ ” 《 》 — - ~ . , : / + # % ￥ ℃ A G K V Ⅲ ① ㎡ 三分之二 两位数 翻一番 "
    "零 一 二 两 三 五 十 百分之 1 2 3 26 2021 2025 11 2.92 1,200 0.5 00 1/3 10000 7800+ 1+20 ² \n"
)
_WORDS = _LEXIS.split(" ")
_TEXTS = st.lists(st.sampled_from(_WORDS) | st.integers(0, 10**7).map(str), max_size=24).map("".join)
_ANYTHING = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
_QUICK = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_FEW = settings(_QUICK, max_examples=25)
_DIGITS = re.compile(r"[0-9]+")


def extracted(text: str) -> Extraction:
    return read(*text.split("\n"))


def fates(extraction: Extraction) -> Iterator[Span]:
    """Every stretch whose numbers are a claim's or are listed as left out."""
    for fact in extraction.facts:
        yield fact.figure
        yield from fact.mentions
    for skipped in extraction.skipped:
        yield skipped.span


def lost(extraction: Extraction) -> list[str]:
    """The runs of digits that nothing accounts for, with what stands around them."""
    text, known = extraction.document.text, list(fates(extraction))
    return [
        text[max(0, run.start() - 10) : run.end() + 10]
        for run in _DIGITS.finditer(text)
        if not any(span.start <= run.start() and run.end() <= span.end for span in known)
    ]


@_QUICK
@example("全省综合实力进入全国前100名")
@example("建成9家企业、31,2008个项目")
@example("完成8/6项")
@example("统一社会信用代码914403001922038216123456")
@given(_TEXTS)
def test_no_number_is_lost(text: str):
    assert lost(extracted(text)) == []


@_QUICK
@given(_ANYTHING)
def test_no_number_of_any_text_is_lost(text: str):
    assert lost(extracted(text)) == []


@_QUICK
@given(_TEXTS)
def test_no_number_is_invented(text: str):
    extraction = extracted(text)
    for fact in extraction.facts:
        assert fact.span.end <= len(extraction.document.text)
        assert fact.span.holds(fact.figure)
        assert fact.printed == fact.figure.of(extraction.document.text) != ""
        assert fact.metric_text
        assert fact.region_name
        assert fact.value is None or fact.value.is_finite()
        assert 0 < fact.confidence <= 1
        if fact.period_start and fact.period_end:
            assert fact.period_start <= fact.period_end
        if fact.value is not None and fact.value_high is not None:
            assert fact.value <= fact.value_high
    assert all(len(s.span) > 0 and s.span.end <= len(extraction.document.text) for s in extraction.skipped)


@_FEW
@given(_TEXTS)
def test_same_text_gives_the_same_claims(text: str):
    assert extracted(text) == extracted(text)


@_FEW
@given(_TEXTS)
def test_sections_cover_the_text_in_order(text: str):
    extraction = extracted(text)
    parts = extraction.sections
    assert [part.number for part in parts] == list(range(len(parts)))
    assert parts[0].span.start == 0
    assert parts[-1].span.end == len(extraction.document.text)
    assert all(one.span.end == other.span.start for one, other in pairwise(parts))


@pytest.mark.parametrize("text", ["增长百分之٣", "百分之３的企业"])
def test_digits_of_other_scripts_do_no_harm(text: str):
    assert extracted(text).document.text == text


@pytest.mark.parametrize("text", ["新增6位列全国首位", "企业数控制在7到\n25万家"])
def test_number_at_the_edge_of_another_reading_is_kept(text: str):
    assert lost(extracted(text)) == []
