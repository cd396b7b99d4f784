"""Checks a graph against the shapes, and every relation in it against the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import OntologyError
from kg.ontology import Ontology, Relation, load_ontology
from kg.rdf.loading import load_quads
from kg.rdf.report import Finding, Report
from kg.rdf.vocabulary import DIP, PREFIXES, A
from kg.resources import find_resource

if TYPE_CHECKING:
    import rdflib

Types = Mapping[str, frozenset[str]]


def validate_graph(
    path: str | Path, *, shapes: str | Path | None = None, ontology: Ontology | None = None
) -> Report:
    """What the shapes (SHACL; ours unless given) and the ontology's domains and ranges find wrong in a graph.

    Raises GraphError for a graph, and OntologyError for shapes, that cannot be read.
    """
    ontology = ontology or load_ontology()
    quads = load_quads(path)
    findings = {*check_shapes(quads, ontology, shapes=shapes), *check_relations(quads, ontology)}
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    return Report({"triples": len(triples), "findings": len(findings)}, tuple(sorted(findings)))


def check_relations(quads: Iterable[Quad], ontology: Ontology) -> Iterator[Finding]:
    """Each triple whose relation the ontology lacks, or does not allow between two such things."""
    quads = list(quads)
    types = _find_types(quads, ontology)
    relations = {relation.iri: relation for relation in ontology.relations.values()}
    for quad in quads:
        relation = relations.get(quad.predicate.value)
        if relation is not None:
            yield from _check_triple(quad, relation, types, ontology)
        elif quad.predicate.value.startswith(DIP):
            yield _unknown(quad, ontology)


def check_shapes(
    quads: Iterable[Quad], ontology: Ontology, *, shapes: str | Path | None = None
) -> Iterator[Finding]:
    """Each result of the shapes, of whatever severity."""
    import pyshacl
    import rdflib

    from kg.rdf.bridge import fill_graph

    where = Path(shapes) if shapes else find_resource("ontology", "shapes.ttl")
    _, results, _ = pyshacl.validate(
        fill_graph(quads),
        shacl_graph=_load_shapes(where),
        ont_graph=_schema(ontology),
        inference="none",
    )
    if not isinstance(results, rdflib.Graph):
        raise OntologyError(f"these shapes cannot be used: {results}", where=str(where))
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        told = {name: results.value(result, sh[name]) for name in _RESULT}
        yield _to_finding(told)


_RESULT = ("focusNode", "resultPath", "value", "resultMessage", "sourceConstraintComponent")


def _to_finding(told: Mapping[str, Any]) -> Finding:
    path, value = told["resultPath"], told["value"]
    rule = _shorten_all(str(told["resultMessage"] or told["sourceConstraintComponent"]))
    about = f"{_short(path)}: " if path and _short(path) not in rule else ""
    found = f" (found {_short(value)})" if value is not None and str(value) not in rule else ""
    return Finding(
        _short(told["focusNode"]),
        f"{about}{rule}{found}",
        f"mend {_short(path)}, or build the graph again" if path else "build the graph again",
    )


def _load_shapes(path: Path) -> rdflib.Graph:
    import rdflib
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return rdflib.Graph().parse(path, format="turtle")
    except OSError as error:
        raise OntologyError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (BadSyntax, ParserError) as error:
        why = "; ".join(str(error).splitlines()[:2])
        raise OntologyError(f"is no Turtle: {why}", where=str(path)) from error


def _schema(ontology: Ontology) -> rdflib.Graph:
    """What shapes need to know of an ontology: classes below others, and relations read from either end."""
    import rdflib

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


def _find_types(quads: Iterable[Quad], ontology: Ontology) -> Types:
    """The local names of the ontology's classes to which each node belongs."""
    names = {known.iri: known.name for known in ontology.classes.values()}
    types: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == A and isinstance(quad.object, NamedNode) and quad.object.value in names:
            types[str(quad.subject)].add(names[quad.object.value])
    return {subject: frozenset(found) for subject, found in types.items()}


def _check_triple(quad: Quad, relation: Relation, types: Types, ontology: Ontology) -> Iterator[Finding]:
    subjects, objects = types.get(str(quad.subject)), _types_of(quad.object, types)
    told = f"{_short(quad.predicate)} {_short(quad.object)}"
    if subjects and objects:
        reasons = [
            ontology.accepts(relation.name, one, two) for one in sorted(subjects) for two in sorted(objects)
        ]
        if all(reasons):
            yield Finding(_short(quad.subject), f"{told}: {reasons[0]}", "another relation, or another class")
    elif relation in ontology.fact_relations():
        bare = quad.object if subjects else quad.subject
        yield Finding(_short(quad.subject), f"{told}: {_short(bare)} has no class", "say of what class it is")


def _types_of(term: object, types: Types) -> frozenset[str]:
    if not isinstance(term, Literal):
        return types.get(str(term), frozenset())
    return frozenset({_short(term.datatype)})


def _unknown(quad: Quad, ontology: Ontology) -> Finding:
    name = quad.predicate.value.removeprefix(DIP)
    close = ", ".join(ontology.closest(name)) or "a relation that the ontology declares"
    return Finding(_short(quad.subject), f"no relation {name!r}", close)


def _shorten_all(text: str) -> str:
    for prefix, namespace in PREFIXES.items():
        text = text.replace(namespace, f"{prefix}:")
    return text


def _short(term: Any) -> str:
    """`dip:status` for what has a well-known prefix, else the term as Turtle writes it."""
    iri = str(getattr(term, "value", term))
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>" if iri.startswith(("http://", "https://", "urn:")) else repr(iri)
