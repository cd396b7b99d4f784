"""Files into a store: document by document, all or nothing; and documents out of it."""

import resource
import subprocess
import sys

import pytest
from pyoxigraph import DefaultGraph, NamedNode, parse

from kg.errors import GraphError, StoreError, UsageError
from kg.ontology import load_ontology
from kg.store import open_store
from kg.store.embedded import ENTITIES_GRAPH, ONTOLOGY_GRAPH
from kg.store.filling import load_files, remove_documents

ONTOLOGY = load_ontology()
ENTITIES = NamedNode(ENTITIES_GRAPH)
PREFIXES = """
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix x: <urn:x:> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
"""
ONE = """x:one { x:anna a dip:Person ; rdfs:label "Anna" ; dip:metWith x:ben .
    x:one a dip:Document ; dcterms:source "one.txt" }
"""
TWO = """x:two { x:anna a dip:Person ; rdfs:label "Anna", "Anna B." ; dip:metWith x:ben .
    x:two a dip:Document }
"""


@pytest.fixture
def load(tmp_path):
    """Loads a text into the store, and gives the store's path."""

    def load(text, name="graph.trig", **options):
        (tmp_path / name).write_text(PREFIXES + text, encoding="utf-8")
        load_files(tmp_path / "store", [str(tmp_path / name)], ontology=ONTOLOGY, **options)
        return tmp_path / "store"

    return load


def read(path, graph):
    """The triples of a graph, their terms by their last name."""
    with open_store(path) as store:
        return {
            tuple(getattr(term, "value", "?").replace("#", ":").rpartition(":")[2] for term in quad.triple)
            for quad in store.graphs.quads_for_pattern(None, None, None, NamedNode(graph))
        }


def names(path):
    with open_store(path) as store:
        return sorted(graph.value for graph in store.graphs.named_graphs())


def test_each_document_has_its_graph_beside_those_of_ontology_and_entities(load):
    assert names(load(ONE + TWO)) == sorted(["urn:x:one", "urn:x:two", ENTITIES_GRAPH, ONTOLOGY_GRAPH])


def test_an_entity_is_described_once(load):
    path = load(ONE + TWO)
    assert read(path, ENTITIES_GRAPH) == {
        ("anna", "type", "Person"),
        ("anna", "label", "Anna"),
        ("anna", "label", "Anna B."),
    }


def test_a_document_that_is_loaded_again_replaces_its_triples_and_no_others(load):
    load(ONE + TWO)
    path = load('x:two { x:carl a dip:Person ; rdfs:label "Carl" }')
    assert read(path, "urn:x:two") == {("carl", "type", "Person"), ("carl", "label", "Carl")}
    assert ("anna", "metWith", "ben") in read(path, "urn:x:one")
    assert read(path, ENTITIES_GRAPH) == {
        ("anna", "type", "Person"),
        ("anna", "label", "Anna"),
        ("carl", "type", "Person"),
        ("carl", "label", "Carl"),
    }


def test_a_fact_stays_as_long_as_a_document_says_it(load):
    path = load(ONE + TWO)
    remove_documents(path, ["urn:x:two"], ontology=ONTOLOGY)
    with open_store(path) as store:
        assert store.graphs.query("ASK { <urn:x:anna> ?p <urn:x:ben> }")
    assert read(path, ENTITIES_GRAPH) == {("anna", "type", "Person"), ("anna", "label", "Anna")}


def test_a_removed_document_takes_its_last_facts_along(load):
    path = load(ONE + TWO)
    remove_documents(path, ["one.txt", "urn:x:two"], ontology=ONTOLOGY)
    with open_store(path) as store:
        held = {quad.graph_name for quad in store.graphs}
        assert held == {DefaultGraph(), NamedNode(ONTOLOGY_GRAPH)}


