"""One anchor and what was found around it -> one claim: basis, sign, period, region, stance, hedge, confidence."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from clusterdb.assemble.basis import BasisReader, Wording
from clusterdb.assemble.codes import CodeFinder, clean_name
from clusterdb.assemble.confidence import confidence
from clusterdb.assemble.context import Setting
from clusterdb.assemble.dating import DateReader, told_of_period, years_in_words
from clusterdb.assemble.items import Anchor, Item, Measure
from clusterdb.assemble.page import Page
from clusterdb.assemble.tables import TableFigure
from clusterdb.assemble.told import Reading, Told
from clusterdb.assemble.words import WordList
from clusterdb.lexicon import Lexicon
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Basis, Claim, Clause, Comparator, Hedge, Kind, Period, Role, Span
from clusterdb.readings import Coverage, Figure, Fulfilment, Rank

#: 失业率低于全国0.6个百分点: a distance below is negative.
_BELOW = re.compile(r"低于|慢于|落后|少于|(?:比|较)[^，。]{1,12}(?:低|慢|少)$")
_STEPS = ("台阶", "新台阶", "大台阶", "大关", "规模，", "规模。", "规模；", "规模、")
_GOALS = ("目标", "台阶", "大关", "关口", "门槛")
#: 每万人发明专利拥有量400件, 年产能200万吨: the measure says per whom and by when.
_PER_HEAD = {
    "每万人": "count/10k-persons",
    "每万名": "count/10k-persons",
    "每千人": "count/1k-persons",
    "每千名": "count/1k-persons",
    "每十万人": "count/100k-persons",
}
#: Numbers that no unit is said of.
_INDEX = re.compile(r"(?:指数|PUE值?|系数)(?:平均值|均值|值)?$")
_CAPACITY = ("产能", "生产能力", "加工能力", "处理能力")
_ABOUT_WORDS = {
    "约": Comparator.APPROX,
    "近": Comparator.LT,
    "超": Comparator.GT,
    "超过": Comparator.GT,
    "逾": Comparator.GT,
    "不足": Comparator.LT,
}
_ABOUT = re.compile(r"(约|近|超过|超|逾|不足)(?:占|[为是](?=[上去前全20十“]))[^，。、；]{1,14}$")
_EACH_UNITS = {"月": "CNY/month", "年": "CNY/person-year", "天": "CNY/day"}
_EACH = re.compile(r"每[人生户]每([月年天])")
_AT_LEAST = re.compile(r"(?:至少|不少于)[^，。、]{1,12}$")
_COMPARED = re.compile(r"(?<![同环占])[比较](?!重|例|率|好|快|大)([^，。]{2,}?)(高出了?|高了?|低了?|快了?|多了?|)$")
_TURNED = {
    Comparator.GT: Comparator.LT,
    Comparator.GE: Comparator.LE,
    Comparator.LT: Comparator.GT,
    Comparator.LE: Comparator.GE,
}


def _per_head(name: str) -> str | None:
    """每万人5G基站 and 万人有效发明专利 count per ten thousand people."""
    if name.startswith("万人"):
        return _PER_HEAD["每万人"]
    return next((unit for word, unit in _PER_HEAD.items() if word in name), None)


class ClaimBuilder:
    """Builds claims; made once from cue words and lexicon."""

    def __init__(self, cues: Cues, basis: BasisReader, lexicon: Lexicon) -> None:
        self._basis = basis
        self._codes = CodeFinder(cues, lexicon)
        self._dates = DateReader(cues)
        self._lexicon = lexicon
        self._areas = {r.name_zh: code for code, r in lexicon.regions.items() if r.kind in ("informal", "subarea")}
        self._generic = frozenset(cues.generic_measures)
        self._gap = WordList(cues.gap_verbs)
        self._people = cues.people_nouns
        self._flow_nouns = tuple(cues.flow_nouns)

    def build(self, page: Page, anchor: Anchor, told: Told) -> Claim:
        """The claim of one anchor."""
        if isinstance(anchor, Figure):
            return self._figure(page, anchor, told)
        if isinstance(anchor, Rank):
            return self._rank(anchor, told)
        return self._coverage(anchor, told)

    def _figure(self, page: Page, figure: Figure, told: Told) -> Claim:
        text, name, left = page.text, told.name, told.left
        setting, measure = told.setting, told.measure
        unit, unit_rule = self._unit(figure, name)
        if unit == "CNY" and (each := _EACH.search(text[told.item.clause.span.start : figure.span.start])) is not None:
            unit, unit_rule = _EACH_UNITS[each[1]], ("unit: by measure",)  # 从每人每月202元提高到209元
        code = self._codes.of_figure(page, told.measure, told.item.span, name, unit, own=told.source == "own")
        metric = self._lexicon.metrics.get(code) if code else None
        gap = self._is_gap(text, figure, left)
        basis, fall, rule = self._basis.read(
            Wording(
                between=("增长", *measure.between) if figure.form == "words" else measure.between,
                lead=measure.lead,
                measure=name,
                unit=unit,
                behind=measure.behind,
                tail=told.tail,
                catalogue_basis=metric.basis if metric else None,
                direction=metric.direction if metric else None,
                counter=figure.unit_word,
                annual=told_of_period(text, told),
                listed=told.inherited if told.item.number else (),
                inherited=told.inherited,
                span_of_years=years_in_words(text, told) > 0,
                as_of=setting.stands,
                grew=told.grew,
                part_of_flow=told.whole == (unit, Basis.FLOW.value),
            ),
            to_date=setting.role == Role.PLAN
            and setting.period is not None
            and setting.period.start is None
            and setting.deadline
            and setting.period_from not in ("document", "section")
            and not self._same_year(setting),
            gap=gap,
        )
        value, high, comparator = figure.value, figure.value_high, figure.comparator
        if code is not None:
            code = self._lexicon.series_code(code, basis)
        if text.startswith(_GOALS, figure.core.end) and figure.unit is None:
            basis, comparator, rule = Basis.STOCK, Comparator.GE, "goal"
        if text[figure.core.start - 1 : figure.core.start] == "第":
            basis, rule = Basis.STOCK, "ordinal"  # 成为第2家: so many there are now
        if basis == Basis.GAP and _BELOW.search(left.of(text)):
            value, comparator = -value, _TURNED.get(comparator, comparator)
        if comparator == Comparator.EQ and text.startswith(_STEPS, figure.core.end):
            comparator = Comparator.GE  # 迈上6万亿元台阶
        if comparator == Comparator.EQ and (about := _ABOUT.search(left.of(text))) is not None:
            comparator = _ABOUT_WORDS[about[1]]  # 约占全国的12%
        if comparator == Comparator.EQ and _AT_LEAST.search(left.of(text)):
            comparator = Comparator.GE
        if fall and basis == Basis.GROWTH:
            value, high = -value, (-high if high is not None else None)
            if high is not None:
                value, high = high, value
            comparator = _TURNED.get(comparator, comparator)
        rules = (f"basis: {rule}", *unit_rule)
        reading = Reading(value, high, comparator, unit, basis, None)
        period = self._dates.period(text, told, basis)
        if period is not None and self._dates.is_yearly(told, basis, period):
            rules = (*rules, "period: each year")
        return self._claim(told, figure.span, reading, period, rules, code)

    def _unit(self, figure: Figure, name: str) -> tuple[str, tuple[str, ...]]:
        if figure.unit is not None:
            if figure.unit in ("count", "persons") and (each := _per_head(name)) is not None:
                return each, ("unit: by measure",)
            if figure.unit == "t" and name.endswith(_CAPACITY) and not name.endswith("综合生产能力"):
                return "t/a", ("unit: by measure",)
            return figure.unit, ()
        for ending, unit in (("人次", "person-times"), ("人数", "persons")):
            if name.endswith(ending):
                return unit, ("unit: by measure",)
        if name.endswith(("收入比", "比值", "之比")) and figure.form == "arabic":
            return "ratio", ("unit: by measure",)
        if _INDEX.search(name):
            return "index", ("unit: by measure",)
        if any(w in name for w in self._people) and figure.form == "arabic":
            return "persons", ("unit: by measure",)
        counted = name.endswith(("数", "量", "次", "户", "人")) or not figure.bare_scale
        amount = (figure.bare_scale and figure.value >= 10**9) or name.endswith((*self._flow_nouns, "规模"))
        if amount and not (counted and not name.endswith(self._flow_nouns) and figure.value < 10**9):
            return "CNY", ("unit: by measure",)
        return "count", ("unit: by measure",)

    def _same_year(self, setting: Setting) -> bool:
        """年底前 in a plan for one year asks for that year's work, not for a level."""
        return setting.explicit is not None and setting.explicit.unit == "year_end" and setting.explicit.year is None

    def _is_gap(self, text: str, figure: Figure, left: Span) -> bool:
        words = text[left.start : figure.span.start]
        tail = text[figure.span.end : figure.span.end + 2]
        if figure.unit in ("pp", "%", "CNY", "times") and self._gap.found_in(words):
            return not words.rstrip().endswith(("达到", "达", "为"))
        match = _COMPARED.search(words)
        if match is None:
            return False
        past = any(w in match[1] for w in ("上年", "去年", "同期", "年", "月", "季度", "以往", "五”", "五末", "时期"))
        return not past and (bool(match[2]) or tail.startswith(("高", "低")))

    def cell(self, page: Page, read: TableFigure, clause: Clause, setting: Setting, period: Period | None) -> Claim:
        """The claim of a table's value cell, its headers in the place of the words around a figure."""
        role = read.role or setting.role
        code = self._codes.of_words(read.name)
        unit = read.unit or "count"
        unit = next((u for word, u in _PER_HEAD.items() if word in read.name and unit in ("count", "persons")), unit)
        code = code if code is not None and page.lexicon.suits(code, unit) else None
        metric = page.lexicon.metrics.get(code) if code else None
        basis, fall, rule = self._basis.read(
            Wording(
                between=(("下降",) if read.falls else ("增长",)) if read.grows and unit in ("%", "pp", "times") else (),
                lead=(),
                measure=read.name,
                unit=unit,
                behind=False,
                catalogue_basis=metric.basis if metric else None,
                direction=metric.direction if metric else None,
            ),
            to_date=False,
            gap=False,
        )
        value = -read.value if fall and read.value > 0 else read.value
        comparator = read.comparator
        setting = replace(setting, role=role, period=period, role_from="header" if read.role else setting.role_from)
        if read.time is not None:
            setting = replace(setting, period_from="header")
        item = Item(read.cell.span, (), clause, 0)
        told = Told(item, setting, Measure(read.cell.span), (), "", read.cell.span, clause.paragraph, read.name)
        reading = Reading(value, read.value_high, comparator, unit, basis, None)
        dated = self._dates.period("", replace(told, left=Span(0, 0)), basis)
        return self._claim(told, read.figure.span, reading, dated, (f"basis: {rule}", "table"), code)

    def _rank(self, rank: Rank, told: Told) -> Claim:
        code = self._codes.of_words(told.name)
        comparator = Comparator.LE if rank.within else Comparator.EQ
        reading = Reading(Decimal(rank.place), None, comparator, "rank", Basis.RANK, None, rank.scope)
        return self._claim(told, rank.span, reading, self._dates.period("", told, Basis.RANK), ("basis: rank",), code)

    def _coverage(self, coverage: Coverage, told: Told) -> Claim:
        setting, name, region = told.setting, told.name, told.region
        period = Period(None, setting.period.end, setting.period.precision) if setting.period else None
        area: str | None = None
        place = self._lexicon.regions.get(self._areas.get(region or "", ""))
        if place is not None and region is not None and place.kind == "subarea":
            # 珠三角中心城区 is a part of 珠三角: the region, and the part as its scope
            base = next((n for n in self._areas if n != region and region.startswith(n)), None)
            if base is not None:
                area, name, region = region[len(base) :], name.removeprefix(region), base
        short = self._codes.tail(name)
        if short is not None and len(short) < len(name):
            area, name = area or name[: -len(short)].strip("的") or None, short
        code = self._codes.of_words(told.name) or self._codes.of_words(name)
        reading = Reading(None, None, Comparator.EQ, "coverage", Basis.COVERAGE, coverage.level, area)
        told = replace(told, name=name, region=region)
        return self._claim(told, coverage.span, reading, period, ("basis: coverage",), code)

    def _cluster(self, told: Told, code: str | None) -> str | None:
        """A cluster named in the clause itself, or before a measure that only clusters have: …集群，营业收入合计达…"""
        cluster = told.cluster
        if cluster is None:
            return None
        near = told.item.clause.span.holds(cluster.span)
        of_clusters = (code is not None and code.startswith("cluster_")) or told.name in self._generic
        return cluster.code if near or of_clusters else None

    def fulfilment(self, done: Fulfilment, name: str, setting: Setting, clause: Clause, quote: Span) -> Claim:
        """The claim that a task was done: 超额完成…任务."""
        item = Item(clause.span, (), clause, 0)
        told = Told(item, setting, Measure(done.span), (), "", clause.span, quote, name)
        reading = Reading(None, None, Comparator.EQ, "fulfilment", Basis.FULFILMENT, done.level)
        code = self._codes.of_words(name)
        return self._claim(told, done.span, reading, setting.period, ("basis: fulfilment",), code)

    def _claim(
        self,
        told: Told,
        figure: Span,
        reading: Reading,
        period: Period | None,
        rules: tuple[str, ...],
        code: str | None,
    ) -> Claim:
        setting, quote = told.setting, told.quote
        kind = Kind.TARGET if setting.role == Role.PLAN else Kind.ACHIEVEMENT
        hedge = setting.hedge
        if kind == Kind.ACHIEVEMENT and hedge == Hedge.STRIVE:
            hedge = Hedge.FIRM
        rules = (*rules, f"stance: {setting.role_from}", f"period: {setting.period_from}")
        inherited = [("kind", setting.role_from), ("period", setting.period_from)]
        inherited.append(("region", "clause" if told.region else setting.region_from))
        if told.source != "own":
            inherited.append(("metric", told.source))
        return Claim(
            kind=kind,
            metric_text=clean_name(told.name),
            span=Span(min(quote.start, figure.start), max(quote.end, figure.end)),
            figure=figure,
            section=told.item.clause.section,
            value=reading.value,
            value_high=reading.value_high,
            comparator=reading.comparator,
            unit=reading.unit,
            basis=reading.basis,
            level=reading.level,
            region=told.region or setting.region,
            cluster=self._cluster(told, code),
            scope=reading.scope or setting.exclusion,
            period=period,
            hedge=hedge,
            metric_code=code,
            rules=rules,
            inherited=tuple(inherited),
            confidence=confidence(
                dated=period is not None,
                basis=reading.basis,
                rules=rules,
                source=told.source,
                code=code,
                name=told.name,
                region_from="clause" if told.region else setting.region_from,
            ),
        )
