"""Who runs the server and where: as root and as an ordinary user, in open folders and closed ones."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from clusterdb.db import account
from clusterdb.db.account import Account, default_home, server_account
from clusterdb.db.binaries import Binaries, find_binaries
from clusterdb.db.cluster_folder import ClusterFolder
from clusterdb.db.server import EmbeddedServer
from clusterdb.errors import ServerError

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root drops to another account")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter, with a server in `place/home` at most; stopped and removed at the end."""
    folder = Path(os.environ["CLUSTERDB_TEST_RUN"], f"place-{os.urandom(4).hex()}")
    folder.mkdir(mode=0o755)
    yield folder
    EmbeddedServer(folder / "home").stop()
    shutil.rmtree(folder)


def as_ordinary_user(action: Callable[[], None]) -> None:
    """Run `action` as somebody who is not root; what it raises is raised here."""
    if os.geteuid() != 0:
        action()
        return
    somebody = pwd.getpwnam("daemon")
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.close(reading)
            os.setgroups([])
            os.setgid(somebody.pw_gid)
            os.setuid(somebody.pw_uid)
            os.chdir("/")
            action()
        except BaseException:  # noqa: BLE001  (the parent raises it)
            os.write(writing, traceback.format_exc().encode()[-4000:])
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        said = file.read()
    os.waitpid(child, 0)
    assert not said, said


def programs_for_all(place: Path) -> Binaries:
    """The programs, where an ordinary user can run them even if this virtual environment is root's own."""
    folder = ClusterFolder(place / "programs")
    folder.make()
    return folder.reachable(find_binaries())


def test_ordinary_user_has_a_server(place: Path) -> None:
    programs = programs_for_all(place)
    home = place / "home"
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(home, "daemon")

    def action() -> None:
        server = EmbeddedServer(home, programs, port=25650).start()
        folder = server.folder
        assert stat.S_IMODE(folder.password_file.stat().st_mode) == 0o600
        assert {path.stat().st_uid for path in home.iterdir()} == {os.geteuid()}
        with psycopg.connect(server.conninfo) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert EmbeddedServer(home, programs).start().status().is_running
        assert server.stop()

    as_ordinary_user(action)


@as_root
def test_root_runs_a_users_server_as_that_user(place: Path) -> None:
    programs = programs_for_all(place)
    home = place / "home"
    home.mkdir()
    shutil.chown(home, "daemon")

    def start_and_stop() -> None:
        assert EmbeddedServer(home, programs).start().stop()

    as_ordinary_user(start_and_stop)
    server = EmbeddedServer(home, programs).start()
    assert server.folder.account == Account(pwd.getpwnam("daemon").pw_uid, pwd.getpwnam("daemon").pw_gid)
    server.stop()
    as_ordinary_user(start_and_stop)


