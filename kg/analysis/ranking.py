"""Who is central in a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.analysis.graphs import to_digraph, to_graph
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.analysis.network import Network

MEASURES = {
    "degree": "how many others an actor is tied to",
    "weighted-degree": "the sum of the weights of its ties",
    "in-degree": "how many others have a link to it",
    "out-degree": "how many others it has a link to",
    "betweenness": "the share of all shortest paths that lead through it",
    "closeness": "how near it is to all others that it can reach",
    "eigenvector": "how strongly it is tied to those who are strongly tied themselves, 1 the most",
    "pagerank": "where one comes who follows links, heavier ones more often",
}
"""Each measure, with what it says of an actor."""

SERIAL = 10**9
"""More nodes than any network has: below so many, sums are made in one order and give the same digits."""

Scores: TypeAlias = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rank:
    """An actor's place: its score by each measure, how many others it is tied to, and by what weight."""

    iri: str
    label: str
    type: str
    wikidata: str | None
    scores: Scores
    degree: int
    weight: int


def rank_actors(
    network: Network,
    *,
    by: Sequence[str] = ("betweenness",),
    directed: bool = False,
    weight: str = "evidence",
    top: int | None = None,
) -> list[Rank]:
    """The actors that have a tie, best first by the first measure; ties by weight, degree and name.

    Betweenness and closeness count steps, and follow links in their direction where `directed`;
    weighted degree, eigenvector and PageRank count the weight. A UsageError for an unknown measure.
    """
    for name in by:
        if name not in MEASURES:
            raise UsageError(f"no measure {name!r}", where="--by", hint=", ".join(MEASURES))
    graph = to_graph(network, weight=weight)
    arrows = to_digraph(network, weight=weight)
    scores = {name: _MEASURERS[name](arrows if _follows(name, directed) else graph) for name in by}
    degrees, weights = dict(graph.degree()), dict(graph.degree(weight="weight"))
    ranks = [
        _to_rank(network, iri, {name: scores[name][iri] for name in by}, degrees[iri], int(weights[iri]))
        for iri in graph
    ]
    ranks.sort(key=lambda rank: (-rank.scores[by[0]], -rank.weight, -rank.degree, rank.label, rank.iri))
    return ranks[:top]


def _follows(measure: str, directed: bool) -> bool:  # noqa: FBT001
    """Whether a measure looks at the directions of links."""
    always = ("in-degree", "out-degree", "pagerank")
    return measure in always or (directed and measure in {"betweenness", "closeness"})


def _to_rank(network: Network, iri: str, scores: Scores, degree: int, weight: int) -> Rank:
    actor = network.actors[iri]
    rounded = {name: round(score, 6) for name, score in scores.items()}
    return Rank(iri, actor.label, actor.type, actor.wikidata, rounded, degree, weight)


def _measure_betweenness(graph: Any) -> Scores:
    import rustworkx

    twin, nodes = _to_rust(graph)
    scores = rustworkx.betweenness_centrality(twin, normalized=True, parallel_threshold=SERIAL)
    return _by_node(nodes, scores)


def _measure_closeness(graph: Any) -> Scores:
    """Over incoming paths where the graph is directed, scaled by the part of the network that is reached."""
    import rustworkx

    twin, nodes = _to_rust(graph)
    scores = rustworkx.closeness_centrality(twin, wf_improved=True, parallel_threshold=SERIAL)
    return _by_node(nodes, scores)


def _measure_eigenvector(graph: Any) -> Scores:
    """Scaled so that the first has 1."""
    import networkx as nx

    try:
        scores = nx.eigenvector_centrality(graph, max_iter=10_000, weight="weight")
    except nx.PowerIterationFailedConvergence as error:
        raise KgError("eigenvector centrality does not settle", hint="--by pagerank") from error
    most = max(scores.values())
    return {iri: abs(score) / most for iri, score in scores.items()}


def _measure_pagerank(graph: Any) -> Scores:
    import rustworkx

    twin, nodes = _to_rust(graph)
    return _by_node(nodes, rustworkx.pagerank(twin, weight_fn=float, tol=1e-10, max_iter=10_000))


def _to_rust(graph: Any) -> tuple[Any, list[str]]:
    """The graph for rustworkx, whose nodes are numbers, and what each number stands for."""
    import rustworkx

    nodes = list(graph)
    numbers = {iri: number for number, iri in enumerate(nodes)}
    twin: Any = rustworkx.PyDiGraph() if graph.is_directed() else rustworkx.PyGraph()
    twin.add_nodes_from(nodes)
    edges: Iterable[tuple[str, str, Any]] = graph.edges(data="weight")
    twin.add_edges_from([(numbers[one], numbers[other], weight) for one, other, weight in edges])
    return twin, nodes


def _by_node(nodes: Sequence[str], scores: Mapping[int, float]) -> Scores:
    return {iri: scores[number] for number, iri in enumerate(nodes)}


_MEASURERS: Mapping[str, Callable[[Any], Scores]] = {
    "degree": lambda graph: dict(graph.degree()),
    "weighted-degree": lambda graph: dict(graph.degree(weight="weight")),
    "in-degree": lambda graph: dict(graph.in_degree()),
    "out-degree": lambda graph: dict(graph.out_degree()),
    "betweenness": _measure_betweenness,
    "closeness": _measure_closeness,
    "eigenvector": _measure_eigenvector,
    "pagerank": _measure_pagerank,
}
