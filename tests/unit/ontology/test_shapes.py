"""The shapes: a good graph passes, and each shape is seen to fail."""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import OWL, RDFS, SH, Graph

from kg.model import REAL_STATUSES, STATUSES, TENURES
from kg.ontology import load_ontology
from kg.resources import find_resource

PREFIXES = """
@prefix : <https://example.org/> .
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

GOOD = """
:anna a dip:Person ; rdfs:label "Anna"@en ; dip:metWith :bert ; dip:holdsOffice :minister .
:bert a dip:Person ; rdfs:label "Bert"@en ; dip:metWith :anna .
:ruritania a dip:State ; rdfs:label "Ruritania"@en ; dip:hasOffice :minister .
:reuters a dip:Organization ; rdfs:label "Reuters"@en .
:palace a dip:GovernmentBody ; rdfs:label "the Palace"@en .
:pact a dip:Agreement ; rdfs:label "the Pact"@en .
:minister a dip:Office ; rdfs:label "minister"@en ; dip:officeIn :ruritania .
:trade a dip:Topic ; rdfs:label "trade"@en .

:fact a dip:Fact, rdf:Statement ;
    rdf:subject :anna ; rdf:predicate dip:metWith ; rdf:object :bert ;
    dip:status dip:attributed ; dip:confidence 0.9 ; dip:frame "symmetric-verb" ; dip:accordingTo :reuters ;
    dip:derivedFromEvent :meeting ; dip:tenureStatus dip:former ; prov:wasDerivedFrom :evidence .
:plan a dip:Fact ;
    rdf:subject :bert ; rdf:predicate dip:visited ; rdf:object :ruritania ;
    dip:status dip:planned ; dip:confidence 1.0 ; prov:wasDerivedFrom :evidence .
:meeting a dip:Summit ;
    dip:status dip:held ; dip:accordingTo :reuters ; dip:subEventOf :conference ;
    dip:participant :anna, :bert ; dip:initiator :anna ; dip:recipient :bert ; dip:host :anna ;
    dip:mediator :anna ; dip:place :palace ; dip:agreement :pact ; dip:meetingOf :reuters ; dip:topic :trade .
:conference a dip:Meeting ; dip:status dip:planned ; dip:place :ruritania .
:words a dip:Statement ; dip:status dip:held ; dip:speaker :anna ; dip:addressee :bert .
:tenure a dip:Tenure ; dip:person :anna ; dip:office :minister ; dip:organization :ruritania ;
    dip:status dip:asserted ; dip:tenureStatus dip:current .

:evidence a dip:SourceSentence, nif:OffsetBasedString ;
    nif:beginIndex 0 ; nif:endIndex 14 ; nif:anchorOf "Anna met Bert." ; nif:referenceContext :document .
:document a dip:Document ; dcterms:source "talks.txt" ;
    dip:sha256 "0000000000000000000000000000000000000000000000000000000000000000" .
"""

QUERY_LINK = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/diplomacy-kg/shapes#> .
shape:Asserted sh:sparql shape:no-unsupported-triple .
"""

BAD = [
    ('rdfs:label "Anna"@en ;', "", "entity-label"),
    ('rdfs:label "trade"@en', 'rdfs:label ""@en', "entity-label"),
    (":reuters a dip:Organization ;", ":reuters", "Mentioned"),
    ("rdf:subject :anna ;", "", "fact-subject"),
    ("rdf:subject :anna ;", "rdf:subject :anna, :bert ;", "fact-subject"),
    ("rdf:predicate dip:metWith ;", "", "fact-predicate"),
    ("rdf:object :bert ;", "", "fact-object"),
    ("dip:status dip:attributed ;", "", "status"),
    ("dip:status dip:attributed ;", "dip:status dip:attributed, dip:denied ;", "status"),
    ("dip:status dip:attributed ;", 'dip:status "attributed" ;', "status"),
    ("dip:confidence 0.9 ;", "", "confidence"),
    ("dip:confidence 0.9 ;", "dip:confidence 1.1 ;", "confidence"),
    ("dip:confidence 0.9 ;", "dip:confidence -0.1 ;", "confidence"),
    ("dip:confidence 0.9 ;", "dip:confidence 9e-1 ;", "confidence"),
    (
        "dip:accordingTo :reuters ;\n    dip:derived",
        "dip:accordingTo :trade ;\n    dip:derived",
        "according-to",
    ),
    ("dip:derivedFromEvent :meeting ;", "dip:derivedFromEvent :trade ;", "fact-event"),
    ("dip:tenureStatus dip:former ;", "dip:tenureStatus dip:late ;", "tenure-status"),
    ("former ; prov:wasDerivedFrom :evidence", "former", "evidence"),
    ("former ; prov:wasDerivedFrom :evidence", "former ; prov:wasDerivedFrom :document", "evidence"),
    ("nif:beginIndex 0 ;", "", "begin"),
    ("nif:beginIndex 0 ;", "nif:beginIndex 15 ;", "begin"),
    ("nif:beginIndex 0 ;", "nif:beginIndex -1 ;", "begin"),
    ("nif:endIndex 14 ;", "", "end"),
    ('nif:anchorOf "Anna met Bert." ;', "", "quote"),
    ("nif:referenceContext :document", "nif:referenceContext :trade", "context"),
    (' ; dcterms:source "talks.txt"', "", "source"),
    ('dip:sha256 "00', 'dip:sha256 "xx', "digest"),
    ("dip:status dip:held ; dip:accordingTo", "dip:accordingTo", "status"),
    ("dip:status dip:held ; dip:accordingTo", "dip:status dip:former ; dip:accordingTo", "status"),
    ("dip:participant :anna, :bert", "dip:participant :anna, :trade", "participant"),
    ("dip:initiator :anna", "dip:initiator :trade", "initiator"),
    ("dip:recipient :bert", "dip:recipient :trade", "recipient"),
    ("dip:host :anna", "dip:host :pact", "host"),
    ("dip:mediator :anna", "dip:mediator :pact", "mediator"),
    ("dip:place :palace", "dip:place :anna", "place"),
    ("dip:agreement :pact", "dip:agreement :trade", "agreement"),
    ("dip:meetingOf :reuters", "dip:meetingOf :anna", "meeting-of"),
    ("dip:subEventOf :conference", "dip:subEventOf :anna", "part-of"),
    ("dip:speaker :anna", "dip:speaker :pact", "speaker"),
    ("dip:addressee :bert", "dip:addressee :pact", "addressee"),
    ("dip:person :anna ;", "", "tenure-person"),
    ("dip:person :anna ;", "dip:person :reuters ;", "tenure-person"),
    ("dip:office :minister ;", "", "tenure-office"),
    ("dip:organization :ruritania ;", "dip:organization :trade ;", "tenure-organization"),
    ("dip:status dip:asserted ;", "", "status"),
    ("dip:metWith :bert ;", "dip:metWith :bert ; dip:accused :bert ;", "Asserted"),
    ("dip:metWith :anna .", "dip:metWith :anna ; dip:visited :ruritania .", "Asserted"),
    ("dip:metWith :anna .", "dip:metWith :anna ; dip:accusedBy :anna .", "Asserted"),
    ("dip:status dip:attributed ;", "dip:status dip:denied ;", "Asserted"),
    ("dip:status dip:asserted ;", "dip:status dip:denied ;", "Asserted"),
]


