"""The list of commands, and the group that loads each when it is first asked for.

In: the arguments of the process. Out: the command's output, and the exit status that `clusterdb.errors` defines.
"""

from __future__ import annotations

import traceback
from importlib import import_module
from typing import Any

import click

from clusterdb.cli.language import t, told
from clusterdb.cli.pages import SpokenContext, speaking, spoken
from clusterdb.errors import ClusterdbError, SettingsError

#: name -> (module, attribute, one line for the list); a test keeps the lines equal to the commands' own
COMMANDS: dict[str, tuple[str, str, str]] = {
    "ingest": ("clusterdb.cli.ingest", "ingest", "Read documents into the database."),
    "status": ("clusterdb.cli.status", "status", "Show what the database holds, document by document."),
    "targets": ("clusterdb.cli.tables", "targets", "List what was promised."),
    "compare": ("clusterdb.cli.tables", "compare", "Set what was promised against what was reported."),
    "show": ("clusterdb.cli.show", "show", "Show one claim in the sentence that states it."),
    "export": ("clusterdb.cli.export", "export", "Write a view as JSON lines, CSV or Parquet."),
    "report": ("clusterdb.cli.report", "report", "Write targets against results as one page for the browser."),
    "review": ("clusterdb.cli.review", "review", "Accept, reject or correct claims by hand."),
    "explain": ("clusterdb.cli.explain", "explain", "Print a document with every figure marked, and why."),
    "evaluate": ("clusterdb.cli.evaluate", "evaluate", "Score the extraction against claims made by hand."),
    "lexicon": ("clusterdb.cli.lexicon", "lexicon", "Check and extend what clusterdb knows of the language."),
    "schema": ("clusterdb.cli.schema", "schema", "Write the manual of tables and views."),
    "check": ("clusterdb.cli.check", "check", "Check that the data are sound."),
    "doctor": ("clusterdb.cli.doctor", "doctor", "Look whether everything is in order, and say what to do."),
    "bi": ("clusterdb.cli.bi", "bi", "Let BI tools in, to read and no more."),
    "backup": ("clusterdb.cli.backup", "backup", "Write the whole database into a file."),
    "restore": ("clusterdb.cli.backup", "restore", "Bring a backup back."),
    "move": ("clusterdb.cli.backup", "move", "Copy everything to another PostgreSQL."),
    "url": ("clusterdb.cli.server", "url", "Print how to connect to the database."),
    "psql": ("clusterdb.cli.server", "psql", "Open psql on the database."),
    "db": ("clusterdb.cli.server", "db", "Start, stop and look at the embedded server."),
}

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Read", ("ingest", "status")),
    ("Ask", ("compare", "targets", "show", "report", "export")),
    ("Understand", ("explain", "review", "evaluate", "lexicon", "schema")),
    ("Database", ("bi", "psql", "url", "check", "doctor", "backup", "restore", "move", "db")),
)


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one when it runs."""

    context_class = SpokenContext

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the options that come before the command; wrong ones are told in the language asked for."""
        try:
            return super().make_context(info_name, args, parent, **extra)
        except click.UsageError as error:
            raise spoken(error) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All names, in the order of the help page."""
        return [name for _, names in GROUPS for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return speaking(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands by what they are for, without loading any."""
        width = max(map(len, COMMANDS)) + 2
        for title, names in GROUPS:
            with formatter.section(title):
                formatter.write_dl([(name.ljust(width - 2), COMMANDS[name][2]) for name in names])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; an unknown name is answered with the nearest known ones."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = t("did you mean {names}?", names=t(" or ").join(near)) if near else t("see clusterdb --help")
            raise click.UsageError(t("there is no command {name}; ", name=args[0]) + hint, ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn errors into a plain message and the exit status that belongs to them."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise spoken(error) from error
        except KeyboardInterrupt:
            kept = t("interrupted; what was finished is kept, and the same command goes on from here")
            click.echo(f"\n{kept}", err=True)
            ctx.exit(130)
        except ClusterdbError as error:
            _complain(ctx, error)
            ctx.exit(error.exit_code)
        except Exception as error:
            trouble = trouble_outside(error)
            if trouble is None:
                raise
            _complain(ctx, trouble)
            ctx.exit(trouble.exit_code)


def _complain(ctx: click.Context, error: ClusterdbError) -> None:
    from clusterdb.cli.terminal import clean, say

    if getattr(ctx.obj, "verbose", False):
        click.echo(traceback.format_exc(), err=True)
    say(t("error: {what}", what=clean(told(error.message), keep_lines=True)))
    if error.remedy:
        say(told(error.remedy), indent=2)


def trouble_outside(error: Exception) -> ClusterdbError | None:
    """What the database, the file system or the keyboard did, as an error of ours; None for anything else."""
    if isinstance(error, OSError) and error.filename is not None and not isinstance(error, ConnectionError):
        name = str(error.filename)
        shown = name if len(name) <= 200 else f"{name[:200]}…"
        return SettingsError(f"{shown}: {error.strerror or error}", "check the name, the permissions and the disk")
    if isinstance(error, UnicodeEncodeError):
        # bytes that are no UTF-8, as a shell in another encoding hands them over
        return SettingsError("something that was typed is no text in UTF-8", "use a terminal whose encoding is UTF-8")
    return database_trouble(error)


def database_trouble(error: Exception) -> ClusterdbError | None:
    """What the database driver says, as an error of ours; None for anything else."""
    from sqlalchemy.exc import DBAPIError

    from clusterdb.errors import DatabaseError

    if not isinstance(error, DBAPIError):
        return None
    said = str(error.orig).strip().splitlines()
    first = said[0] if said else type(error.orig).__name__
    if error.connection_invalidated or type(error.orig).__name__ == "OperationalError":
        return DatabaseError(
            f"the database cannot be reached: {first}",
            "clusterdb db status tells about the embedded server; for your own, check --database-url",
        )
    return DatabaseError(f"the database refused: {first}", "run again with -v for the whole story")
