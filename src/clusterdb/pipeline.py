"""The stages in order; nothing else names more than one of them.

    read -> segment -> recognise -> assemble -> resolve -> load -> views

`extract` takes one document through the stages that know no database. `ingest` takes files and folders into one: it
finds the documents, hands them out to workers, and says what became of each.
"""

from __future__ import annotations

import contextlib
import gc
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from sqlalchemy import URL, Engine, exc

from clusterdb.assemble import Assembler
from clusterdb.db import migrate
from clusterdb.db.engine import make_engine
from clusterdb.errors import (
    ClusterdbError,
    DatabaseError,
    ExtractionError,
    LexiconError,
    UnknownUnit,
    UnreadableDocument,
)
from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.load import reviews as reviewing
from clusterdb.load.facts import Stamp, remove_sources, write_document
from clusterdb.load.faults import with_patience
from clusterdb.load.kept import Told, keep_outcomes
from clusterdb.load.ledger import Fingerprint, fingerprint, require_own_extractor, unchanged
from clusterdb.load.reference import lexicon_digest, sync_reference
from clusterdb.load.report import Progress, Report, Tally
from clusterdb.load.reviews import Review
from clusterdb.load.runners import ProcessRunner, SerialRunner, cores
from clusterdb.load.runs import begin_run, end_run, forget_rejected, missing_documents, set_aside
from clusterdb.load.time_limit import time_limit
from clusterdb.load.units import Crash, Outcome, Receipt, Runner, State, Unit, drive, make_units
from clusterdb.model import Document, Extraction
from clusterdb.read import find_documents, read_document
from clusterdb.read.files import printable
from clusterdb.recognise import Reader
from clusterdb.resolve import Resolver
from clusterdb.segment import clauses, sections

__all__ = ["Progress", "Report", "add_reviews", "extract", "ingest", "keep_outcomes", "prepare"]

#: What takes a file to all that it gives.
Understand = Callable[[Path], Extraction]

#: How many seconds one document may take, unless the caller says otherwise.
DOCUMENT_SECONDS = 60.0

#: Up to so many documents are looked at before workers are started; of more, the workers find out themselves.
SKIM = 2000


def extract(document: Document) -> Extraction:
    """All that one document gives: its sections, its targets and achievements, and the figures that are neither."""
    reader, assembler, resolver = _stages()
    lexicon, cues = load_lexicon(), load_cues()
    with _uncollected():
        parts = sections(document, lexicon, cues)
        readings = reader.read(document.text)
        claims, skipped = assembler.assemble(document, parts, tuple(clauses(document, parts)), readings)
        facts = tuple(resolver.resolve(document, claim) for claim in claims)
        return Extraction(document, parts, facts, skipped)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: the stages make none, and it would take a sixth of their time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@cache
def _stages() -> tuple[Reader, Assembler, Resolver]:
    """The stages that are built from the lexicon, once a process."""
    lexicon, cues = load_lexicon(), load_cues()
    return Reader(lexicon, cues), Assembler(lexicon, cues), Resolver(lexicon)


def read_and_extract(path: Path) -> Extraction:
    """A file taken through the stages up to the database."""
    return extract(read_document(path))


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker must know beside its unit: where the database is, for which run, and how patient to be."""

    url: URL = field(repr=False)
    stamp: Stamp
    seconds: float
    reread: bool
    understand: Understand


def ingest(
    engine: Engine,
    paths: Sequence[Path | str],
    *,
    workers: int | None = None,
    prune: bool = False,
    reread: bool = False,
    document_seconds: float = DOCUMENT_SECONDS,
    progress: Callable[[Progress], None] | None = None,
    each: Callable[[Outcome], None] | None = None,
    keeping: Told | None = None,
    understand: Understand = read_and_extract,
    runner: Runner | None = None,
) -> Report:
    """Bring files and folders into the database and say what became of each document.

    `workers` is the number of processes (default: the cores at hand). `prune` removes documents whose file is gone,
    which are otherwise only reported; `reread` reads every document again, changed or not. Documents that cannot be
    read are set aside and reported; what cannot be got over (no database, a newer one) raises. `progress` is told how
    far the run is, `each` what became of each document, `keeping` how many verdicts are worked out at the end, where that
    takes a while. `understand` and `runner` are for who brings another way to read a file, other workers than processes.
    """
    began = time.monotonic()
    roots = [os.path.abspath(path) for path in paths]  # noqa: PTH100 - a link stays what it is called
    found = sorted(str(path) for path in find_documents([Path(root) for root in roots]))
    workers = min(workers or cores(), max(1, len(found)))
    prepare(engine)
    with engine.begin() as connection:
        require_own_extractor(connection)
        run_id = begin_run(connection, roots, workers)
    job = Job(engine.url, Stamp(run_id, lexicon_digest()), document_seconds, reread, understand)
    if runner is None:
        runner = SerialRunner() if workers == 1 else ProcessRunner(workers, preload=(__name__,))
    tally = Tally(len(found), progress, each)
    missing: tuple[str, ...] = ()
    state = "failed"
    try:
        todo = found if reread or len(found) > SKIM else _skim(engine, job, found, tally)
        with contextlib.closing(drive(runner, partial(work, job), make_units(todo, workers))) as results:
            for result in results:
                tally.add([_killed(engine, result, run_id)] if isinstance(result, Crash) else result.outcomes)
        missing = _missing(engine, roots, tally.paths(), prune)
        state = "finished"
    except KeyboardInterrupt:
        state = "interrupted"
        raise
    finally:
        report = tally.report(run_id, missing, len(missing) if prune else 0, time.monotonic() - began, workers)
        _end(engine, report, state)
    keep_outcomes(engine, keeping)
    return report


def prepare(engine: Engine) -> None:
    """Bring the database to this version: tables, views and reference data; nothing happens where they are there."""
    migrate.upgrade(engine)
    with engine.begin() as connection:
        sync_reference(connection, load_lexicon())


def add_reviews(engine: Engine, reviews: Sequence[Review], keeping: Told | None = None) -> int:
    """Append what people say of claims, all or none, and bring the claims in line; returns how many were new."""
    prepare(engine)
    added = with_patience(partial(_add_reviews, engine, reviews))
    keep_outcomes(engine, keeping)
    return added


def _add_reviews(engine: Engine, reviews: Sequence[Review]) -> int:
    with engine.begin() as connection:
        return reviewing.add_reviews(connection, reviews, load_lexicon())


def _skim(engine: Engine, job: Job, found: Sequence[str], tally: Tally) -> list[str]:
    """Count the documents that are as they were, so that no worker is started for them; returns the others."""
    todo = []
    for path in found:
        with contextlib.suppress(UnreadableDocument):
            mark = fingerprint(path)
            if same := with_patience(partial(_unchanged, engine, job, mark)):
                tally.add([same])
                continue
        todo.append(path)
    return todo


def work(job: Job, unit: Unit) -> Receipt:
    """Read, extract and load a unit's documents, each in a transaction of its own."""
    engine = _engine(job.url)
    load_lexicon()  # on nobody's time
    return Receipt(unit, tuple(_document(engine, job, path) for path in unit.paths))


