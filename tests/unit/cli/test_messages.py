"""Every message of the command line has both languages, and says the same things in both."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from string import Formatter

import pytest
import yaml
from click.testing import CliRunner
from tests.unit.cli import messages_said as said

from clusterdb.cli import main
from clusterdb.cli.language import catalogue, in_chinese
from clusterdb.cli.pages import pages

#: what a shell or a database understands is the same in every language
COMMANDS = ("ALTER SYSTEM", "chmod ", "chown ", "clusterdb db start", "PostgreSQL")


def shapes() -> set[str]:
    return {said.shape(message) for message in catalogue()}


def without_name(shape: str) -> str:
    """`{}:{}: not JSON: {}` -> `not JSON: {}`: what stands before a colon, a file or a field, is kept as it is."""
    return re.sub(r"^(?:[\w/]*(?:\{\}|\.)[\w./{}]*:\s?)+", "", shape)


def is_plain(shape: str) -> bool:
    """Whether nothing in it is of any language."""
    return shape.startswith(COMMANDS) or re.search("[A-Za-z]{2}", without_name(shape)) is None


def test_whatever_a_command_says_has_its_chinese() -> None:
    assert sorted(said.said_by_commands() - catalogue().keys()) == []


def test_whatever_an_error_says_has_its_chinese() -> None:
    known = shapes()
    lacking = {
        shape for shape in said.said_elsewhere() if not ({shape, without_name(shape)} & known or is_plain(shape))
    }
    assert sorted(lacking) == []


def test_whatever_a_help_page_says_has_its_chinese() -> None:
    assert sorted(said.said_by_help() - catalogue().keys()) == []


@pytest.mark.parametrize("name", [name for name, _ in said.commands()])
def test_every_help_page_has_a_text_in_chinese(name: str) -> None:
    arguments = ["--lang", "zh", *name.split(), "--help"]
    page = CliRunner().invoke(main, arguments).output
    assert name in pages()
    assert pages()[name][0].split()[0][:8] in page
    english = [word for line in page.splitlines() for word in re.findall(r"[a-z]+ (?:the|of|is|and|a) [a-z]+", line)]
    assert english == []


def test_no_page_in_chinese_is_of_a_command_that_is_gone() -> None:
    assert sorted(pages().keys() - {name for name, _ in said.commands()}) == []


@pytest.mark.parametrize("message", catalogue())
def test_both_languages_fill_in_the_same(message: str) -> None:
    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    chinese = catalogue()[message]
    assert names(chinese) == names(message)
    assert chinese
    assert (
        re.search("[a-z]{3,} [a-z]{3,} [a-z]{3,}", re.sub(r"(?:clusterdb|pip|python|ps) .*|CREATE.*", "", chinese))
        is None
    )


def test_no_chinese_is_left_of_messages_that_nobody_says() -> None:
    literal = set()
    for path in said.SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(said.shape(node.value))
            elif isinstance(node, ast.JoinedStr):
                literal.add("".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values))
    said_of_all = literal | {without_name(shape) for shape in literal} | said.said_elsewhere() | said.said_by_help()
    of_others = yaml.safe_load((files("clusterdb.cli") / "messages" / "usage.yaml").read_text(encoding="utf-8"))
    stale = [message for message in catalogue().keys() - of_others.keys() if said.shape(message) not in said_of_all]
    assert sorted(stale) == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("there is no claim ffff", "没有编号为 ffff 的陈述"),
        ("scan.pdf: no text layer in 3 page(s): a scan", "scan.pdf：3 页都没有文字层：是扫描件"),
        (
            "no text; run text recognition (OCR) over it and save the text",
            "没有文字；请先做文字识别（OCR），再保存文字",
        ),
        ("Invalid value for '--year': 'x' is not a valid integer.", "'--year' 的值不对：'x' 不是整数。"),
        ("what nobody ever says", "what nobody ever says"),
        # names stay as they are, though there are messages of the same words
        ("data does not exist", "data 不存在"),
        ("there are: reviews, target_status, targets", "有这些：reviews, target_status, targets"),
        ("data: no text", "data：没有文字"),
        ("the last run, of 2026-01-31, is interrupted", "上次读入（2026-01-31）的状态：被中断"),
        ("", ""),
        ("; ", "；"),
        ("x" * 9000, "x" * 9000),
    ],
)
def test_ready_made_english_is_recognised(english: str, chinese: str) -> None:
    assert in_chinese(english) == chinese