@cache
def parsed(name: str) -> Graph:
    return Graph().parse(find_resource("ontology", name))


@cache
def hierarchy() -> Graph:
    """What of the ontology the shapes need, so that each case takes little time."""
    whole, part = parsed("diplomacy.ttl"), Graph()
    for triple in whole:
        if triple[1] in {RDFS.subClassOf, OWL.inverseOf} or triple[2] == OWL.SymmetricProperty:
            part.add(triple)
    return part


@cache
def without_query() -> Graph:
    """The shapes but for the one in SPARQL, which takes most of the time."""
    return parsed("shapes.ttl") - Graph().parse(data=QUERY_LINK)


def broken_shapes(text: str, *, query: bool = True) -> set[str]:
    """The names of the shapes that the graph does not fit."""
    graph = Graph().parse(data=PREFIXES + text, format="turtle")
    shapes = parsed("shapes.ttl") if query else without_query()
    _, report, _ = validate(graph, shacl_graph=shapes, ont_graph=hierarchy())
    return {str(shape).split("#")[-1] for shape in report.objects(None, SH.sourceShape)}


def test_a_good_graph_fits():
    assert broken_shapes(GOOD) == set()


def test_a_good_graph_fits_with_the_whole_ontology():
    graph = Graph().parse(data=PREFIXES + GOOD, format="turtle")
    fits, _, words = validate(graph, shacl_graph=parsed("shapes.ttl"), ont_graph=parsed("diplomacy.ttl"))
    assert fits, words


@pytest.mark.parametrize(("good", "bad", "shape"), BAD)
def test_a_bad_graph_is_found_out_by_its_shape(good: str, bad: str, shape: str):
    assert GOOD.count(good) >= 1
    assert shape in broken_shapes(GOOD.replace(good, bad, 1), query=shape == "Asserted")


def test_every_property_shape_is_seen_to_fail():
    shapes = {str(shape).split("#")[-1] for shape in parsed("shapes.ttl").subjects(SH.path, None)}
    assert len(BAD) >= 50
    assert len(shapes) >= 30
    assert shapes - {shape for _, _, shape in BAD} == {"class"}


def test_without_fact_nodes_plain_triples_stand_alone():
    text = ':a a dip:Person ; rdfs:label "A" ; dip:metWith :b . :b a dip:Person ; rdfs:label "B" .'
    assert broken_shapes(text) == set()


def test_a_relation_of_ones_own_is_held_to_its_facts():
    hugs = GOOD.replace("rdf:predicate dip:visited", "rdf:predicate :hugs")
    assert broken_shapes(hugs.replace("dip:metWith :anna .", "dip:metWith :anna ; :hugs :ruritania .")) == {
        "Asserted"
    }


@pytest.mark.parametrize(("path", "names"), [("status", STATUSES), ("tenure-status", TENURES)])
def test_the_shapes_know_every_status(path: str, names: tuple[str, ...]):
    shapes = parsed("shapes.ttl")
    (first,) = shapes.objects(
        next(s for s in shapes.subjects(SH["in"]) if str(s).endswith(f"#{path}")), SH["in"]
    )
    assert tuple(str(item).split("#")[-1] for item in shapes.items(first)) == names


def test_the_shapes_know_which_statuses_are_real():
    (query,) = parsed("shapes.ttl").objects(None, SH.select)
    lists = [part.split(")")[0] for part in str(query).split("?stated IN (")[1:]]
    named = [{name.strip().removeprefix("dip:") for name in each.split(",")} for each in lists]
    assert named == [set(REAL_STATUSES)] * 7


def test_the_shapes_look_at_every_class_of_entity():
    ontology = load_ontology()
    roots = {str(c).split("#")[-1] for c in parsed("shapes.ttl").objects(None, SH.targetClass)}
    assert {"Agent", "Place", "Office", "Agreement", "Topic", "Event", "Fact", "Tenure"} <= roots
    assert roots <= set(ontology.classes)
