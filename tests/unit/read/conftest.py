"""`read("x.md", "…")`: write a document and read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clusterdb.model import BlockKind, Document
from clusterdb.read import read_document

Reader = Callable[..., Document]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def write_and_read(name: str, content: str | bytes, side: str | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        if side is not None:
            path.with_suffix(".toml").write_text(side, encoding="utf-8")
        return read_document(path)

    return write_and_read


@pytest.fixture
def kinds() -> Callable[[Document], list[tuple[str, str]]]:
    def listed(document: Document) -> list[tuple[str, str]]:
        return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]

    return listed


@pytest.fixture
def of_kind() -> Callable[[Document, BlockKind], list[str]]:
    def listed(document: Document, kind: BlockKind) -> list[str]:
        return [block.span.of(document.text) for block in document.blocks if block.kind is kind]

    return listed
