"""What the dashboard shows: its measures and charts, said once and made in each language.

The Chinese tab reads the views of report_zh, the English one those of report: so every label is in the tab's language.
"""

from __future__ import annotations

import json
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LABELS = Path(__file__).parents[2] / "src" / "clusterdb" / "views" / "labels.yaml"
SCHEMAS = {"zh": "report_zh", "en": "report"}
#: status code: what it is called, and its colour
STATUSES = {
    "exceeded": ("超额完成", "exceeded", "#1a7f5a"),
    "met": ("完成", "met", "#5fb88f"),
    "met_early": ("提前完成", "met early", "#a3d9c0"),
    "missed": ("未完成", "missed", "#c8453b"),
    "indeterminate": ("无法判定", "cannot be told", "#e0a458"),
    "not_comparable": ("有报告但不可比", "reported, but not comparable", "#d8c9a3"),
    "due_no_report": ("到期未见报告", "due, no report found", "#8d99a6"),
    "not_yet_due": ("未到期", "not yet due", "#cfd8e3"),
    "no_deadline": ("无期限", "no deadline", "#e9edf2"),
}
DECIDED = ("exceeded", "met", "met_early", "missed")
#: view: the day of its time line
VIEWS = {
    "target_status": "deadline_on",
    "province_scorecard": None,
    "coverage_5g": "period_end_on",
    "srdi_enterprises": "period_end_on",
    "target_ladders": "deadline_on",
    "silent_targets": "deadline_on",
}
#: tables and figures that stand for a share of one
SHARE = ".0%"
COUNT = ",d"
AMOUNT = ",.2~f"

Made = dict[str, Any]
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "clusterdb/superset")


def key(name: str) -> str:
    """The uuid of a thing: the same whenever the bundle is made."""
    return str(uuid.uuid5(_SPACE, name))


@cache
def labels() -> dict[str, dict[str, str]]:
    """The Chinese names of views and columns."""
    return dict(yaml.safe_load(LABELS.read_text(encoding="utf-8")))


class Words:
    """The names of views and columns in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.is_chinese = lang == "zh"

    def say(self, chinese: str, english: str) -> str:
        """The one or the other."""
        return chinese if self.is_chinese else english

    def view(self, name: str) -> str:
        """A view's name in this language's schema."""
        return labels()["views"][name] if self.is_chinese else name

    def column(self, name: str) -> str:
        """A column's name there; "province*" is province_zh or province_en, whichever is read here."""
        full = name.replace("*", f"_{self.lang}")
        return labels()["columns"][full] if self.is_chinese else full

    def dataset(self, view: str) -> str:
        """The uuid of a view's dataset."""
        return key(f"dataset {self.lang} {view}")

    def heads(self, name: str) -> str:
        """What stands above a column: Province for province_en, Deadline for deadline_on."""
        column = self.column(name)
        if self.is_chinese:
            return column
        # "Metric" is a word of Superset's own, which a pivot table confuses with ours
        words = column.removesuffix("_en").removesuffix("_on").replace("metric", "measure").replace("_", " ")
        return words.capitalize()

    def shown(self, *names: str) -> Made:
        """One column of a chart out of one or several, under its heading."""
        sql = " || ' · ' || ".join(f'"{self.column(name)}"' for name in names)
        return {"expressionType": "SQL", "sqlExpression": sql, "label": " · ".join(map(self.heads, names))}

    def where(self, name: str, operator: str, value: Any = None) -> Made:
        """A filter of a chart."""
        column = self.column(name)
        return {
            "expressionType": "SIMPLE", "clause": "WHERE", "subject": column, "operator": operator,
            "comparator": value, "filterOptionName": f"filter_{self.lang}_{name.strip('*')}",
        }  # fmt: skip

    def measures(self, view: str) -> list[Made]:
        """The measures of a view: name, SQL, heading and format."""
        status, value = self.column("status"), self.column("value")
        attained, goal = self.column("attainment"), self.column("target_value")

        def counted(*statuses: str) -> str:
            return f'COUNT(*) FILTER (WHERE "{status}" IN ({", ".join(map(repr, statuses))}))'

        decided, met = counted(*DECIDED), counted(*DECIDED[:3])
        found: dict[str, list[tuple[str, str, str, str, str]]] = {
            "target_status": [
                ("n_targets", "COUNT(*)", "目标数", "Targets", COUNT),
                ("n_decided", decided, "有结论", "Decided", COUNT),
                ("n_silent", counted("due_no_report"), "未见报告数", "Silent", COUNT),
                ("share_met", f"1.0 * {met} / NULLIF({decided}, 0)", "完成比例", "Share met", SHARE),
                ("best_attainment", f'MAX("{attained}")', "完成率", "Attainment", SHARE),
            ],
            "srdi_enterprises": [("n_firms", f'MAX("{value}")', "企业数", "Firms", COUNT)],
            "target_ladders": [("goal", f'MAX("{goal}")', "目标", "Target", AMOUNT)],
        }
        return [
            {"metric_name": name, "expression": sql, "verbose_name": self.say(zh, en), "d3format": form}
            for name, sql, zh, en, form in found.get(view, [("n", "COUNT(*)", "条数", "Rows", COUNT)])
        ]


