"""Lines -> lines of the document alone, and what the lines that went said of it.

Out go page furniture (打印 收藏 【字号：…】 分享), labelled metadata (来源：河北日报, 日期:09-29, 原标题:…), lists of
other pages below the text, a strip of foreign headlines at the very end. What a label says is kept as a fact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from clusterdb.read.dates import DATE_LINE
from clusterdb.read.lines import Line
from clusterdb.read.structure import numbering
from clusterdb.read.wording import load_wording

_TRIM = " :：>》»【】[]（）()|｜-—_·.．…!！<《«\"'"
_EDGE = 16
"""Metadata stands within so many lines of the beginning or the end."""
_STAMP = re.compile(r"20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_SENTENCE = re.compile("[。！？；]")
_STRIP = re.compile(r"[^。！？；，,]{6,60}")


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {label: field for field, labels in load_wording().labels.items() for label in labels}


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _labels()), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s　|｜(（【\[]))(?P<label>{names})\s*[:：]\s*")


@lru_cache(maxsize=1)
def _tail_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _labels()), key=len, reverse=True))
    return re.compile(rf"\s*[（(【\[](?P<label>{names})\s*[:：]\s*(?P<value>[^（）()【】。；]{{1,60}})[)）】\]]\s*$")


def strip_furniture(lines: Sequence[Line], facts: dict[str, str]) -> list[Line]:
    """The lines of the document; `facts` gains what labelled lines say (an entry that is there stays)."""
    rows = _join_brackets(lines)
    rows = _cut_tail(rows)
    rows = _read_labels(rows, facts)
    rows = [line for line in rows if line.cells or not is_chrome(line.text)]
    return _cut_strip(rows)


def read_facts(lines: Sequence[Line], facts: dict[str, str]) -> None:
    """Add what labelled lines around a document say: 发布时间：2024-03-18 来源：某市统计局."""
    found: dict[str, str] = {}
    for line in lines:
        if not line.cells and len(line.text) <= 120 and not line.text.endswith(("。", "；")):
            said: dict[str, str] = {}
            _labelled(line.text, said, "")
            found = {**said, **found}  # the first to say it: what stands nearest to the title
    facts.update({**found, **{key: value for key, value in facts.items() if key != "publisher"}})


def is_chrome(text: str) -> bool:
    """True for a line of page furniture: 打印本页, 【字号：加大还原减小】."""
    words = load_wording()
    bare = text.strip(_TRIM)
    if not bare or bare in words.chrome_lines:
        return True
    if len(text) > 40 or _SENTENCE.search(text):
        return False
    if text.startswith(words.chrome_prefixes):
        return True
    parts = re.split(r"[\s|｜/·【】\[\]]+", bare)
    return len(parts) > 1 and all(part.strip(_TRIM) in words.chrome_lines or not part for part in parts)


def _join_brackets(lines: Sequence[Line]) -> list[Line]:
    """【字体： 大 中 小 】, an element a line, as one line."""
    rows: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.text.startswith("【") and "】" not in line.text and len(line.text) < 12:
            end = at + 1
            while end < min(at + 9, len(lines)) and "】" not in lines[end].text:
                end += 1
            parts = [row.text for row in lines[at : end + 1]]
            if end < len(lines) and "】" in parts[-1] and all(len(part) < 8 for part in parts):
                rows.append(replace(line, text=" ".join(parts)))
                at = end + 1
                continue
        rows.append(line)
        at += 1
    return rows


def _cut_tail(lines: list[Line]) -> list[Line]:
    """Below 相关报道 and the like nothing follows but short lines: links to other pages."""
    for at in range(max(1, len(lines) // 2), len(lines)):
        bare = lines[at].text.strip(_TRIM)
        if bare in load_wording().tail_cues and len(lines) - at <= 60:
            rest = lines[at + 1 :]
            if all(not line.cells and (len(line.text) < 60 or line.link) for line in rest):
                return lines[:at]
    return lines


def _read_labels(lines: list[Line], facts: dict[str, str]) -> list[Line]:
    kept: list[Line] = []
    skip = False
    for at, line in enumerate(lines):
        if skip:
            skip = False
            continue
        text = line.text
        if line.cells:
            kept.append(line)
            continue
        while match := _tail_pattern().search(text):
            _note(facts, match["label"], match["value"])
            text = text[: match.start()]
        if not text:
            continue
        edge = at < _EDGE or at >= len(lines) - _EDGE
        following = lines[at + 1].text if at + 1 < len(lines) else ""
        if edge and len(text) <= 120 and not text.endswith(("。", "；")):
            read = _labelled(text, facts, following)
            if read is not None:
                skip = read
                continue
        if at < _EDGE // 2 and DATE_LINE.fullmatch(text):
            facts.setdefault("date", text)
            continue
        kept.append(line if text == line.text else replace(line, text=text))
    return kept


def _labelled(text: str, facts: dict[str, str], following: str) -> bool | None:
    """Read a line of labels; True where its value stands on the next line, None where it is no such line."""
    found = list(_label_pattern().finditer(text))
    if not found:
        return None
    before = text[: found[0].start()].strip(" |｜(（")
    if before:
        if not DATE_LINE.fullmatch(before):
            return None
        facts.setdefault("date", before)
    taken = False
    for match, after in zip(found, [*found[1:], None], strict=True):
        value = text[match.end() : after.start() if after else len(text)].strip(" |｜)）")
        if _labels()[match["label"]] == "date" and value and not re.match(r"\d", value):
            return None  # 时间：从早到晚 is text
        if not value and after is None and 0 < len(following) <= 20 and not _SENTENCE.search(following):
            taken = not (
                _label_pattern().match(following)
                or numbering(following) is not None
                or is_chrome(following)
                or following.endswith(("：", ":"))
            )
            value = following if taken else ""
        _note(facts, match["label"], value)
    if "date" not in facts and (printed := _STAMP.search(text)) is not None:
        facts["date"] = printed[0]  # 来源：某某日报 记者 某某 2022-06-17 08:31
    return taken


def _note(facts: dict[str, str], label: str, value: str) -> None:
    field = _labels()[label]
    value = value.strip()
    if not field or not value:
        return
    if field == "title":
        facts.setdefault("original_title", value)
    elif field == "publisher":
        facts["publisher"] = value  # what the text says goes before what a feed says
    else:
        facts.setdefault(field, value)


def _cut_strip(lines: list[Line]) -> list[Line]:
    """Cut headlines of other articles that stand in one line at the very end.

    `某地警方跨省追击 成功抓获… 气象局:国庆假期… 空气质量较好`: three or more stretches with spaces between them,
    no sentence mark, under a finished paragraph.
    """
    if len(lines) < 4 or lines[-1].cells:
        return lines
    last, before = lines[-1].text, lines[-2].text
    parts = last.split(" ")
    if len(parts) >= 3 and before[-1:] in "。！？”）" and all(_STRIP.fullmatch(part) for part in parts):
        return lines[:-1]
    return lines
