"""`clusterdb ingest`: files and folders into the database, with a bar while it runs and a summary at the end."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clusterdb.cli.context import Session, keeping, pass_session
from clusterdb.cli.language import count, t, told
from clusterdb.cli.terminal import clean, say, talk
from clusterdb.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from clusterdb.pipeline import Progress, Report

HELP = """Read documents into the database.

PATHS are files or folders [default: data/raw below the current folder]. Markdown, HTML, text, DOCX and PDF with a text layer are read. A file
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
@click.option(
    "--workers", type=click.IntRange(min=1), metavar="N", help="Processes that read side by side. [default: the cores]"
)
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
                report = pipeline.ingest(
                    session.engine(), _existing(paths), each=log.document, keeping=log.keeping, **options
                )
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
        report = pipeline.ingest(engine, wanted, progress=progress, keeping=keeping, **options)
    _summarise(report, wanted, quiet)
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
            TextColumn(t("reading")),
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
        words = count(claims, "{count:,} claim", "{count:,} claims")
        if elapsed > 1:
            words += t(", {rate:.1f} documents/s", rate=progress.done / elapsed)
        if progress.rejected:
            words += t(", {count:,} set aside", count=progress.rejected)
        self._progress.update(self._task, completed=progress.done, total=progress.total, told=words)


def _summarise(report: Report, wanted: list[Path], quiet: bool) -> None:
    for one in report.rejected:
        say(t("set aside: {path}: {reason}", path=clean(one.path), reason=clean(told(one.reason))), "yellow")
        if one.remedy:
            say(clean(told(one.remedy)), indent=2)
    for path in report.missing:
        gone = t("its rows are removed") if report.pruned else t("its rows stay; --prune removes them")
        say(t("gone: {path}: {gone}", path=clean(path), gone=gone), "yellow")
    if quiet:
        return
    parts = [
        (report.read, t("{count:,} read", count=report.read)),
        (report.replaced, t("{count:,} read again", count=report.replaced)),
        (report.unchanged, t("{count:,} unchanged", count=report.unchanged)),
        (len(report.rejected), t("{count:,} set aside", count=len(report.rejected))),
    ]
    found = t(", ").join(words for number, words in parts if number) or t("none found")
    documents = count(report.documents, "{count:,} document: ", "{count:,} documents: ")
    say(documents + found + t("  ({seconds:.1f} s)", seconds=report.seconds))
    where = clean(str(wanted[0])) if len(wanted) == 1 else t("the {count:,} files and folders given", count=len(wanted))
    targets = count(report.targets, "{count:,} target", "{count:,} targets")
    achievements = count(report.achievements, "{count:,} achievement", "{count:,} achievements")
    say(t("in {where}: {targets}, {achievements}", where=where, targets=targets, achievements=achievements))
    say(
        count(
            report.skipped,
            "{count:,} figure was left out, with its reason (clusterdb status --left-out)",
            "{count:,} figures were left out, each with its reason (clusterdb status --left-out)",
        )
    )
