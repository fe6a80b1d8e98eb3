"""`clusterdb export`: rows of a view as JSON lines, CSV or Parquet.

In: the name of an export or of a view. Out: a stream of rows, written as it is read, so that a million rows need no
more memory than a thousand. A file appears under its name when it is whole.
"""

from __future__ import annotations

import re
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.language import count
from clusterdb.cli.terminal import say
from clusterdb.errors import NotFound, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

HELP = """Write a view as JSON lines, CSV or Parquet.

WHAT is one of

\b
  claims        every target and achievement: source, kind, metric, metric_text, quote, value, value_high, comparator,
                unit, basis, level, region, cluster, scope, period_start, period_end, hedge, confidence; a fall is
                negative, its comparator that of the words: 下降超14% is -14 and gt
  comparisons   every target with its status, the class of the comparison, the reasons, and the achievement that the
                status rests on
  or the name of any view: targets, achievements, evidence, completeness, target_status, target_ladders … ;
  `report.comparisons` is the view of all candidate pairs

Without --format the file's suffix decides; standard output gets JSON lines. A CSV file begins with a byte-order mark,
so that spreadsheets read its Chinese, and a text that a spreadsheet would run as a formula is led by an apostrophe.

\b
Examples:
  clusterdb export claims > claims.jsonl
  clusterdb export target_status -o status.csv
  clusterdb export evidence --format parquet -o evidence.parquet
"""

FORMATS = ("jsonl", "csv", "parquet")
SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}


@click.command("export", help=HELP, short_help="Write a view as JSON lines, CSV or Parquet.")
@click.argument("what")
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: by the file's suffix, else jsonl]")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@pass_session
def export(session: Session, what: str, form: str | None, output: Path | None) -> None:
    """Write a view as JSON lines, CSV or Parquet."""
    from clusterdb.cli import formats

    form = form or _form_of(output)
    if form == "parquet" and output is None:
        raise SettingsError("Parquet is no text for a terminal", "add -o FILE.parquet")
    engine = session.filled()
    with ExitStack() as stack:
        connection = stack.enter_context(engine.connect())
        statement = _statement(connection, what)
        result = stack.enter_context(connection.execution_options(yield_per=5000).execute(statement))
        columns = formats.columns_of(result)
        stream = stack.enter_context(_target(output))
        write = {"jsonl": formats.write_jsonl, "csv": formats.write_csv, "parquet": formats.write_parquet}[form]
        written = write(columns, (tuple(row) for row in result), stream, output is not None)
    if output is not None:
        say(count(written, "wrote {count:,} row to {file}", "wrote {count:,} rows to {file}", file=output))


def _form_of(output: Path | None) -> str:
    """The format that a file's suffix names. SettingsError for a suffix that names none."""
    if output is None or not output.suffix:
        return "jsonl"
    if (form := SUFFIXES.get(output.suffix.lower())) is None:
        raise SettingsError(
            f"{output.name}: nothing is known to write as {output.suffix}",
            f"use one of {', '.join(SUFFIXES)}, or --format; spreadsheets open .csv",
        )
    return form


def _statement(connection: Connection, what: str) -> Any:
    from sqlalchemy import text

    from clusterdb.cli.queries import EXPORTS

    if what in EXPORTS:
        return text(EXPORTS[what])
    name = what.removeprefix("report.")
    known = connection.scalars(
        text("SELECT viewname::text FROM pg_views WHERE schemaname = 'report' ORDER BY viewname")
    ).all()
    if name not in known:
        names = ", ".join(sorted({*EXPORTS, *known}))
        raise NotFound(f"there is nothing called {what!r} to export", f"there are: {names}")
    # one of the names that the catalogue itself gave, so that nothing else can stand there
    assert re.fullmatch(r"[a-z0-9_]+", name)
    return text(f'SELECT * FROM report."{name}" ORDER BY 1')  # noqa: S608


@contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that takes its name when it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as stream:
            yield stream
        part.replace(output)
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror}", "name another file with -o") from error
    finally:
        part.unlink(missing_ok=True)
