"""The fast engine reports what the reference reports, of good graphs and of broken ones."""

import logging
import subprocess
import sys

import pytest

from kg.cli import run
from kg.errors import OntologyError, UsageError
from kg.ontology import load_ontology
from kg.rdf.engines import choose_engine
from kg.rdf.graph import PROVENANCES, to_quads
from kg.rdf.validate import validate_graph
from kg.rdf.writing import save_graph
from tests.broken_graphs import BAD, GOOD, PREFIXES

MORE = (
    ("rdf:subject :anna ;", "rdf:subject 'Anna' ;"),
    ("rdf:object :bert ;", "rdf:object [ ] ;"),
    ("dip:person :anna ;", "dip:person [ ] ;"),
    (":fact a dip:Fact, rdf:Statement ;", "[] a dip:Fact, rdf:Statement ;"),
    ("dip:confidence 0.9 ;", "dip:confidence 'nine'^^<http://www.w3.org/2001/XMLSchema#decimal> ;"),
    ("dip:confidence 0.9 ;", "dip:confidence 0.9, 0.90 ;"),
    ("dip:confidence 0.9 ;", "dip:confidence 9.00000000000000000000000000001e-1 ;"),
    ("dip:confidence 0.9 ;", "dip:confidence 0.9000, 1.0000000000000000001 ;"),
    ("nif:beginIndex 0 ;", "nif:beginIndex 0, -0 ;"),
    ("nif:beginIndex 0 ;", "nif:beginIndex 'x' ;"),
    ("nif:beginIndex 0 ;", "nif:beginIndex 14.0 ;"),
    ('nif:anchorOf "Anna met Bert." ;', 'nif:anchorOf "Anna", "met \\"\\\\ \\n\\t \U0001f600"@en-GB ;'),
    ("dip:participant :anna, :bert", "dip:participant :anna, :nobody, 'text', [ ]"),
    ("dip:place :palace", "dip:place :palace, 'here'"),
    ("dip:status dip:held ; dip:accordingTo", "dip:status dip:held, dip:held ; dip:accordingTo"),
    ('rdfs:label "trade"@en', 'rdfs:label ""@en, "trade"@EN'),
)
"""Broken in ways that engines may see differently: literals of other lexical forms, nodes without a name."""

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
<urn:x:s> a sh:NodeShape ; sh:targetClass dip:Agent ; {} ."""


@pytest.fixture
def report(tmp_path):
    """What an engine reports of a graph in Turtle."""

    def report(turtle, engine, **options):
        (tmp_path / "graph.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
        return str(validate_graph(tmp_path / "graph.ttl", engine=engine, **options))

    return report


@pytest.mark.parametrize(("good", "bad"), [*((one, other) for one, other, _ in BAD), *MORE])
def test_both_engines_report_the_same(good, bad, report):
    text = GOOD.replace(good, bad, 1)
    assert text != GOOD
    assert report(text, "shacl") == report(text, "pyshacl")


def test_both_engines_find_nothing_in_a_good_graph(report):
    assert report(GOOD, "shacl") == report(GOOD, "pyshacl") == "76 triples, 0 findings"


def test_both_engines_report_the_same_of_everything_at_once(report):
    text = GOOD
    for good, bad, _ in BAD:
        text = text.replace(good, bad, 1)
    expected = report(text, "pyshacl")
    assert int(expected.rpartition(" findings")[0].rpartition(" ")[2]) > 30
    assert report(text, "shacl") == expected


def test_both_engines_count_once_what_several_documents_say(tmp_path):
    broken = GOOD.replace("dip:confidence 0.9 ;", "dip:confidence 1.1 ;")
    text = f"{PREFIXES} :one {{ {broken} }} :two {{ {broken} }} :three {{ :fact dip:confidence 0.5 }}"
    (tmp_path / "graph.trig").write_text(text, encoding="utf-8")
    one, other = (validate_graph(tmp_path / "graph.trig", engine=engine) for engine in ("pyshacl", "shacl"))
    assert str(one) == str(other)
    assert len(one.findings) == 2


@pytest.mark.parametrize("provenance", PROVENANCES)
def test_both_engines_find_our_own_graph_good(provenance, summit, tmp_path):
    path = tmp_path / "graph.nq"
    save_graph(to_quads([summit], ontology=load_ontology(), provenance=provenance, dropped=True), path)
    one, other = (validate_graph(path, engine=engine) for engine in ("pyshacl", "shacl"))
    assert one == other
    assert one.ok


@pytest.mark.parametrize(
    "shape",
    [
        "sh:property [ sh:path dip:citizenOf ; sh:minCount 1 ]",
        "sh:property [ sh:path (dip:metWith dip:metWith) ; sh:maxCount 0 ]",
        "sh:property [ sh:path [ sh:inversePath dip:metWith ] ; sh:maxCount 0 ; sh:message 'b', 'a'@en ]",
        "sh:nodeKind sh:Literal",
        "sh:not [ sh:class dip:Person ]",
        "sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> )",
        "sh:sparql [ sh:message '{$this} met {?value}.' ; sh:select "
        "'SELECT $this ?value { $this <https://w3id.org/diplomacy-kg/ontology#metWith> ?value }' ]",
    ],
)
def test_both_engines_report_the_same_by_shapes_of_ones_own(shape, report, tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES.format(shape))
    expected = report(GOOD, "pyshacl", shapes=shapes)
    assert ", 0 findings" not in expected
    assert report(GOOD, "shacl", shapes=shapes) == expected


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
@pytest.mark.parametrize(
    "shape",
    [
        "sh:property [ sh:path dip:citizenOf ; sh:pattern '(' ]",
        "sh:sparql [ sh:select 'SELECT $this WHERE { nonsense' ]",
    ],
)
def test_shapes_that_cannot_be_used_are_an_error(shape, engine, report, tmp_path):
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(SHAPES.format(shape))
    with pytest.raises(OntologyError, match="cannot be used") as error:
        report(
            GOOD.replace("dip:metWith :bert", "dip:citizenOf 'b' ; dip:metWith :bert"), engine, shapes=shapes
        )
    assert error.value.where == str(shapes)


def test_a_bad_literal_is_told_without_a_traceback(report, caplog):
    caplog.set_level(logging.DEBUG)
    assert "nine" in report(
        GOOD.replace("0.9", "'nine'^^<http://www.w3.org/2001/XMLSchema#decimal>"), "pyshacl"
    )
    assert "Traceback" not in caplog.text


def test_the_engine_is_chosen(monkeypatch):
    assert choose_engine("auto", own_shapes=False) == "shacl"
    assert choose_engine("auto", own_shapes=True) == "pyshacl"
    assert choose_engine("shacl", own_shapes=True) == "shacl"
    with pytest.raises(UsageError, match="no engine 'jena'"):
        choose_engine("jena", own_shapes=False)


def test_without_the_fast_engine_the_reference_is_taken(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("kg.rdf.engines.find_spec", lambda name: None)
    assert choose_engine("auto", own_shapes=False) == "pyshacl"
    (tmp_path / "graph.ttl").write_text(PREFIXES + GOOD, encoding="utf-8")
    assert run(["validate", str(tmp_path / "graph.ttl")]) == 0
    assert run(["validate", str(tmp_path / "graph.ttl"), "--engine", "shacl"]) == 2
    assert "pip install 'diplomacy-kg[shacl]'" in capsys.readouterr().err


def test_a_disk_that_is_full_is_told(summit, tmp_path):
    save_graph(to_quads([summit], ontology=load_ontology()), tmp_path / "graph.nq")
    code = (
        "import resource, sys; from kg.cli import run\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "sys.exit(run(['validate', sys.argv[1], '--engine', 'shacl']))"
    )
    command = [sys.executable, "-c", code, tmp_path / "graph.nq"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 6, done.stderr
    assert "no temporary file can be written" in done.stderr
