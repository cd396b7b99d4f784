"""What each canned query is told to answer, on the seed article, its reprints and two short texts."""

import re

import pytest

from kg.cli.query import command
from kg.ontology import load_ontology
from kg.queries import bind_parameters, describe_queries, describe_query, load_queries, write_example
from tests.workshop import ROOT

QUERIES = load_queries()
SEED = str(ROOT / "seeds" / "st-petersburg-informal-cis-summit.txt")

ANSWERS = {
    "agreements": ("border treaty", "Ratification", "Armenian parliament"),
    "ambassadors": ("Sergei Kopyrkin", "ambassador", "Armenia", "Russia"),
    "connections": ("border treaty", "Agreement", "signed", "signed"),
    "country-week": ("2024-02-10", "Accusation", "held", "initiator", "Armenia"),
    "denials": ("Denial", "Dmitry Peskov"),
    "disputed": ("Azerbaijan", "condemned", "Armenia", "asserted", "negated"),
    "dossier": ("event", "Meeting", "Vladimir Putin", "held", "2024-02-12"),
    "entities": ("Ilham Aliyev", "Person", "Q57371"),
    "events": ("Meeting", "planned", "participant", "Ilham Aliyev", "2024-03", "Baku"),
    "evidence": ("Dmitry Peskov", "spokesmanFor", "Kremlin", "asserted"),
    "expulsions": ("Expulsion", "Russia", "Armenia"),
    "low-confidence": ("0.88", "Dmitry Peskov", "metWith", "Ilham Aliyev"),
    "meetings": ("Meeting", "Nikol Pashinyan", "Ilham Aliyev", "2024-02-17", "Munich", "held"),
    "memberships": ("Kazakhstan", "memberOf", "CIS"),
    "most-active": ("Dmitry Peskov", "Person"),
    "not-facts": ("Sergey Lavrov", "visited", "Armenia", "planned"),
    "not-ratified": ("border treaty", "Azerbaijan", "2024-03-03"),
    "offices": ("Serzh Sargsyan", "President of Armenia", "Armenia", "former"),
    "places": ("Moscow", "Meeting", "held", "3"),
    "planned-meetings": ("Summit", "Ilham Aliyev", "Vladimir Putin", "", "", "cancelled"),
    "plover": ("ACCUSE/allege", "112", "Accusation", "held", "1"),
    "pressure": (
        "Sanction",
        "Russia",
        "Armenia",
        "",
        "negated",
        "Russia had not imposed sanctions on Armenia",
    ),
    "refused": ("refused", "Meeting", "Ilham Aliyev", "Aliyev refused to meet Pashinyan"),
    "relations": ("metWith", "asserted"),
    "reprints": (SEED, "", "Leaders talk", "2023-12-27", "2"),
    "sidelines": ("Summit", "CIS", "Meeting", "Dmitry Peskov", "", "St. Petersburg"),
    "single-source": ("Dmitry Peskov", "spokesmanFor", "President of Russia"),
    "statements": ("Dmitry Peskov", "Statement", "Armenia had left the bloc"),
    "timeline": ("2024-03-03", "Signing", "held", "Armenia", "Yerevan"),
    "two-states": ("Meeting", "Nikol Pashinyan", "Ilham Aliyev", "", "St. Petersburg", "held"),
    "unlinked": ("Dmitry Peskov", "Person"),
    "who-speaks-for-whom": ("Dmitry Peskov", "Kremlin", "GovernmentBody"),
}


@pytest.fixture(scope="module")
def find(ask, read_cells):
    """The rows of a canned query with the values of some parameters."""
    return lambda name, /, **values: read_cells(ask(bind_parameters(QUERIES[name], values, ask=ask)))


def test_every_query_has_an_answer_here():
    assert len(QUERIES) >= 33
    assert {name for name in QUERIES if "wikidata" not in QUERIES[name].tags} == ANSWERS.keys()


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_finds_what_the_graph_holds(name, find):
    rows = find(name, **QUERIES[name].example)
    assert ANSWERS[name] in [row[: len(ANSWERS[name])] for row in rows]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_what_it_asks_and_takes(name):
    query = QUERIES[name]
    assert query.summary
    assert query.description
    assert query.tags
    assert query.example
    assert all(parameter.description for parameter in query.parameters)
    assert write_example(query) in describe_query(query)


