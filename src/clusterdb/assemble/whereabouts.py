"""Whose figure it is: the clause's own place, 我省 and 全市, the place that the sentence is about, else the issuer's."""

from __future__ import annotations

import re

from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import FACILITY
from clusterdb.assemble.words import word_list
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Clause, Role, Span
from clusterdb.readings import Place, TimeWords

#: Behind 全国 these say that the country itself is counted.
_OF_ALL = ("共有", "共", "累计", "新增", "总计", "现有", "已有", "拥有", "已建成", "建成")


#: A list of names and how many they are; `others` where it names some of them only.
_COUNTED_LIST = re.compile(r"[^，。；：\d]{0,24}?(?P<others>等)?(?=(?P<count>[0-9]+)[个家座所县市区镇条])")


#: Before a place these make it a partner: 与上海共建园区6个.
_PARTNERS = frozenset("与同跟赴向对")


#: Before 全市 these compare with it.
_OF_WHOLE = frozenset("占居列于比及过为")


class Whereabouts:
    """Follows the places of one document, clause by clause, in order.

    A topic is a place that a sentence began with and that holds for its later clauses; in press texts also for the next
    sentence if that says 其, 其中 or 全市.
    """

    def __init__(self, page: Page, cues: Cues, home: str | None) -> None:
        self._page = page
        self._text = page.text
        self._places = page.places
        self._skip = word_list((*cues.discourse, *cues.adverbs, *cues.lead_ins))
        self._home = home
        self._parts = frozenset(cues.relative_areas)
        self._city: str | None = None
        self._district: str | None = None
        self._topic: str | None = None
        self._scope: Span | None = None
        self._led = False

    def forget(self) -> None:
        """A new paragraph or section: nothing is carried over."""
        self._topic = None

    def follow(self, clause: Clause, here: list[Place], times: list[TimeWords]) -> None:
        """Take note of the places of a clause whose region nobody asks for."""
        if here or self._topic is not None:
            self.of(clause, here, times)

    def of(self, clause: Clause, here: list[Place], times: list[TimeWords]) -> tuple[str, str]:
        """The region of a clause with its places and times, and where it was found: clause, issuer, sentence, …"""
        section = clause.section
        home = section.region or self._home or "全国"
        leading = self._leading(clause, here, times) if here else None
        source = "section" if section.region else "document"
        self._carry_topic(clause, here)
        nation = (
            leading is not None
            and leading.kind == "nation"
            and section.region is not None
            and not self._is_measured(
                leading
            )  # 全国文明城市增至37座 is a province's figure, 全国5G基站达… the country's
        )
        part = leading is not None and leading.name in self._parts and home != "全国"
        if leading is not None and not leading.relative and (nation or part or self._is_listed(leading)):
            leading = None  # 中部地区 in a province's report is the middle of the province
        if leading is not None and not leading.relative:
            opens = clause.span.start == clause.sentence.start
            if section.role == Role.OTHER or (opens and self._is_subject(leading, clause)):
                self._topic, self._scope, self._led = leading.name, clause.sentence, True
            self._remember(leading)
            return leading.name, "clause"
        relative = leading.relative if leading is not None else None
        if relative == "nation" and section.region is not None:
            relative = None
        if relative is None and any(p.relative == "city" and not self._is_whole(p) for p in here):
            relative = "city"
        if relative == "nation":
            return "全国", "clause"
        if relative == "province":
            self._topic = None
            return home, "issuer"
        if relative in ("city", "district"):
            told = self._city if relative == "city" else self._district
            own = home.endswith("市") if relative == "city" else home.endswith(("县", "区", "旗"))
            if told is not None and told != home and section.role == Role.OTHER and not own:
                self._topic, self._scope, self._led = told, clause.sentence, True
                return told, "paragraph"
            return home, "issuer"
        if self._topic is None and section.role != Role.OTHER and clause.span.start == clause.sentence.start:
            self._about_zone(clause, here)
        if self._topic is not None:
            return self._topic, "sentence"
        if section.role == Role.OTHER:
            inner = {
                p.name
                for p in here
                if p.kind in ("prefecture", "county")
                and p.name != home
                and self._text[p.span.start - 1 : p.span.start] not in _PARTNERS
            }
            only = next(p for p in here if p.name in inner) if len(inner) == 1 else None
            if only is not None and self._text[only.span.start - 1] != "、":  # …、齐齐哈尔重型机床等一批
                self._topic, self._scope, self._led = next(iter(inner)), clause.sentence, False
                self._remember(only)
        return home, source

    def _carry_topic(self, clause: Clause, here: list[Place]) -> None:
        """A topic holds for its sentence, and behind a semicolon in a press text; else it is dropped."""
        scope = self._scope
        if self._topic is None or scope is None or scope == clause.sentence or self._goes_on(clause, here):
            return
        runs_on = self._led and scope.end <= clause.span.start and self._text[scope.end - 1 : scope.end] in ("；", ";")
        if runs_on and clause.section.role == Role.OTHER:
            self._scope = clause.sentence  # 廉江市…现有企业1100家；从业人员8万人
        else:
            self._topic = None

    def _about_zone(self, clause: Clause, here: list[Place]) -> None:
        """完成横琴合作区目标任务，…澳资企业超6600户: a sentence that opens with work on one zone goes on about it."""
        named = {p.name for p in here if p.relative is None}
        zones = {p.name for p in here if p.kind == "zone"}
        words = clause.span.of(self._text)
        if len(named) == 1 and named == zones and not any(c.isdigit() for c in words) and "、" not in words:
            self._topic, self._scope = next(iter(zones)), clause.sentence

    def _is_subject(self, place: Place, clause: Clause) -> bool:
        """江东新区年营收…，…; 兰州中川机场开通航线91条，…: what a sentence begins to tell figures of, it goes on about."""
        if place.kind in ("zone", "area"):
            return True
        if FACILITY.match(self._text, place.span.end) is None:
            return False
        return any(c.isdigit() for c in clause.span.of(self._text))

    def _is_whole(self, place: Place) -> bool:
        """占全市的三成, 居全市首位: the whole of which a part is told, not whose part it is."""
        return self._text[place.span.start - 1 : place.span.start] in _OF_WHOLE

    def _remember(self, place: Place) -> None:
        """The city and the district that 全市 and 全区 may mean later on."""
        if place.kind == "prefecture" or (place.kind == "county" and place.name.endswith("市")):
            self._city = place.name
        if place.kind in ("county", "zone"):
            self._district = place.name

    def _is_measured(self, place: Place) -> bool:
        """A known measure follows the place, and none begins with it."""
        if self._text.startswith(_OF_ALL, place.span.end):
            return True  # 全国共有3028家企业入围
        return self._page.alias_end(place.span.end) > 0 and not self._page.alias_end(place.span.start)

    def _is_listed(self, place: Place) -> bool:
        """广州、深圳援助梅州: the first of several places is not the one that the clause is about."""
        if self._page.shielded(place.span):
            return True
        behind = self._text[place.span.end : place.span.end + 1]
        around = self._places.within(Span(place.span.end, min(len(self._text), place.span.end + 20)))
        following = around[0] if around else None
        counted = _COUNTED_LIST.match(self._text, place.span.end)
        if counted and 1 < int(counted["count"][:3]) == counted[0].count("、") + 1:
            return True  # 兰州新区、西固2个化工园区
        if counted and (counted["others"] or any(self._opens_item(p, counted.end()) for p in around)):
            return True  # 武汉东湖、襄阳、宜昌3家高新区; 皋兰什川等7个镇
        rest = self._text[place.span.end : place.span.end + 40].split("，")[0].split("。")[0]
        if "等" in rest and "、" in rest.split("等")[0]:
            return True
        return (
            behind in ("、", "至", "—", "-", "和", "与")
            and following is not None
            and following.span.start <= place.span.end + 2
        )

    def _opens_item(self, place: Place, end: int) -> bool:
        """A place that an item of a list begins with: 、|宜昌3家."""
        return place.span.end <= end and self._text[place.span.start - 1] == "、"

    def _goes_on(self, clause: Clause, here: list[Place]) -> bool:
        """A new sentence is still about the place before where it says 其, 其中, 该 or 全市."""
        words = self._text[clause.sentence.start : clause.sentence.start + 4].lstrip(" 　")
        return words.startswith(("其", "该", "这一")) or any(p.relative == "city" for p in here)

    def _finest(self, starts: dict[int, Place], at: int) -> Place:
        """粤西湛江廉江市, 粤东的揭阳: of places that stand one in the other the last."""
        place = starts[at]
        while place.relative is None and place.kind != "nation":
            end = place.span.end
            if FACILITY.match(self._text, end):
                break  # 西安|咸阳国际机场 is 西安's
            inner = starts.get(end) or (starts.get(end + 1) if self._text[end : end + 1] == "的" else None)
            if inner is None or inner.relative is not None or inner.kind in ("nation", "province", "informal"):
                break
            place = inner
        return place

    def _leading(self, clause: Clause, places: list[Place], said: list[TimeWords]) -> Place | None:
        """The place that a clause begins with, after words of time, marks and adverbs."""
        at = clause.span.start
        text = self._text
        times = {t.span.start: t.span.end for t in said}
        starts = {p.span.start: p for p in places}
        if text.startswith("作为", at):
            return None  # 作为常州“新能源之都”的主阵地之一，全区…
        while at < clause.span.end:
            if at in starts:
                return self._finest(starts, at)
            if at in times:
                at = times[at]
                continue
            if text[at] in " 　，、—●·（()）一二三四五六七八九十.“”的":
                at += 1
                continue
            word = self._skip.begins(text, at, clause.span.end)
            if word is None:
                return None
            at += len(word)
        return None
