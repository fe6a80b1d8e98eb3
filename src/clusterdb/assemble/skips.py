"""Figures that are nobody's claim, with the reason: names, dates, thresholds, ordinals, counts of aspects, baselines."""

from __future__ import annotations

import re
from collections.abc import Callable

from clusterdb.assemble.page import Page
from clusterdb.assemble.patterns import COUNTED, COUNTS_THEM, MEDALS, PASSES, REACHES, SCALE
from clusterdb.assemble.words import WordList
from clusterdb.lexicon import ClusterHit
from clusterdb.lexicon.cues import Cues
from clusterdb.model import Comparator, Span
from clusterdb.readings import Figure

_DURATIONS = frozenset({"days", "months", "years", "hours", "minutes", "weeks"})
_MEASURED = frozenset({"%", "pp", "times", "CNY", "USD", "t", "kWh", "kW", "km", "km2", "mu", "m3", "ha", "tce"})
_SPELLED_COUNTERS = frozenset("家个座条项件所艘架台辆")
#: What a policy grants a single applicant: terms, not results.
_GRANT = re.compile(
    r"(?:最高|每家|每户|每个|每项|每人|单个|单户|一次性|比例|不超过)[^，。；]{0,24}(?:给予|奖励|补助|补贴|奖补|资助)"
    r"|(?:给予|奖励|补助|补贴|奖补|资助)[^，。；]{0,16}(?:最高|每家|每户|一次性|不超过|比例)|给予[^，。；]{0,24}(?:奖励|补助|补贴|资助)"
)
_SIZED = re.compile(r"的?[0-9]+(?:个|家|项|户)")
_AMOUNT = re.compile(r"[0-9.]*[十百千万亿]+(?:元|元?级)")
_ROSE = re.compile(r"(?:[一-龥]{0,2})?(?:增加|增长|提高|扩大|发展|壮大|减少|下降|上升|提升|增|升|降|扩)[到至]")
_STEP = re.compile(r"[十百千万亿0-9]+元?(?:台阶|大关)")
_MORE_COUNT = re.compile(r"[0-9][0-9.]*(?![0-9A-Za-z.%]|周?岁)")
#: 3.2万户14.9万人: households and their people are two counts of one thing.
_PEOPLE_TOO = re.compile(r"[0-9.]+[万千百]?(?:多|余)?户[0-9.]+[万千百]?(?:多|余)?(?:人|名)")
#: 提出8项指标, 抓好3件事: how a plan is laid out.
_INDICATORS = re.compile(
    r"(?<=[项个类])(?:主要|预期性|约束性|核心|重点|主要经济|经济社会发展|重要)?指标|(?<=[件桩])大?事(?![项件务业故])"
)
_ONE_OF = re.compile(r"[^，。；、]{0,20}之一")
#: How a bracket begins that states a fact of its own.
_STATING = ("其中", "累计", "同比增长", "同比下降", "增长", "下降")
_ENDS = re.compile(r"[，。；、！）)的]|$")
_PASSED = re.compile(
    r"(?:超过?|高于|超出|相当于|接近|多于|低于)(?:去年|上年|前年|20[0-9]{2}年)(?:全年|同期|末|底)?(?:全国)?的?$|(?<![偏相时温落逆级价利误公])(?:还|仅|只)?差(?:了|距)?$"
)
_MOVED_BEFORE = re.compile(
    r"(?:前移|上升|提升|跃升|前进|提高|上移|下降|后移|进|退)了?(?:[0-9]{1,3}个?位(?:次)?[、和])*$"
)
_REACHING = ("达到", "达", "突破", "增至", "增加到", "升至")
#: 医疗旅游人次86.5万: the noun says what is counted.
_COUNTED_NOUNS = ("人次", "人数", "户数", "家数", "总数", "数量", "总量", "用户数", "企业数")
#: That many digits without a unit are a telephone number, a code, a share's number.
_CODE_LENGTH = 7
#: 万元GDP能耗, 亿元产值: a measure per unit of another.
_PER = ("GDP", "地区生产总值", "国内生产总值", "生产总值", "工业增加值", "产值", "增加值")
_AMONG = re.compile(
    r"(?:[^，。；、0-9（）]|（[^（）]*）){1,20}?(?:之?中(?:$|[，。有的0-9])|提到|提及|提出)|[^，。；、0-9]{2,10}是"
)
_LETTER = re.compile(r"[A-Za-z]")
#: Numbers without a unit, by their nature: 指数为89.6, PUE降至1.3以下.
_INDEX = re.compile(
    r"(?:指数|PUE值?|系数|收入比|比值|之比)(?:平均值|均值|值)?(?:[由从][0-9.]+)?[^，。；0-9]{0,8}?"
    r"(?:为|是|达到?|[下]?降[至到为]|上?升[至到]|提[高升][至到]|缩小[至到为]|收窄[至到]|控制在|低于|不高于|不超过|优于|突破|由|从)$"
)
_NAMING = re.compile(r"[A-Za-zΑ-ω+＋/_×#]")
_DURATION_MEASURE = re.compile(r"(?:天数|寿命|时间|时长|工期|周期|年限|天气|天|用时)$")
_REACHED = re.compile(r"[达到为至超过突破增加提高了均平缩短压减少降低由从]+$")
_TIME_UNIT = re.compile(r"年|月|日|时|点|周|号|世纪")


