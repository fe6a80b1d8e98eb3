"""What an HTML page says of itself, and whether it is fit to be parsed."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from clusterdb.errors import UnreadableDocument
from clusterdb.read.cleaning import clean_line
from clusterdb.read.limits import MAX_DEPTH, MAX_TAGS, MAX_TITLE

# ruff: noqa: SIM905 - element names read best as one string
_OPEN_TAG = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*)(?P<void>[^<>]{0,2000}/>)?")
# Elements that end without an end tag, or never hold anything: they tell nothing of depth.
_FLAT = frozenset("a p li td th tr dd dt option br img hr input meta link area base col embed source track wbr".split())
_TITLE_TAIL = re.compile(r"\s*[-_|]+\s*[^-_|\d]{2,20}$")


def check_depth(text: str, name: str) -> None:
    """Refuse a page that is nested too deep, or of too many elements, to be parsed in good time and memory.

    Unclosed elements count as open.
    """
    depth = 0
    for number, match in enumerate(_OPEN_TAG.finditer(text)):
        if number > MAX_TAGS:
            raise UnreadableDocument(f"{name}: HTML of more than {MAX_TAGS:,} tags", "split the document")
        if match["void"] or match["tag"].lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if match["end"] else depth + 1
        if depth > MAX_DEPTH:
            raise UnreadableDocument(f"{name}: HTML nested deeper than {MAX_DEPTH} elements", "save the text alone")


def page_facts(tree: LexborHTMLParser) -> dict[str, str]:
    """Title, date, publisher and address from the head of a page: `<meta name="PubDate" content="2022-03-04">`."""
    facts: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or "").lower()
        value = clean_line((attributes.get("content") or "")[:500])
        field_name = {
            "articletitle": "title",
            "og:title": "title",
            "pubdate": "date",
            "publishdate": "date",
            "article:published_time": "date",
            "contentsource": "publisher",
            "og:url": "url",
            "og:site_name": "publisher",
        }.get(key)
        if field_name and value:
            facts.setdefault(field_name, value)
    heading = tree.css("h1")
    if len(heading) == 1 and 0 < len(clean_line(heading[0].text())) <= MAX_TITLE:
        facts["title"] = clean_line(heading[0].text())
    title = tree.css_first("title")
    if title is not None and clean_line(title.text()):
        facts.setdefault("title", _TITLE_TAIL.sub("", clean_line(title.text()[:MAX_TITLE])))
    return facts
