"""A text four times as long takes four times the work, also where it is all one sentence, one list or one word.

Work is counted in calls, which no other program on the machine can change.
"""

from __future__ import annotations

import re
import sys

import pytest
from tests.unit.writing import document, read

from clusterdb.model import Document, Extraction
from clusterdb.pipeline import extract

SHORT, LONG = 1_000, 4_000
GROWING = {
    "a list of figures": "5G基站3万座、",
    "clauses": "新增高新技术企业500家，",
    "sentences in one line": "到2025年建成5G基站3万座。",
    "measures told together": "5G基站达到3万座，均居全国第一，",
    "a list over commas": "工业产值、农业产值，等多项指标居全国第一，",
    "changes from one level to the next": "从3万座增加到5万座、",
    "places with a figure each": "惠州、珠海各新建3座、",
    "places before one figure": "惠州、珠海、",
    "tasks done": "超额完成年度任务、",
    "clusters": "电子信息产业集群产值3亿元，",
    "ranks": "9家高新区进入全国前50强、",
    "brackets that never close": "（5家、",
    "no mark at all": "惠州3座珠海",
    "rates without a mark": "3%",
    "numerals": "亿",
    "quotation marks": "“5G",
}


def grown(words: str, size: int) -> Document:
    return document(words * (size // len(words)))


def calls(made: Document) -> int:
    """How many functions, Python's own among them, an extraction calls."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        extract(made)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("words", GROWING.values(), ids=GROWING)
def test_work_grows_with_the_length_of_a_line_and_no_faster(words):
    extract(grown(words, 100))  # what is made once is made by now
    assert calls(grown(words, LONG)) < 5.5 * calls(grown(words, SHORT))


def figures(extraction: Extraction) -> set[tuple[int, int]]:
    told = {(s.start, s.end) for f in extraction.facts for s in (f.figure, *f.mentions)}
    return told | {(s.span.start, s.span.end) for s in extraction.skipped}


def test_no_figure_of_an_endless_sentence_is_lost_where_it_is_cut():
    extraction = read("，".join(f"建成第{n}批5G基站{n}座、充电桩{n + 1}个（其中快充{n}个" for n in range(2, 400)))
    fates = figures(extraction)
    for number in re.finditer(r"[0-9]+", extraction.document.text):
        assert any(start <= number.start() and number.end() <= end for start, end in fates), number


def test_clauses_of_an_endless_sentence_still_say_what_short_ones_say():
    facts = read("，".join(f"新建5G基站{n}座" for n in range(1000, 1600))).facts
    assert {f.value for f in facts} == set(range(1000, 1600))
    assert {f.metric_code for f in facts} == {facts[0].metric_code} != {None}
