"""Extractions as a graph: the same values give the same triples, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from kg.errors import UsageError
from kg.minting import DEFAULT_BASE
from kg.model import Copy, Entity, Event, Evidence, Extraction, Fact, Tenure
from kg.rdf import nodes
from kg.rdf.iris import check_base, fact_iri, node
from kg.rdf.named_graph import NamedGraph, Star, to_named_graph
from kg.rdf.sentences import Sentences
from kg.rdf.terms import Terms
from kg.rdf.vocabulary import DERIVED_FROM
from kg.version import __version__

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

    from kg.ontology.schema import Ontology

PROVENANCES: Final = ("none", "document", "statement")
"""How much of its origin a graph carries: none, the document of each node, or the words of each fact."""

ToStars = Callable[[Extraction], Iterator[Star]]


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
    return chain.from_iterable(graph.quads() for graph in graphs)


def to_named_graphs(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    base: str = DEFAULT_BASE,
    provenance: str = "statement",
    dropped: bool = False,
    close_matches: bool = False,
) -> Iterator[NamedGraph]:
    """The same document by document, as N-Quads; what stands in a graph may be nothing."""
    if provenance not in PROVENANCES:
        raise UsageError(f"no provenance {provenance!r}", hint=f"one of {', '.join(PROVENANCES)}")
    terms = Terms(ontology, check_base(base))
    describe = _find_describer(terms, provenance, dropped=dropped, close_matches=close_matches)
    for extraction in extractions:
        name = node(extraction.document.id).value
        yield to_named_graph(name, describe(extraction))


def to_copy_graph(copy: Copy, *, provenance: str = "statement") -> NamedGraph:
    """What a copy adds to the graph of the document that it is a copy of: a node that credits it."""
    return to_named_graph(node(copy.of).value, nodes.describe_copy(copy) if provenance != "none" else [])


def to_graph(
    extractions: Iterable[Extraction],
    *,
    ontology: Ontology,
    base: str = DEFAULT_BASE,
    provenance: str = "statement",
    copies: Iterable[Copy] = (),
) -> Graph:
    """The triples of all extractions as one rdflib graph, with the prefixes bound; options as in to_quads.

    `copies`, which are asked for after the last extraction, are credited in it.
    """
    from kg.rdf.bridge import fill_graph

    quads = to_quads(extractions, ontology=ontology, base=base, provenance=provenance)
    told = (quad for copy in copies for quad in to_copy_graph(copy, provenance=provenance).quads())
    return fill_graph(chain(quads, told))


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


def _find_describer(terms: Terms, provenance: str, *, dropped: bool, close_matches: bool) -> ToStars:
    """The function that gives an extraction's stars at the level of provenance asked for."""
    steps: list[ToStars] = [partial(_content, terms=terms, close_matches=close_matches)]
    if provenance == "document":
        steps.append(partial(_origins, terms=terms))
    if provenance == "statement":
        steps += [partial(_origins, terms=terms), partial(_statements, terms=terms)]
    if provenance == "statement" and dropped:
        steps.append(partial(_dropped, terms=terms))
    return lambda extraction: chain.from_iterable(step(extraction) for step in steps)


def _content(extraction: Extraction, *, terms: Terms, close_matches: bool) -> Iterator[Star]:
    """What is told, without where it was told."""
    for entity in extraction.entities:
        yield from nodes.describe_entity(entity, terms, close_matches=close_matches)
    for fact in extraction.facts:
        yield from nodes.plain_triple(fact, terms)
    for event in extraction.events:
        yield from nodes.describe_event(event, terms)
    for tenure in extraction.tenures:
        yield from nodes.describe_tenure(tenure, terms)


def _origins(extraction: Extraction, *, terms: Terms) -> Iterator[Star]:
    """The document, the software, and which nodes come from the document."""
    document = extraction.document
    yield from nodes.describe_document(document, terms.base)
    yield from nodes.describe_software(document, terms.base, __version__)
    values: tuple[Entity | Event | Tenure, ...] = (
        *extraction.entities,
        *extraction.events,
        *extraction.tenures,
    )
    for value in values:
        yield nodes.star(node(value.id), [(DERIVED_FROM, node(document.id))])


def _statements(extraction: Extraction, *, terms: Terms) -> Iterator[Star]:
    """A node for each fact, how everything was read, and the characters that say it."""
    document = extraction.document
    for iri, fact in _merge_facts(extraction, terms.base).items():
        yield from nodes.describe_fact(iri, fact, document, terms)
    read: tuple[Event | Tenure, ...] = (*extraction.events, *extraction.tenures)
    for value in read:
        yield from nodes.describe_reading(value, document)
    sentences = Sentences(document.text, base=terms.base)
    for evidence in _find_evidence(extraction):
        yield from nodes.describe_evidence(evidence, document, sentences)


def _dropped(extraction: Extraction, *, terms: Terms) -> Iterator[Star]:
    for dropped in extraction.dropped:
        yield from nodes.describe_dropped(dropped, extraction.document, terms.base)


def _merge_facts(extraction: Extraction, base: str) -> dict[NamedNode, Fact]:
    """Each claim once: what was read twice keeps all its evidence and the frame read with most confidence."""
    merged: dict[NamedNode, Fact] = {}
    for fact in sorted(extraction.facts, key=lambda fact: (-fact.confidence, fact.frame)):
        iri = fact_iri(base, extraction.document.id, fact)
        best = merged.get(iri)
        merged[iri] = replace(best, evidence=(*best.evidence, *fact.evidence)) if best else fact
    return merged


def _find_evidence(extraction: Extraction) -> Iterable[Evidence]:
    """Each piece of evidence once: much is said by the same sentence."""
    values: tuple[Fact | Event | Tenure, ...] = (
        *extraction.facts,
        *extraction.events,
        *extraction.tenures,
    )
    quoted = (evidence for value in values for evidence in value.evidence)
    contents = (event.content for event in extraction.events if event.content)
    return {(each.span.start, each.span.end, each.quote): each for each in (*quoted, *contents)}.values()
