"""Numbers as they are written: 2.92万亿, 三十五, 七成半, 三分之二, 1.2—1.5万, 上万.

In: a text. Out: `Number`s, each with its value as a Decimal, in the order of the text. No unit is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clusterdb.model import Span
from clusterdb.record import record

DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
#: A figure longer than this is noise (a serial number, an attack), not a quantity.
MAX_DIGITS = 20

_SCALE = r"(?:[十百千]?万亿|[十百千]亿|亿|[十百千]万|万|千(?![米克瓦卡伏])|百(?!分))"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
_CHINESE = r"[零〇一二两三四五六七八九十百千万亿]+"

_NUMBER = re.compile(
    rf"(?=[0-9半零〇一二两三四五六七八九十百千万亿])(?:(?P<half>(?:一半|半数)(?=以上|以下|左右)|(?<=[超近过])(?:一半|半数))|"
    rf"(?P<frac>(?P<den>{_CHINESE}|[0-9]+)分之(?P<nom>{_CHINESE}|[0-9]+(?:\.[0-9]+)?))"
    r"|(?<![0-9/.])(?P<slash>[0-9]{1,2}/[0-9]{1,3})(?![0-9/年月])"
    rf"|(?P<arabic>{_ARABIC})(?:(?P<more>[多余几])(?=[十百千万亿]))?(?P<scale>{_SCALE})?"
    rf"|(?P<chinese>{_CHINESE}))"
)
#: What a range sign may end with.
RANGE_MARKS = frozenset("-—–~～至到 ")
_RANGE = re.compile(r" ?(?:[-—–~～]{1,2}|至|到) ?")


@record(frozen=True, slots=True)
class Number:
    """A number: its span, its value, and how it is written (arabic, chinese, fraction, or code for a
    string of digits too long for a quantity).

    `more` is true for 3200多万; `scale` is the multiplier that its scale words stand for, so that 1.2—1.5万 can lend 万 to its first end;
    `bare_scale` is true for 百亿, 千万 with no digit before them.
    """

    span: Span
    value: Decimal
    form: str
    scale: Decimal = Decimal(1)
    bare_scale: bool = False
    more: bool = False


def parse_chinese(word: str) -> Decimal | None:
    """Read a Chinese numeral: 三十五 -> 35, 两千 -> 2000, 百亿 -> 10**10; None where it is no number (一二, 万千)."""
    if word in DIGIT:
        return Decimal(DIGIT[word])
    if word and all(c in DIGIT for c in word):
        # 二〇二五 is a year written out; 一二 is no number
        return Decimal("".join(str(DIGIT[c]) for c in word)) if len(word) == 4 or "〇" in word else None
    hundred_millions, ten_thousands, section, digit, last = 0, 0, 0, -1, 10**4
    for char in word:
        if char in DIGIT:
            if digit > 0:
                return None
            digit = DIGIT[char]
            continue
        scale = SCALE[char]
        if scale < 10**4:
            if scale >= last:
                return None
            section += (digit if digit > 0 else 1) * scale
            last = scale
        else:
            section += max(digit, 0)
            if scale == 10**4:
                bare = not section and not ten_thousands and not hundred_millions
                ten_thousands += (1 if bare else section) * scale
            else:
                whole = ten_thousands + section
                hundred_millions = (hundred_millions + (whole or (0 if hundred_millions else 1))) * scale
                ten_thousands = 0
            section, last = 0, 10**4
        digit = -1
    return Decimal(hundred_millions + ten_thousands + section + max(digit, 0))


def scale_of(words: str) -> Decimal:
    """The multiplier of scale words: 万亿 -> 10**12, 百万 -> 10**6, '' -> 1."""
    value = Decimal(1)
    for char in words:
        value *= SCALE[char]
    return value


def numbers(text: str, start: int = 0, end: int | None = None) -> Iterator[Number]:
    """Read every number of a stretch of text, left to right."""
    for match in _NUMBER.finditer(text, start, len(text) if end is None else end):
        span = Span(match.start(), match.end())
        if word := match["chinese"]:
            value = parse_chinese(word) if len(word) <= MAX_DIGITS else None
            if value is not None:
                bare = DIGIT.keys().isdisjoint(word) and word[0] != "十"
                yield Number(span, value, "chinese", bare_scale=bare)
        elif arabic := match["arabic"]:
            digits = arabic.replace(",", "")
            if len(digits) > MAX_DIGITS:
                yield Number(span, Decimal(0), "code")
            elif words := match["scale"]:
                scale = scale_of(words)
                yield Number(span, Decimal(digits) * scale, "arabic", scale, more=match["more"] is not None)
            else:
                yield Number(span, Decimal(digits), "arabic", more=match["more"] is not None)
        elif match["half"]:
            yield Number(span, Decimal(50), "fraction")
        elif match["frac"]:
            nominator, denominator = _plain(match["nom"]), _plain(match["den"])
            if nominator is not None and denominator:
                yield Number(span, Decimal(100) * nominator / denominator, "fraction")
        else:
            part, _, whole = match["slash"].partition("/")
            if 0 < int(part) < int(whole):
                yield Number(span, Decimal(100) * int(part) / int(whole), "fraction")
            else:
                yield Number(Span(span.start, span.start + len(part)), Decimal(part), "arabic")
                yield Number(Span(span.end - len(whole), span.end), Decimal(whole), "arabic")


def _plain(word: str) -> Decimal | None:
    if len(word) > MAX_DIGITS:
        return None
    return Decimal(word) if word[0] in "0123456789" else parse_chinese(word)


def range_joint(text: str, at: int) -> int | None:
    """Where a range sign stands at `at` (2~3, 5%至6%), the position behind it; else None."""
    match = _RANGE.match(text, at)
    return match.end() if match else None
