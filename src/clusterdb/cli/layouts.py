"""How targets and their results look as a table: wide where there is room, stacked where there is not.

In: rows of report.targets or report.target_status, and the language of the labels. Out: a table on standard output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clusterdb.cli.figures import figure
from clusterdb.cli.terminal import Column, bar, clean, percent, table, width

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {
    "exceeded": "bold green",
    "met": "green",
    "met_early": "green",
    "missed": "bold red",
    "indeterminate": "yellow",
    "not_comparable": "yellow",
}
#: these say of a pair that all is well, which the verdict says already
_PLAIN_REASONS = {"SAME_SERIES", "CORROBORATED"}
#: classes that the verdict implies, or that need no reason beside their name
_SILENT_CLASSES = {"evaluable", "no_result", "not_comparable"}
_PLAIN_CLASSES = {"progress", "reference"}
#: `clusterdb show` has them all
_REASONS_SHOWN = 2
#: below so many columns, things share a cell
_ROOMY = 130
#: below so many, what can be looked up elsewhere goes
_NARROW = 100


def targets(rows: list[dict[str, Any]], lang: str) -> None:
    """What was promised, a line a target."""
    titles = {
        "zh": ("地区", "指标", "口径", "目标", "期限", "语气", "出处", "编号"),
        "en": ("region", "measure", "basis", "target", "by", "hedge", "source", "id"),
    }[lang]
    kept = range(8) if width() >= _ROOMY else (0, 1, 3, 4, 5, 7) if width() >= _NARROW else (0, 1, 3, 4, 7)
    columns = [Column(title, "right" if index == 3 else "left") for index, title in enumerate(titles)]
    columns[0] = Column(titles[0], share=2, at_least=8)
    columns[1] = Column(titles[1], share=4, at_least=12)
    columns[6] = Column(titles[6], share=4, at_least=12)
    lines = [
        [
            _where(row, lang),
            _what(row, lang),
            row[f"basis_{lang}"] or row["basis"],
            figure(row, lang),
            _day(row["period_end_on"], row["period_precision"]),
            row[f"hedge_{lang}"] or row["hedge"],
            row["source_title"] or row["source_name"],
            row["target_id"][:8],
        ]
        for row in rows
    ]
    table([columns[index] for index in kept], [[line[index] for index in kept] for line in lines])


def comparisons(rows: list[dict[str, Any]], lang: str) -> None:
    """What was promised and what came of it, a line a target."""
    if width() >= _ROOMY:
        _wide(rows, lang)
    else:
        _stacked(rows, lang)


def _wide(rows: list[dict[str, Any]], lang: str) -> None:
    titles = {
        "zh": ("地区", "指标", "目标", "期限", "成果", "时点", "完成率", "结论", "编号"),
        "en": ("region", "measure", "target", "by", "result", "as of", "attained", "verdict", "id"),
    }[lang]
    columns = [Column(title, "right" if index in {2, 4} else "left") for index, title in enumerate(titles)]
    columns[0] = Column(titles[0], share=3, at_least=9)
    columns[1] = Column(titles[1], share=5, at_least=12)
    columns[7] = Column(titles[7], share=5, at_least=20)
    lines = [
        [
            _where(row, lang),
            _what(row, lang),
            _promised(row, lang),
            _day(row["deadline_on"]),
            figure(row, lang, "achievement_"),
            _day(row["achievement_end_on"]),
            _attained(row),
            _verdict(row, lang),
            row["target_id"][:8],
        ]
        for row in rows
    ]
    table(columns, lines)


def _stacked(rows: list[dict[str, Any]], lang: str) -> None:
    from rich.text import Text

    titles = {"zh": ("目标与成果", "", "结论", "编号"), "en": ("target and result", "", "verdict", "id")}[lang]
    columns = [
        Column(titles[0], share=5, at_least=16),
        Column(titles[1]),
        Column(titles[2], share=4, at_least=16),
        Column(titles[3]),
    ]
    lines: list[list[str | Text]] = []
    for row in rows:
        result = figure(row, lang, "achievement_")
        amounts = [f"{_promised(row, lang)} ({_day(row['deadline_on']) or '-'})"]
        if result:
            amounts.append(f"{result} ({_day(row['achievement_end_on']) or '-'})")
        verdict = _verdict(row, lang)
        attained = _attained(row)
        lines.append(
            [
                f"{_where(row, lang)} {_what(row, lang)}",
                Text("\n").join(Text(clean(amount)) for amount in amounts),
                Text("\n").join([Text(attained), verdict]) if attained else verdict,
                row["target_id"][:8],
            ]
        )
    table(columns, lines)


def _promised(row: dict[str, Any], lang: str) -> str:
    return figure(row | {"value": row["target_value"], "value_high": row["target_value_high"]}, lang)


def _attained(row: dict[str, Any]) -> str:
    attainment = row["attainment"]
    return "" if attainment is None else f"{bar(attainment)} {percent(attainment)}"


def _verdict(row: dict[str, Any], lang: str) -> Text:
    from rich.text import Text

    status = Text(clean(row[f"status_{lang}"] or row["status"]), style=_STYLES.get(row["status"], ""))
    told = []
    if row["class_code"] not in _SILENT_CLASSES:
        told.append(row[f"class_{lang}"])
    if row["class_code"] not in _PLAIN_CLASSES:
        reasons = zip((row["reasons"] or "").split(","), _split(row[f"reasons_{lang}"], lang), strict=False)
        told += [reason for code, reason in reasons if reason and code not in _PLAIN_REASONS]
    told = told[:_REASONS_SHOWN]
    if told:
        between = "；" if lang == "zh" else "; "
        status.append(between + between.join(told), style="dim")
    return status


def _split(reasons: str | None, lang: str) -> list[str]:
    return (reasons or "").split("；" if lang == "zh" else "; ")


def _where(row: dict[str, Any], lang: str) -> str:
    place = row[f"region_{lang}"]
    return f"{place} {row['scope']}" if row["scope"] else str(place)


def _what(row: dict[str, Any], lang: str) -> str:
    measure = str(row[f"metric_{lang}"])
    cluster = row[f"cluster_{lang}"]
    return f"{measure} ({cluster})" if cluster else measure


def _day(day: Any, precision: str | None = None) -> str:
    """A date as short as it is known: the end of a year is the year."""
    if day is None:
        return ""
    if (day.month, day.day) == (12, 31) and precision in {None, "year"}:
        return str(day.year)
    return f"{day:%Y-%m}" if precision == "month" else f"{day:%Y-%m-%d}"
