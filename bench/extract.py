"""What extraction costs, beside its peers, in one run: python bench/extract.py [--seconds N] [--peers ENVIRONMENT]

Prints characters a second of text to facts (`clusterdb.pipeline.extract`), of what duckling, jieba.posseg and jionlp do on
the same sentences, and each as a ratio; how the time is shared by the stages; and what a text four times as long costs
where it is all one line, or all one sentence. Process time of one core; the least of several passes. Ratios hold on any
machine. Peers that are not installed are skipped with a line (`make bench` installs them into an environment of their own).
The texts are the documents of data/raw, and sentences made up here.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from clusterdb.assemble import Assembler
from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.model import Block, BlockKind, Document, Span
from clusterdb.pipeline import extract
from clusterdb.read import find_documents, read_document
from clusterdb.recognise import Reader
from clusterdb.resolve import Resolver
from clusterdb.segment import clauses, sections

RAW = Path(__file__).parent.parent / "data" / "raw"
SENTENCE = re.compile(r"[^。；\n]+[。；]?")
ZONES = "/usr/share/zoneinfo"
#: Texts that grow without a line end, or without a full stop.
GROWING = {
    "one line of sentences": "2022年全省新建5G基站3万座，规上工业增加值增长5%左右；培育“小巨人”企业200家。",
    "one sentence, a list": "5G基站3万座、",
    "one sentence, clauses": "新增高新技术企业500家，",
    "no mark at all": "惠州3座珠海",
}


@dataclass(frozen=True, slots=True)
class Tool:
    """What reads a text: its name, what it gives, and how it does it; `work` returns how many things it found."""

    name: str
    gives: str
    work: Callable[[str], int]


def seconds(work: Callable[[], object]) -> float:
    """Process time of one pass."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def pace(work: Callable[[str], int], texts: Sequence[str], limit: float) -> tuple[float, int, int]:
    """Characters a second of the best pass over the texts, the characters and the findings of a pass.

    What is too slow for one pass in twice the limit is measured on the first of the texts.
    """
    work(texts[0])
    best, spent = 0.0, 0.0
    characters = found = 0
    while spent < limit:
        characters = found = 0
        passed = 0.0
        for text in texts:
            begun = time.process_time()
            found += work(text)
            passed += time.process_time() - begun
            characters += len(text)
            if passed > 2 * limit:
                break
        best, spent = max(best, characters / passed), spent + passed
    return best, characters, found


def peers() -> Iterator[Tool | str]:
    """The peers that are installed, and a line for each that is not."""
    for name, tool in (("duckling", duckling), ("jieba", jieba), ("jionlp", jionlp)):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                made: Tool | str = tool(importlib.import_module(name))
            except ImportError:
                made = f"{name} is not installed: make bench"
        yield made


def duckling(module: Any) -> Tool:
    """Spans of numbers, amounts and times, with their values."""
    zones = module.load_time_zones(ZONES)
    language = module.parse_lang("ZH")
    locale = module.parse_locale("ZH_CN", module.default_locale_lang(language))
    context = module.Context(module.parse_ref_time(zones, "Asia/Shanghai", 1_640_995_200), locale)
    dimensions = module.parse_dimensions(["number", "ordinal", "quantity", "amount-of-money", "time"])
    return Tool(
        "duckling", "spans of numbers, amounts, times", lambda text: len(module.parse(text, context, dimensions))
    )


def jieba(module: Any) -> Tool:
    """Words with their parts of speech."""
    module.setLogLevel(60)
    tagger = importlib.import_module("jieba.posseg")
    return Tool("jieba.posseg", "words with parts of speech", lambda text: len(tagger.lcut(text)))


def jionlp(module: Any) -> Tool:
    """Spans of times and of money, with their values."""
    times, money = module.ner.extract_time, module.ner.extract_money

    def read(text: str) -> int:
        return len(times(text, time_base=0)) + len(money(text))

    return Tool("jionlp", "spans of times and of money", read)


def side_by_side(documents: Sequence[Document], limit: float) -> None:
    """Print the paces, ours first."""
    sentences = [found[0] for d in documents for found in SENTENCE.finditer(d.text) if found[0].strip()]
    known = {d.text: d for d in documents}
    ours = Tool("clusterdb", "facts, complete", lambda text: len(extract(known[text]).facts))
    base, characters, found = pace(ours.work, list(known), limit)
    print(f"{'':<14}{'characters a second':>20}{'clusterdb is':>14}   gives")
    print(f"{ours.name:<14}{base:>20,.0f}{'':>14}   {ours.gives} ({found:,} in {characters:,} characters)")
    for tool in peers():
        if isinstance(tool, str):
            print(f"{tool}, skipped")
            continue
        speed, characters, found = pace(tool.work, sentences, limit)
        print(
            f"{tool.name:<14}{speed:>20,.0f}{base / speed:>8.1f} times   "
            f"{tool.gives} ({found:,} in {characters:,} characters)"
        )


def by_stage(documents: Sequence[Document]) -> None:
    """Print the share of each stage."""
    lexicon, cues = load_lexicon(), load_cues()
    reader, assembler, resolver = Reader(lexicon, cues), Assembler(lexicon, cues), Resolver(lexicon)
    cut = [(d, s, tuple(clauses(d, s))) for d in documents for s in [sections(d, lexicon, cues)]]
    read = [reader.read(d.text) for d in documents]
    told = [assembler.assemble(*c, r)[0] for c, r in zip(cut, read, strict=True)]
    work: dict[str, Callable[[], object]] = {
        "segment": lambda: [tuple(clauses(d, sections(d, lexicon, cues))) for d in documents],
        "recognise": lambda: [reader.read(d.text) for d in documents],
        "assemble": lambda: [assembler.assemble(*c, r) for c, r in zip(cut, read, strict=True)],
        "resolve": lambda: [resolver.resolve(d, c) for d, cs in zip(documents, told, strict=True) for c in cs],
    }
    spent = {name: min(seconds(one) for _ in range(10)) for name, one in work.items()}
    print("stages: " + ", ".join(f"{name} {part / sum(spent.values()):.0%}" for name, part in spent.items()))


def in_proportion(like: Document, sizes: tuple[int, int]) -> None:
    """Print what four times the text costs."""
    short, long = sizes
    print(f"{long // short} times the text, in one line ({short:,} and {long:,} characters), costs as much as:")
    for name, words in GROWING.items():
        small, big = (one_line(like, words, size) for size in sizes)
        ratio = min(seconds(partial(extract, big)) for _ in range(2)) / min(
            seconds(partial(extract, small)) for _ in range(4)
        )
        print(f"  {name:<24}{ratio:.1f} times")


def one_line(like: Document, words: str, size: int) -> Document:
    """A document of one line, some words told over and over."""
    text = words * (size // len(words))
    return replace(like, text=text, blocks=(Block(Span(0, len(text)), BlockKind.PARAGRAPH),), title=None)


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each tool is measured (2)")
    parser.add_argument("--peers", type=Path, help="the environment that the peers are installed in")
    parser.add_argument(
        "--sizes", type=int, nargs=2, default=(10_000, 40_000), help="lengths of one line (10000 40000)"
    )
    given = parser.parse_args(list(arguments) if arguments is not None else None)
    if given.peers is not None:
        sys.path += map(str, given.peers.glob("lib/python*/site-packages"))
    documents = [read_document(path) for path in find_documents([RAW])]
    side_by_side(documents, given.seconds)
    by_stage(documents)
    in_proportion(documents[0], tuple(given.sizes))


if __name__ == "__main__":
    main()
