"""Text in Traditional characters -> the same text in Simplified ones, character by character: no span moves."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from opencc import OpenCC

from clusterdb.read.cleaning import is_ideograph

_SAMPLE = 50_000
_QUOTES = {ord(old): new for old, new in zip("「」『』", "“”‘’", strict=True)}


@lru_cache(maxsize=2)
def _converter(direction: str) -> Any:
    return OpenCC(direction)


@lru_cache(maxsize=20_000)
def _simplified(character: str) -> str:
    made: str = _converter("t2s").convert(character)
    return made if len(made) == 1 else character


@lru_cache(maxsize=20_000)
def _is_simplified_only(character: str) -> bool:
    return _simplified(character) == character and bool(_converter("s2t").convert(character) != character)


def is_traditional(text: str) -> bool:
    """True where a text is written in Traditional characters; a name with one of them does not make it so."""
    sample = [character for character in text[:_SAMPLE] if is_ideograph(character)]
    old = sum(_simplified(character) != character for character in sample)
    if old < 3 or old * 20 < len(sample):
        return False
    return old > sum(map(_is_simplified_only, sample))


def to_simplified(text: str) -> str:
    """The same number of characters, each in its Simplified form."""
    table = {ord(character): _simplified(character) for character in set(text) if is_ideograph(character)}
    return text.translate(table | _QUOTES)
