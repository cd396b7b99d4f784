"""`kg serve` answers real HTTP, changes nothing unless it is told to, and ends cleanly."""

import json
import signal
import socket
import sys
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.cli import run
from kg.store import open_store
from tests.servers import find_port
from tests.workshop import start_process


@pytest.fixture
def store(summit_ttl, tmp_path):
    """A store whose facts stand in a named graph."""
    from pyoxigraph import NamedNode

    with open_store(tmp_path / "store", write=True) as opened:
        opened.graphs.bulk_load(path=str(summit_ttl), to_graph=NamedNode("urn:doc"))
    return tmp_path / "store"


@contextmanager
def serve(store, *options, end=signal.SIGINT):
    port = find_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", port, *options]
    with start_process(list(map(str, command)), stderr=-1, text=True) as process:
        try:
            assert process.stderr.readline().startswith(f"http://127.0.0.1:{port}/query takes")
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(end)
            told = process.stderr.read()
    assert process.returncode == 0, told
    assert "ended" in told
    assert len(children) == 1 and not Path(f"/proc/{children[0]}").exists()


def get(address, *, headers=(), **parameters):
    asked = f"?{urllib.parse.urlencode(parameters)}" if parameters else ""
    request = urllib.request.Request(address + asked, headers=dict(headers))
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode(), answer.headers


def post(address, body, content):
    request = urllib.request.Request(address, body.encode(), {"Content-Type": content})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status


def refused(error):
    """The status of a refusal."""
    with error.value as answer:
        return answer.status


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_query_is_answered_from_all_graphs_until_the_server_is_ended(end, store):
    with serve(store, end=end) as base:
        accept = {"Accept": "application/sparql-results+json"}
        sparql = "ASK { ?a <https://w3id.org/diplomacy-kg/ontology#metWith> ?b }"
        assert json.loads(get(f"{base}/query", headers=accept, query=sparql)[0])["boolean"] is True
        assert "metWith" in get(f"{base}/store", headers={"Accept": "text/turtle"}, graph="urn:doc")[0]
        description = get(f"{base}/query", headers={"Accept": "text/turtle"})[0]
        assert "sparql-service-description#" in description


def test_nothing_can_be_changed_unless_that_is_asked_for(store):
    with serve(store) as base:
        with pytest.raises(urllib.error.HTTPError) as error:
            post(f"{base}/update", "DROP ALL", "application/sparql-update")
        assert refused(error) == 403
        with pytest.raises(urllib.error.HTTPError) as error:
            post(f"{base}/store?graph=urn:doc", "<urn:a> <urn:b> 1 .", "text/turtle")
        assert refused(error) == 403


def test_changes_are_kept_when_the_server_is_ended(store):
    insert = "INSERT DATA { GRAPH <urn:new> { <urn:a> <urn:b> 1 } }"
    with serve(store, "--update", end=signal.SIGTERM) as base:
        assert post(f"{base}/update", insert, "application/sparql-update") == 204
        with open_store(store) as opened:
            assert not opened.graphs.query("ASK { GRAPH <urn:new> { ?s ?p ?o } }")
    with open_store(store) as opened:
        assert opened.graphs.query("ASK { GRAPH <urn:new> { ?s ?p ?o } }")


def test_a_query_that_runs_for_ever_is_stopped(store):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"
    with serve(store, "--timeout", 1) as base, pytest.raises((urllib.error.HTTPError, OSError)) as error:
        get(f"{base}/query", query=endless)
    if isinstance(error.value, urllib.error.HTTPError):
        assert refused(error) >= 400


@pytest.mark.parametrize("cors", [True, False])
def test_pages_of_other_sites_may_read_only_when_they_are_let(cors, store):
    with serve(store, *(["--cors"] if cors else [])) as base:
        headers = get(f"{base}/query", headers={"Origin": "http://a.example"}, query="ASK {}")[1]
    assert ("Access-Control-Allow-Origin" in headers) == cors


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--cors"]])
def test_changes_come_from_this_machine_only(options, store, capsys):
    assert run(["serve", "--store", str(store), "--update", *options]) == 2
    assert "--update" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(store, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert run(["serve", "--store", str(store), "--port", str(other.getsockname()[1])]) == 9
    assert "try: another --port" in capsys.readouterr().err


def test_no_store_is_told(tmp_path, capsys):
    assert run(["serve", "--store", str(tmp_path / "none"), "--port", str(find_port())]) == 9
    assert "none" in capsys.readouterr().err
