"""`clusterdb ingest --log-format json`: one object a line, from the first event to the last."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from clusterdb.cli import main
from clusterdb.db.engine import make_engine

WORDS = "江苏省2022年工作总结\n\n2022年，全省新建5G基站3.2万座。\n"


@pytest.fixture
def log(new_database: Callable[..., str]) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    """A function that ingests and gives the exit status and the events."""
    url = new_database(migrated=True)

    def ingest(*arguments: str, url: str = url) -> tuple[int, list[dict[str, Any]]]:
        result = CliRunner().invoke(
            main, ["--database-url", url, "ingest", "--log-format", "json", "--workers", "1", *arguments]
        )
        assert result.stdout == ""
        return result.exit_code, [json.loads(line) for line in result.stderr.splitlines()]

    return ingest


def test_every_document_is_an_event(log: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "b\n“.txt").write_bytes(b"")
    code, events = log(str(tmp_path))
    assert code == 3
    assert [event["event"] for event in events] == ["started", "document", "document", "finished"]
    assert all(event["at"].endswith("+00:00") for event in events)
    good, bad = sorted(events[1:3], key=lambda event: event["path"])
    assert (good["state"], good["achievements"], good["level"]) == ("read", 1, "info")
    assert (bad["state"], bad["level"]) == ("rejected", "warning")
    assert bad["reason"]
    assert (events[-1]["documents"], events[-1]["documents_rejected"]) == (2, 1)

    (tmp_path / "a.txt").unlink()
    code, events = log(str(tmp_path), "--prune")
    assert [event["event"] for event in events] == ["started", "document", "missing", "finished"]
    assert events[-2]["removed"] is True


def test_what_ends_a_run_early_is_an_event(log: Callable[..., Any], tmp_path: Path) -> None:
    code, events = log(str(tmp_path / "nowhere"))
    assert code == 1
    assert (events[-1]["event"], events[-1]["level"]) == ("failed", "error")
    assert "does not exist" in events[-1]["error"]
    code, events = log(str(tmp_path), url="postgresql://ann:geheim@127.0.0.1:9/none")
    assert code == 1
    assert events[-1]["remedy"]
    assert "geheim" not in json.dumps(events)


def test_a_database_that_refuses_is_an_event(
    log: Callable[..., Any], tmp_path: Path, new_database: Callable[..., str]
) -> None:
    url = new_database(migrated=True)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE ingest_runs RENAME TO elsewhere")
    engine.dispose()
    code, events = log(str(tmp_path), url=url)
    assert code == 1
    assert "refused" in events[-1]["error"]
