"""Places in an order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusterdb.lexicon.cues import load_cues
from clusterdb.readings import Rank
from clusterdb.recognise.ranks import RankReader

READER = RankReader(load_cues())


def ranks(text: str) -> list[Rank]:
    return list(READER.ranks(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "place", "scope", "within"),
    [
        ("总量居全国第一", 1, "全国", False),
        ("产量位列全国第7", 7, "全国", False),
        ("增速排名全省第二位", 2, "全省", False),
        ("规模稳居全国首位", 1, "全国", False),
        ("保有量跃居全国榜首", 1, "全国", False),
        ("数量居全国前三", 3, "全国", True),
        ("增速进入全国前10位", 10, "全国", True),
        ("产值位居中部地区第十二", 12, "中部地区", False),
        ("规模居全国城市第4位", 4, "全国城市", False),
        ("投资额全国第五", 5, "全国", False),
    ],
)
def test_rank_has_place_and_scope(text: str, place: int, scope: str, within: bool):
    (rank,) = ranks(text)
    assert (rank.place, rank.scope, rank.within) == (place, scope, within)


def test_scope_may_be_any_words_behind_a_plain_verb():
    (rank,) = ranks("出口额位居沿海开放城市第三")
    assert (rank.place, rank.scope) == (3, "沿海开放城市")


def test_rank_without_scope():
    (rank,) = ranks("综合排名第六")
    assert (rank.place, rank.scope) == (6, None)


def test_of_a_rise_only_what_was_reached_counts():
    assert [r.place for r in ranks("排名由全国第九上升至全国第四")] == [4]
    assert [r.place for r in ranks("从全省第12位跃升至第8位")] == [8]


def test_list_of_places():
    assert [(r.place, r.scope) for r in ranks("分别居全国第1、第2位、第五")] == [(1, "全国"), (2, "全国"), (5, "全国")]


@pytest.mark.parametrize(
    "text",
    [
        "获批全国第三批试点",
        "举办全国第七届博览会",
        "居全国第一方阵",
        "位列全国第一梯队",
        "第一产业增长3%",
        "全国前三季度",
        "成为全国第2家",
    ],
)
def test_ordinals_that_rank_nothing(text: str):
    assert ranks(text) == []


def test_place_must_be_a_number_in_reach():
    assert ranks("居全国第〇") == []
    assert ranks("居全国第501位") == []
    assert ranks("位居全国第千") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("进入全国前100名", 100),
        ("位列全国第128位", 128),
    ],
)
def test_place_is_read_whole(text: str, place: int):
    assert [r.place for r in ranks(text)] == [place]


def test_place_that_is_cut_off_is_none():
    """Of 第1024位 no place is made, rather than the 102nd."""
    assert ranks("位列全国第1024位") == []


@given(st.text("居位列全国省第前首位名一二三十12345、由从上升至稳中部的强榜，", max_size=20))
def test_no_words_raise(text: str):
    assert all(1 <= rank.place <= 500 for rank in ranks(text))
