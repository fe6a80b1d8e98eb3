"""`with quick_children(): …`: binary formats are read in forks of this process, without the time to start Python.

The code and the limits are the child's own. Where a system cannot fork, or has no files in memory, nothing changes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from clusterdb.read import child


@contextmanager
def quick_children() -> Iterator[None]:
    """Read in forks while the block runs."""
    if not hasattr(os, "memfd_create"):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "subprocess", SimpleNamespace(run=_run, TimeoutExpired=subprocess.TimeoutExpired))
        yield


def _run(command: list[str], *, input: bytes, **_: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
    """As subprocess.run: the child's main() with this input."""
    given, answer = os.memfd_create("given"), os.memfd_create("answer")
    try:
        os.write(given, input)
        os.lseek(given, 0, os.SEEK_SET)
        if (pid := os.fork()) == 0:
            os.dup2(given, 0)
            os.dup2(answer, 1)
            _be_the_child(command[-1])
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        size = os.lseek(answer, 0, os.SEEK_END)
        return subprocess.CompletedProcess(command, status, os.pread(answer, size, 0), b"")
    finally:
        os.close(given)
        os.close(answer)


def _be_the_child(kind: str) -> None:
    status = 1
    try:
        with open(0, "rb", closefd=False) as stdin, open(1, "w", closefd=False) as stdout:
            child.sys.stdin, child.sys.stdout = type("Given", (), {"buffer": stdin})(), stdout
            child.main(kind)
        status = 0
    finally:
        os._exit(status)
