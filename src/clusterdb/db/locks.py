"""Locks that the kernel lets go of when their holder dies, however it dies.

`exclusive(path)` keeps two processes from making or starting one server at once. `held(path)` asks whether anybody
holds `path`. A server inherits a locked file when it is started: while any process of it lives the file is held, so
that no process number, which may by now be another's, decides whether a server runs.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from clusterdb.errors import ServerError

_PAUSE = 0.02

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    #: A child of Windows inherits no such lock: whether a server runs is then asked of pg_ctl.
    INHERITED = False

    def _try(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import errno
    import fcntl

    INHERITED = True

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                return False
            raise
        return True


@contextlib.contextmanager
def exclusive(path: Path, timeout: float) -> Iterator[int]:
    """Hold `path` while the block runs; gives its descriptor. Waits `timeout` seconds for another holder.

    The lock is let go by closing, never by unlocking: a child that inherited the descriptor holds it on.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        deadline = time.monotonic() + timeout
        while not _try(descriptor):
            if time.monotonic() > deadline:
                raise ServerError(
                    f"{path} has been held by another process for {timeout:.0f} seconds",
                    "wait for the other clusterdb command, or end it",
                )
            time.sleep(_PAUSE)
        yield descriptor
    finally:
        os.close(descriptor)


def held(path: Path) -> bool:
    """True while some process holds `path`; False too where it was never made."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _try(descriptor)
    finally:
        os.close(descriptor)
