"""A backup holds every row of its instant, a restore and a move bring every row back, and neither spoils what was there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, insert, text
from tests.conftest import in_haste
from tests.db.loading import count, dump, folder, ingest, no_documents
from tests.db.made_up import source_row

from clusterdb.cli import main
from clusterdb.db import backup, migrate, move, tables
from clusterdb.db.connection import Connection, read_connection
from clusterdb.db.engine import make_engine
from clusterdb.db.row_digests import Digest, differences
from clusterdb.db.server import EmbeddedServer
from clusterdb.errors import DatabaseError, ServerError, SettingsError
from clusterdb.load.kept import keep_outcomes

__all__ = ["folder", "no_documents"]


def of(engine: Engine) -> Connection:
    return read_connection(engine.url.render_as_string(hide_password=False))


@pytest.fixture
def other(new_database: Callable[..., str]) -> Iterator[Engine]:
    """An engine on an empty database."""
    engine = make_engine(new_database())
    yield engine
    engine.dispose()


@pytest.fixture
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backups") / "facts 1.dump"


def test_a_backup_comes_back_row_by_row(engine: Engine, other: Engine, folder: Path, file: Path) -> None:
    ingest(engine, folder)
    rows = backup.back_up(of(engine), file)
    assert rows["public.sources"] == 3
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    assert backup.restore(file, of(other)) == rows
    assert dump(other) == dump(engine)
    assert migrate.check(other) is None
    with other.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM report.targets")) == 1
    assert ingest(other, folder).unchanged == 3


def test_what_a_user_built_beside_comes_along(engine: Engine, other: Engine, folder: Path, file: Path) -> None:
    ingest(engine, folder)
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE "Mine; --" (word text, day timestamptz DEFAULT now())')
        connection.exec_driver_sql("""INSERT INTO "Mine; --" VALUES (E'a\\tb\\n\\\\.'), (NULL), ('')""")
    try:
        assert backup.back_up(of(engine), file)['public."Mine; --"'] == 3
        assert backup.restore(file, of(other))['public."Mine; --"'] == 3
    finally:
        with engine.begin() as connection:
            connection.exec_driver_sql('DROP TABLE "Mine; --"')


def test_a_backup_is_of_one_instant(engine: Engine, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest(engine, folder)
    run = backup._run

    def write_meanwhile(*arguments: Any) -> None:
        with engine.begin() as connection:
            connection.execute(insert(tables.sources).values(source_row()))
        run(*arguments)

    monkeypatch.setattr(backup, "_run", write_meanwhile)
    assert backup.back_up(of(engine), file)["public.sources"] == 3
    assert count(engine, tables.sources) == 4


def test_a_backup_that_lacks_a_row_is_no_backup(
    engine: Engine, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(engine, folder)
    file.write_text("the backup of yesterday")
    monkeypatch.setattr(backup, "digest_of_copy", lambda *_: Digest(1, 1))
    with pytest.raises(DatabaseError, match="does not hold the same rows"):
        backup.back_up(of(engine), file)
    assert file.read_text() == "the backup of yesterday"
    assert len(list(file.parent.iterdir())) == 1


def test_the_password_stands_on_no_command_line(
    engine: Engine, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(engine, folder)
    seen: list[str] = []
    run = subprocess.run

    def note(command: list[Any], **options: Any) -> Any:
        seen.extend(map(str, command))
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", note)
    backup.back_up(of(engine), file)
    assert any("pg_dump" in word for word in seen)
    password = of(engine).password
    assert password
    assert not any(password in word for word in seen)


def test_a_restore_needs_an_empty_database_and_a_backup(
    engine: Engine, other: Engine, folder: Path, file: Path
) -> None:
    with pytest.raises(SettingsError, match="is not there"):
        backup.restore(file, of(other))
    file.write_text("CREATE TABLE sources ();")
    with pytest.raises(SettingsError, match="cannot be read"):
        backup.restore(file, of(other))
    with pytest.raises(DatabaseError, match="nothing in this database"):
        backup.back_up(of(other), file)
    ingest(engine, folder)
    backup.back_up(of(engine), file)
    with pytest.raises(DatabaseError, match="has tables of clusterdb already"):
        backup.restore(file, of(engine))
    file.write_bytes(file.read_bytes()[:-5000])
    with pytest.raises(SettingsError, match="cannot be read"):
        backup.restore(file, of(other))
    assert migrate.current(other) is None
    with pytest.raises(SettingsError, match="cannot be written"):
        backup.back_up(of(engine), file / "x")


def test_a_restore_that_differs_is_told(
    engine: Engine, other: Engine, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(engine, folder)
    backup.back_up(of(engine), file)
    monkeypatch.setattr(backup, "digest_of_copy", lambda *_: Digest())
    with pytest.raises(DatabaseError, match=r"public.sources: 0 rows, not 3"):
        backup.restore(file, of(other))


def test_programs_that_are_not_there_are_named(
    engine: Engine, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ingest(engine, folder)
    bare = tmp_path / "bin"
    bare.mkdir()
    for name in ("initdb", "pg_ctl", "postgres"):
        (bare / name).touch()
    monkeypatch.setenv("CLUSTERDB_PGBIN", str(bare))
    monkeypatch.setenv("PATH", str(bare))
    with pytest.raises(ServerError, match="pg_dump was not found"):
        backup.back_up(of(engine), file)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[EmbeddedServer]:
    """A server of the test's own, at CLUSTERDB_HOME."""
    place = Path(os.environ["CLUSTERDB_TEST_RUN"], f"home-{os.urandom(4).hex()}")
    monkeypatch.setenv("CLUSTERDB_HOME", str(place))
    yield in_haste(EmbeddedServer(place).start())
    EmbeddedServer(place).stop()
    shutil.rmtree(place, ignore_errors=True)


