"""Who is central in a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError

if TYPE_CHECKING:
    from networkx import Graph

    from kg.analysis.network import Network

MEASURES = ("betweenness", "closeness", "degree")
"""betweenness: on how many shortest paths; closeness: how near to all others; degree: how many neighbours."""


@dataclass(frozen=True, slots=True)
class Rank:
    """An actor's place in a network: `score` is 0 to 1, `links` counts its edges in and out."""

    iri: str
    label: str
    type: str
    score: float
    links: int


def rank_actors(network: Network, *, by: str = "betweenness", top: int | None = 10) -> list[Rank]:
    """The most central actors that have any link, best first; ties by number of links, then by name.

    Links count without their direction, and however many relations join two actors, as one.
    """
    if by not in MEASURES:
        raise UsageError(f"no measure {by!r}", where="--by", hint=", ".join(MEASURES))
    scores = _measure(network, by)
    ranks = [_to_rank(network, iri, score) for iri, score in scores.items() if network.degree(iri)]
    return sorted(ranks, key=lambda rank: (-rank.score, -rank.links, rank.label, rank.iri))[:top]


def _measure(network: Network, by: str) -> Mapping[str, float]:
    import networkx as nx

    simple: Graph[str] = nx.Graph(network.to_undirected(as_view=True))
    measures: Mapping[str, Callable[[Any], Mapping[str, float]]] = {
        "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality,
        "degree": nx.degree_centrality,
    }
    return measures[by](simple)


def _to_rank(network: Network, iri: str, score: float) -> Rank:
    node = network.nodes[iri]
    return Rank(iri, node["label"], node["type"], round(score, 4), int(network.degree(iri)))
