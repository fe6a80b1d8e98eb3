"""Sections -> clauses: paragraphs into sentences at 。！？；, sentences into clauses at ，and ：.

Brackets and quotation marks hold together: no cut inside （…） or “…”. What nobody writes (a sentence of thousands of
characters, a bracket that never closes) is cut at the next mark, so that no rule ever looks over more than a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusterdb.model import BlockKind, Clause, Document, Section, Span

_OPEN, _CLOSE = "（(“《〔[「『", "）)”》〕]」』"
_SENTENCE_END = "。！？!?；;"
_CLAUSE_END = "，,：:"
#: No sentence or clause that was meant to be read is longer; the longest of a thousand pages of reports have 480 and 180.
_LONGEST_SENTENCE, _LONGEST_CLAUSE = 2000, 500
#: Where a stretch that is too long may be cut beside its own marks.
_PAUSES = "、|" + _CLAUSE_END


#: A blank between two lines of a headline, each a few words long; 2022 年 and 第一章　总则 have none.
_BLANK = re.compile(r"(?<=[\u4e00-\u9fff0-9.][\u4e00-\u9fff”）%])[ 　]+(?=[\u4e00-\u9fff“]{2})")
_SHORTEST_LINE = 6


def _marks(ends: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_OPEN + _CLOSE + ends)}]")


_OF_SENTENCES, _OF_LONG_SENTENCES = _marks(_SENTENCE_END), _marks(_SENTENCE_END + _PAUSES)
_OF_CLAUSES, _OF_LONG_CLAUSES = _marks(_CLAUSE_END), _marks(_CLAUSE_END + _PAUSES)


def _cuts(text: str, span: Span, marks: re.Pattern[str], ends: str, longest: int) -> Iterator[Span]:
    """Cut a stretch behind each of the given marks, unless inside brackets or quotes or between digits (1,200)."""
    depth, start, end = 0, span.start, span.end
    for match in marks.finditer(text, start, end):
        at = match.start()
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = depth - 1 if depth else 0
        elif (char in ends and (depth == 0 or char == "。")) or at - start >= longest:
            if char in ",:：" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit() and at + 1 < end:
                continue
            depth = 0
            yield Span(start, at + 1) if start > span.start or at + 1 < end else span
            start = at + 1
    if text[start:end].strip():
        yield Span(start, end) if start > span.start else span


def sentences(text: str, paragraph: Span) -> Iterator[Span]:
    """The sentences of a paragraph; a semicolon ends one too."""
    marks = _OF_LONG_SENTENCES if len(paragraph) > _LONGEST_SENTENCE else _OF_SENTENCES
    return _cuts(text, paragraph, marks, _SENTENCE_END, _LONGEST_SENTENCE)


def _headlines(text: str, heading: Span) -> Iterator[Span]:
    """累计建成5G基站12.8万个|今年再建2万个: a blank parts the lines of a headline."""
    start = heading.start
    for blank in _BLANK.finditer(text, heading.start, heading.end):
        if blank.start() - start < _SHORTEST_LINE:
            continue
        yield from _cuts(text, Span(start, blank.end()), _OF_CLAUSES, _CLAUSE_END, _LONGEST_CLAUSE)
        start = blank.end()
    yield from _cuts(text, Span(start, heading.end), _OF_CLAUSES, _CLAUSE_END, _LONGEST_CLAUSE)


def clauses(document: Document, parts: tuple[Section, ...]) -> Iterator[Clause]:
    """Every clause of a document in order, each with its sentence, paragraph and section."""
    text = document.text
    index = 0
    at = 0
    for block in document.blocks:
        while at + 1 < len(parts) and block.span.start >= parts[at + 1].span.start:
            at += 1
        heading = block.kind in (BlockKind.TITLE, BlockKind.HEADING)
        for sentence in sentences(text, block.span):
            marks = _OF_LONG_CLAUSES if len(sentence) > _LONGEST_CLAUSE else _OF_CLAUSES
            cuts = _cuts(text, sentence, marks, _CLAUSE_END, _LONGEST_CLAUSE)
            for span in _headlines(text, sentence) if heading else cuts:
                yield Clause(span, sentence, block.span, parts[at], index, heading)
                index += 1
