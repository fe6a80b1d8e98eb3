"""What the tests share: one PostgreSQL for the whole run, and databases in it.

Every run has an embedded server in a temporary folder; workers of one run share it, and it is stopped and removed at
the end. A server that cannot be made fails the tests that need it. Fixtures:

    server          the EmbeddedServer, running (session)
    postgres        how to reach it as its superuser, database postgres (session)
    database_url    an empty database of the module's own (module)
    migrated_url    one that has the tables and views (module)
    engine          an engine on migrated_url (module)
    new_database    a function that makes further ones: new_database(), new_database(migrated=True) (function)

A test marked `every_postgres` that uses any of the last five runs a second time on a server of another major version,
where there is one: CLUSTERDB_TEST_EXTERNAL_URL (a superuser's), or the programs of /usr/lib/postgresql/*/bin.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine

from clusterdb.db import locks
from clusterdb.db.binaries import Binaries, find_binaries
from clusterdb.db.connection import Connection, read_connection
from clusterdb.db.engine import make_engine
from clusterdb.db.server import EmbeddedServer
from clusterdb.errors import ServerError

_RUN = "CLUSTERDB_TEST_RUN"  # the run's folder; set by the controller, inherited by its workers
_PORT = 25500  # not 25432, which a developer's own server wants back


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "every_postgres: runs on each major version of PostgreSQL that is installed")
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    run = Path(tempfile.mkdtemp(prefix="clusterdb-test-"))
    run.chmod(0o711)  # as root the server runs as nobody and must come in
    os.environ[_RUN] = str(run)
    os.environ["CLUSTERDB_HOME"] = str(run / "embedded")
    os.environ.pop("CLUSTERDB_DATABASE_URL", None)
    for number, name in enumerate(("embedded", "other")):
        (run / name).mkdir(mode=0o711)
        (run / name / "port").write_text(str(_PORT + 10 * number))
    alive = ExitStack()
    alive.enter_context(locks.exclusive(run / "alive", 10))
    config.add_cleanup(alive.close)
    config.add_cleanup(_clean_up)
    _clear_away_killed_runs()


def _clean_up() -> None:
    if url := os.environ.get("CLUSTERDB_TEST_EXTERNAL_URL"):
        _drop_databases(read_connection(url))
    _remove(_run())


def _clear_away_killed_runs() -> None:
    """Stop and remove what earlier runs left that were killed: nobody holds their lock."""
    for run in Path(tempfile.gettempdir()).glob("clusterdb-test-*"):
        with suppress(OSError, ServerError):
            found = (run / "alive").stat()
            if found.st_uid == os.geteuid() and found.st_mtime < time.time() - 60 and not locks.held(run / "alive"):
                _remove(run)


def _remove(run: Path) -> None:
    for data in [*run.glob("*/data"), *run.glob("*/*/data")]:
        with suppress(ServerError):  # some tests break their server's folder on purpose
            EmbeddedServer(data.parent).stop()
    shutil.rmtree(run, ignore_errors=True)


def _run() -> Path:
    return Path(os.environ[_RUN])


def _prefix() -> str:
    return f"{_run().name.replace('-', '_').lower()}_"


@cache
def other_postgres() -> str | None:
    """A PostgreSQL of another major version than the embedded one: "external", a bin folder, or None."""
    if os.environ.get("CLUSTERDB_TEST_EXTERNAL_URL"):
        return "external"
    own = find_binaries().major()
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if folder.parent.name not in (str(own), "9") and not Binaries(folder, "").lacks():
            return str(folder)
    return None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "postgres" in metafunc.fixturenames and metafunc.definition.get_closest_marker("every_postgres"):
        servers = ["embedded"] + ([found] if (found := other_postgres()) else [])
        names = ["embedded", *(f"postgres-{Path(name).parent.name or name}" for name in servers[1:])]
        metafunc.parametrize("postgres", servers, ids=names, indirect=True, scope="session")


@pytest.fixture(scope="session")
def server() -> EmbeddedServer:
    """The embedded server of this run, running."""
    return in_haste(EmbeddedServer().start())


def in_haste(server: EmbeddedServer) -> EmbeddedServer:
    """Spare a server of the tests waiting for the disk: no test here pulls the plug of the machine."""
    with psycopg.connect(server.conninfo, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Connection:
    """How to reach a server as its superuser: the embedded one, or another for tests marked every_postgres."""
    which = getattr(request, "param", "embedded")
    if which == "embedded":
        found: EmbeddedServer = request.getfixturevalue("server")
    elif which == "external":
        return read_connection(os.environ["CLUSTERDB_TEST_EXTERNAL_URL"]).to("postgres")
    else:
        found = in_haste(EmbeddedServer(_run() / "other", Binaries(Path(which), "tests")).start())
    return found.connection(tcp=True).to("postgres")


@pytest.fixture(scope="module")
def database_url(postgres: Connection) -> Iterator[str]:
    """An empty database of the module's own."""
    with _database(postgres) as url:
        yield url


@pytest.fixture(scope="module")
def migrated_url(postgres: Connection) -> Iterator[str]:
    """A database of the module's own with the tables and views in it, and no rows."""
    with _database(postgres, _template(postgres)) as url:
        yield url


@pytest.fixture(scope="module")
def engine(migrated_url: str) -> Iterator[Engine]:
    """An engine on `migrated_url`."""
    found = make_engine(migrated_url)
    yield found
    found.dispose()


@pytest.fixture
def new_database(postgres: Connection) -> Iterator[Callable[..., str]]:
    """A function that makes a database for this test alone and gives its URL."""
    with ExitStack() as databases:

        def make(migrated: bool = False) -> str:
            return databases.enter_context(_database(postgres, _template(postgres) if migrated else "template0"))

        yield make


@contextmanager
def _database(postgres: Connection, template: str = "template0") -> Iterator[str]:
    name = _prefix() + uuid.uuid4().hex[:12]
    _create(postgres, name, template)
    yield postgres.to(name).url(show_password=True, scheme="postgresql+psycopg")
    with psycopg.connect(postgres.conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _create(postgres: Connection, name: str, template: str) -> None:
    with psycopg.connect(postgres.conninfo(), autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )


def _template(postgres: Connection) -> str:
    """A database with the tables and views, made once a run and server; copying it is quicker than migrating."""
    from clusterdb.db.migrate import upgrade

    name = f"{_prefix()}template"
    with locks.exclusive(_run() / "template.lock", 120):
        with psycopg.connect(postgres.conninfo()) as connection:
            if connection.execute("SELECT FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None:
                return name
        draft = f"{name}_draft"
        with psycopg.connect(postgres.conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        _create(postgres, draft, "template0")
        engine = make_engine(postgres.to(draft).url(show_password=True))
        try:
            upgrade(engine)
        finally:
            engine.dispose()
        with psycopg.connect(postgres.conninfo(), autocommit=True) as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name))
            )
    return name


def _drop_databases(connection: Connection) -> None:
    """Leave nothing of this run on a server that is not ours."""
    with psycopg.connect(connection.to("postgres").conninfo(), autocommit=True) as admin:
        names = admin.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (_prefix(),)).fetchall()
        for (name,) in names:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
