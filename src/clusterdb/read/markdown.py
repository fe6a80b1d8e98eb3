"""Markdown -> Draft, through HTML, so that both are read by one reader.

A document that is HTML below its front matter, as feeds and static site generators write it, goes to the HTML reader
as it is; the lines of links that such a generator adds below it are set off first.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from clusterdb.read.front_matter import split_front_matter
from clusterdb.read.html import read_html
from clusterdb.read.lines import Draft

_HTML_START = re.compile(
    r"\A(?:\s++|<!--(?:(?!-->).){0,2000}+-->)*+<(?:p|div|table|section|article|h[1-6]|span|ul|ol|br|center|font|strong)\b",
    re.DOTALL | re.IGNORECASE,
)
_AUTOLINK = re.compile(r"^[ \t]*<(?P<url>(?:https?:)?//[^\s<>]{1,2000})>[ \t]*$", re.MULTILINE)
_LINK = r"\[[^\[\]\n]{0,200}\]\([^()\s]{0,2000}\)"
_LINK_LINE = re.compile(rf"^[ \t]*{_LINK}(?:[ \t|｜·/]{{0,9}}{_LINK}){{0,30}}[ \t]*$", re.MULTILINE)
# Chinese paragraphs may be indented; that is no code. A rule below a line makes it no heading.
_PARSER = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table").disable(["code", "lheading"])


def read_markdown(text: str, name: str) -> Draft:
    """Read front matter and what follows it, Markdown or HTML."""
    facts, body = split_front_matter(text, name)
    link = _AUTOLINK.search(body)
    if link is not None:
        facts.setdefault("url", link["url"])
    body = _AUTOLINK.sub("", body)
    body = _LINK_LINE.sub("", body)
    if not _HTML_START.match(body):
        body = _PARSER.render(body)
    draft = read_html(body, name)
    return Draft(draft.lines, {**draft.facts, **facts})
