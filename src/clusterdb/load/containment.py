"""Which region lies in which: the lexicon's parents and members -> rows of `region_members`, all levels at once.

Three hierarchies, each complete in itself. Administrative: who runs it (深汕 is Shenzhen's). Geographic: where it lies
(深汕 is in Shanwei). Informal: what an area such as 珠三角 takes in, and what takes in the whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from clusterdb.lexicon import Region


class Member(NamedTuple):
    """A row of `region_members`."""

    ancestor_code: str
    descendant_code: str
    hierarchy: str
    is_whole: bool


def containment(regions: Mapping[str, Region]) -> Iterator[Member]:
    """Every pair of regions of which one holds the other, or a part of it."""
    administrative = _closure(regions, lambda region: region.admin_parent or region.parent)
    geographic = _closure(regions, lambda region: region.geo_parent or region.parent)
    for name, closure in (("administrative", administrative), ("geographic", geographic)):
        for ancestor, descendants in closure.items():
            yield from (Member(ancestor, descendant, name, True) for descendant in descendants)
    yield from _informal(regions, administrative)


def _closure(regions: Mapping[str, Region], parent_of: Callable[[Region], str | None]) -> dict[str, set[str]]:
    """Everything below each region, along one kind of parent."""
    below: dict[str, set[str]] = {}
    for region in regions.values():
        seen = {region.code}
        parent = parent_of(region)
        while parent is not None and parent not in seen:
            below.setdefault(parent, set()).add(region.code)
            seen.add(parent)
            parent = parent_of(regions[parent])
    return below


def _informal(regions: Mapping[str, Region], below: Mapping[str, set[str]]) -> Iterator[Member]:
    """What lies in areas that are made of members, and which areas lie whole in another area or division."""
    areas = {region.code: region for region in regions.values() if region.members}
    taken_in = {code: _with_below(area.members, below) for code, area in areas.items()}
    pairs: dict[tuple[str, str], bool] = {}
    for code, area in areas.items():
        for descendant in area.members if area.partial else taken_in[code]:
            pairs[code, descendant] = not area.partial
        for other, inside in taken_in.items():
            if other != code and not areas[other].partial and set(area.members) <= inside:
                pairs.setdefault((other, code), True)
    for division, inside in below.items():
        for code, area in areas.items():
            if division not in areas and code not in inside and set(area.members) <= inside | {division}:
                pairs[division, code] = True
    for (ancestor, descendant), whole in pairs.items():
        if ancestor != descendant:
            yield Member(ancestor, descendant, "informal", whole)


def _with_below(members: tuple[str, ...], below: Mapping[str, set[str]]) -> set[str]:
    """The members and everything below them."""
    return set(members).union(*(below.get(member, set()) for member in members))
