"""The folder of an embedded server: what lies where, who owns it, and how it is made.

    home/data/         the database itself, 0700, the server account's
    home/password      the password, 0600
    home/reader_password   that of the role for BI tools, 0600 (reader_password-… for a server of somebody else's)
    home/port          the port of the last start, so that a BI tool finds the server again
    home/socket/       the Unix socket, 0700 (elsewhere where the path would be too long)
    home/server.log    what the server says
    home/lock          held while a command makes, starts or stops the server
    home/running       held by the server's own processes
    home/programs-…/   a copy of PostgreSQL's programs, where the server account cannot read the originals

Nothing but `ClusterFolder` knows these names.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from clusterdb.db.account import Account, can_run, digest, run_program, server_account
from clusterdb.db.binaries import Binaries
from clusterdb.errors import ServerError

#: The superuser and the database that the server is made with.
NAME = "clusterdb"

# modest in memory, and all that a crash needs (fsync, full_page_writes) left on
_CONFIGURATION = """
# clusterdb
max_connections = 60
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 128MB
effective_cache_size = 1GB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = on
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
unix_socket_permissions = 0700
"""

# of sockaddr_un.sun_path, less its NUL: 103 on macOS, 107 on Linux
_SOCKET_PATH_MAX = 103
_LOG_MAX = 8_000_000

# pg_trgm asks the C library what a letter is, and under plain C no Chinese character is one; macOS lacks C.UTF-8
_CHARACTER_KINDS = ("C.UTF-8", "en_US.UTF-8", "C")


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a server says of itself in data/postmaster.pid. `socket` is None where it has none."""

    pid: int
    port: int
    socket: Path | None
    is_ready: bool


