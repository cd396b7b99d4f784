"""Entities of a graph are linked to items that bear more than their name; in doubt to none.

The items are made up, and stand under the QIDs of Wikidata's sandboxes and under numbers that are nobody's.
"""

import json

import pytest
from pyoxigraph import RdfFormat, Store

from kg.ontology import load_ontology
from kg.rdf.vocabulary import SAME_AS
from kg.wikidata.classes import Classes, choose_class, find_roots
from kg.wikidata.items import read_item
from kg.wikidata.linking import link_graph, link_online
from kg.wikidata.links import to_json, to_quads
from kg.wikidata.office_words import is_told
from kg.wikidata.portraits import find_unlinked
from tests.wikibase import SANDBOX, SECOND_SANDBOX, make_claim, make_item, run_wikibase
from tests.workshop import ROOT

SEED = ROOT / "tests" / "golden" / "seed.ttl"
PERSON, RUSSIA, FRANCE, ARMENIA = "Q5", "Q159", "Q142", "Q399"
POST, OTHER_POST, KIND, UPPER, FRENCH_POST = (f"Q{999999000000 + n}" for n in range(1, 6))
ORGANIZATION = "Q43229"

PREFIXES = """
@prefix : <urn:x:> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:russia a dip:State ; rdfs:label "Russia"@en ; owl:sameAs wd:Q159 ; prov:wasDerivedFrom :talks .
:talks a dip:Document ; dcterms:date "2024-05-01"^^xsd:date .
"""


def draw(turtle):
    graph = Store()
    graph.load((PREFIXES + turtle).encode(), format=RdfFormat.TURTLE)
    return find_unlinked(graph)


@pytest.fixture
def link(make_client):
    """Gives the outcome of each entity of a graph, by name, where Wikidata holds some items."""

    def link(turtle, *items, **options):
        with run_wikibase(items=items, **options) as server:
            outcomes = link_online(draw(turtle), make_client(server), find_roots(load_ontology()))
        return {outcome.entity.label: outcome for outcome in outcomes}

    return link


SPOKESMAN = """
:ivanov a dip:Person ; rdfs:label "Ivan Ivanov"@en ; skos:altLabel "Ivanov"@en , "Kremlin spokesman"@en ;
    dip:holdsOffice :post ; prov:wasDerivedFrom :talks .
:post a dip:Office ; rdfs:label "Press Secretary of the President of Russia"@en ; dip:officeIn :russia .
"""
UNPLACED = ':ivanov a dip:Person ; rdfs:label "Ivan Ivanov"@en ; prov:wasDerivedFrom :talks .'
POSTS = (
    make_item(POST, "Press Secretary of the President of Russia", P1001=RUSSIA),
    make_item(OTHER_POST, "member of a city council", P17=RUSSIA),
    make_item(FRENCH_POST, "member of a city council", P17=FRANCE),
)


def make_person(qid=SANDBOX, name="Ivan Ivanov", **told):
    return make_item(qid, name, **{"P31": PERSON, "P27": RUSSIA, "sitelinks": 12, **told})


def test_a_graph_draws_its_entities():
    (ivanov,) = draw(SPOKESMAN)
    assert (ivanov.iri, ivanov.label) == ("urn:x:ivanov", "Ivan Ivanov")
    assert ivanov.portrait.names == ("Ivan Ivanov", "Ivanov")
    assert ivanov.portrait.countries == {RUSSIA}
    assert ivanov.portrait.offices[0].owners == {RUSSIA}
    assert ivanov.setting.day == "2024-05-01"
    assert ivanov.setting.states == {RUSSIA: 1}


def test_what_is_linked_or_is_an_item_itself_is_not_asked_about():
    assert draw('wd:Q142 a dip:State ; rdfs:label "France"@en .') == []


def test_a_person_is_linked_by_an_office_held_on_the_day(link):
    person = make_person(P39=[[POST, "2012-05-22"]])
    outcome = link(SPOKESMAN, person, *POSTS)["Ivan Ivanov"]
    assert outcome.qid == SANDBOX
    assert outcome.candidates[0].features["held"] == 1.0


def test_a_person_is_linked_by_words_about_an_office(link):
    outcome = link(SPOKESMAN, make_person(description="Russian diplomat, spokesman of the president"))[
        "Ivan Ivanov"
    ]
    assert outcome.qid == SANDBOX
    assert outcome.reason == "its name, and the words 'Press Secretary'"


def test_of_two_who_bear_a_name_the_one_with_the_office_is_meant(link):
    known = make_person(SECOND_SANDBOX, sitelinks=200, P39=[[OTHER_POST, "2012-05-22"]])
    outcome = link(SPOKESMAN, known, make_person(P39=[[POST, "2012-05-22"]]), *POSTS)["Ivan Ivanov"]
    assert outcome.qid == SANDBOX


