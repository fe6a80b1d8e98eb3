"""What the project says of itself is so: documents, locks, versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from clusterdb import __version__
from clusterdb.cli import main
from clusterdb.cli.commands import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_in_documents_exist_with_their_options(document: Path) -> None:
    words = document.read_text(encoding="utf-8")
    for line in re.findall(r"(?:^ {4}|`)clusterdb ([^`\n]+)", words, re.MULTILINE):
        name, *rest = re.split(
            r"\s+", re.sub(r"\s{2,}.*", "", line.removeprefix("--lang zh ").removeprefix("--lang en "))
        )
        if not re.fullmatch(r"[a-z]+", name):
            continue
        assert name in COMMANDS, f"{document.name}: clusterdb {line}"
        command = main.get_command(click.Context(main), name)
        if isinstance(command, click.Group) and rest and rest[0] in command.commands:
            command = command.commands[rest[0]]
        assert command is not None
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        used = {word for word in rest if word.startswith("--")}
        if name != "psql":
            assert used <= known, f"{document.name}: clusterdb {line}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_make_targets_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for document in DOCUMENTS:
        used = set(re.findall(r"(?:^ {4}|`)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.MULTILINE))
        assert used <= targets, document.name


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(lock: Path) -> None:
    words = lock.read_text(encoding="utf-8")
    assert "://" not in words
    assert "--index-url" not in words
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^ *#.*\n", "", words, flags=re.MULTILINE))
    assert len(entries) > 5
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[^ ]+ ", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {re.match(r"[a-z0-9-]+", need)[0] for need in project["project"]["dependencies"]}  # type: ignore[index]
    assert asked <= locked


def test_the_developers_lock_agrees_with_the_users() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))

    users, developers = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: developers.get(name) for name in users} == users


def test_the_changelog_knows_this_version_or_what_comes_after() -> None:
    words = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in words or "## Unreleased" in words
