"""A wrong query is told by line and column of its own text, with what was meant."""

import pytest

from kg.queries import ask_files
from kg.queries.mistakes import find_mistake

MISTAKES = [
    ("SELECT * { ?a dip:metWith ?b", "1:29", "a } is missing"),
    ("SELEC * { ?a ?b ?c }", "1:1", "SELECT"),
    ("SELECT ?a {\n  ?a dpi:metWith ?b }", "2:6", "dip:metWith"),
    ("SELECT ?a, ?b { ?a ?b ?c }", "1:10", "variables in SELECT are parted by blanks"),
    ("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }", "1:8", "GROUP BY … ?a, or (SAMPLE(?a) AS ?name)"),
    ("SELECT * {\n ?a ?p ?b .\n ?b metWith ?c }", "3:5", "dip:metWith"),
    ("SELECT * { ?a ?b ?c FILER(?c > 1) }", "1:21", "FILTER"),
    ("SELECT * { ?a ?b ?c }}", "1:22", "there is one } too many"),
    ("SELECT * { ?a ?b 'x }", "1:18", "a string over several lines"),
    ("# {{ a comment\nASK { ?a ?b ?c FILTER(?c = ) }", "2:28", ""),
]


@pytest.mark.parametrize(("sparql", "place", "meant"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_what_was_meant(sparql, place, meant):
    mistake = find_mistake(sparql, name="a.rq")
    assert mistake.where == f"a.rq:{place}"
    assert meant in (mistake.hint or "")


def test_a_caret_stands_under_the_mistake():
    line, caret = str(find_mistake("ASK {\n\t?é dpi:x ?b }")).splitlines()[1:3]
    assert line.index("dpi:x") == caret.index("^^^^^")


@pytest.mark.parametrize("sparql", ["", "  # nothing but words\n"])
def test_an_empty_query_is_told_as_one(sparql):
    assert "is empty" in find_mistake(sparql).why


@pytest.mark.parametrize("sparql", ["INSERT DATA { <urn:a> <urn:b> 1 }", "prefix a: <urn:a>\ndrop all"])
def test_an_update_is_told_as_one(sparql):
    assert "changes the graph" in find_mistake(sparql).why


@pytest.mark.parametrize("sparql", ["🎉", "\x00", "hello", "SELECT " + "(" * 500, "ASK {" * 200])
def test_odd_words_are_a_mistake_of_the_query(sparql):
    assert find_mistake(sparql).exit_code == 8


def test_a_good_query_has_no_mistake_and_needs_no_prefixes():
    sparql = "SELECT ?p { ?p a dip:Person ; owl:sameAs wd:Q1 ; rdfs:label ?l FILTER(?p != person:a) }"
    assert find_mistake(sparql) is None
    assert list(ask_files(sparql, [])) == []
