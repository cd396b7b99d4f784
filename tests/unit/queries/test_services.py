"""A query that asks another endpoint by SERVICE says which one failed, why, and what to try."""

import pytest

from kg.cli import run
from kg.errors import QueryError
from kg.queries.services import find_services
from tests.stand_ins import HANG_UP, Answer, stand_in


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(body=b"<html>hello", content="text/html"), "answers with text/html"),
        (Answer(status=503, body=b"busy"), "answers 503 Service Unavailable"),
        (Answer(status=404, body=b""), "answers 404 Not Found"),
        (Answer(body=b'{"head":{"vars":["s"]},"results":{"bindings":[{'), "answers with what is no result"),
        (HANG_UP, "cannot be asked"),
    ],
)
def test_a_service_that_fails_is_named_with_the_reason(answer, why, summit_ttl, capsys):
    with stand_in(answer) as server:
        query = f"SELECT * {{ ?a dip:metWith ?b SERVICE <{server.url}> {{ ?a ?p ?o }} }}"
        assert run(["query", "-q", query, str(summit_ttl)]) == QueryError.exit_code
    told = capsys.readouterr().err
    assert told.startswith(f"kg: {server.url}: the SERVICE of the query {why}")
    assert "SERVICE SILENT" in told
    assert "broke off" not in told


@pytest.mark.parametrize("form", ["ASK", "SELECT *", "CONSTRUCT { ?s ?p ?o }"])
def test_a_service_that_is_not_there_is_told_whatever_is_asked(form, summit_ttl, capsys):
    with stand_in() as server:
        pass  # nobody answers there any more
    query = f"{form} {{ SERVICE <{server.url}> {{ ?s ?p ?o }} }}"
    assert run(["query", "-q", query, str(summit_ttl)]) == QueryError.exit_code
    assert f"kg: {server.url}: the SERVICE of the query does not answer" in capsys.readouterr().err


def test_a_silent_service_lets_the_query_go_on(summit_ttl, capsys):
    with stand_in(Answer(status=500)) as server:
        query = f"SELECT ?a {{ ?a dip:metWith ?b SERVICE SILENT <{server.url}> {{ ?a ?p ?o }} }}"
        assert run(["query", "-q", query, str(summit_ttl)]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 1


def test_services_are_found_by_iri_and_by_prefix_but_not_in_texts():
    query = """PREFIX w: <http://w/> SELECT * {
      SERVICE w:sparql { ?s ?p "SERVICE <http://no>" } # SERVICE <http://nor>
      SERVICE SILENT <http://v> { ?s ?p <http://neither> } SERVICE <http://v> { } }"""
    assert find_services(query) == ["http://w/sparql", "http://v"]
