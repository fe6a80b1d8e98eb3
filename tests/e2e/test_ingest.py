"""`clusterdb ingest` and what follows it, with the real stages and a real server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from clusterdb.cli import main
from clusterdb.db.engine import make_engine

PLAN = """江苏省2022年工作安排

2022年，全省将新建5G基站3万座，力争规模以上工业增加值增长6%以上。
"""
REPORT = """江苏省2022年工作总结

2022年，全省新建5G基站3.2万座，规模以上工业增加值增长5.1%。
"""
SIDE = 'published_on = {day}\nregion = "江苏省"\nissuer = "江苏省工业和信息化厅"\n'

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents with side files, and a file that is no document."""
    found = tmp_path / "in put"
    found.mkdir()
    for name, words, day in (("plan", PLAN, "2022-01-20"), ("report", REPORT, "2023-01-18")):
        (found / f"{name}.txt").write_text(words, encoding="utf-8")
        (found / f"{name}.toml").write_text(SIDE.format(day=day), encoding="utf-8")
    (found / "notes.xyz").write_text("not a document", encoding="utf-8")
    return found


@pytest.fixture
def url(new_database: Callable[..., str]) -> str:
    """A database of this test's own."""
    return new_database(migrated=True)


@pytest.fixture
def run(url: str) -> Run:
    """A function that runs clusterdb on it."""

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--database-url", url, *arguments], catch_exceptions=False)

    return invoke


def test_ingest_then_compare(folder: Path, run: Run) -> None:
    result = run("ingest", str(folder), "--workers", "1")
    assert result.exit_code == 0, result.output
    assert "2 documents: 2 read" in result.stderr
    assert f"in {folder}: 2 targets, 2 achievements" in result.stderr
    assert result.stdout == ""
    rows = [json.loads(line) for line in run("compare", "--format", "jsonl").stdout.splitlines()]
    told = {row["metric_code"]: (row["target_value"], row["achievement_value"], row["status"]) for row in rows}
    assert told["base_station_5g"] == (30000, 32000, "exceeded")


def test_ingest_again_changes_nothing(folder: Path, run: Run) -> None:
    run("ingest", str(folder), "--workers", "1")
    before = run("export", "claims").stdout
    again = run("ingest", str(folder), "--workers", "1")
    assert "2 documents: 2 unchanged" in again.stderr
    assert run("export", "claims").stdout == before
    assert "2 read again" in run("ingest", str(folder), "--workers", "1", "--reread").stderr
    assert run("export", "claims").stdout == before


def test_a_document_that_cannot_be_read_is_set_aside_and_the_exit_status_says_so(folder: Path, run: Run) -> None:
    (folder / "broken.docx").write_bytes(b"this is no archive")
    result = run("ingest", str(folder), "--workers", "1", "--quiet")
    assert result.exit_code == 3
    assert "set aside: " in result.stderr
    assert result.stderr.count("broken.docx") == 1
    assert "download or copy it again" in result.stderr
    assert "2 documents" not in result.stderr
    assert "broken.docx" in run("status").stderr


def test_a_run_is_told_in_chinese(folder: Path, run: Run) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    result = run("--lang", "zh", "ingest", str(folder), "--workers", "1")
    assert f"未能读入：{folder / 'broken.pdf'}：PDF 已损坏或不完整\n  请重新下载或复制" in result.stderr
    assert "3 份文档：新读入 2 份，未能读入 1 份" in result.stderr
    assert f"{folder} 中有 2 个目标，2 个成果" in result.stderr
    assert "PDF 已损坏或不完整；请重新下载或复制，或把文字另存为 TXT" in run("--lang", "zh", "status").stderr


def test_the_doctor_names_the_folder_to_read_again(folder: Path, run: Run, url: str) -> None:
    run("ingest", str(folder), "--workers", "1")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE ingest_ledger SET lexicon_sha256 = repeat('0', 64)"))
    engine.dispose()
    remedies = [json.loads(line)["remedy"] for line in run("doctor", "--json").stdout.splitlines()]
    assert f"clusterdb ingest '{folder}' reads them again" in remedies


def test_a_file_that_is_gone_is_reported_and_goes_with_prune(folder: Path, run: Run) -> None:
    run("ingest", str(folder), "--workers", "1")
    (folder / "plan.txt").unlink()
    kept = run("ingest", str(folder), "--workers", "1")
    assert "its rows stay; --prune removes them" in kept.stderr
    gone = run("ingest", str(folder), "--workers", "1", "--prune")
    assert "its rows are removed" in gone.stderr
    assert '"kind": "target"' not in run("export", "claims").stdout


def test_without_paths_the_default_folder_must_be_there(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("ingest")
    assert result.exit_code == 1
    assert "name the documents" in result.stderr
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert "1 document: 1 read" in run("ingest", "--workers", "1").stderr


def test_a_path_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("ingest", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert "does not exist" in result.stderr


def test_the_bar_shows_documents_and_claims(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    result = run("ingest", str(folder), "--workers", "1")
    assert result.exit_code == 0, result.output
    assert "2/2" in result.stderr
    assert "claims" in result.stderr
