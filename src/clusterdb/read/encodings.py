"""Bytes -> text and the name of the encoding.

Order: byte order mark; strict UTF-8; then GB18030 and Big5, told apart by how many of the characters are the frequent
ones of Chinese (either encoding decodes most of the other's bytes to nonsense); then charset-normalizer.
"""

from __future__ import annotations

import codecs
from functools import lru_cache

from charset_normalizer import from_bytes

from clusterdb.errors import UnreadableDocument
from clusterdb.read.cleaning import is_ideograph
from clusterdb.read.wording import load_wording

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("gb18030", "big5hkscs", "cp950")
_SAMPLE = 200_000
_RESAVE = "save it as UTF-8"


@lru_cache(maxsize=1)
def _frequent() -> frozenset[str]:
    return frozenset(load_wording().frequent)


def _likeness(text: str) -> float:
    """How Chinese a text looks: the part of its non-ASCII characters that are frequent in Chinese, 0 to 1."""
    sample = [character for character in text[:_SAMPLE] if not character.isascii()]
    if not sample:
        return 0.0
    frequent = _frequent()
    punctuation = "，。、；：？！（）“”《》—…·【】　"
    good = sum(1.0 if c in frequent else 0.6 if c in punctuation else 0.15 if is_ideograph(c) else 0.0 for c in sample)
    return good / len(sample)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Read the bytes of document `name`: `("广东…", "gb18030")`. Raises UnreadableDocument for what is no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as fault:
                raise UnreadableDocument(f"{name}: not {encoding} in spite of its byte order mark", _RESAVE) from fault
            return _checked(text, encoding.removesuffix("-sig"), name)
    if b"\0" in data:
        raise UnreadableDocument(f"{name}: {_why_nul(data)}", _RESAVE)
    try:
        return _checked(data.decode("utf-8"), "utf-8", name)
    except UnicodeDecodeError as fault:
        offset = fault.start
    best: tuple[float, str, str] | None = None
    for encoding in _LEGACY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _likeness(text)
        if best is None or score > best[0] + 0.01:
            best = (score, text, encoding)
    if best is not None and best[0] >= 0.35:
        return _checked(best[1], "big5" if best[2] != "gb18030" else best[2], name)
    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is not None and guess.encoding not in ("utf_8", "ascii"):
        try:
            text = data.decode(guess.encoding)
        except (UnicodeDecodeError, LookupError):
            text = ""
        if text and (_likeness(text) >= 0.35 or _is_plain(text)):
            return _checked(text, guess.encoding.replace("_", "-"), name)
    raise UnreadableDocument(
        f"{name}: no encoding fits; byte {offset} is not UTF-8, and neither GB18030 nor Big5 gives Chinese", _RESAVE
    )


def _is_plain(text: str) -> bool:
    """True for a text in another language: letters and spaces, hardly a sign or control character."""
    odd = sum(1 for c in text[:_SAMPLE] if not (c.isalnum() or c.isspace() or (c.isascii() and c.isprintable())))
    return odd * 20 <= min(len(text), _SAMPLE)


def _why_nul(data: bytes) -> str:
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 1 + len(sample) // 50 and min(even, odd) * 10 < max(even, odd):
        return "looks like UTF-16 without a byte order mark"
    return f"holds NUL bytes (the first at byte {data.index(0)}): not a text"


def _checked(text: str, encoding: str, name: str) -> tuple[str, str]:
    """Refuse what was spoilt before it came here."""
    if "\0" in text:
        raise UnreadableDocument(f"{name}: holds NUL characters: not a text", _RESAVE)
    lost = text.count("\ufffd")
    if lost * 100 > len(text):
        raise UnreadableDocument(
            f"{name}: {lost} characters were lost before (U+FFFD)", "get the original and save it as UTF-8"
        )
    sample = text[:_SAMPLE]
    if not any(is_ideograph(c) for c in sample) and sum("\u0080" <= c <= "\u00ff" for c in sample) * 4 > len(sample):
        try:
            spoilt = is_chinese(sample.encode("latin-1").decode("utf-8", "ignore"))
        except UnicodeEncodeError:
            try:
                spoilt = is_chinese(sample.encode("cp1252", "ignore").decode("utf-8", "ignore"))
            except UnicodeError:
                spoilt = False
        if spoilt:
            raise UnreadableDocument(f"{name}: UTF-8 that was once read as Latin-1 and saved so", "get the original")
    return text, encoding


def is_chinese(text: str) -> bool:
    """True where at least a fifth of the characters are Chinese."""
    return sum(is_ideograph(c) for c in text) * 5 >= max(len(text), 1)
