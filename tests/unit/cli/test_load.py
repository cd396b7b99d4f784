"""`kg load`, `kg update` and `kg endpoints`, as a person types them."""

import os
import subprocess
import sys

import pytest

from kg.cli import run
from tests.stand_ins import Answer, stand_in

GRAPHS = "<urn:x:g> { <urn:x:a> <urn:x:p> 1, 2 } <urn:x:h> { <urn:x:a> <urn:x:p> 1 }"


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "graphs.trig").write_text(GRAPHS, encoding="utf-8")


def test_graphs_are_loaded_and_asked(oxigraph, capsys):
    assert run(["load", "graphs.trig", "-e", oxigraph.base]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Oxigraph's server holds 3 triples in 2 graphs, as sent\n"
    assert (
        run(["query", "-q", "SELECT ?o { GRAPH <urn:x:g> { ?s ?p ?o } } ORDER BY ?o", "-e", oxigraph.query])
        == 0
    )
    assert capsys.readouterr().out.split() == ["o", "1", "2"]


def test_virtuoso_is_loaded_by_a_user_of_the_environment(virtuoso, capsys, monkeypatch):
    assert run(["load", "graphs.trig", "-e", virtuoso.query]) == 9
    said = capsys.readouterr().err
    assert "wants a user and a password" in said and "--resume goes on from here" in said
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    assert run(["load", "graphs.trig", "-e", virtuoso.query, "--resume"]) == 0
    assert "Virtuoso holds 3 triples in 2 graphs" in capsys.readouterr().err
    assert run(["update", "-q", "CLEAR GRAPH <urn:x:g>", "-e", virtuoso.base]) == 0
    assert run(["query", "-q", "SELECT * { <urn:x:a> <urn:x:p> ?o }", "-e", virtuoso.base]) == 0
    assert capsys.readouterr().out.split() == ["o", "1"]


def test_a_change_is_read_from_a_file_with_known_prefixes(oxigraph, tmp_path):
    update = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> a dip:Person } }"
    (tmp_path / "change.ru").write_text(update, encoding="utf-8")
    assert run(["update", "-f", "change.ru", "-e", oxigraph.base, "--quiet"]) == 0
    assert run(["query", "-q", "ASK { <urn:x:a> a dip:Person }", "-e", oxigraph.query]) == 0


def test_a_change_is_read_from_standard_input(oxigraph):
    command = [sys.executable, "-m", "kg", "update", "-f", "-", "-e", oxigraph.base]
    update = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:a> <urn:x:p> 1 } }"
    root = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, input=update, text=True, check=True, capture_output=True, env=root)
    assert oxigraph.count("urn:x:g") == 1


@pytest.mark.parametrize("arguments", [[], ["-q", "CLEAR ALL", "-f", "x.ru"]])
def test_a_change_is_given_once(arguments, capsys):
    assert run(["update", "-e", "http://127.0.0.1:9", *arguments]) == 2
    assert "which change?" in capsys.readouterr().err


def test_a_faulty_change_is_an_error_of_the_query(oxigraph, capsys):
    assert run(["update", "-q", "INSERT DATA { <urn:x:a> }", "-e", oxigraph.base]) == 8
    assert "expected" in capsys.readouterr().err


def test_an_unknown_profile_names_the_nearest(capsys):
    assert run(["load", "graphs.trig", "-e", "http://127.0.0.1:9", "--profile", "fuseky"]) == 2
    assert "try: fuseki" in capsys.readouterr().err


def test_waits_are_told(capsys):
    with stand_in(Answer(503, b""), Answer(204, b"")) as server:
        assert run(["update", "-q", "CLEAR ALL", "-e", server.url, "--profile", "generic"]) == 0
    assert "answers 503 Service Unavailable; trying again in 0.5 s" in capsys.readouterr().err


def test_an_answer_that_may_be_cut_off_is_told(capsys):
    with stand_in(Answer(headers={"X-SPARQL-MaxRows": "5"})) as server:
        assert run(["query", "-q", "SELECT * { ?s ?p ?o }", "-e", server.url]) == 0
    assert capsys.readouterr().err == "answers 5 rows at most, and there may be more: LIMIT and OFFSET\n"


def test_no_retry_is_made_where_none_is_wanted():
    with stand_in(Answer(503, b"")) as server:
        assert (
            run(["update", "-q", "CLEAR ALL", "-e", server.url, "--profile", "generic", "--retries", "0"])
            == 9
        )
    assert len(server.heard) == 1


def test_every_profile_is_listed_with_how_it_is_known(capsys):
    assert run(["endpoints"]) == 0
    rows = capsys.readouterr().out.splitlines()
    seen = {row.split()[0] for row in rows if " seen " in row}
    read = {row.split()[0] for row in rows if " read " in row}
    assert seen == {"oxigraph", "virtuoso"}
    assert read == {"fuseki", "graphdb", "rdf4j", "qlever", "blazegraph", "neptune", "generic"}


def test_a_profile_is_described(capsys):
    assert run(["endpoints", "fuseki"]) == 0
    assert "http://127.0.0.1:3030/DATASET/data?graph=IRI" in capsys.readouterr().out
