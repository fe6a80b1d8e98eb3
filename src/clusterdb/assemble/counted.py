"""What a figure counts whose clause names nothing but a place or a verb.

A label at the head of its paragraph says it (1．创新型中小企业。2024年新增280家), the document's title (深圳新增301家 under “小巨人”名单), or what was
last counted with the same counter (广州市新建10600座 under 5G基站建设任务).
"""

from __future__ import annotations

from clusterdb.assemble.codes import clean_name
from clusterdb.assemble.items import Anchor
from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import LIST_MARK
from clusterdb.assemble.told import Told
from clusterdb.assemble.words import trim
from clusterdb.model import Clause, Span
from clusterdb.readings import Coverage, Figure

#: A label is no longer than this, and no shorter than three characters.
_LONGEST, _SHORTEST = 24, 3
#: Names that say nothing.
_THIN = frozenset(
    [
        "企业",
        "数量",
        "总数",
        "总量",
        "省份",
        "以",
        "名",
        "入围企业",
        "上榜企业",
        "入选企业",
        "累计总数",
        "地区",
        "此次",
        "本次",
        "本批",
    ]
) | {""}
#: What was done with things that a sentence before counted: 截至5月底，已开工71个; or what they are to reach: 今年力争达到3万户.
_DONE = frozenset({"开工", "新开工", "竣工", "投产", "完工", "建成", "办结", "交付", "落地", "完成", "验收"})


class CountedBefore:
    """Follows one document and remembers what was counted."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._label: tuple[str, Span] = ("", Span(0, 0))
        self._last: dict[str, tuple[str, tuple[str, ...], Span]] = {}
        self._latest: tuple[str, tuple[str, ...], Span] | None = None

    def follow(self, clause: Clause) -> None:
        """Take note of a label: the whole first sentence of a numbered paragraph, without a verb."""
        if clause.span.start != clause.paragraph.start or clause.span != clause.sentence:
            return
        text = self._page.text
        marker = LIST_MARK.match(text, clause.paragraph.start)
        words = trim(text, Span(marker.end(), clause.span.end)).of(text) if marker is not None else ""
        if _SHORTEST <= len(words) <= _LONGEST and self._is_counted(words):
            self._label = (words, clause.paragraph)

    def _is_counted(self, words: str) -> bool:
        """创新型中小企业 is a thing of the catalogue that is counted; 总量规模 and 强化要素保障 are none."""
        lexicon = self._page.lexicon
        hits = [h for h in lexicon.metric_hits(words) if lexicon.metrics[h.code].unit == "count"]
        return any(h.span.end == len(words) and 2 * len(h.span) >= len(words) for h in hits)

    def counted(self, anchor: Figure, name: str, verbs: tuple[str, ...], paragraph: Span) -> None:
        """Take note of what a counter counted."""
        self._last[anchor.unit_word] = self._latest = (name, verbs, paragraph)

    def named(
        self, anchor: Anchor, said: str, source: str, told: Told, *, placed: bool
    ) -> tuple[str, str, tuple[str, ...]]:
        """Name, where it came from, and the verbs that come with it; what was said where that says enough."""
        if clean_name(said) not in _THIN or isinstance(anchor, Coverage):
            return said, source, ()
        counts = not isinstance(anchor, Figure) or anchor.unit == "count"
        label, of = self._label
        if label and of == told.item.clause.paragraph and counts:
            return label, "paragraph", ()
        if self._page.topic is not None and (placed or said) and counts:
            return self._page.topic, "document", ()
        before = self._last.get(anchor.unit_word) if isinstance(anchor, Figure) else self._latest
        if before is None or clean_name(said):
            return said, source, ()
        verbs = (*told.measure.lead, *told.measure.between)
        acted = any(v in _DONE or v in self._page.cues.reach_verbs for v in verbs)
        if placed:
            return before[0], "paragraph", before[1]
        return (before[0], "paragraph", ()) if acted and before[2] == told.item.clause.paragraph else (said, source, ())
