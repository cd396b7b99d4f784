"""Checks a graph against the shapes, and every relation in it against the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import Ontology, Relation, load_ontology
from kg.rdf.loading import load_quads
from kg.rdf.names import shorten
from kg.rdf.report import Finding, Report
from kg.rdf.shapes import check_shapes
from kg.rdf.vocabulary import DIP, A

Types = Mapping[str, frozenset[str]]


def validate_graph(
    path: str | Path,
    *,
    shapes: str | Path | None = None,
    ontology: Ontology | None = None,
    engine: str = "auto",
) -> Report:
    """What the shapes (SHACL; ours unless given) and the ontology's domains and ranges find wrong in a graph.

    `engine` is auto, pyshacl or shacl: see `kg.rdf.engines`. Raises GraphError for a graph, and OntologyError
    for shapes, that cannot be read, UsageError for an engine that is not here.
    """
    ontology = ontology or load_ontology()
    quads = load_quads(path)
    findings = {
        *check_shapes(quads, ontology, shapes=shapes, engine=engine),
        *check_relations(quads, ontology),
    }
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    return Report({"triples": len(triples), "findings": len(findings)}, tuple(sorted(findings)))


def check_relations(quads: Iterable[Quad], ontology: Ontology) -> Iterator[Finding]:
    """Each triple whose relation the ontology lacks, or does not allow between two such things."""
    quads = list(quads)
    types = _find_types(quads, ontology)
    relations = {relation.iri: relation for relation in ontology.relations.values()}
    between_entities = frozenset(relation.name for relation in ontology.fact_relations())
    for quad in quads:
        relation = relations.get(quad.predicate.value)
        if relation is None:
            if quad.predicate.value.startswith(DIP):
                yield _unknown(quad, ontology)
            continue
        subjects, objects = types.get(str(quad.subject)), _types_of(quad.object, types)
        if subjects and objects:
            yield from _check_sides(quad, relation, product(sorted(subjects), sorted(objects)), ontology)
        elif relation.name in between_entities:
            yield _bare(quad, quad.object if subjects else quad.subject)


def _find_types(quads: Iterable[Quad], ontology: Ontology) -> Types:
    """The local names of the ontology's classes to which each node belongs."""
    names = {known.iri: known.name for known in ontology.classes.values()}
    types: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == A and isinstance(quad.object, NamedNode) and quad.object.value in names:
            types[str(quad.subject)].add(names[quad.object.value])
    return {subject: frozenset(found) for subject, found in types.items()}


def _check_sides(
    quad: Quad, relation: Relation, pairs: Iterable[tuple[str, str]], ontology: Ontology
) -> Iterator[Finding]:
    """Why the relation may hold between none of the pairs of classes; nothing where it may."""
    reasons = [ontology.accepts(relation.name, one, two) for one, two in pairs]
    if all(reasons):
        told = f"{shorten(quad.predicate)} {shorten(quad.object)}"
        yield Finding(shorten(quad.subject), f"{told}: {reasons[0]}", "another relation, or another class")


def _bare(quad: Quad, bare: object) -> Finding:
    told = f"{shorten(quad.predicate)} {shorten(quad.object)}"
    return Finding(shorten(quad.subject), f"{told}: {shorten(bare)} has no class", "say of what class it is")


def _types_of(term: object, types: Types) -> frozenset[str]:
    if not isinstance(term, Literal):
        return types.get(str(term), frozenset())
    return frozenset({shorten(term.datatype)})


def _unknown(quad: Quad, ontology: Ontology) -> Finding:
    name = quad.predicate.value.removeprefix(DIP)
    close = ", ".join(ontology.closest(name)) or "a relation that the ontology declares"
    return Finding(shorten(quad.subject), f"no relation {name!r}", close)
