"""Measures the graph as a network: reading it and each measure, against bare loading of the same file.

    python -m benchmarks.network_speed GRAPHS [--rounds 3]

GRAPHS is a file of RDF. A round loads it into a store in memory with bare pyoxigraph, reads the network
from that store, and counts in it. Each line is one step: its seconds of CPU in each round, and the median
of its ratio to the bare loading of its round. Betweenness is measured by networkx itself too, from a tenth
of the actors; the last line is the peak memory of all.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import networkx as nx
import pyoxigraph

from kg.analysis import (
    MEASURES,
    Network,
    Selection,
    find_bridges,
    find_communities,
    find_cut_vertices,
    find_paths,
    from_store,
    rank_actors,
    read_network,
    save_network,
    select_links,
)
from kg.analysis.graphs import to_graph
from kg.ontology import load_ontology
from kg.rdf.formats import find_format


def load_bare(path: Path) -> pyoxigraph.Store:
    """The file in a store in memory."""
    store = pyoxigraph.Store()
    store.bulk_load(path=str(path), format=find_format(path).syntax)
    return store


def list_steps(network: Network, folder: Path) -> dict[str, Callable[[], Any]]:
    """What is done with a network, by name."""
    graph = to_graph(network)
    one, *_, other = network.linked()
    return {
        **{name: partial(rank_actors, network, by=[name]) for name in MEASURES},
        "betweenness, networkx, a tenth": partial(
            nx.betweenness_centrality, graph, k=len(graph) // 10, seed=0
        ),
        "communities": partial(find_communities, network),
        "bridges": partial(find_bridges, network),
        "cut vertices": partial(find_cut_vertices, network),
        "a path": partial(find_paths, network, one, other),
        "GraphML": partial(save_network, network, folder / "network.graphml"),
    }


def run_round(path: Path, seconds: dict[str, list[float]]) -> None:
    """One round; its seconds are added to those of each step."""

    def measure(name: str, step: Callable[[], Any]) -> Any:
        start = time.process_time()
        value = step()
        seconds.setdefault(name, []).append(time.process_time() - start)
        return value

    ontology = load_ontology()
    store = measure("bare loading", lambda: load_bare(path))
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    whole = measure("reading", lambda: read_network(from_store(store), ontology=ontology))
    network = measure("selecting", lambda: select_links(whole, Selection(), ontology=ontology))
    print(
        f"{len(store):,} triples, {len(network.linked()):,} actors, {len(network.links):,} links", flush=True
    )
    with TemporaryDirectory() as folder:
        for name, step in list_steps(network, Path(folder)).items():
            measure(name, step)


def main() -> None:
    """Prints the seconds and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    seconds: dict[str, list[float]] = {}
    for _ in range(options.rounds):
        run_round(options.graphs, seconds)
    bare = seconds["bare loading"]
    for name, taken in seconds.items():
        ratio = median(one / other for one, other in zip(taken, bare, strict=True))
        print(f"{name:32} {' '.join(f'{each:6.2f}' for each in taken)} s   {ratio:.3f}")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
