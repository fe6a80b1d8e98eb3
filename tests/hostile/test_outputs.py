"""What goes out of a database full of hostile strings: files that spreadsheets open, pages, lines on a terminal."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Engine, text
from tests.hostile.conftest import Put
from tests.hostile.strings import INJECTIONS

from clusterdb.cli import main
from clusterdb.cli.formats import is_formula
from clusterdb.report.page import render

Run = Callable[..., Result]


@pytest.fixture
def run(engine: Engine, put: tuple[Put, ...]) -> Run:
    """Run a command on the database."""
    url = engine.url.render_as_string(hide_password=False)

    def invoke(*arguments: str, lang: str = "en") -> Result:
        command = ["--database-url", url, "--lang", lang, *arguments]
        result = CliRunner(env={"COLUMNS": "220"}).invoke(main, command, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result

    return invoke


@pytest.fixture(scope="module")
def views(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT viewname FROM pg_views WHERE schemaname = 'report' ORDER BY 1")))


def test_no_cell_of_any_csv_file_acts(run: Run, views: list[str], tmp_path: Path) -> None:
    assert len(views) > 20
    texts = set()
    for what in ["claims", "comparisons", *views]:
        file = tmp_path / f"{what}.csv"
        run("export", what, "-o", str(file))
        with file.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        numbers = (cell for cell in cells if is_formula(cell))
        assert [cell for cell in numbers if not cell.removeprefix("-").replace(".", "").isdigit()] == [], what
        texts |= set(cells)
    plain = {name for name, words in INJECTIONS.items() if words in texts or f"'{words}" in texts}
    assert plain == set(INJECTIONS)


def test_json_lines_give_back_what_was_put_in(run: Run, put: tuple[Put, ...]) -> None:
    rows = [json.loads(line) for line in run("export", "claims").stdout.splitlines()]
    assert len(rows) == 4 * len(put)
    assert {row["metric_text"] for row in rows} == set(INJECTIONS.values())


def test_reviews_come_back_from_their_file_as_they_were(run: Run, tmp_path: Path, engine: Engine) -> None:
    file = tmp_path / "reviews.csv"
    run("export", "reviews", "-o", str(file))
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["field"] in {"", "scope"}]
    kept = tmp_path / "kept.csv"
    with kept.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    result = run("review", "import", str(kept))
    assert f"0 of {len(rows):,} reviews added" in result.stderr


def test_the_page_holds_no_element_but_its_own(run: Run, tmp_path: Path) -> None:
    hostile = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>"
    file = tmp_path / "report.html"
    run("report", "-o", str(file), "--title", hostile)
    page = file.read_text(encoding="utf-8")
    quiet = render(_nothing(page), "en", "quiet")
    assert _elements(page) == _elements(quiet)
    assert "<script>alert" not in page
    held = json.loads(LexborHTMLParser(page).css_first("script[type='application/json']").text())
    assert {sentence for sentence in INJECTIONS.values() if any(sentence in told for told in held["sentences"])}
    assert all(source.get("url") is None for source in held["sources"]), "none of them leads to the web"


def _elements(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, data apart."""
    return [(node.tag, tuple(sorted(node.attributes))) for node in LexborHTMLParser(page).root.traverse()]  # type: ignore[union-attr]


def _nothing(page: str) -> dict[str, object]:
    held = json.loads(LexborHTMLParser(page).css_first("script[type='application/json']").text())
    lists = ("targets", "results", "metrics", "sentences", "sources")
    return {name: [] if name in lists else value for name, value in held.items() if name not in {"words", "provinces"}}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "command",
    [
        ("targets", "--limit", "0"),
        ("compare", "--limit", "0"),
        ("status", "--left-out", "--limit", "0"),
        ("review", "list", "--limit", "0"),
    ],
    ids=lambda command: command[0],
)
def test_no_line_moves_the_cursor(run: Run, command: tuple[str, ...], lang: str) -> None:
    result = run(*command, lang=lang)
    check_quiet(result.stdout)
    check_quiet(result.stderr)
    assert "DROP TABLE" in result.stdout


def test_showing_every_claim_moves_no_cursor(run: Run, engine: Engine) -> None:
    with engine.connect() as connection:
        ids = connection.scalars(text("SELECT target_id FROM report.targets WHERE metric_code IS NULL")).all()
    assert len(ids) == len(INJECTIONS)
    for claim in ids:
        result = run("show", claim)
        check_quiet(result.stdout)
        assert "«" in result.stdout


def check_quiet(shown: str) -> None:
    """Nothing that a terminal obeys, or that turns the direction of writing."""
    bad = [
        c
        for c in set(shown) - {"\n"}
        if unicodedata.category(c) in {"Cc", "Cs"} or c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
    ]
    assert bad == []


def test_parquet_takes_them(run: Run, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "claims.parquet"
    run("export", "claims", "-o", str(file))
    found = parquet.read_table(io.BytesIO(file.read_bytes())).column("metric_text").to_pylist()
    assert set(found) == set(INJECTIONS.values())
