"""The command line. A command parses its arguments, makes one call into the pipeline or the views, and prints.

Commands live in modules of their own that load when they run, so that `clusterdb --help` answers at once.
"""

from __future__ import annotations

import click

from clusterdb import __version__
from clusterdb.cli.commands import LazyGroup
from clusterdb.cli.context import Session
from clusterdb.cli.language import of_the_locale

EPILOG = """\b
Examples:
  clusterdb ingest                          read the documents below data/raw
  clusterdb ingest ~/reports --workers 4    or those of another folder
  clusterdb compare --region 广东 --year 2022
  clusterdb compare --status missed --status met
  clusterdb show 3f2a91c0                   the sentence behind a number
  clusterdb export claims -o claims.csv
  clusterdb psql -c "SELECT * FROM report.target_status LIMIT 5"

Data go to standard output, everything else to standard error.

\b
Exit status: 0 all well; 1 an error, with its remedy; 2 wrong usage;
3 documents were set aside; 4 a check failed; 130 interrupted.
"""


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--database-url",
    envvar="CLUSTERDB_DATABASE_URL",
    metavar="URL",
    help="A PostgreSQL of yours, 15 or newer: postgresql://user:password@host/name. [default: the embedded server]",
)
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    envvar="CLUSTERDB_LANG",
    is_eager=True,
    help="Speak Chinese or English. [default: from the locale]",
)
@click.option("-v", "--verbose", is_flag=True, help="Say more; show a traceback where something breaks.")
@click.version_option(__version__, prog_name="clusterdb", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context, database_url: str | None, lang: str | None, verbose: bool) -> None:
    """What China's governments promise in numbers, and what they report.

    clusterdb reads policy documents (work reports, plans, press conferences, news) into a PostgreSQL database in
    which every promised and every reported number is a row tied to the words that state it, and answers: who promised
    what by when, and did it come true?

    Without further settings it runs a PostgreSQL of its own, in your user folder; CLUSTERDB_HOME moves it.
    """
    context.obj = Session(
        database_url=database_url or None,
        lang=lang or of_the_locale(),
        verbose=verbose,
    )
