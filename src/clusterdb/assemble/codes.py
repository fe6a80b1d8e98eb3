"""The catalogue's code for a measure's words: the longest alias that is (nearly) all of them.

An alias may reach over the words that were cut off before the measure (新增|上市企业), and needs its sentence around it
(广覆盖 is about 5G only where 5G is spoken of).
"""

from __future__ import annotations

from clusterdb.assemble.measures import Measure
from clusterdb.assemble.page import Page
from clusterdb.lexicon import Lexicon
from clusterdb.model import Span

#: How much of a measure's words an alias must cover; less is enough where it opens them (企业上云用云|降本提质增效).
_WHOLE, _MOST = 0.55, 0.4
_MARKS = "“”\"'’‘ 的等"


def clean_name(name: str) -> str:
    """A measure's words without marks and blanks at the ends."""
    return name.strip(" \t，、：:；;·—的等")


def code_of(page: Page, measure: Measure, item: Span, name: str, unit: str, *, own: bool) -> str | None:
    """The code of a figure's measure, if a figure in that unit can be said of it."""
    code: str | None = None
    if own and measure.span.of(page.text) == name:
        code = _in_text(page, measure.span, item)
    if code is None or not page.lexicon.suits(code, unit):
        code = metric_code(page.lexicon, name)
    return code if code is not None and page.lexicon.suits(code, unit) else None


def _in_text(page: Page, measure: Span, item: Span) -> str | None:
    """The code of the longest alias of the text that holds the measure, or that nearly fills it."""
    best: tuple[int, str] | None = None
    whole = _length(measure.of(page.text))
    for hit in page.aliases.within(Span(min(item.start, measure.start), max(item.end, measure.end))):
        length = _length(hit.span.of(page.text))
        inside = measure.holds(hit.span)
        opens = hit.span.start == measure.start
        fills = inside and whole and (length / whole >= _WHOLE or (opens and length / whole >= _MOST))
        if (hit.span.holds(measure) or fills) and (best is None or length > best[0]):
            best = (length, hit.code)
    return best[1] if best else None


def metric_code(lexicon: Lexicon, name: str) -> str | None:
    """The code for words on their own: a measure that was put together from a list or from two clauses."""
    whole = _length(name)
    if not whole:
        return None
    best: tuple[int, str, bool] | None = None
    for hit in lexicon.metric_hits(name):
        length = _length(hit.span.of(name))
        if best is None or length > best[0]:
            best = (length, hit.code, hit.span.start == 0)
    if best is None:
        return None
    part = best[0] / whole
    return best[1] if part >= _WHOLE or (best[2] and part >= _MOST) else None


def alias_tail(lexicon: Lexicon, name: str) -> str | None:
    """The longest alias that a name ends with: 主要城区连续覆盖 -> 连续覆盖."""
    hits = [h for h in lexicon.metric_hits(name) if h.span.end == len(name)]
    return max(hits, key=lambda h: len(h.span)).span.of(name) if hits else None


def _length(words: str) -> int:
    return sum(c not in _MARKS for c in words)
