"""Which ties and which actors hold a network together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.graphs import to_graph

if TYPE_CHECKING:
    from kg.analysis.network import Network, Tie


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie without which the network falls apart: `far` is the smaller part, `cut` how many are in it.

    `far` is the end of the tie that lies there, by IRI.
    """

    tie: Tie
    far: str
    cut: int


@dataclass(frozen=True, slots=True)
class CutVertex:
    """An actor without whom the rest falls into `parts`; `cut` are outside the largest of them."""

    iri: str
    parts: int
    cut: int


def find_bridges(network: Network) -> list[Bridge]:
    """The bridges, those first that cut off the most; ties by IRI."""
    import networkx as nx

    graph = to_graph(network)
    found = []
    for part in nx.connected_components(graph):
        component = graph.subgraph(part)
        sizes = _count_below(component)
        for one, other in map(tuple, nx.bridges(component)):
            below = one if sizes[one] < sizes[other] else other
            size = sizes[below]
            above = other if below == one else one
            far, cut = (below, size) if 2 * size <= len(part) else (above, len(part) - size)
            found.append(Bridge(graph[one][other]["tie"], far, cut))
    return sorted(found, key=lambda bridge: (-bridge.cut, bridge.tie.subject, bridge.tie.object))


def find_cut_vertices(network: Network) -> list[CutVertex]:
    """The actors who alone join parts of the network, those first who keep the most together; ties by IRI."""
    import networkx as nx

    graph = to_graph(network)
    found = [_to_cut_vertex(graph, iri) for iri in nx.articulation_points(graph)]
    return sorted(found, key=lambda vertex: (-vertex.cut, -vertex.parts, vertex.iri))


def _count_below(component: Any) -> dict[str, int]:
    """How many are below each actor, itself included, in the tree of a search from the first by depth.

    A bridge is an edge of every such tree, and below it lies just what it cuts off.
    """
    import networkx as nx

    root = min(component)
    sizes = dict.fromkeys(component, 1)
    parents = {edge[1]: edge[0] for edge in nx.dfs_edges(component, root)}
    for node in reversed(list(nx.dfs_preorder_nodes(component, root))):
        if node in parents:
            sizes[parents[node]] += sizes[node]
    return sizes


def _to_cut_vertex(graph: Any, iri: str) -> CutVertex:
    """What is left of its component when an actor is taken away."""
    import networkx as nx

    part = nx.node_connected_component(graph, iri) - {iri}
    sizes = [len(rest) for rest in nx.connected_components(graph.subgraph(part))]
    return CutVertex(iri, len(sizes), sum(sizes) - max(sizes))
