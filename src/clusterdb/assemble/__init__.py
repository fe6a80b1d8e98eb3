"""Readings -> Claims: ties figure, measure, place, period and stance; what is left over is Skipped."""

from clusterdb.assemble.claims import Assembler

__all__ = ["Assembler"]
