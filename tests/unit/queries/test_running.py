"""Queries are asked of files, and of a real endpoint."""

import io
import subprocess

import pytest
from pyoxigraph import QueryTriples

from kg.errors import GraphError, QueryError, StoreError, UsageError
from kg.queries import (
    ask_endpoint,
    ask_files,
    find_query,
    read_query,
    read_rows,
    write_answer,
)
from tests.servers import OXIGRAPH, run_oxigraph

DIP = "PREFIX dip: <https://w3id.org/diplomacy-kg/ontology#> "


def write(answer, form):
    stream = io.BytesIO()
    write_answer(answer, stream, form)
    return stream.getvalue().decode()


@pytest.fixture(scope="module")
def endpoint(summit_ttl, tmp_path_factory):
    """A real server that holds the hand-made graph."""
    folder = tmp_path_factory.mktemp("store")
    subprocess.run([OXIGRAPH, "load", "-l", folder, "-f", summit_ttl], check=True, capture_output=True)
    with run_oxigraph(folder, read_only=True) as server:
        yield server.query


def test_an_endpoint_says_yes_and_no(endpoint):
    assert ask_endpoint(DIP + "ASK { ?a dip:metWith ?b }", endpoint)
    assert not ask_endpoint(DIP + "ASK { ?a dip:visited ?b }", endpoint)


def test_an_endpoint_gives_triples(endpoint):
    answer = ask_endpoint(DIP + "CONSTRUCT WHERE { ?a dip:metWith ?b }", endpoint)
    assert isinstance(answer, QueryTriples)
    assert "dip:metWith" in write(answer, "ttl")


def test_a_query_that_an_endpoint_cannot_parse_is_an_error_of_the_query(endpoint):
    with pytest.raises(QueryError):
        ask_endpoint("SELECT * { ?s ?p", endpoint)


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/query", "file:///etc/passwd", "nowhere"])
def test_an_endpoint_that_is_none_is_a_store_error(address):
    with pytest.raises(StoreError):
        ask_endpoint("ASK {}", address, timeout=2)


def test_a_wrong_path_of_a_server_is_a_store_error(endpoint):
    with pytest.raises(StoreError):
        ask_endpoint("ASK {}", endpoint.replace("/query", "/nothing"))


def test_an_update_is_no_query(endpoint):
    with pytest.raises(QueryError, match="changes the graph"):
        ask_endpoint("DELETE WHERE { ?s ?p ?o }", endpoint)


def test_several_files_are_one_graph(tmp_path):
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:p> <urn:b> .")
    (tmp_path / "b.trig").write_text("<urn:g> { <urn:b> <urn:p> <urn:c> }")
    answer = ask_files("SELECT ?c { <urn:a> <urn:p>/<urn:p> ?c }", [tmp_path / "a.ttl", tmp_path / "b.trig"])
    assert write(answer, "csv") == "c\r\nurn:c\r\n"


def test_a_broken_graph_is_named_with_its_line(tmp_path):
    (tmp_path / "bad.ttl").write_text("<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p .")
    with pytest.raises(GraphError) as caught:
        ask_files("ASK {}", [tmp_path / "bad.ttl"])
    assert str(caught.value).startswith(f"{tmp_path / 'bad.ttl'}:2: ")


def test_a_missing_graph_is_a_graph_error(tmp_path):
    with pytest.raises(GraphError, match="No such file"):
        ask_files("ASK {}", [tmp_path / "none.ttl"])


def test_a_broken_query_is_a_query_error():
    with pytest.raises(QueryError, match="ends too early"):
        ask_files("SELECT * { ?s ?p", [])


def test_a_missing_query_file_is_a_query_error(tmp_path):
    with pytest.raises(QueryError, match="cannot be read"):
        read_query(tmp_path / "none.rq")


def test_an_unknown_query_names_the_nearest():
    with pytest.raises(UsageError, match="offices"):
        find_query("ofices")


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "a,n\r\nurn:a,1\r\n"),
        ("tsv", "?a\t?n\n<urn:a>\t1\n"),
        ("markdown", "| a | n |\n| --- | --- |\n| <urn:a> | 1 |\n"),
    ],
)
def test_a_table_is_written_in_each_format(form, expected):
    answer = ask_files("SELECT ?a ?n { VALUES (?a ?n) { (<urn:a> 1) } }", [])
    assert write(answer, form) == expected


def test_a_table_is_no_turtle():
    with pytest.raises(UsageError, match="csv"):
        write(ask_files("SELECT * {}", []), "ttl")


def test_iris_are_shortened_and_control_characters_stay_out_of_the_terminal():
    start = "https://w3id.org/diplomacy-kg"
    rows = f'(<{start}/ontology#held> "a\\u001b[31mb") (<{start}/id/x/y> 1)'
    answer = ask_files(f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}", [])
    assert list(read_rows(answer)) == [["dip:held", "a [31mb"], ["id:x/y", "1"]]


def test_a_query_that_names_its_graphs_is_asked_of_these_alone(tmp_path):
    path = tmp_path / "two.trig"
    path.write_text("<urn:one> { <urn:a> <urn:p> <urn:b> } <urn:two> { <urn:a> <urn:p> <urn:c> }")
    named = ask_files("SELECT ?o FROM <urn:two> { <urn:a> ?p ?o }", [path])
    assert write(named, "csv").split() == ["o", "urn:c"]
    every = ask_files("SELECT ?o { <urn:a> ?p ?o } ORDER BY ?o", [path])
    assert write(every, "csv").split() == ["o", "urn:b", "urn:c"]
