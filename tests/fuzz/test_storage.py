"""PostgreSQL takes whatever the stages make of a text: no check, key or type refuses a row, and the text comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from sqlalchemy import Engine, select
from tests.fuzz.conftest import FUZZ
from tests.fuzz.invariants import understand
from tests.fuzz.sentences import documents

from clusterdb import pipeline
from clusterdb.db import tables
from clusterdb.lexicon import load_lexicon
from clusterdb.load.facts import Stamp, write_document
from clusterdb.load.keys import source_key
from clusterdb.load.ledger import Fingerprint
from clusterdb.model import Document

_STAMP = Stamp(1, "0" * 64)


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Callable[[Document], str]]:
    """Write a document and all that it says, read its text again, and take it all back."""
    pipeline.prepare(engine)
    with engine.connect() as connection:
        lexicon = load_lexicon()

        def write(document: Document) -> str:
            sha256 = hashlib.sha256(document.text.encode()).hexdigest()
            found = understand(replace(document, sha256=sha256))
            with connection.begin():
                key = source_key(document.name, sha256)
                write_document(connection, found, Fingerprint(f"/{document.name}", sha256), _STAMP, lexicon)
                text = connection.scalars(select(tables.sources.c.text).where(tables.sources.c.source_id == key)).one()
                connection.get_transaction().rollback()  # type: ignore[union-attr]
            return text

        yield write


@FUZZ
@given(document=documents())
def test_stored(store: Callable[[Document], str], document: Document) -> None:
    assert store(document) == document.text
