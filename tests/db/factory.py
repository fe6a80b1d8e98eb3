"""Rows made by hand for the tests of the views: `World` writes reference rows, documents, targets and results.

Every claim gets a text of its own words; a document's text is those words, line by line, so that quotes can be cut.
Nothing here reads a document: what a row says is what the test says.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Table, insert, text, update

from clusterdb.db import tables

_SPACE = uuid.UUID("5a2f8c56-5f9b-4b57-8f0f-3f7d2c1b9e10")

NATION, GUANGDONG, HAINAN, JIANGSU = "100000", "440000", "460000", "320000"
SHENZHEN, GUANGZHOU, SHANWEI = "440300", "440100", "441500"

_PROVINCES = (
    (GUANGDONG, "CN-GD", "广东省", "Guangdong", "广东", "粤"),
    (HAINAN, "CN-HI", "海南省", "Hainan", "海南", "琼"),
    (JIANGSU, "CN-JS", "江苏省", "Jiangsu", "江苏", "苏"),
)
_REGIONS = (
    (NATION, "全国", "China", "nation", None, None),
    (GUANGDONG, "广东省", "Guangdong", "province", NATION, GUANGDONG),
    (HAINAN, "海南省", "Hainan", "province", NATION, HAINAN),
    (JIANGSU, "江苏省", "Jiangsu", "province", NATION, JIANGSU),
    (SHENZHEN, "深圳市", "Shenzhen", "prefecture", GUANGDONG, GUANGDONG),
    (GUANGZHOU, "广州市", "Guangzhou", "prefecture", GUANGDONG, GUANGDONG),
    (SHANWEI, "汕尾市", "Shanwei", "prefecture", GUANGDONG, GUANGDONG),
    ("x-prd", "珠三角", "Pearl River Delta", "informal", GUANGDONG, GUANGDONG),
    ("x-gd-ewn", "粤东粤西粤北", "East, west and north Guangdong", "informal", GUANGDONG, GUANGDONG),
    ("x-shenshan", "深汕特别合作区", "Shenzhen-Shanwei zone", "zone", SHENZHEN, GUANGDONG),
    ("x-yangpu", "洋浦经济开发区", "Yangpu", "zone", HAINAN, HAINAN),
)
_INSIDE = {
    GUANGDONG: (SHENZHEN, GUANGZHOU, SHANWEI, "x-prd", "x-gd-ewn", "x-shenshan"),
    HAINAN: ("x-yangpu",),
    SHENZHEN: ("x-shenshan",),
    SHANWEI: ("x-shenshan",),
    "x-prd": (SHENZHEN, GUANGZHOU, "x-shenshan"),
    "x-gd-ewn": (SHANWEI, "x-shenshan"),
}
_UNITS = (("count", "个"), ("CNY", "元"), ("%", "%"), ("pp", "百分点"), ("persons", "人"), ("t", "吨"), ("times", "倍"),
          ("rank", "名次"), ("coverage", "覆盖"), ("fulfilment", "完成"), ("person-times", "人次"))  # fmt: skip
#: code, unit, kind, additive, direction, level
_METRICS = (
    ("base_station_5g", "count", "stock", True, "up", None),
    ("cloud_sme", "count", "stock", True, "up", None),
    ("cloud_enterprise", "count", "stock", True, "up", None),
    ("digital_transform_above_scale", "count", "stock", True, "up", None),
    ("digital_transform_industrial_firm", "count", "stock", True, "up", None),
    ("coverage_5g", "coverage", "ordinal", False, "up", None),
    ("network_700mhz_5g", "coverage", "ordinal", False, "up", None),
    ("little_giant_national", "count", "stock", True, "up", "国家级"),
    ("srdi_sme_provincial", "count", "stock", True, "up", "省级"),
    ("manufacturing_innovation_center_national", "count", "stock", True, "up", "国家级"),
    ("manufacturing_innovation_center_provincial", "count", "stock", True, "up", "省级"),
    ("tech_center_provincial", "count", "stock", True, "up", "省级"),
    ("financing_support_amount", "CNY", "flow", True, "up", None),
    ("platform_cross_industry", "count", "stock", True, "up", None),
    ("cluster_revenue", "CNY", "flow", True, "up", None),
    ("cluster_revenue_growth", "%", "rate", False, "up", None),
    ("gdp", "CNY", "flow", True, "up", None),
    ("urban_new_jobs", "persons", "flow", True, "up", None),
    ("cpi", "%", "rate", False, "down", None),
    ("unemployment", "%", "ratio", False, "down", None),
    ("rd_intensity", "%", "ratio", False, "up", None),
    ("energy_intensity", "%", "rate", False, "down", None),
    ("industrial_investment", "CNY", "flow", True, "up", None),
    ("industrial_investment_growth", "%", "rate", False, "up", None),
    ("firm_stock", "count", "stock", True, "up", None),
    ("srdi_any", "count", "stock", True, "up", None),
    ("collab_innovation_pilot", "count", "stock", True, "up", "省级"),
    ("industrial_firm_above_scale", "count", "stock", True, "up", None),
    ("tax_fee_cut", "CNY", "flow", True, "up", None),
    ("tech_upgrade_firm", "count", "flow", True, "up", None),
    ("cleaner_production_audit", "count", "flow", True, "up", None),
    ("service_platform_user", "count", "stock", True, "up", None),
    ("cluster_output", "CNY", "flow", True, "up", None),
    ("internet_industry_scale", "CNY", "flow", True, "up", None),
    ("iot_industry_scale", "CNY", "flow", True, "up", None),
    ("coverage_5g_application_scene", "coverage", "ordinal", False, "up", None),
    ("output_growth_zone", "%", "rate", False, "up", None),
)
_RELATIONS = (
    ("cloud_sme", "cloud_enterprise", "subset"),
    ("digital_transform_industrial_firm", "digital_transform_above_scale", "narrower"),
    ("digital_transform_industrial_firm", "digital_transform_above_scale", "superset"),
    ("srdi_sme_provincial", "little_giant_national", "related"),
    ("industrial_investment_growth", "industrial_investment", "growth_of"),
    ("cluster_revenue_growth", "cluster_revenue", "growth_of"),
)
_LEVELS = (("coverage", "covered", 1), ("coverage", "broad", 2), ("coverage", "continuous", 3), ("coverage", "deep", 4),
           ("coverage", "full", 5), ("fulfilment", "missed", 1), ("fulfilment", "met", 2),
           ("fulfilment", "exceeded", 3))  # fmt: skip


@dataclass
class Draft:
    """A document on its way: its text grows by a line with every claim."""

    source_id: uuid.UUID
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text so far."""
        return "\n".join(self.lines)


