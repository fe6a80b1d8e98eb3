"""The wheel, installed with its pinned dependencies into an environment of its own, away from the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = """广东省2022年工作安排

到2022年底，全省累计建成5G基站2.5万座。
"""

pytestmark = pytest.mark.e2e


def call(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as it would be published."""
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel and what the lock names, and nothing else."""
    venv = tmp_path_factory.mktemp("venv with space")
    call(sys.executable, "-m", "venv", venv, cwd=venv)
    python = venv / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-compile"]
    call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.lock", cwd=venv)
    call(*pip, "--no-deps", wheel, cwd=venv)
    call(python, "-m", "pip", "check", cwd=venv)
    return python.parent


@pytest.fixture
def away() -> Iterator[Path]:
    """A folder away from the checkout that an unprivileged server may enter."""
    folder = Path(tempfile.mkdtemp(prefix="clusterdb-away-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_the_wheel_holds_what_it_needs_at_run_time(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for needed in (
        "clusterdb/migrations/env.py",
        "clusterdb/migrations/versions/0001_places.py",
        "clusterdb/views/410_target_status.sql",
        "clusterdb/lexicon/units.yaml",
        "clusterdb/lexicon/divisions.tsv",
        "clusterdb/lexicon/metrics/green.yaml",
        "clusterdb/py.typed",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith("tests/") or "__pycache__" in name]


def test_the_installed_program_ingests_and_answers(installed: Path, away: Path) -> None:
    (away / "reports").mkdir()
    (away / "reports" / "plan.txt").write_text(DOCUMENT, encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("CLUSTERDB_", "PG", "PYTHON"))}
    env |= {"CLUSTERDB_HOME": str(away / "home"), "PYTHONUTF8": "1"}
    program = installed / "clusterdb"
    try:
        call(program, "ingest", "reports", cwd=away, env=env)
        row = json.loads(call(program, "export", "claims", cwd=away, env=env).splitlines()[0])
        assert (row["metric"], row["value"], row["quote"]) == ("base_station_5g", 25000, "全省累计建成5G基站2.5万座")
        assert "25,000" in call(program, "--lang", "en", "compare", cwd=away, env=env)
        assert call(program, "psql", "-Atc", "SELECT count(*) FROM report.targets", cwd=away, env=env) == "1\n"
        assert (
            "all well"
            in subprocess.run(
                [program, "lexicon", "check"], cwd=away, env=env, capture_output=True, text=True, check=True
            ).stderr
        )
    finally:
        call(program, "db", "stop", cwd=away, env=env)
