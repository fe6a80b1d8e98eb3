"""The reader's login: a password of its own, kept in a file, and a database opened to it.

Goes in: a connection to a database with the views. Comes out: `Login`, with which a BI tool gets in. The server is told
a SCRAM verifier worked out here, never the password: it is in no log and in no statement.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from sqlalchemy import Engine

from clusterdb.db.account import default_home, digest
from clusterdb.db.cluster_folder import ClusterFolder, write_private
from clusterdb.db.connection import Connection
from clusterdb.db.reader import (
    READER,
    close_other_databases,
    lock_down,
    make_reader,
    public_rights,
    reader_exists,
    require_right,
)
from clusterdb.errors import DatabaseError

#: What an address may say that is meant for its own user alone.
_PERSONAL = frozenset({"options", "passfile", "service", "application_name", "sslcert", "sslkey", "sslpassword"})

#: PostgreSQL's own default.
_ROUNDS = 4096

_AGAIN = "clusterdb bi --rotate makes a new one; give it to the tools that have the old"


@dataclass(frozen=True, slots=True)
class Login:
    """How the reader gets in; whether the password is new; what anybody may still do there, as statements against it."""

    connection: Connection
    password_file: Path
    is_new: bool
    public_rights: tuple[str, ...]


def open_to_reader(
    engine: Engine, connection: Connection, is_embedded: bool, rotate: bool = False, lock: bool = False
) -> Login:
    """Make or mend the role in the database of `engine`, which others reach by `connection`, and log in as it once.

    A password is made where there is none or `rotate` asks for it. The rights of PUBLIC are taken away where the server
    is embedded or `lock` asks for it. Raises DatabaseError where that cannot be, or the password on file is refused.
    """
    folder = ClusterFolder(default_home())
    file = folder.reader_password_file
    if not is_embedded:
        place = Path(f"{connection.host}:{connection.port}")
        file = file.with_name(f"{file.name}-{digest(place, 12)}")
    password = _kept(file)
    with engine.begin() as made:
        require_right(made)
        has_role = reader_exists(made)
        if has_role and password is None and not rotate:
            raise DatabaseError(f"the password of {READER} is not in {file}", _AGAIN)
        is_new = rotate or password is None
        if is_new or password is None:
            password = secrets.token_urlsafe(24)
        make_reader(made, verifier(password) if is_new or not has_role else None)
        if is_embedded or lock:
            lock_down(made)
        if is_embedded:
            close_other_databases(made)
        left = tuple(statement.as_string(None) for statement in public_rights(made))
    if is_new:
        folder.make()
        write_private(file, password)
    options = {name: value for name, value in connection.options.items() if name not in _PERSONAL}
    login = replace(connection, user=READER, password=password, options=options)
    _try(login, file)
    return Login(login, file, is_new, left)


def verifier(password: str) -> str:
    """What PostgreSQL keeps of a password of ASCII letters (RFC 5803): SCRAM-SHA-256$4096:salt$stored:server."""
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ROUNDS)
    stored = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server = hmac.digest(salted, b"Server Key", "sha256")
    in_words = [base64.b64encode(part).decode() for part in (salt, stored, server)]
    return f"SCRAM-SHA-256${_ROUNDS}:{in_words[0]}${in_words[1]}:{in_words[2]}"


def _kept(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def _try(login: Connection, file: Path) -> None:
    try:
        with psycopg.connect(login.conninfo(), connect_timeout=15) as connection:
            connection.execute("SELECT FROM report.targets LIMIT 0")
    except psycopg.Error as error:
        said = " ".join(str(error).split()).replace(login.password or "", "***")
        remedy = _AGAIN if "authentication failed" in said else "see that the server lets that role in (pg_hba.conf)"
        raise DatabaseError(
            f"{login.url()} does not let {READER} in with the password of {file}: {said}", remedy
        ) from error
