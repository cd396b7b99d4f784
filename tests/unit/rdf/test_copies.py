"""Copies in the graph."""

import json

import pyoxigraph

from kg.copy_json import dumps_copy, from_copy_json
from kg.extraction_json import from_json
from kg.model import Copy, Entity, Evidence, Extraction, Fact, Span
from kg.ontology import load_ontology
from kg.queries.binding import bind_parameters
from kg.queries.catalogue import load_queries
from kg.rdf.graph import to_copy_graph, to_quads
from kg.rdf.saving import save_graphs
from kg.rdf.vocabulary import PREFIXES
from kg.rdf.writing import serialize_graph
from kg.reading import read_text

COPY = Copy(
    id="https://w3id.org/diplomacy-kg/id/document/0123456789abcdef#copy=0123456789abcdef",
    of="https://w3id.org/diplomacy-kg/id/document/0123456789abcdef",
    source="b.txt",
    published="2024-03-05",
    title="Visit",
    url="https://paper.example/2",
    publisher="Harbour Gazette",
)


def test_a_copy_is_credited_in_the_graph_of_its_document():
    graph = to_copy_graph(COPY)
    assert graph.name == COPY.of
    said = {
        quad.predicate.value.rpartition("/")[2]: getattr(quad.object, "value", None) for quad in graph.quads()
    }
    assert {name: said[name] for name in ("source", "publisher", "title", "url", "date")} == {
        "source": "b.txt",
        "publisher": "Harbour Gazette",
        "title": "Visit",
        "url": "https://paper.example/2",
        "date": "2024-03-05",
    }
    assert said["prov#alternateOf"] == COPY.of
    assert {quad.subject.value for quad in graph.quads()} == {COPY.id}


def test_a_copy_is_no_document_of_its_own():
    assert "Document" not in {quad.object.value.rpartition("#")[2] for quad in to_copy_graph(COPY).quads()}


def test_a_graph_without_provenance_credits_nobody():
    assert len(to_copy_graph(COPY, provenance="none")) == 0


def test_a_copy_survives_as_a_line():
    line = dumps_copy(COPY)
    assert from_copy_json(json.loads(line)) == COPY
    assert from_json(json.loads(line)).facts == ()


def find_words(text):
    quads = to_quads([Extraction(read_text(text))], ontology=load_ontology())
    return {quad.object.value for quad in quads if quad.predicate.value.endswith("specializationOf")}


def test_documents_of_the_same_words_share_what_they_are_a_specialization_of():
    assert find_words("“We met,” Lavrov\u00a0said.\n") == find_words('"We met",  LAVROV said')
    assert find_words("We met, Lavrov said.") != find_words("We met, Lavrov says.")


def test_what_comes_late_of_a_document_is_written_with_it(tmp_path):
    from kg.rdf.graph import to_named_graphs

    extraction = Extraction(read_text("Lavrov visited Baku."))
    of = extraction.document.id
    copy = Copy(id=f"{of}#copy=1", of=of, source="b.txt")
    other = Extraction(read_text("Putin met Xi."))
    graphs = [*to_named_graphs([extraction, other], ontology=load_ontology()), to_copy_graph(copy)]
    for name, form in (("a.nq", "nquads"), ("a.trig", "trig"), ("a.ttl", "turtle")):
        save_graphs(graphs, tmp_path / name)
        quads = [quad for graph in graphs for quad in graph.quads()]
        assert (tmp_path / name).read_bytes() == serialize_graph(quads, format=form)
        save_graphs(graphs[::-1], tmp_path / f"b{name}")
        assert (tmp_path / f"b{name}").read_bytes() == (tmp_path / name).read_bytes()


def find_sentences(text):
    """The quotes of a document about Lavrov, and what each shares with other prints of its sentence."""
    start = text.index("Lavrov")
    claim = Fact(
        "urn:a", "visited", "urn:b", "asserted", (Evidence(Span(start, start + 6), "Lavrov"),), "verb", 1
    )
    entities = (Entity("urn:a", "Person", "A"), Entity("urn:b", "State", "B"))
    extraction = Extraction(read_text(text), entities, (claim,))
    quads = to_quads([extraction], ontology=load_ontology())
    return {
        quad.object.value
        for quad in quads
        if quad.predicate.value.endswith("specializationOf") and "#char=" in quad.subject.value
    }


SENTENCE = "Foreign Minister Sergey Lavrov visited Baku on Monday for talks."


def test_a_quote_shares_its_sentence_with_every_print_of_it():
    other = f"BAKU, May 3 (Gazette) - {SENTENCE.upper().replace('LAVROV', 'Lavrov')}  It rained."
    assert len(find_sentences(SENTENCE)) == 1
    assert find_sentences(f"Talks in the rain\n\nIt rained. {SENTENCE}\n\nMore soon.") == find_sentences(
        SENTENCE
    )
    assert find_sentences(other) == find_sentences(SENTENCE)


def test_another_sentence_about_the_same_is_not_shared():
    assert find_sentences(SENTENCE.replace("on Monday", "on Tuesday")).isdisjoint(find_sentences(SENTENCE))


def test_a_short_sentence_that_two_may_hit_upon_alone_is_shared_by_texts_of_the_same_words():
    found = find_sentences("Sergey Lavrov visited Baku.")
    assert find_sentences("Sergey  Lavrov visited BAKU") == found
    assert find_sentences("Sergey Lavrov visited Baku. It rained.").isdisjoint(found)


HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
FACT = """
<urn:f{n}> rdf:subject <urn:a> ; rdf:predicate dip:metWith ; rdf:object <urn:b> ; dip:status dip:asserted .
<urn:a> rdfs:label "A" . <urn:b> rdfs:label "B" .
"""
QUOTE = """
<urn:f{n}> prov:wasDerivedFrom <urn:d{n}-{sentence}> .
<urn:d{n}-{sentence}> nif:anchorOf "A met B" ; nif:referenceContext <urn:d{n}> ;
  prov:specializationOf <urn:sentence{sentence}> .
"""


def count_single(*documents):
    """How many facts have one source, of one that each document tells in some sentences."""
    body = HEAD
    for number, sentences in enumerate(documents):
        body += FACT.format(n=number)
        body += "".join(QUOTE.format(n=number, sentence=each) for each in sentences)
    store = pyoxigraph.Store()
    store.load(body.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return len(list(store.query(bind_parameters(load_queries()["single-source"]))))


def test_a_fact_of_one_document_has_one_source():
    assert count_single("p") == 1
    assert count_single("pq") == 1


def test_a_fact_that_two_documents_tell_in_their_own_words_has_two_sources():
    assert count_single("p", "q") == 0


def test_documents_that_tell_a_fact_in_the_same_sentence_are_one_source():
    assert count_single("p", "p", "p") == 1


def test_one_document_of_its_own_words_makes_a_second_source():
    assert count_single("p", "p", "q") == 0