def test_a_label_counts_once_another_document_says_what_the_thing_is(load):
    load('x:zero { x:anna rdfs:label "Anna B." }')
    path = load(ONE)
    assert ("anna", "label", "Anna B.") in read(path, ENTITIES_GRAPH)
    remove_documents(path, ["urn:x:one"], ontology=ONTOLOGY)
    assert read(path, ENTITIES_GRAPH) == set()


def test_an_unknown_document_is_refused_and_the_nearest_named(load):
    path = load(ONE + TWO)
    with pytest.raises(UsageError, match=r"no document 'ones\.txt'") as raised:
        remove_documents(path, ["urn:x:two", "ones.txt"], ontology=ONTOLOGY)
    assert raised.value.hint == "one.txt"
    assert "urn:x:two" in names(path)


def test_nothing_is_removed_from_where_there_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="there is no store"):
        remove_documents(tmp_path / "store", ["urn:x:one"], ontology=ONTOLOGY)
    assert not (tmp_path / "store").exists()


def test_a_file_without_graphs_is_divided_among_its_documents(load):
    text = """
    x:d1 a dip:Document . x:d2 a dip:Document .
    <urn:x:d1#char=0,4> nif:referenceContext x:d1 .
    <urn:x:d2#char=0,4> nif:referenceContext x:d2 .
    x:anna a dip:Person ; prov:wasDerivedFrom x:d1, x:d2 ; dip:metWith x:ben ; dip:visited x:peru .
    x:ben a dip:Person ; prov:wasDerivedFrom x:d1 .
    x:f1 rdf:subject x:anna ; rdf:predicate dip:metWith ; rdf:object x:ben ;
        prov:wasDerivedFrom <urn:x:d1#char=0,4> .
    x:f2 rdf:subject x:anna ; rdf:predicate dip:visited ; rdf:object x:peru ;
        prov:wasDerivedFrom <urn:x:d2#char=0,4> .
    """
    path = load(text, name="graph.ttl")
    first, second = read(path, "urn:x:d1"), read(path, "urn:x:d2")
    assert ("anna", "metWith", "ben") in first - second
    assert ("anna", "visited", "peru") in second - first
    assert ("anna", "type", "Person") in first & second
    assert ("ben", "type", "Person") in first - second
    assert {quad[0] for quad in first} == {"anna", "ben", "d1", "char=0,4", "f1"}


def test_turtle_of_a_document_gives_the_store_that_its_trig_gives(summit, tmp_path):
    from kg.rdf.graph import to_quads
    from kg.rdf.writing import save_graph

    for form in ("ttl", "trig", "nq", "nt", "rdf", "jsonld"):
        save_graph(to_quads([summit], ontology=ONTOLOGY), tmp_path / f"graph.{form}")
        load_files(tmp_path / form, [str(tmp_path / f"graph.{form}")], ontology=ONTOLOGY)
    with open_store(tmp_path / "trig") as expected:
        wanted = set(expected.graphs)
    for form in ("ttl", "nq", "nt", "rdf", "jsonld"):
        with open_store(tmp_path / form) as store:
            assert set(store.graphs) == wanted, form


def test_what_no_document_says_goes_to_a_graph_named_after_the_content(load, tmp_path):
    path = load("x:a x:b x:c .", name="graph.ttl")
    (name,) = set(names(path)) - {ONTOLOGY_GRAPH}
    assert name.startswith("https://w3id.org/diplomacy-kg/graph/file/")
    load("x:a x:b x:c .", name="copy.ttl")
    assert set(names(path)) == {name, ONTOLOGY_GRAPH}


def test_triples_go_where_the_user_wants_them(load):
    path = load("x:a x:b x:c .", name="graph.ttl", graph="urn:x:mine")
    assert read(path, "urn:x:mine") == {("a", "b", "c")}


