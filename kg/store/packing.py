"""Graphs on their way to an endpoint: parsed whole before anything is sent, and kept in a file meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from io import SEEK_END
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import BinaryIO
from urllib.parse import quote

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from kg.errors import GraphError, UsageError
from kg.rdf.loading import read_quads

FILES = "https://w3id.org/diplomacy-kg/graph/file/"
"""How the names of graphs begin that stand for a file without graphs of its own."""

SLICE = 50_000
"""The triples that are held as Python objects at a time."""

CHUNK = 1 << 20
JOINED = 1 << 24


@dataclass(frozen=True, slots=True)
class PackedGraph:
    """A graph of a `Pack`: its name, its triples, each counted once, their digest, and where they lie."""

    name: str
    triples: int = 0
    digest: str = ""
    pieces: tuple[tuple[int, int], ...] = ()

    @property
    def length(self) -> int:
        """The bytes of its N-Quads."""
        return sum(length for _, length in self.pieces)


class Pack:
    """Graphs as N-Quads, by name, in a file without a name of its own that goes when the block ends."""

    def __init__(self) -> None:
        self.graphs: dict[str, PackedGraph] = {}
        self._torn: set[str] = set()
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

    def add(self, name: str, quads: Iterable[Quad]) -> None:
        """Adds quads, all of one graph, to the graph of that name, SLICE after SLICE."""
        if name in self.graphs:
            self._torn.add(name)
        seen: set[int] = set()
        rest = iter(quads)
        while some := list(islice(rest, SLICE)):
            data = serialize(some, format=RdfFormat.N_QUADS)
            assert data is not None
            seen.update(map(hash, data.splitlines()))
            if isinstance(some[0].graph_name, DefaultGraph):
                data = data.replace(b" .\n", _end(name))  # which stands nowhere but after a triple
            self._write(name, data, len(seen))

    def _write(self, name: str, data: bytes, triples: int) -> None:
        graph = self.graphs.get(name, PackedGraph(name))
        pieces = (*graph.pieces, (self._file.seek(0, SEEK_END), len(data)))
        self._file.write(data)
        digest = blake2b(graph.digest.encode() + data, digest_size=16).hexdigest()
        self.graphs[name] = PackedGraph(name, triples, digest, pieces)

    def count_again(self) -> None:
        """Counts each triple once in the graphs that were added to more than once."""
        for graph in map(self.graphs.__getitem__, self._torn):
            seen: set[int] = set()
            for piece in graph.pieces:
                seen.update(map(hash, self._read(*piece).splitlines()))
            self.graphs[graph.name] = replace(graph, triples=len(seen))

    def read_quads(self, graphs: Iterable[PackedGraph], *, size: int) -> Iterator[bytes]:
        """The N-Quads of some graphs, in as few parts of about `size` bytes as may be."""
        part: list[bytes] = []
        length = 0
        for start, more in _join(piece for graph in graphs for piece in graph.pieces):
            if part and length + more > size:
                yield b"".join(part)
                part, length = [], 0
            part.append(self._read(start, more))
            length += more
        yield b"".join(part)

    def read_triples(self, graph: PackedGraph) -> Iterator[bytes]:
        """The N-Triples of a graph, one line after another."""
        end = _end(graph.name)
        for start, length in graph.pieces:
            at = start
            while at < start + length:
                self._file.seek(at)
                for line in self._file.readlines(CHUNK):
                    if at < start + length:
                        yield line.removesuffix(end) + b" .\n"
                    at += len(line)

    def open_graph(self, graph: PackedGraph) -> BinaryIO:
        """The N-Triples of a graph as a file of their own, to be closed by whoever reads it."""
        copy: BinaryIO = TemporaryFile()  # noqa: SIM115 # see above
        copy.writelines(self.read_triples(graph))
        copy.seek(0)
        return copy

    def _read(self, start: int, length: int) -> bytes:
        self._file.seek(start)
        return self._file.read(length)


def pack_graphs(sources: Iterable[str | Path], *, graph: str | None = None) -> Pack:
    """The named graphs of some files, to be closed after use; "-" reads Turtle from standard input.

    Triples outside a named graph go into `graph`, or into one with the name of their file. Raises
    GraphError with the line for what cannot be parsed, UsageError for a name that is no IRI.
    """
    if graph is not None:
        _check_name(graph)
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


def _check_name(graph: str) -> None:
    try:
        NamedNode(graph)
    except ValueError as error:
        why, hint = f"{graph!r} is no IRI", "an absolute one, such as urn:talks"
        raise UsageError(why, where="--graph", hint=hint) from error


def _pack_quads(pack: Pack, quads: Iterable[Quad], *, default: str, where: str) -> None:
    for node, run in groupby(quads, key=attrgetter("graph_name")):
        if isinstance(node, BlankNode):
            hint = "an IRI; kg build names each graph after its document"
            raise GraphError("a graph without a name cannot be sent", where=where, hint=hint)
        name = node if isinstance(node, NamedNode) else NamedNode(default)
        pack.add(name.value, run)


def _end(name: str) -> bytes:
    """How a line of N-Quads ends in the graph of that name."""
    return f" {NamedNode(name)} .\n".encode()


def _join(pieces: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same pieces, small ones in one that follow each other."""
    start = end = 0
    for at, length in pieces:
        if at != end or end - start > JOINED:
            yield start, end - start
            start = at
        end = at + length
    yield start, end - start
