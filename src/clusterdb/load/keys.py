"""Keys of what is stored: uuid5 of the content, so that every machine and every run gives the same ones.

Goes in: a document's name and bytes, a fact. Comes out: the same UUID wherever and whenever it is asked for, so that
what hangs on a claim (a review, a bookmark) survives a rebuild.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from clusterdb.model import Fact

_NAMESPACE = uuid5(NAMESPACE_URL, "clusterdb")
_CHUNK = 1 << 20


def source_key(name: str, sha256: str) -> UUID:
    """A document's key: its file name and its bytes, wherever it lies."""
    return uuid5(_NAMESPACE, f"{name}\n{sha256}")


def claim_keys(source: UUID, facts: Iterable[Fact]) -> Iterator[tuple[UUID, Fact]]:
    """Each fact with its key. The same fact twice comes out once; two that differ elsewhere get keys of their own."""
    seen: dict[UUID, list[Fact]] = {}
    for fact in facts:
        parts = (
            fact.kind,
            fact.span.start,
            fact.span.end,
            fact.figure.start,
            fact.figure.end,
            fact.metric_text,
            _plain(fact.value),
            fact.region_name,
            fact.period_end,
        )
        words = "\n".join("" if part is None else str(part) for part in parts)
        key = uuid5(source, words)
        same = seen.setdefault(key, [])
        if fact in same:
            continue
        same.append(fact)
        yield (key if len(same) == 1 else uuid5(source, f"{words}\n{len(same)}")), fact


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def stored_path(path: str) -> str:
    r"""A path or name as the database keeps it: bytes that are no UTF-8 and control characters are written \x1b."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _plain(value: Decimal | None) -> str | None:
    """One spelling for one number: 2E+2, 200 and 200.00 are 200."""
    if value is None:
        return None
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