def test_blank_nodes_of_two_files_stay_apart_and_keep_their_names(load):
    load("x:g1 { [] x:b 1 }", name="one.trig")
    path = load("x:g2 { [] x:b 2 }", name="two.trig")
    with open_store(path) as store:
        before = set(store.graphs)
        blanks = {quad.subject for quad in before if quad.predicate.value == "urn:x:b"}
    assert len(blanks) == 2
    load("x:g2 { [] x:b 2 }", name="two.trig")
    with open_store(path) as store:
        assert set(store.graphs) == before


def test_a_malformed_file_loads_nothing_and_the_place_is_told(load, tmp_path):
    load(ONE)
    (tmp_path / "good.trig").write_text(PREFIXES + TWO, encoding="utf-8")
    (tmp_path / "bad.ttl").write_text("<urn:x:a> <urn:x:b> <urn:x:c> .\n<urn:x:a> <urn:x:b> oops .\n")
    files = [str(tmp_path / "good.trig"), str(tmp_path / "bad.ttl")]
    with pytest.raises(GraphError, match=r"line 2 between columns") as raised:
        load_files(tmp_path / "store", files, ontology=ONTOLOGY)
    assert raised.value.where.endswith("bad.ttl:2")
    assert "urn:x:two" not in names(tmp_path / "store")


def test_a_malformed_file_makes_no_store(tmp_path):
    (tmp_path / "bad.ttl").write_text("oops")
    with pytest.raises(GraphError):
        load_files(tmp_path / "store", [str(tmp_path / "bad.ttl")], ontology=ONTOLOGY)
    assert not (tmp_path / "store").exists()


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(GraphError, match="cannot be read"):
        load_files(tmp_path / "store", [str(tmp_path / "none.ttl")], ontology=ONTOLOGY)


def test_a_full_disk_leaves_the_store_as_it_was(load, tmp_path):
    path = load(ONE)
    rows = "".join(f'x:big {{ x:a{n} x:b "{"long " * 50}{n}" }} ' for n in range(3000))
    (tmp_path / "big.trig").write_text(PREFIXES + rows, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "load", str(tmp_path / "big.trig"), "--store", str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 9
    assert "cannot be written: a file would grow too large" in done.stderr
    assert "urn:x:big" not in names(path)
    assert list(path.glob("draft-*")) == []


def test_another_ontology_makes_entities_of_what_was_none(load, tmp_path):
    load('x:one { x:ship a x:Ship ; rdfs:label "Aurora" }')
    (tmp_path / "ships.ttl").write_text(
        PREFIXES
        + "@prefix owl: <http://www.w3.org/2002/07/owl#> . x:Ship a owl:Class ; rdfs:subClassOf dip:Place ; "
        'rdfs:label "Ship"@en ; rdfs:comment "A ship."@en .',
        encoding="utf-8",
    )
    wider = load_ontology(extra=[tmp_path / "ships.ttl"])
    (tmp_path / "two.trig").write_text(PREFIXES + TWO, encoding="utf-8")
    files = [str(tmp_path / "two.trig")]
    load_files(tmp_path / "store", files, ontology=wider, extensions=[str(tmp_path / "ships.ttl")])
    assert ("ship", "label", "Aurora") in read(tmp_path / "store", ENTITIES_GRAPH)


def test_the_graph_of_the_ontology_is_the_ontology(load):
    path = load(ONE)
    from kg.resources import find_resource

    with open_store(path) as store:
        held = sum(1 for _ in store.graphs.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY_GRAPH)))
    assert held == len(set(parse(path=str(find_resource("ontology", "diplomacy.ttl")))))


def test_a_graph_of_several_documents_is_not_removed_for_one_of_them(load):
    text = (
        "x:one a dip:Document ; dcterms:source 'one.txt' . x:two a dip:Document ; dcterms:source 'two.txt' ."
    )
    path = load(text, "both.ttl", graph="urn:x:both")
    with pytest.raises(UsageError, match="no document"):
        remove_documents(path, ["one.txt"], ontology=ONTOLOGY)
    assert "urn:x:both" in names(path)
