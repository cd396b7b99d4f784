"""By what links two actors are joined."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from networkx import Graph

    from kg.analysis.network import Network


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two actors by their labels, in the direction in which the graph has it."""

    subject: str
    relation: str
    object: str


def find_actor(network: Network, name: str) -> str:
    """The IRI of the one actor of that name: its IRI, its label or an alias whole, else a part of its label.

    A UsageError lists the choices where there is none or more than one.
    """
    if name in network:
        return name
    for fits in (_is_named, _is_partly_named):
        found = [iri for iri in network if fits(network.nodes[iri], name.casefold())]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name!r} may be several", hint=", ".join(sorted(found)))
    labels = sorted({network.nodes[iri]["label"] for iri in network})
    near = get_close_matches(name, labels, n=3, cutoff=0.4) or labels[:5]
    raise UsageError(f"no actor {name!r}", hint=", ".join(near) or "the graph has no actors")


def shortest_links(network: Network, one: str, other: str, *, most: int = 5) -> list[list[tuple[Link, ...]]]:
    """The shortest ways between two actors (by name or IRI), each a list of steps, each step its links.

    Links are followed in either direction; no way gives an empty list, `most` bounds their number.
    """
    import networkx as nx

    start, end = find_actor(network, one), find_actor(network, other)
    simple: Graph[str] = nx.Graph(network.to_undirected(as_view=True))
    if not nx.has_path(simple, start, end):
        return []
    paths = islice(nx.all_shortest_paths(simple, start, end), 1000)
    ways = ([_links(network, *step) for step in pairwise(path)] for path in paths)
    return sorted(ways, key=str)[:most]


def _links(network: Network, one: str, other: str) -> tuple[Link, ...]:
    steps = ((a, b) for a, b in ((one, other), (other, one)) if network.has_edge(a, b))
    return tuple(
        Link(network.nodes[a]["label"], relation, network.nodes[b]["label"])
        for a, b in steps
        for relation in sorted(network[a][b])
    )


def _is_named(node: dict[str, str], name: str) -> bool:
    return name in [node["label"].casefold(), *node["names"].casefold().split(" | ")]


def _is_partly_named(node: dict[str, str], name: str) -> bool:
    return name in node["label"].casefold()
