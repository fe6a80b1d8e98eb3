"""What reading costs, as ratios in one run: python bench/extraction.py [REPEATS]

Prints, for the documents of data/raw told REPEATS times over, each stage as a share of the whole; the automaton over the
lexicon against asking for each word in turn and against one big alternation; and the whole against a bare search for
numbers. Ratios hold on any machine; the seconds beside them are this machine's.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from clusterdb.assemble import Assembler
from clusterdb.lexicon import load_lexicon
from clusterdb.lexicon.cues import load_cues
from clusterdb.model import Document
from clusterdb.read import find_documents, read_document
from clusterdb.recognise import Reader
from clusterdb.resolve import Resolver
from clusterdb.segment import clauses, sections

RAW = Path(__file__).parent.parent / "data" / "raw"


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The least of several runs, after one that does not count."""
    work()
    best = float("inf")
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best


def main(repeats: int) -> None:
    """Measure and print."""
    lexicon, cues = load_lexicon(), load_cues()
    documents: list[Document] = [read_document(p) for p in find_documents([RAW])] * repeats
    texts = [d.text for d in documents]
    characters = sum(map(len, texts))
    reader, assembler, resolver = Reader(lexicon, cues), Assembler(lexicon, cues), Resolver(lexicon)
    cut = [(d, s, tuple(clauses(d, s))) for d in documents for s in [sections(d, lexicon, cues)]]
    read = [reader.read(t) for t in texts]
    told = [assembler.assemble(*c, r)[0] for c, r in zip(cut, read, strict=True)]
    stages = {
        "segment": seconds(lambda: [tuple(clauses(d, sections(d, lexicon, cues))) for d in documents]),
        "recognise": seconds(lambda: [reader.read(t) for t in texts]),
        "assemble": seconds(lambda: [assembler.assemble(*c, r) for c, r in zip(cut, read, strict=True)]),
        "resolve": seconds(lambda: [resolver.resolve(d, c) for d, cs in zip(documents, told, strict=True) for c in cs]),
    }
    whole = sum(stages.values())
    print(f"{len(documents)} documents, {characters:,} characters: {characters / whole:,.0f} characters a second")
    for name, spent in stages.items():
        print(f"  {name:<10} {spent / whole:6.1%}   {spent:.3f} s")
    words = sorted({w for m in lexicon.metrics.values() for w in m.aliases}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)))
    digits = re.compile(r"[0-9]+(?:\.[0-9]+)?")
    one_pass = seconds(lambda: [lexicon.metric_hits(t) for t in texts])
    in_turn = seconds(lambda: [w in t for t in texts for w in words])
    alternation = seconds(lambda: [pattern.findall(t) for t in texts])
    bare = seconds(lambda: [digits.findall(t) for t in texts])
    print(f"{len(words):,} words of measures, as multiples of one pass of the automaton ({one_pass:.3f} s):")
    print(f"  each word in turn {in_turn / one_pass:.1f}, one alternation {alternation / one_pass:.1f}")
    print(f"the whole as a multiple of a bare search for numbers: {whole / bare:,.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
