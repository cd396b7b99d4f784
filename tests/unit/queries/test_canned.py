"""Every canned query, asked of the small hand-made graph."""

import csv
import io

import pytest

from kg.cli.query import command
from kg.queries import (
    ask_files,
    bind_parameters,
    describe_queries,
    describe_query,
    load_queries,
    write_answer,
    write_example,
)
from tests.workshop import ROOT

QUERIES = load_queries()

ANSWERS = {
    "entities": [("Dmitry Peskov", "Person"), ("Armenia", "State")],
    "events": [("Meeting", "held", "participant", "Ilham Aliyev", "2023-12-25", "St. Petersburg")],
    "evidence": [("Dmitry Peskov", "spokesmanFor", "Kremlin", "asserted")],
    "meetings": [("Meeting", "Ilham Aliyev", "Nikol Pashinyan", "2023-12-25", "St. Petersburg", "held")],
    "not-facts": [("Ilham Aliyev", "visited", "Armenia", "planned")],
    "offices": [("Nikol Pashinyan", "Prime Minister", "Armenia", "current", "asserted")],
    "relations": [("spokesmanFor", "asserted", "1")],
    "statements": [("Dmitry Peskov", "Statement", "the leaders talked freely", "", "", "held")],
    "who-speaks-for-whom": [("Dmitry Peskov", "Kremlin", "GovernmentBody")],
}


def ask(query, graph, **values):
    stream = io.BytesIO()
    write_answer(ask_files(bind_parameters(query, values), [graph]), stream, "csv")
    return [tuple(row) for row in csv.reader(io.StringIO(stream.getvalue().decode()))][1:]


def test_every_query_has_an_answer_here():
    assert len(QUERIES) >= 9
    assert ANSWERS.keys() == QUERIES.keys()


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_what_the_graph_holds(name, summit_ttl):
    rows = ask(QUERIES[name], summit_ttl)
    for expected in ANSWERS[name]:
        assert expected in [row[: len(expected)] for row in rows]


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_gives_each_row_once_and_in_the_same_order(name, summit_ttl):
    rows = ask(QUERIES[name], summit_ttl)
    assert len(rows) == len(set(rows))
    assert rows == ask(QUERIES[name], summit_ttl)


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
    assert not taken & {f"--{parameter.name}" for parameter in QUERIES[name].parameters}


@pytest.mark.parametrize("name", sorted(QUERIES.keys() - {"relations"}))
def test_a_text_parameter_that_fits_nothing_gives_no_row(name, summit_ttl):
    for parameter in QUERIES[name].parameters:
        assert ask(QUERIES[name], summit_ttl, **{parameter.name: "Nobody at all"}) == []


def test_a_name_is_found_by_a_part_of_it_in_any_case(summit_ttl):
    rows = ask(QUERIES["who-speaks-for-whom"], summit_ttl, person="pesk", principal="KREML")
    assert rows == [("Dmitry Peskov", "Kremlin", "GovernmentBody")]


def test_a_plan_is_no_plain_relation_but_has_evidence(summit_ttl):
    rows = ask(QUERIES["evidence"], summit_ttl, relation="visited")
    assert [row[7] for row in rows] == ["Aliyev will visit Armenia."]


def test_the_page_of_queries_is_up_to_date():
    assert (ROOT / "docs" / "queries.md").read_text("utf-8") == describe_queries(QUERIES.values())
