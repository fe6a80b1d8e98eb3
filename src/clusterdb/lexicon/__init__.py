"""What clusterdb knows of China's provinces, places, clusters, measures and units, kept as data.

    from clusterdb.lexicon import load_lexicon

    lexicon = load_lexicon()
    lexicon.metric_hits("新建5G基站2万座")      # -> base_station_5g
    lexicon.places("支持佛山建设制造业强市")      # -> 440600

The data files beside this module are meant to be edited by hand; `clusterdb lexicon check` reads them back.
"""

from __future__ import annotations

from clusterdb.lexicon.catalogue import Lexicon
from clusterdb.lexicon.hits import ClusterHit, MetricHit, PlaceHit, outermost
from clusterdb.lexicon.load import load_lexicon
from clusterdb.lexicon.models import Cluster, Level, Metric, Province, Region, Scale, Scheme, Unit

__all__ = [
    "Cluster",
    "ClusterHit",
    "Level",
    "Lexicon",
    "Metric",
    "MetricHit",
    "PlaceHit",
    "Province",
    "Region",
    "Scale",
    "Scheme",
    "Unit",
    "load_lexicon",
    "outermost",
]
