"""Words of time: 到2025年, 前三季度, 1—11月, 截至11月底, “十四五”期间, 去年, 未来三年, 年底前.

In: a text. Out: `TimeWords`, each what the words say and no more; which year 今年 means is settled in `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clusterdb.model import Span
from clusterdb.readings import TimeWords

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_JOIN = r" ?[-—–~～至到]{1,2} ?"
_TO = r"(?:(?:截至|截止到|截止|力争到|争取到|到|至) ?)?"

# each alternative looks ahead before it opens its groups: most characters that could begin words of time begin none
_TIME = re.compile(
    r"(?=[0-9今去上下前明当本同全年岁底末第一二三四五六七八九十两截到至力争 “\"‘过这近最未此目迄用])(?:"
    rf"(?=[12])(?P<years>(?P<y1>(?:19|20)[0-9][0-9])年?{_JOIN}(?P<y2>(?:19|20)[0-9][0-9])年)"
    r"|(?=[到至]?[“\"‘]?十)(?P<plan>(?P<planto>到|至)?[“\"‘]?(?P<fyp>十[一二三四五六])五[”\"’]?(?:规划)?"
    r"(?P<planpart>时期|期间|期末|末|以来|前[一二三四]年|(?=累计)))"
    r"|(?P<span>(?P<dir>过去的?|这|近|最近|未来|今后|此后|用(?=[^，。]{1,6}年(?:左右)?的?时间)(?:[2-9二三四][-—–~～至到]{1,2})?)(?P<n>[一二三四五六七八九十两]{1,2}|[0-9]{1,2})(?:个)?年"
    r"(?!(?:以?来|内|间)?(?:的|之)?(?:最|新高|新低|首次))(?:间|来|内)?)"  # 近10年来最大降幅 says how rare, not when
    r"|(?=[一二三四五六七八九十两]年)(?P<since>(?P<sn>[一二三四五六七八九十两])年来(?!(?:的|之)?(?:最|新高|新低|首次)))"
    r"|(?:(?=[截到至前底末 ]|[今去上明当本同全]年|[0-9]{1,4} ?[-—–~～至到月年]|[上下]半|年[底末内]|全[省市]|第?[一二三四]季|力争到|争取到|岁末)"
    rf"(?P<to>{_TO})"
    r"(?P<year>(?:19|20)[0-9][0-9] ?年|今年|去年|上年|前年|明年|当年|本年|同年)? ?(?:全省|全市|我省|我市)?"
    r"(?:(?P<half>[上下]半年)|前(?P<quarters>[一二三两四])个?季度|(?<!提)前(?P<firstn>[0-9]{1,2}|[一二三四五六七八九十]{1,2})个月|第?(?P<quarter>[一二三四])季度"
    rf"|(?P<m1>[0-9]{{1,2}})月?{_JOIN}(?P<m2>[0-9]{{1,2}})月份?(?P<mend>底|末)?"
    r"|(?P<month>[0-9]{1,2})月份?(?:(?P<day>[0-9]{1,2})日|(?P<monthend>底|末|上旬|中旬|下旬))?"
    r"|(?P<yearend>(?:年底|年末|岁末|底|末)(?:前|之前|以前)?)|(?P<within>年内|全年))?(?P<behind>以前|之前|前(?!三|两|列|沿|十|五|海|期|后|夕|端|提|瞻|景|茅|进)|以来|起)?)"
    r"|(?P<current>当月|本月|当季)"
    r"|(?P<now>截至目前|目前|迄今|至今))"
)
_TIMES_OF = re.compile(r"的?[0-9.]+倍")
_COMPARING = ("比", "较", "从", "由", "自", "与", "同", "相较于", "相比", "对比", "相较")


_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "当年": 0, "同年": 0}


def time_words(text: str, start: int = 0, end: int | None = None) -> Iterator[TimeWords]:
    """Read every stretch of time words, left to right."""
    for match in _TIME.finditer(text, start, len(text) if end is None else end):
        if match.lastgroup == "to":
            continue  # 到 alone, or nothing at all
        words = _read(match)
        if words is None:
            continue
        before = text[max(start, words.span.start - 3) : words.span.start]
        baseline = before.endswith(_COMPARING) and not words.since
        if _TIMES_OF.match(text, words.span.end) and before.endswith(("是", "为", "于", "约")):
            baseline = True  # 是2020年的1.4倍
        if before.endswith("从") and re.match(r".{0,8}(?:来看|看[，,]|起)", text[words.span.end : words.span.end + 12]):
            baseline = False
        if words.since and re.match(r".{0,3}(?:最|新高|首次|首个|唯一)", text[words.span.end : words.span.end + 8]):
            baseline = True  # 为1998年以来最多 dates a record, not the figure
        yield replace(words, baseline=True) if baseline else words


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if word.startswith("十"):
        return 10 + _DIGITS.get(word[1:], 0)
    return _DIGITS.get(word, 0)


def _read(match: re.Match[str]) -> TimeWords | None:
    span = Span(match.start(), match.end())
    if match["years"]:
        return TimeWords(span, "years", first=int(match["y1"]), last=int(match["y2"]))
    if match["plan"]:
        first = 2001 + 5 * _DIGITS[match["fyp"][1]]
        # 十五 is 2001-2005, 十一五 2006-2010: the nth plan after 十五 starts 5n years on
        part = match["planpart"]
        end_only = part in ("末", "期末") or bool(match["planto"])
        last = first + (_DIGITS[part[1]] if part.startswith("前") else 5) - 1  # “十四五”前四年
        return TimeWords(
            span, "plan", first=first, last=last, deadline=end_only, since=part in ("以来", ""), end_only=end_only
        )
    if match["span"]:
        ahead = match["dir"].startswith(("未来", "今后", "此后", "用"))  # 用3—5年时间
        return TimeWords(span, "next" if ahead else "past", first=_number(match["n"]))
    if match["since"]:
        return TimeWords(span, "past", first=_number(match["sn"]))
    if match["current"]:
        return TimeWords(span, "current_month" if match["current"] != "当季" else "current_quarter")
    if match["now"]:
        return TimeWords(span, "now", end_only=True)
    return _dated(match)


def _dated(match: re.Match[str]) -> TimeWords | None:
    to = match["to"].strip()
    year = offset = None
    if match["year"]:
        if match["year"][:2].isdigit():
            year = int(match["year"][:4])
        else:
            offset = _OFFSETS[match["year"]]
    behind = match["behind"] or ""
    by = to in ("到", "至", "力争到", "争取到") or behind in ("以前", "之前", "前")
    as_of = to.startswith("截")
    unit = _unit(match)
    if unit is None:
        return None
    name, first, last = unit
    if name == "year_end":
        by = not as_of
    end_only = by or as_of or name == "year_end" or bool(match["monthend"])
    span = Span(match.start(), match.start() + len(match[0].rstrip()))
    return TimeWords(span, name, year, offset, first, last, deadline=by, since=behind == "以来", end_only=end_only)


def _unit(match: re.Match[str]) -> tuple[str, int, int] | None:
    """The unit of the calendar that dated words name, with its first and last number; None where there is none."""
    if match["half"]:
        return "half", 1 if match["half"][0] == "上" else 2, 0
    if match["quarters"]:
        return "quarters", 1, _DIGITS[match["quarters"]]
    if match["firstn"]:
        count = _number(match["firstn"])
        return ("months", 1, count) if 1 <= count <= 12 else None
    if match["quarter"]:
        number = _DIGITS[match["quarter"]]
        return "quarters", number, number
    if match["m1"]:
        first, last = int(match["m1"]), int(match["m2"])
        return ("months", first, last) if 1 <= first <= 12 and 1 <= last <= 12 else None
    if match["month"]:
        month = int(match["month"])
        if not 1 <= month <= 12:
            return None
        return ("day", month, int(match["day"])) if match["day"] else ("month", month, month)
    if match["yearend"]:
        if match["yearend"][0] in "底末" and not match["year"]:
            return None  # 兜住民生底线
        return "year_end", 0, 0
    if match["within"]:
        return "whole", 0, 0
    return ("year", 0, 0) if match["year"] else None
