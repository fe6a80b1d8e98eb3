"""A reader clicks through the page of `clusterdb report` in a real browser. Skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.clients.browser import Browser, find_browser
from tests.unit.report.rows import evidence, material, result, target

from clusterdb.report.page import render
from clusterdb.report.records import island

pytestmark = [
    pytest.mark.skipif(find_browser() is None, reason="no Chromium here"),
    pytest.mark.xdist_group("browser"),
]

EVIL = "<img src=x onerror=\"document.title='broken'\"></script><script>document.title='broken'</script>"
MISSED, AGAIN, WAITING, DONE = "11111111-aaaa", "44444444-dddd", "33333333-cccc", "22222222-bbbb"


def story() -> str:
    """A province that missed a target, another that is not due, and a document full of markup."""
    waiting = target(
        target_id=WAITING,
        status="not_yet_due",
        status_zh="未到期",
        status_en="not yet due",
        status_order=8,
        province_code="440000",
        region_code="440000",
        region_zh="广东省",
        region_en="Guangdong",
        metric_key="wind",
        metric_zh="风电" + EVIL,
        metric_en="wind power",
        achievement_id=None,
        attainment=None,
        deadline_on=target()["deadline_on"].replace(year=2030),
        target_year=2030,
    )
    same_year = result(
        achievement_id="55555555-eeee", value=99.0, period_year=2030, metric_key=waiting["metric_key"]
    ) | {name: waiting[name] for name in ("province_code", "region_code", "region_zh")}
    given = material()
    return render(
        island(
            material(
                targets=[waiting, target(), target(target_id=AGAIN, published_on=date(2025, 3, 1))],
                achievements=[result(), same_year],
                evidence=[
                    *given.evidence,
                    evidence(WAITING, f"{EVIL}到2030年风电3个。", f"{EVIL}到2030年风电3个", "3个"),
                ],
            )
        ),
        lang="zh",
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("report") / "报告 1.html"
    file.write_text(story(), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with Browser() as running:
        yield running


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Browser]:
    browser.faults.clear()
    browser.asked.clear()
    browser.open(address)
    yield browser
    assert browser.faults == []
    assert {url.split("#")[0] for url in browser.asked} - {"about:blank"} == {address}


def test_a_click_on_a_number_opens_its_sentence_with_the_quote_marked(page: Browser) -> None:
    page.click(f'.row .number[data-id="{MISSED}"]')
    assert page.text("#claim blockquote") == "到2025年底，全省累计建成充电桩3万个以上。"
    assert page.text("#claim mark") == "全省累计建成充电桩3万个以上"
    assert page.text("#claim mark b") == "3万个以上"
    assert "2025-01-10" in page.text("#claim cite")
    page.press("Escape")
    assert page.count("#claim[open]") == 0
    assert page.value("document.activeElement.dataset.id") == MISSED


def test_a_result_opens_beside_its_target(page: Browser) -> None:
    page.click(f'.row .number[data-id="{DONE}"]')
    assert page.text("#claim .chosen mark b") == "2.4万个"
    assert page.count("#claim article") == 3
    assert "[object" not in page.text("#claim")


def test_a_target_told_again_counts_once_and_opens_the_first(page: Browser, address: str) -> None:
    page.open(f"{address}#id={AGAIN}")
    assert page.value("document.querySelectorAll('#claim h4')[0].innerText") == "其他文档也说"
    assert page.text("#claim mark b") == "3万个以上"


def test_numbers_of_map_and_ranking_open_too(page: Browser) -> None:
    page.click('.tile[data-p="330000"]')
    assert page.text("#claim .chosen mark b") == "2.4万个"
    page.press("Escape")
    page.click(f'#ranking .number[data-id="{MISSED}"]')
    assert page.count("#claim[open]") == 1


def test_map_shows_one_measure_on_34_tiles(page: Browser) -> None:
    assert page.count(".tile") == 34
    assert page.count(".tile[data-tone]") == 1
    assert page.text('.tile[data-tone="bad"]').split() == ["浙", "2.4万"]


def test_map_sets_no_result_beside_a_target_that_it_was_not_proven_by(page: Browser, address: str) -> None:
    page.open(f"{address}#series=wind%7Cstock%7Ccount")
    assert page.text('.tile[data-tone="open"]').split() == ["粤", "◆3万"]


def test_both_languages(page: Browser) -> None:
    assert page.text("#rows .what b") == "浙江省"
    page.click("#language")
    assert page.value("document.documentElement.lang") == "en"
    assert page.value("document.title") == "Promised and reported"
    assert page.text("#rows .what b") == "Zhejiang"
    assert page.count("[data-word]:empty") == 0


def test_filters_narrow_the_list_and_the_address_keeps_them(page: Browser, address: str) -> None:
    assert page.count("#rows > .row") == 2
    page.click('#statuses [data-status="missed"]')
    assert page.count("#rows > .row") == 1
    assert page.value("location.hash") == "#s=missed"
    assert page.count('#statuses [data-status="missed"][aria-pressed="true"]') == 1
    page.click("#clear")
    page.value("(() => { q.value = '2030年 广东'; q.dispatchEvent(new Event('input')) })()")
    assert page.text("#rows .what b") == "广东省"
    kept = page.value("location.href")
    page.open(kept)
    assert page.count("#rows > .row") == 1
    page.open(f"{address}#p=330000&y=2025&lang=en")
    assert page.text("#rows .what b") == "Zhejiang"
    page.open(f"{address}#view=results&y=2025")
    assert page.count("#rows > .row") == 1


def test_an_address_leads_to_one_claim(page: Browser, address: str) -> None:
    page.open(f"{address}#id={WAITING[:8]}")
    assert page.count("#claim[open]") == 1
    page.press("Escape")
    page.until("location.hash === ''")


def test_markup_in_a_document_stays_text(page: Browser) -> None:
    page.click(f'.row .number[data-id="{WAITING}"]')
    assert page.text("#claim mark").startswith("<img src=x")
    assert page.count("img") == 0
    assert page.value("document.title") == "承诺与兑现"


def test_policy_refuses_scripts_styles_and_addresses(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.value(
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'h1{color:red}'}))"
    )
    assert browser.value("getComputedStyle(document.querySelector('h1')).color") != "rgb(255, 0, 0)"
    assert browser.value("(() => { try { made.innerHTML = 'x'; return 1 } catch { return 2 } })()") == 2
    assert browser.value("fetch('http://127.0.0.1:9/').then(() => 1, () => 2)") == 2


def test_phone_needs_no_sideways_scrolling(browser: Browser, address: str) -> None:
    for lang in ("zh", "en"):
        browser.open(f"{address}#lang={lang}", width=360, height=740)
        assert browser.value("document.documentElement.scrollWidth") == 360


def test_print_leaves_out_what_paper_cannot_do(browser: Browser, address: str, tmp_path: Path) -> None:
    browser.open(address)
    browser.send("Emulation.setEmulatedMedia", media="print")
    seen = "[...document.querySelectorAll('button')].filter((e) => e.checkVisibility()).map((e) => e.id || e.className)"
    assert set(browser.value(seen)) <= {"number", "dot", "dot loose", "tile", ""}
    assert browser.text("#series-name").startswith("充电桩")
    browser.send("Emulation.setEmulatedMedia", media="")
    browser.print(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_every_control_has_a_name(page: Browser) -> None:
    nameless = page.value(
        "[...document.querySelectorAll('button, select, input, a')].filter((e) => e.checkVisibility()"
        " && !(e.getAttribute('aria-label') || e.innerText || (e.labels || [])[0]?.innerText)).map((e) => e.outerHTML)"
    )
    assert nameless == []


def test_page_from_a_web_server_asks_it_for_nothing_more(browser: Browser) -> None:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(story().encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        browser.open(f"http://127.0.0.1:{server.server_port}/report.html")
        browser.click("#rows .number")
        assert browser.count("#claim[open]") == 1
    finally:
        server.shutdown()
        server.server_close()
    assert seen == ["/report.html"]


@pytest.mark.parametrize(
    ("class_code", "basis", "bars"),
    [
        ("evaluable", "stock", 1),
        ("evaluable", "growth", 1),
        ("progress", "stock", 1),
        ("progress", "growth", 0),
        ("lower_bound", "stock", 0),
        ("indicative", "flow", 0),
        ("reference", "growth", 0),
        ("not_comparable", "stock", 0),
    ],
)
def test_only_one_and_the_same_thing_has_a_bar(
    browser: Browser, tmp_path: Path, class_code: str, basis: str, bars: int
) -> None:
    file = tmp_path / "page.html"
    given = material(targets=[target(class_code=class_code, basis=basis)], achievements=[result(basis=basis)])
    file.write_text(render(island(given), lang="zh"), encoding="utf-8")
    browser.open(file.as_uri())
    assert browser.count("#rows .bar") == 1
    assert browser.count("#rows .bar i") == bars
