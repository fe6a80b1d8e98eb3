"""`clusterdb explain`, `evaluate` and `lexicon`, on an extraction made by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from clusterdb.cli import main
from clusterdb.errors import UnreadableDocument
from clusterdb.model import (
    Basis,
    Comparator,
    Document,
    Extraction,
    Fact,
    Hedge,
    Kind,
    Role,
    Section,
    Skipped,
    Span,
)

WORDS = "培育新厂\t200家\n第六次会议提出，到2025年培育新厂200家，扩建2~3个园区；去年建成新厂150家。\n"

Run = Callable[..., Result]


def at(words: str, start: int = 0) -> Span:
    found = WORDS.index(words, start)
    return Span(found, found + len(words))


def fact(quote: str, printed: str, **fields: Any) -> Fact:
    span = at(quote, 9)
    figure = at(printed, span.start)
    given: dict[str, Any] = {
        "kind": Kind.TARGET, "metric_code": None, "metric_text": "新厂", "metric_key": "w:新厂", "region_code": "440000",
        "region_name": "广东省", "province_code": "440000", "cluster_code": None, "cluster_name": None,
        "value": Decimal(200), "value_high": None, "comparator": Comparator.EQ, "unit": "count", "basis": Basis.STOCK,
        "level": None, "scope": None, "period_start": None, "period_end": date(2025, 12, 31),
        "period_precision": "year", "hedge": Hedge.FIRM, "printed": printed, "span": span, "figure": figure,
        "section": 0, "rules": ("period: clause",), "inherited": (("region", "section"),),
        "confidence": Decimal("0.8"),
    }  # fmt: skip
    return Fact(**(given | fields))


EXTRACTION = Extraction(
    document=Document(
        name="notes.txt", path="notes.txt", sha256="0" * 64, text=WORDS, blocks=(), media_type="text/plain",
        encoding="utf-8", reader="text", document_kind="plan",
    ),
    sections=(Section(0, Span(0, len(WORDS)), None, Role.PLAN, "广东省", 2022),),
    facts=(
        fact("到2025年培育新厂200家", "200家", mentions=(at("到2025年培育新厂200家"), Span(0, 9))),
        fact(
            "扩建2~3个园区", "2~3个", metric_text="园区", metric_key="w:园区", value=Decimal(2), value_high=Decimal(3),
            comparator=Comparator.RANGE,
        ),
        fact("去年建成新厂150家", "150家", kind=Kind.ACHIEVEMENT, value=Decimal(150), period_end=None),
    ),
    skipped=(Skipped(Span(5, 9), "duplicate", "same"), Skipped(at("六"), "ordinal", "第…次"), Skipped(at("2025年"), "date")),
    notes=("a note",),
)  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs clusterdb where notes.txt is the document above, and broken.txt cannot be read."""
    for name in ("notes.txt", "broken.txt"):
        (tmp_path / name).write_text(WORDS, encoding="utf-8")

    def read(path: Path) -> Document:
        if path.name == "broken.txt":
            raise UnreadableDocument("broken.txt: it is broken", "mend it")
        return EXTRACTION.document

    import_module("clusterdb.pipeline")  # before: what it binds must not be the document below
    monkeypatch.setattr("clusterdb.read.read_document", read)
    monkeypatch.setattr("clusterdb.pipeline.extract", lambda _: EXTRACTION)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_explain_marks_every_figure(run: Run) -> None:
    result = run("explain", "notes.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "6 figures: 3 in use, 3 left out (1 of them told elsewhere)\n"
        "read from them: 2 targets (T), 1 achievement (A)\n"
        "left out: = the same is told elsewhere; - it measures nothing\n"
    )
    assert "-- section 0: looks ahead, 广东省, 2022" in result.stdout
    assert "[1 = 200家]" in result.stdout
    assert (
        "第[2 - 六]次会议提出，到[3 - 2025年]培育新厂[4 T 200家]，扩建[5 T 2~3个]园区；去年建成新厂[6 A 150家]。"
        in result.stdout
    )
    assert result.stderr == ""
    assert "\x1b" not in result.stdout


def test_explain_counts_what_is_left_out_as_the_database_does(run: Run) -> None:
    assert f"{len(EXTRACTION.skipped)} left out" in run("explain", "notes.txt").stdout
    assert f"{len(EXTRACTION.skipped)} left out" in run("explain", "notes.txt", "--left-out").stdout


def test_explain_keeps_marks_whole_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    lines = re.sub(r"\x1b\[[0-9;]*m", "", run("explain", "notes.txt").stdout).splitlines()
    assert max(map(cell_len, lines)) <= 40
    assert all(line.count("[") == line.count("]") for line in lines)


def test_explain_in_chinese(run: Run) -> None:
    text = run("--lang", "zh", "explain", "notes.txt").stdout
    assert "6 个数字：采用 3 个，未采用 3 个（其中 1 个别处已有）\n读出 2 个目标（T），1 个成果（A）\n" in text
    assert "-- 章节 0：工作安排，广东省，2022" in text
    figure = run("--lang", "zh", "explain", "notes.txt", "--figure", "4").stdout
    assert "类型      目标" in figure
    assert "数字      200（原文“200家”）" in figure
    assert "取自别处  地区取自所在章节" in figure
    assert "次序" in run("--lang", "zh", "explain", "notes.txt", "--left-out").stdout


