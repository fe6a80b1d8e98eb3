"""Log in to a Superset that has the dashboard, open both tabs, and wait until every chart is drawn; then a picture of each.

    python superset_render.py http://127.0.0.1:8188 FOLDER

Faults are: a chart that shows an error or nothing, a chart whose query fails, a tab without its words.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.clients import browser

#: A tab, what stands in it, and how many charts it has.
TABS = {"zh": ("中文", "到期未见报告的目标"), "en": ("English", "Silent targets")}
CHARTS = 11

DRAWN = """(() => {
    const charts = [...document.querySelectorAll('.dashboard-component-chart-holder')].filter((e) => e.checkVisibility());
    if (charts.length < %d || document.querySelector("[data-test='loading-indicator'], .loading")) return false;
    return charts.every((e) => e.querySelector('canvas, svg path, table, .header-line'));
})()"""
ERRORS = """[...document.querySelectorAll("[role='alert'], .missing-chart-container, .ant-alert-error")]
    .filter((e) => e.checkVisibility()).map((e) => e.innerText).filter((words) => words.trim())"""


def render(base: str, folder: Path) -> list[str]:
    """The faults; pictures of both tabs lie in the folder."""
    browser.PATIENCE = 120.0
    faults: list[str] = []
    with browser.Browser() as page:
        page.send("Network.setBlockedURLs", urls=["*scarf.sh*"])  # a counting pixel of Superset's makers
        page.open(f"{base}/login/", 1500, 2200)
        page.until("document.querySelector('#username, input[name=username]') !== null")
        for field in ("username", "password"):
            page.value(f"document.querySelector('#{field}, input[name={field}]').focus()")
            page.send("Input.insertText", text="admin")
        page.click("button[type=submit], input[type=submit]")
        page.until("!location.pathname.startsWith('/login')")
        page.open(f"{base}/superset/dashboard/clusterdb/?standalone=2", 1500, 2400)
        for tab, (name, words) in TABS.items():
            page.until(
                f"[...document.querySelectorAll('[role=tab]')].some((e) => e.innerText.trim() === {json.dumps(name)})"
            )
            page.value(
                f"[...document.querySelectorAll('[role=tab]')].find((e) => e.innerText.trim() === {json.dumps(name)}).click()"
            )
            try:
                page.until(DRAWN % CHARTS)
                page.until(f"document.body.innerText.includes({json.dumps(words)})")
            except AssertionError as error:
                faults.append(f"{name}: {error}")
            time.sleep(2)  # until bars have grown
            faults += [f"{name}: {said}" for said in page.value(ERRORS)]
            page.shoot(folder / f"superset_{tab}.png", whole=False)
    return faults


if __name__ == "__main__":
    found = render(sys.argv[1], Path(sys.argv[2]))
    print("\n".join(found) or "both tabs are drawn")
    sys.exit(bool(found))
