"""`kg link` links files, folders and stores, offline or online, and says what came of each name, and why."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from kg.cli import run
from tests.stand_ins import Answer, stand_in
from tests.wikibase import SANDBOX, SECOND_SANDBOX, make_item, run_wikibase
from tests.workshop import ROOT

SEED = ROOT / "tests" / "golden" / "seed.ttl"
POST = "Q999999000001"
ITEMS = (
    make_item(SANDBOX, "Dmitry Peskov", P31="Q5", P27="Q159", P39=[[POST, "2012-05-22"]], sitelinks=30),
    make_item(SECOND_SANDBOX, "Dmitry Peskov", description="entrepreneur", P31="Q5", P27="Q159", sitelinks=3),
    make_item(POST, "Press Secretary of the President of Russia", P1001="Q159"),
)
"""Made up in the shape of Wikidata's: which of its items Dmitry Peskov is, no source at hand says."""

LINK = f"<http://www.wikidata.org/entity/{SANDBOX}>"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_CONTACT", raising=False)
    (tmp_path / "graphs").mkdir()
    shutil.copy(SEED, tmp_path / "graphs")
    return tmp_path


@pytest.fixture
def api():
    with run_wikibase(items=ITEMS) as server:
        yield server.api


def ask(question, *arguments):
    return run(["query", "-q", question, *arguments, "--quiet"])


ASK_PESKOV = f"ASK {{ ?p rdfs:label 'Dmitry Peskov'@en ; owl:sameAs {LINK} }}"


def test_offline_the_press_secretary_is_nobody(folder, capsys):
    assert run(["link", "graphs", "-v", "-o", "linked.ttl"]) == 0
    assert "Dmitry Peskov: none (index:" in capsys.readouterr().err
    assert (folder / "linked.ttl").read_bytes() == SEED.read_bytes()


def test_online_the_press_secretary_is_found(folder, api, capsys):
    assert run(["link", "graphs", "--online", "--api", api, "-o", "linked.ttl"]) == 0
    told = capsys.readouterr().err
    assert f"Dmitry Peskov: {SANDBOX} (online: its name, and" in told
    assert "linked 1 of 1 name" in told
    assert ask(ASK_PESKOV, "linked.ttl") == 0


def test_links_stand_in_a_graph_of_their_own_where_the_format_has_such(folder, api):
    assert run(["link", "graphs", "--online", "--api", api, "-o", "linked.trig", "--quiet"]) == 0
    links = "https://w3id.org/diplomacy-kg/graph/links"
    assert ask(f"ASK {{ GRAPH <{links}> {{ ?p owl:sameAs {LINK} }} }}", "linked.trig") == 0


def test_a_store_is_linked_and_stays_so(api, capsys):
    assert run(["load", "graphs/seed.ttl", "--store", "store", "--quiet"]) == 0
    online = ["--online", "--api", api]
    assert run(["link", "--store", "store", *online]) == 0
    assert run(["link", "--store", "store", *online]) == 0
    assert "linked 0 of 0 names" in capsys.readouterr().err
    entities = "https://w3id.org/diplomacy-kg/graph/entities"
    assert ask(f"ASK {{ GRAPH <{entities}> {{ ?p owl:sameAs {LINK} }} }}", "--store", "store") == 0
    assert run(["remove", "https://w3id.org/diplomacy-kg/graph/links", "--store", "store", "--quiet"]) == 0
    assert ask(ASK_PESKOV, "--store", "store") == 1


def test_what_was_asked_online_is_replayed_offline(folder, api, capsys):
    assert run(["link", "graphs", "--online", "--api", api, "-o", "one.ttl"]) == 0
    assert run(["link", "graphs", "--offline", "--api", api, "-o", "other.ttl"]) == 0
    assert "0 requests" in capsys.readouterr().err
    assert (folder / "one.ttl").read_bytes() == (folder / "other.ttl").read_bytes()


def test_the_report_tells_what_was_asked_accepted_and_refused_and_why(folder, api):
    options = ["--api", api, "-o", "linked.ttl", "--report", "report.jsonl", "--quiet"]
    assert run(["link", "graphs", "--online", *options]) == 0
    (told,) = map(json.loads, (folder / "report.jsonl").read_text(encoding="utf-8").splitlines())
    assert (told["label"], told["wikidata"], told["source"]) == ("Dmitry Peskov", SANDBOX, "online")
    assert told["candidates"][0]["score"] > 0.7


