"""Memory that runs out, in a worker or in the child that reads a binary file: one document is set aside, the rest goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine
from tests.db.loading import RESULT, TARGET, clear, dump, write
from tests.db.made_up import read_made_up
from tests.faults.conftest import SEED, Rows, compare
from tests.faults.corpus import write_corpus
from tests.unit.read.making import make_docx

from clusterdb import pipeline
from clusterdb.load import runners
from clusterdb.model import Extraction
from clusterdb.read import child

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads how much memory it has from /proc")

HEAVY = "2022年，全省新建5G基站3.2万座，累计达到17.1万座。\n"
SPARE = 24_000_000


@pytest.fixture
def filled(engine: Engine, tmp_path: Path) -> Engine:
    """A database without documents, beside a small corpus."""
    write_corpus(tmp_path, 6, SEED)
    pipeline.prepare(engine)
    clear(engine)
    return engine


def understand_with_little_memory(path: Path) -> Extraction:
    """As always; but for a heavy document the process gets hardly more memory than it has, and takes ever more."""
    if not path.name.startswith("heavy"):
        return pipeline.read_and_extract(path)
    before = resource.getrlimit(resource.RLIMIT_AS)
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + SPARE, before[1]))
    try:
        hoard = [bytes(1_000_000) + bytes([number % 256]) for number in range(10_000)]
        raise AssertionError(f"there was memory for {len(hoard)} MB")
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def test_a_document_that_takes_all_memory_is_set_aside(
    filled: Engine, tmp_path: Path, undisturbed: Callable[..., Rows]
) -> None:
    heavy = tmp_path / "heavy.txt"
    heavy.write_text(HEAVY, encoding="utf-8")
    report = pipeline.ingest(
        filled, [tmp_path], understand=understand_with_little_memory, runner=runners.ProcessRunner(2)
    )
    refused = {Path(one.path).name: one for one in report.rejected}
    assert sorted(refused) == ["broken.docx", "empty.txt", "heavy.txt"]
    assert refused["heavy.txt"].reason == "clusterdb ran out of memory on it"
    assert "split the document" in (refused["heavy.txt"].remedy or "")
    assert pipeline.ingest(filled, [tmp_path], workers=1).read == 1
    compare(dump(filled, clocks=False), undisturbed(tmp_path))


def test_memory_that_runs_out_in_a_run_without_workers_is_that_documents_fault(filled: Engine, tmp_path: Path) -> None:
    def understand(path: Path) -> Extraction:
        if path.name == "002.md":
            raise MemoryError
        return pipeline.read_and_extract(path)

    report = pipeline.ingest(filled, [tmp_path], workers=1, understand=understand)
    refused = next(one for one in report.rejected if one.path.endswith("002.md"))
    assert refused.reason == "clusterdb ran out of memory on it"
    assert "split the document" in (refused.remedy or "")
    assert len(report.rejected) == 3
    assert len(pipeline.ingest(filled, [tmp_path], workers=1).rejected) == 2


def read_or_be_killed_once(path: Path) -> Extraction:
    """A made-up document; but whoever first comes upon the flagged one is killed, as by a system short of memory."""
    flag = path.with_suffix(".flag")
    if flag.exists():
        flag.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_made_up(path)


def test_a_worker_that_the_system_kills_costs_no_document(filled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "made up"
    for number in range(4):
        write(folder / f"{number}.txt", TARGET, RESULT)
    (folder / "1.flag").touch()
    report = pipeline.ingest(filled, [folder], understand=read_or_be_killed_once, runner=runners.ProcessRunner(1))
    assert not (folder / "1.flag").exists(), "nobody was killed"
    assert (report.read, report.rejected) == (4, ())


def test_a_docx_that_takes_more_memory_than_its_reader_may_is_set_aside(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def many(parts: dict[str, bytes]) -> None:
        one = "<w:p><w:r><w:t>某市推动工业企业技术改造</w:t></w:r></w:p>"
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{one * 3_000}".encode())

    (tmp_path / "large.docx").write_bytes(make_docx(lambda document: None, many))
    program = (
        "import sys, resource; from clusterdb.read import child, docx;"
        "taken = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize();"
        "child.CHILD_MEMORY = taken + 3_000_000; child.main(sys.argv[1])"
    )

    def run(command: list[str], check: bool, **options: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-P", "-c", program, command[-1]], check=False, **options)

    monkeypatch.setattr(child, "subprocess", SimpleNamespace(run=run, TimeoutExpired=subprocess.TimeoutExpired))
    report = pipeline.ingest(filled, [tmp_path], workers=1)
    refused = {Path(one.path).name: one for one in report.rejected}
    assert sorted(refused) == ["broken.docx", "empty.txt", "large.docx"]
    assert refused["large.docx"].reason == "too deep or too large to read"
    assert refused["large.docx"].remedy == "save its text as TXT"
    monkeypatch.undo()
    assert pipeline.ingest(filled, [tmp_path], workers=1).read == 1