@pytest.mark.parametrize(
    ("turtle", "items"),
    [
        (SPOKESMAN, [make_person()]),
        (SPOKESMAN, [make_person(P39=[[OTHER_POST, "2012-05-22"]]), *POSTS]),
        (SPOKESMAN, [make_person(description="deputy press secretary of the president")]),
        (UNPLACED, [make_person()]),
        (UNPLACED, [make_person(), make_person(SECOND_SANDBOX)]),
        (SPOKESMAN, [make_person(P39=[[POST, "2012-05-22"]], P31=KIND), *POSTS]),
        (SPOKESMAN, [make_person(P39=[[POST, "2012-05-22"]], P569="2030-01-01"), *POSTS]),
        (SPOKESMAN, [make_person(P39=[[POST, "1912-05-22"]], P570="1933-01-01"), *POSTS]),
        (SPOKESMAN, [make_person(name="Ivan Ivanovich"), *POSTS]),
        (SPOKESMAN, []),
    ],
)
def test_in_doubt_nobody_is_linked(turtle, items, link):
    outcome = link(turtle, *items)["Ivan Ivanov"]
    assert outcome.qid is None
    assert outcome.reason


def test_one_word_of_a_name_is_not_looked_for(link, make_client):
    with run_wikibase() as server:
        client = make_client(server)
        turtle = ':ivanov a dip:Person ; rdfs:label "Ivanov"@en ; prov:wasDerivedFrom :talks .'
        (outcome,) = link_online(draw(turtle), client, {})
        assert server.heard == []
    assert outcome.reason == "it has no whole name"


def test_a_nominal_is_no_name(link):
    outcome = link(':x a dip:Person ; rdfs:label "spokesman"@en .')["spokesman"]
    assert outcome.qid is None


AGENCY = """
:agency a dip:Organization ; rdfs:label "Sample Agency"@en ; dip:agencyOf :russia ;
    prov:wasDerivedFrom :talks .
"""
KINDS = (make_item(KIND, "kind of agency", P279=UPPER), make_item(UPPER, "agency", P279=ORGANIZATION))


def test_the_class_of_a_body_is_found_through_classes_above_it(link):
    body = make_item(SANDBOX, "Sample Agency", P31=KIND, P17=RUSSIA, sitelinks=9)
    outcome = link(AGENCY, body, *KINDS)["Sample Agency"]
    assert (outcome.qid, outcome.reason) == (SANDBOX, "its name, and its state")


@pytest.mark.parametrize("kind", [[], PERSON, POST])
def test_what_is_of_another_class_is_not_meant(kind, link):
    body = make_item(SANDBOX, "Sample Agency", P31=kind, P17=RUSSIA, sitelinks=9)
    assert link(AGENCY, body, *POSTS)["Sample Agency"].qid is None


def test_a_body_of_another_state_is_not_meant(link):
    body = make_item(SANDBOX, "Sample Agency", P31=ORGANIZATION, P17=FRANCE, sitelinks=9)
    assert link(AGENCY, body)["Sample Agency"].qid is None


def test_a_merged_item_is_linked_by_its_new_name(link):
    item = make_person(P39=[[POST, "2012-05-22"]])
    outcome = link(SPOKESMAN, item, *POSTS, merged={POST: OTHER_POST})["Ivan Ivanov"]
    assert outcome.qid is None
    office = make_item(OTHER_POST, "Press Secretary of the President of Russia", P1001=RUSSIA)
    assert link(SPOKESMAN, item, office, merged={POST: OTHER_POST})["Ivan Ivanov"].qid == SANDBOX


def test_a_deleted_office_is_passed_over(link):
    assert link(SPOKESMAN, make_person(P39=[[POST, "2012-05-22"]]))["Ivan Ivanov"].qid is None


def test_a_withdrawn_office_does_not_count(link):
    person = make_person()
    person["claims"]["P39"] = [make_claim("P39", POST, "2012-05-22", rank="deprecated")]
    assert link(SPOKESMAN, person, *POSTS)["Ivan Ivanov"].qid is None


def test_initials_do_not_matter(link):
    turtle = SPOKESMAN.replace("Ivan Ivanov", "Ivan P. Ivanov Jr.")
    person = make_person(P39=[[POST, "2012-05-22"]])
    assert link(turtle, person, *POSTS)["Ivan P. Ivanov Jr."].qid == SANDBOX


@pytest.mark.parametrize(
    ("told", "qid"),
    [
        ({"P39": [[OTHER_POST, "2012-05-22"]]}, SANDBOX),
        ({"P39": [[OTHER_POST, "1992-05-22", "1996-05-22"]]}, None),
        ({"P39": [[FRENCH_POST, "2012-05-22"]], "P27": FRANCE}, None),
        ({"sitelinks": 200}, SANDBOX),
    ],
)
def test_who_has_no_office_in_the_text_is_in_office_in_a_state_of_it_or_well_known(told, qid, link):
    assert link(UNPLACED, make_person(**told), *POSTS)["Ivan Ivanov"].qid == qid


def test_a_name_that_many_bodies_bear_is_no_link(link):
    parties = [make_item(q, "Sample Agency", P31=ORGANIZATION, P17=RUSSIA) for q in (SANDBOX, SECOND_SANDBOX)]
    assert link(AGENCY, *parties)["Sample Agency"].qid is None


