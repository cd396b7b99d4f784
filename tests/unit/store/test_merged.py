"""What queries ask: the default graph, in which everything that the documents say stands once."""

import json

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.ontology import load_ontology
from kg.queries.running import ask_store, open_graphs
from kg.store import open_store
from kg.store.embedded import ENTITIES_GRAPH, LOOSE_GRAPH
from kg.store.entity_graph import FEW
from kg.store.filling import load_files, remove_documents
from kg.store.layout import STATE
from kg.store.merged import put_quads

ONTOLOGY = load_ontology()
PREFIXES = """
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> . @prefix x: <urn:x:> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
ONE = 'x:one { x:anna a dip:Person ; rdfs:label "Anna" ; dip:metWith x:ben . }\n'
TWO = 'x:two { x:anna a dip:Person ; rdfs:label "Anna" ; dip:metWith x:ben , x:carl . }\n'
MET = "SELECT ?o { <urn:x:anna> dip:metWith ?o } ORDER BY ?o"


@pytest.fixture
def load(tmp_path):
    """Loads a text into the store, and gives the store's path."""

    def load(text, name="graph.trig"):
        (tmp_path / name).write_text(PREFIXES + text, encoding="utf-8")
        load_files(tmp_path / "store", [str(tmp_path / name)], ontology=ONTOLOGY)
        return tmp_path / "store"

    return load


def ask(path, sparql=MET):
    with open_store(path) as store:
        return [row[0].value for row in ask_store(sparql, store.graphs)]


def is_merged(path):
    """Whether the default graph holds just what the other graphs say."""
    with open_store(path) as store:
        quads = list(store.graphs)
    ours = {quad.triple for quad in quads if quad.graph_name == DefaultGraph()}
    return ours == {quad.triple for quad in quads if quad.graph_name != DefaultGraph()}


def test_what_two_documents_say_is_one_row(load):
    assert ask(load(ONE + TWO)) == ["urn:x:ben", "urn:x:carl"]


def test_what_two_documents_say_is_counted_once(load):
    path = load(ONE + TWO)
    assert ask(path, "SELECT (COUNT(*) AS ?n) { ?a dip:metWith ?b ; rdfs:label ?l }") == ["2"]


def test_what_two_graphs_of_a_file_say_is_one_row(tmp_path):
    (tmp_path / "graph.trig").write_text(PREFIXES + ONE + TWO, encoding="utf-8")
    graphs = open_graphs([tmp_path / "graph.trig"])
    assert [row[0].value for row in ask_store(MET, graphs)] == ["urn:x:ben", "urn:x:carl"]


def test_the_graphs_of_documents_can_be_asked_beside(load):
    where = "SELECT ?g { GRAPH ?g { <urn:x:anna> dip:metWith <urn:x:ben> } } ORDER BY ?g"
    assert ask(load(ONE + TWO), where) == ["urn:x:one", "urn:x:two"]


def test_a_query_may_name_the_graphs_it_asks(load):
    assert ask(load(ONE + TWO), MET.replace("{", "FROM <urn:x:one> {", 1)) == ["urn:x:ben"]


def test_a_fact_goes_with_the_last_document_that_says_it(load):
    path = load(ONE + TWO)
    remove_documents(path, ["urn:x:two"], ontology=ONTOLOGY)
    assert ask(path) == ["urn:x:ben"]
    assert is_merged(path)
    remove_documents(path, ["urn:x:one"], ontology=ONTOLOGY)
    assert ask(path) == []
    assert is_merged(path)


def test_of_many_documents_one_goes_alone(load):
    path = load(ONE + TWO + "".join(f"x:d{n} {{ x:anna dip:metWith x:p{n} }}\n" for n in range(12)))
    remove_documents(path, ["urn:x:two", "urn:x:d3"], ontology=ONTOLOGY)
    assert "urn:x:ben" in ask(path)
    assert not {"urn:x:carl", "urn:x:p3"} & set(ask(path))
    assert is_merged(path)


def test_a_document_that_is_replaced_takes_its_old_facts_along(load):
    load(ONE + TWO)
    path = load("x:two { x:anna dip:metWith x:dora }")
    assert ask(path) == ["urn:x:ben", "urn:x:dora"]
    assert is_merged(path)


def test_many_triples_are_put_in_as_few_are(load, tmp_path):
    rows = [f"x:d{n % 7} {{ x:s{n % 501} x:p x:o{n} , [ x:q {n % 3} ] }}\n" for n in range(FEW)]
    path = load("".join(rows) + ONE)
    assert is_merged(path)
    assert ask(path, "SELECT (COUNT(*) AS ?n) { ?s <urn:x:p> ?o }") == [str(2 * FEW)]


def test_pieces_hold_all_there_is(monkeypatch):
    monkeypatch.setattr("kg.store.merged.PIECE", 700)
    quads = [
        Quad(
            NamedNode(f"urn:x:{n % 1999}"),
            NamedNode("urn:x:p"),
            NamedNode("urn:x:o"),
            NamedNode(f"urn:x:g{n % 3}"),
        )
        for n in range(3 * FEW)
    ]
    graphs = Store()
    put_quads(graphs, quads)
    assert set(graphs) == set(quads) | {Quad(*quad.triple) for quad in quads}


def test_a_store_of_the_first_version_is_brought_up_to_date_when_it_is_read(load):
    path = load(ONE + TWO)
    with open_store(path, write=True) as store:
        store.graphs.clear_graph(DefaultGraph())
        store.graphs.add(Quad(NamedNode("urn:x:anna"), NamedNode("urn:x:p"), NamedNode("urn:x:loose")))
    state = json.loads((path / STATE).read_text())
    (path / STATE).write_text(json.dumps(state | {"format": 1}))
    assert ask(path) == ["urn:x:ben", "urn:x:carl"]
    assert ask(path, "SELECT ?g { GRAPH ?g { ?s ?p <urn:x:loose> } }") == [LOOSE_GRAPH]
    assert is_merged(path)
    assert json.loads((path / STATE).read_text())["format"] == 2


def test_names_of_entities_stand_in_their_own_graph_too(load):
    found = ask(load(ONE + TWO), 'SELECT ?g { GRAPH ?g { ?s rdfs:label "Anna" } }')
    assert sorted(found) == sorted(["urn:x:one", "urn:x:two", ENTITIES_GRAPH])
