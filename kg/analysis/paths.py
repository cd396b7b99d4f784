"""By what facts two actors are joined."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.analysis.actors import find_actor
from kg.analysis.graphs import to_digraph, to_graph
from kg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.analysis.network import Network, Tie

BOUND = 1000
"""How many paths of the same length are looked at."""

Path: TypeAlias = "tuple[Tie, ...]"
"""The ties from the first actor to the last: each with its links, in the direction that they have."""


def find_paths(
    network: Network,
    one: str,
    other: str,
    *,
    directed: bool = False,
    strongest: bool = False,
    avoid: Iterable[str] = (),
    most: int = 5,
) -> list[Path]:
    """The shortest paths between two actors (by name or IRI), those with the most evidence first.

    Links are followed in both directions unless `directed`; where `strongest`, a tie is the shorter the
    more evidence it has. `avoid` names actors that no path may lead through. No path gives an empty list.
    """
    import networkx as nx

    start, end = find_actor(network, one), find_actor(network, other)
    if start == end:
        raise UsageError(f"{one!r} and {other!r} are the same actor", where="path", hint=network.name(start))
    graph: Any = to_digraph(network) if directed else to_graph(network)
    graph.remove_nodes_from([find_actor(network, name) for name in avoid])
    if start not in graph or end not in graph or not nx.has_path(graph, start, end):
        return []
    cost = (lambda _a, _b, data: 1 / data["weight"]) if strongest else None
    found = islice(nx.all_shortest_paths(graph, start, end, weight=cost), BOUND)
    paths = [tuple(graph[a][b]["tie"] for a, b in pairwise(nodes)) for nodes in found]
    return sorted(paths, key=_order)[:most]


def _order(path: Path) -> tuple[int, list[tuple[str, str]]]:
    """The path whose weakest tie is strongest first; then by the actors on it."""
    return (-min(tie.weight for tie in path), [(tie.subject, tie.object) for tie in path])
