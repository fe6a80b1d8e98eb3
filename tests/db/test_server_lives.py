"""The embedded server through what happens to servers: shared, killed, cut short, moved, crowded out, locked."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from clusterdb.db import locks
from clusterdb.db.binaries import Binaries, find_binaries
from clusterdb.db.cluster_folder import ClusterFolder
from clusterdb.db.connection import read_connection
from clusterdb.db.server import EmbeddedServer, _Answer
from clusterdb.errors import ServerError

AT_ONCE = """
import sys
from pathlib import Path
from clusterdb.db.server import EmbeddedServer, _Answer
print(EmbeddedServer(Path(sys.argv[1])).start().status().pid)
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder for a server of the test's own, with a port range of its own; the server is stopped at the end."""
    # pytest's own folders are 0700, where as root the server, being nobody, cannot come
    folder = Path(os.environ["CLUSTERDB_TEST_RUN"], f"home-{os.urandom(4).hex()}")
    folder.mkdir(mode=0o755)
    (folder / "port").write_text("25600")
    yield folder
    EmbeddedServer(folder).stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made() -> Path:
    """A folder with data, made once and not running: copying it is quicker than initdb."""
    folder = Path(os.environ["CLUSTERDB_TEST_RUN"], f"made-{os.urandom(4).hex()}")
    server = EmbeddedServer(folder, port=25600).start()
    with psycopg.connect(server.conninfo, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # what waits for the disk is not what these tests are about
    server.stop()
    return folder


@pytest.fixture
def running(home: Path, made: Path) -> EmbeddedServer:
    """A server of the test's own, running."""
    subprocess.run(["cp", "-a", f"{made}/.", f"{home}/"], check=True)
    return EmbeddedServer(home).start()


OTHER_SERVERS = {
    "PGHOST": "nowhere",
    "PGHOSTADDR": "192.0.2.1",
    "PGPORT": "1",
    "PGSSLMODE": "require",
    "PGCHANNELBINDING": "require",
    "PGOPTIONS": "-c no_such_setting=1",
    "LANG": "xx_XX.UTF-8",
}


def rows(server: EmbeddedServer, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.conninfo) as connection:
        return connection.execute(query.encode()).fetchall()


def fill(server: EmbeddedServer, count: int) -> None:
    with psycopg.connect(server.conninfo) as connection:
        connection.execute("CREATE TABLE kept AS SELECT number FROM generate_series(1, %s) AS number", (count,))


def pid_of(server: EmbeddedServer) -> int:
    found = server.folder.postmaster()
    assert found is not None
    return found.pid


def wait(until: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_two_commands_at_once_share_one_server(home: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", AT_ONCE, str(home)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1] == str(pid_of(EmbeddedServer(home)))


def test_start_attaches_and_stop_stops(running: EmbeddedServer) -> None:
    pid = pid_of(running)
    assert pid_of(EmbeddedServer(running.folder.home).start()) == pid
    status = running.status()
    assert (status.is_running, status.pid, status.data_major) == (True, pid, find_binaries().major())
    assert running.stop() is True
    assert running.status().is_running is False
    assert running.stop() is False
    with pytest.raises(ServerError, match="not running; clusterdb db start"):
        running.connection()


def test_committed_rows_outlive_a_killed_server(home: Path) -> None:
    running = EmbeddedServer(home).start()
    fill(running, 1000)
    with psycopg.connect(running.conninfo) as unfinished:
        unfinished.execute("INSERT INTO kept VALUES (-1)")
        port = running.connection(tcp=True).port
        os.kill(pid_of(running), signal.SIGKILL)
        again = EmbeddedServer(running.folder.home).start()
        assert rows(again, "SELECT count(*), min(number) FROM kept") == [(1000, 1)]
        assert again.connection(tcp=True).port == port
        unfinished.close()


def test_busy_orphans_of_a_killed_server_are_waited_for(running: EmbeddedServer) -> None:
    fill(running, 10)
    query = "SELECT count(*) FROM generate_series(1, 10000000)"

    def ask() -> None:
        with contextlib.suppress(psycopg.OperationalError):
            rows(running, query)

    thread = threading.Thread(target=ask)
    thread.start()
    with psycopg.connect(running.conninfo, autocommit=True) as watch:
        busy = "SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT count%' AND state = 'active'"
        wait(lambda: watch.execute(busy).fetchone() is not None)
    os.kill(pid_of(running), signal.SIGKILL)
    assert rows(EmbeddedServer(running.folder.home).start(), "SELECT count(*) FROM kept") == [(10,)]
    thread.join(30)
    assert not thread.is_alive()


def test_a_killed_backend_costs_only_its_own_session(running: EmbeddedServer) -> None:
    fill(running, 10)
    with psycopg.connect(running.conninfo) as victim:
        os.kill(victim.info.backend_pid, signal.SIGKILL)
        wait(lambda: EmbeddedServer(running.folder.home).start().status().is_running)
        assert rows(running, "SELECT count(*) FROM kept") == [(10,)]
        victim.close()


@pytest.mark.parametrize("content", ["", "not a number\n", "live"])
def test_stale_pid_file_is_no_obstacle(running: EmbeddedServer, content: str) -> None:
    """A file left by a server long gone, cut short, or with a number that is another process's by now."""
    fill(running, 3)
    file = running.folder.data / "postmaster.pid"
    lines = file.read_text().splitlines()
    running.stop()
    if content == "live":
        content = "\n".join([str(os.getpid()), *lines[1:]]) + "\n"
    file.write_text(content)
    running.folder.give(file, 0o600)
    assert running.status().is_running is False
    assert running.stop() is False
    assert rows(running.start(), "SELECT count(*) FROM kept") == [(3,)]


def test_pid_file_that_names_another_server_is_not_believed(running: EmbeddedServer, server: EmbeddedServer) -> None:
    fill(running, 3)
    running.stop()
    file = running.folder.data / "postmaster.pid"
    shutil.copy(server.folder.data / "postmaster.pid", file)
    running.folder.give(file, 0o600)
    assert running.status().is_running is False
    assert rows(running.start(), "SELECT count(*) FROM kept") == [(3,)]
    assert pid_of(running) != pid_of(server)


def test_half_made_data_folder_is_made_anew(home: Path) -> None:
    draft = home / "data.draft"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    (home / "password.draft").write_text("left behind")
    (home / "data").mkdir()
    server = EmbeddedServer(home).start()
    assert rows(server, "SELECT 1") == [(1,)]
    assert not draft.exists()
    assert not (home / "password.draft").exists()


def test_command_killed_while_it_makes_the_data_is_no_obstacle(home: Path) -> None:
    """The initdb that it leaves behind ends before the next command clears its draft away."""
    first = subprocess.Popen([sys.executable, "-c", AT_ONCE, str(home)], stdout=subprocess.DEVNULL)
    wait(lambda: (home / "data.draft" / "PG_VERSION").exists() or (home / "data").exists())
    first.kill()
    first.wait()
    server = EmbeddedServer(home).start()
    assert rows(server, "SELECT 1") == [(1,)]
    assert not (home / "data.draft").exists()


def test_folder_of_something_else_is_left_alone(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "thesis.txt").write_text("words")
    server = EmbeddedServer(home)
    if os.geteuid() == 0:
        server.folder.home.joinpath("data").chmod(0o755)
        shutil.chown(home / "data", "nobody")
    with pytest.raises(ServerError, match="is no PostgreSQL data folder; move it away"):
        server.start()
    assert (home / "data" / "thesis.txt").read_text() == "words"
    shutil.rmtree(home / "data")


def test_data_of_another_major_version_is_refused(running: EmbeddedServer) -> None:
    running.stop()
    version = running.folder.data / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(ServerError, match=r"made by PostgreSQL 12, .* CLUSTERDB_PGBIN .* CLUSTERDB_HOME"):
        running.start()
    assert running.status().data_major == 12


def test_occupied_port_moves_the_server_to_the_next(home: Path) -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        server = EmbeddedServer(home, port=taken).start()
        port = int(server.connection(tcp=True).port or 0)
        assert taken < port < taken + 50
    server.stop()
    assert EmbeddedServer(home).start().connection(tcp=True).port == str(port)


def test_port_taken_after_it_was_looked_at_is_tried_past(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr("clusterdb.db.server._is_free", lambda _: True)
        assert EmbeddedServer(home, port=taken).start().connection(tcp=True).port == str(taken + 1)


def test_long_folder_keeps_its_socket_elsewhere(home: Path) -> None:
    deep = home.joinpath(*["a-folder-with-a-long-name-产业集群"] * 4)
    server = EmbeddedServer(deep).start()
    try:
        found = server.folder.postmaster()
        assert found is not None
        assert found.socket is not None
        assert not found.socket.is_relative_to(deep)
        assert stat.S_IMODE(found.socket.stat().st_mode) == 0o700
        assert server.connection().host == str(found.socket)
        assert rows(server, "SELECT 1") == [(1,)]
        shutil.rmtree(found.socket)  # as those do who clean /tmp
        assert EmbeddedServer(deep).start().connection().host == "127.0.0.1"
    finally:
        server.stop()


def test_nobody_else_reads_password_or_data(running: EmbeddedServer) -> None:
    folder = running.folder
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.home.iterdir()}
    assert (modes["password"], modes["data"], modes["socket"], modes["server.log"]) == (0o600, 0o700, 0o700, 0o600)
    assert folder.password_file.stat().st_uid == os.geteuid()
    assert len(folder.password()) >= 24
    assert "***" in running.url()
    assert folder.password() not in running.url() + repr(running.connection())
    assert folder.password() in running.url(show_password=True)


@pytest.mark.parametrize("tcp", [True, False])
def test_wrong_password_is_refused(running: EmbeddedServer, tcp: bool) -> None:
    with psycopg.connect(running.connection(tcp).conninfo()) as connection:
        hashed = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'clusterdb'").fetchone()
    assert hashed is not None
    assert hashed[0].startswith("SCRAM-SHA-256$")
    for password in ("wrong", ""):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(running.connection(tcp).conninfo(), password=password)


def test_it_listens_on_loopback_alone_and_writes_safely(home: Path) -> None:
    running = EmbeddedServer(home).start()
    settings = ("listen_addresses", "fsync", "full_page_writes", "synchronous_commit", "data_checksums", "TimeZone")
    names = ", ".join(f"current_setting('{name}')" for name in settings)
    assert rows(running, f"SELECT {names}") == [("127.0.0.1", "on", "on", "on", "on", "UTC")]


def test_lost_password_says_what_to_do(running: EmbeddedServer) -> None:
    right = running.folder.password_file.read_text()
    running.folder.password_file.write_text("another")
    with pytest.raises(ServerError, match=r"refuses the password in .*password; put the right one"):
        running.start()
    running.folder.password_file.unlink()
    with pytest.raises(ServerError, match=r"password is missing or empty; put that file back"):
        running.start()
    running.folder.password_file.write_text(right)
    running.start()


def test_server_that_does_not_start_shows_its_log(running: EmbeddedServer) -> None:
    running.stop()
    configuration = running.folder.data / "postgresql.conf"
    kept = configuration.read_text()
    configuration.write_text(kept + "no_such_setting = 1\n")
    with pytest.raises(ServerError, match="no_such_setting"):
        running.start()
    configuration.write_text(kept)


def test_server_started_by_a_command_that_was_killed_is_waited_for(running: EmbeddedServer) -> None:
    """The lock is free, the server still on its way: nobody starts a second one."""
    running.stop()
    folder = running.folder
    with locks.exclusive(folder.lock, 10):
        running._start_on(folder.reachable(find_binaries()), 25700)
    again = EmbeddedServer(folder.home).start()
    assert again.connection(tcp=True).port == "25700"


def test_held_lock_ends_in_an_error_and_not_in_a_wait_without_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusterdb.db.server._LOCK_PATIENCE", 0.1)
    with locks.exclusive(home / "lock", 1), pytest.raises(ServerError, match="held by another process"):
        EmbeddedServer(home).start()


def test_server_that_lives_and_is_silent_is_reported(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clusterdb.db.server._PATIENCE", 0.2)
    file = running.folder.data / "postmaster.pid"
    kept = file.read_text()
    file.write_text("")
    with pytest.raises(ServerError, match="live and do not answer"):
        running.start()
    file.write_text(kept)


def test_dropped_database_is_made_again(running: EmbeddedServer) -> None:
    with psycopg.connect(running.connection().to("postgres").conninfo(), autocommit=True) as connection:
        connection.execute("DROP DATABASE clusterdb")
    assert rows(running.start(), "SELECT current_database()") == [("clusterdb",)]


def test_settings_for_other_servers_do_not_matter(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OTHER_SERVERS.items():
        monkeypatch.setenv(name, value)
    running.stop()
    assert rows(running.start(), "SELECT 1") == [(1,)]


def test_folder_that_cannot_be_made_is_a_plain_error(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(ServerError, match="CLUSTERDB_HOME"):
        EmbeddedServer(home / "file" / "below").start()


def test_status_makes_nothing(tmp_path: Path) -> None:
    status = EmbeddedServer(tmp_path / "absent").status()
    assert (status.is_running, status.data_major, status.pid) == (False, None, None)
    assert EmbeddedServer(tmp_path / "absent").stop() is False
    assert not (tmp_path / "absent").exists()


def test_large_log_is_put_aside(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    running.stop()
    monkeypatch.setattr("clusterdb.db.cluster_folder._LOG_MAX", 10)
    running.start()
    assert (running.folder.home / "server.log.1").stat().st_size > 10


def test_no_free_port_is_said(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    running.stop()
    monkeypatch.setattr("clusterdb.db.server._is_free", lambda _: False)
    with pytest.raises(ServerError, match=r"no port from \d+ to \d+ is free .* write another one into .*port"):
        running.start()


@pytest.mark.parametrize("action", ["start", "stop"])
def test_failing_pg_ctl_is_quoted(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch, action: str) -> None:
    if action == "start":
        running.stop()
    with monkeypatch.context() as patched:
        patched.setattr("clusterdb.db.server.run_program", lambda *_, **__: (1, "out of luck"))
        with pytest.raises(ServerError, match="out of luck"):
            getattr(running, action)()


def test_recovering_server_is_given_its_time(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [_Answer.STARTING] * 20
    real = running._answer
    monkeypatch.setattr("clusterdb.db.server._PATIENCE", 0.1)
    monkeypatch.setattr(running, "_answer", lambda: answers.pop() if answers else real())
    assert running.start().status().is_running
    assert answers == []


def test_words_of_a_starting_server_are_understood(running: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("FATAL:  the database system is in recovery mode")

    monkeypatch.setattr(psycopg, "connect", connect)
    assert running._answer() is _Answer.STARTING


def test_url_reads_back_as_the_connection(running: EmbeddedServer) -> None:
    for tcp in (True, False):
        assert read_connection(running.connection(tcp).url(show_password=True)) == running.connection(tcp)


def test_binaries_that_no_account_can_run_are_an_error(home: Path, tmp_path: Path) -> None:
    for name in ("initdb", "pg_ctl", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / name).chmod(0o755)
    with pytest.raises(ServerError, match=r"CLUSTERDB_PGBIN|CLUSTERDB_HOME"):
        EmbeddedServer(home, Binaries(tmp_path, "test")).start()


def test_folder_itself_makes_nothing_before_it_is_asked(tmp_path: Path) -> None:
    ClusterFolder(tmp_path / "absent")
    assert not (tmp_path / "absent").exists()
