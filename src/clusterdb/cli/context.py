"""What every command gets: which database, which language. In: the options of `clusterdb`. Out: an engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from clusterdb.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Session:
    """The options that come before the command. `lang` is zh or en."""

    database_url: str | None = None
    lang: str = "en"
    verbose: bool = False

    def engine(self) -> Engine:
        """An engine on the database that was asked for; the embedded server starts on demand."""
        from clusterdb.db.engine import make_engine

        return make_engine(self.database_url)

    def filled(self) -> Engine:
        """The same, for a command that only reads: an empty database is an error that says what to do."""
        from sqlalchemy import text

        engine = self.engine()
        with engine.connect() as connection:
            if connection.scalar(text("SELECT to_regclass('report.target_status') IS NULL")):
                raise DatabaseError("there is nothing in this database yet", "clusterdb ingest fills it")
        return engine


def keeping(count: int) -> None:
    """Say that so many verdicts are worked out anew, which takes a while."""
    from clusterdb.cli.language import t
    from clusterdb.cli.terminal import say

    say(t("working out anew what became of {count:,} targets …", count=count))


#: hands the Session to a command
pass_session = click.make_pass_decorator(Session, ensure=True)