class World:
    """A small country in a transaction that will be rolled back."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.documents: dict[str, Draft] = {}
        self._claims = 0
        self._reference()

    def document(self, name: str, published: str | None = None, issuer: str | None = GUANGDONG, **more: Any) -> str:
        """A document without claims yet; `published` is an ISO date or None. Returns its name."""
        source_id = uuid.uuid5(_SPACE, name)
        row = {
            "source_id": source_id,
            "name": name,
            "path": f"made/{name}",
            "sha256": (uuid.uuid5(_SPACE, name).hex * 2)[:64],
            "title": f"《{name}》",
            "issuer_region_code": issuer,
            "published_on": date.fromisoformat(published) if published else None,
            "published_precision": "day" if published else None,
            "document_kind": "report",
            "media_type": "text/plain",
            "encoding": "utf-8",
            "reader": "test",
            "text": "",
            "char_count": 0,
            "extractor_version": "test",
            "first_ingested_at": datetime(2026, 1, 1, tzinfo=UTC),
        }
        self._write(tables.sources, [row | more])
        self._write(
            tables.sections,
            [{"source_id": source_id, "section_no": 1, "span_start": 0, "span_end": 0, "title": "一", "role": "other"}],
        )
        self.documents[name] = Draft(source_id)
        return name

    def target(self, document: str, metric: str, value: float | None, due: str | None, **more: Any) -> str:
        """A target in a document, due on an ISO date or in a year ("2025"). Returns its id."""
        return self._claim(tables.targets, document, metric, value, due, more)

    def result(self, document: str, metric: str, value: float | None, end: str | None, **more: Any) -> str:
        """A result in a document, for a period that ends on an ISO date or with a year ("2025"). Returns its id."""
        return self._claim(tables.achievements, document, metric, value, end, more)

    def as_known_on(self, day: str) -> None:
        """Look at everything as known on a day."""
        self.connection.execute(text("SELECT set_config('clusterdb.known_on', :day, TRUE)"), {"day": day})

    def status(self, target: str) -> dict[str, Any]:
        """The row of report.target_status."""
        return self.row("SELECT * FROM report.target_status WHERE target_id = :id", id=target)

    def pair(self, target: str, result: str) -> dict[str, Any] | None:
        """The row of report.comparisons, or None where the two are no candidates."""
        found = self.rows(
            "SELECT * FROM report.comparisons WHERE target_id = :target AND achievement_id = :result",
            target=target,
            result=result,
        )
        return found[0] if found else None

    def row(self, query: str, **values: Any) -> dict[str, Any]:
        """The only row of a query."""
        (only,) = self.rows(query, **values)
        return only

    def rows(self, query: str, **values: Any) -> list[dict[str, Any]]:
        """The rows of a query."""
        return [dict(row) for row in self.connection.execute(text(query), values).mappings()]

    def _claim(
        self, table: Table, document: str, metric: str, value: float | None, end: str | None, more: dict[str, Any]
    ) -> str:
        draft = self.documents[document]
        self._claims += 1
        is_coded = any(metric == code for code, *_ in _METRICS)
        region = more.pop("region", GUANGDONG)
        names = {code: name for code, name, *_ in _REGIONS}
        provinces = {code: province for code, _, _, _, _, province in _REGIONS}
        basis = more.pop("basis", "stock")
        unit = more.pop("unit", basis if basis in ("rank", "coverage", "fulfilment") else "count")
        start_on, end_on = _period(more.pop("start", None), end, basis)
        quote = more.pop("quote", None) or f"{metric}{'' if value is None else value}（{self._claims}）"
        start = len(draft.text) + (1 if draft.lines else 0)
        draft.lines.append(quote)
        row = {
            "source_id": draft.source_id,
            "claim_id": uuid.uuid5(draft.source_id, f"{table.name} {self._claims}"),
            "section_no": 1,
            "metric_code": metric if is_coded else None,
            "metric_text": metric,
            "metric_key": metric if is_coded else f"w:{metric}",
            "region_code": region if region in names else None,
            "region_name": names.get(region, region),
            "province_code": provinces.get(region),
            "value": None if value is None else Decimal(str(value)),
            "value_high": None,
            "comparator": "eq",
            "unit_code": unit,
            "dimension": unit,
            "basis": basis,
            "level": None,
            "period_start_on": start_on,
            "period_end_on": end_on,
            "period_precision": None if end_on is None else "year",
            "hedge": "firm",
            "printed": str(value),
            "span_start": start,
            "span_end": start + len(quote),
            "figure_start": start,
            "figure_end": start + 1,
            "rules": ["test"],
            "inherited": {},
            "confidence": Decimal("0.9"),
            "extractor_version": "test",
        } | {name: Decimal(str(given)) if isinstance(given, float) else given for name, given in more.items()}
        self._write(table, [row])
        self.connection.execute(
            update(tables.sources)
            .where(tables.sources.c.source_id == draft.source_id)
            .values(text=draft.text, char_count=len(draft.text))
        )
        return str(row["claim_id"])

    def _reference(self) -> None:
        provinces = ("province_code", "iso_code", "name_zh", "name_en", "short_name_zh", "letter_zh")
        self._write(tables.provinces, [dict(zip(provinces, row, strict=True)) for row in _PROVINCES])
        regions = ("region_code", "name_zh", "name_en", "kind", "parent_code", "province_code")
        for row in _REGIONS:
            self._write(tables.regions, [dict(zip(regions, row, strict=True)) | {"is_partial": False}])
        self.connection.execute(
            update(tables.regions)
            .where(tables.regions.c.region_code == "x-shenshan")
            .values(admin_parent_code=SHENZHEN, geo_parent_code=SHANWEI)
        )
        inside = dict(_INSIDE)
        inside[NATION] = tuple(code for code, *_ in _REGIONS if code != NATION)
        self._write(
            tables.region_members,
            [
                {"ancestor_code": outer, "descendant_code": inner, "hierarchy": "administrative", "is_whole": True}
                for outer, members in inside.items()
                for inner in members
            ],
        )
        self._write(tables.units, [{"unit_code": u, "name_zh": zh, "name_en": u, "dimension": u} for u, zh in _UNITS])
        metrics = ("metric_code", "unit_code", "kind", "is_additive", "direction", "level")
        named = {"family": "test", "default_basis": None, "note": None}
        self._write(
            tables.metrics,
            [named | {"name_zh": row[0], "name_en": row[0]} | dict(zip(metrics, row, strict=True)) for row in _METRICS],
        )
        relations = ("metric_code", "related_code", "relation")
        self._write(tables.metric_relations, [dict(zip(relations, row, strict=True)) for row in _RELATIONS])
        self._write(
            tables.ordinal_levels,
            [
                {"scale_code": scale, "level_code": level, "level_rank": rank, "name_zh": level, "name_en": level}
                for scale, level, rank in _LEVELS
            ],
        )

    def _write(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        self.connection.execute(insert(table), list(rows))


def _period(start: str | None, end: str | None, basis: str) -> tuple[date | None, date | None]:
    """A period: "2025" is the whole year for what a period adds, and its last day for what stands at a date."""
    if end is None:
        return None, None
    if len(end) == len("2025"):
        begins = f"{end}-01-01" if basis in ("flow", "growth", "share") else None
        start, end = start or begins, f"{end}-12-31"
    first = date.fromisoformat(start) if start and start != "unknown" else None
    return first, date.fromisoformat(end)
