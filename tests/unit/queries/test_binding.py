"""A parameter becomes one RDF term, whatever stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError, UsageError
from kg.queries import bind_parameters
from kg.queries.catalogue import parse_query
from kg.queries.tokens import cut_tokens


def make_query(body, **types):
    head = "#+ parameters:\n" + "".join(f"#+   - {{name: {n}, type: {t}}}\n" for n, t in types.items())
    return parse_query(head + body, name="test", where="test.rq")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_was_given(text):
    query = make_query("SELECT (STR(?_x) AS ?y) {}", x="text")
    (row,) = Store().query(bind_parameters(query, {"x": text}))
    assert row["y"].value == text


@given(st.text(st.sampled_from("abAS <>\"'\\#?$_:@\n{}()1.|/")))
def test_tokens_joined_are_the_query(sparql):
    assert "".join(token.text for token in cut_tokens(sparql)) == sparql


def test_a_value_cannot_end_the_string_it_stands_in():
    query = make_query('ASK { FILTER(?_x = "a") }', x="text")
    assert not Store().query(bind_parameters(query, {"x": 'a" || "b" = "b'}))


@pytest.mark.parametrize(
    "hidden", ['"?_x"', "'?_x'", '"""a "?_x" b"""', "'''?_x'''", "<urn:?_x>", "# ?_x\n", '"\\"?_x"']
)
def test_what_only_looks_like_a_parameter_stays(hidden):
    query = make_query(f"SELECT * {{ ?s ?p {hidden} ?o FILTER(?o = ?_x) }}", x="text")
    assert hidden in bind_parameters(query, {"x": "value"})


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("iri", "urn:a", "<urn:a>"),
        ("iri", "<urn:a>", "<urn:a>"),
        ("iri", "wd:Q159", "<http://www.wikidata.org/entity/Q159>"),
        ("item", "Q159", "<http://www.wikidata.org/entity/Q159>"),
        ("item", "wd:Q159", "<http://www.wikidata.org/entity/Q159>"),
        ("integer", "+12", "12"),
        ("number", "0.8", '"0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("date", "2023-12-26", '"2023-12-26"^^<http://www.w3.org/2001/XMLSchema#date>'),
    ],
)
def test_a_value_is_written_as_a_term_of_its_type(kind, value, term):
    assert bind_parameters(make_query("ASK {FILTER(?_x = 1)}", x=kind), {"x": value}).endswith(
        f"ASK {{FILTER({term} = 1)}}"
    )


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "no iri"),
        ("iri", "urn:a> ?p <urn:b"),
        ("item", "P31"),
        ("item", "Q1> } #"),
        ("integer", "1 } #"),
        ("integer", "²"),
        ("number", "1e3"),
        ("date", "Monday"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(kind, value):
    with pytest.raises(QueryError, match=f"is no {kind}"):
        bind_parameters(make_query("ASK {FILTER(?_x = 1)}", x=kind), {"x": value})


def test_a_missing_value_is_asked_for():
    with pytest.raises(QueryError, match="a value is needed"):
        bind_parameters(make_query("ASK {FILTER(?_x = 1)}", x="text"))


def test_an_unknown_parameter_is_refused_with_the_good_ones():
    with pytest.raises(UsageError, match="--x"):
        bind_parameters(make_query("ASK {FILTER(?_x = 1)}", x="text"), {"z": "1"})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("#+ parameters: [{name: x}]\nASK {}", "declared but not used"),
        ("ASK { ?s ?p ?_x }", "used but not declared"),
        ("#+ summary: [\nASK {}", "no YAML"),
        ("#+ just words\nASK {}", "no list of keys"),
        ("#+ parameters: x\nASK {}", "no list"),
        ("#+ parameters: [{name: x, type: colour}]\nASK {?s ?p ?_x}", "no type 'colour'"),
        ("#+ parameters: [{name: a b}]\nASK {}", "no name that is a word"),
        ("#+ example: {x: 1}\nASK {}", "no parameter"),
    ],
)
def test_a_head_that_misleads_is_refused(text, why):
    with pytest.raises(QueryError, match=why):
        parse_query(text, name="test", where="test.rq")


NAMED = "SELECT * {\n ?s ?p ?_x .\n OPTIONAL { ?s rdfs:label ?l } #@ entities\n ?s a ?c . #@ entities\n}"
IN_ENTITIES = "GRAPH <https://w3id.org/diplomacy-kg/graph/entities>"


def test_what_an_entity_is_called_is_asked_of_the_graph_of_entities():
    bound = bind_parameters(make_query(NAMED, x="iri"), {"x": "urn:x"}, ask=lambda _: True)
    assert f"OPTIONAL {{ {IN_ENTITIES} {{ ?s rdfs:label ?l }} }}" in bound
    assert f" {IN_ENTITIES} {{ ?s a ?c . }}" in bound
    assert Store().query(bound, prefixes={"rdfs": "urn:r"}) is not None


def test_what_an_entity_is_called_is_asked_of_everything_where_there_is_no_such_graph():
    query = make_query(NAMED, x="iri")
    assert "GRAPH" not in bind_parameters(query, {"x": "urn:x"}, ask=lambda _: False)
    assert "GRAPH" not in bind_parameters(query, {"x": "urn:x"})


def test_a_line_may_stand_only_where_a_parameter_has_a_value_or_only_where_it_has_none():
    text = "ASK {\n ?s ?p 1 . #? x\n ?s ?p 2 . #! x\n FILTER(?s = ?_x)\n}"
    head = "#+ parameters: [{name: x, type: text, optional: true}]\n"
    query = parse_query(head + text, name="test", where="test.rq")
    assert "1" in bind_parameters(query, {"x": "a"}) and "2" not in bind_parameters(query, {"x": "a"})
    assert "2" in bind_parameters(query) and "1" not in bind_parameters(query)
