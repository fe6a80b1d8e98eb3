"""`pytest tests/golden --update-golden` writes the files anew: here, never where CI runs."""

from __future__ import annotations

import os

import pytest

_OPTION = "--update-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(_OPTION, action="store_true", default=False, help="write tests/golden/*.golden anew")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption(_OPTION, default=False) and os.environ.get("CI"):
        raise pytest.UsageError(f"{_OPTION} is refused where CI is set: golden files change by hand and are reviewed")


@pytest.fixture(scope="session")
def update_golden(pytestconfig: pytest.Config) -> bool:
    return bool(pytestconfig.getoption(_OPTION, default=False))