@as_root
def test_server_of_root_runs_as_nobody(place: Path) -> None:
    server = EmbeddedServer(place / "home").start()
    found = server.folder.postmaster()
    assert found is not None
    assert Path(f"/proc/{found.pid}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert server.folder.password_file.stat().st_uid == 0


@as_root
def test_programs_below_a_closed_folder_are_copied(place: Path) -> None:
    """A virtual environment below /root: the server's account can neither read it nor the libraries beside it."""
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    package = find_binaries().folder.parents[1]
    for name in (package.name, f"{package.name}.libs"):
        (closed / name).symlink_to(package.with_name(name))
    binaries = Binaries(closed / package.name / "pginstall" / "bin", "test")
    server = EmbeddedServer(place / "home", binaries).start()
    copies = list((place / "home").glob("programs-*"))
    assert len(copies) == 1
    with psycopg.connect(server.conninfo) as connection:
        row = connection.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'").fetchone()
    assert row is not None
    assert Path(row[0]).is_relative_to(copies[0])
    server.stop()
    again = EmbeddedServer(place / "home", binaries).start()
    assert list((place / "home").glob("programs-*")) == copies
    again.stop()
    os.utime(package / "pginstall" / "bin" / "postgres")  # another build of the programs
    EmbeddedServer(place / "home", binaries).start()
    assert len(list((place / "home").glob("programs-*"))) == 1
    assert list((place / "home").glob("programs-*")) != copies


@as_root
def test_folder_that_the_servers_account_cannot_enter_is_refused(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(ServerError, match=r"cannot enter .* set CLUSTERDB_HOME to a folder that others may enter"):
        EmbeddedServer(closed / "home").start()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@as_root
def test_folder_with_other_things_in_it_is_not_opened_to_the_world(place: Path) -> None:
    closed = place / "home"
    closed.mkdir(mode=0o700)
    (closed / "diary.txt").write_text("words")
    with pytest.raises(ServerError, match="cannot enter"):
        EmbeddedServer(closed).start()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


@as_root
def test_empty_closed_folder_is_opened_for_the_server(place: Path) -> None:
    (place / "home").mkdir(mode=0o700)
    assert EmbeddedServer(place / "home").start().status().is_running


@as_root
def test_strict_umask_does_not_shut_the_server_out(place: Path) -> None:
    before = os.umask(0o077)
    try:
        assert EmbeddedServer(place / "home" / "deep" / "down").start().stop()
    finally:
        os.umask(before)


@as_root
def test_data_that_root_owns_are_refused(place: Path) -> None:
    data = place / "home" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("18\n")
    with pytest.raises(ServerError, match=r"belongs to root.*chown"):
        EmbeddedServer(place / "home").start()
    shutil.rmtree(data)


def test_data_of_another_user_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(ServerError, match="run clusterdb as that user"):
        server_account(tmp_path)


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be root, as far as the choice of a folder goes; nobody's uid is one that owns nothing here."""
    monkeypatch.delenv("CLUSTERDB_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(account, "is_root", lambda: True)
    monkeypatch.setattr(account, "_nobody", lambda: Account(65533, 65533))


@pytest.mark.usefixtures("root")
def test_root_keeps_to_its_home_where_that_is_open(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv("HOME", str(place))
    assert default_home().is_relative_to(place)


@pytest.mark.usefixtures("root")
def test_root_with_a_closed_home_has_a_folder_below_var(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    homes = []
    for name in ("one", "two"):
        (place / name).mkdir(mode=0o700)
        monkeypatch.setenv("HOME", str(place / name))
        homes.append(default_home())
    assert homes[0] != homes[1]
    assert not any(home.is_relative_to(place) for home in homes)
    monkeypatch.setenv("HOME", pwd.getpwuid(0).pw_dir)
    monkeypatch.setattr(Account, "can_enter", lambda *_: False)
    assert default_home().name == "clusterdb"


def test_ordinary_users_folder_follows_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CLUSTERDB_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setattr(account, "is_root", lambda: False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_home().is_relative_to(tmp_path)
    monkeypatch.setenv("CLUSTERDB_HOME", "~/elsewhere")
    assert default_home() == tmp_path / "elsewhere"


def test_machine_without_nobody_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none(_: str) -> pwd.struct_passwd:
        raise KeyError

    monkeypatch.setattr(account, "is_root", lambda: True)
    monkeypatch.setattr(pwd, "getpwnam", none)
    with pytest.raises(ServerError, match="no account named nobody; run clusterdb as an ordinary user"):
        server_account(tmp_path / "data")


def test_permissions_are_read_as_the_kernel_reads_them(place: Path) -> None:
    owner = place.stat()
    stranger, member, self = Account(65533, 65533), Account(65533, owner.st_gid), Account(owner.st_uid, 65533)
    for mode, who in ((0o700, self), (0o710, member), (0o711, stranger)):
        place.chmod(mode)
        assert who.can_enter(place / "absent")
    place.chmod(0o700)
    assert not member.can_enter(place)
    assert not stranger.can_enter(place)
    place.chmod(0o755)


def test_locale_that_is_not_here_is_replaced(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr("clusterdb.db.cluster_folder._CHARACTER_KINDS", ("xx_YY.UTF-8", "C.UTF-8"))
    server = EmbeddedServer(place / "home").start()
    with psycopg.connect(server.conninfo) as connection:
        row = connection.execute("SELECT datctype FROM pg_database WHERE datname = 'clusterdb'").fetchone()
    assert row == ("C.UTF-8",)


def test_failure_of_initdb_is_shown_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setattr("clusterdb.db.cluster_folder._CHARACTER_KINDS", ("xx_YY.UTF-8",))
    with pytest.raises(ServerError, match=r'invalid locale name "xx_YY\.UTF-8"'):
        EmbeddedServer(place / "home").start()
    assert not (place / "home" / "data").exists()
    assert not (place / "home" / "password.draft").exists()
