"""How targets and their results look as a table.

In: rows of report.targets or report.target_status. Out: a table on standard output, in the language of the command line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clusterdb.cli.figures import figure
from clusterdb.cli.grid import Column, table
from clusterdb.cli.language import language, t
from clusterdb.cli.terminal import bar, clean, percent, width

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
#: from so many columns on, basis and source have room as well
_WIDE = 130
#: from so many on, the wording
_ROOMY = 100
#: below so many, things that have columns of their own stand below each other
_NARROW = 80
#: between a place and a measure: 广东省 · 5G基站
_AND = " · "


def targets(rows: list[dict[str, Any]]) -> None:
    """What was promised, a line a target."""
    lang = language()
    room = width()
    columns = [
        Column(t("region"), share=2, first=True),
        Column(t("measure"), share=4),
        Column(t("basis"), share=1),
        Column(t("target"), "right"),
        Column(t("by")),
        Column(t("wording")),
        Column(t("source"), share=4),
        Column(t("id")),
    ]
    lines: list[list[str | Text]] = [
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
    if room < _NARROW:
        columns[1] = Column(t("measure"), share=1)
        for row, line in zip(rows, lines, strict=True):
            line[1] = _subject(row, lang)
        kept: Sequence[int] = (1, 3, 4, 7)
    else:
        kept = range(8) if room >= _WIDE else (0, 1, 3, 4, 5, 7) if room >= _ROOMY else (0, 1, 3, 4, 7)
    table([columns[index] for index in kept], [[line[index] for index in kept] for line in lines])


def comparisons(rows: list[dict[str, Any]]) -> None:
    """What was promised and what came of it, an entry a target: the same columns however wide the terminal is."""
    from rich.text import Text

    lang = language()
    narrow = width() < _NARROW
    columns = [
        Column(t("target and result"), share=5),
        # its natural width, a date beside a figure, at 80 columns
        Column("", share=4),
        Column(t("verdict"), share=4),
        Column(t("id")),
    ]
    lines: list[list[str | Text]] = []
    for row in rows:
        amounts = _amounts(row, lang)
        verdict, attained = _verdict(row, lang), _attained(row)
        lines.append(
            [
                "\n".join([_subject(row, lang), *amounts]) if narrow else _subject(row, lang),
                "\n".join(amounts),
                Text("\n").join([Text(attained), verdict]) if attained else verdict,
                row["target_id"][:8],
            ]
        )
    kept = (0, 2, 3) if narrow else range(4)
    cells = [[Text(clean(cell, keep_lines=True)) if isinstance(cell, str) else cell for cell in line] for line in lines]
    table([columns[index] for index in kept], [[line[index] for index in kept] for line in cells])


def _amounts(row: dict[str, Any], lang: str) -> list[str]:
    """The promised figure and its deadline, and below it the reported one and its date."""
    found = [(_promised(row, lang), row["deadline_on"])]
    if result := figure(row, lang, "achievement_"):
        found.append((result, row["achievement_end_on"]))
    return [f"{amount} ({_day(day)})" if day else amount for amount, day in found]


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
        reasons = zip((row["reasons"] or "").split(","), (row[f"reasons_{lang}"] or "").split(t("; ")), strict=False)
        told += [reason for code, reason in reasons if reason and code not in _PLAIN_REASONS]
    told = told[:_REASONS_SHOWN]
    if told:
        between = t("; ")
        status.append(between + between.join(told), style="dim")
    return status


def _subject(row: dict[str, Any], lang: str) -> str:
    return clean(f"{_where(row, lang)}{_AND}{_what(row, lang)}")


def _where(row: dict[str, Any], lang: str) -> str:
    place = row[f"region_{lang}"]
    return f"{place} {row['scope']}" if row["scope"] else str(place)


def _what(row: dict[str, Any], lang: str) -> str:
    measure = str(row[f"metric_{lang}"])
    cluster = row[f"cluster_{lang}"]
    return t("{measure} ({cluster})", measure=measure, cluster=cluster) if cluster else measure


def _day(day: Any, precision: str | None = None) -> str:
    """A date as short as it is known: the end of a year is the year."""
    if day is None:
        return ""
    if (day.month, day.day) == (12, 31) and precision in {None, "year"}:
        return str(day.year)
    return f"{day:%Y-%m}" if precision == "month" else f"{day:%Y-%m-%d}"
