"""The graph's own IRIs come from content; a base that cannot begin an IRI is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.errors import GraphError, UsageError
from kg.model import Evidence, Extraction, Span
from kg.rdf.iris import DEFAULT_BASE, check_base, evidence_iri, fact_iri, node


@pytest.mark.parametrize("base", [DEFAULT_BASE, "http://x/", "https://news.example/kg#", "urn:news:kg/"])
def test_a_base_that_ends_a_path_is_taken_as_it_is(base: str) -> None:
    assert check_base(base) == base


@pytest.mark.parametrize(
    "base",
    [
        "",
        "kg/",
        "/kg/",
        "https://x/kg",
        "ftp://x/",
        "https://",
        "https:///",
        "urn:x",
        "https://x/a b/",
        "http://x/#a#",
    ],
)
def test_a_base_that_cannot_begin_an_iri_is_refused_with_an_example(base: str) -> None:
    with pytest.raises(UsageError, match=DEFAULT_BASE):
        check_base(base)


def test_evidence_is_named_by_its_characters() -> None:
    evidence = Evidence(Span(3, 40), "…")
    assert evidence_iri("http://x/d", evidence).value == "http://x/d#char=3,40"


def test_the_same_claim_in_two_documents_is_two_nodes(talks: Extraction) -> None:
    claim = talks.facts[0]
    assert fact_iri(DEFAULT_BASE, "http://x/1", claim) != fact_iri(DEFAULT_BASE, "http://x/2", claim)


def test_a_claim_and_its_denial_are_two_nodes(talks: Extraction) -> None:
    claim = talks.facts[0]
    denial = replace(claim, status="denied")
    assert fact_iri(DEFAULT_BASE, "http://x/1", claim) != fact_iri(DEFAULT_BASE, "http://x/1", denial)


def test_a_claim_is_the_same_node_however_it_was_read(talks: Extraction) -> None:
    claim = talks.facts[0]
    again = replace(claim, frame="other-frame", confidence=0.1, evidence=())
    assert fact_iri(DEFAULT_BASE, "http://x/1", claim) == fact_iri(DEFAULT_BASE, "http://x/1", again)


def test_an_id_that_is_no_iri_is_an_error_that_names_it() -> None:
    with pytest.raises(GraphError, match="no iri"):
        node("no iri")
