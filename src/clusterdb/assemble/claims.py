"""Clauses and readings -> claims and what is left out: the place where everything comes together.

For each clause its anchors (figures, ranks, coverage) are cut into items; each item finds its measure before or behind
the figure, or takes the one of the clause before; basis, period, region and stance follow from words and setting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from clusterdb.assemble.anchors import AnchorFinder
from clusterdb.assemble.basis import BasisReader
from clusterdb.assemble.build import ClaimBuilder
from clusterdb.assemble.choices import MeasureChooser
from clusterdb.assemble.codes import clean_name
from clusterdb.assemble.context import ContextReader, Setting
from clusterdb.assemble.counted import CountedBefore
from clusterdb.assemble.elided import Said
from clusterdb.assemble.index import Index
from clusterdb.assemble.items import Anchor, Group, Item, Measure, around, items, seen_from
from clusterdb.assemble.lists import ListReader
from clusterdb.assemble.measures import MeasureCutter
from clusterdb.assemble.mentions import merge_mentions
from clusterdb.assemble.naming import Namer
from clusterdb.assemble.page import Page
from clusterdb.assemble.rows import TableRows
from clusterdb.assemble.sides import sides
from clusterdb.assemble.skips import SkipReader
from clusterdb.assemble.tables import TableReader
from clusterdb.assemble.tasks import TaskReader
from clusterdb.assemble.told import Told
from clusterdb.assemble.turns import Turn, places_in_turn
from clusterdb.assemble.words import trim
from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis, Claim, Clause, Document, Section, Skipped, Span
from clusterdb.readings import Coverage, Figure, Place, Readings, TimeWords

#: Of so many measures a sentence can go on to speak together (均居全国第一); no sentence has more.
_MOST_TOLD = 50
#: 某市一指标居首位, in a headline, says not which.
_NAMELESS = frozenset({"一指标", "这一指标", "该指标", "一项指标"})
_NO_SIZES: Index[Skipped] = Index([])


class Assembler:
    """Ties the readings of a document together; built once from a lexicon and its cue words."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._lexicon = lexicon
        self._cues = cues
        self._full = {
            name: region.name_zh
            for region in lexicon.regions.values()
            if region.kind in ("province", "prefecture", "county", "zone")
            for name in (region.name_zh, *region.short_names)
        }
        self._cutter, self._lists = MeasureCutter(cues), ListReader(cues)
        self._skips = SkipReader(cues, lexicon.cluster_hits)
        self._builder = ClaimBuilder(cues, BasisReader(cues), lexicon)

    def assemble(
        self, document: Document, parts: tuple[Section, ...], clauses: tuple[Clause, ...], readings: Readings
    ) -> tuple[tuple[Claim, ...], tuple[Skipped, ...]]:
        """Claims in the order of the text, and every figure that is none, with its reason."""
        page = Page(
            document.text,
            readings,
            self._lexicon,
            self._cues,
            cutter=self._cutter,
            lists=self._lists,
            title=document.title,
        )
        tables = TableRows(page, self._builder, TableReader(page, self._cues), document)
        walk = _Walk(page, AnchorFinder(page, self._skips), Namer(page, self._full), self._builder, tables)
        home = parts[0].region if parts else None
        context = ContextReader(document, page, self._cues, home)
        for clause, setting in context.settings(clauses, walk.asks):
            walk.clause(clause, setting)
        claims, repeated = merge_mentions(document, walk.claims)
        told = {c.figure for c in claims}  # of one figure said of two things, one may be told twice
        repeated = [s for s in repeated if s.span not in told]
        skipped = {(s.span.start, s.span.end, s.reason, s.rule): s for s in (*walk.skipped, *repeated)}
        return tuple(claims), tuple(skipped[place] for place in sorted(skipped))


