"""HTML -> Draft: a line a block element, tables as rows, without scripts, styles, hidden text and page furniture.

Words that a page has made into links keep their text (智能<a>机器人</a> -> 智能机器人); PM<sub>2.5</sub> stays PM2.5,
and an exponent stays one (10<sup>8</sup> -> 10⁸), so that no figure is made that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clusterdb.model import BlockKind
from clusterdb.read.cleaning import clean_line, is_ideograph
from clusterdb.read.furniture import read_facts
from clusterdb.read.html_page import check_depth, page_facts
from clusterdb.read.lines import Draft, Line
from clusterdb.read.tables import Grid, GridCell, rows_of
from clusterdb.read.wording import load_wording

# ruff: noqa: SIM905 - element names read best as one string
_DROPPED = frozenset(
    "script style noscript template svg math iframe object embed canvas video audio form button select option input "
    "textarea nav footer aside dialog head map progress del s strike".split()
)
_BLOCKS = frozenset(
    "html body p div section article main header h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption "
    "thead tbody tfoot tr td th figure figcaption address center fieldset hr details summary br".split()
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DIGITS = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_NOTE_MARK = re.compile(r"[\[(（［]?\s*\d{1,3}\s*[\])）］]?|[*†‡]+")
_SOURCE_BREAK = re.compile(r"(?<![ \t\r])[ \t\r]*\n\s*")


@dataclass
class _Writer:
    """The lines made so far and the one being made."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    strong: int = 0
    written: int = 0
    kind: BlockKind | None = None
    level: int = 0

    def write(self, text: str, *, linked: bool, strong: bool) -> None:
        self.parts.append(text)
        size = len(text.strip())
        self.written += size
        self.linked += size if linked else 0
        self.strong += size if strong else 0

    def end_line(self) -> None:
        text = clean_line(squeeze("".join(self.parts)))
        if text:
            navigation = self.written > 0 and self.linked == self.written
            self.lines.append(
                Line(
                    text,
                    self.kind,
                    self.level,
                    starts=True,
                    strong=self.strong * 10 >= self.written * 9,
                    link=navigation,
                )
            )
        self.parts.clear()
        self.linked = self.strong = self.written = 0


def read_html(text: str, name: str) -> Draft:
    """Read a page or a fragment of one."""
    check_depth(text, name)
    tree = LexborHTMLParser(text)
    facts = page_facts(tree)
    body, root = tree.body or tree.root, _content(tree)
    if body is None or root is None:
        return Draft((), facts)
    if root.mem_id != body.mem_id:
        # what stands around the document tells where it comes from: 发布时间：… 来源：…
        read_facts(_lines(body), facts)
    return Draft(tuple(_without_link_lists(_lines(root))), facts)


def _lines(root: LexborNode) -> list[Line]:
    writer = _Writer()
    _walk(root, writer)
    writer.end_line()
    return writer.lines


def squeeze(text: str) -> str:
    """White space as a browser shows it, but none where only a line end in the source parts Chinese characters."""

    def gap(match: re.Match[str]) -> str:
        before = text[match.start() - 1] if match.start() else ""
        after = text[match.end()] if match.end() < len(text) else ""
        return "" if before and after and _is_wide(before) and _is_wide(after) else " "

    return _SOURCE_BREAK.sub(gap, text)


def _is_wide(character: str) -> bool:
    return is_ideograph(character) or character in "，。、；：？！（）“”《》"


