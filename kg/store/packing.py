"""Graphs on their way to an endpoint: parsed whole before anything is sent, and kept in a file meanwhile."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, serialize

from kg.errors import GraphError
from kg.rdf.loading import read_quads

FILES = "https://w3id.org/diplomacy-kg/graph/file/"
"""How the names of graphs begin that stand for a file without graphs of its own."""

SLICE = 50_000
"""The triples that are held as Python objects at a time."""

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class PackedGraph:
    """A graph of a `Pack`: its name, the number of its triples, each counted once, and where they lie."""

    name: str
    triples: int = 0
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def length(self) -> int:
        """The bytes of its N-Triples."""
        return sum(length for _, length in self.pieces)


class Pack:
    """Graphs as N-Triples, by name, in a file without a name of its own that goes when the block ends."""

    def __init__(self) -> None:
        self.graphs: dict[str, PackedGraph] = {}
        self._file: BinaryIO = TemporaryFile()  # noqa: SIM115 # closed by __exit__

    def __enter__(self) -> Pack:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    @property
    def triples(self) -> int:
        """The number of triples of all graphs, each counted once in its graph."""
        return sum(graph.triples for graph in self.graphs.values())

    def add(self, name: str, quads: Sequence[Quad]) -> None:
        """Adds triples, no two of them alike, to the graph of that name."""
        graph = self.graphs.get(name, PackedGraph(name))
        data = serialize(map(attrgetter("triple"), quads), format=RdfFormat.N_TRIPLES)
        assert data is not None
        start = self._file.seek(0, SEEK_END)
        self._file.write(data)
        pieces = (*graph.pieces, (start, len(data)))
        self.graphs[name] = PackedGraph(name, graph.triples + len(quads), pieces)

    def count_again(self) -> None:
        """Counts each triple once in the graphs that came in several pieces."""
        for graph in [graph for graph in self.graphs.values() if len(graph.pieces) > 1]:
            triples = len({hash(line) for line in self.read_lines(graph)})
            self.graphs[graph.name] = PackedGraph(graph.name, triples, graph.pieces)

    def read_chunks(self, graph: PackedGraph) -> Iterator[bytes]:
        """The N-Triples of a graph, some bytes at a time."""
        for start, length in graph.pieces:
            for offset in range(0, length, CHUNK):
                self._file.seek(start + offset)
                yield self._file.read(min(CHUNK, length - offset))

    def read_lines(self, graph: PackedGraph) -> Iterator[bytes]:
        """The N-Triples of a graph, one line after another."""
        for start, length in graph.pieces:
            at, end = start, start + length
            while at < end:
                self._file.seek(at)
                for line in self._file.readlines(CHUNK):
                    if at < end:
                        yield line
                    at += len(line)

    def find_digest(self, graph: PackedGraph) -> str:
        """A digest of the triples of a graph, in the order in which they came."""
        digest = hashlib.blake2b(digest_size=16)
        for chunk in self.read_chunks(graph):
            digest.update(chunk)
        return digest.hexdigest()

    def open_graph(self, graph: PackedGraph) -> BinaryIO:
        """The N-Triples of a graph as a file of their own, to be closed by whoever reads it."""
        copy: BinaryIO = TemporaryFile()  # noqa: SIM115 # see above
        for chunk in self.read_chunks(graph):
            copy.write(chunk)
        copy.seek(0)
        return copy


def pack_graphs(sources: Iterable[str | Path], *, graph: str | None = None) -> Pack:
    """The named graphs of some files, to be closed after use; "-" reads Turtle from standard input.

    Triples outside a named graph go into `graph`, or into one with the name of their file. Raises
    GraphError with the line for what cannot be parsed.
    """
    pack, paths = Pack(), list(sources)
    try:
        for path in paths:
            quads = read_quads(path, rename_blanks=len(paths) > 1)
            _pack_quads(pack, quads, default=graph or name_file(path), where=str(path))
        pack.count_again()
    except BaseException:
        pack.__exit__(None, None, None)
        raise
    return pack


def name_file(source: str | Path) -> str:
    """The name of the graph for triples that stand in a file outside any graph.

    >>> name_file("out/my talks.ttl")
    'https://w3id.org/diplomacy-kg/graph/file/my%20talks.ttl'
    """
    return FILES + quote("stdin" if str(source) == "-" else Path(source).name, safe="")


def _pack_quads(pack: Pack, quads: Iterable[Quad], *, default: str, where: str) -> None:
    for node, run in groupby(quads, key=attrgetter("graph_name")):
        if isinstance(node, BlankNode):
            hint = "an IRI; kg build names each graph after its document"
            raise GraphError("a graph without a name cannot be sent", where=where, hint=hint)
        name = node.value if isinstance(node, NamedNode) else default
        while some := list(islice(run, SLICE)):
            pack.add(name, list(dict.fromkeys(some)))
