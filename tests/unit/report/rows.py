"""Rows as the views give them, with made-up words: one target, one result, one document each."""

from __future__ import annotations

from datetime import date
from typing import Any

from clusterdb.report.records import Material

PROMISE = "到2025年底，全省累计建成充电桩3万个以上。"
DEED = "𠮷日，全省累计建成充电桩2.4万个。"


def target(**fields: Any) -> dict[str, Any]:
    """A row of report.target_status."""
    return {
        "target_id": "11111111-aaaa",
        "status": "missed",
        "status_zh": "未完成",
        "status_en": "missed",
        "status_order": 4,
        "class_code": "evaluable",
        "class_zh": "可直接比较",
        "class_en": "same series, same period",
        "reasons": "SAME_SERIES,CORROBORATED",
        "reasons_zh": "同一指标；多个来源一致",
        "reasons_en": "same measure; several sources agree",
        "source_id": "plan",
        "source_name": "plan.txt",
        "source_title": "工作安排",
        "source_url": "https://plan.test/1",
        "issuer_name": "某省人民政府",
        "published_on": date(2025, 1, 10),
        "province_code": "330000",
        "region_code": "330000",
        "region_zh": "浙江省",
        "region_en": "Zhejiang",
        "cluster_code": None,
        "cluster_zh": None,
        "cluster_en": None,
        "metric_key": "charging_points",
        "metric_zh": "充电桩",
        "metric_en": "charging points",
        "basis": "stock",
        "basis_zh": "存量",
        "basis_en": "level at a date",
        "target_value": 30000.0,
        "target_value_high": None,
        "comparator": "ge",
        "unit_code": "count",
        "unit_zh": "个",
        "unit_en": "count",
        "level": None,
        "scope": None,
        "direction": "up",
        "period_start_on": None,
        "deadline_on": date(2025, 12, 31),
        "target_year": 2025,
        "achievement_id": "22222222-bbbb",
        "attainment": 0.8,
        "pace": None,
        "pace_zh": None,
        "pace_en": None,
        "self_declared": None,
        "self_declared_zh": None,
        "self_declared_en": None,
    } | fields


def result(**fields: Any) -> dict[str, Any]:
    """A row of report.achievements."""
    shared = {
        name: value
        for name, value in target().items()
        if name.startswith(("province", "region", "cluster", "metric", "basis", "unit", "scope", "level", "issuer"))
    }
    return (
        shared
        | {
            "achievement_id": "22222222-bbbb",
            "source_id": "news",
            "source_name": "news.txt",
            "source_title": None,
            "source_url": "javascript:alert(1)",
            "published_on": date(2026, 1, 12),
            "value": 24000.0,
            "value_high": None,
            "comparator": "eq",
            "period_start_on": None,
            "period_end_on": date(2025, 12, 31),
            "period_year": 2025,
        }
        | fields
    )


def evidence(claim_id: str, context: str, quote: str, printed: str, **fields: Any) -> dict[str, Any]:
    """A row of report.evidence whose quote begins at 100 in its document."""
    figure = 100 + quote.index(printed)
    return {
        "claim_id": claim_id,
        "context": context,
        "quote": quote,
        "quote_offset": context.index(quote),
        "quote_start": 100,
        "figure_start": figure,
        "figure_end": figure + len(printed),
        "section_title": "二、安排",
        "mention_count": 1,
        "confidence": 0.9312,
    } | fields


def material(**fields: Any) -> Material:
    """A target, the result that it is held against, and their sentences."""
    given: dict[str, Any] = {
        "figure": lambda row, lang: f"{row['value']:g} {lang}",
        "known_on": date(2026, 3, 1),
        "targets": [target()],
        "achievements": [result()],
        "comparisons": [
            {name: value for name, value in target().items() if name.startswith(("target_id", "class", "reasons"))}
            | {"achievement_id": "22222222-bbbb"}
        ],
        "evidence": [
            evidence("11111111-aaaa", PROMISE, "全省累计建成充电桩3万个以上", "3万个以上"),
            evidence("22222222-bbbb", DEED, "全省累计建成充电桩2.4万个", "2.4万个"),
        ],
        "documents": [
            {
                "source_id": "plan",
                "source_name": "plan.txt",
                "source_title": "工作安排",
                "published_on": date(2025, 1, 10),
                "targets": 1,
                "achievements": 0,
                "figures": 3,
                "figures_left_out": 2,
                "left_out_reasons": "date 2",
                "left_out_reasons_zh": "日期 2",
                "left_out_reasons_en": "date 2",
            }
        ],
    } | fields
    return Material(**given)
