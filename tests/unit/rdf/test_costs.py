"""What docs/provenance.md says that provenance costs is what it costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Evidence, Extraction, Span
from kg.ontology import Ontology
from kg.rdf.graph import to_quads

LEVELS = ("none", "document", "statement")


def sizes(extraction: Extraction, ontology: Ontology) -> list[int]:
    """The number of triples at each level of provenance."""
    return [len(list(to_quads([extraction], ontology=ontology, provenance=level))) for level in LEVELS]


def cost(more: Extraction, less: Extraction, ontology: Ontology) -> list[int]:
    return [one - other for one, other in zip(sizes(more, ontology), sizes(less, ontology), strict=True)]


@pytest.fixture
def bare(talks: Extraction) -> Extraction:
    """The talks with their entities alone."""
    return Extraction(talks.document, talks.entities)


def test_a_fact_and_its_quote(bare: Extraction, talks: Extraction, ontology: Ontology) -> None:
    assert cost(replace(bare, facts=talks.facts[:1]), bare, ontology) == [1, 1, 10 + 7]


def test_a_fact_without_a_plain_triple(bare: Extraction, talks: Extraction, ontology: Ontology) -> None:
    assert cost(replace(bare, facts=talks.facts[2:3]), bare, ontology) == [0, 0, 9 + 7]


def test_a_fact_with_a_source_and_an_event(bare: Extraction, talks: Extraction, ontology: Ontology) -> None:
    assert cost(replace(bare, facts=talks.facts[1:2]), bare, ontology) == [1, 1, 12 + 7]


def test_a_quote_that_is_cited_again(bare: Extraction, talks: Extraction, ontology: Ontology) -> None:
    first = talks.facts[0]
    again = replace(first, object="urn:x:other")
    one, two = replace(bare, facts=(first,)), replace(bare, facts=(first, again))
    assert cost(two, one, ontology) == [1, 1, 10]


def test_an_entity(bare: Extraction, ontology: Ontology) -> None:
    fewer = replace(bare, entities=bare.entities[:-1])
    assert cost(bare, fewer, ontology) == [2, 2 + 1, 2 + 1]


def test_a_tenure(bare: Extraction, talks: Extraction, ontology: Ontology) -> None:
    assert cost(replace(bare, tenures=talks.tenures), bare, ontology) == [8, 8 + 1, 8 + 4 + 7]


def test_an_event_and_a_further_quote(bare: Extraction, talks: Extraction, ontology: Ontology) -> None:
    event = talks.events[0]
    quoted = replace(event, evidence=(*event.evidence, Evidence(Span(0, 7), "Kremlin")))
    one, two = replace(bare, events=(event,)), replace(bare, events=(quoted,))
    assert cost(one, bare, ontology) == [11, 11 + 1, 11 + 4 + 7]
    assert cost(two, one, ontology) == [0, 0, 1 + 7]


def test_a_document(talks: Extraction, reply: Extraction, ontology: Ontology) -> None:
    empty = [Extraction(replace(talks.document, title=None, published=None)), Extraction(reply.document)]
    least, some = (sizes(extraction, ontology) for extraction in empty)
    assert least == [0, 13, 13]
    assert some == [0, 15, 15]
