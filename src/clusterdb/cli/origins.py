"""Where a field came from that the clause of a figure does not state, in plain words.

In: pairs of field and place as extraction notes them, (region, section). Out: `region: from its section`.
"""

from __future__ import annotations

from collections.abc import Iterable

from clusterdb.cli.language import t


def taken_over(pairs: Iterable[tuple[str, str]]) -> str | None:
    """A phrase for each field; None where there is none."""
    told = (t("{field} from {place}", field=field_name(field), place=place_name(place)) for field, place in pairs)
    return t("; ").join(told) or None


def read_pairs(inherited: str | None) -> list[tuple[str, str]]:
    """Pairs as the views join them: `kind: opener, region: section` -> [(kind, opener), (region, section)]."""
    parts = (part.partition(": ") for part in (inherited or "").split(", ") if part)
    return [(field, place) for field, _, place in parts]


def field_name(field: str) -> str:
    """What a field of a claim is called."""
    names = {
        "kind": t("target or result"),
        "period": t("period"),
        "region": t("region"),
        "metric": t("measure"),
    }
    return names.get(field, field)


def place_name(place: str) -> str:
    """What a place that a field is taken from is called."""
    names = {
        "own": t("its own words"),
        "clause": t("its own clause"),
        "sentence": t("its sentence"),
        "opener": t("the opening of its paragraph"),
        "section": t("its section"),
        "document": t("its document"),
        "issuer": t("who issued the document"),
        "header": t("the head of the table"),
        "deadline": t("its deadline"),
        "intent": t("words of intent"),
        "paragraph": t("its paragraph"),
        "period": t("its period"),
        "aspect": t("its verb"),
    }
    return names.get(place, place)