def _content(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the document, where a page has one that holds most of its sentences."""
    body = tree.body or tree.root
    if body is None:
        return None
    whole = _sentences(body)
    for selector in load_wording().content_selectors:
        for node in tree.css(selector)[:3]:
            if whole and _sentences(node) * 2 >= whole:
                return node
    return body


def _sentences(node: LexborNode) -> int:
    return len(re.findall("[。；！]", node.text()))


def is_hidden(node: LexborNode) -> bool:
    """True for what a reader of the page does not see, or does not take for the document."""
    if node.tag in _DROPPED:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(attributes.get("style") or "")
    ):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if names.strip() and node.tag not in ("html", "body", "main", "article"):
        tokens = {token.lower() for token in _TOKEN.findall(names[:500])}
        if tokens & load_wording().chrome_classes:
            # furniture is short; a container that happens to be called so is not
            return len(clean_line(node.text()[:2000])) < 300 and _sentences(node) <= 2
    return False


def _walk(root: LexborNode, writer: _Writer) -> None:
    """Depth first without recursion: a page cannot exhaust the stack."""
    stack: list[tuple[LexborNode, bool, bool, bool]] = [(root, False, False, False)]
    while stack:
        node, linked, strong, leaving = stack.pop()
        tag = node.tag
        if tag == "-text":
            if node.text_content:
                writer.write(node.text_content, linked=linked, strong=strong)
            continue
        if leaving:
            writer.end_line()
            writer.kind, writer.level = None, 0
            continue
        if tag is None or tag.startswith(("-", "!", "_")) or (node.mem_id != root.mem_id and is_hidden(node)):
            continue
        if tag == "table" and _is_data(node):
            writer.end_line()
            writer.lines.extend(_table(node))
            continue
        if tag == "sup":
            writer.write(exponent(node.text(), "".join(writer.parts[-1:])), linked=linked, strong=strong)
            continue
        if tag in _BLOCKS:
            writer.end_line()
            if tag == "br":
                continue
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
                writer.kind, writer.level = BlockKind.HEADING, int(tag[1])
            elif tag == "li":
                writer.kind = BlockKind.LIST_ITEM
            elif tag in ("caption", "figcaption"):
                writer.kind = BlockKind.CAPTION
            stack.append((node, linked, strong, True))
        linked = linked or tag == "a"
        strong = strong or tag in ("b", "strong") or _is_bold(node)
        children = []
        child = node.first_child
        while child is not None:
            children.append((child, linked, strong, False))
            child = child.next
        stack.extend(reversed(children))


def _is_bold(node: LexborNode) -> bool:
    return any(
        "bold" in (value or "").lower()
        for key, value in node.attributes.items()
        if key in ("style", "class", "cms-style")
    )


def exponent(text: str, before: str) -> str:
    """A raised text: `10` + `8` -> ⁸, `m` + `2` -> ²; the mark of a note goes; anything else stays."""
    raised = text.strip()
    last = before.rstrip()[-1:]
    if re.fullmatch(r"[+-]?\d{1,3}", raised) and ((last.isascii() and last.isalnum()) or last in "米)）℃"):
        return raised.translate(_DIGITS)
    return "" if _NOTE_MARK.fullmatch(raised) else text


def _without_link_lists(lines: list[Line]) -> Iterator[Line]:
    """Lines that are nothing but a link go where three or more stand together: lists of other pages."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].link:
            end += 1
        if end - at < 3:
            yield from lines[at : max(end, at + 1)]
        at = max(end, at + 1)


def _is_data(table: LexborNode) -> bool:
    """True for a table that tells something, False for one that only lays out a page."""
    if any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return False
    rows = table.css("tr")
    widest = max((sum(1 for c in row.iter() if c.tag in ("td", "th")) for row in rows), default=0)
    if widest < 2:
        return False
    return all(_sentences(cell) <= 6 and len(cell.text()) < 1500 for cell in table.css("td"))


def _table(table: LexborNode) -> Iterator[Line]:
    caption = table.css_first("caption")
    if caption is not None and clean_line(caption.text()):
        yield Line(clean_line(caption.text()), BlockKind.CAPTION, starts=True)
    grid = Grid()
    for row in table.css("tr"):
        if is_hidden(row):
            continue
        cells = []
        for cell in row.iter():
            if cell.tag not in ("td", "th") or is_hidden(cell):
                continue
            inner = _Writer()
            _walk_cell(cell, inner)
            text = " ".join(line.text for line in inner.lines)
            spans = [cell.attributes.get(key) or "1" for key in ("rowspan", "colspan")]
            down, across = (int(value) if value.isdecimal() and len(value) < 5 else 1 for value in spans)
            cells.append(GridCell(text, is_header=cell.tag == "th", down=down, across=across))
        grid.add_row(cells, is_header=row.parent is not None and row.parent.tag == "thead")
    yield from rows_of(grid)


def _walk_cell(cell: LexborNode, writer: _Writer) -> None:
    child = cell.first_child
    while child is not None:
        _walk(child, writer)
        child = child.next
    writer.end_line()