@pytest.mark.parametrize("name", QUERIES)
def test_no_parameter_has_the_name_of_an_option(name):
    taken = {option for param in command.params for option in param.opts}
    named = {f"--{parameter.name}" for parameter in QUERIES[name].parameters}
    assert taken & named <= {"--limit"}


VALUES = {
    "actor": "Armenia", "entity": "Armenia", "state": "Armenia", "person": "Aliyev", "place": "Moscow",
    "organization": "CIS", "office": "Prime Minister of Armenia", "agreement": "border treaty",
    "event": "summit:1a593612a1f51939", "document": "Baku replies", "text": 'a "b" } #', "integer": "1",
    "decimal": "0.5", "date": "2024-02-12", "status": "held", "relation": "metWith", "class": "Person",
    "event-type": "Meeting",
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_can_be_asked_with_any_of_its_parameters_and_with_all(name, ask, find):
    query = QUERIES[name]
    every = {parameter.name: VALUES[parameter.type] for parameter in query.parameters}
    needed = {p.name: VALUES[p.type] for p in query.parameters if p.default is None and not p.optional}
    find(name, **every)
    for key, value in every.items():
        find(name, **needed, **({} if key in needed else {key: value}))


@pytest.mark.parametrize("name", QUERIES)
def test_every_term_of_a_query_stands_in_the_ontology(name):
    ontology = load_ontology()
    terms = set(re.findall(r"\bdip:(\w+)", QUERIES[name].sparql))
    structure = {"Fact", "Document", "derivedFromEvent"}
    known = {*ontology.classes, *ontology.relations, *ontology.concepts, *structure}
    assert terms <= known


def test_the_table_of_plover_is_that_of_the_ontology():
    types = load_ontology().event_types.values()
    told = {(t.name, t.plover or "", t.cameo or "") for t in types if t.plover or t.cameo}
    assert set(re.findall(r'\(dip:(\w+) "(.*)" "(.*)"\)', QUERIES["plover"].sparql)) == told


def test_a_state_stands_for_those_who_lead_it(find):
    assert {row[1] for row in find("meetings", actor="Azerbaijan")} == {"Ilham Aliyev"}


def test_a_meeting_is_found_from_either_side(find):
    assert len(find("meetings", actor="Armenia", **{"with": "Azerbaijan"})) == len(
        find("meetings", actor="Azerbaijan", **{"with": "Armenia"})
    )


def test_since_and_until_are_days_of_the_event_or_of_its_document(find):
    rows = find("meetings", since="2024-02-12", until="2024-02-12")
    assert {row[3] for row in rows} == {"", "2024-02-12"}
    assert find("meetings", since="2024-04-01") == []


def test_a_month_counts_when_the_day_asked_for_is_in_it(find):
    assert "2024-03" in {row[3] for row in find("planned-meetings", since="2024-03-20")}


def test_a_week_ends_on_its_seventh_day_if_no_other_is_named(find):
    assert {row[0] for row in find("country-week", state="Armenia", since="2024-02-11")} == {
        "2024-02-12",
        "2024-02-17",
    }


def test_an_office_is_held_at_a_date(find):
    assert {row[0] for row in find("offices", of="Armenia", at="2024-02-20")} == {"Nikol Pashinyan"}
    assert "Serzh Sargsyan" in {row[0] for row in find("offices", of="Armenia", at="2010-01-01")}


def test_what_somebody_said_about_another_is_found_by_name(find):
    assert {row[2] for row in find("statements", about="Armenia", speaker="Peskov")} == {
        "Armenia had left the bloc",
        "Russia had not imposed sanctions on Armenia",
    }


def test_who_ratified_by_its_parliament_is_not_listed(find):
    assert {row[1] for row in find("not-ratified")} == {"Azerbaijan", "Belarus", "Kazakhstan"}


def test_the_page_of_queries_is_up_to_date():
    assert (ROOT / "docs" / "queries.md").read_text("utf-8") == describe_queries(QUERIES.values())
