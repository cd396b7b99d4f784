"""Networks as graphs of networkx: nodes are IRIs in order, so that every result is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kg.analysis.network import Network, Tie, tie_directions, tie_pairs

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.Graph[str]"
    DiGraph: TypeAlias = "nx.DiGraph[str]"


def to_graph(network: Network, *, weight: str = "evidence") -> Graph:
    """The actors that have a link, and an edge with a `weight` and its `tie` for each two that are linked."""
    import networkx as nx

    graph: Graph = _fill(nx.Graph(), tie_pairs(network, weight=weight))
    return graph


def to_digraph(network: Network, *, weight: str = "evidence") -> DiGraph:
    """The same with directed edges; a symmetric relation gives one in each direction."""
    import networkx as nx

    graph: DiGraph = _fill(nx.DiGraph(), tie_directions(network, weight=weight))
    return graph


def _fill(graph: Any, ties: list[Tie]) -> Any:
    """Only actors that are tied to another: a link from an actor to itself ties nobody."""
    graph.add_nodes_from(sorted({iri for tie in ties for iri in (tie.subject, tie.object)}))
    graph.add_edges_from((tie.subject, tie.object, {"weight": tie.weight, "tie": tie}) for tie in ties)
    return graph
