"""When nothing matches: which of the names that were asked for is at fault, and what is called nearly so.

In: the filters of a query that found nothing. Out: sentences, one for every name that nothing in the view bears.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from clusterdb.cli import queries
from clusterdb.cli.language import language, t
from clusterdb.cli.queries import Filters

if TYPE_CHECKING:
    from sqlalchemy import Connection

#: how many names are offered, and how alike they must be
_OFFERED = 6
_ALIKE = 0.5
#: a Chinese name is so short that one wrong character is a good part of it
_ALIKE_CHINESE = 0.4

#: a filter -> what is said of a name that nothing bears, and the columns of report.targets where such names stand
_KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "region": (
        "no target is about a place called {name}",
        ("region_{lang}", "province_{lang}", "region_zh", "region_en"),
    ),
    "metric": ("no target has a measure called {name}", ("metric_{lang}", "metric_zh", "metric_en", "metric_code")),
    "cluster": ("no target is about a cluster called {name}", ("cluster_{lang}", "cluster_zh", "cluster_en")),
    "source": ("no target stands in a document called {name}", ("source_name", "source_title")),
}


def explain_nothing(connection: Connection, filters: Filters) -> Iterator[str]:
    """Why nothing came: the names that are not there, each with the nearest that are; else that they never meet."""
    asked = [
        *(("region", name, Filters(region=(name,))) for name in filters.region),
        *(("metric", name, Filters(metric=(name,))) for name in filters.metric),
        *(("cluster", name, Filters(cluster=name)) for name in (filters.cluster,) if name),
        *(("source", name, Filters(source=name)) for name in (filters.source,) if name),
    ]
    unknown = [(kind, name) for kind, name, alone in asked if queries.targets(connection, alone).first() is None]
    for kind, name in unknown:
        yield from _unknown(connection, kind, name)
    if not unknown:
        yield t("nothing matches; leave an option out, or see with clusterdb status what the database holds")


def _unknown(connection: Connection, kind: str, name: str) -> Iterator[str]:
    message, columns = _KINDS[kind]
    columns = tuple(dict.fromkeys(column.format(lang=language()) for column in columns))
    known = list(dict.fromkeys(name for column in columns for name in _known(connection, column)))
    yield t(message, name=name)
    if near := nearest(name, known):
        yield t("called nearly so: {names}", names=t(", ").join(near))
    elif known:
        yield t("there are, among others: {names}", names=t(", ").join(known[:_OFFERED]))
    # printed, not run
    statement = f"SELECT DISTINCT {columns[0]} FROM report.targets"  # noqa: S608
    yield t("all of them: {command}", command=f'clusterdb psql -c "{statement}"')


def _known(connection: Connection, column: str) -> list[str]:
    """The names in a column of report.targets, that of the most targets first."""
    # the column is one of this module's own
    found = queries.rows(
        connection,
        f"SELECT {column}::text AS name FROM report.targets WHERE {column} IS NOT NULL"  # noqa: S608
        f" GROUP BY {column} ORDER BY count(*) DESC, {column}",
    )
    return [row["name"] for row in found]


def nearest(name: str, known: list[str]) -> list[str]:
    """The known names most like a name, the likest first: Guangdnog -> Guangdong."""
    likeness = {one: _likeness(name.casefold(), one.casefold()) for one in known}
    least = _ALIKE if name.isascii() else _ALIKE_CHINESE
    alike = [one for one in likeness if likeness[one] >= least]
    return sorted(alike, key=lambda one: -likeness[one])[:_OFFERED]


def _likeness(wanted: str, name: str) -> float:
    """How alike two names are, 0 to 1; a name that holds most of the other counts as near, however long it is."""
    matcher = SequenceMatcher(None, wanted, name, autojunk=False)
    shared = matcher.find_longest_match().size
    return max(matcher.ratio(), 0.9 * shared / max(len(wanted), 2))
