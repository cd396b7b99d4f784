"""`kg enrich` reads files, folders and stores, and writes what Wikidata says beside what documents say."""

import pytest

from kg.cli import run
from tests.stand_ins import Answer, stand_in

EXCERPT = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
wd:Q399 rdfs:label "Armenia"@en , "Armenien"@de ; wdt:P463 <urn:council> .
<urn:council> rdfs:label "Council of Europe"@en .
"""
GRAPH = """
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
<urn:armenia> a dip:State ; rdfs:label "Armenia"@en ; owl:sameAs wd:Q399 .
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "graphs").mkdir()
    (tmp_path / "graphs" / "one.ttl").write_text(GRAPH, encoding="utf-8")
    (tmp_path / "graphs" / "notes.txt").write_text("no graph", encoding="utf-8")
    return tmp_path


@pytest.fixture
def wikidata(oxigraph):
    oxigraph.put("urn:wikidata", EXCERPT)
    return oxigraph.base


def test_a_folder_is_enriched(folder, wikidata, capsys):
    assert run(["enrich", "graphs", "-e", wikidata, "--languages", "de,en", "-o", "wikidata.ttl"]) == 0
    assert "1 item: 4 triples (7 requests)" in capsys.readouterr().err
    assert '"Armenien"@de' in (folder / "wikidata.ttl").read_text(encoding="utf-8")
    files = ["graphs/one.ttl", "wikidata.ttl"]
    assert run(["query", "wikidata-memberships", *files, "--state", "Armenia"]) == 0
    assert "Armenia,Council of Europe,no," in capsys.readouterr().out


def test_a_store_is_enriched_and_its_documents_stay_as_many(folder, wikidata, capsys):
    assert run(["load", "graphs/one.ttl", "--store", "store", "--quiet"]) == 0
    for languages in ("de", "en"):
        assert run(["enrich", "--store", "store", "-e", wikidata, "--languages", languages]) == 0
    assert run(["query", "wikidata-memberships", "--store", "store", "--state", "Armenia"]) == 0
    assert "Council of Europe" in capsys.readouterr().out
    assert run(["query", "-q", "ASK { wd:Q399 rdfs:label 'Armenien'@de }", "--store", "store"]) == 1
    capsys.readouterr()
    assert run(["stats", "--store", "store", "-F", "json"]) == 0
    assert '"documents": 1' in capsys.readouterr().out
    assert run(["remove", "https://w3id.org/diplomacy-kg/graph/wikidata", "--store", "store"]) == 0
    assert run(["query", "-q", "ASK { wd:Q399 rdfs:label ?label }", "--store", "store"]) == 1


def test_the_store_of_this_folder_is_meant_where_nothing_is_named(folder, wikidata, capsys):
    assert run(["load", "graphs/one.ttl", "--quiet"]) == 0
    assert run(["enrich", "-e", wikidata]) == 0
    assert run(["query", "wikidata-memberships", "--state", "Armenia"]) == 0
    assert "Council of Europe" in capsys.readouterr().out


def test_the_cache_is_enough_the_second_time(folder, wikidata, capsysbinary):
    assert run(["enrich", "graphs", "-e", wikidata]) == 0
    first = capsysbinary.readouterr().out
    assert run(["enrich", "graphs", "-e", wikidata, "--offline"]) == 0
    assert capsysbinary.readouterr().out == first


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "files or a store"),
        (["graphs", "--store", "x"], 2, "files or a store"),
        (["graphs", "--store", "x", "-e", "http://127.0.0.1:1"], 2, "files or a store"),
        (["nothing.ttl"], 7, "cannot be read"),
        (["graphs", "--properties", "none"], 2, "no property 'none'"),
        (["graphs", "--languages", "English"], 2, "no language"),
        (["graphs", "--retrieved", "today"], 2, "no day"),
    ],
)
def test_bad_input_is_a_clear_error(arguments, code, words, folder, capsys):
    assert run(["enrich", *arguments]) == code
    assert words in capsys.readouterr().err


def test_wikidata_itself_wants_to_know_who_asks(folder, monkeypatch, capsys):
    monkeypatch.delenv("KG_CONTACT", raising=False)
    assert run(["enrich", "graphs"]) == 2
    assert "--contact" in capsys.readouterr().err


def test_a_graph_without_links_is_told_what_to_do(folder, capsys):
    (folder / "plain.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    assert run(["enrich", "plain.ttl"]) == 2
    assert "kg link" in capsys.readouterr().err


def test_an_endpoint_that_is_none_says_so(folder, capsys):
    with stand_in(Answer(200, b"<html><body>Welcome</body></html>", "text/html")) as server:
        assert run(["enrich", "graphs", "-e", server.url]) == 9
    assert "no result of a query: Welcome" in capsys.readouterr().err


def test_a_store_among_the_folders_is_named_as_such(folder, capsys):
    assert run(["load", "graphs/one.ttl", "--store", "store", "--quiet"]) == 0
    assert run(["enrich", "store"]) == 2
    assert "--store store" in capsys.readouterr().err
