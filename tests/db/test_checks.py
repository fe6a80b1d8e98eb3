"""Each data check finds the fault that it is for, and nothing in sound data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from clusterdb.checks import checks, run_checks

from .factory import GUANGDONG, World


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    with engine.connect() as connection:
        transaction = connection.begin()
        made = World(connection)
        made.document("plan", "2025-01-15")
        made.document("report", "2026-01-20")
        made.target("plan", "firm_stock", 100, "2025", quote="新增企业100家", figure_start=4, figure_end=7)
        made.result("report", "firm_stock", 120, "2025", quote="新增企业120家", figure_start=4, figure_end=7)
        yield made
        transaction.rollback()


def found(world: World) -> set[str]:
    return {fault.check for fault in run_checks(world.connection)}


def test_sound_data_have_no_faults(world: World) -> None:
    assert run_checks(world.connection) == []


def test_every_check_states_its_promise() -> None:
    assert all(check.promise.endswith(".") and check.sql for check in checks())
    assert len(list(checks())) >= 10


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        ("quotes_lie_in_their_text", "UPDATE targets SET span_end = 999"),
        ("figures_lie_in_their_quotes", "UPDATE targets SET figure_end = 9"),
        ("figures_are_printed", "UPDATE targets SET figure_start = 0, figure_end = 4"),
        (
            "every_figure_has_one_fate",
            """
            INSERT INTO skip_reasons VALUES ('date', '日期', 'date');
            INSERT INTO skipped_figures SELECT source_id, 4, 7, 'date', 'test' FROM targets
            """,
        ),
        ("claims_have_known_places", "UPDATE targets SET province_code = '460000'"),
        (
            "contained_regions_are_closed",
            f"DELETE FROM region_members WHERE ancestor_code = '{GUANGDONG}' AND descendant_code = 'x-shenshan'",
        ),
        ("comparisons_say_why", "DELETE FROM comparison_reasons WHERE reason_code = 'SAME_SERIES'"),
        ("one_status_a_target", "DELETE FROM statuses WHERE status_code = 'exceeded'"),
        ("views_suit_bi_tools", "CREATE VIEW report.bad AS SELECT 1::numeric AS value_on"),
    ],
)
def test_check_finds_its_fault(world: World, check: str, fault: str) -> None:
    world.connection.exec_driver_sql(fault)
    assert check in found(world)


def test_a_fault_names_what_is_wrong(world: World) -> None:
    world.connection.exec_driver_sql("UPDATE targets SET span_end = 999")
    (fault,) = [fault for fault in run_checks(world.connection) if fault.check == "quotes_lie_in_their_text"]
    assert "999" in fault.detail
    assert "plan" in fault.detail
    assert fault.promise == "Every claim's span lies inside its document's text, and says something."
