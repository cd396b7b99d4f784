"""The shapes: a good graph passes, and each shape is seen to fail."""

from __future__ import annotations

from functools import cache

import pytest
from pyshacl import validate
from rdflib import OWL, RDFS, SH, Graph

from kg.model import REAL_STATUSES, STATUSES, TENURES
from kg.ontology import load_ontology
from kg.resources import find_resource
from tests.broken_graphs import BAD, GOOD, PREFIXES

QUERY_LINK = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/diplomacy-kg/shapes#> .
shape:Asserted sh:sparql shape:no-unsupported-triple .
"""


@cache
def parsed(name: str) -> Graph:
    return Graph().parse(find_resource("ontology", name))


@cache
def hierarchy() -> Graph:
    """What of the ontology the shapes need, so that each case takes little time."""
    whole, part = parsed("diplomacy.ttl"), Graph()
    for triple in whole:
        if triple[1] in {RDFS.subClassOf, OWL.inverseOf} or triple[2] == OWL.SymmetricProperty:
            part.add(triple)
    return part


@cache
def without_query() -> Graph:
    """The shapes but for the one in SPARQL, which takes most of the time."""
    return parsed("shapes.ttl") - Graph().parse(data=QUERY_LINK)


def broken_shapes(text: str, *, query: bool = True) -> set[str]:
    """The names of the shapes that the graph does not fit."""
    graph = Graph().parse(data=PREFIXES + text, format="turtle")
    shapes = parsed("shapes.ttl") if query else without_query()
    _, report, _ = validate(graph, shacl_graph=shapes, ont_graph=hierarchy())
    return {str(shape).split("#")[-1] for shape in report.objects(None, SH.sourceShape)}


def test_a_good_graph_fits():
    assert broken_shapes(GOOD) == set()


def test_a_good_graph_fits_with_the_whole_ontology():
    graph = Graph().parse(data=PREFIXES + GOOD, format="turtle")
    fits, _, words = validate(graph, shacl_graph=parsed("shapes.ttl"), ont_graph=parsed("diplomacy.ttl"))
    assert fits, words


@pytest.mark.parametrize(("good", "bad", "shape"), BAD)
def test_a_bad_graph_is_found_out_by_its_shape(good: str, bad: str, shape: str):
    assert GOOD.count(good) >= 1
    assert shape in broken_shapes(GOOD.replace(good, bad, 1), query=shape == "Asserted")


def test_every_property_shape_is_seen_to_fail():
    shapes = {str(shape).split("#")[-1] for shape in parsed("shapes.ttl").subjects(SH.path, None)}
    assert len(BAD) >= 50
    assert len(shapes) >= 30
    assert shapes - {shape for _, _, shape in BAD} == {"class"}


def test_without_fact_nodes_plain_triples_stand_alone():
    text = ':a a dip:Person ; rdfs:label "A" ; dip:metWith :b . :b a dip:Person ; rdfs:label "B" .'
    assert broken_shapes(text) == set()


def test_a_relation_of_ones_own_is_held_to_its_facts():
    hugs = GOOD.replace("rdf:predicate dip:visited", "rdf:predicate :hugs")
    assert broken_shapes(hugs.replace("dip:metWith :anna .", "dip:metWith :anna ; :hugs :ruritania .")) == {
        "Asserted"
    }


@pytest.mark.parametrize(("path", "names"), [("status", STATUSES), ("tenure-status", TENURES)])
def test_the_shapes_know_every_status(path: str, names: tuple[str, ...]):
    shapes = parsed("shapes.ttl")
    (first,) = shapes.objects(
        next(s for s in shapes.subjects(SH["in"]) if str(s).endswith(f"#{path}")), SH["in"]
    )
    assert tuple(str(item).split("#")[-1] for item in shapes.items(first)) == names


def test_the_shapes_know_which_statuses_are_real():
    (query,) = parsed("shapes.ttl").objects(None, SH.select)
    lists = [part.split(")")[0] for part in str(query).split("?stated IN (")[1:]]
    named = [{name.strip().removeprefix("dip:") for name in each.split(",")} for each in lists]
    assert named == [set(REAL_STATUSES)] * 7


def test_the_shapes_look_at_every_class_of_entity():
    ontology = load_ontology()
    roots = {str(c).split("#")[-1] for c in parsed("shapes.ttl").objects(None, SH.targetClass)}
    assert {"Agent", "Place", "Office", "Agreement", "Topic", "Event", "Fact", "Tenure"} <= roots
    assert roots <= set(ontology.classes)