def test_a_close_match_is_written_on_request(folder, capsys):
    (folder / "x.ttl").write_text(
        "@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> ."
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
        '<urn:x> a dip:Person ; rdfs:label "Dmitry Peskov"@en .',
        encoding="utf-8",
    )
    item = make_item(SANDBOX, "Dmitry Peskov", P31="Q5")
    with run_wikibase(items=[item]) as server:
        for close in ([], ["--close-matches"]):
            assert (
                run(["link", "x.ttl", "--online", "--api", server.api, *close, "-o", "y.ttl", "--quiet"]) == 0
            )
            assert ask(f"ASK {{ <urn:x> skos:closeMatch {LINK} }}", "y.ttl") == (0 if close else 1)


def test_what_a_person_says_holds(api, capsys):
    said = ["--link", f"Dmitry Peskov={SECOND_SANDBOX}"]
    assert run(["link", "graphs", "--online", "--api", api, *said, "-o", "linked.ttl"]) == 0
    assert f"Dmitry Peskov: {SECOND_SANDBOX} (user: as you say)" in capsys.readouterr().err
    assert (
        run(["link", "graphs", "--online", "--api", api, "--link", "Peskov=none", "-v", "-o", "x.ttl"]) == 0
    )
    assert "Dmitry Peskov: none (user: as you say)" in capsys.readouterr().err


def test_a_merged_item_is_linked_by_its_new_name(capsys):
    with run_wikibase(items=ITEMS, merged={"Q999999000009": SANDBOX}) as server:
        options = ["--api", server.api, "--link", "Peskov=Q999999000009", "-o", "linked.ttl"]
        assert run(["link", "graphs", "--online", *options]) == 0
    assert f"Dmitry Peskov: {SANDBOX} (user: as you say)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Dmitry Peskov", "is no name with a QID"),
        ("Dmitry Peskov=P31", "is no name with a QID"),
        ("Dmitry Pescov=Q1", "Dmitry Peskov"),
        ("Peskov=Q999999000077", "there is no item Q999999000077"),
    ],
)
def test_a_link_that_cannot_be_is_refused(said, words, folder, api, capsys):
    assert run(["link", "graphs", "--online", "--api", api, "--link", said, "-o", "linked.ttl"]) == 2
    assert words in capsys.readouterr().err
    assert not (folder / "linked.ttl").exists()


def test_without_a_network_nothing_is_written(folder, capsys):
    with stand_in() as server:
        pass
    assert run(["link", "graphs", "--online", "--api", server.url, "-o", "linked.ttl"]) == 9
    assert "is there a network" in capsys.readouterr().err
    assert not (folder / "linked.ttl").exists()


def test_what_is_no_wikibase_says_so(capsys):
    with stand_in(Answer(200, b"<html><body>Welcome</body></html>", "text/html")) as server:
        assert run(["link", "graphs", "--online", "--api", server.url, "-o", "linked.ttl"]) == 9
    assert "does not answer as a Wikibase does: Welcome" in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_is_told(folder, api, capsys):
    (folder / "file").write_text("", encoding="utf-8")
    options = ["--api", api, "--cache", "file/cache", "-o", "linked.ttl"]
    assert run(["link", "graphs", "--online", *options]) == 9
    assert "the cache cannot be written" in capsys.readouterr().err


def test_nobody_is_asked_without_being_told_to(api, capsys, monkeypatch):
    monkeypatch.setattr("kg.wikidata.asking.Connection", None)
    monkeypatch.setattr("kg.wikidata.querying.Connection", None)
    assert run(["link", "graphs", "-o", "linked.ttl"]) == 0


def test_wikidata_is_not_asked_by_nobody(capsys):
    assert run(["link", "graphs", "--online", "-o", "linked.ttl"]) == 2
    assert "--contact" in capsys.readouterr().err


def test_the_same_answers_give_the_same_bytes_with_any_hash_seed(folder, api):
    command = [sys.executable, "-m", "kg", "link", "graphs", "--online", "--api", api, "--quiet"]
    outputs = set()
    for seed, parallel in (("1", "1"), ("2", "4")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        extra = ["--parallel", parallel, "--cache", f"cache-{seed}"]
        done = subprocess.run([*command, *extra], capture_output=True, check=True, env=environment)
        outputs.add(done.stdout)
    assert len(outputs) == 1
