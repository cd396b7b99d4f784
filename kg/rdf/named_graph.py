"""The graph of one document as sorted N-Quads: what processes hand on, and what is merged into files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, cast

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat

from kg.rdf.order import predicate_order, subject_order

Star: TypeAlias = tuple[str, list[tuple[str, str]]]
"""A subject, and the predicates and objects that are said of it, all as N-Triples write them."""


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """The graph of a document: the document's IRI, and N-Quads in the order of a file, each line once."""

    name: str
    nquads: bytes

    def __len__(self) -> int:
        """How many triples it has."""
        return self.nquads.count(b"\n")

    def lines(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Subject, predicate and object of each triple, as N-Triples write them."""
        end = len(f" <{self.name}> .".encode())
        for line in self.nquads.split(b"\n")[:-1]:
            subject, predicate, rest = line.split(b" ", 2)
            yield subject, predicate, rest[:-end]

    def quads(self, predicates: Iterable[NamedNode] = ()) -> Iterator[Quad]:
        """Its triples, parsed: all, or those with one of some predicates."""
        data = self.nquads
        if wanted := {str(predicate).encode() for predicate in predicates}:
            lines = data.splitlines(keepends=True)  # within literals every line end is escaped
            data = b"".join(line for line in lines if line.split(b" ", 2)[1] in wanted)
        return cast("Iterator[Quad]", pyoxigraph.parse(data, format=RdfFormat.N_QUADS))


def to_named_graph(name: str, stars: Iterable[Star]) -> NamedGraph:
    """The graph of that name with the triples of all `stars`, sorted and each once."""
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for subject, pairs in stars:
        told[subject].update(pairs)
    end = f"<{name}> .\n"
    lines = [
        f"{subject} {predicate} {value} {end}"
        for subject in sorted(told, key=_place_subject)
        for predicate, value in sorted(told[subject], key=_place_pair)
    ]
    return NamedGraph(name, "".join(lines).encode())


def join_graphs(one: NamedGraph, other: NamedGraph) -> NamedGraph:
    """The triples of two graphs of one name, sorted and each once."""
    stars = (
        (subject.decode(), [(predicate.decode(), value.decode())])
        for graph in (one, other)
        for subject, predicate, value in graph.lines()
    )
    return to_named_graph(one.name, stars)


class _Places(dict[str, tuple[int, str]]):
    """The place of each predicate that was met; there are as many as the ontology has."""

    def __missing__(self, predicate: str) -> tuple[int, str]:
        self[predicate] = place = predicate_order(predicate[1:-1])
        return place


_PLACES = _Places()


def _place_subject(subject: str) -> tuple[int, str]:
    return subject_order(subject[1:-1])


def _place_pair(pair: tuple[str, str]) -> tuple[tuple[int, str], str]:
    return _PLACES[pair[0]], pair[1]
