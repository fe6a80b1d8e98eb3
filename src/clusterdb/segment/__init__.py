"""Document -> Section -> Clause: whose text it is, which year it tells of, looking back or ahead."""

from clusterdb.segment.clauses import clauses
from clusterdb.segment.sections import sections

__all__ = ["clauses", "sections"]
