"""Text -> readings: spans and what they say. Nothing here decides what a figure is for."""

from clusterdb.recognise.reader import Reader

__all__ = ["Reader"]
