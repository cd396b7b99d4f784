"""Terms and prefixes that a query may use, and those that were meant."""

import pytest

from kg.queries.terms import find_near, find_unknown_terms, load_prefixes, load_terms, suggest_term


def test_every_term_of_the_ontology_is_known_with_its_kind():
    terms = load_terms()
    assert terms["metWith"] == "relation"
    assert terms["Meeting"] == "class"
    assert list(terms) == sorted(terms)


def test_each_kind_of_minted_name_has_a_prefix():
    assert load_prefixes()["person"].endswith("/id/person/")
    assert {"dip", "id", "meeting", "fact", "rdfs", "wd"} <= load_prefixes().keys()


@pytest.mark.parametrize(
    "sparql",
    [
        "ASK { ?a dip:metWiht ?b }",
        "ASK { ?a <https://w3id.org/diplomacy-kg/ontology#metWiht> ?b }",
        "PREFIX d: <https://w3id.org/diplomacy-kg/ontology#> ASK { ?a d:metWiht ?b }",
    ],
)
def test_a_term_that_the_ontology_lacks_is_found_however_it_is_written(sparql):
    assert [iri.rpartition("#")[2] for iri in find_unknown_terms(sparql)] == ["metWiht"]


def test_terms_in_strings_comments_and_other_namespaces_are_not_looked_at():
    assert find_unknown_terms('ASK { ?a dip:metWith "dip:no" ; rdfs:no ?b } # dip:none') == {}


def test_the_term_that_was_meant_is_suggested():
    assert suggest_term("metWiht") == "dip:metWith"
    assert suggest_term("spokesmanfor") == "dip:spokesmanFor"
    assert suggest_term("xyzzyx") is None


def test_near_names_are_found_whatever_their_case():
    assert find_near("filer", ["FILTER", "FROM"]) == ["FILTER"]
