"""`kg load`, `dump`, `remove`, `stats` and `diff` of stores on disk, as a person types them."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from pyoxigraph import parse

from kg.cli import run
from kg.extraction_json import to_json
from kg.ontology import load_ontology
from kg.rdf.graph import to_quads
from kg.rdf.writing import save_graph
from kg.store import DEFAULT_STORE, dumping


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch, summit):
    monkeypatch.chdir(tmp_path)
    for name in ("summit.ttl", "summit.trig"):
        save_graph(to_quads([summit], ontology=load_ontology()), tmp_path / name)


@pytest.fixture
def _store(capsys):
    assert run(["load", "summit.trig"]) == 0
    capsys.readouterr()


def test_a_file_is_loaded_into_the_usual_store(capsys):
    assert run(["load", "summit.trig"]) == 0
    said = capsys.readouterr()
    triples = len(list(parse(path="summit.trig")))
    assert said.err == f".kg/store: {triples} triples of 1 new document, 0 replaced\n"
    assert said.out == ""
    assert run(["load", "summit.ttl", "--store", DEFAULT_STORE]) == 0
    assert capsys.readouterr().err == f".kg/store: {triples} triples of 0 new documents, 1 replaced\n"


def test_turtle_is_loaded_from_standard_input(tmp_path):
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "kg", "load", "-", "--store", "piped"]
    subprocess.run(command, input=(tmp_path / "summit.ttl").read_bytes(), check=True, env=env)
    assert run(["diff", "piped", "summit.ttl"]) == 0


def test_documents_are_read_straight_into_a_store(tmp_path, summit, capsys):
    line = json.dumps(to_json(summit))
    (tmp_path / "read.jsonl").write_text(line + "\n", encoding="utf-8")
    assert run(["build", "--extracted", "read.jsonl", "--store", "read"]) == 0
    said = capsys.readouterr()
    assert said.err.splitlines()[-1].startswith("read: ")
    assert said.err.endswith("triples of 1 new document, 0 replaced\n")
    assert said.out == ""
    assert run(["build", "--extracted", "read.jsonl", "-o", "read.nq"]) == 0
    assert run(["diff", "read.nq", "read"]) == 0


@pytest.mark.parametrize("option", [["-o", "read.ttl"], ["-F", "trig"]])
def test_a_store_and_a_file_are_not_written_at_once(option, tmp_path, capsys):
    assert run(["build", "summit.ttl", "--store", "read", *option]) == 2
    assert "a store or a file, not both" in capsys.readouterr().err
    assert not (tmp_path / "read").exists()


def test_no_store_is_made_where_there_is_nothing_to_read(tmp_path, capsys):
    assert run(["build", "none.txt", "--store", "read"]) == 3
    assert not (tmp_path / "read").exists()


def test_a_store_and_an_endpoint_are_not_loaded_at_once(capsys):
    assert run(["load", "summit.ttl", "--store", "a", "-e", "http://127.0.0.1:9"]) == 2
    assert "a store or an endpoint, not both" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["ttl", "trig"])
@pytest.mark.usefixtures("_store")
def test_what_was_loaded_is_dumped(form, tmp_path):
    assert run(["dump", "-o", f"again.{form}"]) == 0
    assert set(parse(path=f"again.{form}")) == set(parse(path=f"summit.{form}"))


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld"])
@pytest.mark.usefixtures("_store")
def test_two_stores_of_the_same_content_give_the_same_bytes(form, tmp_path):
    assert run(["load", "summit.ttl", "--store", "other"]) == 0
    assert run(["dump", "-F", form, "-o", "one"]) == 0
    assert run(["dump", "-F", form, "-o", "two", "--store", "other"]) == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("form", ["ttl", "nt"])
@pytest.mark.parametrize("at_once", [1, 20_000])
@pytest.mark.usefixtures("_store")
def test_a_dump_in_pieces_is_the_file_that_a_build_writes(form, at_once, tmp_path, summit, monkeypatch):
    monkeypatch.setattr(dumping, "SLICE", at_once)
    other = replace(summit, document=replace(summit.document, id="urn:x:other", source="other.txt"))
    both = list(to_quads([summit, other], ontology=load_ontology()))
    save_graph(both, tmp_path / "both.nq")
    save_graph(both, tmp_path / f"whole.{form}")
    assert run(["load", "both.nq", "--quiet"]) == 0
    assert run(["dump", "-o", f"pieces.{form}"]) == 0
    assert (tmp_path / f"pieces.{form}").read_bytes() == (tmp_path / f"whole.{form}").read_bytes()
    assert run(["dump", "urn:x:other", "-o", f"other.{form}"]) == 0
    save_graph(to_quads([other], ontology=load_ontology()), tmp_path / f"alone.{form}")
    assert (tmp_path / f"other.{form}").read_bytes() == (tmp_path / f"alone.{form}").read_bytes()


@pytest.mark.parametrize("form", ["turtle", "ntriples", "trig", "nquads"])
def test_an_empty_store_is_dumped(form, capsys):
    assert run(["load", "summit.trig"]) == 0
    assert run(["remove", "summit.txt"]) == 0
    assert run(["dump", "-F", form]) == 0


@pytest.mark.usefixtures("_store")
def test_a_dump_of_everything_makes_the_same_store(tmp_path):
    assert run(["dump", "--all", "-o", "all.nq"]) == 0
    assert run(["load", "all.nq", "--store", "again"]) == 0
    assert run(["dump", "--all", "-o", "again.nq", "--store", "again"]) == 0
    assert (tmp_path / "all.nq").read_bytes() == (tmp_path / "again.nq").read_bytes()


@pytest.mark.usefixtures("_store")
def test_one_document_is_dumped(summit, capsys):
    assert run(["dump", summit.document.id, "-F", "nquads"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(set(parse(path="summit.trig")))


@pytest.mark.usefixtures("_store")
def test_a_dump_onto_a_full_disk_says_so(capsys):
    assert run(["dump", "-F", "nquads", "-o", "/dev/full"]) == 6
    assert "No space left" in capsys.readouterr().err


@pytest.mark.usefixtures("_store")
def test_a_document_is_removed_by_its_source(capsys):
    assert run(["remove", "summit.txt"]) == 0
    assert capsys.readouterr().err == ".kg/store: removed 1 document\n"
    assert run(["stats", "-F", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["triples"] == 0


@pytest.mark.usefixtures("_store")
def test_a_store_is_told_in_numbers(capsys):
    assert run(["stats", "-F", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["documents"] == 1
    assert told["entities"]["dip:Person"] == 3
    assert told["facts"] == {"dip:asserted": 2, "dip:held": 1, "dip:planned": 1}
    assert told["events"] == {"dip:Meeting": 1, "dip:Statement": 1, "dip:Visit": 1}
    assert told["tenures"] == 1
    assert run(["stats"]) == 0
    assert ["documents", "1"] in [line.split() for line in capsys.readouterr().out.splitlines()]


@pytest.mark.usefixtures("_store")
def test_documents_are_listed(summit, capsys):
    assert run(["stats", "--documents", "-F", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["document"] == summit.document.id
    assert told["source"] == "summit.txt"
    assert run(["stats", "--documents"]) == 0
    assert "summit.txt" in capsys.readouterr().out


def test_there_is_nothing_to_tell_of_no_store(capsys):
    for verb in (["stats"], ["dump"], ["remove", "x"]):
        assert run(verb) == 9
        assert "there is no store\n  try: kg load" in capsys.readouterr().err


@pytest.mark.usefixtures("_store")
def test_a_store_is_no_different_from_the_file_it_was_loaded_from(capsys):
    assert run(["diff", "summit.ttl", ".kg/store"]) == 0
    assert capsys.readouterr().out == "facts: 0 added, 0 removed, 0 changed\n0 triples added, 0 removed\n"


def test_facts_that_differ_are_told(tmp_path, capsys):
    text = (tmp_path / "summit.ttl").read_text(encoding="utf-8")
    fewer = "\n\n".join(part for part in text.split("\n\n") if "rdf:predicate dip:spokesmanFor" not in part)
    fewer = fewer.replace("dip:spokesmanFor governmentbody:kremlin", "dip:heads governmentbody:kremlin")
    (tmp_path / "other.ttl").write_text(fewer.replace("dip:confidence 0.96", "dip:confidence 0.5"))
    assert run(["diff", "summit.ttl", "other.ttl"]) == 1
    out = capsys.readouterr().out
    assert "- person:dmitry-peskov dip:spokesmanFor governmentbody:kremlin" in out
    assert "+ person:dmitry-peskov dip:heads governmentbody:kremlin" in out
    assert "~ person:nikol-pashinyan dip:headOfGovernmentOf state:armenia" in out
    assert "facts: 1 added, 1 removed, 1 changed" in out
    assert run(["diff", "summit.ttl", "other.ttl", "-F", "json"]) == 1
    facts = json.loads(capsys.readouterr().out)["facts"]
    assert sorted(each["change"] for each in facts) == ["added", "changed", "removed"]


def test_a_diff_with_nothing_is_an_error(capsys):
    assert run(["diff", "summit.ttl", "none.ttl"]) == 7
    assert "cannot be read" in capsys.readouterr().err
