"""What must hold of every input, and the one way in which the fuzzing tests feed it.

`examine(bytes, ".html")` takes a file through all stages up to the database, and `understand(document)` a text through
those behind the reader. Nothing but the errors of clusterdb may come out, in bounded time; spans must lie within the
text and give the words that the rows print; what is stored must be text that PostgreSQL takes; and reading again must
give the same. Returns what was read, or None for what was refused with a reason and a remedy.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clusterdb.errors import ExtractionError, SettingsError, UnreadableDocument
from clusterdb.lexicon import load_lexicon
from clusterdb.load.facts import Stamp, document_rows
from clusterdb.load.keys import source_key
from clusterdb.load.time_limit import time_limit
from clusterdb.model import Document, Extraction, Span
from clusterdb.pipeline import extract
from clusterdb.read import read_document

#: Ten times what the slowest of these small inputs takes on a machine with other things to do.
SECONDS = 20

#: How often each test has fed something, for `make fuzz` to print.
EXECUTIONS: Counter[str] = Counter()

_FOUND = Path(__file__).parent / "found"
_STAMP = Stamp(1, "0" * 64)


def examine(data: bytes, suffix: str, side: bytes | None = None) -> Extraction | None:
    """Read a file of these bytes and all that it says."""
    with _counted(), _kept(data, suffix), tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x{suffix}")
        path.write_bytes(data)
        if side is not None:
            path.with_suffix(".toml").write_bytes(side)
        try:
            with time_limit(SECONDS):
                document = read_document(path)
        except (UnreadableDocument, SettingsError) as fault:
            refusal = fault
        else:
            check_document(document)
            return _understood(document)
    assert refusal.message.startswith("x")
    assert is_clean(refusal.message), refusal.message
    assert refusal.remedy
    return None


def understand(document: Document) -> Extraction:
    """All that a document says, held against what must hold."""
    with _counted(), _kept(document.text.encode(), ".txt"):
        return _understood(document)


def _understood(document: Document) -> Extraction:
    with time_limit(SECONDS):
        found = extract(document)
    check_spans(found)
    check_storable(found)
    assert extract(document) == found, "the same text gave other claims"
    return found


def check_document(document: Document) -> None:
    """A clean text that its blocks cover, and metadata on one line each."""
    text = document.text
    assert text
    assert "\n".join(block.span.of(text) for block in document.blocks) == text
    for words in (document.title, document.publisher, document.issuer, document.url, document.region, document.name):
        assert words is None or (words and is_clean(words)), words
    assert is_clean(text.replace("\n", ""))
    for block in document.blocks:
        assert all(block.span.holds(cell.span) for cell in block.cells)
        assert all(header.end <= len(text) for cell in block.cells for header in cell.headers)


def is_clean(words: str) -> bool:
    """No control, direction, private or surrogate character, and no line end."""
    return not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for character in set(words))


def check_spans(found: Extraction) -> None:
    """No span leaves the text, and every row prints the words that its span cuts out."""
    text = found.document.text
    for fact in found.facts:
        assert fact.span.holds(fact.figure)
        assert fact.printed == fact.figure.of(text) != ""
        assert (
            fact.period_end is None
            or 1900 <= (fact.period_start or fact.period_end).year <= fact.period_end.year <= 2200
        )
        for span in (fact.span, *fact.mentions):
            _check_inside(span, text)
    for skipped in found.skipped:
        _check_inside(skipped.span, text)
    for section in found.sections:
        assert section.span.end <= len(text)


def _check_inside(span: Span, text: str) -> None:
    assert 0 <= span.start < span.end <= len(text), span


def check_storable(found: Extraction) -> None:
    """The rows can be made, and every text in them is one that PostgreSQL takes."""
    try:
        rows = document_rows(source_key(found.document.name, found.document.sha256), found, _STAMP, load_lexicon())
    except ExtractionError as fault:
        raise AssertionError(f"no rows can be made: {fault}") from fault
    for words in _texts([found.document.text, *(dict(row) for table in rows.values() for row in table)]):
        assert "\0" not in words
        words.encode()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _running_test() -> str:
    """The name of the test that pytest runs now, without its parameters."""
    return os.environ.get("PYTEST_CURRENT_TEST", "").rpartition("::")[2].partition(" ")[0].partition("[")[0]


@contextmanager
def _counted() -> Iterator[None]:
    EXECUTIONS[_running_test()] += 1
    yield


@contextmanager
def _kept(data: bytes, suffix: str) -> Iterator[None]:
    """Where `make fuzz` asks for it, keep what fails: shrinking overwrites it, so that the least of it is left."""
    try:
        yield
    except BaseException:
        if os.environ.get("CLUSTERDB_FUZZ_KEEP"):
            (_FOUND / f"new-{_running_test()}{suffix or '.bin'}").write_bytes(data)
        raise