def charts(words: Words) -> list[tuple[Made, int, int]]:
    """The charts of one language, each with its width (of 12) and its height; those of a row are equally high."""
    say, column, where, shown = words.say, words.column, words.where, words.shown

    def chart(title: str, kind: str, view: str, **params: Any) -> Made:
        full = {"viz_type": kind, "adhoc_filters": [], "row_limit": 1000, "extra_form_data": {}} | params
        # Superset leaves a chart that it has as it is: one that looks otherwise is another chart
        looks = json.dumps([words.lang, title, view, full], sort_keys=True)
        return {
            "slice_name": title, "viz_type": kind, "params": full, "cache_timeout": None, "version": "1.0.0",
            "uuid": key(f"chart {looks}"), "dataset_uuid": words.dataset(view),
        }  # fmt: skip

    def number(title: str, measure: str, under: str, form: str = COUNT) -> Made:
        return chart(
            title, "big_number_total", "target_status", metric=measure, subheader=under, y_axis_format=form,
            header_font_size=0.4, subheader_font_size=0.125,
        )  # fmt: skip

    def bars(title: str, view: str, axis: Made, measure: str, series: list[Any], form: str, **params: Any) -> Made:
        return chart(
            title, "echarts_timeseries_bar", view, x_axis=axis, metrics=[measure], groupby=series, y_axis_format=form,
            orientation="horizontal", show_legend=True, legendOrientation="top", legendType="plain",
            xAxisForceCategorical=True, x_axis_sort="sum", x_axis_sort_asc=True, xAxisLabelInterval="0",
            truncateYAxis=False, rich_tooltip=True, **params,
        )  # fmt: skip

    def table(title: str, view: str, columns: str, order: str, *filters: Made, **params: Any) -> Made:
        return chart(
            title, "table", view, query_mode="raw", all_columns=[column(name) for name in columns.split()],
            adhoc_filters=list(filters), order_by_cols=[f'["{column(order)}", false]'], show_cell_bars=False,
            table_timestamp_format="%Y-%m-%d", page_length=0, **params,
        )  # fmt: skip

    return [
        (number(say("目标", "Targets"), "n_targets", say("读到的目标", "promises read")), 3, 22),
        (number(say("有结论", "Decided"), "n_decided", say("有可比的成果", "with a result to compare")), 3, 22),
        (number(say("完成比例", "Share met"), "share_met", say("占有结论者", "of those decided"), SHARE), 3, 22),
        (number(say("未见报告", "Silent"), "n_silent", say("到期而无下文", "due, and no report found")), 3, 22),
        (
            bars(
                say("各项目标的完成率", "Attainment by target"), "target_status", shown("metric*", "province*"),
                "best_attainment", [column("status*")], SHARE, stack="Stack", row_limit=200,
                adhoc_filters=[where("status", "IN", list(DECIDED)), where("attainment", "IS NOT NULL")],
            ), 7, 110,
        ),
        (
            bars(
                say("各省目标的结果", "What became of the targets"), "target_status", shown("province*"), "n_targets",
                [column("status*")], COUNT, stack="Stack", adhoc_filters=[where("province_code", "IS NOT NULL")],
            ), 5, 110,
        ),
        (
            table(
                say("各省完成情况", "Province scorecard"), "province_scorecard",
                "province* target_year due exceeded met missed silent share_met", "due",
                where("due", ">", 0), column_config={column("share_met"): {"d3NumberFormat": SHARE}},
            ), 6, 60,
        ),
        (
            bars(
                say("专精特新企业（按级别）", "SRDI firms by level"), "srdi_enterprises",
                shown("province*", "award_level*"), "n_firms", [column("kind*"), column("basis*")], COUNT,
                show_value=True, adhoc_filters=[where("unit_code", "==", "count")],
            ), 6, 60,
        ),
        (
            chart(
                say("逐年的目标", "Targets over the years"), "pivot_table_v2", "target_ladders",
                groupbyRows=[shown("metric*", "province*"), shown("unit*")],
                groupbyColumns=[shown("target_year")], metrics=["goal"], metricsLayout="COLUMNS",
                aggregateFunction="Maximum", valueFormat=AMOUNT, rowOrder="key_a_to_z", colOrder="key_a_to_z",
            ), 7, 70,
        ),
        (
            table(
                say("5G 网络覆盖", "5G coverage"), "coverage_5g", "region* kind* level* period_end_on status*",
                "period_end_on",
            ), 5, 70,
        ),
        (
            table(
                say("到期未见报告的目标", "Silent targets: due, and no report mentions them"), "silent_targets",
                "province* metric* target_value unit* deadline_on days_overdue quote", "days_overdue", include_search=True,
                column_config={column("target_value"): {"d3NumberFormat": AMOUNT}},
            ), 12, 70,
        ),
    ]  # fmt: skip
