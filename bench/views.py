"""What the views cost as claims grow, in one run: python bench/views.py [TARGETS ...] [--plans]

In: how many targets are made up, each time (10000 100000); as many results go with them. Out: for each question the time,
and how many times longer it takes than with the fewer claims before. A question whose answer is a page of 50 rows should
stay as it is; one that reads all should grow as the claims do and no faster. Times are this machine's, the growth is not.
What is asked after "kept" reads verdicts that are kept; the last lines ask where none are, as after any change.
The database is one of its own in a temporary folder. 1000000 takes twenty minutes and 7 GB of disk.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from generate import add_document, generate
from sqlalchemy import Engine, text

from clusterdb.db.engine import make_engine
from clusterdb.db.server import EmbeddedServer
from clusterdb.pipeline import keep_outcomes, prepare

PAGE = "ORDER BY deadline_on DESC LIMIT 50"
#: What is asked: a page of 50 rows, what lies in one province, all there is.
QUESTIONS = {
    "a province's page": f"SELECT * FROM report.target_status WHERE province_code = '440000' {PAGE}",
    "its own targets' page": f"SELECT * FROM report.target_status WHERE region_code = '440000' {PAGE}",
    "a city's page": f"SELECT * FROM report.target_status WHERE region_code = '440300' {PAGE}",
    "a page of pairs": "SELECT * FROM report.comparisons WHERE target_id = ANY(ARRAY(SELECT target_id::text FROM a_page))",
    "what is derived, a page": "SELECT * FROM report.derived_results WHERE target_id = ANY(ARRAY(SELECT target_id::text FROM a_page))",
    "a claim of the star": "SELECT * FROM report.fact_claims WHERE province_code = '440000' ORDER BY period_end_on DESC LIMIT 50",
    "a city's scorecard": "SELECT status, count(*) FROM report.target_status WHERE region_code = '440300' GROUP BY status",
    "a province's scorecard": "SELECT * FROM report.province_scorecard WHERE province_code = '640000'",
    "the star, summed": """
        SELECT d.date_year, m.metric_family, count(*), sum(f.value)
        FROM report.fact_claims AS f
        INNER JOIN report.dim_metric AS m ON f.metric_key = m.metric_key
        INNER JOIN report.dim_date AS d ON f.period_end_on = d.date_on
        GROUP BY d.date_year, m.metric_family""",
    "dim_region": "SELECT count(*) FROM report.dim_region",
    "dim_metric": "SELECT count(*) FROM report.dim_metric",
    "dim_source": "SELECT count(*) FROM report.dim_source",
    "dim_date": "SELECT count(*) FROM report.dim_date",
    "all targets with labels": "SELECT count(quote) FROM report.targets",
    "all ladders": "SELECT count(*) FROM report.target_ladders",
    "all contradictions": "SELECT count(*) FROM report.contradictions",
    "all scorecards": "SELECT count(*) FROM report.province_scorecard",
    "all pairs": "SELECT count(*) FROM report.comparisons",
}
#: those that are asked once
LONG = {name for name in QUESTIONS if name.startswith("all ")}
#: those that are asked once more where nothing is kept
ANEW = ("a province's page", "a city's page", "a city's scorecard")


def seconds(engine: Engine, query: str, runs: int, is_kept: bool = True) -> tuple[float, int]:
    """The least time of some runs, planning and all rows included; and the rows."""
    best, rows = float("inf"), 0
    with engine.connect() as connection:
        connection.execute(
            text(
                "CREATE TEMPORARY TABLE a_page AS SELECT claim_id AS target_id FROM public.targets"
                " WHERE province_code = '440000' ORDER BY period_end_on DESC, claim_id LIMIT 50"
            )
        )
        connection.execute(text("ANALYZE a_page"))
        if not is_kept:
            connection.execute(text("INSERT INTO public.kept_changes DEFAULT VALUES"))
        for _ in range(runs):
            begun = time.perf_counter()
            rows = len(connection.execute(text(query)).all())
            best = min(best, time.perf_counter() - begun)
    return best, rows


def keep(engine: Engine) -> tuple[float, int]:
    """How long it takes to bring what is kept to the facts, and how many targets were worked out for that."""
    begun = time.perf_counter()
    worked = keep_outcomes(engine)
    return time.perf_counter() - begun, worked or 0


def plan(engine: Engine, query: str) -> str:
    """How PostgreSQL goes about it."""
    with engine.connect() as connection:
        return "\n".join(connection.scalars(text(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {query}")))


def main(sizes: list[int], with_plans: bool) -> None:
    """Measure and print."""
    engine = make_engine(None)
    prepare(engine)
    before: dict[str, float] = {}
    for size in sizes:
        generate(engine, size)
        print(f"\n{size:,} targets and {size:,} results\n{'':<32}{'ms':>12}{'rows':>11}{'growth':>9}")

        def tell(name: str, spent: float, rows: int) -> None:
            growth = f"{spent / before[name]:9.1f}" if name in before else ""
            print(f"{name:<32}{spent * 1000:12,.1f}{rows:11,}{growth}", flush=True)
            before[name] = spent

        tell("verdicts kept, from nothing", *keep(engine))
        add_document(engine)
        tell("kept after one document more", *keep(engine))
        for name, query in QUESTIONS.items():
            tell(name, *seconds(engine, query, 1 if name in LONG else 5))
        for name in ANEW:
            tell(f"{name}, not kept", *seconds(engine, QUESTIONS[name], 3, is_kept=False))
    if with_plans:
        for name in ("a province's page", "its own targets' page", "a claim of the star"):
            print(f"\n--- {name}\n{plan(engine, QUESTIONS[name])}")
    engine.dispose()


if __name__ == "__main__":
    home = Path(tempfile.mkdtemp(prefix="clusterdb-bench-"))
    home.chmod(0o711)
    os.environ["CLUSTERDB_HOME"] = str(home)
    os.environ.pop("CLUSTERDB_DATABASE_URL", None)
    try:
        main([int(word) for word in sys.argv[1:] if word.isdigit()] or [10_000, 100_000], "--plans" in sys.argv)
    finally:
        EmbeddedServer().stop()
        shutil.rmtree(home)
