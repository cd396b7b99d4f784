"""What a store holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Store

from kg.rdf.names import shorten, to_text
from kg.rdf.vocabulary import DIP, NIF, SOURCE, A
from kg.store.dumping import list_documents
from kg.store.embedded import open_store
from kg.store.entity_graph import ADDED, ENTITIES, MADE
from kg.store.faults import guard

_FACT = NamedNode(DIP + "Fact")
_STATUS = NamedNode(DIP + "status")
_RECORDS = frozenset(DIP + name for name in ("Fact", "Tenure", "SourceSentence", "Document"))


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of a store; `entities` and `events` by class, `facts` by status, sorted by name."""

    documents: int
    triples: int
    entities: dict[str, int]
    facts: dict[str, int]
    events: dict[str, int]
    tenures: int
    quotes: int
    size: int
    """The bytes on the disk."""


@dataclass(frozen=True, slots=True)
class DocumentSize:
    """A document of a store: its IRI, where it was read, and how many triples its graph has."""

    document: str
    source: str
    triples: int


def count_store(path: str | Path) -> Statistics:
    """The numbers of the store in a folder; a StoreError where it cannot be read."""
    with open_store(path) as store, guard(store.path):
        graphs = store.graphs
        nodes = _count_nodes(graphs)
        entities = _count(to_text(quad.object) for quad in graphs.quads_for_pattern(None, A, None, ENTITIES))
        kinds = entities.keys() | {shorten(name) for name in _RECORDS}
        return Statistics(
            documents=len(set(list_documents(graphs)) - ADDED),
            triples=sum(quad.graph_name not in MADE for quad in graphs),
            entities=entities,
            facts=_count_statuses(graphs),
            events={name: count for name, count in _count(nodes).items() if name not in kinds},
            tenures=_total(graphs, DIP + "Tenure"),
            quotes=_total(graphs, NIF + "OffsetBasedString"),
            size=sum(file.stat().st_size for file in store.folder.iterdir()),
        )


def measure_documents(path: str | Path) -> list[DocumentSize]:
    """Each document of a store, sorted by its IRI."""
    with open_store(path) as store, guard(store.path):
        return [_measure(store.graphs, graph) for graph in list_documents(store.graphs)]


def _measure(graphs: Store, graph: NamedNode) -> DocumentSize:
    source = next(graphs.quads_for_pattern(graph, SOURCE, None, graph), None)
    triples = sum(1 for _ in graphs.quads_for_pattern(None, None, None, graph))
    return DocumentSize(graph.value, to_text(source.object) if source else "", triples)


def _count_nodes(graphs: Store) -> Iterator[str]:
    """The class in the ontology of each node of each document."""
    found = {
        (to_text(quad.subject), to_text(quad.object))
        for quad in graphs.quads_for_pattern(None, A, None, None)
        if quad.graph_name not in MADE and to_text(quad.object).startswith(DIP)
    }
    return (kind for _, kind in found)


def _count_statuses(graphs: Store) -> dict[str, int]:
    facts = {
        quad.subject for quad in graphs.quads_for_pattern(None, A, _FACT, None) if quad.graph_name not in MADE
    }
    statuses = {
        (to_text(quad.subject), to_text(quad.object))
        for quad in graphs.quads_for_pattern(None, _STATUS, None, None)
        if quad.subject in facts
    }
    return _count(status for _, status in statuses)


def _total(graphs: Store, kind: str) -> int:
    return len({quad.subject for quad in graphs.quads_for_pattern(None, A, NamedNode(kind), None)})


def _count(names: Iterator[str] | Any) -> dict[str, int]:
    return dict(sorted((shorten(name), count) for name, count in Counter(names).items()))
