"""Runners: one process that does it all itself, or several that are given units as they come free.

A worker that dies (killed, out of memory, a fault in a C library) breaks the whole pool; whatever was in flight is then
tried again, unit by unit, each in a pool of its own, and what kills that one too is reported as a `Crash`.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection

from clusterdb.load.units import Crash, Receipt, Unit, Work

#: A worker is started clean: forking a process with threads and database connections does harm.
_START = "spawn" if sys.platform == "win32" else "forkserver"


class SerialRunner:
    """Works on one unit after the other, in this process."""

    def run(self, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
        """The receipts, in the order of the units; a crash takes this process with it."""
        for unit in units:
            yield work(unit)


class ProcessRunner:
    """Works on units in `workers` processes, with at most twice as many units in flight.

    `preload` names modules that workers need, so that the server which they are forked from imports them once.
    """

    def __init__(self, workers: int, preload: tuple[str, ...] = ()) -> None:
        self._workers = workers
        self._context = multiprocessing.get_context(_START)
        if _START == "forkserver":
            self._context.set_forkserver_preload(list(preload))

    def run(self, work: Work, units: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
        """Receipts as they come in; when the caller stops asking, the workers are stopped, wherever they are."""
        waiting = iter(units)
        flying: dict[Future[Receipt], Unit] = {}
        pool = self._pool(self._workers)
        try:
            while True:
                for unit in itertools.islice(waiting, 2 * self._workers - len(flying)):
                    flying[pool.submit(work, unit)] = unit
                if not flying:
                    pool.shutdown()
                    return
                done, _ = wait(flying, return_when=FIRST_COMPLETED)
                suspects: list[Unit] = []
                for future in done:
                    unit = flying.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        suspects.append(unit)
                if suspects:
                    suspects.extend(flying.values())
                    flying.clear()
                    _stop(pool)
                    yield from self._each_alone(work, suspects)
                    pool = self._pool(self._workers)
        finally:
            _stop(pool)

    def _each_alone(self, work: Work, suspects: Iterable[Unit]) -> Generator[Receipt | Crash, None, None]:
        for unit in suspects:
            pool = self._pool(1)
            try:
                result = pool.submit(work, unit).result()
                pool.shutdown()
                yield result
            except BrokenProcessPool:
                yield Crash(unit, "the worker process died")
            finally:
                _stop(pool)

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=self._context, initializer=_begin)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool at once: a worker in the middle of a document loses its connection, and the server rolls it back."""
    workers = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.kill()  # a politer signal could be taken for a fault of the document at hand
    for worker in workers:
        worker.join(timeout=2)


def _begin() -> None:
    """Set up a worker: Ctrl-C is the parent's business, and a worker does not outlive its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
