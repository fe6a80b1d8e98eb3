"""Levels of coverage, and tasks said to be done."""

from __future__ import annotations

import pytest

from clusterdb.lexicon.cues import load_cues
from clusterdb.readings import Coverage, Fulfilment
from clusterdb.recognise.states import StateReader

READER = StateReader(load_cues())


def coverages(text: str) -> list[Coverage]:
    return list(READER.coverages(text, 0, len(text)))


def fulfilments(text: str) -> list[Fulfilment]:
    return list(READER.fulfilments(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("5G网络全覆盖", "full"),
        ("光纤网络全域覆盖", "full"),
        ("重点园区连续覆盖", "continuous"),
        ("城区广覆盖", "broad"),
        ("产业园深度覆盖", "deep"),
        ("乡镇5G网络覆盖", "covered"),
    ],
)
def test_level_of_coverage(text: str, level: str):
    assert [c.level for c in coverages(text)] == [level]


@pytest.mark.parametrize("text", ["实现全覆盖率95%", "网络覆盖面扩大", "网络覆盖人口增加", "森林覆盖率"])
def test_rate_of_coverage_is_no_level(text: str):
    assert coverages(text) == []


@pytest.mark.parametrize(
    ("text", "level", "goal"),
    [
        ("超额完成技改投资任务。", "exceeded", "任务"),
        ("圆满完成国家下达的目标任务，", "met", "目标任务"),
        ("年度计划全面完成。", "met", "计划"),
        ("提前2个月完成全年目标", "met", "目标"),
        ("提前三天完成搬迁任务", "met", "任务"),
    ],
)
def test_task_said_to_be_done(text: str, level: str, goal: str):
    done = fulfilments(text)
    assert {f.level for f in done} == {level}
    assert {f.goal.of(text) for f in done} == {goal}


def test_task_may_stand_before_its_verb():
    text = "碳减排目标任务如期完成。"
    (done,) = fulfilments(text)
    assert (done.goal.of(text), done.verb.of(text)) == ("目标任务", "如期完成")


def test_verb_without_a_task_is_no_fulfilment():
    assert fulfilments("超额完成8亿元，") == []


def test_next_clause_holds_no_task():
    assert fulfilments("圆满完成换届，部署新的任务。") == []
