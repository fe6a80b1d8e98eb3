"""The key that comparisons join on: the metric's code, or the measure's words brought to one form."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉「」『』（）()·、，,。;；:：\-—–_/]+")
_PLACE_WORDS = re.compile(r"^(?:全省|我省|全市|我市|全区|我区|全县|我县)(?=..)")
_SAME = (
    ("规模以上", "规上"),
    ("国内生产总值", "GDP"),
    ("地区生产总值", "GDP"),
    ("生产总值", "GDP"),
    ("总额", "额"),
    ("总值", "额"),
    ("数量", "数"),
    ("开展", ""),
    ("实施", ""),
)


def normal_words(words: str) -> str:
    """A measure's words in one form: 规模以上工业增加值 and 全省规上工业增加值 are the same.

    Words of which nothing would be left, such as 实施 alone, stay as they are.
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", words))
    plain = _PLACE_WORDS.sub("", plain)
    for long, short in _SAME:
        plain = plain.replace(long, short) or plain
    return plain


def metric_key(code: str | None, words: str) -> str:
    """The metric's code, or w: and the normalised words where the catalogue has none: never w: alone."""
    return code if code is not None else f"w:{normal_words(words) or words.strip()}"
