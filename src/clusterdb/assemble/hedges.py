"""How firmly a clause says it: 力争 strives, 预计 expects, 基本 does so but for a rest."""

from __future__ import annotations

from clusterdb.assemble.words import word_list
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Hedge


class HedgeReader:
    """Reads hedges; built once from the cue words."""

    def __init__(self, cues: Cues) -> None:
        self._any = word_list((*cues.strive, *cues.expected, *cues.basically))
        self._strive = word_list(cues.strive)
        self._expected = word_list(cues.expected)
        self._basically = word_list(cues.basically)

    def hedge(self, words: str) -> Hedge | None:
        """The hedge that some words hold, or None."""
        if not self._any.found_in(words):
            return None
        if self._expected.found_in(words) and "预期目标" not in words:
            return Hedge.EXPECTED
        if self._strive.found_in(words):
            return Hedge.STRIVE
        return Hedge.BASICALLY if self._basically.found_in(words) else None
