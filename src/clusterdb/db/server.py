"""The embedded PostgreSQL: a real server in a folder of the user's, started on demand and left running.

Goes in: a folder and programs. Comes out: `EmbeddedServer`, whose `start` makes, starts or attaches, whichever is
needed, and whose `connection` says how to reach it. Two commands at once share one server; killing any process with
kill -9 loses nothing that was committed. It listens on loopback and on a Unix socket, with a password on both.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import psycopg
from psycopg import sql

from clusterdb.db import locks
from clusterdb.db.account import default_home, run_program
from clusterdb.db.binaries import Binaries, find_binaries
from clusterdb.db.cluster_folder import NAME, ClusterFolder, Postmaster
from clusterdb.db.connection import Connection
from clusterdb.errors import ServerError

#: Below the range from which kernels take ports for outgoing connections (32768 on Linux).
DEFAULT_PORT = 25432

_HOST = "127.0.0.1"
_PATIENCE = 60.0  # seconds for a server that lives and says nothing; one that says it is recovering may take longer
_LOCK_PATIENCE = 300.0
_PORTS_TRIED = 50
_STARTING = ("starting up", "recovery", "not yet accepting", "shutting down")
_PORT_TAKEN = ("could not bind", "could not create any TCP/IP sockets")
# what PGSSLMODE, PGOPTIONS and the like ask of other servers is not for this one, which speaks over no wire
_OWN_TERMS = {
    "sslmode": "disable",
    "gssencmode": "disable",
    "channel_binding": "disable",
    "hostaddr": "",
    "options": "",
}


class _Answer(Enum):
    OURS = "ours"
    WITHOUT_DATABASE = "ours, and its database is still to be made"
    STARTING = "starting"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """A look at the server that changes nothing. Without a running server `pid`, `port` and `version` are None."""

    home: Path
    log: Path
    data_major: int | None
    is_running: bool
    pid: int | None = None
    port: int | None = None
    version: str | None = None


class EmbeddedServer:
    """The server of one folder (default: see `default_home`), run with `binaries` (default: see `find_binaries`)."""

    def __init__(self, home: Path | None = None, binaries: Binaries | None = None, port: int | None = None) -> None:
        self.folder = ClusterFolder(default_home() if home is None else home)
        self._binaries = binaries
        self._port = port
        self._refusal = ""  # what the server said last instead of answering

    def start(self) -> EmbeddedServer:
        """Make sure that the server runs: attach to it, else start it, making it first if need be."""
        with self._alone() as lock:
            answer = self._attach()
            if answer is _Answer.NONE:
                answer = self._launch(lock)
            if answer is _Answer.WITHOUT_DATABASE:
                with self._connect() as connection:
                    connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        return self

    def stop(self) -> bool:
        """Stop the server, ending open sessions; False where none was running."""
        if not self.folder.home.exists():
            return False
        with self._alone():
            if self._attach() is _Answer.NONE:
                return False
            pg_ctl = self.folder.reachable(self._programs()).path("pg_ctl")
            data, seconds = self.folder.data, str(int(_PATIENCE))
            status, said = run_program(
                pg_ctl, ["stop", "-D", data, "-m", "fast", "-w", "-t", seconds], self.folder.account
            )
            if status:
                raise ServerError(f"the server of {data} does not stop: {said}", f"see {self.folder.log}")
            deadline = time.monotonic() + _PATIENCE
            while self._lives() and time.monotonic() < deadline:
                time.sleep(0.01)
        return True

    def status(self) -> ServerStatus:
        """What is there and whether it runs; nothing is made or started."""
        with _plain_errors(self.folder.home):
            major = self.folder.major() if self.folder.home.exists() else None
            found = self.folder.postmaster() if major else None
            running = found is not None and self._answer() in (_Answer.OURS, _Answer.WITHOUT_DATABASE)
            if found is None or not running:
                return ServerStatus(self.folder.home, self.folder.log, major, False)
            with self._connect() as connection:
                version = connection.info.parameter_status("server_version")
            return ServerStatus(self.folder.home, self.folder.log, major, True, found.pid, found.port, version)

    def connection(self, tcp: bool = False) -> Connection:
        """How to reach the running server's database: by its Unix socket where it has one, or by `tcp` for others."""
        found = self.folder.postmaster()
        if found is None:
            raise ServerError(f"the server of {self.folder.home} is not running", "clusterdb db start")
        host = _HOST if tcp else _local_host(found)
        return Connection(host, str(found.port), NAME, self.folder.password(), NAME, {} if tcp else _OWN_TERMS)

    def url(self, show_password: bool = False) -> str:
        """The address for a BI tool: postgresql://clusterdb:***@127.0.0.1:25432/clusterdb."""
        return self.connection(tcp=True).url(show_password)

    @property
    def conninfo(self) -> str:
        """The connection string of psycopg for the running server, password and all."""
        return self.connection().conninfo()

    @contextmanager
    def _alone(self) -> Iterator[int]:
        """Hold the folder's lock, and give it; failures of the operating system come out as ServerError."""
        with _plain_errors(self.folder.home):
            self.folder.make()
            with locks.exclusive(self.folder.lock, _LOCK_PATIENCE) as lock:
                yield lock

    def _programs(self) -> Binaries:
        if self._binaries is None:
            self._binaries = find_binaries()
        return self._binaries

    def _connect(self) -> psycopg.Connection:
        # a stale file may name a port that is by now another's: never give away the password in clear
        safe = "require_auth=scram-sha-256" if psycopg.pq.version() >= 160000 else ""
        conninfo = self.connection().to("postgres").conninfo()
        return psycopg.connect(f"{conninfo} {safe}", autocommit=True, connect_timeout=10, prepare_threshold=None)

    def _lives(self) -> bool:
        """True while any process of the server lives, answering or not."""
        if locks.INHERITED:
            return locks.held(self.folder.running)
        return run_program(self._programs().path("pg_ctl"), ["status", "-D", self.folder.data], None)[0] == 0

    def _answer(self) -> _Answer:
        """Ask whoever postmaster.pid names, and believe it only if it serves our very folder."""
        found = self.folder.postmaster()
        if found is None or not found.is_ready:
            return _Answer.NONE
        try:
            with self._connect() as connection:
                row = connection.execute(
                    "SELECT current_setting('data_directory'), EXISTS (SELECT FROM pg_database WHERE datname = %s)",
                    (NAME,),
                ).fetchone()
        except psycopg.OperationalError as error:
            self._refusal = f": {error}"
            if any(words in str(error) for words in _STARTING):
                return _Answer.STARTING
            if "authentication failed" in str(error) and self._lives():
                raise ServerError(
                    f"the server of {self.folder.data} refuses the password in {self.folder.password_file}",
                    f"put the right one into that file, or move {self.folder.home} away and ingest again",
                ) from error
            return _Answer.NONE
        if row is None or Path(row[0]) != self.folder.data:
            return _Answer.NONE
        return _Answer.OURS if row[1] else _Answer.WITHOUT_DATABASE

    def _attach(self) -> _Answer:
        """The answer of a server that lives, waiting while it starts, recovers or dies; NONE where none lives."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            lives = self._lives()
            answer = self._answer()
            if answer in (_Answer.OURS, _Answer.WITHOUT_DATABASE):
                return answer
            if not lives:
                return _Answer.NONE
            if answer is _Answer.STARTING:
                deadline = time.monotonic() + _PATIENCE
            if time.monotonic() > deadline:
                raise ServerError(
                    f"processes of the server of {self.folder.data} live and do not answer{self._refusal}",
                    f"see {self.folder.log}; end those that `ps -ef | grep postgres` shows for that folder",
                )
            time.sleep(0.02)

    def _launch(self, lock: int) -> _Answer:
        """Start the server, none living, making its data first if there is none; `lock` is the folder's, held."""
        folder = self.folder
        folder.check_entry()
        programs = folder.reachable(self._programs())
        if (made_by := folder.major()) is None:
            folder.initdb(programs, lock)
        elif made_by != (major := programs.major()):
            raise ServerError(
                f"{folder.data} was made by PostgreSQL {made_by}, and the programs in {programs.folder} are {major}",
                f"set CLUSTERDB_PGBIN to the bin folder of a PostgreSQL {made_by} to go on using it, and to carry the "
                "data over with clusterdb backup FILE; then, without it, set CLUSTERDB_HOME to a new folder and "
                "clusterdb restore FILE",
            )
        first = self._port or folder.remembered_port() or DEFAULT_PORT
        for port in range(first, first + _PORTS_TRIED):
            if not _is_free(port):
                continue
            before = folder.open_log()
            self._start_on(programs, port)
            if (answer := self._attach()) is not _Answer.NONE:
                folder.port_file.write_text(f"{port}\n")
                return answer
            said = folder.log_since(before)
            if not any(words in said for words in _PORT_TAKEN):  # else somebody was quicker than we
                raise ServerError(f"the server of {folder.data} does not start:\n{said}", f"see {folder.log}")
        raise ServerError(
            f"no port from {first} to {first + _PORTS_TRIED - 1} is free on {_HOST}",
            f"write another one into {folder.port_file}",
        )

    def _start_on(self, programs: Binaries, port: int) -> None:
        folder = self.folder
        # nobody holds `running`, so these files are a dead server's; its number may by now be another process's, or a
        # zombie's where the container's first process reaps none, and then PostgreSQL would refuse to start
        sockets = folder.socket_folder()
        for stale in (folder.data / "postmaster.pid", *(sockets.glob(".s.PGSQL.*") if sockets else ())):
            stale.unlink(missing_ok=True)
        settings = f"-c listen_addresses={_HOST} -c port={port} -c unix_socket_directories='{sockets or ''}'"
        command: list[str | Path] = ["start", "-D", folder.data, "-l", folder.log, "-o", settings]
        pg_ctl = programs.path("pg_ctl")
        if not locks.INHERITED:
            run_program(pg_ctl, [*command, "-w", "-t", str(int(_PATIENCE))], folder.account)
            return
        with locks.exclusive(folder.running, _PATIENCE) as descriptor:
            status, said = run_program(pg_ctl, [*command, "-W"], folder.account, keep=[descriptor])
        if status:
            raise ServerError(f"pg_ctl could not start the server of {folder.data}: {said}", f"see {folder.log}")


@contextmanager
def _plain_errors(home: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or home
        reason = error.strerror or str(error)
        raise ServerError(f"{where}: {reason}", "set CLUSTERDB_HOME to a folder of your own") from error


def _local_host(found: Postmaster) -> str:
    if found.socket is not None and (found.socket / f".s.PGSQL.{found.port}").exists():
        return str(found.socket)
    return _HOST


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except OSError:
            return False
    return True
