"""The graph of a document is N-Quads as Oxigraph writes them, in the order of a file."""

from __future__ import annotations

import pickle

import pyoxigraph
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg.model import Extraction
from kg.ontology import Ontology
from kg.rdf.graph import to_named_graphs
from kg.rdf.named_graph import NamedGraph, to_named_graph
from kg.rdf.vocabulary import LABEL, A
from kg.rdf.writing import serialize_graph, sort_quads

NAMES = ("urn:x:a", "urn:x:a/b", "urn:x:a-b", "urn:x/fact/1", "urn:x/document/1", LABEL.value, A.value)
IRIS = st.sampled_from([NamedNode(name) for name in NAMES])
LITERALS = st.builds(Literal, st.text()) | st.builds(Literal, st.text(), language=st.sampled_from(["en"]))
TRIPLES = st.tuples(IRIS, IRIS, IRIS | LITERALS)


@settings(max_examples=100, deadline=None)
@given(st.lists(TRIPLES))
def test_any_triples_are_written_as_oxigraph_writes_them_sorted(
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]],
) -> None:
    stars = [(str(one), [(str(predicate), str(value))]) for one, predicate, value in triples]
    quads = sort_quads(Quad(*triple, NamedNode("urn:x:doc")) for triple in triples)
    graph = to_named_graph("urn:x:doc", stars)
    assert graph.nquads == pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS)
    assert (list(graph.quads()), len(graph)) == (quads, len(quads))


def test_a_document_is_written_in_the_order_of_a_file(talks: Extraction, ontology: Ontology) -> None:
    (graph,) = to_named_graphs([talks], ontology=ontology)
    assert graph.nquads == serialize_graph(graph.quads(), format="nquads")


def test_triples_are_found_by_their_predicates(talks: Extraction, ontology: Ontology) -> None:
    (graph,) = to_named_graphs([talks], ontology=ontology)
    found = list(graph.quads([LABEL, A]))
    assert found == [quad for quad in graph.quads() if quad.predicate in (LABEL, A)]
    assert {quad.predicate for quad in found} == {LABEL, A}


def test_a_process_hands_a_graph_on_to_another() -> None:
    graph = NamedGraph("urn:x:doc", b'<urn:x:a> <urn:x:p> "a\\nb" <urn:x:doc> .\n')
    assert pickle.loads(pickle.dumps(graph)) == graph
