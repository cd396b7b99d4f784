"""The graph as a network: who is central, and by what links two actors are joined."""

from __future__ import annotations

from kg.analysis.exports import NETWORK_FORMATS, save_network
from kg.analysis.links import Link, find_actor, shortest_links
from kg.analysis.network import load_network, to_network
from kg.analysis.ranking import MEASURES, Rank, rank_actors

__all__ = [
    "MEASURES",
    "NETWORK_FORMATS",
    "Link",
    "Rank",
    "find_actor",
    "load_network",
    "rank_actors",
    "save_network",
    "shortest_links",
    "to_network",
]
