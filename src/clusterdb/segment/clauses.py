"""Sections -> clauses: paragraphs into sentences at 。！？；, sentences into clauses at ，and ：.

Brackets and quotation marks hold together: no cut inside （…） or “…”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusterdb.model import BlockKind, Clause, Document, Section, Span

_OPEN, _CLOSE = "（(“《〔[「『", "）)”》〕]」』"
_SENTENCE_END = "。！？!?；;"
_CLAUSE_END = "，,：:"
_HEADING_MARK = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、](?![0-9])|——|●|[-•])"
)


def _cuts(text: str, span: Span, ends: str) -> Iterator[Span]:
    """Cut a stretch behind each of the given marks, unless inside brackets or quotes or between digits (1,200)."""
    depth, start = 0, span.start
    for at in range(span.start, span.end):
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char in ends and (depth == 0 or char == "。"):
            between_digits = (
                char in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit() and at + 1 < span.end
            )
            if between_digits:
                continue
            depth = 0
            yield Span(start, at + 1)
            start = at + 1
    if text[start : span.end].strip():
        yield Span(start, span.end)


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph; a semicolon ends one too."""
    return _cuts(text, paragraph, _SENTENCE_END)


def clauses(document: Document, parts: tuple[Section, ...]) -> Iterator[Clause]:
    """Every clause of a document in order, each with its sentence, paragraph and section."""
    index = 0
    at = 0
    for block in document.blocks:
        while at + 1 < len(parts) and block.span.start >= parts[at + 1].span.start:
            at += 1
        heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        for sentence in sentences(document.text, block.span):
            for span in _cuts(document.text, sentence, _CLAUSE_END):
                yield Clause(span, sentence, block.span, parts[at], index, heading)
                index += 1
