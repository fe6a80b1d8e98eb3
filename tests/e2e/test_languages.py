"""What the commands print, in both languages, at the widths that people have, and into a pipe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from sqlalchemy import text

from clusterdb.cli import main
from clusterdb.cli.wrapping import CLOSING, OPENING
from clusterdb.db.engine import make_engine

Run = Callable[..., Result]

ASKED = (["compare"], ["targets"], ["status"], ["status", "--left-out"], ["doctor"], ["check"], ["review", "list"])
#: English that is English in Chinese too
NAMES = re.compile(
    r"clusterdb|PostgreSQL|Python|ID|CLUSTERDB_\w+|--[a-z-]+|[\w./-]+\.txt|/\S+|\b[0-9a-f]{8}\b|ALTER SYSTEM.*"
)


def shown(run: Run, arguments: list[str], lang: str, width: int) -> list[str]:
    return run(*arguments, lang=lang, width=width).stdout.splitlines()


def ids(run: Run) -> list[str]:
    return re.findall(r"[0-9a-f]{8}$", run("compare").stdout, re.MULTILINE)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_wider_than_the_terminal(run: Run, lang: str, width: int) -> None:
    for arguments in (*ASKED, *(["show", claim] for claim in ids(run))):
        wide = [line for line in shown(run, arguments, lang, width) if cell_len(line) > width]
        assert wide == [], arguments


@pytest.mark.parametrize("width", [60, 80, 120])
def test_chinese_lines_break_where_they_may(run: Run, width: int) -> None:
    lines = [line.strip() for one in ids(run) for line in shown(run, ["show", one], "zh", width)]
    assert [line for line in lines if line and (line[0] in CLOSING - set("»") or line[-1] in OPENING)] == []


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_nothing_is_left_in_english(run: Run, arguments: list[str]) -> None:
    result = run(*arguments, lang="zh")
    rest = NAMES.sub("", result.stdout + result.stderr)
    assert re.findall(r"[A-Za-z]{3,} [A-Za-z]{2,}", rest) == []
    assert re.search("[一-龥]", rest)


def test_a_claim_is_shown_in_chinese(run: Run) -> None:
    result = run("show", ids(run)[0], lang="zh")
    for name in ("指标", "原文指标", "数字", "口径", "地区", "语气", "把握", "所用规则", "取自别处", "结论", "原因"):
        assert re.search(f"^{name} ", result.stdout, re.MULTILINE), name


def test_a_place_and_a_measure_are_told_apart(run: Run) -> None:
    assert "Guangdong · 5G base stations" in run("compare").stdout
    assert "广东省 · 5G基站" in run("compare", lang="zh").stdout


def test_a_pipe_gets_what_a_terminal_of_80_columns_does(run: Run, story_url: str) -> None:
    piped = CliRunner(env={"COLUMNS": None}).invoke(main, ["--database-url", story_url, "compare"]).stdout
    assert piped == run("compare", width=80).stdout
    assert "\x1b" not in piped
    heads = {width: run("compare", width=width).stdout.splitlines()[0].split() for width in (80, 120, 200)}
    assert heads[80] == heads[120] == heads[200]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--region", "不存在"), "no target is about a place called 不存在"),
        (("--region", "不存在"), "there are, among others: Guangdong"),
        (("--region", "Guandong"), "called nearly so: Guangdong"),
        (("--metric", "5G基战"), "called nearly so: 5G"),
        (("--metric", "5G基战"), "clusterdb psql -c"),
        (("--cluster", "没有"), "no target is about a cluster called 没有"),
        (("--source", "plam.txt"), "called nearly so: plan.txt"),
        (("--region", "广东", "--year", "1999"), "nothing matches; leave an option out"),
    ],
)
def test_nothing_found_says_what_there_is(run: Run, options: tuple[str, ...], said: str) -> None:
    result = run("compare", *options)
    assert (result.exit_code, result.stdout) == (0, "")
    assert said in result.stderr


def test_nothing_found_is_told_in_chinese(run: Run) -> None:
    said = run("compare", "--region", "广洞", lang="zh").stderr
    assert "没有关于“广洞”的目标" in said
    assert "名称相近的有：广东省" in said
    assert "列出全部：clusterdb psql" in said


def test_a_correction_says_what_by_whom_when_and_why(run: Run, story_url: str) -> None:
    claim = re.findall(r"(?:小巨人|little-giant)[^\n]* ([0-9a-f]{8})$", run("targets").stdout, re.MULTILINE)[0]
    run("review", "correct", claim, "value=600", "--by", "ann", "--reason", "misread")
    english, chinese = run("show", claim).stdout, run("show", claim, lang="zh").stdout
    run("review", "withdraw", claim, "--by", "ann")
    engine = make_engine(story_url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM reviews"))
    engine.dispose()
    assert re.search(r"^corrected +value 200 -> 600, by ann, \d{4}-\d\d-\d\d: misread$", english, re.MULTILINE)
    assert re.search(r"^已更正 +value 200 -> 600，ann，\d{4}-\d\d-\d\d：misread$", chinese, re.MULTILINE)


def test_a_document_set_aside_is_told_in_chinese(run: Run) -> None:
    assert (
        "未能读入：/reports/scan.pdf：3 页都没有文字层：是扫描件；请把文字存为 TXT" in run("status", lang="zh").stderr
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "ffffffff"], "错误：没有编号为 ffffffff 的陈述"),
        (["show", "abc"], "错误：'abc' 不是编号"),
        (["export", "nothing"], "没有名为 'nothing' 的视图可以导出"),
        (["export", "nothing"], "target_status, targets"),
        (["compare", "--year", "x"], "错误：'--year' 的值不对：'x' 不是整数。"),
        (["compair"], "没有 compair 这个命令；您是想用 compare 吗？"),
    ],
)
def test_errors_are_told_in_chinese(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments, lang="zh")
    assert result.exit_code in {1, 2}
    assert said in result.stderr


def test_the_language_may_stand_in_the_environment(story_url: str) -> None:
    runner = CliRunner(env={"CLUSTERDB_LANG": "zh"})
    assert "把目标与成果对照起来" in runner.invoke(main, ["--help"]).stdout
    assert "用法：" in runner.invoke(main, ["compare", "--help"]).stdout
    assert "个目标" in runner.invoke(main, ["--database-url", story_url, "status"]).stdout
