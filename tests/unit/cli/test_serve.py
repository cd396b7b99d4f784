"""`kg serve` answers real HTTP, changes nothing unless it is told to, and ends cleanly."""

import csv
import http.client
import io
import json
import signal
import socket
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.cli import run
from kg.ontology import load_ontology
from kg.rdf.graph import to_quads
from kg.rdf.writing import save_graph
from kg.store import open_store
from kg.store.merged import merge_graphs
from tests.servers import find_port
from tests.workshop import start_process

HIDDEN = (
    "SELECT * { SERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { service silent <OTHER> { ?s ?p ?o } }",
    "SELECT * { SERVICE # a remark\n<OTHER> { ?s ?p ?o } }",
    "SELECT * { BIND(<OTHER> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "PREFIX : <OTHER> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX : <OTHER> SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<OTHER> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?b.SERVICE<OTHER> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<'>a') SERVICE <OTHER> {} FILTER('b'='b') }",
    "PREFIX x:<x:> SELECT * { FILTER(1<x:y+'>a') SERVICE <OTHER> {} FILTER('b'='b') }",
    "SELECT * { ?s ?p <a:\\u0041'> SERVICE<OTHER>{} #'\n}",
    'SELECT * { ?s ?p "x:service#" . SERVICE <OTHER> {} # "\n}',
    "ASK { SERVICE <OTHER> { ?s ?p ?o } }",
    "CONSTRUCT WHERE { SERVICE <OTHER> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <OTHER> { ?s ?p ?o } }",
)
"""Queries that ask another server, some of them in ways that look as if they did not."""


def make_store(folder, graph):
    """A store whose facts stand in a named graph."""
    with open_store(folder, write=True) as opened:
        opened.graphs.bulk_load(path=str(graph), to_graph=NamedNode("urn:doc"))
        merge_graphs(opened.graphs)
    return folder


@pytest.fixture
def store(summit_ttl, tmp_path):
    return make_store(tmp_path / "store", summit_ttl)


@pytest.fixture(scope="module")
def serving(summit_ttl, tmp_path_factory):
    """The address of a server that serves a store as it does by default."""
    with serve(make_store(tmp_path_factory.mktemp("served") / "store", summit_ttl)) as base:
        yield base


@contextmanager
def serve(store, *options, end=signal.SIGINT):
    port = find_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", port, *options]
    with start_process(list(map(str, command)), stderr=-1, text=True) as process:
        try:
            assert process.stderr.readline().startswith(f"http://127.0.0.1:{port}/query takes")
            started = find_processes(process.pid)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(end)
            told = process.stderr.read()
    assert process.returncode == 0, told
    assert "ended" in told
    assert len(started) == 2 and not any(map(is_alive, started))


def find_processes(parent):
    """The processes that a process has started, and those that they have."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [each for child in map(int, children) for each in (child, *find_processes(child))]


def is_alive(number):
    """Whether there is a process of that number that has not ended."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def get(address, *, headers=(), **parameters):
    asked = f"?{urllib.parse.urlencode(parameters)}" if parameters else ""
    request = urllib.request.Request(address + asked, headers=dict(headers))
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode(), answer.headers


def post(address, body, content, **headers):
    request = urllib.request.Request(address, body.encode(), {"Content-Type": content, **headers})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status


def read(address, body, content):
    request = urllib.request.Request(address, body.encode(), {"Content-Type": content})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read().decode()


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


@pytest.mark.parametrize("options", [(), ("--update",)])
def test_nothing_stays_behind_when_the_server_is_killed(options, store):
    port = find_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", port, *options]
    with start_process(list(map(str, command)), stderr=-1, text=True) as process:
        assert process.stderr.readline().startswith(f"http://127.0.0.1:{port}/query takes")
        started = find_processes(process.pid)
        process.kill()
        process.wait()
        end = time.monotonic() + 10
        while any(map(is_alive, started)) and time.monotonic() < end:
            time.sleep(0.05)
    assert len(started) == 2 and not any(map(is_alive, started))


ENDLESS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o"


def test_a_query_that_finds_nothing_for_ever_is_stopped(store):
    with serve(store, "--timeout", 1) as base, pytest.raises(urllib.error.HTTPError) as error:
        get(f"{base}/query", query=f"SELECT (COUNT(*) AS ?n) {{ {ENDLESS} }}")
    assert refused(error) == 504


def test_an_answer_without_an_end_breaks_off_and_does_not_look_whole(store):
    with serve(store, "--timeout", 2, "--max-rows", 10**9) as base:
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            get(f"{base}/query", headers={"Accept": "text/csv"}, query=f"SELECT * {{ {ENDLESS} }}")
        assert "true" in get(f"{base}/query", query="ASK {}")[0]


