"""Claim -> Fact: catalogue codes, full names, the key that comparisons join on."""

from clusterdb.resolve.facts import Resolver

__all__ = ["Resolver"]
