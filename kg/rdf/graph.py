"""Extractions as a graph: the same values give the same triples, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import UsageError
from kg.minting import DEFAULT_BASE
from kg.model import Entity, Event, Evidence, Extraction, Fact, Tenure
from kg.rdf import nodes
from kg.rdf.iris import check_base, fact_iri, node
from kg.rdf.order import triple_order
from kg.rdf.terms import Terms
from kg.rdf.vocabulary import DERIVED_FROM
from kg.version import __version__

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

    from kg.ontology.schema import Ontology

PROVENANCES: Final = ("none", "document", "statement")
"""How much of its origin a graph carries: none, the document of each node, or the words of each fact."""

ToTriples = Callable[[Extraction], Iterator[Triple]]
NamedGraph: TypeAlias = tuple[NamedNode, list[Quad]]
"""The name of a graph, and its triples."""


def to_quads(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    base: str = DEFAULT_BASE,
    provenance: str = "statement",
    dropped: bool = False,
    close_matches: bool = False,
) -> Iterator[Quad]:
    """The triples of each extraction in the named graph of its document, sorted and each once.

    `provenance` is one of PROVENANCES; `dropped` adds what was let go, and why, as nodes of its own;
    `close_matches` the likeliest entity of Wikidata of those that are not linked.
    Raises UsageError for a wrong option, OntologyError for a name that the ontology lacks.
    """
    graphs = to_named_graphs(
        extractions,
        ontology=ontology,
        base=base,
        provenance=provenance,
        dropped=dropped,
        close_matches=close_matches,
    )
    return chain.from_iterable(quads for _, quads in graphs)


def to_named_graphs(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    base: str = DEFAULT_BASE,
    provenance: str = "statement",
    dropped: bool = False,
    close_matches: bool = False,
) -> Iterator[NamedGraph]:
    """The same document by document: the name of its graph, and what stands in it, which may be nothing."""
    if provenance not in PROVENANCES:
        raise UsageError(f"no provenance {provenance!r}", hint=f"one of {', '.join(PROVENANCES)}")
    terms = Terms(ontology, check_base(base))
    describe = _find_describer(terms, provenance, dropped=dropped, close_matches=close_matches)
    for extraction in extractions:
        graph = node(extraction.document.id)
        triples = sorted(set(describe(extraction)), key=triple_order)
        yield graph, [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples]


def to_graph(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    base: str = DEFAULT_BASE,
    provenance: str = "statement",
) -> Graph:
    """The triples of all extractions as one rdflib graph, with the prefixes bound; options as in to_quads."""
    from kg.rdf.bridge import fill_graph

    return fill_graph(to_quads(extractions, ontology=ontology, base=base, provenance=provenance))


def to_dataset(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    base: str = DEFAULT_BASE,
    provenance: str = "statement",
) -> Dataset:
    """The same as an rdflib dataset, with one named graph for each document."""
    from kg.rdf.bridge import fill_dataset

    return fill_dataset(to_quads(extractions, ontology=ontology, base=base, provenance=provenance))


def _find_describer(terms: Terms, provenance: str, *, dropped: bool, close_matches: bool) -> ToTriples:
    """The function that gives an extraction's triples at the level of provenance asked for."""
    steps: list[ToTriples] = [partial(_content, terms=terms, close_matches=close_matches)]
    if provenance == "document":
        steps.append(partial(_origins, terms=terms))
    if provenance == "statement":
        steps += [partial(_origins, terms=terms), partial(_statements, terms=terms)]
    if provenance == "statement" and dropped:
        steps.append(partial(_dropped, terms=terms))
    return lambda extraction: (triple for step in steps for triple in step(extraction))


def _content(extraction: Extraction, *, terms: Terms, close_matches: bool) -> Iterator[Triple]:
    """What is told, without where it was told."""
    for entity in extraction.entities:
        yield from nodes.describe_entity(entity, terms, close_matches=close_matches)
    for fact in extraction.facts:
        yield from nodes.plain_triple(fact, terms)
    for event in extraction.events:
        yield from nodes.describe_event(event, terms)
    for tenure in extraction.tenures:
        yield from nodes.describe_tenure(tenure, terms)


def _origins(extraction: Extraction, *, terms: Terms) -> Iterator[Triple]:
    """The document, the software, and which nodes come from the document."""
    document = extraction.document
    yield from nodes.describe_document(document)
    yield from nodes.describe_software(document, terms.base, __version__)
    values: tuple[Entity | Event | Tenure, ...] = (
        *extraction.entities,
        *extraction.events,
        *extraction.tenures,
    )
    for value in values:
        yield Triple(node(value.id), DERIVED_FROM, node(document.id))


def _statements(extraction: Extraction, *, terms: Terms) -> Iterator[Triple]:
    """A node for each fact, how everything was read, and the characters that say it."""
    document = extraction.document
    for fact in _merge_facts(extraction, terms.base):
        yield from nodes.describe_fact(fact, document, terms)
    read: tuple[Event | Tenure, ...] = (*extraction.events, *extraction.tenures)
    for value in read:
        yield from nodes.describe_reading(value, document)
    for evidence in _find_evidence(extraction):
        yield from nodes.describe_evidence(evidence, document)


def _dropped(extraction: Extraction, *, terms: Terms) -> Iterator[Triple]:
    for dropped in extraction.dropped:
        yield from nodes.describe_dropped(dropped, extraction.document, terms.base)


def _merge_facts(extraction: Extraction, base: str) -> Iterable[Fact]:
    """Each claim once: what was read twice keeps all its evidence and the frame read with most confidence."""
    merged: dict[NamedNode, Fact] = {}
    for fact in sorted(extraction.facts, key=lambda fact: (-fact.confidence, fact.frame)):
        iri = fact_iri(base, extraction.document.id, fact)
        best = merged.setdefault(iri, fact)
        merged[iri] = replace(best, evidence=(*best.evidence, *fact.evidence))
    return merged.values()


def _find_evidence(extraction: Extraction) -> Iterator[Evidence]:
    values: tuple[Fact | Event | Tenure, ...] = (
        *extraction.facts,
        *extraction.events,
        *extraction.tenures,
    )
    for value in values:
        yield from value.evidence
    yield from (event.content for event in extraction.events if event.content)