@pytest.mark.parametrize("kind", ["csv", "tab-separated-values"])
def test_an_answer_of_too_many_rows_is_cut_and_says_so(kind, store):
    with serve(store, "--max-rows", 3) as base:
        for rows, said in ((1, None), (2, None), (3, "3"), (4, "3"), (100_000, "3")):
            sparql = f"SELECT ?a {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {rows}"
            text, headers = get(f"{base}/query", headers={"Accept": f"text/{kind}"}, query=sparql)
            assert len(text.splitlines()) == 1 + min(rows, 3)
            assert headers["X-SPARQL-MaxRows"] == (said if rows > 3 else None)
        text, headers = get(f"{base}/query", query="SELECT ?a { ?a ?b ?c }")
        assert len(json.loads(text)["results"]["bindings"]) == 3 and headers["X-SPARQL-MaxRows"] == "3"
        text, headers = get(f"{base}/query", query="SELECT ?a { VALUES ?a { 1 2 } }")
        assert len(json.loads(text)["results"]["bindings"]) == 2 and "X-SPARQL-MaxRows" not in headers


PAIRS = "?a ?b ?c . ?d ?e ?f"
FALSE_END = "FILTER(1<'>a' || true) FILTER(true || 'x' = ') } LIMIT 1 ')"
"""Where the standard sees an IRI, and the engine a comparison and the beginning of a string."""

CRAFTED = (
    f"SELECT * {{ {PAIRS} }}",
    f"SELECT * {{ {PAIRS} }} LIMIT 2000000 # LIMIT 1",
    f"SELECT * {{ {{ SELECT * {{ {PAIRS} }} LIMIT 500 }} }}",
    f"SELECT * {{ {PAIRS} }} VALUES ?g {{ 1 2 }} # }} LIMIT 1",
    f'SELECT * {{ {PAIRS} FILTER("}} LIMIT 1 #" != """ \\""" {{ " """) }}',
    f"SELECT (' }} LIMIT 1 #' AS ?g) ?a {{ {PAIRS} }}",
    f"SELECT * {{ {PAIRS} {FALSE_END} }}",
    f"SELECT ('\"}},{{<result>\\n\\\\' AS ?g) ?a {{ {PAIRS} {FALSE_END} }}",
    f"PREFIX ASK: <urn:x:> SELECT * {{ {PAIRS} {FALSE_END} }}",
)
"""Queries for many rows, some of which look as if they asked for one."""


@pytest.mark.parametrize("sparql", CRAFTED)
def test_no_query_gets_more_rows_than_are_allowed(sparql, limited):
    for kind in ("text/csv", "text/tab-separated-values", *RESULTS):
        text, headers = get(f"{limited}/query", headers={"Accept": kind}, query=sparql)
        assert count_rows(text, kind) == 3 and headers["X-SPARQL-MaxRows"] == "3"


@pytest.mark.parametrize("kind", ["turtle", "n-triples", "n-quads", "trig", "n3", "ld+json"])
def test_no_query_gets_more_triples_than_are_allowed(kind, limited):
    accept = {"Accept": f"text/{kind}" if kind in {"turtle", "n3"} else f"application/{kind}"}
    template = "?a ?b ?c . ?d ?e ?c . <urn:x:s> <urn:x:p> ?e, ' ;\\n , {\"} .'"
    for sparql in (f"CONSTRUCT {{ {template} }} WHERE {{ {PAIRS} }} LIMIT 3", "DESCRIBE * { ?a ?b ?c }"):
        text, headers = get(f"{limited}/query", headers=accept, query=sparql)
        assert headers["X-SPARQL-MaxRows"] == "3"
        assert len(list(parse(text, RdfFormat.from_media_type(headers["Content-Type"])))) == 3


def test_rdf_xml_of_too_many_triples_is_refused(limited):
    accept = {"Accept": "application/rdf+xml"}
    with pytest.raises(urllib.error.HTTPError) as error:
        get(f"{limited}/query", headers=accept, query="CONSTRUCT { ?a ?b ?c, 1, 2, 3 } { ?a ?b ?c } LIMIT 3")
    assert refused(error) == 403
    few = "CONSTRUCT { <urn:x:s> a <urn:x:C> ; <urn:x:p> '\\n\\t\\t<x>\\n\\t<y>', 1 } {}"
    assert "<x" not in get(f"{limited}/query", headers=accept, query=few)[0]


def test_a_long_answer_of_more_rows_than_its_query_seems_to_ask_for_breaks_off(store):
    with serve(store, "--max-rows", 5000) as base:
        with pytest.raises((http.client.IncompleteRead, ConnectionError)):
            get(f"{base}/query", headers={"Accept": "text/csv"}, query=f"SELECT * {{ {PAIRS} {FALSE_END} }}")
        _, headers = get(f"{base}/query", query=f"CONSTRUCT {{ ?a ?e ?f }} {{ {PAIRS} }} LIMIT 4000")
        assert "X-SPARQL-MaxRows" in headers


RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")


def count_rows(text, kind):
    """The rows of an answer, which has to be whole."""
    if kind in RESULTS:
        return sum(1 for _ in parse_query_results(text, QueryResultsFormat.from_media_type(kind)))
    return len(list(csv.reader(io.StringIO(text), delimiter="," if kind == "text/csv" else "\t"))) - 1


@pytest.fixture(scope="module")
def limited(summit_ttl, tmp_path_factory):
    """The address of a server that gives three rows at most."""
    made = make_store(tmp_path_factory.mktemp("limited") / "store", summit_ttl)
    with serve(made, "--max-rows", 3) as base:
        yield base


def test_a_long_answer_that_is_cut_says_so(store):
    with serve(store, "--max-rows", 5000) as base:
        sparql = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
        text, headers = get(f"{base}/query", headers={"Accept": "text/csv"}, query=sparql)
        assert len(list(csv.reader(io.StringIO(text)))) == 5001 and headers["X-SPARQL-MaxRows"] == "5000"


def test_kg_query_tells_that_an_answer_was_cut(store, capsys):
    with serve(store, "--max-rows", 3) as base:
        asked = ["query", "--endpoint", f"{base}/query", "-F", "csv", "-q"]
        assert run([*asked, "SELECT ?a { ?a ?b ?c }"]) == 0
        assert "answers 3 rows at most" in capsys.readouterr().err
        assert run([*asked, "SELECT ?a { VALUES ?a { 1 2 } }"]) == 0
        assert "at most" not in capsys.readouterr().err


@pytest.mark.parametrize("chunked", [True, False])
def test_a_request_that_is_too_large_is_refused(chunked, store):
    query = f"ASK {{}} #{'x' * 2000}"
    with serve(store, "--max-body", 1000) as base:
        for path in ("query", "update", "store?default"):
            request = urllib.request.Request(
                f"{base}/{path}",
                io.BytesIO(query.encode()) if chunked else query.encode(),
                {"Content-Type": "application/sparql-query"},
                method="POST",
            )
            with pytest.raises(urllib.error.HTTPError) as error:
                urllib.request.urlopen(request, timeout=30)
            assert refused(error) == (413 if path == "query" else 403)
    with serve(store, "--update", "--max-body", 1000) as base:
        for path, content in (("update", "sparql-update"), ("store?default", "n-triples")):
            with pytest.raises(urllib.error.HTTPError) as error:
                post(f"{base}/{path}", query, f"application/{content}")
            assert refused(error) == 413


