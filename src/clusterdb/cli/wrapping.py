"""Where a line of text may break. In: a text and a number of terminal columns. Out: the lines, none wider than that.

English breaks at blanks and at the hyphen of a compound word; Chinese nearly anywhere, but no line begins with what closes
(）；，。”、：) and none ends with what opens (（“《), and a number or a Latin word stays whole. Only what is wider than
a whole line is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, get_character_cell_size

__all__ = ["CLOSING", "OPENING", "cell_len", "longest_part", "spans", "wrap"]

#: no line begins with these
CLOSING = frozenset("）】」』》〉〕］｝”’；，。、：！？…—～·％‰)]};,.:!?%»")
#: no line ends with these
OPENING = frozenset("（【「『《〈〔［｛“‘([{«¥￥")
#: 2.5 and what counts it stay together: 2.5万, 30%, 2022年
_COUNTS = frozenset("万亿千百十年月日%％家个座")

_COMPOUND = re.compile(r"[(“\"'«]*[A-Za-z]+(?:-[A-Za-z]+)+[)”\"'».,;:!?]*")
#: where an address or a path is cut, if it must be
_JOINTS = frozenset("/\\_=&?.-")


def wrap(text: str, width: int) -> list[str]:
    """The lines of a text: `wrap("中小企业（共3家）", 8)` -> `["中小企业", "（共3家）"]`; blanks at a break go."""
    return [text[start:end] for start, end in spans(text, width)]


def spans(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Where each line of the text begins and ends."""
    at = 0
    for line in text.split("\n"):
        yield from ((at + start, at + end) for start, end in _line(line, width))
        at += len(line) + 1


def longest_part(text: str) -> int:
    """Columns of the widest part of a text that no break runs through."""
    widest = 0
    for line in text.split("\n"):
        places = [0, *_breaks(line), len(line)]
        parts = (line[start:end].strip(" ") for start, end in pairwise(places))
        widest = max([widest, *map(cell_len, parts)])
    return widest


def _line(line: str, width: int) -> Iterator[tuple[int, int]]:
    allowed = _breaks(line)
    start = 0
    while True:
        end = _fitting(line, start, width)
        if end == len(line):
            yield start, start + len(line[start:].rstrip(" ")) if start else len(line)
            return
        # a blank that does not fit stands at the end and goes
        inside = [place for place in allowed if start < place <= end + (line[end] == " ")]
        end = inside[-1] if inside else _cut(line, start, end)
        yield start, start + len(line[start:end].rstrip(" "))
        start = end
        while start < len(line) and line[start] == " ":
            start += 1
        if start == len(line):
            return


def _fitting(line: str, start: int, width: int) -> int:
    """The end of what fits into the width, at least one character."""
    used = 0
    for at in range(start, len(line)):
        used += get_character_cell_size(line[at])
        if used > width and at > start:
            return at
    return len(line)


def _cut(line: str, start: int, end: int) -> int:
    """Where a part that is wider than the line is cut: behind a joint of an address, else where the room ends."""
    for at in range(end, start + (end - start) // 2, -1):
        if line[at - 1] in _JOINTS and line[at] not in CLOSING:
            return at
    return next((at for at in range(end, start + 1, -1) if not _glued(line, at)), end)


def _breaks(line: str) -> list[int]:
    """Every place before which a new line may begin."""
    found = [at for at in range(1, len(line)) if _may_break(line, at)]
    for word in re.finditer(r"[!-~]{5,}", line):
        if "-" in word[0] and _COMPOUND.fullmatch(word[0]):
            found += [word.start() + hyphen.end() for hyphen in re.finditer("-", word[0])]
    return sorted(set(found))


def _may_break(line: str, at: int) -> bool:
    before, after = line[at - 1], line[at]
    if after == " ":
        return False
    if before == " ":
        return not _glued(line, at) and line[:at].rstrip(" ")[-1:] not in OPENING
    return (_is_wide(before) or _is_wide(after)) and not _glued(line, at)


def _glued(line: str, at: int) -> bool:
    before, after = line[at - 1], line[at]
    return (
        after in CLOSING
        or before in OPENING
        or get_character_cell_size(after) == 0
        or (before.isascii() and before.isdigit() and after in _COUNTS)
    )


def _is_wide(char: str) -> bool:
    # a quotation mark belongs to Chinese as much as a wide bracket does
    return get_character_cell_size(char) == 2 or char in "“”‘’…—·"
