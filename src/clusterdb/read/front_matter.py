"""YAML before a document -> its facts and the rest of the text.

    ---
    title: '广东全力推进…'
    date: Wed, 07 Jul 2021 06:53:00 GMT
    ---

All values are read as text (no dates, numbers or objects are made); anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from clusterdb.errors import UnreadableDocument
from clusterdb.read.cleaning import clean_line
from clusterdb.read.limits import MAX_FRONT_MATTER
from clusterdb.read.wording import load_wording

_FENCE = re.compile(r"\A\s*---[ \t]*\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MAX_DEPTH = 20


class _Text(yaml.BaseLoader):
    """Every scalar is text; what could swell or run is refused."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.YAMLError("anchors and aliases are not read")
        if getattr(event, "tag", None):
            raise yaml.YAMLError("tags are not read")
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise yaml.YAMLError(f"nested deeper than {_MAX_DEPTH} levels")
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def split_front_matter(text: str, name: str) -> tuple[dict[str, str], str]:
    """The facts of the front matter and the text after it; `({}, text)` where there is none."""
    opened = _FENCE.match(text)
    if opened is None:
        return {}, text
    closed = _END.search(text, opened.end(), opened.end() + MAX_FRONT_MATTER)
    if closed is None:
        if len(text) - opened.end() > MAX_FRONT_MATTER and re.match(r"\w+:", text[opened.end() :]):
            raise UnreadableDocument(f"{name}: front matter longer than {MAX_FRONT_MATTER} characters", "shorten it")
        return {}, text  # a rule at the top of a page, not front matter
    source = text[opened.end() : closed.start()]
    try:
        loaded = yaml.load(source, _Text)  # noqa: S506 - BaseLoader makes text only
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        reason = clean_line(" ".join(str(fault).split()))[:200]
        raise UnreadableDocument(f"{name}: front matter is not plain YAML: {reason}", "mend or remove it") from fault
    if loaded in (None, ""):
        return {}, text[closed.end() :]
    if not isinstance(loaded, dict):
        return {}, text
    return _facts(loaded), text[closed.end() :]


def _facts(loaded: dict[Any, Any]) -> dict[str, str]:
    facts: dict[str, str] = {}
    values = {str(key).lower(): value for key, value in loaded.items()}
    labels = load_wording().labels
    for field, keys in (
        ("title", ("title",)),
        ("date", ("date", "published", "pubdate", "publish_date")),
        ("publisher", ("publisher", "source", "author")),
        ("issuer", ("issuer", "organization")),
        ("url", ("url", "link", "source_url", "canonical")),
        ("tags", ("tags", "tag", "categories")),
        ("number", ()),
    ):
        for key in (*keys, *labels.get(field, ())):
            value = values.get(key)
            if isinstance(value, list) and field != "title":
                value = ",".join(item for item in value if isinstance(item, str))
            if isinstance(value, str) and value.strip():
                facts[field] = value.strip()[:1000]
                break
    return facts