@contextmanager
def listen():
    """The address of a server that must not be asked, and what it was asked."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.3)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/", listener


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_other_server_is_asked(hidden, serving):
    with listen() as (other, listener):
        with pytest.raises(urllib.error.HTTPError) as error:
            get(f"{serving}/query", query=hidden.replace("OTHER", other))
        assert refused(error) in (400, 403)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_a_query_with_the_word_in_a_name_or_a_text_is_answered(serving):
    sparql = "ASK { BIND(1 AS ?service) ?service ?loadSERVICE ?b FILTER(?b = 'Service is LOAD') } # service"
    assert json.loads(get(f"{serving}/query", query=sparql)[0])["boolean"] is False


def test_no_other_server_is_asked_by_a_change(store):
    changes = (
        "LOAD <OTHER>",
        "load silent <OTHER> INTO GRAPH <urn:g>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <OTHER> { ?s ?p ?o } }",
        "PREFIX o: <OTHER> LOAD o:x",
    )
    with serve(store, "--update") as base, listen() as (other, listener):
        for change in changes:
            with pytest.raises(urllib.error.HTTPError) as error:
                post(f"{base}/update", change.replace("OTHER", other), "application/sparql-update")
            assert refused(error) == 403
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://a.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "a.example:{port}", "Origin": "http://a.example:{port}"},
    ],
)
def test_a_page_of_another_site_changes_nothing(headers, store):
    form = "application/x-www-form-urlencoded"
    with serve(store, "--update") as base:
        port = base.rpartition(":")[2]
        told = {name: value.replace("{port}", port) for name, value in headers.items()}
        for path, body, content in (
            ("update", urllib.parse.urlencode({"update": "DROP ALL"}), form),
            ("update", "DROP ALL", "application/sparql-update"),
            ("store?default", "<urn:a> <urn:b> 1 .", "text/turtle"),
        ):
            with pytest.raises(urllib.error.HTTPError) as error:
                post(f"{base}/{path}", body, content, **told)
            assert refused(error) in (403, 421)
        assert "true" in get(f"{base}/query", query="ASK { GRAPH ?g { ?s ?p ?o } }")[0]


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_a_page_of_the_server_itself_may_change_what_it_serves(name, store):
    insert = "INSERT DATA { GRAPH <urn:new> { <urn:a> <urn:b> 1 } }"
    with serve(store, "--update") as base:
        origin = base.replace("127.0.0.1", name)
        told = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        assert post(f"{base}/update", insert, "application/sparql-update", **told) == 204
        assert post(f"{base}/store?graph=urn:more", "<urn:a> <urn:b> 2 .", "text/turtle", **told) == 201


def test_a_page_that_calls_this_machine_by_its_own_name_reads_nothing(serving):
    with pytest.raises(urllib.error.HTTPError) as error:
        get(f"{serving}/query", headers={"Host": "a.example:7878"}, query="ASK {}")
    assert refused(error) == 421


@pytest.mark.parametrize(
    ("method", "path", "content", "body", "status"),
    [
        ("PUT", "/query", "application/sparql-query", b"ASK {}", 405),
        ("POST", "/query", "text/plain", b"ASK {}", 415),
        ("POST", "/query", "application/x-www-form-urlencoded", b"query=ASK{}&query=ASK{}", 400),
        ("POST", "/query", "application/x-www-form-urlencoded", b"quer=ASK{}", 400),
        ("POST", "/query", "application/x-www-form-urlencoded", b"query=%FF", 400),
        ("POST", "/query", "application/sparql-query", b"\xff", 400),
        ("POST", "/query", "application/sparql-query", b"ASK {", 400),
        ("GET", "/query?query=", None, None, 400),
        ("GET", "/update", None, None, 403),
        ("PATCH", "/store?default", "text/turtle", b"", 405),
        ("GET", "/elsewhere", None, None, 404),
        ("GET", "/store?graph=urn:none", None, None, 404),
    ],
)
def test_a_request_that_breaks_the_protocol_is_refused(method, path, content, body, status, serving):
    headers = {"Content-Type": content} if content else {}
    request = urllib.request.Request(serving + path, body, headers, method=method)
    with pytest.raises(urllib.error.HTTPError) as error:
        urllib.request.urlopen(request, timeout=30)
    assert refused(error) == status


def test_a_query_is_asked_in_each_way_of_the_protocol(serving):
    sparql = "SELECT ?b { GRAPH <urn:doc> { ?a <https://w3id.org/diplomacy-kg/ontology#metWith> ?b } }"
    form = urllib.parse.urlencode({"query": sparql})
    answers = {
        get(f"{serving}/query", query=sparql)[0],
        get(f"{serving}/sparql", query=sparql)[0],
        read(f"{serving}/query", form, "application/x-www-form-urlencoded"),
        read(f"{serving}/query", sparql, "application/sparql-query"),
    }
    assert len(answers) == 1 and len(json.loads(answers.pop())["results"]["bindings"]) == 1
    named = sparql.replace("GRAPH <urn:doc>", "")
    for graph, count in (("urn:doc", 1), ("urn:none", 0)):
        text = get(f"{serving}/query", query=named, **{"default-graph-uri": graph})[0]
        assert len(json.loads(text)["results"]["bindings"]) == count


def test_kg_loads_into_a_store_that_is_served_and_removes_from_it(store, summit, tmp_path, capsys):
    save_graph(to_quads([summit], ontology=load_ontology()), tmp_path / "summit.nq")
    with serve(store, "--update") as base:
        assert run(["load", str(tmp_path / "summit.nq"), "-e", base, "--journal", str(tmp_path / "j")]) == 0
        assert "Oxigraph's server holds" in capsys.readouterr().err
        assert run(["remove", "urn:doc", "-e", base]) == 0
    with open_store(store) as opened:
        assert [graph.value for graph in opened.graphs.named_graphs()] == [summit.document.id]


@pytest.mark.parametrize(
    "content", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/n-quads", "*/*"]
)
def test_the_service_describes_itself_and_does_not_promise_to_ask_others(content, serving):
    text, headers = get(f"{serving}/query", headers={"Accept": content})
    form = RdfFormat.from_media_type(headers["Content-Type"])
    told = {(quad.predicate.value.partition("#")[2], quad.object.value) for quad in parse(text, form)}
    description = "http://www.w3.org/ns/sparql-service-description#"
    assert ("type", f"{description}Service") in told
    assert ("endpoint", f"{serving}/query") in told
    assert ("feature", f"{description}UnionDefaultGraph") in told
    assert ("feature", f"{description}BasicFederatedQuery") not in told


def test_the_page_for_queries_comes_with_the_server(serving):
    page = get(f"{serving}/")[0]
    assert "yasgui" in page
    assert len(get(f"{serving}/yasgui.min.js")[0]) > 100_000


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