def test_explain_lists_what_was_left_out(run: Run) -> None:
    lines = [
        line for line in run("explain", "notes.txt", "--left-out").stdout.splitlines() if line[:6].strip().isdigit()
    ]
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert "the same fact is told" in lines[0]
    assert "ordinal" in lines[1]
    assert "第[六]次会议" in lines[1]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, ["left out as  the same fact is told elsewhere", "新厂 [not in the lexicon]"]),
        (2, ["left out as  ordinal", "rules        第…次"]),
        (
            4,
            [
                "200 (printed 200家)",
                "广东省 [440000]",
                "region from its section",
                "2025-12-31",
                "培育新厂 200家",
                "a note",
            ],
        ),
        (5, ["2 – 3 (printed 2~3个)"]),
        (6, ["achievement", "region from its section"]),
    ],
)
def test_explain_tells_all_about_one_figure(run: Run, number: int, told: list[str]) -> None:
    result = run("explain", "notes.txt", "--figure", str(number))
    assert result.exit_code == 0
    assert [words for words in told if words not in result.stdout] == []


def test_explain_knows_how_many_figures_there_are(run: Run) -> None:
    result = run("explain", "notes.txt", "--figure", "99")
    assert result.exit_code == 1
    assert "has 6 figures, not 99" in result.stderr


def gold(**fields: Any) -> dict[str, Any]:
    return {
        "source": "notes.txt", "kind": "target", "metric": None, "metric_text": "新厂", "quote": "到2025年培育新厂200家",
        "value": 200, "value_high": None, "comparator": "eq", "unit": "count", "basis": "stock", "level": None,
        "region": "广东省", "period_start": None, "period_end": "2025-12-31", "optional": False,
    } | fields  # fmt: skip


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in rows) + "\n", encoding="utf-8")
    return path


def test_evaluate_scores_against_claims_made_by_hand(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "gold.jsonl",
        gold(),
        gold(quote="扩建2~3个园区", metric_text="园区", value=2, value_high=3, basis="flow"),
    )
    result = run("evaluate", "gold.jsonl", ".", "--misses")
    assert result.exit_code == 0, result.output
    assert "right among those found: kind 1.000" in result.stdout
    assert "WRONG basis,comparator" in result.stdout or "WRONG comparator,basis" in result.stdout
    assert "basis: should be flow, is stock" in result.stdout
    assert "INVENTED" in result.stdout


def test_evaluate_as_json_by_kind_of_document(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", gold())
    told = json.loads(run("evaluate", "gold.jsonl", "notes.txt", "--json").stdout)
    assert (told["required"], told["invented"]) == (1, 2)
    assert told["kinds"]["plan"]["full"]["recall"] == 1.0


def test_evaluate_shows_kinds_only_where_there_are_several(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", gold())
    assert "plan:" not in run("evaluate", "gold.jsonl", ".").stdout


def test_evaluate_says_which_documents_are_not_there(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", gold(source="gone.txt"), gold(source="broken.txt"))
    result = run("evaluate", "gold.jsonl", ".")
    assert "not found: gone.txt" in result.stderr
    assert "set aside: broken.txt: it is broken; mend it" in result.stderr
    assert result.exit_code == 0


def test_evaluate_takes_an_export_instead_of_documents(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", gold())
    write(tmp_path / "claims.jsonl", gold(source="/reports/notes.txt"))
    told = json.loads(run("evaluate", "gold.jsonl", "--claims", "claims.jsonl", "--json").stdout)
    assert told["full"]["f1"] == 1.0


@pytest.mark.parametrize(
    ("words", "said"), [("", "holds no claim"), ("{", "gold.jsonl:1: not JSON"), ("[1]", "names no source")]
)
def test_evaluate_names_the_line_that_is_no_claim(run: Run, tmp_path: Path, words: str, said: str) -> None:
    (tmp_path / "gold.jsonl").write_text(words, encoding="utf-8")
    result = run("evaluate", "gold.jsonl", ".")
    assert result.exit_code == 1
    assert said in result.stderr


def test_lexicon_suggest_lists_measures_without_an_entry(run: Run) -> None:
    result = run("lexicon", "suggest", ".", "--limit", "1")
    assert result.exit_code == 0
    assert "# 2 times: 到2025年培育新厂200家" in result.stdout
    assert "zh: 新厂" in result.stdout
    assert "园区" not in result.stdout
    assert "set aside: broken.txt" in result.stderr


def test_lexicon_check_is_well() -> None:
    result = CliRunner().invoke(main, ["lexicon", "check"])
    assert result.exit_code == 0, result.stdout
    assert "all well" in result.stderr


def test_lexicon_check_prints_every_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusterdb.lexicon.check.faults", lambda _: ["units.yaml: 家 stands twice; drop one"])
    result = CliRunner().invoke(main, ["lexicon", "check"])
    assert result.exit_code == 4
    assert result.stdout == "units.yaml: 家 stands twice; drop one\n"
    assert result.stderr == "1 fault\n"
