"""What the commands ask of the views. In: filters. Out: rows as dicts. Every value that a user gives is a parameter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

_CLAIM = """
SELECT
    told.source_name AS source, '{kind}' AS kind, metric_code AS metric, metric_text, quote, value, value_high,
    -- as the words say it: 下降超14% is -14 and gt, Ⅱ类以上 is 2 and ge
    CASE WHEN (unit_code = 'class' OR (value < 0 AND basis IN ('growth', 'gap'))) AND comparator IN ('gt', 'ge', 'lt', 'le')
        THEN translate(comparator, 'gl', 'lg') ELSE comparator
    END AS comparator,
    unit_code AS unit, basis, level, region_zh AS region, cluster_zh AS cluster, scope,
    period_start_on AS period_start, period_end_on AS period_end, hedge, confidence, {kind}_id AS id, quote_start
FROM report.{kind}s AS said
JOIN report.completeness AS told ON told.told_by_id = said.source_id
"""

#: exports that are no view of their own
EXPORTS: dict[str, str] = {
    "claims": """
SELECT
    source, kind, metric, metric_text, quote, value, value_high, comparator, unit, basis, level, region, cluster, scope,
    period_start, period_end, hedge, confidence, id
FROM ({targets} UNION ALL {achievements}) AS claims
ORDER BY source, quote_start, id
""".format(targets=_CLAIM.format(kind="target"), achievements=_CLAIM.format(kind="achievement")),
    "comparisons": """
SELECT
    told.source_name AS source, target_id AS id, region_zh AS region, metric_code AS metric, metric_text,
    target_quote AS quote, target_value AS value, target_value_high AS value_high, unit_code AS unit,
    comparator, basis, level, deadline_on AS period_end, status, class_code AS comparability,
    string_to_array(reasons, ',') AS reasons, attainment,
    CASE WHEN achievement_id IS NOT NULL THEN json_build_object(
        'source', achievement_source_name, 'id', achievement_id, 'quote', achievement_quote,
        'value', achievement_value, 'value_high', achievement_value_high, 'unit', achievement_unit_code,
        'period_end', achievement_end_on
    ) END AS achievement
FROM report.target_status AS said
JOIN report.completeness AS told ON told.told_by_id = said.source_id
ORDER BY source, id
""",
}

#: what became of a target, in the order in which it is shown
STATUSES = (
    "exceeded",
    "met",
    "met_early",
    "missed",
    "indeterminate",
    "not_comparable",
    "due_no_report",
    "not_yet_due",
    "no_deadline",
)

_COMPARE_ORDER = """
    (class_code = 'no_result'), attainment IS NULL, status_order, province_code NULLS FIRST, region_zh, metric_zh,
    deadline_on, target_id
"""
_TARGET_ORDER = "province_code NULLS FIRST, region_zh, metric_zh, period_end_on, target_id"
_ACHIEVEMENT_ORDER = "province_code NULLS FIRST, region_zh, metric_zh, period_end_on, achievement_id"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a user wants to see. `limit` 0 is all; `known_on` asks what was known on a day."""

    region: tuple[str, ...] = ()
    metric: tuple[str, ...] = ()
    cluster: str | None = None
    source: str | None = None
    year: tuple[int, ...] = ()
    status: tuple[str, ...] = ()
    limit: int = 0
    known_on: date | None = None


def target_status(connection: Connection, filters: Filters) -> Any:
    """The rows of report.target_status that pass, as a result to be read."""
    return _filtered(connection, "target_status", "target_year", _COMPARE_ORDER, filters)


def targets(connection: Connection, filters: Filters) -> Any:
    """The rows of report.targets that pass, as a result to be read."""
    return _filtered(connection, "targets", "period_year", _TARGET_ORDER, filters)


def achievements(connection: Connection, filters: Filters) -> Any:
    """The rows of report.achievements that pass, as a result to be read; `year` is the year of the result."""
    return _filtered(connection, "achievements", "period_year", _ACHIEVEMENT_ORDER, filters)


def _filtered(connection: Connection, view: str, year: str, order: str, filters: Filters) -> Any:
    from sqlalchemy import text

    where: list[str] = []
    values: dict[str, Any] = {}

    def contains(name: str, wanted: tuple[str, ...], words: tuple[str, ...], codes: tuple[str, ...]) -> None:
        if not wanted:
            return
        either = []
        for index, value in enumerate(wanted):
            values[f"{name}{index}"] = value
            values[f"{name}{index}_within"] = f"%{_literal(value)}%"
            either += [f"{column} ILIKE :{name}{index}_within" for column in words]
            either += [f"lower({column}) = lower(:{name}{index})" for column in codes]
        where.append(f"({' OR '.join(either)})")

    contains(
        "region",
        filters.region,
        ("region_zh", "region_en", "province_zh", "province_en"),
        ("region_code", "province_code", "province_iso"),
    )
    contains("metric", filters.metric, ("metric_zh", "metric_en", "metric_text"), ("metric_code",))
    contains("cluster", (filters.cluster,) if filters.cluster else (), ("cluster_zh", "cluster_en"), ("cluster_code",))
    contains("source", (filters.source,) if filters.source else (), ("source_name", "source_title"), ("source_id",))
    if filters.year:
        where.append(f"{year} = ANY(:year)")
        values["year"] = list(filters.year)
    if filters.status:
        where.append("status = ANY(:status)")
        values["status"] = list(filters.status)
    if filters.known_on:
        known_on(connection, filters.known_on)
    limit = "LIMIT :limit" if filters.limit else ""
    values |= {"limit": filters.limit + 1} if filters.limit else {}
    # only names of this module stand in the text; what a user gives is bound
    statement = f"SELECT * FROM report.{view} WHERE {' AND '.join(where) or 'true'} ORDER BY {order} {limit}"  # noqa: S608
    return connection.execute(text(statement), values)


def known_on(connection: Connection, day: date) -> None:
    """From here to the end of the transaction, views answer as known on that day."""
    from sqlalchemy import text

    connection.execute(text("SELECT set_config('clusterdb.known_on', :day, true)"), {"day": day.isoformat()})


def rows(connection: Connection, statement: str, **values: Any) -> list[dict[str, Any]]:
    """All rows of a statement."""
    from sqlalchemy import text

    return [dict(row) for row in connection.execute(text(statement), values).mappings()]


def _literal(text: str) -> str:
    """A text in which LIKE sees no wildcard."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
