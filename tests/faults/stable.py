"""Processes that ingest, ready to be started many times and killed: one that has loaded everything forks off the others.

    with Stable(url) as stable:
        run = stable.start(folder, workers=1)      a child that ingests
        run.kill(); run.wait()                     its exit status, negative for a signal

As a script it is that first process: it reads a line of JSON a run, and answers with the child's number.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass
class Run:
    """A child that ingests."""

    stable: Stable
    pid: int

    def kill(self, number: signal.Signals = signal.SIGKILL) -> None:
        """Send it a signal; one that is over stays over."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self) -> int:
        """Its exit status, or the signal that ended it as a negative number."""
        return int(self.stable.ask({"wait": self.pid})["status"])


class Stable:
    """The process that has loaded everything. `url` "" is the embedded server, `environment` what it is told of it."""

    def __init__(self, url: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=CHECKOUT,
            env=os.environ | {"CLUSTERDB_DATABASE_URL": url} | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Stable:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:
            self._process.kill()

    def start(self, *folders: Path, workers: int = 1) -> Run:
        """A child that ingests these folders, started."""
        return Run(self, int(self.ask({"folders": list(map(str, folders)), "workers": workers})["pid"]))

    def ask(self, question: dict[str, object]) -> dict[str, object]:
        """Send a line, and read one."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the stable is gone"
        found: dict[str, object] = json.loads(answer)
        return found


def _ingest(folders: list[str], workers: int) -> int:
    from clusterdb.db.engine import make_engine
    from clusterdb.errors import ClusterdbError
    from clusterdb.pipeline import ingest

    try:
        ingest(make_engine(None), folders, workers=workers)
    except ClusterdbError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _serve() -> None:
    from clusterdb.lexicon import load_lexicon
    from clusterdb.load.reference import lexicon_digest, reference_digest, reference_rows
    from clusterdb.pipeline import _stages

    _stages()
    reference_rows(load_lexicon())
    lexicon_digest()
    reference_digest()
    for line in sys.stdin:
        question = json.loads(line)
        if "wait" in question:
            _, status = os.waitpid(question["wait"], 0)
            answer = {"status": os.waitstatus_to_exitcode(status)}
        else:
            pid = os.fork()
            if pid == 0:
                code = 1
                try:
                    code = _ingest(question["folders"], question["workers"])
                finally:
                    os._exit(code)
            answer = {"pid": pid}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
