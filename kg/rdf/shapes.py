"""Checks a graph against shapes (SHACL)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from pyoxigraph import Quad
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import OntologyError
from kg.ontology import Ontology
from kg.rdf.bridge import from_graph
from kg.rdf.constraints import Constraint, fill_message, find_violations, take_constraints
from kg.rdf.engines import Result, choose_engine, find_results
from kg.rdf.names import shorten, shorten_all, to_text
from kg.rdf.report import Finding
from kg.rdf.support import SHAPE, find_unsupported
from kg.resources import find_resource


def check_shapes(
    quads: Iterable[Quad], ontology: Ontology, *, shapes: str | Path | None = None, engine: str = "auto"
) -> Iterator[Finding]:
    """Each result of the shapes, of whatever severity, as an engine of ENGINES finds it."""
    where = Path(shapes) if shapes else find_resource("ontology", "shapes.ttl")
    chosen = choose_engine(engine, own_shapes=shapes is not None)
    quads = list(quads)
    known, schema = _load_shapes(where), _schema(ontology)
    for subject, message in _check_whole(take_constraints(known), quads, list(from_graph(schema))):
        yield Finding(shorten(subject), shorten_all(message), "build the graph again")
    for result in find_results(quads, known, schema, engine=chosen, where=str(where)):
        yield _to_finding(result)


def _check_whole(
    constraints: list[Constraint], quads: list[Quad], schema: list[Quad]
) -> Iterator[tuple[str, str]]:
    """What the constraints on the whole graph find: the subject and the message of each."""
    others = [constraint for constraint in constraints if constraint.iri != SHAPE]
    if others:
        yield from find_violations(others, quads, schema)
    for constraint in constraints:
        if constraint.iri == SHAPE:
            for triple in find_unsupported(quads, schema):
                names = dict(zip(("subject", "path", "value"), map(to_text, triple), strict=True))
                yield names["subject"], fill_message(constraint.message, names)


def _to_finding(result: Result) -> Finding:
    rule = shorten_all(result.why)
    about = f"{result.path}: " if result.path and result.path not in rule else ""
    found = f" (found {result.value})" if result.value and result.value not in rule else ""
    hint = f"mend {result.path}, or build the graph again" if result.path else "build the graph again"
    return Finding(result.focus, f"{about}{rule}{found}", hint)


def _load_shapes(path: Path) -> rdflib.Graph:
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (BadSyntax, ParserError) as error:
        why = "; ".join(str(error).splitlines()[:2])
        raise OntologyError(f"is no Turtle: {why}", where=str(path)) from error


def _schema(ontology: Ontology) -> rdflib.Graph:
    """What shapes need to know of an ontology: classes below others, and relations read from either end."""
    graph = rdflib.Graph()
    for child in ontology.classes.values():
        for parent in child.parents:
            above = rdflib.URIRef(ontology.classes[parent].iri)
            graph.add((rdflib.URIRef(child.iri), rdflib.RDFS.subClassOf, above))
    for relation in ontology.relations.values():
        iri = rdflib.URIRef(relation.iri)
        if relation.symmetric:
            graph.add((iri, rdflib.RDF.type, rdflib.OWL.SymmetricProperty))
        if relation.reverse and relation.inverse is not None:
            direct = rdflib.URIRef(ontology.relations[relation.inverse].iri)
            graph.add((iri, rdflib.OWL.inverseOf, direct))
    return graph
