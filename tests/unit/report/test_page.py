"""Records -> one HTML file that can do nothing but show them."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.rows import evidence, material, target

from clusterdb.errors import SettingsError
from clusterdb.lexicon import load_lexicon
from clusterdb.report import page as pages
from clusterdb.report.page import provinces, render, to_json
from clusterdb.report.records import island

EVIL = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>&lt;\u2028\u202e反"


class Reader(HTMLParser):
    """The tags of a page with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        name, given = self.tags[-1] if self.tags else ("", {})
        self.texts.append((given.get("type") or name, data))

    def all(self, kind: str) -> list[str]:
        return [text for name, text in self.texts if name == kind and text.strip()]

    def policy(self) -> str:
        return next(str(given["content"]) for tag, given in self.tags if tag == "meta" and "http-equiv" in given)


@pytest.fixture(scope="module")
def html() -> str:
    return render(island(material()))


def test_policy_lets_in_this_script_and_this_style_alone(html: str) -> None:
    read = Reader(html)
    for kind in ("script", "style"):
        (text,) = read.all(kind)
        digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in read.policy()
    assert read.policy().startswith("default-src 'none'; ")
    assert "require-trusted-types-for 'script'" in read.policy()
    assert "unsafe" not in read.policy()


def test_policy_stands_before_what_it_governs(html: str) -> None:
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script")


def test_page_has_no_inline_handler_and_no_inline_style(html: str) -> None:
    for _, attributes in Reader(html).tags:
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset", "href"}]


def test_style_and_script_name_no_address(html: str) -> None:
    read = Reader(html)
    for text in (*read.all("style"), *read.all("script")):
        assert not re.search(r"https?:|url\(|@import|//[a-z]+\.[a-z]|fetch\(|XMLHttpRequest|WebSocket|import\(", text)


def test_script_writes_no_markup(html: str) -> None:
    (script,) = Reader(html).all("script")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function|srcdoc", script)


def test_text_of_a_document_cannot_leave_its_place() -> None:
    row = target(region_zh=EVIL, metric_zh=EVIL, source_title=EVIL, status_zh=EVIL, reasons=EVIL, issuer_name=EVIL)
    sentence = evidence(row["target_id"], f"甲{EVIL}3个", f"{EVIL}3个", "3个")
    html = render(island(material(targets=[row], evidence=[sentence])), title=EVIL)
    clean = Reader(render(island(material())))
    read = Reader(html)
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in clean.tags]
    (data,) = read.all("application/json")
    assert not set("<>&\u2028\u2029\u202e") & set(data)
    held = json.loads(data)
    assert held["targets"][0]["place"][0] == EVIL.replace("\u202e", "\ufffd")
    assert read.all("title") == [EVIL]


@given(st.text())
def test_json_of_any_text_is_that_text_again(text: str) -> None:
    written = to_json([text])
    assert not set("<>&\u2028\u2029") & set(written)
    read = json.loads(written)[0]
    assert len(read) == len(text)
    assert read == text.translate(pages._TURNING)


def test_numbers_that_json_lacks_are_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json([float("nan")])


@pytest.mark.parametrize(("lang", "head"), [("zh", "承诺与兑现"), ("en", "Promised and reported")])
def test_page_begins_in_the_language_asked_for(lang: str, head: str) -> None:
    html = render(island(material()), lang)
    assert html.startswith(f'<!doctype html>\n<html lang="{"en" if lang == "en" else "zh-CN"}">')
    assert f"<title>{head}</title>" in html


def test_title_of_the_reader_replaces_ours() -> None:
    html = render(island(material()), title="$policy & <b>")
    assert "<title>$policy &amp; &lt;b&gt;</title>" in html


def test_every_word_stands_in_both_languages_and_is_used() -> None:
    words = yaml.safe_load(files("clusterdb.report").joinpath("words.yaml").read_text(encoding="utf-8"))
    folder = Path(str(files("clusterdb.report")))
    used = "".join(
        (folder / name).read_text(encoding="utf-8") for name in ("claims.js", "charts.js", "list.js", "page.html")
    )
    for key, texts in words.items():
        assert len(texts) == 2, key
        assert all(isinstance(text, str) and text for text in texts), key
        names = [set(re.findall(r"\{(\w+)\}", text)) for text in texts]
        assert names[0] == names[1], key
        assert f'"{key}"' in used or f"${key}" in used or key.startswith("order_"), f"{key} is not used"
    assert set(re.findall(r'say\("(\w+)"', used)) | set(re.findall(r'data-(?:word|label)="(\w+)"', used)) <= set(words)


def test_tile_map_holds_every_province_once_and_apart() -> None:
    tiles = provinces()
    assert sorted(tile["code"] for tile in tiles) == sorted(load_lexicon().provinces)
    assert len({(tile["row"], tile["column"]) for tile in tiles}) == 34
    guangdong = next(tile for tile in tiles if tile["code"] == "440000")
    assert guangdong["short"] == ["粤", "GD"]
    assert guangdong["name"] == ["广东省", "Guangdong"]


def test_map_that_lacks_a_province_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_file", lambda name: "粤 琼\n")
    with pytest.raises(SettingsError, match="every province"):
        provinces()
