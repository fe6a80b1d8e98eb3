"""The cue words of the genre, read from cues.yaml: what stands for a comparator, a verb, a stance, a role."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from clusterdb.errors import LexiconError


class Cues(BaseModel):
    """Every list of cues.yaml; what each means stands there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    comparators_before: dict[str, tuple[str, ...]]
    comparators_after: dict[str, tuple[str, ...]]
    caps: tuple[str, ...]
    link_verbs: tuple[str, ...]
    hold_verbs: tuple[str, ...]
    growth_verbs: tuple[str, ...]
    fall_verbs: tuple[str, ...]
    growth_nouns: tuple[str, ...]
    change_adverbs: tuple[str, ...]
    share_nouns: tuple[str, ...]
    gap_verbs: tuple[str, ...]
    stock_words: tuple[str, ...]
    flow_verbs: tuple[str, ...]
    action_verbs: tuple[str, ...]
    event_verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    discourse: tuple[str, ...]
    strive: tuple[str, ...]
    expected: tuple[str, ...]
    basically: tuple[str, ...]
    intent: tuple[str, ...]
    done: tuple[str, ...]
    review_titles: tuple[str, ...]
    plan_titles: tuple[str, ...]
    glossary_titles: tuple[str, ...]
    review_openers: tuple[str, ...]
    plan_openers: tuple[str, ...]
    issuer_words: dict[str, tuple[str, ...]]
    tail_nouns: tuple[str, ...]
    name_heads: tuple[str, ...]
    scope_nouns: tuple[str, ...]
    rank_verbs: tuple[str, ...]
    rank_scopes: tuple[str, ...]
    coverage_levels: dict[str, tuple[str, ...]]
    fulfilment_levels: dict[str, tuple[str, ...]]
    fulfilment_objects: tuple[str, ...]
    annual_words: tuple[str, ...]
    mean_growth: tuple[str, ...]
    stock_nouns: tuple[str, ...]
    flow_nouns: tuple[str, ...]
    lead_ins: tuple[str, ...]
    kept_whole: tuple[str, ...]
    flow_events: tuple[str, ...]
    generic_measures: tuple[str, ...]
    reach_verbs: tuple[str, ...]
    doing_verbs: tuple[str, ...]
    object_verbs: tuple[str, ...]
    become_verbs: tuple[str, ...]
    unit_blockers: dict[str, tuple[str, ...]]
    incident_words: tuple[str, ...]
    attention_verbs: tuple[str, ...]
    spec_units: tuple[str, ...]
    not_places: tuple[str, ...]
    project_stages: tuple[str, ...]
    relative_areas: tuple[str, ...]
    zone_words: tuple[str, ...]
    zone_forms: tuple[str, ...]
    zone_kinds: tuple[str, ...]
    covered_things: tuple[str, ...]
    national_bodies: tuple[str, ...]
    annual_levels: tuple[str, ...]
    reaching_verbs: tuple[str, ...]
    place_breakers: tuple[str, ...]
    subject_heads: tuple[str, ...]
    modal_verbs: tuple[str, ...]
    table_targets: tuple[str, ...]
    table_results: tuple[str, ...]
    table_growth: tuple[str, ...]
    table_idle: tuple[str, ...]
    removal_verbs: tuple[str, ...]
    arabic_only: tuple[str, ...]
    people_nouns: tuple[str, ...]
    event_counters: tuple[str, ...]
    stative_verbs: tuple[str, ...]
    carrying_verbs: tuple[str, ...]
    existing_verbs: tuple[str, ...]
    noun_openers: tuple[str, ...]
    verb_blockers: tuple[str, ...]
    bare_verbs: tuple[str, ...]
    paired_words: dict[str, tuple[str, str]]
    neutral_before: tuple[str, ...]
    neutral_behind: tuple[str, ...]
    not_comparators_after: tuple[str, ...]
    not_comparators_before: tuple[str, ...]
    nominal_verbs: tuple[str, ...]
    inner_verbs: tuple[str, ...]
    threshold_heads: tuple[str, ...]
    history_words: tuple[str, ...]


def zone_pattern(cues: Cues) -> str:
    """What behind a city's name makes it a zone: (国家级)经济技术开发区, 高新区; 高新区域 is none."""
    words = "|".join(sorted(cues.zone_words, key=len, reverse=True))
    return rf"(?:国家级?|省级)?(?:{words})(?!域)"


@cache
def load_cues() -> Cues:
    """The cue words, read once."""
    try:
        text = files("clusterdb.lexicon").joinpath("cues.yaml").read_text(encoding="utf-8")
        return Cues.model_validate(yaml.safe_load(text))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise LexiconError(f"lexicon/cues.yaml: {error}", "mend the file or reinstall clusterdb") from error
