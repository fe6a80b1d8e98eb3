"""The logic of `clusterdb lexicon check`: what in the hand-kept data contradicts itself.

In: a `Lexicon`. Out: faults as sentences, each naming the entry and what to do; none where all is well. A file that
does not read at all, or holds a code twice, never gets here: `load_lexicon` raises `LexiconError`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from clusterdb.lexicon.automaton import fold
from clusterdb.lexicon.catalogue import Lexicon
from clusterdb.lexicon.hits import outermost
from clusterdb.lexicon.load import weak_names
from clusterdb.lexicon.models import Metric, Region


def faults(lexicon: Lexicon) -> list[str]:
    """Every fault of the lexicon, in the order of its parts."""
    return [
        *_of_units(lexicon),
        *_of_regions(lexicon),
        *_of_aliases(lexicon),
        *(fault for metric in lexicon.metrics.values() for fault in _of_metric(lexicon, metric)),
        *_of_clusters(lexicon),
    ]


def _of_units(lexicon: Lexicon) -> Iterator[str]:
    owners: dict[str, str] = {}
    for unit in lexicon.units.values():
        for word, factor in unit.words.items():
            if word in owners:
                yield f"units.yaml: the word {word} stands for {owners[word]} and {unit.code}; drop one"
            if factor <= 0:
                yield f"units.yaml: {unit.code}: the factor of {word} is {factor}; give a positive one"
            owners[word] = unit.code


def _of_regions(lexicon: Lexicon) -> Iterator[str]:
    names = {name for region in lexicon.regions.values() for name in region.weak_names}
    for word in weak_names():
        if word not in names:
            yield f"weak_names.txt: {word} is the short name of no county; drop it"
    for region in lexicon.regions.values():
        for field, code in _codes(region):
            if code not in lexicon.regions:
                yield f"regions: {region.code} {region.name_zh}: {field} {code} is no region; mend the code"
        for word in (*region.short_names, *region.aliases):
            if len(word) < 2:
                yield f"regions: {region.code} {region.name_zh}: the name {word} is too short; drop it"


def _codes(region: Region) -> Iterator[tuple[str, str]]:
    for field in ("parent", "province", "admin_parent", "geo_parent"):
        code = getattr(region, field)
        if code is not None:
            yield field, code
    yield from (("member", code) for code in region.members)


def _of_aliases(lexicon: Lexicon) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for metric in lexicon.metrics.values():
        seen: set[str] = set()
        for alias in metric.words:
            word = fold(alias)
            if word in seen:
                yield f"metrics: {metric.code}: the alias {alias} stands there twice; drop one"
            if len(word) < 2:
                yield f"metrics: {metric.code}: the alias {alias} is too short; drop it"
            seen.add(word)
        for word in seen:
            owners[word].add(metric.code)
    for word, codes in owners.items():
        if len(codes) > 1:
            yield f"metrics: the alias {word} denotes {' and '.join(sorted(codes))}; keep it in one"


def _of_metric(lexicon: Lexicon, metric: Metric) -> Iterator[str]:
    where = f"metrics/{metric.family}.yaml: {metric.code}"
    if metric.unit not in lexicon.units:
        yield f"{where}: the unit {metric.unit} is none of units.yaml; mend it or add the unit"
    if metric.scale is not None and metric.scale not in lexicon.scales:
        yield f"{where}: the scale {metric.scale} is none of scales.yaml; mend it or add the scale"
    if not metric.basis and metric.kind in {"ratio", "rate", "flow"}:
        yield f"{where}: a {metric.kind} has a basis; give one"
    for relation, code in metric.relations:
        if code not in lexicon.metrics or code == metric.code:
            yield f"{where}: {relation} of {code}, which is no other metric; mend the code"
    for example in metric.examples:
        codes = {hit.code for hit in lexicon.metric_hits(example)}
        if metric.code not in codes:
            yield f"{where}: the example {example} holds none of its aliases; add one"
    for example in metric.not_:
        codes = {hit.code for hit in outermost(lexicon.metric_hits(example))}
        if metric.code in codes:
            yield f"{where}: {example} is taken for it; drop or lengthen an alias, or give it a context"


def _of_clusters(lexicon: Lexicon) -> Iterator[str]:
    for scheme in lexicon.schemes.values():
        if scheme.region not in lexicon.regions:
            yield f"clusters.yaml: scheme {scheme.code}: {scheme.region} is no region; mend the code"
    for cluster in lexicon.clusters.values():
        where = f"clusters.yaml: {cluster.code}"
        if cluster.scheme not in lexicon.schemes:
            yield f"{where}: {cluster.scheme} is no scheme; mend the code"
        if cluster.group is not None and cluster.group not in lexicon.clusters:
            yield f"{where}: the group {cluster.group} is no cluster; mend the code"
        for member in cluster.members:
            if member not in lexicon.clusters:
                yield f"{where}: the member {member} is no cluster; mend the code"
        for role, region in (("region", cluster.region), *cluster.regions):
            if region not in lexicon.regions:
                yield f"{where}: {role} {region} is no region; mend the code"
