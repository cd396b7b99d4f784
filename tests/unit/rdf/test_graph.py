"""An extraction becomes a graph that asserts what the text commits to, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import URIRef

from kg.errors import OntologyError, UsageError
from kg.minting import DEFAULT_BASE
from kg.model import STATUSES, Entity, Event, Extraction, Fact, Time
from kg.model import Literal as Value
from kg.ontology import Ontology
from kg.rdf.graph import PROVENANCES, to_dataset, to_graph, to_quads
from kg.rdf.iris import words_iri
from kg.rdf.vocabulary import DCTERMS, DIP, NIF, OWL, PROV, RDF, RDFS, SKOS, WD, XSD, A
from kg.rdf.writing import serialize_graph

Triples = set[tuple[str, str, str]]


def triples(extraction: Extraction, ontology: Ontology, provenance: str = "statement") -> Triples:
    quads = to_quads([extraction], ontology=ontology, provenance=provenance)
    return {(quad.subject.value, quad.predicate.value, _value(quad.object)) for quad in quads}


def _value(term: object) -> str:
    return str(term) if isinstance(term, Literal) else str(getattr(term, "value", term))


def about(found: Triples, subject: str) -> set[tuple[str, str]]:
    return {(predicate, value) for one, predicate, value in found if one == subject}


def facts(found: Triples) -> Iterator[dict[str, str]]:
    for subject in sorted(one for one, predicate, value in found if value == DIP + "Fact"):
        yield dict(sorted(about(found, subject)))


@pytest.fixture
def full(talks: Extraction, ontology: Ontology) -> Triples:
    return triples(talks, ontology)


def test_an_entity_has_its_class_its_names_and_its_wikidata_item(full: Triples) -> None:
    told = about(full, f"{DEFAULT_BASE}state/turkiye")
    assert told >= {
        (RDF + "type", DIP + "State"),
        (RDFS + "label", '"Türkiye"@en'),
        (SKOS + "altLabel", '"Turkey"@en'),
        (OWL + "sameAs", WD + "Q43"),
    }


def test_a_label_is_no_alternative_to_itself(full: Triples) -> None:
    assert (f"{DEFAULT_BASE}state/turkiye", SKOS + "altLabel", '"Türkiye"@en') not in full


@pytest.mark.parametrize("status", STATUSES)
def test_a_plain_triple_is_drawn_only_of_a_real_status(
    status: str, talks: Extraction, ontology: Ontology
) -> None:
    claim = replace(talks.facts[0], status=status)
    found = triples(replace(talks, facts=(claim,)), ontology)
    plain = (claim.subject, DIP + claim.predicate, str(claim.object))
    assert (plain in found) == (status in {"asserted", "held", "ongoing", "attributed"})


def test_a_planned_visit_and_a_denied_sanction_are_facts_without_a_plain_triple(full: Triples) -> None:
    kept = {(fact[RDF + "predicate"], fact[DIP + "status"]) for fact in facts(full)}
    assert {(DIP + "visited", DIP + "planned"), (DIP + "sanctioned", DIP + "negated")} <= kept
    assert not {predicate for _, predicate, _ in full} & {DIP + "visited", DIP + "sanctioned"}


def test_a_fact_says_what_is_said_by_whom_and_how_it_was_read(full: Triples, talks: Extraction) -> None:
    (met,) = (fact for fact in facts(full) if fact[RDF + "predicate"] == DIP + "metWith")
    assert met[RDF + "subject"].endswith("state/russia") and met[RDF + "object"].endswith("state/turkiye")
    assert met[DIP + "accordingTo"].endswith("person/dmitry-peskov")
    assert met[DIP + "derivedFromEvent"] == talks.events[0].id
    assert met[DIP + "frame"] == '"a-frame"'
    assert met[DIP + "confidence"] == f'"0.9"^^<{XSD}decimal>'
    assert met[PROV + "wasDerivedFrom"] == f"{talks.document.id}#char=52,79"


def test_evidence_quotes_the_characters_that_it_points_at(full: Triples, talks: Extraction) -> None:
    whole = words_iri(DEFAULT_BASE, talks.document.text).value
    assert about(full, f"{talks.document.id}#char=163,197") == {
        (RDF + "type", DIP + "SourceSentence"),
        (RDF + "type", NIF + "OffsetBasedString"),
        (NIF + "anchorOf", '"Russia never sanctioned Türkiye 🙂."'),
        (NIF + "beginIndex", f'"163"^^<{XSD}integer>'),
        (NIF + "endIndex", f'"197"^^<{XSD}integer>'),
        (NIF + "referenceContext", talks.document.id),
        (
            PROV + "specializationOf",
            words_iri(DEFAULT_BASE, f"Russia never sanctioned Türkiye {whole}").value,
        ),
    }


def test_a_former_office_keeps_its_relation_and_says_so_on_the_fact(full: Triples) -> None:
    assert any(predicate == DIP + "ministerOf" for _, predicate, _ in full)
    (was,) = (fact for fact in facts(full) if fact[RDF + "predicate"] == DIP + "ministerOf")
    assert was[DIP + "tenureStatus"] == DIP + "former"


def test_a_tenure_is_a_node_and_two_plain_triples(full: Triples, talks: Extraction) -> None:
    (tenure,) = talks.tenures
    assert about(full, tenure.id) >= {
        (RDF + "type", DIP + "Tenure"),
        (DIP + "person", tenure.person),
        (DIP + "office", tenure.office),
        (DIP + "organization", str(tenure.of)),
        (DIP + "tenureStatus", DIP + "former"),
        (DIP + "status", DIP + "asserted"),
    }
    assert (tenure.person, DIP + "holdsOffice", tenure.office) in full
    assert (tenure.office, DIP + "officeIn", tenure.of) in full


def test_a_denied_tenure_has_no_plain_triple(talks: Extraction, ontology: Ontology) -> None:
    denied = tuple(replace(tenure, status="denied") for tenure in talks.tenures)
    found = triples(replace(talks, tenures=denied), ontology)
    assert not {predicate for _, predicate, _ in found} & {DIP + "holdsOffice", DIP + "officeIn"}


def test_an_event_carries_its_roles_time_topic_and_status(full: Triples, talks: Extraction) -> None:
    assert about(full, talks.events[0].id) >= {
        (RDF + "type", DIP + "Meeting"),
        (DIP + "status", DIP + "attributed"),
        (DIP + "participant", f"{DEFAULT_BASE}state/russia"),
        (DIP + "participant", f"{DEFAULT_BASE}state/turkiye"),
        (DIP + "place", f"{DEFAULT_BASE}place/sochi"),
        (DIP + "time", f'"2023-12-25"^^<{XSD}date>'),
        (DIP + "timeText", '"on Monday"@en'),
        (DIP + "topic", f"{DEFAULT_BASE}topic/grain"),
    }


def test_a_topic_is_a_node_with_a_label(full: Triples) -> None:
    told = about(full, f"{DEFAULT_BASE}topic/grain")
    assert told == {(RDF + "type", DIP + "Topic"), (RDFS + "label", '"grain"@en')}


def test_a_statement_keeps_its_words_their_place_and_the_event_around_it(
    full: Triples, talks: Extraction
) -> None:
    assert about(full, talks.events[1].id) >= {
        (DIP + "speaker", f"{DEFAULT_BASE}person/dmitry-peskov"),
        (DIP + "statementText", '"Russia met Türkiye in Sochi to discuss grain"@en'),
        (DIP + "content", f"{talks.document.id}#char=52,96"),
        (DIP + "subEventOf", talks.events[0].id),
    }
    assert about(full, f"{talks.document.id}#char=52,96")


def test_a_time_that_could_not_be_resolved_keeps_its_words(talks: Extraction, ontology: Ontology) -> None:
    event = replace(talks.events[0], times=(Time("some day", None),))
    found = about(triples(replace(talks, events=(event,)), ontology), event.id)
    assert (DIP + "timeText", '"some day"@en') in found
    assert DIP + "time" not in dict(found)


def test_a_document_says_where_it_was_read_and_what_its_text_hashes_to(
    full: Triples, talks: Extraction
) -> None:
    assert about(full, talks.document.id) >= {
        (RDF + "type", DIP + "Document"),
        (DCTERMS + "title", '"Talks in Sochi"@en'),
        (DCTERMS + "date", f'"2023-12-26"^^<{XSD}date>'),
        (DCTERMS + "source", '"talks.txt"'),
        (DIP + "sha256", f'"{talks.document.sha256}"'),
    }


def test_a_literal_object_keeps_its_datatype(talks: Extraction, ontology: Ontology) -> None:
    claim = replace(talks.facts[0], object=Value("2023", XSD + "gYear"))
    found = triples(replace(talks, facts=(claim,)), ontology)
    assert (claim.subject, DIP + claim.predicate, f'"2023"^^<{XSD}gYear>') in found


def test_a_claim_read_twice_is_one_node_with_both_quotes(talks: Extraction, ontology: Ontology) -> None:
    first, other, *_ = talks.facts
    again = replace(first, confidence=0.5, frame="other", evidence=other.evidence)
    found = triples(replace(talks, facts=(again, first)), ontology)
    (claim,) = (subject for subject, _, value in found if value == DIP + "Fact")
    told = sorted(about(found, claim))
    assert [value for predicate, value in told if predicate == DIP + "frame"] == ['"a-frame"']
    assert len([value for predicate, value in told if predicate == PROV + "wasDerivedFrom"]) == 2


def test_without_provenance_only_what_is_told_remains(talks: Extraction, ontology: Ontology) -> None:
    bare = triples(talks, ontology, "none")
    assert (f"{DEFAULT_BASE}state/russia", DIP + "metWith", f"{DEFAULT_BASE}state/turkiye") in bare
    assert (talks.events[0].id, DIP + "status", DIP + "attributed") in bare
    assert not any(talks.document.id in part for triple in bare for part in triple)
    assert not {predicate for _, predicate, _ in bare} & {DIP + "confidence", DIP + "frame", RDF + "subject"}


def test_provenance_by_document_names_the_document_of_every_node(
    talks: Extraction, ontology: Ontology
) -> None:
    found = triples(talks, ontology, "document")
    for value in (*talks.entities, *talks.events, *talks.tenures):
        assert (value.id, PROV + "wasDerivedFrom", talks.document.id) in found
    assert not any("#char=" in part for triple in found for part in triple)


def test_each_level_of_provenance_adds_to_the_one_before(talks: Extraction, ontology: Ontology) -> None:
    none, document, statement = (triples(talks, ontology, level) for level in PROVENANCES)
    assert none < document < statement


def test_an_unknown_level_of_provenance_is_refused_with_the_choices(ontology: Ontology) -> None:
    with pytest.raises(UsageError, match="none, document, statement"):
        list(to_quads([], ontology=ontology, provenance="all"))


def test_what_was_dropped_is_left_out_unless_asked_for(talks: Extraction, ontology: Ontology) -> None:
    usual = list(to_quads([talks], ontology=ontology))
    asked = list(to_quads([talks], ontology=ontology, dropped=True))
    reasons = [quad for quad in asked if "Event is no Organization" in str(quad.object)]
    assert set(usual) < set(asked) and len(reasons) == 1 and reasons[0] not in usual


def test_a_relation_that_the_ontology_lacks_is_an_error_with_a_near_one(
    talks: Extraction, ontology: Ontology
) -> None:
    claim = replace(talks.facts[0], predicate="metWit")
    with pytest.raises(OntologyError, match="metWith"):
        list(to_quads([replace(talks, facts=(claim,))], ontology=ontology))


@pytest.mark.parametrize("change", [{"status": "maybe"}, {"tenure": "sometime"}])
def test_a_status_that_does_not_exist_is_an_error(
    change: dict[str, str], talks: Extraction, ontology: Ontology
) -> None:
    claim: Fact = replace(talks.facts[0], **change)
    with pytest.raises(OntologyError, match="one of"):
        list(to_quads([replace(talks, facts=(claim,))], ontology=ontology))


def test_a_class_that_the_ontology_lacks_is_an_error(talks: Extraction, ontology: Ontology) -> None:
    with pytest.raises(OntologyError, match="State"):
        list(to_quads([replace(talks, entities=(Entity("urn:x:1", "Stat", "X"),))], ontology=ontology))


def test_no_node_is_blank(extractions: list[Extraction], ontology: Ontology) -> None:
    for quad in to_quads(extractions, ontology=ontology, dropped=True):
        assert not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name))


def test_each_document_has_a_named_graph_of_its_own(
    extractions: list[Extraction], ontology: Ontology
) -> None:
    names = {quad.graph_name for quad in to_quads(extractions, ontology=ontology)}
    assert names == {NamedNode(extraction.document.id) for extraction in extractions}


def test_a_document_can_be_taken_out_without_a_trace(
    extractions: list[Extraction], ontology: Ontology
) -> None:
    talks, reply = extractions
    both = set(to_quads([talks, reply], ontology=ontology))
    left = {quad for quad in both if quad.graph_name != NamedNode(reply.document.id)}
    assert left == set(to_quads([talks], ontology=ontology))


def test_minted_iris_begin_with_the_base_that_was_asked_for(talks: Extraction, ontology: Ontology) -> None:
    quads = list(to_quads([talks], ontology=ontology, base="https://kg.example/"))
    minted = {
        quad.subject.value for quad in quads if quad.predicate == A and quad.object.value == DIP + "Fact"
    }
    assert minted and all(iri.startswith("https://kg.example/fact/") for iri in minted)


def test_an_rdflib_graph_holds_the_same_triples(extractions: list[Extraction], ontology: Ontology) -> None:
    graph = to_graph(extractions, ontology=ontology)
    quads = to_quads(extractions, ontology=ontology)
    assert len(graph) == len({(quad.subject, quad.predicate, quad.object) for quad in quads})
    assert (URIRef(f"{DEFAULT_BASE}state/russia"), URIRef(DIP + "metWith"), None) in graph


def test_an_rdflib_dataset_keeps_the_named_graphs(extractions: list[Extraction], ontology: Ontology) -> None:
    dataset = to_dataset(extractions, ontology=ontology)
    names = {str(graph.identifier) for graph in dataset.graphs() if len(graph)}
    assert names == {extraction.document.id for extraction in extractions}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_what_comes_in_changes_no_byte(
    data: st.DataObject, talks: Extraction, reply: Extraction, ontology: Ontology
) -> None:
    shuffled = [_shuffle(extraction, data) for extraction in data.draw(st.permutations([talks, reply]))]
    quads = data.draw(st.permutations(list(to_quads(shuffled, ontology=ontology))))
    for form in ("turtle", "trig"):
        assert serialize_graph(quads, format=form) == _expected(talks, reply, ontology, form)


def _expected(talks: Extraction, reply: Extraction, ontology: Ontology, form: str) -> bytes:
    return serialize_graph(to_quads([talks, reply], ontology=ontology), format=form)


def _shuffle(extraction: Extraction, data: st.DataObject) -> Extraction:
    parts = ("entities", "facts", "events", "tenures")
    mixed = {part: tuple(data.draw(st.permutations(getattr(extraction, part)))) for part in parts}
    events: tuple[Event, ...] = mixed["events"]
    mixed["events"] = tuple(
        replace(event, roles={role: event.roles[role] for role in reversed(event.roles)}) for event in events
    )
    return replace(extraction, **mixed)


def test_quads_come_sorted_and_each_once(talks: Extraction, ontology: Ontology) -> None:
    quads: list[Quad] = list(to_quads([talks], ontology=ontology))
    assert len(quads) == len(set(quads))
    assert serialize_graph(quads, format="nquads") == serialize_graph(reversed(quads), format="nquads")
