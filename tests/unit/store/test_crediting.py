"""The credits in the graph of a document, in an open store."""

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from kg.rdf.graph import to_copy_graph
from kg.reading.copies import make_copy
from kg.store.crediting import put_credits
from kg.store.merged import put_quads

DOCUMENT = "urn:x:document"
NAME = NamedNode(DOCUMENT)


@pytest.fixture
def store():
    """A store with one document."""
    store = Store()
    put_quads(store, parse(f'<urn:x:a> <urn:x:says> "that" <{DOCUMENT}> .', format=RdfFormat.N_QUADS))
    return store


def credit(store, *places, of=DOCUMENT):
    copies = [make_copy(of, {"source": source, "url": None, "title": title}) for source, title in places]
    put_credits(store, of, copies, credit=to_copy_graph)


def find_titles(store, graph):
    told = store.quads_for_pattern(None, NamedNode("http://purl.org/dc/terms/title"), None, graph)
    return sorted(quad.object.value for quad in told)


@pytest.mark.parametrize("graph", [NAME, DefaultGraph()], ids=["of the document", "of queries"])
def test_a_graph_credits_the_copies_that_it_was_given_last_and_says_the_rest_still(store, graph):
    credit(store, ("a.txt", "A"), ("b.txt", "B"))
    assert find_titles(store, graph) == ["A", "B"]
    credit(store, ("b.txt", "Bee"), ("c.txt", "C"))
    assert find_titles(store, graph) == ["Bee", "C"]
    credit(store)
    assert [quad.object.value for quad in store.quads_for_pattern(None, None, None, graph)] == ["that"]


def test_what_another_graph_says_too_stays_in_what_queries_ask(store):
    credit(store, ("a.txt", "A"))
    others = [quad.triple for quad in store.quads_for_pattern(None, None, None, NAME)]
    put_quads(store, parse("".join(f"{each} <urn:x:other> .\n" for each in others), format=RdfFormat.N_QUADS))
    credit(store)
    assert find_titles(store, DefaultGraph()) == ["A"]


def test_a_document_that_is_not_there_is_not_made_by_its_copies(store):
    credit(store, ("a.txt", "A"), of="urn:x:another")
    assert list(store.named_graphs()) == [NAME]
