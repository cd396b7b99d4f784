"""Each real triplestore is known by its address, asked, changed, and given graphs."""

import pytest
from pyoxigraph import BlankNode

from kg.errors import QueryError, StoreError
from kg.store.endpoints import open_endpoint

FIRST, SECOND = "http://x.example/doc?a=1&b=ü#c", "urn:x:second"
TURTLE = b"<urn:x:a> <urn:x:p> 'it\\'s', \"z\\u00fcrich\"@de ; <urn:x:q> [ <urn:x:p> 1 ] ."


@pytest.fixture
def endpoint(known):
    with open_endpoint(known.base) as opened:
        yield opened


def test_a_server_says_which_profile_is_its_own(endpoint, known):
    assert endpoint.profile.name == ("virtuoso" if known.user else "oxigraph")
    assert (endpoint.addresses.query, endpoint.addresses.update) == (known.query, known.update)
    assert endpoint.addresses.graphs == known.graphs


def test_an_address_for_queries_leads_to_the_others(known):
    with open_endpoint(known.query, writes=True) as endpoint:
        assert endpoint.addresses.update == known.update


def test_a_graph_is_put_replaced_counted_and_dropped(endpoint):
    endpoint.put_graph(FIRST, TURTLE, content="text/turtle")
    endpoint.put_graph(SECOND, TURTLE, content="text/turtle")
    assert endpoint.count_triples([FIRST, SECOND, "urn:x:none"]) == {FIRST: 4, SECOND: 4}
    endpoint.put_graph(FIRST, b"<urn:x:a> <urn:x:p> 1 .", content="text/turtle")
    assert endpoint.count_triples([FIRST, SECOND]) == {FIRST: 1, SECOND: 4}
    endpoint.drop_graphs([FIRST, "urn:x:none"])
    assert endpoint.count_triples([FIRST, SECOND]) == {SECOND: 4}


def test_an_update_changes_and_a_query_sees_it(endpoint):
    endpoint.update(f"INSERT DATA {{ GRAPH <{SECOND}> {{ <urn:x:a> <urn:x:p> 1, 'é' }} }}")
    rows = list(endpoint.ask("SELECT ?o { <urn:x:a> <urn:x:p> ?o } ORDER BY STR(?o)"))
    assert [row["o"].value for row in rows] == ["1", "é"]
    assert endpoint.ask("ASK { <urn:x:a> <urn:x:p> 1 }", form="ASK")
    assert not endpoint.ask("ASK { <urn:x:a> <urn:x:p> 2 }", form="ASK")


def test_triples_come_back(endpoint):
    endpoint.put_graph(SECOND, TURTLE, content="text/turtle")
    found = set(endpoint.ask("CONSTRUCT { ?s <urn:x:p> ?o } WHERE { ?s <urn:x:p> ?o }", form="CONSTRUCT"))
    assert len(found) == 3
    assert {triple.object.value for triple in found} == {"it's", "zürich", "1"}


def test_a_blank_node_has_a_name(endpoint):
    endpoint.put_graph(SECOND, TURTLE, content="text/turtle")
    (row,) = endpoint.ask("SELECT ?o { <urn:x:a> <urn:x:q> ?o }")
    assert isinstance(row["o"], BlankNode)


def test_a_faulty_query_is_an_error_of_the_query(endpoint):
    with pytest.raises(QueryError, match=r"(?i)expected|syntax"):
        endpoint.ask("SELECT * { ?s ?p")


def test_a_faulty_update_is_an_error_of_the_query(endpoint):
    with pytest.raises(QueryError, match=r"(?i)expected|syntax"):
        endpoint.update("INSERT DATA { <urn:x:a> }")


def test_a_faulty_graph_is_not_taken(endpoint):
    with pytest.raises(StoreError):
        endpoint.put_graph(SECOND, b"<urn:x:a> <urn:x:p", content="text/turtle")
    assert endpoint.count_triples([SECOND]) == {}


def test_virtuoso_wants_a_password_for_what_is_written(virtuoso):
    with open_endpoint(virtuoso.base) as endpoint:
        assert list(endpoint.ask("SELECT * { <urn:x:a> <urn:x:none> ?o }")) == []
        with pytest.raises(StoreError, match="wants a user and a password"):
            endpoint.put_graph(SECOND, TURTLE, content="text/turtle")


def test_virtuoso_does_not_take_a_wrong_password(virtuoso, monkeypatch):
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "wrong")
    with open_endpoint(virtuoso.base) as endpoint, pytest.raises(StoreError, match="does not accept"):
        endpoint.update("INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }")
