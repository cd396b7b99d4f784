"""Who belongs together: groups that have more ties among themselves than with others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.graphs import to_graph
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.analysis.network import Network

METHODS = ("louvain", "greedy")
"""Louvain's, from a fixed seed, and greedy modularity: both seek the greatest modularity by weight."""


@dataclass(frozen=True, slots=True)
class Community:
    """Actors (IRIs, the one with the heaviest ties inside first), and the weight of ties inside and out."""

    number: int
    members: tuple[str, ...]
    inside: int
    outside: int


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities, largest first, and their modularity: 0 for what chance gives, up to 1."""

    groups: tuple[Community, ...]
    modularity: float

    def numbers(self) -> dict[str, int]:
        """The number of each actor's community."""
        return {iri: group.number for group in self.groups for iri in group.members}


def find_communities(
    network: Network, *, method: str = "louvain", resolution: float = 1.0, weight: str = "evidence"
) -> Communities:
    """The communities of the actors that have a tie; a `resolution` above 1 gives more and smaller ones."""
    import networkx as nx

    if method not in METHODS:
        raise UsageError(f"no method {method!r}", where="--method", hint=", ".join(METHODS))
    graph = to_graph(network, weight=weight)
    if not graph:
        return Communities((), 0.0)
    parts = _partition(graph, method, resolution)
    modularity = nx.community.modularity(graph, parts, weight="weight", resolution=resolution)
    groups = [_to_community(graph, network, part) for part in parts]
    groups.sort(key=lambda group: (-len(group[0]), -group[1], group[0]))
    numbered = tuple(Community(number, *group) for number, group in enumerate(groups, 1))
    return Communities(numbered, round(modularity, 4))


def _partition(graph: Any, method: str, resolution: float) -> list[set[str]]:
    import networkx as nx

    find: Mapping[str, Any] = {
        "louvain": lambda: nx.community.louvain_communities(
            graph, weight="weight", resolution=resolution, seed=0
        ),
        "greedy": lambda: nx.community.greedy_modularity_communities(
            graph, weight="weight", resolution=resolution
        ),
    }
    return [set(part) for part in find[method]()]


def _to_community(graph: Any, network: Network, part: set[str]) -> tuple[tuple[str, ...], int, int]:
    """The members, the weight of their ties, and that of their ties to others."""
    weights = {iri: _weigh(graph, iri, part) for iri in part}
    members = sorted(part, key=lambda iri: (-weights[iri], network.name(iri), iri))
    inside = sum(weights.values()) // 2
    return tuple(members), inside, sum(dict(graph.degree(part, weight="weight")).values()) - 2 * inside


def _weigh(graph: Any, iri: str, part: set[str]) -> int:
    """The weight of an actor's ties to others of its part."""
    return sum(data["weight"] for other, data in graph[iri].items() if other in part)
