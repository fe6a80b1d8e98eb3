"""How a database is reached: a URL or a libpq string taken apart once, and written again for whoever asks.

Goes in: `postgresql://…`, `postgres://…`, `postgresql+psycopg://…` or `host=… dbname=…`. Comes out: `Connection`, which
gives SQLAlchemy's URL, psycopg's string, a URL to show or to paste into a BI tool, and psql's environment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from psycopg import ProgrammingError, pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from sqlalchemy import URL

_SCHEME = re.compile(r"(?P<scheme>[A-Za-z][\w.-]*)(?:\+(?P<driver>\w+))?://")
_EXAMPLE = "write it as postgresql://user:password@host:5432/database, with %25 for % and %40 for @ in a password"


@dataclass(frozen=True, slots=True)
class Connection:
    """Where a database is and who asks. `host` may be a folder with a Unix socket; None leaves a thing to libpq.

    `password` never shows in repr(); `options` are libpq's other keywords (sslmode …).
    """

    host: str | None = None
    port: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    dbname: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    def conninfo(self) -> str:
        """The string of psycopg and libpq: `host=… port=…`, password and all."""
        return make_conninfo("", **self._keywords())

    def sqlalchemy_url(self) -> URL:
        """The URL for create_engine, always on psycopg 3. A `%` in a password needs no care: URL is an object."""
        from sqlalchemy import URL  # noqa: PLC0415  (`clusterdb psql` does without, and starts the sooner)

        single = self.host is not None and "/" not in self.host and "," not in self.host
        port = int(self.port) if single and self.port else None
        query = dict(self.options)
        if not single:
            query |= {name: value for name, value in (("host", self.host), ("port", self.port)) if value}
        host = self.host if single else None
        return URL.create("postgresql+psycopg", self.user, self.password, host, port, self.dbname, query)

    def url(self, show_password: bool = False, scheme: str = "postgresql") -> str:
        """One line to read or to paste: postgresql://clusterdb:***@127.0.0.1:25432/clusterdb."""
        login = quote(self.user, safe="") if self.user else ""
        if self.password:
            login += ":" + (quote(self.password, safe="") if show_password else "***")
        plain = self.host is not None and "/" not in self.host and "," not in self.host
        place = ""
        query = dict(self.options)
        if plain and self.host is not None:
            place = (f"[{self.host}]" if ":" in self.host else self.host) + (f":{self.port}" if self.port else "")
        else:
            query |= {name: value for name, value in (("host", self.host), ("port", self.port)) if value}
        tail = "?" + urlencode(query, safe="/,", quote_via=quote) if query else ""
        return f"{scheme}://{login}{'@' if login else ''}{place}/{quote(self.dbname or '', safe='')}{tail}"

    def environment(self) -> dict[str, str]:
        """The same as PGHOST, PGPORT, PGPASSWORD …: for psql, so that no password stands on a command line.

        The few keywords without a variable (keepalives …) are timing matters of no weight to psql, and stay out.
        """
        variables = {
            option.keyword.decode(): option.envvar.decode() for option in pq.Conninfo.get_defaults() if option.envvar
        }
        return {variables[name]: value for name, value in self._keywords().items() if name in variables}

    def to(self, dbname: str) -> Connection:
        """The same server and user, another database."""
        return Connection(self.host, self.port, self.user, self.password, dbname, self.options)

    def _keywords(self) -> dict[str, str]:
        named = {
            "host": self.host,
            "port": self.port,
            "user": self.user,
            "password": self.password,
            "dbname": self.dbname,
        }
        return {name: value for name, value in named.items() if value is not None} | dict(self.options)


def read_connection(url: str) -> Connection:
    """Take a URL or a libpq string apart: postgres://u:p%25@h/d -> host h, user u, password p%, dbname d.

    Raises SettingsError, in words that do not repeat a password, for what is no address of a PostgreSQL.
    """
    text = url.strip()
    if head := _SCHEME.match(text):
        if head["scheme"] not in ("postgres", "postgresql"):
            raise SettingsError(f"the database URL begins with {head[0]}, and only PostgreSQL will do", _EXAMPLE)
        # a space passes elsewhere, in SQLAlchemy's own URLs for one, and libpq wants it spelled out
        text = "postgresql://" + text[head.end() :].replace(" ", "%20")
    elif "=" not in text:
        raise SettingsError("the database URL has neither a scheme nor name=value pairs", _EXAMPLE)
    try:
        found = {name: str(value) for name, value in conninfo_to_dict(text).items() if value is not None}
    except ProgrammingError as error:
        # libpq quotes the faulty part of a URL, which may be the password: say the kind of fault alone
        fault = re.sub(r'"[^"]*"', "…", str(error).strip())
        raise SettingsError(f"the database URL cannot be read: {fault}", _EXAMPLE) from None
    named = {name: found.pop(name, None) for name in ("host", "port", "user", "password", "dbname")}
    if (port := named["port"]) and not all(part.isdigit() or not part for part in port.split(",")):
        raise SettingsError("the database URL's port is not a number", _EXAMPLE)
    return Connection(**named, options=found)