def test_a_whole_name_is_enough_for_what_is_hardly_ever_called_alike(link):
    turtle = ':u a dip:InternationalOrganization ; rdfs:label "Sample Union"@en .'
    assert link(turtle, make_item(SANDBOX, "Sample Union", P31="Q484652"))["Sample Union"].qid == SANDBOX
    turtle = turtle.replace("Sample Union", "SU")
    assert link(turtle, make_item(SANDBOX, "SU", P31="Q484652"))["SU"].qid is None


def test_a_place_is_on_the_map(make_client):
    city, treaty = (make_item(SANDBOX, "X", P625=(1.0, 2.0)), make_item(SECOND_SANDBOX, "X", P31="Q131569"))
    with run_wikibase() as server:
        classes = Classes(make_client(server), find_roots(load_ontology()))
        found = classes.classify(map(read_item, (city, treaty)))
    assert choose_class(found[SANDBOX], "Place") == "Place"
    assert choose_class(found[SECOND_SANDBOX], "Agreement") == "Agreement"
    assert choose_class(found[SECOND_SANDBOX], "Place") is None


def test_a_circle_of_classes_ends(make_client):
    body = read_item(make_item(SANDBOX, "X", P31=KIND))
    circle = (make_item(KIND, "a", P279=UPPER), make_item(UPPER, "b", P279=KIND))
    with run_wikibase(items=circle) as server:
        client = make_client(server)
        assert Classes(client, find_roots(load_ontology())).classify([body]) == {SANDBOX: frozenset()}
        assert len(client.requests) == 2


def test_the_press_secretary_of_the_seed_is_found_online_and_nobody_else_is_asked_for(make_client):
    graph = Store()
    graph.load(path=str(SEED), format=RdfFormat.TURTLE)
    (offline,) = link_graph(graph)
    namesake = make_person(SECOND_SANDBOX, "Dmitry Peskov", description="Russian entrepreneur", sitelinks=20)
    peskov = make_person(name="Dmitry Peskov", P39=[[POST, "2012-05-22"]])
    with run_wikibase(items=(namesake, peskov, *POSTS)) as server:
        client, roots = make_client(server), find_roots(load_ontology())
        (online,) = link_graph(graph, client=client, roots=roots)
        searched = [call["search"] for call in server.calls if call["action"] == "wbsearchentities"]
    assert (offline.entity.label, offline.qid) == ("Dmitry Peskov", None)
    assert (online.entity.label, online.qid) == ("Dmitry Peskov", SANDBOX)
    assert searched == ["Dmitry Peskov"]


def test_the_index_links_from_a_graph_what_it_links_from_the_text():
    graph = Store()
    graph.load(path=str(SEED), format=RdfFormat.TURTLE)
    told = {q.subject.value: q.object.value for q in graph.quads_for_pattern(None, SAME_AS, None, None)}
    for quad in list(graph.quads_for_pattern(None, SAME_AS, None, None)):
        graph.remove(quad)
    outcomes = link_graph(graph)
    found = {o.entity.iri: f"http://www.wikidata.org/entity/{o.qid}" for o in outcomes if o.qid}
    assert found == told and len(told) == 8


def test_links_are_a_graph_of_their_own(link):
    outcomes = link(SPOKESMAN, make_person(P39=[[POST, "2012-05-22"]]), *POSTS).values()
    told = {(quad.subject.value, quad.predicate.value.rpartition("#")[2]) for quad in to_quads(outcomes)}
    assert ("urn:x:ivanov", "sameAs") in told
    assert {quad.graph_name.value for quad in to_quads(outcomes)} == {
        "https://w3id.org/diplomacy-kg/graph/links"
    }


def test_a_close_match_is_told_on_request(link):
    outcomes = list(link(SPOKESMAN, make_person()).values())
    assert list(to_quads(outcomes)) == []
    assert [q.predicate.value.rpartition("#")[2] for q in to_quads(outcomes, close_matches=True)][
        -1
    ] == "closeMatch"


def test_the_report_says_why(link):
    outcome = link(SPOKESMAN, make_person())["Ivan Ivanov"]
    told = json.loads(to_json(outcome))
    assert told["reason"] == "nothing but the name speaks for it"
    assert told["candidates"][0]["wikidata"] == SANDBOX
    assert told["offices"] == ["Press Secretary"]


@pytest.mark.parametrize(
    ("office", "phrase", "told"),
    [
        ("Kremlin spokesman", "Kremlin press secretary", True),
        ("Minister of Foreign Affairs", "minister of foreign affairs of France", True),
        ("Minister of Foreign Affairs", "minister of defence", False),
        ("Deputy Foreign Minister", "foreign minister", False),
        ("Prime Minister", "", False),
        ("", "prime minister", False),
    ],
)
def test_words_tell_of_an_office_or_do_not(office, phrase, told):
    assert is_told(office, [phrase]) is told
