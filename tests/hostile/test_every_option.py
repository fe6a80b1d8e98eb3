"""Hostile strings through every option and argument of every command: refused or answered, and nothing is changed.

The options come from the commands themselves, so that a new one is swept as soon as it is there. A command that is
left out says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from tests.db.loading import dump
from tests.hostile.conftest import Put
from tests.hostile.strings import INJECTIONS, UNCLEAN
from tests.hostile.test_outputs import check_quiet

from clusterdb.cli import main, queries
from clusterdb.cli.queries import Filters
from clusterdb.db import tables

#: Commands that are not swept here, each with the reason.
ELSEWHERE = {
    "psql": "hands its arguments to psql as they are: they are the user's own SQL",
    "db": "takes no words",
    "move": "takes an address: tests/db/test_backup.py",
    "restore": "takes a file to read, and replaces the database: tests/db/test_backup.py",
    "backup": "starts pg_dump; its one word is a file name: tests/db/test_backup.py",
}

#: What an argument or an option is given besides, so that the one in question is reached.
BESIDES = {
    "export": ["claims"],
    "show": ["abcd"],
    "explain": ["{file}"],
    "evaluate": ["{file}"],
    "lexicon suggest": ["{file}"],
    "review accept": ["{claim}"],
    "review reject": ["{claim}"],
    "review withdraw": ["{claim}"],
    "review correct": ["{claim}", "scope=x"],
    "review import": ["{file}"],
    "report": ["--output", "-"],
    "ingest": ["{file}", "--workers", "1"],
}

#: Tables that `ingest` writes.
OF_DOCUMENTS = {
    *("sources", "sections", "targets", "achievements", "mentions", "skipped_figures"),
    *("ingest_ledger", "rejected_documents"),
}

#: Several at once, so that every option is tried with every kind; and one that is no text at all.
MIXED = (
    "".join(words for name, words in INJECTIONS.items() if name not in {"long", "path", "shell"}),
    "".join(words.replace("\0", "") for words in UNCLEAN.values()),
    "../../../etc/passwd",
    "长" * 5000,
    "\udcff\udc80",
    "",
)


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, under its full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group) and name not in ELSEWHERE:
            yield from commands(command, f"{above}{name} ")
        elif name not in ELSEWHERE:
            yield f"{above}{name}", command


def wordy(command: click.Command) -> Iterator[click.Parameter]:
    """Its arguments and options that take a value."""
    for parameter in command.params:
        if isinstance(parameter, click.Argument) or not (isinstance(parameter, click.Option) and parameter.is_flag):
            yield parameter


SWEPT = [(name, parameter) for name, command in commands(main) for parameter in wordy(command)]


def test_the_sweep_reaches_every_command() -> None:
    names = set(main.list_commands(click.Context(main)))
    assert set(ELSEWHERE) <= names
    assert {name.split()[0] for name, _ in commands(main)} == names - set(ELSEWHERE)
    assert len(SWEPT) > 40
    assert set(BESIDES) <= {name for name, _ in commands(main)}


def test_nothing_that_is_typed_acts(engine: Engine, put: tuple[Put, ...], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)  # where a file name leads, it leads to here
    (tmp_path / "sound.txt").write_text("2022年，全省新建5G基站3.2万座。", encoding="utf-8")
    before = dump(engine)
    url = engine.url.render_as_string(hide_password=False)
    tried = 0
    for name, parameter in SWEPT:
        for words in MIXED:
            arguments = _arguments(name, parameter, words, tmp_path)
            result = CliRunner(env={"COLUMNS": "200"}).invoke(main, ["--database-url", url, *name.split(), *arguments])
            told = f"{name} {parameter.name}: {words[:60]!r}: {result.output[:300]!r} {result.exception!r}"
            assert result.exception is None or isinstance(result.exception, SystemExit), told
            assert result.exit_code in {0, 1, 2, 3, 4}, told
            assert "Traceback" not in result.output, told
            if result.exit_code != 2:  # click quotes what was typed back to who typed it
                check_quiet(result.output.replace("\t", ""))
            tried += 1
    assert tried == len(SWEPT) * len(MIXED)
    after = dump(engine)
    assert before.keys() == after.keys()
    for table in before.keys() - {one.name for one in tables.KEPT}:
        rows = before[table]
        # `ingest` was asked to read the sound document, and set aside what else it was given
        kept = set(rows) <= set(after[table]) if table in OF_DOCUMENTS else rows == after[table]
        assert kept, table


def _arguments(name: str, parameter: click.Parameter, words: str, folder: Path) -> list[str]:
    given = [word.format(file=folder / "sound.txt", claim="ffffffff") for word in BESIDES.get(name, [])]
    if isinstance(parameter, click.Option):
        return [*given, f"{parameter.opts[0]}={words}" if parameter.opts[0].startswith("--") else parameter.opts[0]]
    at = [one.name for one in _arguments_of(name)].index(parameter.name)
    given[at : at + 1] = [words]
    return given[:at] + ["--"] * (at == 0) + given[at:] if not _has_options(given) else [*given[1:], "--", words]


def _has_options(given: list[str]) -> bool:
    return any(word.startswith("--") for word in given)


def _arguments_of(name: str) -> list[click.Argument]:
    command = dict(commands(main))[name]
    return [parameter for parameter in command.params if isinstance(parameter, click.Argument)]


@pytest.mark.parametrize("words", INJECTIONS.values(), ids=INJECTIONS.keys())
def test_filters_find_what_they_say_and_nothing_else(engine: Engine, put: tuple[Put, ...], words: str) -> None:
    with engine.connect() as connection:
        for filters in (
            Filters(source=words),
            Filters(metric=(words,)),
            Filters(region=(words,)),
            Filters(cluster=words),
        ):
            for query in (queries.targets, queries.achievements, queries.target_status):
                found = query(connection, filters).mappings().all()
                if filters.source or filters.metric:
                    assert found, filters
                for row in found:
                    told = {
                        row[name] for name in ("source_title", "source_name", "metric_text", "region_zh", "cluster_zh")
                    }
                    assert any(words.lower() in (one or "").lower() for one in told), filters
