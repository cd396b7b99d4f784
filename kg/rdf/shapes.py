"""Checks a graph against shapes (SHACL)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyshacl
import rdflib
from pyoxigraph import Quad
from rdflib.exceptions import ParserError
from rdflib.namespace import SH
from rdflib.plugins.parsers.notation3 import BadSyntax

from kg.errors import OntologyError
from kg.ontology import Ontology
from kg.rdf.bridge import fill_graph, from_graph
from kg.rdf.constraints import find_violations, take_constraints
from kg.rdf.names import shorten, shorten_all
from kg.rdf.report import Finding
from kg.resources import find_resource


def check_shapes(
    quads: Iterable[Quad], ontology: Ontology, *, shapes: str | Path | None = None
) -> Iterator[Finding]:
    """Each result of the shapes, of whatever severity."""
    where = Path(shapes) if shapes else find_resource("ontology", "shapes.ttl")
    quads = list(quads)
    known, schema = _load_shapes(where), _schema(ontology)
    for subject, message in find_violations(take_constraints(known), quads, from_graph(schema)):
        yield Finding(shorten(subject), shorten_all(message), "build the graph again")
    _, results, _ = pyshacl.validate(fill_graph(quads), shacl_graph=known, ont_graph=schema, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise OntologyError(f"these shapes cannot be used: {results}", where=str(where))
    for result in results.subjects(rdflib.RDF.type, SH.ValidationResult):
        yield _to_finding({name: results.value(result, SH[name]) for name in _RESULT})


_RESULT = ("focusNode", "resultPath", "value", "resultMessage", "sourceConstraintComponent")


def _to_finding(told: Mapping[str, Any]) -> Finding:
    path, value = told["resultPath"], told["value"]
    rule = shorten_all(str(told["resultMessage"] or told["sourceConstraintComponent"]))
    about = f"{shorten(path)}: " if path and shorten(path) not in rule else ""
    found = f" (found {shorten(value)})" if value is not None and str(value) not in rule else ""
    return Finding(
        shorten(told["focusNode"]),
        f"{about}{rule}{found}",
        f"mend {shorten(path)}, or build the graph again" if path else "build the graph again",
    )


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
