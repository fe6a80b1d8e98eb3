"""clusterdb: what China's governments promise in numbers, and what they report, in PostgreSQL."""

__version__ = "0.1.0"

#: Changes whenever the same document may give other claims than before: a newer extractor re-reads old documents.
EXTRACTOR_VERSION = "4"
