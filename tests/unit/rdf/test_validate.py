"""A graph is held against the shapes and the ontology, and each finding says where, why and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.model import Extraction
from kg.ontology import Ontology
from kg.rdf.graph import PROVENANCES, to_quads
from kg.rdf.validate import validate_graph
from kg.rdf.writing import save_graph


@pytest.fixture
def graph(extractions: list[Extraction], ontology: Ontology, tmp_path: Path) -> Path:
    save_graph(to_quads(extractions, ontology=ontology), tmp_path / "graph.ttl")
    return tmp_path / "graph.ttl"


def spoil(graph: Path, old: str, new: str) -> Path:
    text = graph.read_text(encoding="utf-8")
    assert old in text
    graph.write_text(text.replace(old, new, 1), encoding="utf-8")
    return graph


def append(graph: Path, turtle: str) -> Path:
    graph.write_text(graph.read_text(encoding="utf-8") + turtle, encoding="utf-8")
    return graph


@pytest.mark.parametrize("provenance", PROVENANCES)
@pytest.mark.parametrize("extension", ["ttl", "nq", "jsonld"])
def test_our_own_graph_is_found_good(
    provenance: str, extension: str, extractions: list[Extraction], ontology: Ontology, tmp_path: Path
) -> None:
    path = tmp_path / f"graph.{extension}"
    save_graph(to_quads(extractions, ontology=ontology, provenance=provenance, dropped=True), path)
    report = validate_graph(path)
    assert report.ok, str(report)
    assert report.counts["triples"] > 40


def test_a_confidence_above_one_is_found_at_its_node(graph: Path) -> None:
    report = validate_graph(spoil(graph, "dip:confidence 0.9 ;", "dip:confidence 1.9 ;"))
    (finding,) = report.findings
    assert "/fact/" in finding.where and "dip:confidence" in finding.why and "1.9" in finding.why


def test_a_fact_without_a_status_is_found(graph: Path) -> None:
    report = validate_graph(append(graph, "\nfact:x a dip:Fact ; rdf:subject state:russia ."))
    found = [finding for finding in report.findings if finding.where.endswith("fact/x>")]
    assert any("dip:status" in finding.why for finding in found)
    assert all(finding.hint for finding in found)


def test_a_plain_triple_that_no_fact_supports_is_found(graph: Path) -> None:
    report = validate_graph(append(graph, "\nstate:russia dip:sanctioned state:turkiye ."))
    assert any("dip:sanctioned" in str(finding) for finding in report.findings)


def test_a_relation_outside_its_range_is_found_with_the_reason(graph: Path) -> None:
    report = validate_graph(append(graph, "\nperson:dmitry-peskov dip:capitalOf state:russia ."))
    assert any("domain: Person is no" in finding.why for finding in report.findings)


def test_a_relation_to_a_thing_without_a_class_is_found(graph: Path) -> None:
    report = validate_graph(append(graph, "\nstate:russia dip:metWith state:atlantis ."))
    assert any("state/atlantis> has no class" in finding.why for finding in report.findings)


def test_a_relation_that_does_not_exist_is_found_with_a_near_one(graph: Path) -> None:
    report = validate_graph(append(graph, "\nstate:russia dip:metWit state:turkiye ."))
    (finding,) = (finding for finding in report.findings if "no relation" in finding.why)
    assert "metWith" in finding.hint


def test_the_findings_come_sorted_and_each_once(graph: Path) -> None:
    append(graph, "\nfact:x a dip:Fact .\nstate:russia dip:hugs state:turkiye .")
    findings = validate_graph(graph).findings
    assert list(findings) == sorted(set(findings))


def test_other_shapes_may_be_given(graph: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
        <urn:x:s> a sh:NodeShape ; sh:targetClass dip:Agent ;
            sh:property [ sh:path dip:citizenOf ; sh:minCount 1 ;
                sh:message "Everyone is from somewhere." ] ."""
    )
    report = validate_graph(graph, shapes=shapes)
    assert any("Everyone is from somewhere." in finding.why for finding in report.findings)


@pytest.mark.parametrize("content", [None, "not Turtle"])
def test_shapes_that_cannot_be_read_are_an_error(content: str | None, graph: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    if content:
        shapes.write_text(content)
    with pytest.raises(OntologyError, match=r"shapes\.ttl"):
        validate_graph(graph, shapes=shapes)


def test_a_query_of_given_shapes_is_asked_of_each_node_or_of_the_whole_graph(
    graph: Path, tmp_path: Path
) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:x:d> sh:declare <urn:x:p> .
        <urn:x:p> sh:prefix "dip" ; sh:namespace "https://w3id.org/diplomacy-kg/ontology#"^^xsd:anyURI .
        <urn:x:each> a sh:NodeShape ; sh:targetClass dip:Office ; sh:sparql <urn:x:1> .
        <urn:x:1> sh:prefixes <urn:x:d> ; sh:message "An office of {?value}." ;
            sh:select "SELECT $this ?value WHERE { $this dip:officeIn ?value }" .
        <urn:x:whole> a sh:NodeShape ; sh:targetNode dip:Fact ; sh:sparql <urn:x:2> .
        <urn:x:2> sh:prefixes <urn:x:d> ; sh:message "{?subject} met {?value}." ;
            sh:select "SELECT $this ?subject ?value WHERE { ?subject dip:metWith ?value }" ."""
    )
    told = {finding.why for finding in validate_graph(graph, shapes=shapes).findings}
    assert any("An office of" in why for why in told)
    assert any("state/russia met " in why for why in told)


def test_a_query_of_given_shapes_that_cannot_be_read_is_an_error(graph: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:x:s> a sh:NodeShape ; sh:targetNode <urn:x:n> ; sh:sparql <urn:x:q> .
        <urn:x:q> sh:select "SELECT $this WHERE { nonsense" ."""
    )
    with pytest.raises(OntologyError, match="urn:x:q"):
        validate_graph(graph, shapes=shapes)
