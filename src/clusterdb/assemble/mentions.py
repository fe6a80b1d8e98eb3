"""The same fact told again, in a title, a heading or a summary, is a mention of one claim and not a second claim."""

from __future__ import annotations

from dataclasses import replace

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
    by_value: dict[tuple[object, ...], list[int]] = {}
    order = sorted(claims, key=lambda c: (_in_heading(c.span, headings), c.figure.start))
    for claim in order:
        key = (claim.value, claim.value_high, claim.unit, claim.level)
        heading = _in_heading(claim.span, headings)
        for index in by_value.get(key, [])[-_LOOK_BACK:]:
            if _same_fact(kept[index], claim, heading):
                first = kept[index]
                kept[index] = replace(first, mentions=(*first.mentions, claim.span))
                repeated.append(Skipped(claim.figure, "duplicate"))
                break
        else:
            by_value.setdefault(key, []).append(len(kept))
            kept.append(claim)
    return sorted(kept, key=lambda c: (c.figure.start, c.figure.end, c.metric_text)), repeated


def _in_heading(span: Span, headings: Index[Block]) -> bool:
    block = headings.around(span)
    return block is not None and block.span.holds(span)


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
    if one.metric_code is not None and one.metric_code == other.metric_code and one.value is not None:
        return similar(one.metric_text, other.metric_text) >= 0.5
    if one.value is None or _contrast(one.metric_text, other.metric_text):
        return False
    return similar(one.metric_text, other.metric_text) >= 0.7


def _contrast(one: str, other: str) -> bool:
    """城镇居民收入 and 农村居民收入: where each has a word in the other's place they are two things, however much they share."""
    a, b = one, other
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return bool(a) and bool(b)


def similar(one: str, other: str) -> float:
    """How far two measures share their words: the Dice share of pairs of neighbouring characters."""
    a, b = _pairs(one), _pairs(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _pairs(words: str) -> set[str]:
    plain = "".join(c for c in words if c not in "“”\"'’‘（）()、，· 的等")
    return {plain[i : i + 2] for i in range(len(plain) - 1)} or {plain}
