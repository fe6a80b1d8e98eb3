"""Log in to a Superset that has the dashboard, open both tabs, wait until every chart is drawn, and choose a province in
the filter of each; then a picture of each tab before and after.

    python superset_render.py http://127.0.0.1:8188 FOLDER

Faults are: a chart that shows an error or nothing, a chart whose query fails, a tab without its words, a choice that
leaves the figures as they were or rows of another province in the tables.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from pathlib import Path

from tests.clients import browser

#: A tab, what stands in it, and the province to choose there.
TABS = {"zh": ("中文", "到期未见报告的目标", "海南省"), "en": ("English", "Silent targets", "Hainan")}
CHARTS = 11

DRAWN = """(() => {
    const charts = [...document.querySelectorAll('.dashboard-component-chart-holder')].filter((e) => e.checkVisibility());
    if (charts.length < %d || document.querySelector("[data-test='loading-indicator'], .loading")) return false;
    return charts.every((e) => e.querySelector('canvas, svg path, table, .header-line'));
})()"""
ERRORS = """[...document.querySelectorAll("[role='alert'], .missing-chart-container, .ant-alert-error")]
    .filter((e) => e.checkVisibility()).map((e) => e.innerText).filter((words) => words.trim())"""
#: the figures in large type, and what stands in the rows of the table of silent targets, the last one
FIGURES = """[...document.querySelectorAll('.dashboard-component-chart-holder .header-line')]
    .filter((e) => e.checkVisibility()).map((e) => e.innerText.trim())"""
ROWS = """(() => {
    const tables = [...document.querySelectorAll('.dashboard-component-chart-holder table')].filter((e) => e.checkVisibility());
    return [...(tables.pop()?.querySelectorAll('tbody tr') ?? [])].map((e) => e.innerText);
})()"""


def render(base: str, folder: Path) -> list[str]:
    """The faults; pictures of both tabs lie in the folder."""
    faults: list[str] = []
    with browser.Browser() as page:
        page.send("Network.setBlockedURLs", urls=["*scarf.sh*"])  # a counting pixel of Superset's makers
        log_in(page, base)
        page.open(f"{base}/superset/dashboard/clusterdb/?standalone=2", 1500, 2400)
        for tab, (name, words, province) in TABS.items():
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
            page.shoot(folder / f"superset_{tab}.png", whole=False)
            try:
                faults += [f"{name}, {province}: {said}" for said in choose(page, province)]
            except AssertionError as error:
                faults.append(f"{name}, {province}: {error}")
            faults += [f"{name}: {said}" for said in page.value(ERRORS)]
            page.shoot(folder / f"superset_{tab}_{province}.png", whole=False)
    return faults


def log_in(page: browser.Browser, base: str) -> None:
    """As admin; again where a page that was still being put together has swallowed what was typed."""
    for patience in (20.0, 40.0, 120.0):
        browser.PATIENCE = 120.0
        page.open(f"{base}/login/", 1500, 2200)
        page.until("document.querySelector('#username, input[name=username]') !== null")
        for field in ("username", "password"):
            page.value(f"document.querySelector('#{field}, input[name={field}]').focus()")
            page.send("Input.insertText", text="admin")
        page.click("button[type=submit], input[type=submit]")
        browser.PATIENCE = patience
        with contextlib.suppress(AssertionError):
            page.until("!location.pathname.startsWith('/login')")
            break
    browser.PATIENCE = 120.0
    assert not page.value("location.pathname.startsWith('/login')"), "Superset lets nobody in"


def choose(page: browser.Browser, province: str) -> list[str]:
    """Set the first filter of the tab to a province, as a reader does, and look whether every chart follows."""
    before, rows = page.value(FIGURES), page.value(ROWS)
    assert any(province not in row for row in rows), "there is nothing to choose between"
    page.until("document.querySelector(\"[data-test='form-item-value'] .ant-select\") !== null")
    page.click("[data-test='form-item-value'] .ant-select")
    page.until("document.activeElement.matches('.ant-select input')")
    page.send("Input.insertText", text=province)
    found = f"[...document.querySelectorAll('.ant-select-item-option')].some((e) => e.innerText.trim() === {json.dumps(province)})"
    page.until(found)
    page.press("Enter")
    page.press("Escape")
    page.until("!document.querySelector(\"[data-test='filter-bar__apply-button']\").disabled")
    page.click("[data-test='filter-bar__apply-button']")
    try:
        page.until(f"({ROWS}).length > 0 && ({ROWS}).every((row) => row.includes({json.dumps(province)}))")
    except AssertionError:
        return [f"the table shows {page.value(ROWS)[:3]}"]
    page.until(DRAWN % CHARTS)
    time.sleep(2)
    after = page.value(FIGURES)
    targets = [int(figures[0].replace(",", "")) for figures in (before, after)]
    return [] if 0 < targets[1] < targets[0] else [f"the figures were {before} and are {after}"]


if __name__ == "__main__":
    found = render(sys.argv[1], Path(sys.argv[2]))
    print("\n".join(found) or "both tabs are drawn, and follow their filter")
    sys.exit(bool(found))
