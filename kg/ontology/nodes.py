"""A Turtle file as nodes with their properties, blank nodes included; knows no vocabulary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode

from kg.ontology.triples import RDF_TYPE, read_quads


@dataclass(frozen=True, slots=True)
class Node:
    """A resource of a Turtle file: its IRI (or blank node label), its properties, and the file."""

    iri: str
    where: str
    properties: Mapping[str, tuple[str, ...]]

    @property
    def types(self) -> tuple[str, ...]:
        """The IRIs of its classes."""
        return self.all(RDF_TYPE)

    def all(self, predicate: str) -> tuple[str, ...]:
        """Every value of `predicate`, sorted, without doubles."""
        return self.properties.get(predicate, ())

    def texts(self, predicate: str) -> tuple[str, ...]:
        """Every value of `predicate`, for literals: their lexical forms."""
        return self.all(predicate)

    def one(self, predicate: str) -> str | None:
        """The only value of `predicate`, or None."""
        values = self.all(predicate)
        return values[0] if values else None

    def text(self, predicate: str) -> str | None:
        """The only value of `predicate`, for a literal: its lexical form."""
        return self.one(predicate)

    def merged(self, other: Node) -> Node:
        """This node with the properties of `other` added."""
        keys = {*self.properties, *other.properties}
        both = {key: tuple(sorted({*self.all(key), *other.all(key)})) for key in keys}
        return Node(self.iri, self.where, both)


def read_nodes(path: Path) -> dict[str, Node]:
    """Every resource that a Turtle file describes, by its IRI.

    Blank nodes are named by the file and their order, so that two files never share one.
    Raises OntologyError with file, line and column when the file cannot be read or is not Turtle.
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    names: dict[str, str] = {}

    def name(term: object) -> str:
        if isinstance(term, BlankNode):
            return names.setdefault(term.value, f"_:{path}#{len(names):06}")
        return str(getattr(term, "value", term))

    for quad in read_quads(path):
        found[name(quad.subject)][quad.predicate.value].add(name(quad.object))
    return {
        subject: Node(subject, str(path), {p: tuple(sorted(values)) for p, values in properties.items()})
        for subject, properties in found.items()
    }
