"""A name means an entity of the graph that is asked, or an error tells which it may be."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Store

from kg.errors import QueryError
from kg.queries.resolving import find_entity
from kg.queries.running import ask_endpoint, ask_store

ID = "https://w3id.org/diplomacy-kg/id/"
ARMENIA = f"{ID}state/armenia"

NAMES = f"""
PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wd: <http://www.wikidata.org/entity/>
INSERT DATA {{
  <{ID}state/georgia> a dip:State ; rdfs:label "Georgia"@en ; owl:sameAs wd:Q230 .
  <{ID}place/georgia> a dip:Place ; rdfs:label "Georgia"@en ; owl:sameAs wd:Q1428 .
  <{ID}person/erdogan> a dip:Person ; rdfs:label "Recep Tayyip Erdoğan"@en .
  <{ID}person/bill> a dip:Person ; rdfs:label "Bill Clinton"@en ; skos:altLabel "Clinton"@en .
  <{ID}person/hillary> a dip:Person ; rdfs:label "Hillary Clinton"@en .
  <{ID}organization/odd> a dip:Organization ; rdfs:label "A \\"B\\" {{C}} }} #"@en .
  <urn:other/state/moldova> a dip:State ; rdfs:label "Moldova"@en .
}}"""


@pytest.fixture(scope="module")
def names():
    store = Store()
    store.update(NAMES)
    return lambda sparql: ask_store(sparql, store)


def find(value, kind, ask):
    return find_entity(value, kind, where="--actor", ask=ask)


@pytest.mark.parametrize(
    "value",
    [
        "Armenia",
        "armenia",
        "ARMENIA",
        "Armenian",
        "Q399",
        "wd:Q399",
        "state:armenia",
        ARMENIA,
        f"<{ARMENIA}>",
    ],
)
def test_a_state_is_found_by_each_of_its_names(value, ask):
    assert find(value, "state", ask) == ARMENIA


@pytest.mark.parametrize("value", ["Erdogan", "erdoğan", "Recep Tayyip Erdogan"])
def test_a_person_is_found_without_accents_and_by_surname_alone(value, names):
    assert find(value, "person", names) == f"{ID}person/erdogan"


def test_the_type_of_a_parameter_tells_namesakes_apart(names):
    assert find("Georgia", "state", names) == f"{ID}state/georgia"


def test_an_ambiguous_name_lists_class_item_and_iri_of_each(names):
    with pytest.raises(QueryError, match="one of 2") as caught:
        find("Georgia", "entity", names)
    assert f"Georgia (Place, Q1428) {ID}place/georgia" in caught.value.hint
    assert f"Georgia (State, Q230) {ID}state/georgia" in caught.value.hint


def test_an_alias_of_one_may_be_the_surname_of_another(names):
    with pytest.raises(QueryError, match="'Clinton' may be one of 2"):
        find("Clinton", "person", names)


def test_an_unknown_name_suggests_the_nearest(ask):
    with pytest.raises(QueryError, match="no actor called 'Armenai'") as caught:
        find("Armenai", "actor", ask)
    assert "Armenia (State, Q399)" in caught.value.hint


def test_a_name_of_another_class_says_so(ask):
    with pytest.raises(QueryError, match=r"no person called 'Armenia'") as caught:
        find("Armenia", "person", ask)
    assert "another class" in caught.value.hint


def test_an_item_to_which_nothing_is_linked_says_so(ask):
    with pytest.raises(QueryError, match="no actor is linked to Q1"):
        find("Q1", "actor", ask)


def test_a_prefixed_name_is_found_under_another_base(names):
    assert find("state:moldova", "state", names) == "urn:other/state/moldova"


def test_a_name_with_quotes_braces_and_a_comment_is_found(names):
    assert find('A "B" {C} } #', "actor", names) == f"{ID}organization/odd"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.sampled_from("ab\"'{}<>?\n\\#.;:()| ")))
def test_a_hostile_name_finds_nothing_and_breaks_nothing(names, value):
    found, told = _try(value, names)
    if found:  # of "a::" or "<a:>" nobody is asked: it is an IRI, and taken as it is
        assert NamedNode(found) and re.fullmatch(r"<?[ab]+:\S*>?", value)
    else:
        assert re.search("no state called|is no IRI", told)


def _try(value, names):
    try:
        return find(value, "state", names), None
    except QueryError as error:
        return None, error.why


def test_a_document_is_found_by_its_title_or_the_end_of_its_address(ask):
    found = find("Baku replies", "document", ask)
    assert found == find("queries.jsonl#baku", "document", ask)


def test_a_name_is_found_at_an_endpoint_as_in_a_file(triplestore, diplomacy_ttl):
    triplestore.put("urn:names", diplomacy_ttl.read_bytes())

    def ask_there(sparql):
        return ask_endpoint(sparql, triplestore.query)

    assert find("Pashinyan", "person", ask_there) == f"{ID}person/nikol-pashinyan"
    assert find("Q399", "state", ask_there) == ARMENIA
