"""`clusterdb show`, `status`, `export` and `schema` on a real server."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from clusterdb.cli import main
from clusterdb.db.engine import make_engine

Run = Callable[..., Result]

CLAIM_KEYS = [
    *("source", "kind", "metric", "metric_text", "quote", "value", "value_high", "comparator", "unit", "basis"),
    *("level", "region", "cluster", "scope", "period_start", "period_end", "hedge"),
]


def claims(run: Run) -> list[dict[str, Any]]:
    result = run("export", "claims")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_claim_is_exported_with_its_quote(run: Run, plan: str) -> None:
    found = claims(run)
    assert len(found) == 10
    assert all(list(row)[: len(CLAIM_KEYS)] == CLAIM_KEYS for row in found)
    base = next(row for row in found if row["metric"] == "base_station_5g" and row["kind"] == "target")
    assert base["quote"] == "全省累计建成5G基站2.5万座"
    assert (base["value"], base["unit"], base["basis"], base["region"]) == (25000, "count", "stock", "广东省")
    assert (base["period_start"], base["period_end"], base["hedge"]) == (None, "2022-12-31", "firm")
    assert all(row["quote"] in plan for row in found if row["source"] == "plan.txt")


def test_comparisons_are_one_row_a_target_with_the_evidence(run: Run) -> None:
    rows = [json.loads(line) for line in run("export", "comparisons").stdout.splitlines()]
    assert len(rows) == 6
    base = next(row for row in rows if row["metric"] == "base_station_5g")
    assert (base["status"], base["comparability"]) == ("exceeded", "evaluable")
    assert base["achievement"]["source"] == "report.txt"
    assert base["achievement"]["value"] == 28000
    assert base["reasons"] == ["SAME_SERIES"]
    assert next(row for row in rows if "能耗" in row["metric_text"])["achievement"] is None


def test_any_view_can_be_exported_to_a_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "状态.csv"
    result = run("export", "target_status", "-o", str(target))
    assert result.exit_code == 0, result.output
    assert "wrote 6 rows" in result.stderr
    with target.open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["状态.csv"]


def test_the_view_of_pairs_has_its_full_name(run: Run) -> None:
    rows = [json.loads(line) for line in run("export", "report.comparisons").stdout.splitlines()]
    assert all("evidence_rank" in row for row in rows)


def test_parquet_export(run: Run, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    assert run("export", "claims", "-o", str(tmp_path / "claims.parquet")).exit_code == 0
    assert pq.read_table(tmp_path / "claims.parquet").num_rows == 10
    assert run("export", "claims", "--format", "parquet").exit_code == 1


@pytest.mark.parametrize("what", ["nothing", "report.nothing", "sources", 'targets"; DROP SCHEMA report; --'])
def test_what_cannot_be_exported_is_answered_with_what_can(run: Run, what: str) -> None:
    result = run("export", what)
    assert result.exit_code == 1
    assert "there are:" in result.stderr
    assert "claims" in result.stderr


def test_a_file_that_cannot_be_written_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("export", "claims", "-o", str(tmp_path / "no" / "where.csv"))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_show_marks_the_quote_in_its_sentence(run: Run) -> None:
    claim = next(row for row in claims(run) if row["metric"] == "base_station_5g" and row["kind"] == "target")
    result = run("show", claim["id"][:8])
    assert result.exit_code == 0, result.output
    assert "到2022年底，«全省累计建成5G基站2.5万座»" in result.stdout
    assert "exceeded" in result.stdout
    assert "«全省累计建成5G基站2.8万座»" in result.stdout
    assert "region from its section" in result.stdout


def test_show_an_achievement_names_the_targets_it_was_held_against(run: Run) -> None:
    claim = next(row for row in claims(run) if row["metric"] == "base_station_5g" and row["kind"] == "achievement")
    result = run("show", claim["id"], lang="zh")
    assert "比较过的目标：" in result.stdout
    assert "«全省累计建成5G基站2.5万座»" in result.stdout


def test_show_marks_the_quote_by_style_on_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = next(row for row in claims(run) if row["metric"] == "base_station_5g" and row["kind"] == "target")
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("show", claim["id"]).stdout
    assert "，«全省" not in shown
    assert "2.5万座\x1b[0m" in shown


def test_show_asks_for_more_of_an_id_that_several_share(run: Run, story_url: str) -> None:
    engine = make_engine(story_url)
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE targets SET claim_id = ('abcd' || substr(claim_id::text, 5))::uuid WHERE value = 200")
        )
        connection.execute(
            text("UPDATE targets SET claim_id = ('abcd' || substr(claim_id::text, 5))::uuid WHERE value = 12000")
        )
    engine.dispose()
    result = run("show", "abcd")
    assert result.exit_code == 1
    assert "several claims begin with abcd" in result.stderr


def test_figures_that_fill_no_quote_are_shown_all_the_same(run: Run, story_url: str) -> None:
    engine = make_engine(story_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE achievements SET figure_start = 0, figure_end = 0 WHERE value = 134"))
    claim = next(row for row in claims(run) if row["value"] == 134)
    shown = run("show", claim["id"]).stdout
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE achievements SET figure_start = span_end - 4, figure_end = span_end WHERE value = 134")
        )
    engine.dispose()
    assert "«新增国家级专精特新“小巨人”企业134家»" in shown


@pytest.mark.parametrize(
    ("wanted", "said"), [("ffffffff", "there is no claim"), ("abc", "is no id"), ("%%%%", "is no id")]
)
def test_show_says_what_an_id_is(run: Run, wanted: str, said: str) -> None:
    result = run("show", wanted)
    assert result.exit_code == 1
    assert said in result.stderr


def test_status_shows_documents_and_what_was_set_aside(run: Run) -> None:
    result = run("status", "--left-out")
    assert result.exit_code == 0, result.output
    assert "6 targets, 4 achievements" in result.stdout
    assert "plan.txt" in result.stdout
    assert "date or time 1" in result.stdout
    assert "set aside: /reports/scan.pdf: no text layer in 3 page(s): a scan; save its text as TXT" in result.stderr
    assert "password" not in result.stdout


def test_status_in_short(run: Run) -> None:
    result = run("status", "--limit", "1", lang="zh")
    assert "只显示前 1 份文档" in result.stderr
    assert "date or time" not in result.stdout


def test_check_prints_what_breaks_a_promise(run: Run, story_url: str) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "all well" in result.stderr
    engine = make_engine(story_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE targets SET figure_start = 0, figure_end = 3 WHERE value = 200"))
    broken = run("check", "--limit", "1")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE targets SET figure_start = span_end - 4, figure_end = span_end WHERE value = 200")
        )
    engine.dispose()
    assert broken.exit_code == 4
    assert "No number is invented" in broken.stdout


def test_an_empty_database_says_what_to_do(new_database: Callable[..., str]) -> None:
    for command in (["compare"], ["status"], ["export", "claims"], ["show", "abcd"]):
        result = CliRunner().invoke(main, ["--database-url", new_database(), *command])
        assert result.exit_code == 1
        assert "clusterdb ingest fills it" in result.stderr


def test_the_manual_of_the_schema_is_fresh(migrated_url: str) -> None:
    manual = Path(__file__).parents[2] / "docs" / "schema.md"
    result = CliRunner().invoke(main, ["--database-url", migrated_url, "schema", "--check", str(manual)])
    assert result.exit_code == 0, result.output


def test_every_table_view_and_column_has_a_comment(migrated_url: str) -> None:
    manual = CliRunner().invoke(main, ["--database-url", migrated_url, "schema"]).stdout
    rows = [line for line in manual.splitlines() if line.startswith("| `")]
    assert len(rows) > 300
    assert [line for line in rows if line.rstrip(" |").count("|") < 4] == []


def test_an_old_manual_fails_the_check(migrated_url: str, tmp_path: Path) -> None:
    old = tmp_path / "schema.md"
    old.write_text("# Schema\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--database-url", migrated_url, "schema", "--check", str(old)])
    assert result.exit_code == 4
    written = tmp_path / "new.md"
    CliRunner().invoke(main, ["--database-url", migrated_url, "schema", "-o", str(written)])
    assert "report.target_status" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["book.xlsx", "rows.json"])
def test_a_suffix_that_means_no_format_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    result = run("export", "claims", "-o", str(tmp_path / name))
    assert result.exit_code == 1
    assert ".csv" in result.stderr
    assert not (tmp_path / name).exists()


def test_show_tells_what_other_results_imply(run: Run, tmp_path: Path) -> None:
    for year, last in ((2022, "达到10万个"), (2023, "达到13万个")):
        (tmp_path / f"山东{year}.txt").write_text(
            f"山东省政府工作报告\n——{year}年1月20日在山东省第十四届人民代表大会第一次会议上\n一、{year - 1}年工作回顾\n"
            f"全省5G基站{last}。\n二、{year}年重点工作\n新建5G基站2万个。\n",
            encoding="utf-8",
        )
    assert run("ingest", str(tmp_path)).exit_code == 0
    wanted = (row for row in claims(run) if row["region"] == "山东省" and row["kind"] == "target")
    claim = next(row for row in wanted if row["period_end"] == "2022-12-31")
    shown = run("show", claim["id"]).stdout
    assert "what other results imply (it decides nothing):\n  difference of stocks: 30,000, as of 2022-12-31" in shown
    assert "«全省5G基站达到13万个»" in shown.partition("difference of stocks")[2]
    assert "由其他成果推算（不参与判定）：" in run("show", claim["id"], lang="zh").stdout