def test_the_embedded_database_is_replaced_when_the_new_one_is_whole(
    home: EmbeddedServer, folder: Path, file: Path
) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
        return f"{result.exit_code} {result.output}"

    engine = make_engine(None)
    ingest(engine, folder)
    before = dump(engine)
    engine.dispose()
    assert "tables compared, all equal" in run("backup", str(file))
    (folder / "a.txt").unlink()
    ingest(engine, folder, prune=True)
    assert count(engine, tables.sources) == 2
    refused = run("restore", str(file))
    assert refused.startswith("1 ")
    assert "--replace" in refused

    broken = file.with_name("broken.dump")
    broken.write_bytes(file.read_bytes()[:-5000])
    assert run("restore", str(broken), "--replace").startswith("1 ")
    assert count(engine, tables.sources) == 2

    busy = psycopg.connect(home.conninfo)
    busy.execute("SELECT 1")
    assert run("restore", str(file), "--replace").startswith("0 ")
    busy.close()
    engine.dispose()
    assert dump(engine) == before
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT datname FROM pg_database WHERE datname LIKE 'clusterdb%'")).all()
    assert names == ["clusterdb"]
    engine.dispose()


@pytest.mark.every_postgres
def test_everything_moves_to_another_server(
    server: EmbeddedServer, database_url: str, new_database: Callable[..., str], folder: Path
) -> None:
    """From the embedded server to each other version, and back."""
    source = make_engine(server.connection(tcp=True).to("postgres").sqlalchemy_url())
    name = f"{os.environ['CLUSTERDB_TEST_RUN'].rsplit('-', 1)[-1].lower()}_moving"
    with source.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}" TEMPLATE template0')
    source.dispose()
    source, target = make_engine(server.connection(tcp=True).to(name).sqlalchemy_url()), make_engine(database_url)
    try:
        ingest(source, folder)
        rows = move.move(source, target)
        assert rows["sources"] == 3
        keep_outcomes(target)
        assert dump(target) == dump(source)
        assert ingest(target, folder).unchanged == 3
        back = make_engine(new_database())
        move.move(target, back)
        keep_outcomes(back)
        assert dump(back) == dump(source)
        back.dispose()
        with pytest.raises(DatabaseError, match="has rows in sources already"):
            move.move(source, target)
    finally:
        source.dispose()
        target.dispose()
        with psycopg.connect(server.connection().to("postgres").conninfo(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_move_that_fails_leaves_nothing(
    engine: Engine, other: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(engine, folder)
    monkeypatch.setattr(move, "digest_of_copy", lambda *_: Digest(1, 1))
    url = of(other).url(show_password=True)
    result = CliRunner().invoke(main, ["--database-url", of(engine).url(show_password=True), "move", url])
    assert result.exit_code == 1
    assert "not what was sent" in result.output
    assert str(of(other).password) not in result.output
    assert count(other, tables.sources) == count(other, tables.regions) == 0
    monkeypatch.undo()
    result = CliRunner().invoke(main, ["--database-url", of(engine).url(show_password=True), "move", url])
    assert result.exit_code == 0, result.output
    assert dump(other) == dump(engine)


def test_differences_name_table_and_counts() -> None:
    found, wanted = {"a": Digest(), "b": Digest()}, {"a": Digest(), "c": Digest()}
    found["a"].add(b"1\n")
    wanted["a"].add(b"2\n")
    wanted["c"].add(b"1\n")
    assert differences(found, wanted) == ["a: 1 rows, and not the same", "c: 0 rows, not 1"]
    assert differences(wanted, wanted) == []
