"""What no fact supports is found in one pass, and is what the query of the shapes finds."""

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from kg.ontology import load_ontology
from kg.rdf.bridge import from_graph
from kg.rdf.constraints import find_violations, take_constraints
from kg.rdf.graph import to_quads
from kg.rdf.shapes import _load_shapes, _schema
from kg.rdf.support import SHAPE, find_unsupported
from kg.resources import find_resource
from tests.broken_graphs import BAD, GOOD, PREFIXES

SCHEMA = list(from_graph(_schema(load_ontology())))
CONSTRAINTS = take_constraints(_load_shapes(find_resource("ontology", "shapes.ttl")))
MORE = (
    ("dip:metWith :bert ;", "dip:metWith :bert, :ruritania, 'Bert' ;"),
    ("dip:metWith :bert ;", "dip:label 'x' ; dip:metWith :bert ;"),
    ("rdf:predicate dip:visited", "rdf:predicate :hugs, dip:visited"),
    ("dip:metWith :anna .", "dip:metWith :anna ; :hugs :ruritania ; dip:visitedBy :ruritania ."),
    ("rdf:predicate dip:visited", "rdf:predicate dip:metWith"),
    ("dip:status dip:attributed ;", "dip:status dip:attributed, dip:denied ;"),
    (":ruritania a dip:State ;", ":ruritania a dip:State ; dip:stage 'x' ; dip:metWith :anna ;"),
    (":ruritania a dip:State ;", ":ruritania a dip:State ; dip:sha256 'x' ; dip:metWith :anna ;"),
    ("dip:hasOffice :minister", "dip:hasOffice :minister, :palace"),
    (":minister a dip:Office ;", ":minister a dip:Office ; dip:heldBy :anna, :bert ;"),
    ("dip:tenureStatus dip:current .", "dip:tenureStatus dip:current ; dip:office :trade ."),
)


def find_both(turtle):
    """The findings of the pass, and those of the query."""
    quads = list(pyoxigraph.parse(PREFIXES + turtle, format=RdfFormat.TURTLE))
    (constraint,) = CONSTRAINTS
    asked = {message for _, message in find_violations([constraint], quads, SCHEMA)}
    told = {
        constraint.message.replace("{?subject}", str(s.value))
        .replace("{?path}", p.value)
        .replace("{?value}", o.value)
        for s, p, o in find_unsupported(quads, SCHEMA)
    }
    return told, asked


def test_the_shapes_have_the_constraint_that_is_answered():
    assert [constraint.iri for constraint in CONSTRAINTS] == [SHAPE]


@pytest.mark.parametrize(("good", "bad"), [*((one, other) for one, other, _ in BAD), *MORE])
def test_the_pass_finds_what_the_query_finds(good, bad):
    text = GOOD.replace(good, bad, 1)
    assert text != GOOD
    told, asked = find_both(text)
    assert told == asked


@pytest.mark.parametrize(("good", "bad"), [case[:2] for case in BAD if case[2] == "Asserted"])
def test_what_is_not_supported_is_found(good, bad):
    assert find_both(GOOD.replace(good, bad, 1))[0]


def test_a_good_graph_supports_all_it_asserts(summit):
    assert find_both(GOOD) == (set(), set())
    assert not list(find_unsupported(to_quads([summit], ontology=load_ontology(), dropped=True), SCHEMA))
    assert not list(find_unsupported(to_quads([summit], ontology=load_ontology(), provenance="none"), SCHEMA))