class _Walk:
    """One pass over one document."""

    def __init__(
        self, page: Page, finder: AnchorFinder, namer: Namer, builder: ClaimBuilder, tables: TableRows
    ) -> None:
        self._page = page
        self._finder = finder
        self._namer = namer
        self._builder = builder
        self._tables = tables
        self._choices = MeasureChooser(page)
        self._tasks = TaskReader(page)
        self.claims: list[Claim] = []
        self.skipped: list[Skipped] = []
        self._anchors: list[Anchor] = []
        self._sizes = _NO_SIZES
        self._sentence: Span | None = None
        self._said = Said()
        self._counted = CountedBefore(page)

    # ---- a clause ----
    def asks(self, clause: Clause) -> bool:
        """Find the anchors of the next clause; true where its setting matters: by them, a task told of, or its table."""
        self._anchors = []
        if self._tables.holds(clause):
            return True
        if not self._page.says_more(clause.span.start, clause.span.end):
            self._finder.follow(clause)
            return False
        self._anchors, skipped = self._finder.anchors(clause)
        self.skipped += skipped
        sizes = [s for s in skipped if s.reason == "scope_count"] if self._anchors else []
        self._sizes = Index(sizes) if sizes else _NO_SIZES
        return bool(self._anchors) or bool(self._page.fulfilments.within(clause.span))

    def clause(self, clause: Clause, setting: Setting | None) -> None:
        if clause.sentence is not self._sentence and clause.sentence != self._sentence:
            # …达到65%；到2030年分别达到70%、80%: the measures before a semicolon are at hand
            runs_on = self._sentence is not None and self._page.text[self._sentence.end - 1] in "；;"
            said = Said(earlier=self._said.told if runs_on else ())
            if self._page.text.startswith("其中", clause.span.start) and self._sentence is not None:
                # 产销量连续8年居首位。其中出口23.9万辆: of what the sentence before told
                said = Said(measure=self._said.measure, start=clause.span.start, told=self._said.told)
            self._sentence, self._said = clause.sentence, said
        if setting is None:
            self._counted.follow(clause)
            if self._page.says_more(clause.span.end, clause.sentence.end):
                self._remember_subject(clause)
            return
        if self._tables.holds(clause):
            claims, skipped = self._tables.row(clause, setting)
            self.claims += claims
            self.skipped += skipped
            return
        self._counted.follow(clause)
        times: list[TimeWords] = self._page.times.within(clause.span)
        places: list[Place] = self._page.places.within(clause.span)
        for done in self._page.fulfilments.within(clause.span):
            if self._tasks.told(done, setting.role):
                names = self._tasks.names(around(clause, done.span), done, times, places, self._said)
                quote = trim(self._page.text, clause.span)
                self._namer.subject(self._said)
                self.claims += [self._builder.fulfilment(done, n, setting, clause, quote) for n in names]
                self._said.measure = names[-1] if names else self._said.measure
        if not self._anchors:
            self._remember_subject(clause)
            return
        previous: tuple[str, ...] = self._said.verbs
        for item in items(self._page.text, clause, self._anchors):
            for index, group in enumerate(item.groups):
                left, right = sides(self._page, item, index, self._sizes)
                near = seen_from(item, group)
                if near is not item:
                    times, places = (
                        self._page.times.within(near.clause.span),
                        self._page.places.within(near.clause.span),
                    )
                previous = self._group(near, group, left, right, setting, times, places, previous)

    # ---- a group of anchors ----
    def _group(
        self,
        item: Item,
        group: Group,
        left: Span,
        right: Span,
        setting: Setting,
        times: list[TimeWords],
        places: list[Place],
        previous: tuple[str, ...],
    ) -> tuple[str, ...]:
        turn = places_in_turn(self._page, left, group, item.clause.sentence)
        if turn is not None:
            left, places = turn.rest, []
        setting = setting.at(group.span.start) if setting.years else setting
        measure, own_place = self._measured(item, group, left, right, times, places)
        verbs, inherited = (*measure.between, *measure.lead), previous
        told = Told(item, setting, measure, inherited, self._tail(item, right), left, item.span)
        regions: set[str | None] = set()
        for anchor, said, region, came_from in self._named(group, measure, told, turn):
            regions.add(region)
            placed = turn is not None or region is not None or setting.region_from == "clause"
            name, source, verbs_before = self._counted.named(anchor, said, came_from, told, placed=placed)
            inherited = (*previous, *verbs_before) if verbs_before else inherited
            if not clean_name(name) or name in _NAMELESS:
                self.skipped.append(Skipped(anchor.span, "no_metric"))
                continue
            start = self._said.start if source != "own" and self._said.measure else item.span.start
            quote = trim(self._page.text, Span(min(start, item.span.start), item.span.end))
            if len(quote) > 120:
                quote = trim(self._page.text, item.span)
            cluster = self._page.cluster_before(item.clause.sentence, anchor.span.start)
            place = region or own_place
            if place is None and source != "own" and setting.region_from not in ("clause", "issuer"):
                place = self._said.region
            if setting.listed and len(setting.listed) == len(group.anchors) and "分别" in verbs:
                setting = replace(setting, period=setting.listed[group.anchors.index(anchor)])
            grew = self._said.grew and not measure and source != "own"
            whole = self._said.last if "其中" in verbs else ("", "")
            told = Told(
                item, setting, measure, inherited, told.tail, left, quote, name, source, place, cluster, grew, whole
            )
            claim = self._builder.build(self._page, anchor, told)
            self._said.grew = claim.basis == Basis.GROWTH and claim.unit == "%"
            self._said.last = (claim.unit, claim.basis.value)
            self.claims.append(claim)
            self._remember(anchor, told, name, source, verbs)
        if len(group.anchors) > 1:
            # 三大行业增加值分别增长…，合计拉动…: of all of them; 合肥、芜湖两市分别增长…，合计占全省…: of neither
            self._said.measure = self._page.lists.whole(measure.span.of(self._page.text)) or self._said.measure
            self._said.region = None if len(regions) > 1 else self._said.region
        # a running 累计 goes on to items without a verb of their own, and to verbs that carry it
        if any(v.startswith("累计") for v in previous) and all(
            v in self._page.cues.carrying_verbs for v in measure.lead
        ):
            verbs = (*verbs, "累计")
        # 建设…684个，其中水库5座、淤地坝20座: 其中 is no verb of its own
        carried = tuple(v for v in verbs if v not in self._page.cues.discourse) or previous
        self._said.verbs = carried
        return carried

    def _measured(
        self, item: Item, group: Group, left: Span, right: Span, times: list[TimeWords], places: list[Place]
    ) -> tuple[Measure, str | None]:
        """The words that a group measures, with all that was cut off around them, and the place that they begin with."""
        measure = self._choices.measure(group, left, right, times, places, item.clause)
        measure, own_place = self._choices.inner_place(measure)
        prefix = (
            self._page.text[group.span.start : group.anchors[0].core.start]
            if isinstance(group.anchors[0], Figure)
            else ""
        )
        if prefix:
            measure = replace(measure, between=(prefix, *measure.between))
        came = self._finder.origins.get(group.span.start)
        if came is not None and came[0] >= left.start:
            reached = self._page.cutter.before(self._page.text, Span(came[1], group.span.start), times, places)
            measure = self._page.cutter.before(self._page.text, Span(left.start, came[0]), times, places)
            measure = Measure(measure.span, measure.lead, (*reached.between, *reached.lead, *measure.between))
        if "累计" in measure.span.of(self._page.text):
            measure = replace(measure, lead=(*measure.lead, "累计"))
        return measure, own_place

    def _remember(self, anchor: Anchor, told: Told, name: str, source: str, verbs: tuple[str, ...]) -> None:
        """What the sentence has said, and what its counters count, for what follows."""
        place = told.region or (told.setting.region if told.setting.region_from == "clause" else None)
        if source == "own" or not self._said.measure:
            self._said.start = told.item.span.start
        if source == "own":
            self._said.region = place
        opened = self._page.text.rfind("（", told.item.clause.span.start, anchor.span.start)
        bracketed = opened >= 0 and "）" not in self._page.text[opened : anchor.span.start]
        if not isinstance(anchor, Coverage) and source != "aside" and not bracketed:
            self._said.measure = name
        if not isinstance(anchor, Figure):
            return
        if anchor.unit == "count" and source == "own" and not told.measure.behind:
            self._counted.counted(anchor, name, verbs, told.item.clause.paragraph)
        if (name, place) not in self._said.told:
            self._said.told = (*self._said.told, (name, place))[-_MOST_TOLD:]

    def _named(
        self, group: Group, measure: Measure, told: Told, turn: Turn | None
    ) -> Iterator[tuple[Anchor, str, str | None, str]]:
        """The anchors with their names; of places in turn each has its own."""
        if turn is None:
            yield from self._namer.named(group, measure, told, self._said)
            return
        name = measure.span.of(self._page.text) or self._said.measure
        if not name and self._said.earlier:
            name = self._said.earlier[-1][0]  # 甲总产值达3600亿元；乙、丙分别达1900亿元、1100亿元
        source = "own" if measure else "sentence"
        for index, region in enumerate(turn.regions):
            anchor = group.anchors[index] if len(group.anchors) > 1 else group.anchors[0]
            yield anchor, name, region, source

    def _tail(self, item: Item, right: Span) -> str:
        """What became of the counted things; in 建议729件、提案831件全部办复 the end speaks for both."""
        own = right.of(self._page.text).strip()
        closed = own.find("”")
        if closed >= 0 and "“" not in own[:closed]:
            own = own[:closed]
        last = item.clause.span.end
        figures = self._page.figures.ends_of(Span(item.span.end, last)) if item.span.end < last else None
        return own + (self._page.text[figures[1].span.end : last] if figures else "")

    # ---- memory ----
    def _remember_subject(self, clause: Clause) -> None:
        """A clause without a figure may give the subject of what follows, or be a part of its list."""
        self._said.waiting.append(clause)
        if "、" in (words := clause.span.of(self._page.text)) and not self._page.cutter.acts(words):
            if self._said.list_start is None:
                self._said.list_start = clause.span.start
        else:
            self._said.list_start = None
