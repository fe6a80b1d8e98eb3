"""The doctor finds what is wrong, says what to do, and touches nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, insert, text
from tests.db.made_up import fact_row, source_row

from clusterdb import doctor
from clusterdb.cli import main
from clusterdb.db import tables
from clusterdb.db.server import EmbeddedServer
from clusterdb.doctor import Finding, State
from clusterdb.lexicon import load_lexicon
from clusterdb.load.reference import sync_reference


def examine(url: str | None) -> dict[str, Finding]:
    """What the doctor finds by subject; of several findings of one subject the last that is not ok."""
    found: dict[str, Finding] = {}
    for finding in doctor.examine(url):
        if finding.subject not in found or finding.state is not State.OK:
            found[finding.subject] = finding
    return found


@pytest.fixture
def filled_url(new_database: Callable[..., str]) -> str:
    url = new_database(migrated=True)
    engine = doctor.make_engine(url)
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())
    engine.dispose()
    return url


def change(url: str, statement: str) -> None:
    engine = doctor.make_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_a_sound_database_has_no_fault(filled_url: str) -> None:
    found = examine(filled_url)
    assert {"program", "server", "tables", "views", "lexicon", "documents", "data"} <= set(found)
    assert not [one for one in found.values() if one.state is State.FAULT]
    assert "checks passed" in found["data"].said


def test_an_empty_database_is_told_how_it_fills(new_database: Callable[..., str]) -> None:
    assert "clusterdb ingest" in examine(new_database())["tables"].said


@pytest.mark.parametrize(
    ("statement", "subject", "state", "remedy"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "tables", State.FAULT, "upgrade clusterdb"),
        ("UPDATE alembic_version SET version_num = '0003'", "tables", State.WARNING, "clusterdb ingest"),
        ("UPDATE installed_parts SET sha256 = repeat('0', 64)", "lexicon", State.WARNING, "clusterdb ingest"),
        (
            (
                "INSERT INTO ingest_runs (started_at, state, clusterdb_version, extractor_version, roots, workers)"
                " VALUES (now(), 'running', '1', '1', '{}', 1)"
            ),
            "runs",
            State.WARNING,
            "ingest the same documents again",
        ),
        (
            "INSERT INTO rejected_documents VALUES ('/scan.pdf', NULL, 'no text', NULL, 1, now())",
            "documents",
            State.WARNING,
            "clusterdb status",
        ),
    ],
)
def test_what_is_out_of_order_is_found(
    filled_url: str, statement: str, subject: str, state: State, remedy: str
) -> None:
    change(filled_url, statement)
    found = examine(filled_url)[subject]
    assert found.state is state
    assert remedy in (found.remedy or "")


def test_a_broken_promise_of_the_data_is_a_fault_with_status_4(filled_url: str) -> None:
    engine = doctor.make_engine(filled_url)
    with engine.begin() as connection:
        connection.execute(insert(tables.sources).values(source_row()))
        connection.execute(insert(tables.targets).values(fact_row(figure_start=0, figure_end=3, span_start=5)))
    engine.dispose()
    result = CliRunner().invoke(main, ["--database-url", filled_url, "doctor", "--json"])
    assert result.exit_code == 4
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert any(record["subject"] == "data" and "clusterdb check" in record["remedy"] for record in records)
    assert "postgresql://" not in result.output


def test_a_server_that_does_not_answer_is_a_fault() -> None:
    found = examine("postgresql://nobody:geheim@127.0.0.1:9/none")
    assert found["server"].state is State.FAULT
    assert "geheim" not in found["server"].said


def test_an_embedded_server_that_was_never_made_stays_unmade(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLUSTERDB_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CLUSTERDB_DATABASE_URL", raising=False)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0, result.output
    assert "not made yet" in result.output
    assert not (tmp_path / "home").exists()


def test_files_that_others_may_read_are_a_fault(server: EmbeddedServer) -> None:
    password = server.folder.password_file
    password.chmod(0o644)
    try:
        found = examine(None)["permissions"]
        assert found.state is State.FAULT
        assert found.remedy == f"chmod 600 {password}"
    finally:
        password.chmod(0o600)
    assert examine(None)["permissions"].state is State.OK


def test_a_full_disk_is_told(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SCANT", 10**18)
    assert examine(None)["disk"].state is State.WARNING
    monkeypatch.setattr(doctor, "FULL", 10**18)
    assert examine(None)["disk"].state is State.FAULT


def test_the_page_is_for_people(engine: Engine, migrated_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE installed_parts SET sha256 = repeat('0', 64)"))
    result = CliRunner().invoke(main, ["--database-url", migrated_url, "doctor"])
    assert result.exit_code == 0, result.output
    assert "look   views" in result.output
    assert "-> clusterdb ingest" in result.output
    assert "worth a look" in result.stderr
