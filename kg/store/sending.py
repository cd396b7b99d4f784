"""The three ways of a graph into an endpoint: many at once as quads, one by one, or in updates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode

from kg.errors import GraphError
from kg.store.endpoints import Endpoint
from kg.store.packing import Pack, PackedGraph

N_TRIPLES = "application/n-triples"
BULK = 50_000
"""From so many triples on, a server that has a way for bulk is asked for it; below, it would cost time."""

BATCH_TRIPLES, BATCH_BYTES = 125_000, 1 << 26
UPDATE_TRIPLES, UPDATE_BYTES = 1_000, 1 << 19
IN_MEMORY = 1 << 23

_BLANK = re.compile(rb"_:|\S+ \S+ _:")
"""A triple with a blank node as its subject or its object."""


def cut_batches(graphs: Iterable[PackedGraph]) -> Iterator[list[PackedGraph]]:
    """Graphs in groups of at most so many triples and bytes; a larger graph is a group of its own."""
    batch: list[PackedGraph] = []
    triples = length = 0
    for graph in graphs:
        triples, length = triples + graph.triples, length + graph.length
        if batch and (triples > BATCH_TRIPLES or length > BATCH_BYTES):
            yield batch
            batch, triples, length = [], graph.triples, graph.length
        batch.append(graph)
    if batch:
        yield batch


def send_quads(endpoint: Endpoint, pack: Pack, graphs: Sequence[PackedGraph]) -> None:
    """Sends graphs that the endpoint does not hold yet, as many in a request as a body may have bytes."""
    is_bulk = sum(graph.triples for graph in graphs) >= BULK
    for body in pack.read_quads(graphs, size=BATCH_BYTES):
        endpoint.add_quads(body, bulk=is_bulk)


def send_graph(endpoint: Endpoint, pack: Pack, graph: PackedGraph) -> None:
    """Sends a graph in the place of what the endpoint has under its name."""
    if graph.length <= IN_MEMORY:
        body = b"".join(pack.read_triples(graph))
        endpoint.put_graph(graph.name, body, content=N_TRIPLES)
    else:
        with pack.open_graph(graph) as file:
            endpoint.put_graph(graph.name, file, content=N_TRIPLES, bulk=graph.triples >= BULK)


def send_updates(endpoint: Endpoint, pack: Pack, graph: PackedGraph) -> None:
    """Empties a graph and fills it by updates that any server can take.

    A GraphError for blank nodes, which would not stay the same from one update to the next.
    """
    endpoint.drop_graphs([graph.name])
    name = NamedNode(graph.name)
    for lines in cut_updates(pack.read_triples(graph), name=graph.name):
        endpoint.update(f"INSERT DATA {{ GRAPH {name} {{\n{lines.decode()}}} }}", repeatable=True)


def cut_updates(lines: Iterable[bytes], *, name: str) -> Iterator[bytes]:
    """Lines of N-Triples in groups of at most a thousand triples, and few bytes."""
    group: list[bytes] = []
    length = 0
    for line in lines:
        if _BLANK.match(line):
            hint = "IRIs instead, or a triplestore with the Graph Store Protocol"
            raise GraphError("blank nodes cannot be sent in updates", where=name, hint=hint)
        if group and (len(group) == UPDATE_TRIPLES or length + len(line) > UPDATE_BYTES):
            yield b"".join(group)
            group, length = [], 0
        group.append(line)
        length += len(line)
    if group:
        yield b"".join(group)
