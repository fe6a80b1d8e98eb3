"""How firmly a clause speaks: 力争, 预计, 基本; plainly where it says none of these."""

from __future__ import annotations

from clusterdb.assemble.words import word_list
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Hedge


class HedgeReader:
    """Reads hedges."""

    def __init__(self, cues: Cues) -> None:
        self._any = word_list((*cues.strive, *cues.expected, *cues.basically))
        self._strive = word_list(cues.strive)
        self._expected = word_list(cues.expected)
        self._basically = word_list(cues.basically)

    def read(self, words: str) -> Hedge | None:
        """The hedge that a clause says; None where it says none. A 预期目标 is no expectation."""
        if not self._any.found_in(words):
            return None
        if self._expected.found_in(words) and "预期目标" not in words:
            return Hedge.EXPECTED
        if self._strive.found_in(words):
            return Hedge.STRIVE
        return Hedge.BASICALLY if self._basically.found_in(words) else None
