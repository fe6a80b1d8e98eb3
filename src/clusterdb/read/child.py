"""Read a binary document in a process of its own, with limits on time and memory, so that no file can harm the run.

parent: bytes -> stdin of `python -m clusterdb.read.child docx`; its stdout, JSON -> Draft
child:  docx.py or pdf.py; a fault comes back as a reason and a remedy
"""

from __future__ import annotations

import importlib
import io
import json
import subprocess
import sys
from typing import Any

from clusterdb.errors import UnreadableDocument
from clusterdb.model import BlockKind
from clusterdb.read.cleaning import clean_line
from clusterdb.read.limits import CHILD_FILES, CHILD_MEMORY, CHILD_SECONDS
from clusterdb.read.lines import Draft, DraftCell, Line


def read_in_child(kind: str, data: bytes, name: str) -> Draft:
    """Read the bytes of a DOCX or PDF document; UnreadableDocument where the child says so, dies or takes too long."""
    # -P: nothing is imported from the current folder, which may hold documents of strangers
    command = [sys.executable, "-P", "-m", "clusterdb.read.child", kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=data, capture_output=True, timeout=CHILD_SECONDS + 15, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise UnreadableDocument(f"{name}: took longer than {CHILD_SECONDS} seconds", "save its text alone") from fault
    try:
        answer = json.loads(done.stdout)
    except ValueError as fault:
        raise UnreadableDocument(f"{name}: its reader died ({_cause(done)})", "save its text as TXT") from fault
    if "reason" in answer:
        # an XML parser quotes what it stumbled over
        raise UnreadableDocument(f"{name}: {clean_line(answer['reason'])}", answer["remedy"])
    return _load(answer)


def _cause(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"signal {-done.returncode}: it ran out of its time or memory"
    last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
    return (last[0] if last else f"exit status {done.returncode}")[:200]


def _dump(draft: Draft) -> dict[str, Any]:
    return {
        "facts": draft.facts,
        "lines": [
            [
                line.text,
                line.kind.value if line.kind else None,
                line.level,
                [[cell.text, cell.key, cell.headers] for cell in line.cells],
                line.starts,
                line.strong,
            ]
            for line in draft.lines
        ],
    }


def _load(answer: dict[str, Any]) -> Draft:
    return Draft(
        tuple(
            Line(
                text,
                BlockKind(kind) if kind else None,
                level,
                tuple(DraftCell(cell, key, tuple(headers)) for cell, key, headers in cells),
                starts,
                strong,
            )
            for text, kind, level, cells, starts, strong in answer["lines"]
        ),
        answer["facts"],
    )


def _set_limits() -> None:
    """Limits of this process, where the platform has them (not on Windows; macOS has no limit on memory)."""
    try:
        import resource  # noqa: PLC0415 - no module of this name on Windows
    except ImportError:
        return
    for limit, value in (
        (resource.RLIMIT_CPU, CHILD_SECONDS),
        (resource.RLIMIT_AS, CHILD_MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, CHILD_FILES),
    ):
        try:
            _, hard = resource.getrlimit(limit)
            resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (ValueError, OSError):
            continue


def main(kind: str) -> None:
    """The child: bytes on stdin, JSON on stdout."""
    data = sys.stdin.buffer.read()
    _set_limits()
    reader = importlib.import_module({"docx": "clusterdb.read.docx", "pdf": "clusterdb.read.pdf"}[kind])
    try:
        answer = _dump(reader.read(io.BytesIO(data)))
    except UnreadableDocument as fault:
        answer = {"reason": fault.message, "remedy": fault.remedy}
    except (MemoryError, RecursionError):
        answer = {"reason": "too deep or too large to read", "remedy": "save its text as TXT"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
