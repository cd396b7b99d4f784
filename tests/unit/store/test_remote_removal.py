"""Documents out of real triplestores: the graphs of those that are named, and no others."""

import json

import pytest

from kg.cli import run
from kg.errors import StoreError, UsageError
from kg.store.embedded import ENTITIES_GRAPH
from kg.store.endpoints import open_endpoint
from kg.store.remote_removal import remove_remotely
from tests.stand_ins import Answer, stand_in

SOURCE = "<http://purl.org/dc/terms/source>"
NASTY = 'it\'s "one"\\ } DROP ALL #\n.txt'


@pytest.fixture
def endpoint(known):
    """A triplestore with three documents, the first two of them read from the same source."""
    with open_endpoint(known.base, writes=True) as opened:
        for name, source in (("one", "talks.txt"), ("two", "talks.txt"), ("three", NASTY)):
            turtle = f"<urn:x:{name}> {SOURCE} {json.dumps(source)} ; <urn:x:p> 1, 2 ."
            opened.put_graph(f"urn:x:{name}", turtle.encode(), content="text/turtle")
        opened.put_graph(ENTITIES_GRAPH, b"<urn:x:a> <urn:x:p> 1 .", content="text/turtle")
        yield opened


def left(endpoint):
    """The names of the documents that are still there."""
    return {name[6:] for name in endpoint.count_all() if name.startswith("urn:x:")}


def test_a_document_is_removed_by_its_iri(endpoint):
    assert remove_remotely(endpoint, ["urn:x:one"]) == 1
    assert left(endpoint) == {"two", "three"}


def test_documents_are_removed_by_their_source(endpoint):
    assert remove_remotely(endpoint, ["talks.txt", "urn:x:one"]) == 2
    assert left(endpoint) == {"three"}


def test_a_source_with_quotes_braces_and_sparql_inside_is_a_name_like_any_other(endpoint):
    assert remove_remotely(endpoint, [NASTY]) == 1
    assert left(endpoint) == {"one", "two"}


@pytest.mark.parametrize("name", ["talk.txt", "urn:x:none", "", "} DROP ALL #", ENTITIES_GRAPH])
def test_nothing_is_removed_where_one_document_is_not_there(name, endpoint):
    with pytest.raises(UsageError, match="no document") as error:
        remove_remotely(endpoint, ["urn:x:one", name])
    assert left(endpoint) == {"one", "two", "three"}
    assert (error.value.hint == "talks.txt") == (name == "talk.txt")


def test_a_graph_of_several_documents_is_not_removed_for_one_of_them(endpoint):
    turtle = f"<urn:x:a> {SOURCE} 'a.txt' . <urn:x:b> {SOURCE} 'b.txt' ."
    endpoint.put_graph("urn:x:both", turtle.encode(), content="text/turtle")
    with pytest.raises(UsageError, match="of its own") as error:
        remove_remotely(endpoint, ["a.txt"])
    assert error.value.hint == "urn:x:both, which holds it, maybe with others"
    assert "both" in left(endpoint)


def test_a_document_is_removed_as_a_person_types_it(known, endpoint, capsys):
    assert run(["remove", "talks.txt", "-e", known.base]) == 0
    said = capsys.readouterr()
    assert said.err.endswith(": removed 2 documents\n") and said.out == ""
    assert left(endpoint) == {"three"}
    assert run(["remove", "talks.txt", "-e", known.base]) == 2


def test_a_user_who_may_not_write_is_told(virtuoso, capsys):
    virtuoso.put("urn:x:one", "<urn:x:a> <urn:x:p> 1 .")
    assert run(["remove", "urn:x:one", "-e", virtuoso.base]) == 9
    assert "wants a user and a password" in capsys.readouterr().err
    assert virtuoso.count("urn:x:one") == 1


def test_a_server_that_says_yes_and_keeps_the_document_is_found_out():
    counted = Answer(
        body=b'{"head":{"vars":["g","n"]},"results":{"bindings":[{"g":{"type":"uri","value":"urn:x:one"},'
        b'"n":{"type":"literal","value":"3"}}]}}'
    )
    with (
        stand_in(counted, Answer(status=204, body=b""), counted) as server,
        open_endpoint(server.url, profile="generic") as endpoint,
        pytest.raises(StoreError, match="still holds 3 triples of <urn:x:one>"),
    ):
        remove_remotely(endpoint, ["urn:x:one"])


def test_a_store_and_an_endpoint_are_not_changed_at_once(capsys):
    assert run(["remove", "x", "--store", "a", "-e", "http://127.0.0.1:9"]) == 2
    assert "a store or an endpoint, not both" in capsys.readouterr().err
