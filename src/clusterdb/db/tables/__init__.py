"""Every table, column, constraint and comment of the database, written once.

    places      provinces, regions, region_members
    catalogue   units, metrics (with aliases and relations), clusters, lookup tables, parameters
    sources     sources, sections, skipped_figures, rejected_documents, runs and the ledger
    facts       targets, achievements, mentions, reviews
    kept        kept_outcomes, kept_changes, kept_state

Dimensions (places, catalogue) hold no foreign key to facts; whatever a document says goes when its source goes.
"""

from __future__ import annotations

from clusterdb.db.tables.base import metadata
from clusterdb.db.tables.catalogue import (
    bases,
    cluster_regions,
    cluster_schemes,
    clusters,
    comparators,
    comparison_classes,
    comparison_reasons,
    hedges,
    metric_aliases,
    metric_relations,
    metrics,
    ordinal_levels,
    parameters,
    section_roles,
    skip_reasons,
    statuses,
    units,
)
from clusterdb.db.tables.facts import achievements, mentions, reviews, targets
from clusterdb.db.tables.kept import KEPT, kept_changes, kept_outcomes, kept_state
from clusterdb.db.tables.places import provinces, region_members, regions
from clusterdb.db.tables.sources import (
    ingest_ledger,
    ingest_runs,
    installed_parts,
    rejected_documents,
    sections,
    skipped_figures,
    sources,
)

__all__ = [
    "KEPT",
    "achievements",
    "bases",
    "cluster_regions",
    "cluster_schemes",
    "clusters",
    "comparators",
    "comparison_classes",
    "comparison_reasons",
    "hedges",
    "ingest_ledger",
    "ingest_runs",
    "installed_parts",
    "kept_changes",
    "kept_outcomes",
    "kept_state",
    "mentions",
    "metadata",
    "metric_aliases",
    "metric_relations",
    "metrics",
    "ordinal_levels",
    "parameters",
    "provinces",
    "region_members",
    "regions",
    "rejected_documents",
    "reviews",
    "section_roles",
    "sections",
    "skip_reasons",
    "skipped_figures",
    "sources",
    "statuses",
    "targets",
    "units",
]
