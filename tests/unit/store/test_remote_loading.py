"""Graphs are loaded into real triplestores, counted there, replaced, and a load that failed goes on."""

import json
import os
import signal

import pytest

from kg.errors import GraphError, OutputError, StoreError, UsageError
from kg.store import sending
from kg.store.endpoints import open_endpoint
from kg.store.journal import Journal
from kg.store.packing import name_file, pack_graphs
from kg.store.patience import Patience
from kg.store.remote_loading import RemoteLoading
from tests.servers import run_oxigraph
from tests.stand_ins import Answer, stand_in

HASTE = Patience(retries=1, first=0.01)
FIRST, SECOND, THIRD = (f"urn:x:{name}" for name in ("first", "second", "third"))


def quads(graph, *numbers):
    return "".join(f'<urn:x:s{n}> <urn:x:p> "no. {n} > _:b . \\n" <{graph}> .\n' for n in numbers)


@pytest.fixture
def write(tmp_path):
    def write_file(text, name="graphs.nq"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


def load(url, *paths, resume=False, journal, graph=None, **options):
    """Loads files and gives the names of the graphs that are then there, and what was told."""
    told = []
    with pack_graphs(paths, graph=graph) as pack:
        options = {"writes": True, "patience": HASTE, "tell": told.append, **options}
        with open_endpoint(url, **options) as endpoint:
            kept = Journal(journal, resume=resume)
            return [each.name for each in RemoteLoading(endpoint, pack, kept, tell=told.append).run()], told


@pytest.fixture
def journal(tmp_path):
    return tmp_path / "journal.jsonl"


WAYS = {
    "as the profile says": {},
    "graph by graph": {"profile": "generic", "graphs": True},
    "by updates": {"profile": "generic"},
}


@pytest.fixture(params=WAYS)
def way(request, known):
    """The options of each way into each real triplestore."""
    options = dict(WAYS[request.param])
    if options:
        options |= {"update_endpoint": known.update}
    if options.pop("graphs", False):
        options |= {"graph_store": known.graphs}
    return options


def test_named_graphs_are_loaded_and_counted(known, way, write, journal):
    path = write(quads(FIRST, 1, 2, 2) + quads(SECOND, 2, 3, 4))
    names, _ = load(known.query, path, journal=journal, **way)
    assert names == [FIRST, SECOND]
    assert [known.count(name) for name in names] == [2, 3]
    assert not journal.exists()


def test_a_second_load_replaces_what_is_there_and_leaves_the_rest(known, way, write, journal):
    load(known.query, write(quads(FIRST, 1, 2) + quads(SECOND, 1)), journal=journal, **way)
    load(known.query, write(quads(FIRST, 3) + quads(THIRD, 1)), journal=journal, **way)
    assert [known.count(name) for name in (FIRST, SECOND, THIRD)] == [1, 1, 1]


def test_a_load_that_is_done_twice_changes_nothing(known, way, write, journal):
    path = write(quads(FIRST, 1, 2) + quads(SECOND, 1))
    for _ in range(2):
        load(known.query, path, journal=journal, **way)
        assert [known.count(name) for name in (FIRST, SECOND)] == [2, 1]


def test_texts_of_every_kind_arrive_as_they_are(known, way, write, journal):
    text = 'it\'s "quoted" \\ back\tslash\r\n> . <urn:x:g> } ünï 🙂'
    path = write(f"<urn:x:g> {{ <urn:x:s> <urn:x:p> {json.dumps(text, ensure_ascii=False)} }}", "t.trig")
    load(known.query, path, journal=journal, **way)
    with open_endpoint(known.query) as endpoint:
        (row,) = endpoint.ask("SELECT ?o { <urn:x:s> <urn:x:p> ?o }")
    assert row["o"].value == text


def test_a_graph_of_many_triples_arrives_whole(known, way, write, journal, monkeypatch):
    monkeypatch.setattr(sending, "BULK", 1_000)
    monkeypatch.setattr(sending, "IN_MEMORY", 10_000)
    path = write(quads(FIRST, *range(3_500)) + quads(SECOND, 1))
    load(known.query, path, journal=journal, **way)
    assert [known.count(name) for name in (FIRST, SECOND)] == [3_500, 1]


def test_graphs_in_many_batches_arrive_whole(known, write, journal, monkeypatch):
    monkeypatch.setattr(sending, "BATCH_TRIPLES", 7)
    names = [f"urn:x:g{n}" for n in range(20)]
    path = write("".join(quads(name, *range(3)) for name in names))
    assert load(known.base, path, journal=journal)[0] == names
    assert {known.count(name) for name in names} == {3}


def test_a_graph_in_several_pieces_of_several_files_is_one(known, write, journal):
    first = write(quads(FIRST, 1) + quads(SECOND, 1) + quads(FIRST, 1, 2), "a.nq")
    second = write(quads(FIRST, 2, 3), "b.nq")
    load(known.base, first, second, journal=journal)
    assert [known.count(name) for name in (FIRST, SECOND)] == [3, 1]


def test_triples_outside_a_graph_go_into_one_of_their_file_or_as_told(known, write, journal):
    path = write("<urn:x:a> <urn:x:p> <urn:x:b> .", "my talks.ttl")
    load(known.base, path, journal=journal)
    load(known.base, path, journal=journal, graph=THIRD)
    assert [known.count(name) for name in (name_file(path), THIRD)] == [1, 1]


def test_a_name_of_a_graph_that_is_no_iri_is_refused(write, journal):
    with pytest.raises(UsageError, match="'not an iri' is no IRI"):
        load("http://127.0.0.1:9", write(quads(FIRST, 1)), journal=journal, graph="not an iri")


def test_nothing_is_sent_of_files_of_which_one_is_broken(known, write, journal):
    broken = write("<urn:x:a> <urn:x:p> <urn:x:b> .\n<urn:x:a", "broken.ttl")
    with pytest.raises(GraphError, match=r"broken\.ttl:2"):
        load(known.base, write(quads(FIRST, 1)), broken, journal=journal)
    assert known.count(FIRST) == 0


def test_blank_nodes_are_not_torn_apart_by_updates(write, journal):
    with stand_in(pretend(None)) as server, pytest.raises(GraphError, match="blank nodes"):
        load(server.url, write("<urn:x:a> <urn:x:p> [ <urn:x:q> 1 ] .", "a.ttl"), journal=journal)


def test_blank_nodes_of_several_files_stay_apart(oxigraph, tmp_path, write, journal):
    paths = [write(f"_:b <urn:x:p> {n} .", f"{n}.ttl") for n in (1, 2)]
    load(oxigraph.base, *paths, journal=journal, graph=FIRST)
    with open_endpoint(oxigraph.base) as endpoint:
        assert len({str(row["s"]) for row in endpoint.ask("SELECT ?s { ?s ?p ?o }")}) == 2


def pretend(put, **counts):
    """A server that takes updates, answers `put` to what is put, and counts as it is told."""
    rows = (
        f'{{"g":{{"type":"uri","value":"urn:x:{name}"}},"n":{{"type":"literal","value":"{count}"}}}}'
        for name, count in counts.items()
    )
    counted = f'{{"head":{{"vars":["g","n"]}},"results":{{"bindings":[{",".join(rows)}]}}}}'

    def answer(heard):
        if heard.method == "PUT":
            return put
        if heard.body.startswith(b"update="):
            return Answer(204, b"")
        return Answer(body=b'{"head":{},"boolean":false}' if b"ASK" in heard.body else counted.encode())

    return answer


def test_a_server_without_a_graph_store_gets_updates(write, journal):
    with stand_in(pretend(Answer(405, b""), first=2)) as server:
        options = {"graph_store": f"{server.url}/none", "profile": "generic", "journal": journal}
        names, told = load(server.url, write(quads(FIRST, 1, 2)), **options)
    assert names == [FIRST] and any("sending updates instead" in line for line in told)
    sent = [heard for heard in server.heard if heard.body.startswith(b"update=")]
    assert len(sent) == 2 and b"DROP" in sent[0].body and b"INSERT" in sent[1].body


def test_a_server_that_takes_everything_and_keeps_nothing_is_found_out_at_once(write, journal):
    path = write(quads(FIRST, 1, 2) + quads(SECOND, 1))
    options = {"profile": "generic", "journal": journal}
    html = Answer(200, b"<html>Fine!</html>", "text/html")
    found = pytest.raises(StoreError, match="holds 0 of 2 triples of <urn:x:first>")
    with stand_in(pretend(html)) as server, found:
        load(server.url, path, graph_store=server.url, **options)
    assert [heard.method for heard in server.heard].count("PUT") == 1


def test_a_server_that_loses_something_is_found_out_at_the_end(write, journal):
    path = write(quads(FIRST, 1, 2) + quads(SECOND, 1) + quads(THIRD, 1))
    options = {"profile": "generic", "journal": journal}
    found = pytest.raises(StoreError, match="holds 0 of 1 triples of <urn:x:second>, and 1 graphs more")
    with stand_in(pretend(Answer(201, b""), first=2)) as server, found:
        load(server.url, path, graph_store=server.url, **options)


def test_a_load_goes_on_at_the_graph_at_which_the_server_died(tmp_path, write, journal):
    names = [f"urn:x:g{n}" for n in range(6)]
    path = write("".join(quads(name, *range(n + 1)) for n, name in enumerate(names)))
    store = tmp_path / "store"
    options = {"profile": "generic", "journal": journal}

    def kill_at_the_fourth(server, pack, graph):
        if graph.name == names[3]:
            os.kill(server_pid[0], signal.SIGKILL)
        return send(server, pack, graph)

    send, server_pid = sending.send_graph, []
    with run_oxigraph(store) as server:
        server_pid.append(server.pid)
        with pytest.MonkeyPatch.context() as patch, pytest.raises(StoreError, match="does not answer"):
            patch.setattr("kg.store.remote_loading.send_graph", kill_at_the_fourth)
            load(server.query, path, graph_store=server.graphs, update_endpoint=server.update, **options)
    assert [json.loads(line)["graph"] for line in journal.read_text().splitlines()] == names[:3]
    with run_oxigraph(store) as server:
        sent = []

        def note(endpoint, pack, graph):
            sent.append(graph.name)
            return send(endpoint, pack, graph)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kg.store.remote_loading.send_graph", note)
            found, _ = load(
                server.query,
                path,
                resume=True,
                graph_store=server.graphs,
                update_endpoint=server.update,
                **options,
            )
        assert (found, sent) == (names, names[3:])
        assert [server.count(name) for name in names] == [1, 2, 3, 4, 5, 6]
    assert not journal.exists()


def test_a_load_that_goes_on_sends_again_what_the_server_lost(oxigraph, write, journal):
    path = write(quads(FIRST, 1, 2) + quads(SECOND, 1))
    with pack_graphs([path]) as pack:
        digests = [(graph.name, graph.digest) for graph in pack.graphs.values()]
    Journal(journal).add(digests)
    load(oxigraph.base, path, resume=True, journal=journal)
    assert [oxigraph.count(name) for name in (FIRST, SECOND)] == [2, 1]


def test_a_load_that_goes_on_sends_again_what_has_changed_since(oxigraph, write, journal):
    oxigraph.put(FIRST, "<urn:x:old> <urn:x:p> 1 .")
    Journal(journal).add([(FIRST, "another digest")])
    load(oxigraph.base, write(quads(FIRST, 1)), resume=True, journal=journal)
    assert oxigraph.ask("SELECT ?s { ?s ?p ?o }").split() == ["s", "urn:x:s1"]


def test_a_journal_that_was_cut_off_is_read_as_far_as_it_goes(journal):
    Journal(journal).add([(FIRST, "a"), (SECOND, "b")])
    journal.write_text(journal.read_text()[:-5])
    resumed = Journal(journal, resume=True)
    assert resumed.holds(FIRST, "a") and not resumed.holds(SECOND, "b")
    assert len(journal.read_text().splitlines()) == 1


def test_a_journal_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="--journal"):
        Journal(tmp_path / "file" / "journal")


def test_a_server_that_is_read_only_says_so(tmp_path, write, journal):
    with run_oxigraph(tmp_path / "store"):
        pass
    refused = pytest.raises(StoreError, match=r"403 Forbidden.*read-only")
    with run_oxigraph(tmp_path / "store", read_only=True) as server, refused:
        load(server.base, write(quads(FIRST, 1)), journal=journal)
