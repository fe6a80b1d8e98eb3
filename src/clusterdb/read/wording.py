"""lexicon/reading.yaml -> Wording: the words by which readers tell text from page furniture and metadata."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from clusterdb.errors import LexiconError


class KindRule(BaseModel):
    """When a document is of a kind: a word in its title, or in its first paragraphs, or a byline, or a publisher."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    byline: bool = False
    published: bool = False


class Wording(BaseModel):
    """All of reading.yaml; the file says what each list is for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    chrome_lines: frozenset[str]
    chrome_prefixes: tuple[str, ...]
    tail_cues: frozenset[str]
    labels: dict[str, tuple[str, ...]]
    chrome_classes: frozenset[str]
    content_selectors: tuple[str, ...]
    caption_prefixes: tuple[str, ...]
    caption_suffixes: tuple[str, ...]
    speaker_words: tuple[str, ...]
    issuer_endings: tuple[str, ...]
    issuer_stops: tuple[str, ...]
    issuer_verbs: tuple[str, ...]
    kinds: tuple[KindRule, ...]
    unit_labels: tuple[str, ...]
    document_endings: tuple[str, ...]
    frequent: str


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The words, read once a process."""
    source = resources.files("clusterdb").joinpath("lexicon", "reading.yaml")
    try:
        return Wording.model_validate(yaml.safe_load(source.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValueError) as fault:
        raise LexiconError(f"reading.yaml: {fault}", "mend or reinstall the package's data") from fault
