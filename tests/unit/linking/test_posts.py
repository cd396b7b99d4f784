"""The offices by which Wikidata keeps relations that it has no property for."""

import pytest

from kg.ontology import load_ontology
from kg.rdf.graph import to_quads
from tests.telling import extract

RELATED = "http://www.w3.org/2004/02/skos/core#relatedMatch"


def offices(text, **known):
    """The QID of the office of each fact, by its relation."""
    return {fact.predicate: fact.office for fact in extract(text, **known).facts}


@pytest.mark.parametrize(
    ("text", "relation", "office"),
    [
        ("Russia's ambassador to Turkey, Alexei Erkhov, met Hakan Fidan.", "ambassadorTo", "Q28036318"),
        ("White House press secretary Karine Jean-Pierre criticised Russia.", "spokesmanFor", "Q2306431"),
        (
            "U.S. Ambassador to the United Nations Linda Thomas-Greenfield condemned Russia.",
            "ambassadorTo",
            "Q1785225",
        ),
    ],
)
def test_the_office_of_the_sender_is_found(text, relation, office):
    assert offices(text, published="2023-10-10")[relation] == office


def test_an_ambassador_of_an_unknown_sender_has_no_office():
    assert offices("The ambassador to Turkey, Anna Quill, met Hakan Fidan.").get("ambassadorTo") is None


def test_a_relation_that_wikidata_has_a_property_for_has_no_office():
    assert offices("French President Emmanuel Macron met Joe Biden.")["headOfStateOf"] is None


def test_the_node_of_the_fact_tells_the_office():
    extraction = extract("Russia's ambassador to Turkey, Alexei Erkhov, met Hakan Fidan.")
    quads = to_quads([extraction], ontology=load_ontology())
    assert [q.object.value for q in quads if q.predicate.value == RELATED] == [
        "http://www.wikidata.org/entity/Q28036318"
    ]
