"""`clusterdb targets` and `clusterdb compare`: what was promised, and what came of it, as tables or as data."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clusterdb.cli.context import Session, pass_session
from clusterdb.cli.queries import STATUSES, Filters
from clusterdb.cli.terminal import Column, bar, clean, percent, say, table

if TYPE_CHECKING:
    from rich.text import Text

Command = TypeVar("Command", bound=Callable[..., Any])

TARGETS_HELP = """List what was promised.

One line a target: who, what, how much, by when, and how firmly it is said. The id in the last column goes into
`clusterdb show`.

\b
Examples:
  clusterdb targets --region 广东 --year 2022
  clusterdb targets --metric 5G
  clusterdb targets --format csv > targets.csv
"""

COMPARE_HELP = """Set what was promised against what was reported.

One line a target with what became of it, the result that says so or comes nearest, and the attainment. A verdict is
given only where target and result measure the same thing; where there is none, the reason stands instead.

\b
  exceeded, met, met_early, missed   proved by a comparable result
  indeterminate                      the wording allows either
  not_comparable                     something was reported, but it measures something else
  due_no_report                      the deadline is over, and no document says what came of it
  not_yet_due, no_deadline

\b
Examples:
  clusterdb compare --region 广东 --year 2022
  clusterdb compare --metric 专精特新 --status met --status missed
  clusterdb compare --as-of 2022-01-21       what was known on that day
  clusterdb compare --limit 0 --format jsonl | jq .status_en
"""

_TITLES = {
    "zh": ("地区", "指标", "目标", "期限", "成果", "时点", "完成率", "结论", "编号"),
    "en": ("region", "measure", "target", "by", "result", "as of", "attained", "verdict", "id"),
}
_TARGET_TITLES = {
    "zh": ("地区", "指标", "口径", "目标", "期限", "语气", "出处", "编号"),
    "en": ("region", "measure", "basis", "target", "by", "hedge", "source", "id"),
}
_STYLES = {
    "exceeded": "bold green",
    "met": "green",
    "met_early": "green",
    "missed": "bold red",
    "indeterminate": "yellow",
    "not_comparable": "yellow",
}
#: these say of a pair that all is well, which the verdict says already
_PLAIN_REASONS = {"SAME_SERIES"}


def _filters(command: Command) -> Command:
    options = [
        click.option(
            "--region", multiple=True, metavar="NAME", help="Province, city or area: a name, part of one, or a code."
        ),
        click.option("--metric", multiple=True, metavar="NAME", help="Measure: words of its name, or its code."),
        click.option("--cluster", metavar="NAME", help="Industrial cluster: words of its name, or its code."),
        click.option("--source", metavar="NAME", help="Document: part of its file name or title."),
        click.option("--year", type=int, multiple=True, help="Year of the deadline."),
        click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Only what was published by that day."),
        click.option(
            "--limit", type=click.IntRange(min=0), default=100, show_default=True, help="Lines at most; 0 is all."
        ),
        click.option(
            "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.command("targets", help=TARGETS_HELP, short_help="List what was promised.")
@_filters
@pass_session
def targets(session: Session, /, form: str, **options: Any) -> None:
    """List what was promised."""
    from clusterdb.cli import queries

    _run(session, queries.targets, _read(options), form, _TARGET_TITLES, _target_line)


@click.command("compare", help=COMPARE_HELP, short_help="Set what was promised against what was reported.")
@click.option("--status", type=click.Choice(STATUSES), multiple=True, help="What became of it.")
@_filters
@pass_session
def compare(session: Session, /, form: str, status: tuple[str, ...], **options: Any) -> None:
    """Set what was promised against what was reported."""
    from clusterdb.cli import queries

    _run(session, queries.target_status, _read(options | {"status": status}), form, _TITLES, _compare_line)


def _read(options: dict[str, Any]) -> Filters:
    day: datetime | None = options.pop("as_of")
    return Filters(known_on=day.date() if day else None, **options)


def _run(
    session: Session,
    query: Callable[..., Any],
    filters: Filters,
    form: str,
    titles: Mapping[str, tuple[str, ...]],
    line: Callable[[Any, str], list[Any]],
) -> None:
    from clusterdb.cli import formats

    with session.filled().begin() as connection:
        result = query(connection, filters)
        if form != "table":
            columns = formats.columns_of(result)
            found = (tuple(row) for index, row in enumerate(result) if not filters.limit or index < filters.limit)
            write = formats.write_csv if form == "csv" else formats.write_jsonl
            write(columns, found, sys.stdout.buffer, False)
            sys.stdout.buffer.flush()
            return
        rows = [dict(row) for row in result.mappings()]
    shown = rows[: filters.limit] if filters.limit else rows
    if not shown:
        say("nothing matches; clusterdb status shows what the database holds")
        return
    lang = session.lang
    names = titles[lang]
    right = {names.index(title) for title in names if title in {"目标", "成果", "target", "result"}}
    folded = {0: 2, 1: 4, len(names) - 2: 4}
    columns_ = [
        Column(title, "right" if index in right else "left", folded.get(index, 0), 8)
        for index, title in enumerate(names)
    ]
    table(columns_, [line(row, lang) for row in shown])
    if len(rows) > len(shown):
        say(f"the first {len(shown)}; --limit 0 shows all")


def _target_line(row: dict[str, Any], lang: str) -> list[Any]:
    from clusterdb.cli.figures import figure

    return [
        _where(row, lang),
        _what(row, lang),
        row[f"basis_{lang}"] or row["basis"],
        figure(row, lang),
        _day(row["period_end_on"], row["period_precision"]),
        row[f"hedge_{lang}"] or row["hedge"],
        row["source_title"] or row["source_name"],
        row["target_id"][:8],
    ]


def _compare_line(row: dict[str, Any], lang: str) -> list[Any]:
    from rich.text import Text

    from clusterdb.cli.figures import figure

    attainment = row["attainment"]
    drawn = Text(f"{bar(attainment)} {percent(attainment)}") if attainment is not None else Text("")
    return [
        _where(row, lang),
        _what(row, lang),
        figure(row | {"value": row["target_value"], "value_high": row["target_value_high"]}, lang),
        _day(row["deadline_on"]),
        figure(row, lang, "achievement_"),
        _day(row["achievement_end_on"]),
        drawn,
        _verdict(row, lang),
        row["target_id"][:8],
    ]


def _verdict(row: dict[str, Any], lang: str) -> Text:
    from rich.text import Text

    status = Text(clean(row[f"status_{lang}"] or row["status"]), style=_STYLES.get(row["status"], ""))
    reasons = [
        reason
        for code, reason in zip((row["reasons"] or "").split(","), _split(row[f"reasons_{lang}"], lang), strict=False)
        if code not in _PLAIN_REASONS
    ]
    if row["class_code"] not in {"evaluable", "no_result"}:
        status.append(f" · {row[f'class_{lang}']}")
    if reasons:
        status.append(f" ({'；'.join(reasons) if lang == 'zh' else '; '.join(reasons)})", style="dim")
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
