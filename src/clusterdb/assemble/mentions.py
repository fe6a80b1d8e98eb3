"""The same fact told again, in a title, a heading or a summary, is a mention of one claim and not a second claim."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from clusterdb.assemble.index import Index
from clusterdb.model import Block, BlockKind, Claim, Document, Skipped, Span

#: Against how many claims of the same value a claim is held, the latest first to be kept.
_LOOK_BACK = 200


def merge_mentions(document: Document, claims: list[Claim]) -> tuple[list[Claim], list[Skipped]]:
    """One claim a fact; of several tellings the one in running text is kept, the others are its mentions."""
    kinds = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION)
    headings = Index([b for b in document.blocks if b.kind in kinds])
    kept: list[Claim] = []
    repeated: list[Skipped] = []
    told_again: dict[int, list[Span]] = {}
    by_value: dict[tuple[object, ...], list[int]] = {}
    marked = [(_in_heading(claim.span, headings), claim) for claim in claims]
    for heading, claim in sorted(marked, key=lambda m: (m[0], m[1].figure.start)):
        key = (claim.value, claim.value_high, claim.unit, claim.level)
        before = by_value.setdefault(key, [])
        # in running text only a figure with a date is known to be told again
        known = heading or (claim.value is not None and claim.period is not None)
        for index in before[-_LOOK_BACK:] if known else ():
            if _same_fact(kept[index], claim, heading):
                told_again.setdefault(index, []).append(claim.span)
                repeated.append(Skipped(claim.figure, "duplicate"))
                break
        else:
            before.append(len(kept))
            kept.append(claim)
    for index, spans in told_again.items():
        kept[index] = replace(kept[index], mentions=(*kept[index].mentions, *spans))
    return sorted(kept, key=lambda c: (c.figure.start, c.figure.end, c.metric_text)), repeated


def _in_heading(span: Span, headings: Index[Block]) -> bool:
    return headings.covers(span)


def _same_fact(one: Claim, other: Claim, heading: bool) -> bool:
    if heading:
        # a heading drops the year, the verb and half of the words: 培育“小巨人”企业200家
        return similar(one.metric_text, other.metric_text) >= 0.4 or (
            one.metric_code is not None and one.metric_code == other.metric_code
        )
    if one.kind != other.kind or one.region != other.region or one.basis != other.basis:
        return False
    if one.period is None or other.period is None or one.period.end != other.period.end:
        return False
    if one.metric_code is not None and one.metric_code == other.metric_code:
        return similar(one.metric_text, other.metric_text) >= 0.5
    return not _contrast(one.metric_text, other.metric_text) and similar(one.metric_text, other.metric_text) >= 0.7


def _contrast(one: str, other: str) -> bool:
    """城镇居民收入 and 农村居民收入: where each has a word in the other's place they are two things, however much they share."""
    shorter = min(len(one), len(other))
    front = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - front
    back = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return back < rest


def similar(one: str, other: str) -> float:
    """How far two measures share their words: the Dice share of pairs of neighbouring characters."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=1024)
def _pairs(words: str) -> frozenset[str]:
    plain = "".join(c for c in words if c not in "“”\"'’‘（）()、，· 的等")
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset((plain,))
