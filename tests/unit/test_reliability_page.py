"""The page of promises names tests that exist, and tells the truth about connections and exit statuses."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from clusterdb.cli import EPILOG

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "reliability.md").read_text(encoding="utf-8")


def test_every_test_that_the_page_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)
    assert len(named) > 30
    for file, name in named:
        assert f"def {name}(" in (CHECKOUT / file).read_text(encoding="utf-8"), f"{file} has no {name}"


def test_page_and_help_name_the_same_exit_statuses() -> None:
    in_page = set(re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE))
    assert in_page == set(re.findall(r"(?<![\w])(\d+) (?=all|an|wrong|documents|a|interrupted)", EPILOG))


def test_no_module_opens_connections_of_its_own() -> None:
    """Only psycopg (behind SQLAlchemy) speaks to a network; `socket` is used to see whether a port is free."""
    forbidden = {"urllib.request", "http", "http.client", "ftplib", "smtplib", "requests", "httpx", "aiohttp", "socket"}
    found = {
        f"{path.relative_to(CHECKOUT)}: {name}"
        for path in (CHECKOUT / "src").rglob("*.py")
        for name in imported(path)
        if name in forbidden
    }
    assert found == {"src/clusterdb/db/server.py: socket"}


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
