"""A database in which every field of every document says something hostile."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import Engine
from tests.db.made_up import make_fact
from tests.hostile.strings import INJECTIONS

from clusterdb import pipeline
from clusterdb.lexicon import load_lexicon
from clusterdb.load import reviews
from clusterdb.load.facts import Stamp, write_document
from clusterdb.load.keys import claim_keys, source_key
from clusterdb.load.ledger import Fingerprint
from clusterdb.load.reviews import Review
from clusterdb.load.runs import begin_run, set_aside
from clusterdb.model import Block, BlockKind, Document, Extraction, Kind, Role, Section, Skipped, Span


class Put(NamedTuple):
    """A document whose every field says the same hostile thing."""

    words: str
    extraction: Extraction
    mark: Fingerprint


def hostile_document(name: str, words: str) -> Put:
    """Everything that a document can say in words is `words`; two claims of it compare, and two have words alone."""
    sentence = f"到2025年{words}累计7万座"
    body = f"{words}\n{sentence}\n{sentence}。"
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    span = Span(len(words) + 1, len(words) + 1 + len(sentence))
    fields: dict[str, Any] = {
        "metric_text": words,
        "region_name": words,
        "cluster_name": words,
        "scope": words,
        "printed": words,
        "span": span,
        "figure": Span(span.end - 3, span.end),
        "mentions": (span,),
        "rules": (words,),
        "inherited": ((words, words),),
    }
    unknown = {"metric_code": None, "metric_key": f"w:{words}", "region_code": None, "province_code": None}
    done = {"kind": Kind.ACHIEVEMENT, "value": Decimal(80000)}
    facts = tuple(make_fact(**fields, **more) for more in ({}, done, unknown, done | unknown))
    document = Document(
        name=words.replace("/", "_"),
        path=words,
        sha256=sha256,
        text=body,
        blocks=(Block(Span(0, len(body)), BlockKind.PARAGRAPH),),
        media_type=words,
        encoding=words,
        reader=words,
        title=words,
        publisher=words,
        issuer=words,
        published_on=date(2024, 1, 31),
        published_precision="day",
        document_kind=words,
        url=words,
        region=words,
        note=words,
    )
    section = Section(1, Span(0, len(body)), words, Role.PLAN, words, 2024, issuer=words)
    skipped = (Skipped(Span(span.start + 1, span.start + 6), "date", words),)
    extraction = Extraction(document, (section,), facts, skipped)
    return Put(words, extraction, Fingerprint(f"/{name}/{document.name}", sha256))


@pytest.fixture(scope="module")
def put(engine: Engine) -> tuple[Put, ...]:
    """All of them, in the database, with a review and a refusal for each."""
    pipeline.prepare(engine)
    lexicon = load_lexicon()
    documents = tuple(hostile_document(name, words) for name, words in INJECTIONS.items())
    for document in documents:
        words = document.words
        with engine.begin() as connection:
            run = begin_run(connection, [f"/{words}"], 1)
            stamp = Stamp(run, "0" * 64, words)
            write_document(connection, document.extraction, document.mark, stamp, lexicon)
            set_aside(connection, f"/refused/{document.mark.name}", None, run, words, words)
            source_id = source_key(document.mark.name, document.mark.sha256)
            claim_id = next(key for key, _ in claim_keys(source_id, document.extraction.facts))
            reviews.add_reviews(connection, _reviews(document, source_id, claim_id), lexicon)
    return documents


def _reviews(document: Put, source_id: UUID, claim_id: UUID) -> Iterator[Review]:
    words = document.words
    said = Review(
        source_id,
        claim_id,
        document.mark.name,
        "target",
        words,
        words,
        "accept",
        words[:200],
        datetime.now(UTC),
        reason=words,
    )
    yield said
    yield dataclasses.replace(said, action="correct", field="scope", corrected_value=words)
    # of a claim that is not here any more: its field may be anything
    gone = {"source_id": source_key("gone", words), "source_name": words}
    yield dataclasses.replace(said, action="correct", field=words, corrected_value=words, **gone)