def _document(engine: Engine, job: Job, path: str) -> Outcome:
    """One document: left alone where it is as it was, else read and written whole, or set aside with the reason."""
    mark: Fingerprint | None = None
    try:
        mark = known = fingerprint(path)
        if not job.reread and (same := with_patience(lambda: _unchanged(engine, job, known))):
            return same
        with time_limit(job.seconds):
            extraction = _read(job.understand, path)
        return with_patience(lambda: _write(engine, job, extraction, known))
    except ClusterdbError as error:
        if isinstance(error, DatabaseError | LexiconError) and not isinstance(error, UnknownUnit):
            raise  # no document's fault
        refusal = error
    except MemoryError:
        # what the document had taken is given back before the refusal is written
        refusal = ExtractionError(
            "clusterdb ran out of memory on it", "split the document, or try it alone with --workers 1"
        )
    return _set_aside(engine, path, mark, job.stamp.run_id, refusal)


def _unchanged(engine: Engine, job: Job, mark: Fingerprint) -> Outcome | None:
    with engine.begin() as connection:
        return unchanged(connection, mark, job.stamp.lexicon_sha256, job.stamp.run_id)


def _read(understand: Understand, path: str) -> Extraction:
    """Take a file through the stages; a fault of ours on it is that document's, and no reason to stop the others."""
    try:
        return understand(Path(path))
    except (ClusterdbError, MemoryError):
        raise
    except Exception as error:
        raise ExtractionError(
            f"clusterdb failed on it: {type(error).__name__}: {error}", "report this as a fault, with the document"
        ) from error


def _write(engine: Engine, job: Job, extraction: Extraction, mark: Fingerprint) -> Outcome:
    with engine.begin() as connection:
        return write_document(connection, extraction, mark, job.stamp, load_lexicon())


def _set_aside(engine: Engine, path: str, mark: Fingerprint | None, run_id: int, error: ClusterdbError) -> Outcome:
    # whoever lists it names the path, which need not be told twice
    reason = error.message.removeprefix(f"{printable(Path(path).name)}: ")

    def write() -> None:
        with engine.begin() as connection:
            set_aside(connection, path, mark, run_id, reason, error.remedy)

    with_patience(write)
    return Outcome(path, State.REJECTED, reason=reason, remedy=error.remedy)


def _killed(engine: Engine, crash: Crash, run_id: int) -> Outcome:
    """Set aside the document that killed its worker, twice."""
    (path,) = crash.unit.paths
    error = ExtractionError(
        f"{crash.reason} while it worked on this document",
        "it may need more memory or time than there is: split it, or try it alone with --workers 1",
    )
    return _set_aside(engine, path, None, run_id, error)


def _missing(engine: Engine, roots: Sequence[str], seen: set[str], prune: bool) -> tuple[str, ...]:
    """Paths of documents whose file is gone; with `prune` they go from the database too."""
    with engine.begin() as connection:
        forget_rejected(connection, roots, seen)
        gone = missing_documents(connection, roots, seen)
        if prune:
            remove_sources(connection, gone)
    return tuple(gone.values())


def _end(engine: Engine, report: Report, state: str) -> None:
    """Close the book on a run; where the database is what failed, the first error is the one to show."""
    if _engine.cache_info().currsize:
        _engine(engine.url).dispose()
        _engine.cache_clear()
    try:
        with engine.begin() as connection:
            end_run(connection, report.run_id, state, report.counts())
    except exc.DBAPIError:
        if state == "finished":
            raise


@cache
def _engine(url: URL) -> Engine:
    """This process's own engine: connections are never shared between processes."""
    return make_engine(url, pool_size=1)
