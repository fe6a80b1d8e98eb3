"""A limit on how long one document may take, whatever it does.

A signal raises DocumentTimeout in the middle of Python code. In a worker a second clock, which needs nothing of the
interpreter, ends the process where a C library never comes back; the runner then sets the document aside.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from clusterdb.errors import DocumentTimeout


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise DocumentTimeout in the block after `seconds`; in a thread or without signals only the hard limit holds."""
    can_signal = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise DocumentTimeout(
            f"it took longer than {seconds:g} seconds", "split the document, or allow more time with --document-seconds"
        )

    with _hard_limit(3 * seconds + 1):
        if not can_signal:
            yield
            return
        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextmanager
def _hard_limit(seconds: float) -> Iterator[None]:
    if multiprocessing.parent_process() is None:  # nobody would carry on after us
        yield
        return
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a file of ours
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
