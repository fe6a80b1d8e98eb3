"""All recognisers over one text: figures, times, places, ranks, coverage, fulfilment, and what is a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Span
from clusterdb.readings import Place, Readings
from clusterdb.recognise.periods import time_words
from clusterdb.recognise.places import PlaceReader
from clusterdb.recognise.quantities import FigureReader
from clusterdb.recognise.ranks import RankReader
from clusterdb.recognise.states import StateReader

#: A quotation longer than this is speech, not a name; its numbers count.
_LONGEST_NAME = 16
_QUOTED = re.compile(r"“([^“”]{1,80})”|\"([^\"]{1,80})\"|‘([^‘’]{1,80})’|《([^《》]{1,120})》")


class Reader:
    """The recognisers, built once from a lexicon and its cue words."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._figures = FigureReader(lexicon.unit_words, cues)
        self._places = PlaceReader(lexicon, cues)
        self._ranks = RankReader(cues)
        self._states = StateReader(cues)

    def read(self, text: str) -> Readings:
        """Every reading of a text, in order."""
        size = len(text)
        return Readings(
            figures=tuple(self._figures.figures(text)),
            times=tuple(time_words(text)),
            places=tuple(self.places(text)),
            ranks=tuple(self._ranks.ranks(text, 0, size)),
            coverages=tuple(self._states.coverages(text, 0, size)),
            fulfilments=tuple(self._states.fulfilments(text, 0, size)),
            shielded=tuple(shielded(text)),
        )

    def places(self, text: str) -> Iterator[Place]:
        """Places of a text, without those inside 《》."""
        yield from self._places.places(text)


def shielded(text: str) -> Iterator[Span]:
    """Stretches whose numbers belong to a name: “1+20”, “百城千屏”, 《…条措施》."""
    for match in _QUOTED.finditer(text):
        words = match[1] or match[2] or match[3]
        if words is not None and (len(words) > _LONGEST_NAME or "，" in words or "。" in words):
            continue
        yield Span(match.start(), match.end())
