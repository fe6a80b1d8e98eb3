"""Who the server runs as, and where its folder may be.

PostgreSQL refuses to run as root. Where clusterdb itself is root, the programs are started as an unprivileged account
(the owner of the data, else nobody), in the child process only; the folder must then lie where that account can go.
"""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs

from clusterdb.db.settings import read_settings
from clusterdb.errors import ServerError

if sys.platform != "win32":
    import pwd

_NO_ACCOUNT = "run clusterdb as an ordinary user, or set CLUSTERDB_DATABASE_URL to a server"


def is_root() -> bool:
    """True for uid 0; never on Windows."""
    return sys.platform != "win32" and os.geteuid() == 0


@dataclass(frozen=True, slots=True)
class Account:
    """A user and group to start programs as."""

    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """True where permissions let this account into `folder` and all above it; folders still to be made let it."""
        for step in (folder, *folder.parents):
            try:
                found = step.stat()
            except FileNotFoundError:
                continue
            bit = 0o100 if found.st_uid == self.uid else 0o010 if found.st_gid == self.gid else 0o001
            if not found.st_mode & bit:
                return False
        return True

    def own(self, path: Path) -> None:
        """Make `path` this account's."""
        os.chown(path, self.uid, self.gid)


def server_account(data: Path) -> Account | None:
    """Who the server of the folder `data` runs as: None for who we are, an account where we are root."""
    if sys.platform == "win32":
        return None
    owner = data.stat() if data.exists() else None
    if not is_root():
        if owner is not None and owner.st_uid != os.geteuid():
            raise ServerError(
                f"{data} belongs to uid {owner.st_uid}, and you are uid {os.geteuid()}",
                "run clusterdb as that user, or set CLUSTERDB_HOME to a folder of your own",
            )
        return None
    if owner is None or (owner.st_uid == 0 and not any(data.iterdir())):
        return _nobody()
    if owner.st_uid == 0:
        raise ServerError(f"{data} belongs to root, whom PostgreSQL refuses", f"chown -R nobody {data}")
    return Account(owner.st_uid, owner.st_gid)


def default_home() -> Path:
    """The folder of the embedded server: CLUSTERDB_HOME, else `clusterdb` in the user's data folder.

    For root, whose data folder is mostly closed to others (/root is 0700), /var/lib/clusterdb; a further root with
    another closed HOME has a folder of its own beside it.
    """
    if (home := read_settings().home) is not None:
        return home
    home = Path(platformdirs.user_data_dir("clusterdb", appauthor=False))
    if not is_root() or _nobody().can_enter(home):
        return home
    system = Path("/var/lib") if sys.platform == "linux" else Path(platformdirs.site_data_dir())
    if home.is_relative_to(pwd.getpwuid(0).pw_dir):
        return system / "clusterdb"
    return system / f"clusterdb-{digest(home, 8)}"


def digest(path: Path, length: int) -> str:
    """A short name for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:length]


def run_program(
    program: Path, arguments: Sequence[str | Path], account: Account | None, keep: Sequence[int] = ()
) -> tuple[int, str]:
    """Run one of PostgreSQL's programs as `account`; gives its exit status and what it printed.

    `keep` are descriptors that the child inherits. The words go to a file, not to a pipe: a server that pg_ctl left
    running keeps a pipe open, and reading it would never end. PG* and locale variables of ours stay out: an ungenerated
    LANG breaks initdb.
    """
    ours = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PG", "LC_")) and name not in ("LANG", "LANGUAGE", "TZ")
    }
    options: dict[str, Any] = {}
    if account is not None:
        options = {"user": account.uid, "group": account.gid, "extra_groups": []}
    if sys.platform != "win32":
        options["pass_fds"] = tuple(keep)
    with tempfile.TemporaryFile() as printed:
        try:
            status = subprocess.run(  # noqa: S603  (PostgreSQL's own programs, no shell)
                [str(program), *map(str, arguments)],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                cwd=program.anchor,
                env={**ours, "LC_ALL": "C"},
                check=False,
                **options,
            ).returncode
        except (OSError, subprocess.SubprocessError) as error:
            if account is None:
                raise ServerError(f"{program} cannot be run: {error}") from error
            raise ServerError(f"{program} cannot be run as uid {account.uid}: {error}", _NO_ACCOUNT) from error
        printed.seek(0)
        return status, printed.read().decode(errors="replace").strip()


def can_run(program: Path, account: Account) -> bool:
    """True where `account` may and can run `program`: it may lie below a closed folder, or its libraries may."""
    try:
        return run_program(program, ["--version"], account)[0] == 0
    except ServerError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in (errno.EACCES, errno.ENOEXEC):
            return False
        raise


def _nobody() -> Account:
    try:
        found = pwd.getpwnam("nobody")
    except KeyError:
        raise ServerError("PostgreSQL refuses root, and there is no account named nobody", _NO_ACCOUNT) from None
    return Account(found.pw_uid, found.pw_gid)
