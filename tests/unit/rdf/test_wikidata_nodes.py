"""Wikidata's IRIs as nodes, and the likeliest entity where there is no link."""

from dataclasses import replace

from kg.model import Candidate
from kg.ontology import load_ontology
from kg.rdf.graph import to_quads
from kg.rdf.vocabulary import WD
from kg.rdf.wikidata_nodes import use_wikidata_iris

SKOS = "http://www.w3.org/2004/02/skos/core#"


def triples(extraction, **options):
    quads = to_quads([extraction], ontology=load_ontology(), **options)
    terms = ((quad.subject, quad.predicate, quad.object) for quad in quads)
    return {tuple(getattr(term, "value", "") for term in each) for each in terms}


def linked(summit, label, qid):
    entities = (replace(e, wikidata=qid) if e.label == label else e for e in summit.entities)
    return replace(summit, entities=tuple(entities))


def test_a_linked_entity_bears_the_iri_of_wikidata_wherever_it_is_spoken_of(summit):
    old = next(e.id for e in summit.entities if e.label == "Dmitry Peskov")
    found = triples(use_wikidata_iris(linked(summit, "Dmitry Peskov", "Q1")))
    assert not any(old in triple for triple in found)
    assert any(triple[0] == f"{WD}Q1" and triple[1].endswith("spokesmanFor") for triple in found)


def test_such_an_entity_is_not_said_to_be_the_same_as_itself(summit):
    found = triples(use_wikidata_iris(linked(summit, "Dmitry Peskov", "Q1")))
    assert (f"{WD}Q1", "http://www.w3.org/2002/07/owl#sameAs", f"{WD}Q1") not in found


def test_the_likeliest_candidate_is_told_only_on_request(summit):
    likely = (Candidate("Q1", "Somebody", 0.6), Candidate("Q2", "Somebody else", 0.1))
    peskov = next(e for e in summit.entities if e.label == "Dmitry Peskov")
    entities = (replace(e, candidates=likely) if e is peskov else e for e in summit.entities)
    extraction = replace(summit, entities=tuple(entities))
    told = (peskov.id, f"{SKOS}closeMatch", f"{WD}Q1")
    assert told in triples(extraction, close_matches=True)
    assert not any(triple[1] == f"{SKOS}closeMatch" for triple in triples(extraction))


def test_what_is_linked_has_no_close_match(summit):
    likely = (Candidate("Q1", "Dmitry Peskov", 0.9),)
    extraction = linked(summit, "Dmitry Peskov", "Q1")
    extraction = replace(
        extraction, entities=tuple(replace(e, candidates=likely) for e in extraction.entities)
    )
    peskov = next(e.id for e in summit.entities if e.label == "Dmitry Peskov")
    assert (peskov, f"{SKOS}closeMatch", f"{WD}Q1") not in triples(extraction, close_matches=True)
