"""How much is tried: a little in `make test`, always the same; `make fuzz` tries much more, and other things each time.

CLUSTERDB_FUZZ_EXAMPLES is how many inputs each test makes at most.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.fuzz import invariants
from tests.unit.read.forking import quick_children

_EXAMPLES = int(os.environ.get("CLUSTERDB_FUZZ_EXAMPLES", "0"))

settings.register_profile(
    "fuzz",
    max_examples=_EXAMPLES or 80,
    derandomize=not _EXAMPLES,  # a run of all checks says the same twice; the long one is for finding
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
FUZZ = settings.get_profile("fuzz")
#: For formats that are read in a process of their own, which takes longer.
FUZZ_BINARY = settings(FUZZ, max_examples=max(1, FUZZ.max_examples // 2))


@pytest.fixture(autouse=True, scope="module")
def in_forks() -> Iterator[None]:
    """Binary formats are read in forks."""
    with quick_children():
        yield


def pytest_sessionfinish() -> None:
    counts = "".join(f"{name} {count}\n" for name, count in invariants.EXECUTIONS.items())
    Path(os.environ["CLUSTERDB_TEST_RUN"], f"fuzz-{os.getpid()}").write_text(counts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    found: Counter[str] = Counter()
    for file in Path(os.environ["CLUSTERDB_TEST_RUN"]).glob("fuzz-*"):  # one of each process of the run
        for line in file.read_text().splitlines():
            name, count = line.split()
            found[name] += int(count)
    terminalreporter.section("inputs tried")
    for name, count in sorted(found.items()):
        terminalreporter.write_line(f"{count:>9,}  {name}")
    terminalreporter.write_line(f"{sum(found.values()):>9,}  in all")
