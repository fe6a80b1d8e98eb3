"""Given claims on known and unknown places, metrics and clusters, expect a star whose every ray meets its middle."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from clusterdb.checks import run_checks

from .factory import GUANGDONG, HAINAN, World


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    with engine.connect() as connection:
        transaction = connection.begin()
        made = World(connection)
        made.document("plan", "2021-03-15")
        made.as_known_on("2026-06-30")
        yield made
        transaction.rollback()


def star(world: World, condition: str) -> dict[str, object]:
    return world.row(
        f"""
        SELECT f.kind, f.value, r.region_zh, r.province_code, r.is_catalogued AS knows_region,
               m.metric_zh, m.is_catalogued AS knows_metric, k.cluster_zh, s.source_name, d.plan_zh, d.quarter_en
        FROM report.fact_claims AS f
        INNER JOIN report.dim_region AS r ON f.region_key = r.region_key
        INNER JOIN report.dim_metric AS m ON f.metric_key = m.metric_key
        INNER JOIN report.dim_source AS s ON f.source_id = s.source_id
        LEFT JOIN report.dim_cluster AS k ON f.cluster_key = k.cluster_key
        LEFT JOIN report.dim_date AS d ON f.period_end_on = d.date_on
        WHERE {condition}
        """
    )


def test_a_target_and_a_result_meet_all_their_dimensions(world: World) -> None:
    world.target("plan", "firm_stock", 100, "2025")
    world.result("plan", "firm_stock", 80, "2020-09-30")
    target, result = star(world, "f.kind = 'target'"), star(world, "f.kind = 'achievement'")
    assert (target["region_zh"], target["plan_zh"], target["quarter_en"]) == ("广东省", "十四五", "2025 Q4")
    assert (result["value"], result["plan_zh"], result["quarter_en"]) == (80.0, "十三五", "2020 Q3")
    assert target["knows_region"]
    assert target["knows_metric"]


def test_what_the_catalogue_lacks_is_in_the_dimensions_all_the_same(world: World) -> None:
    world.target("plan", "未知指标", 1, "2025", region="某新区", cluster_name="某产业集群")
    row = star(world, "TRUE")
    assert (row["region_zh"], row["metric_zh"], row["cluster_zh"]) == ("某新区", "未知指标", "某产业集群")
    assert not row["knows_region"]
    assert not row["knows_metric"]


def test_a_claim_without_a_date_or_a_cluster_stays(world: World) -> None:
    world.target("plan", "firm_stock", 100, None)
    row = star(world, "TRUE")
    assert (row["cluster_zh"], row["plan_zh"]) == (None, None)


def test_keys_are_unique_and_every_ray_meets(world: World) -> None:
    world.target("plan", "未知指标", 1, "1985", region="某新区", cluster_name="某产业集群")
    world.target("plan", "未知指标", 2, "2049", region="某新区", cluster_name="某产业集群")
    world.result("plan", "firm_stock", 3, "2024", region=HAINAN)
    world.result("plan", "firm_stock", 4, "2024", region=GUANGDONG)
    assert [fault for fault in run_checks(world.connection) if fault.check == "star_joins_whole"] == []
    dates = world.row(
        "SELECT min(date_on)::text AS first, max(date_on)::text AS last, count(*) AS n FROM report.dim_date"
    )
    assert (dates["first"], dates["last"]) == ("1985-01-01", "2049-12-31")
    assert dates["n"] == 65 * 365 + 16


def test_a_document_of_later_is_not_known_yet(world: World) -> None:
    world.document("later", "2030-01-01")
    world.target("later", "firm_stock", 5, "2035")
    assert [row["source_name"] for row in world.rows("SELECT source_name FROM report.dim_source")] == ["plan"]
    assert world.rows("SELECT * FROM report.fact_claims") == []