class ClusterFolder:
    """The folder `home`; nothing is made or touched before `make`."""

    def __init__(self, home: Path) -> None:
        self.home = Path(os.path.realpath(home))
        self.data = self.home / "data"
        self.log = self.home / "server.log"
        self.lock = self.home / "lock"
        self.running = self.home / "running"
        self.password_file = self.home / "password"
        self.reader_password_file = self.home / "reader_password"
        self.port_file = self.home / "port"

    @property
    def account(self) -> Account | None:
        """Who the server runs as; None for who we are."""
        return server_account(self.data)

    def make(self) -> None:
        """Make the folder itself, where it is not there; open to the server's account if that is not us."""
        for step in reversed((self.home, *self.home.parents)):
            if not step.exists():
                step.mkdir(exist_ok=True)
                step.chmod(0o711 if self.account else 0o700 if step == self.home else 0o755)

    def check_entry(self) -> None:
        """Raise where the server's account cannot come into the folder."""
        account = self.account
        if account is None or account.can_enter(self.home):
            return
        if not any(entry.name not in ("lock", "password") for entry in self.home.iterdir()):
            self.home.chmod(self.home.stat().st_mode & 0o777 | 0o011)
        if not account.can_enter(self.home):
            raise ServerError(
                f"PostgreSQL does not run as root, and uid {account.uid}, which it runs as, cannot enter {self.home}",
                "set CLUSTERDB_HOME to a folder that others may enter, such as /var/lib/clusterdb",
            )

    def password(self) -> str:
        """The password, made with the data folder."""
        try:
            found = self.password_file.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            found = ""
        if not found:
            raise ServerError(
                f"the password of {self.data} is gone: {self.password_file} is missing or empty",
                f"put that file back, or move {self.home} away and ingest again",
            )
        return found

    def postmaster(self) -> Postmaster | None:
        """What data/postmaster.pid says; None where there is none or it is cut short. It may be stale."""
        try:
            lines = (self.data / "postmaster.pid").read_text(errors="replace").splitlines()
            socket = Path(lines[4]) if lines[4] else None
            return Postmaster(int(lines[0]), int(lines[3]), socket, len(lines) > 7 and lines[7].strip() == "ready")
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def major(self) -> int | None:
        """The major version that made the data; None where there is no data yet."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            if self.data.is_dir() and any(self.data.iterdir()):
                raise ServerError(
                    f"{self.data} is not empty and is no PostgreSQL data folder",
                    "move it away, or set CLUSTERDB_HOME to another folder",
                ) from None
            return None

    def remembered_port(self) -> int | None:
        """The port of the last start, if it is known."""
        try:
            return int(self.port_file.read_text())
        except (FileNotFoundError, ValueError):
            return None

    def socket_folder(self) -> Path | None:
        """A folder for the Unix socket, made if need be; None where there can be none, and TCP must do."""
        if sys.platform == "win32":
            return None
        account = self.account
        short = f"clusterdb-{digest(self.home, 12)}"
        for folder in (self.home / "socket", Path(tempfile.gettempdir(), short), Path("/tmp", short)):  # noqa: S108  (owner checked below)
            if len(os.fsencode(folder / ".s.PGSQL.65535")) > _SOCKET_PATH_MAX:
                continue
            if account is not None and not account.can_enter(folder.parent):
                continue
            folder.mkdir(mode=0o700, exist_ok=True)
            owner = folder.lstat().st_uid
            # in /tmp anybody may have made it first
            if folder.is_symlink() or owner not in {os.geteuid(), account.uid if account else os.geteuid()}:
                continue
            self.give(folder, 0o700)
            return folder
        return None

    def give(self, path: Path, mode: int) -> None:
        """Set the mode of `path` and make it the server account's."""
        path.chmod(mode)
        if (account := self.account) is not None:
            account.own(path)

    def open_log(self) -> int:
        """See to it that the server can write its log; gives the log's length so far."""
        if self.log.exists() and self.log.stat().st_size > _LOG_MAX:
            self.log.replace(self.log.with_suffix(".log.1"))
        self.log.touch()
        self.give(self.log, 0o600)
        return self.log.stat().st_size

    def log_since(self, start: int) -> str:
        """What the server has said since its log was `start` bytes long; the last 2,000 characters at most."""
        try:
            with self.log.open("rb") as file:
                file.seek(start)
                return file.read().decode(errors="replace").strip()[-2000:]
        except FileNotFoundError:
            return ""

    def reachable(self, binaries: Binaries) -> Binaries:
        """`binaries`, or a copy in the folder where the server's account cannot read them (a venv below /root).

        Copying some 30 MB once is better than opening somebody's home to the world.
        """
        if self._runs(binaries):
            return binaries
        tree = binaries.folder.parent
        package = tree.parent
        libraries = package.with_name(package.name + ".libs")  # found by RPATH $ORIGIN/../../../<package>.libs
        made = binaries.path("postgres").stat()
        copy = self.home / f"programs-{digest(tree / str(made.st_mtime_ns) / str(made.st_size), 12)}"
        if not copy.exists():
            for old in self.home.glob("programs-*"):
                shutil.rmtree(old)
            draft = self.home / "programs-draft"
            skip = shutil.ignore_patterns("include", "doc", "man", "*.a", "__pycache__")
            shutil.copytree(tree, draft / package.name / tree.name, symlinks=True, ignore=skip)
            if libraries.is_dir():
                shutil.copytree(libraries, draft / libraries.name)
            for path in (draft, *draft.rglob("*")):
                if not path.is_symlink():
                    path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            draft.rename(copy)
        found = Binaries(copy / package.name / tree.name / binaries.folder.name, binaries.origin)
        if not self._runs(found):
            raise ServerError(
                f"the account that PostgreSQL runs as can run neither {binaries.path('postgres')} nor a copy of it",
                "set CLUSTERDB_HOME to a folder on a disk that is not mounted noexec",
            )
        return found

    def _runs(self, binaries: Binaries) -> bool:
        account = self.account
        return account is None or can_run(binaries.path("postgres"), account)

    def initdb(self, binaries: Binaries, lock: int) -> None:
        """Make the data: into a draft, then renamed, so that a killed run leaves no half-made data folder.

        initdb inherits `lock`: where this process alone is killed, the next waits for it to end before it clears away.
        """
        draft, password = self.home / "data.draft", secrets.token_urlsafe(24)
        shutil.rmtree(draft, ignore_errors=True)
        account = self.account
        draft.mkdir()
        self.give(draft, 0o700)
        handed = self.home / "password.draft"
        write_private(handed, password)
        self.give(handed, 0o600)
        fixed = [f"--pwfile={handed}", "--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--locale=C"]
        if binaries.major() >= 17:
            fixed += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        status, said = 1, ""
        try:
            for kinds in _CHARACTER_KINDS:
                command = ["-D", str(draft), "-U", NAME, *fixed, f"--lc-ctype={kinds}"]
                status, said = run_program(binaries.path("initdb"), command, account, keep=[lock])
                if not status or "invalid locale name" not in said:
                    break
            if status:
                raise ServerError(f"initdb could not make {self.data}:\n{said[-2000:]}", "see what it says above")
        finally:
            handed.unlink()
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_CONFIGURATION)
        write_private(self.password_file, password)
        if self.data.exists():
            self.data.rmdir()  # empty: `major` has looked
        draft.rename(self.data)


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody else may read at any moment, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