class SkipReader:
    """Tells why a figure is no claim; built once from the cue words, asked once a figure."""

    def __init__(self, cues: Cues, clusters: Callable[[str], list[ClusterHit]]) -> None:
        self._clusters = clusters
        self._heads = WordList(cues.name_heads)
        self._scopes = WordList(cues.scope_nouns)
        self._thresholds = WordList(cues.threshold_heads)
        self._spec_units = frozenset(cues.spec_units)
        self._incidents = WordList(cues.incident_words)
        self._attention = WordList(cues.attention_verbs)
        self._reach = WordList((*cues.reach_verbs, *cues.link_verbs))
        self._doing = WordList((*cues.action_verbs, *cues.flow_verbs))
        self._events = WordList(cues.flow_events)
        self._counted_nouns = (*_COUNTED_NOUNS, *cues.people_nouns)
        people = "|".join(sorted(cues.people_nouns, key=len, reverse=True))
        self._people = re.compile(rf"[\u4e00-\u9fff]{{0,14}}?(?:{people})")
        self._history = WordList(cues.history_words)
        self._goals = ("目标", "台阶", "大关", "关口", "门槛")

    def reason(self, page: Page, figure: Figure, clause: Span, sentence: Span) -> str | None:
        """A code of `skip_reasons`, or None for a figure that may be a claim."""
        text, core = page.text, figure.core
        if figure.form == "code" or (figure.unit is None and len(core) >= _CODE_LENGTH and core.of(text).isdigit()):
            return "phone_or_code"
        moved = figure.unit_word == "位" and _MOVED_BEFORE.search(text, max(0, core.start - 24), core.start)
        if moved or _PASSED.search(text, max(0, core.start - 16), core.start):
            return "baseline"  # 居全国第九位，较上年前移1位; 已超过去年全年的53.9万套; 四川差了0.1个百分点
        beside = self._beside(page, figure, clause)
        if beside is not None:
            return beside
        before = text[max(0, core.start - 2) : core.start]
        placed = self._placed(text, figure, clause, before)
        if placed is not None:
            return placed or None
        if figure.unit is None:
            return self._unitless(text, figure, before[-1:], text[core.end : core.end + 1])
        if page.holds_any(self._history, sentence):
            return "history"
        if figure.form == "words":
            return None if figure.unit == "times" or self._grows(text, figure) else "vague"
        told = sentence if figure.unit_word == "例" else clause
        if page.holds_any(self._incidents, told):
            return "non_statement"
        if figure.unit in _DURATIONS:
            return self._duration(text, figure, clause)
        if self._is_name(text, figure, before[-1:]):
            return "name"
        if figure.form == "fraction" and before.endswith("前"):
            return "ordinal"
        if figure.unit in ("CNY", "%") and page.holds_any(_GRANT, clause):
            return "threshold"  # 按不超过20%的比例给予补助，最高300万元
        led_from = before.endswith(("由", "从"))  # 由71所优化整合为47所
        if figure.unit in COUNTED and not led_from and self._is_scope(page, figure, clause):
            return "scope_count"
        if any(f.span.holds(core) for f in page.fulfilments.within(clause)):
            return "baseline"
        if figure.form == "chinese" and figure.unit not in _MEASURED:
            return self._spelled(text, figure, clause)
        return "threshold" if self._threshold(text, figure, clause) else None

    def _placed(self, text: str, figure: Figure, clause: Span, before: str) -> str | None:
        """What stands right around makes it none: 每10万人, 排名前1%, 5个试点之一, 第2家; '' for 成为第2家, which counts."""
        if before.endswith("每"):
            return "name"
        if figure.unit == "%" and before.endswith("前"):
            return "ordinal"
        if figure.unit == "count" and _ONE_OF.match(text, figure.core.end):
            return "non_statement"
        if not before.rstrip().endswith("第"):
            return None
        counted = figure.unit == "count" and "成为" in text[clause.start : figure.core.start]
        return "" if counted else "ordinal"

    def _beside(self, page: Page, figure: Figure, clause: Span) -> str | None:
        """Inside words of time, a name in quotes, or a bracket that only compares."""
        if page.is_date(figure):
            return "date"
        if page.in_name(figure):
            return "name"
        opened = page.bracket_around(figure.core.start, clause)
        # a bracket that only compares: 全国4.6%; （其中公共充电桩5000个） and （累计500家） state their own
        return "baseline" if opened is not None and not page.text.startswith(_STATING, opened + 1) else None

    def _is_name(self, text: str, figure: Figure, before: str) -> bool:
        """700MHz, 12英寸, 续航超千公里氢能重卡, 4个万亿元台阶: the figure belongs to what it names."""
        if figure.unit in self._spec_units or (_LETTER.match(before) and figure.form == "arabic"):
            return True
        if (
            figure.unit == "CNY"
            and text.startswith(self._goals, figure.core.end)
            and before in ("个", "大", "座", "道")
        ):
            return True
        if figure.bare_scale and figure.unit == "CNY" and text.startswith(_PER, figure.core.end):
            return True
        loose = figure.unit not in COUNTED and figure.unit != "CNY"
        return figure.bare_scale and loose and not _ENDS.match(text, figure.span.end)

    def _unitless(self, text: str, figure: Figure, before: str, after: str) -> str | None:
        if figure.suffix or (figure.bare_scale and after == "级"):
            return "name"
        if text[figure.core.end - 1] == "+" and after not in "，。；、）) ":
            return None
        if _NAMING.match(before) or _NAMING.match(after):
            return "name"
        if figure.form == "arabic" and _INDEX.search(text, max(0, figure.span.start - 32), figure.core.start):
            return None if not after.strip("，。；、）)以缩降提上下增升 \n") else "name"
        # 亿亿亿亿 is more than a Decimal can divide
        scaled = figure.form == "arabic" and 10_000 <= figure.value < 10**20 and figure.value % 100 == 0
        if not scaled and not figure.bare_scale:
            return "name"
        reached = figure.comparator in (Comparator.GT, Comparator.GE, Comparator.LT)
        goal = text.startswith(self._goals, figure.core.end)
        if scaled and goal and before != "个":
            return None  # 迈上1200亿台阶
        if figure.bare_scale:
            if before == "个":
                return "threshold"  # 连跨4个千亿台阶: how high a step is
            if (reached and not after.strip("，。；、）) \n")) or goal:
                return None if figure.value >= 10**6 else "vague"
            return "name"
        if self._people.match(text, figure.core.end):
            return None
        before_it = text[max(0, figure.span.start - 8) : figure.span.start]
        left = before_it.rstrip("达到为至")
        counted = left.endswith(self._counted_nouns) or before_it.endswith(_REACHING)
        if (reached or counted) and not after.strip("，。；、）)” \n"):
            return None
        return "name"

    def _grows(self, text: str, figure: Figure) -> bool:
        """保持两位数增长 states a growth; 两位数 alone is a manner of speaking."""
        before = text[max(0, figure.core.start - 3) : figure.core.start]
        return text.startswith(("增长", "增速"), figure.core.end) and before.endswith(
            ("保持", "实现", "达", "均", "达到")
        )

    def _is_scope(self, page: Page, figure: Figure, clause: Span) -> bool:
        """Counts of aspects, of mentions, of a known group: 8个方面, 30多处提及, 聚焦20个集群, 在全国1.2万个项目中."""
        text = page.text
        medal = figure.unit_word in MEDALS
        if (
            not medal
            and _MORE_COUNT.match(text, figure.core.end)
            and not _AMOUNT.match(text, figure.core.end)
            and not _PEOPLE_TOO.match(text, figure.core.start)
        ) or _STEP.match(text, figure.core.end):
            return True
        if self._scopes.begins(text, figure.span.end, min(clause.end, figure.span.end + 6)):
            return True
        if _INDICATORS.match(text, figure.core.end) or (
            figure.unit_word == "项" and text.endswith("指标", clause.start, figure.span.start)
        ):
            return True
        if _ROSE.match(text, figure.span.end, clause.end):
            return False  # 由64家增加到118家
        if self._attention.ends(text, clause.start, figure.span.start):
            return True
        if page.names_cluster(figure.core) and self._names_group(text, figure):
            return True
        return _AMONG.match(text, figure.span.end, clause.end) is not None

    def _names_group(self, text: str, figure: Figure) -> bool:
        """20个战略性产业集群: a count that is a part of the name of a known group of clusters."""
        words = text[figure.core.start : figure.core.end + 16]
        return any(h.span.start == 0 and len(h.span) > len(figure.core) for h in self._clusters(words))

    def _spelled(self, text: str, figure: Figure, clause: Span) -> str | None:
        """A spelled-out count is mostly a manner of speaking (两个市场, 八项规定, 千方百计); 生产线两条 at an end is not."""
        if figure.value == 1:
            return "non_statement"
        if figure.bare_scale:
            reached = figure.comparator != Comparator.EQ or self._reach.at_end(
                text, Span(clause.start, figure.span.start)
            )
            return None if reached and figure.unit in COUNTED else "name"
        behind = text[figure.span.end : clause.end].strip()
        if figure.unit_word in ("件", "项") and behind.startswith(("民生实事", "实事", "民生项目", "为民实事")):
            return None  # 办好十件民生实事
        before = text[clause.start : figure.span.start].strip(" 　，、")
        at_end = not behind.strip("，。；、！）) ")
        if at_end and len(before) >= 4 and figure.unit_word in _SPELLED_COUNTERS and self._doing.found_in(before):
            return None
        if not before and figure.unit_word in _SPELLED_COUNTERS and self._events.found_in(behind) and len(behind) > 6:
            return "scope_count" if self._scopes.at_start(behind, Span(0, min(6, len(behind)))) else None
        return "scope_count"

    def _duration(self, text: str, figure: Figure, clause: Span) -> str | None:
        left = text[clause.start : figure.span.start]
        if _DURATION_MEASURE.search(_REACHED.sub("", left)) and not text.startswith(
            ("内", "来", "以来", "前", "后"), figure.core.end
        ):
            return None
        return "date"

    def _threshold(self, text: str, figure: Figure, clause: Span) -> bool:
        """亿元以上工业企业, 超100亿元的企业达300家: the figure defines the group that is counted."""
        at = figure.span.end
        if text.startswith(("及以上", "及以下"), figure.core.end) and not _ENDS.match(text, at):
            return True  # 20户及以上自然村
        if (
            figure.unit == "CNY"
            and SCALE.match(text, figure.core.end)
            and REACHES.search(text, clause.start, figure.core.start)
        ):
            return False  # 产业集群均达到万亿元|规模
        if figure.unit == "CNY" and figure.comparator in (Comparator.GE, Comparator.GT):
            bare = figure.bare_scale and not _ENDS.match(text, at)  # 1.2万个亿元以上新建续建项目
            if bare or _SIZED.match(text, at):
                return True  # 20亿元以上3个
        if figure.unit in COUNTED and figure.comparator not in (
            Comparator.GE,
            Comparator.GT,
            Comparator.LE,
            Comparator.LT,
        ):
            return False
        if text[at : at + 1] == "级":
            return True
        if (
            figure.unit == "CNY"
            and COUNTS_THEM.match(text, at, clause.end)
            and PASSES.search(text, clause.start, figure.core.start)
        ):
            return True  # 营业收入超百亿元|的食品企业达到6家
        joined = text[at : at + 1] == "的"
        head = self._thresholds.begins(text, at + joined, min(clause.end, at + joined + 6))
        if head is None:
            return False
        if figure.unit == "%" and not text[clause.start : figure.span.start].strip(" 　，、"):
            return False  # 90%以上村庄达到标准
        if figure.unit == "%":
            # 占全省产值80%的重点企业 defines a group, 86%的县建成三级医院 states a share
            return figure.comparator != Comparator.EQ or "占" in text[clause.start : figure.span.start]
        return figure.unit not in COUNTED or (figure.unit_word == "户" and "村" in head)  # 20户以上自然村
