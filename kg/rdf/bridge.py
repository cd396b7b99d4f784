"""Between pyoxigraph, in which the graph is made and written, and rdflib, in which it is handed to a user."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph
import rdflib
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, DefaultGraph, NamedNode, Quad

from kg.errors import GraphError
from kg.rdf.vocabulary import PREFIXES, XSD


def fill_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """One rdflib graph with the triples of all `quads`."""
    graph = rdflib.Graph(bind_namespaces="none")
    _bind_prefixes(graph)
    for quad in quads:
        graph.add(_triple(quad))
    return graph


def fill_dataset(quads: Iterable[Quad]) -> rdflib.Dataset:
    """An rdflib dataset with each of `quads` in its named graph."""
    dataset = rdflib.Dataset()
    _bind_prefixes(dataset)
    for quad in quads:
        named = isinstance(quad.graph_name, NamedNode)
        (dataset.graph(_to_rdflib(quad.graph_name)) if named else dataset).add(_triple(quad))
    return dataset


def from_graph(graph: rdflib.Graph) -> Iterator[Quad]:
    """The quads of an rdflib graph or dataset; blank nodes get canonical names."""
    quads = list(_quads_of(graph))
    if not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return iter(quads)
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return iter(dataset)


def _quads_of(graph: rdflib.Graph) -> Iterator[Quad]:
    named = isinstance(graph, rdflib.Dataset)
    rows: Iterable[Any] = graph.quads() if isinstance(graph, rdflib.Dataset) else graph
    for row in rows:
        subject, predicate, value = map(to_term, row[:3])
        yield Quad(subject, predicate, value, _graph_name(row[3]) if named else DefaultGraph())


def _graph_name(name: Any) -> NamedNode | BlankNode | DefaultGraph:
    if name is None or name == rdflib.graph.DATASET_DEFAULT_GRAPH_ID:
        return DefaultGraph()
    graph_name: NamedNode | BlankNode = to_term(name)
    return graph_name


def _bind_prefixes(graph: rdflib.Graph) -> None:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)


def _triple(quad: Quad) -> Any:
    return _to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)


def _to_rdflib(term: Any) -> rdflib.term.Identifier:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise GraphError("an rdflib graph cannot hold a triple within a triple")
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = None if term.datatype.value == XSD + "string" else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, datatype=datatype, normalize=False)


def to_term(term: Any) -> Any:
    """The term of pyoxigraph that is the same as one of rdflib; a GraphError where there is none."""
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise GraphError(f"{term!r} has no place in a graph")
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    return pyoxigraph.Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)
