"""The name of what each anchor measures: its own words, its part of a list, or what the sentence was about before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clusterdb.assemble.contests import prize, rated
from clusterdb.assemble.elided import SUBSETS, Completer, Said
from clusterdb.assemble.items import Anchor, Group, Measure
from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import ADMINISTERED, COUNTED, EVENT, MEDALS
from clusterdb.assemble.told import Told
from clusterdb.assemble.turns import SO_MANY
from clusterdb.model import Comparator, Span
from clusterdb.readings import Coverage, Figure, Rank

_REACHES = re.compile(r"(?P<what>[^，。]{2,14}?)(?:基本)?(?:实现|达到)了?(?P<area>[^，。]{1,20})$")
#: 两项指标, 三项: what the sentence has told just before.
_THESE = re.compile(r"([两三四五六])项(?:主要)?(?:指标|数据|工作)?(?:均|都|同时|双双)")
#: 汤尤杯、世界杯等|国际赛事28场: what is counted stands behind its examples; 高等学校 and 等级 are words.
_EXAMPLES = re.compile(r".*(?<![高中初平同上下均对相])等(?![级次])(?P<head>[^“”]{3,})$")
#: 三次产业比重为4.0:37.7:58.3.
_SECTORS = ("第一", "第二", "第三")
#: The tier of an award: 国家级绿色工厂.
_TIER = re.compile(r"(?:国家|省|市|自治区)级")
_TIERED = re.compile(r"国家|全国|[省市县区]级|自治区级|省部|规上|规模以上")
_RATES = ("率", "占比", "比重", "比例")
#: Rates that no sum has: 行政村千兆光纤、5G网络|通达率100%.
_REACHED = (
    "覆盖率",
    "通达率",
    "普及率",
    "入园率",
    "入学率",
    "达标率",
    "合格率",
    "优良率",
    "满意率",
    "参保率",
    "办结率",
    "处理率",
)
_GROWN = ("%", "times")
_BROUGHT = re.compile(r"(?P<who>[^，。；、0-9]{0,14}?)贡献(?:了|出)?(?:全[省市国县区])?$")
_BRACKETED = re.compile(r"（[^（）]*）")
#: 甲、乙分别为…，前者增长6%，后者下降3%.
_WHICH = re.compile(r"[，、；\s]*(?:其中)?(?P<which>前者|后者)")
_PART_OF_CHINA = re.compile(r"(?P<part>东北|东|中|西)部?(?:地区)?(?=$|[^部方北南、])")
_AREA = re.compile(r"(?:全[省市]|所有|各)*(?:地级|县级|设区)?[市州县区旗乡镇村团场]{1,3}(?:城区|主城区)?")
#: 2个|5000亿级、6个千亿级产业集群: what has that size is said behind the last one.
_SIZE = re.compile(r"[0-9.一二三四五六七八九十百千万]+亿元?级")
_SIZED = re.compile(r"亿元?级(?P<head>[^，。；、0-9]{2,10})")
#: A list that runs over commas, or a subject, is no longer than this.
_LONGEST_LIST = 400


class Namer:
    """Names the measures of one document's anchors."""

    def __init__(self, page: Page, full_names: dict[str, str]) -> None:
        self._page = page
        self._full = full_names
        self._elided = Completer(page)
        self.subject = self._elided.subject

    def named(
        self, group: Group, measure: Measure, told: Told, said: Said
    ) -> Iterator[tuple[Anchor, str, str | None, str]]:
        """Each anchor with the name of its measure, its own region if it has one, and where the name came from."""
        anchors = group.anchors
        before = self._told_before(anchors, measure, told, said)
        if before:
            for anchor, (name, region) in before:
                yield anchor, name, region, "sentence"
            return
        fan = self._fans_out(measure, anchors)
        if len(anchors) > 1 or fan:
            yield from self._fanned(anchors, measure, told, said, fan=fan)
            return
        own = self._own(anchors[0], measure, told, said)
        yield from (self._single(anchor, own, measure, told, said) for anchor in anchors)

    def _told_before(
        self, anchors: Sequence[Anchor], measure: Measure, told: Told, said: Said
    ) -> list[tuple[Anchor, tuple[str, str | None]]]:
        """What the sentence has told, where the anchors are said of that; else nothing."""
        first = anchors[0]
        which = _WHICH.match(self._page.text, told.left.start, told.left.end)
        if which is not None and len(said.told) > 1:
            return [(anchor, said.told[-2 if which["which"] == "前者" else -1]) for anchor in anchors]
        if isinstance(first, Rank):
            these = _THESE.search(self._page.text, told.item.clause.span.start, first.span.start)
            count = "两三四五六".find(these[1]) + 2 if these is not None else 0
            if count and len(said.told) >= count:
                return [(first, each) for each in said.told[-count:]]  # 甲达7.8万个，乙34万个，两项指标均居首位
            if not measure and "均" in measure.between and len(said.told) > 1:
                return [(first, each) for each in said.told]  # 甲增至37座、乙增至14座，均居全国第一
        told_before = said.told or (said.earlier if "分别" in measure.between else ())
        own = measure.span.of(self._page.text)
        each = "分别" in (*measure.between, *measure.lead) or isinstance(first, Rank)
        if len(anchors) > 1 and each and told_before:
            # 培育甲186家、乙1856家，数量分别居西部第3、第2位; 分别完成年度目标的130%、104%
            completed = [(self._elided.leaning(own, name), place) for name, place in told_before]
            if all(name for name, _ in completed):
                told_before, own = tuple((name or "", place) for name, place in completed), ""
        if len(anchors) > 1 and not own and len(told_before) >= len(anchors):
            # 建成甲12个、乙10.2万座，分别居全国第二、第四
            # 安徽新增148家，湖北新增127家，分列全国第七、第八位: each in its own place
            return list(zip(anchors, told_before[-len(anchors) :], strict=True))
        return []

    def _fanned(
        self, anchors: Sequence[Anchor], measure: Measure, told: Told, said: Said, *, fan: bool
    ) -> Iterator[tuple[Anchor, str, str | None, str]]:
        """The anchors of a list of measures: one each, or one for all."""
        several = len(anchors) > 1
        parts = self._listed(measure, len(anchors) if several else None, fan, said)
        generic = not several and all(part in self._page.cues.generic_measures for part, _ in parts)
        for index, (listed, place) in enumerate(parts):
            anchor, region = anchors[index] if several else anchors[0], place
            name = listed
            if not listed or generic:
                name = self._elided.completed(listed, said)[0]  # 昆明、曲靖、玉溪三市|率先达到65%; 总量和增速|均居第5位
            if isinstance(anchor, Coverage):
                name, region = name + self._level(anchor), place or self._page.place_in(told.left)
            medal = anchor.unit_word + "牌" if isinstance(anchor, Figure) and anchor.unit_word in MEDALS else ""
            yield anchor, name + medal, region, "own"
            if several and index + 1 == len(anchors):
                return

    def _own(self, first: Anchor, measure: Measure, told: Told, said: Said) -> str:
        """The words of the measure itself, with the subject that its clause gives it."""
        page, left, clause = self._page, told.left, told.item.clause.span
        own = measure.span.of(page.text)
        for words in page.times.within(measure.span):
            if words.unit in ("year", "whole", "half", "quarters", "quarter", "months"):
                own = own.replace(words.span.of(page.text), "", 1)  # 重点园区|2025年|营业收入
        if "其中" in measure.lead and own in SUBSETS:
            own = "其中" + own  # 其中|出口23.9万辆: of what was said before
        if measure.behind and isinstance(first, Figure):
            reached = page.cutter.reached(page.text, left, page.times.within(left), page.places.within(left))
            own = (self._brought(left, said) if first.unit == "%" else reached) + own
        if measure.behind and _SIZE.fullmatch(own):
            sized = _SIZED.search(page.text, measure.span.end, clause.end)
            own += sized["head"] if sized else ""
        own = prize(page.text, own, Span(clause.start, left.end))
        if isinstance(first, Rank) and not said.measure:
            own = rated(page, own, clause, told.item.clause.sentence, first) or own
        if not own and not said.measure:
            before = Span(clause.start, max(clause.start, left.start))
            subject = page.cutter.subject(page.text, before, page.times.within(clause), page.places.within(clause))
            own = subject.of(page.text) if subject is not None else ""
        return own

    def _brought(self, left: Span, said: Said) -> str:
        """民营经济贡献了|60%的税收、|80%的就业: whose contribution the shares of a list are."""
        words = left.of(self._page.text).strip("，、 和")
        brought = _BROUGHT.search(words)
        if brought is not None:
            said.brought = brought["who"] + "贡献"
        return said.brought if brought is not None or not words else ""

    def _single(
        self, anchor: Anchor, own: str, measure: Measure, told: Told, said: Said
    ) -> tuple[Anchor, str, str | None, str]:
        """The name of an anchor that has a measure to itself."""
        page = self._page
        if isinstance(anchor, Figure) and anchor.unit_word in MEDALS:
            held = EVENT.search(page.text, told.item.clause.span.start, anchor.span.start)
            event = held["event"] if held else own or said.measure.removesuffix("金牌").removesuffix("银牌")
            return anchor, event + anchor.unit_word + "牌", None, "own"
        if isinstance(anchor, Coverage):
            covered = self._covered(own, anchor, said, told.left.of(page.text))
            return anchor, covered, page.place_in(told.left), "own"
        if isinstance(anchor, Figure) and anchor.unit in COUNTED and not measure.behind:
            examples = _EXAMPLES.match(own)
            own = examples["head"] if examples else own
            if not own and said.measure:
                verbs = (*measure.between[:1], *measure.lead[-1:])
                own = next((w for w in verbs if w in page.cues.project_stages), own)  # …，开工|280个
        name, source = self._elided.completed(own, said, told.setting.region_from)
        if not own and isinstance(anchor, Figure) and anchor.unit == "%" and source == "sentence":
            added = next((v for v in said.verbs if len(v) > 2 and v.startswith("新")), "")
            if added and not name.startswith(added):
                return anchor, added + name, None, "aside"  # 新登记|经营主体320万户、增长13%
        return anchor, name, None, source

    def _level(self, anchor: Coverage) -> str:
        """全覆盖 of “四个全覆盖”."""
        return anchor.span.of(self._page.text).lstrip("“两三四五六七八个").rstrip("”")

    def _covered(self, own: str, anchor: Coverage, said: Said, before: str) -> str:
        """Area, what covers it, and how: 5G网络实现乡镇以上|连续覆盖 -> 乡镇以上5G网络连续覆盖, then 行政村5G网络全覆盖."""
        level = self._level(anchor)
        thing = next((w for w in self._page.cues.covered_things if w in own), None)
        if thing is None:
            # 5G网络实现|乡镇以上: the subject was cut off with its verb
            said.covers = next((w for w in self._page.cues.covered_things if w in before), said.covers)
            return own + said.covers + level
        said.covers = thing
        split = _REACHES.match(own)
        return split["area"] + thing + level if split and split["what"].endswith(thing) else own + level

    def _fans_out(self, measure: Measure, anchors: Sequence[Anchor]) -> bool:
        words = _BRACKETED.sub("", measure.span.of(self._page.text))
        words = words.removesuffix("等") if isinstance(anchors[0], Rank) else words
        if words.endswith(("产销", "产销量")) and self._each(measure):
            return True
        if "、" not in words:
            # 托育服务机构和托位数量|均居首位 are two; 规模和质量 is said of one
            left, mark, right = words.rpartition("和")
            generic = self._page.cues.generic_measures
            both = left in generic and right in generic and words not in generic  # 总量和增速|均居第5位
            return bool(mark) and self._each(measure) and (both or len(right) > 2)
        parts = words.split("、")
        if isinstance(anchors[0], Coverage) and all(_AREA.fullmatch(part) for part in parts[:-1]):
            return False  # 所有市（州）、县（市、区）均实现5G网络覆盖
        placed = (
            "等" not in words
            and "合计" not in words
            and all(self._place_at_start(p) == self._full.get(p) is not None for p in parts[:-1])
        )
        if placed and self._place_at_start(parts[-1]) is not None:
            # 兰州、天水…新入驻企业445家 is one count of both; rates and ranks are each one's
            one = isinstance(anchors[0], Figure) and anchors[0].unit == "count" and len(anchors) == 1
            return not one or any(w in measure.between for w in ("均", "双双", "都", "分别"))
        if any(w in measure.between for w in ("均", "双双", "都", "分别", "全部", "各")):
            return not any(self._page.cutter.acts(p) for p in parts[:-1]) or len(anchors) > 1
        if words.endswith(("指标", "数据")) and "等" in words:
            return True
        if isinstance(anchors[0], Figure) and self._rate_each(words, parts, measure, anchors[0]):
            return True
        if isinstance(anchors[0], Coverage):
            return "等" not in words and all(len(p) >= 3 for p in parts)  # 村卫生室、医联体|全覆盖 is that of each
        if (
            isinstance(anchors[0], Rank)
            and parts[-1].endswith(self._page.cues.tail_nouns)
            and all(2 <= len(p) <= 12 for p in parts)
        ):
            return "等" not in words
        return isinstance(anchors[0], Rank) and "等" not in words and all(len(p) >= 4 for p in parts)

    def _each(self, measure: Measure) -> bool:
        return any(w in measure.between for w in ("均", "都", "双双"))

    def _rate_each(self, words: str, parts: list[str], measure: Measure, figure: Figure) -> bool:
        """毛入园率、毛入学率超过93%: a rate is each one's, as is a growth; what is at least so much is so of the examples too."""
        if figure.unit == "%" and (
            all(p.endswith(_RATES) for p in parts) or ("等" not in words and parts[-1].endswith(_REACHED))
        ):
            return True
        if figure.unit not in _GROWN:
            return False
        least = "等" in words and figure.comparator in (Comparator.GE, Comparator.GT)
        examples = words.rpartition("等")[0].split("、") if least else parts
        return self._grow_each(words.replace("等", "") if least else words, examples, measure)

    def _grow_each(self, words: str, parts: list[str], measure: Measure) -> bool:
        """装备制造业、食品加工业产值年均增长超20%: a rate of growth is each one's; a level or an amount may be their sum."""
        cues = self._page.cues
        grows = any(w in cues.growth_verbs or w in cues.fall_verbs for w in measure.between) or words.endswith(
            tuple(cues.growth_nouns)
        )
        tail = words.endswith((*cues.tail_nouns, *cues.growth_nouns))
        plain = "等" not in words and not any(mark in parts[-1] for mark in "“”")  # …“新三样”出口 is their sum
        return grows and tail and plain and all(2 < len(p) <= 16 for p in parts) and len(parts) > 1

    def _listed(self, measure: Measure, count: int | None, fan: bool, said: Said) -> list[tuple[str, str | None]]:
        span = measure.span
        words = span.of(self._page.text)
        if count is None and "等" in words and words.endswith("指标") and said.list_start is not None:
            span = Span(max(said.list_start, span.end - _LONGEST_LIST), span.end)
            words = span.of(self._page.text)
        if count is None and words.endswith(("等多项指标", "等指标", "等主要指标", "等多项主要指标", "等经济指标")):
            span = Span(span.start, span.start + words.rfind("等"))
        parts: list[str] = []
        if fan and count is None and "、" not in words:
            parts = self._page.lists.parts(self._page.text, span, 2)
        elif len(span):
            parts = self._page.lists.parts(self._page.text, span, count)
        if not parts and count == len(_SECTORS) and "三次产业" in words:
            parts = [f"{sector}产业比重" for sector in _SECTORS]
        if (count == 2 and not parts) or (fan and words.endswith(("产销", "产销量"))):
            parts = self._paired(words) or parts
        if not parts and count is not None:
            parts = self._from_clause_before(words, count, said)
        if not parts:
            name, _ = self._elided.completed(words, said)
            return [(name, None)] * (count or 1)
        return self._with_places(_same_tier(parts) if count is None else parts, span)

    def _with_places(self, parts: list[str], span: Span) -> list[tuple[str, str | None]]:
        """福州、龙岩、厦门固定资产投资增速: conjuncts that are places share the measure behind the last one."""
        last = parts[-1]
        country = [_PART_OF_CHINA.match(part) for part in parts]
        if len(parts) > 1 and all(country) and last[len(country[-1][0] if country[-1] else "") :]:
            # 东、中、西部每万人拥有5G基站分别为…
            shared = last[len(country[-1][0] if country[-1] else "") :]
            return [
                (shared, f"{match['part']}{'' if match['part'] == '东北' else '部'}地区") for match in country if match
            ]
        here = {p.span.of(self._page.text): p for p in self._page.places.within(span) if p.relative is None}
        named = [here[p].name if p in here else self._place_at_start(p) for p in parts]
        if all(n is not None for n in named) and len(parts) > 1:
            told = next((w for w in here if last.startswith(w)), "")
            shared = SO_MANY.sub("", last[len(told) :], count=1) if told else ""
            if shared:
                return [(shared, n) for n in named]
            if all(p in here for p in (*parts[:-1], told)):
                # 甲经开区、乙经开区排名46位、82位; of 广东、江苏位居前三 a sentence before said in what
                kept = {p: "" if here[p].kind in ADMINISTERED else p for p in (*parts[:-1], told)}
                return [(kept[p], n) for p, n in zip((*parts[:-1], told), named, strict=True)]
        return [(p, None) for p in parts]

    def _place_at_start(self, words: str) -> str | None:
        hits = self._page.lexicon.places(words)
        for hit in hits:
            if hit.span.start == 0 and hit.codes:
                region = self._page.lexicon.regions.get(hit.codes[0])
                return region.name_zh if region else None
        return None

    def _paired(self, words: str) -> list[str]:
        """城乡居民收入 is that of 城镇 and that of 农村 residents."""
        for word, both in self._page.cues.paired_words.items():
            if word in words:
                whole = "量" if word == "产销" and words.endswith(word) else ""  # 产销|均突破1050万辆
                return [words.replace(word, one, 1) + whole for one in both]
        return []

    def _from_clause_before(self, tail: str, count: int, said: Said) -> list[str]:
        page = self._page
        for clause in said.waiting[-1:]:
            # 形成甲、乙、丙三大产业，分别实现产值168亿元、39亿元、31亿元
            begun = page.cutter.before(
                page.text, clause.span, page.times.within(clause.span), page.places.within(clause.span)
            )
            named = page.lists.apposed(page.text[begun.span.start : clause.span.end], count)
            if named:
                return [each + tail for each in named]
        subject = self._elided.subject(said)
        if not subject:
            return []
        parts = self._page.lists.parts(subject, Span(0, len(subject)), count)
        return [p + tail if not p.endswith(tail) else p for p in parts]


def _same_tier(parts: list[str]) -> list[str]:
    """国家级绿色工厂、工业园区|均居首位: the tier that is said first is that of all."""
    tier = _TIER.match(parts[0])
    if tier is None or any(_TIERED.search(part) for part in parts[1:]):
        return parts
    return [parts[0], *(tier[0] + part for part in parts[1:])]
