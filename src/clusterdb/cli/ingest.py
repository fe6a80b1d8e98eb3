"""`clusterdb ingest`: files and folders into the database, with a bar while it runs and a summary at the end."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.terminal import clean, say, talk
from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clusterdb.pipeline import Progress, Report

HELP = """Read documents into the database.

PATHS are files or folders [default: data/raw]. Markdown, HTML, text, DOCX and PDF with a text layer are read. A file
X.toml beside X.txt may state what a person knows and the text lacks, such as the year of publication.

A document is in the database whole or not at all. One that cannot be read is set aside with the reason, the others go
on, and the exit status is 3. Ingesting again does only what changed: it may be interrupted and repeated at any time.

\b
Examples:
  clusterdb ingest
  clusterdb ingest ~/reports ~/more/2026.pdf
  clusterdb ingest ~/reports --workers 1
  clusterdb ingest ~/reports --prune      forget documents whose file is gone
  clusterdb ingest ~/reports --log-format json 2> ingest.log
"""

DEFAULT = Path("data/raw")


@click.command("ingest", help=HELP, short_help="Read documents into the database.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--workers", type=click.IntRange(min=1), help="Processes that read side by side. [default: the cores]")
@click.option("--prune", is_flag=True, help="Remove documents whose file is gone; they are only reported otherwise.")
@click.option("--reread", is_flag=True, help="Read every document again, changed or not.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: one object a line on standard error, for programs.",
)
@pass_session
def ingest(
    session: Session,
    paths: tuple[Path, ...],
    workers: int | None,
    prune: bool,
    reread: bool,
    quiet: bool,
    log_format: str,
) -> None:
    """Read documents into the database."""
    from clusterdb import pipeline

    options: dict[str, Any] = {"workers": workers, "prune": prune, "reread": reread}
    with _stoppable():
        if log_format == "json":
            from clusterdb.cli.run_log import RunLog

            log = RunLog()
            with log.to_the_end():
                log.started(paths or (DEFAULT,))
                report = pipeline.ingest(session.engine(), _existing(paths), each=log.document, **options)
                log.finished(report)
        else:
            report = _ingest_for_people(session, _existing(paths), quiet, options)
    if report.rejected:
        sys.exit(3)


def _ingest_for_people(session: Session, wanted: list[Path], quiet: bool, options: dict[str, Any]) -> Report:
    """Run with a bar on a terminal, and say in words what came of it."""
    from clusterdb import pipeline

    engine = session.engine()
    bar = _Bar() if talk().is_terminal and not quiet else None
    showing: AbstractContextManager[Any] = bar if bar is not None else nullcontext()
    progress: Callable[[Progress], None] | None = bar.update if bar is not None else None
    with showing:
        report = pipeline.ingest(engine, wanted, progress=progress, **options)
    _summarise(report, quiet)
    return report


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let SIGTERM end a run as Ctrl-C does: the workers stop, the book of runs is closed, the exit status is 130."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _existing(paths: tuple[Path, ...]) -> list[Path]:
    if not paths:
        if not DEFAULT.is_dir():
            raise SettingsError(
                f"there is no folder {DEFAULT} here", "name the documents: clusterdb ingest FILE_OR_FOLDER …"
            )
        return [DEFAULT]
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise SettingsError(f"{path} does not exist", "name files or folders that are there")
    return list(paths)


class _Bar:
    """Documents, claims and rate on one line of the terminal; gone when the run is over."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=talk(),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None, told="")

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def update(self, progress: Progress) -> None:
        """Show how far the run has come."""
        claims = progress.targets + progress.achievements
        elapsed = self._progress.tasks[self._task].elapsed or 0
        rate = f", {progress.done / elapsed:.1f} documents/s" if elapsed > 1 else ""
        aside = f", {progress.rejected} set aside" if progress.rejected else ""
        self._progress.update(
            self._task, completed=progress.done, total=progress.total, told=f"{claims:,} claims{rate}{aside}"
        )


def _summarise(report: Report, quiet: bool) -> None:
    for one in report.rejected:
        say(f"set aside: {clean(one.path)}: {clean(one.reason)}", "yellow")
        if one.remedy:
            say(f"  {clean(one.remedy)}")
    for path in report.missing:
        gone = "its rows are removed" if report.pruned else "its rows stay; --prune removes them"
        say(f"gone: {clean(path)}: {gone}", "yellow")
    if quiet:
        return
    parts = [
        (report.read, "read"),
        (report.replaced, "read again"),
        (report.unchanged, "unchanged"),
        (len(report.rejected), "set aside"),
    ]
    told = ", ".join(f"{count:,} {word}" for count, word in parts if count) or "none found"
    say(f"{_plural(report.documents, 'document')}: {told}  ({report.seconds:.1f} s)")
    say(
        f"{_plural(report.targets, 'target')}, {_plural(report.achievements, 'achievement')}; "
        f"{_plural(report.skipped, 'figure')} left out as nobody's claim, each with its reason"
    )


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
