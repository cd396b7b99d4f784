"""Puts the graphs of documents into a store as they are read, one document after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.rdf.vocabulary import A
from kg.store.embedded import EmbeddedStore, open_store
from kg.store.entity_graph import (
    NAMES,
    Told,
    find_classes,
    rebuild_entities,
    refresh_entities,
    tells_entity,
)
from kg.store.faults import guard
from kg.store.filling import Change, put_ontology, remove_graphs
from kg.store.merged import put_quads

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.ontology import Ontology
    from kg.rdf.named_graph import NamedGraph

BATCH = 50_000
"""The triples after which documents become visible, and are there to stay."""

_TELLING = (A, *NAMES)


def put_documents(
    path: str | Path,
    documents: Iterable[NamedGraph],
    *,
    ontology: Ontology,
    extensions: Iterable[str] = (),
    tell: Callable[[str], None] | None = None,
) -> Change:
    """Puts the graphs of documents into the store `path`, each in the place of what it has of that name.

    A document that comes twice is added to. It is there as a whole or not at all: every BATCH triples,
    documents become visible to readers, and stay where a later one fails; `tell` hears of that.
    `extensions` are the files that `ontology` has beside the built-in one. A StoreError for a store that
    cannot be changed; one is made when there is a first document.
    """
    batches = _cut_batches(documents)
    first = next(batches, None)
    if first is None:
        return Change()
    with open_store(path, write=True, tell=tell) as store:
        arrival = _Arrival(store, find_classes(ontology))
        try:
            arrival.begin(extensions)
            for batch in chain([first], batches):
                arrival.put(batch)
        except BaseException:
            if arrival.saved and tell:
                tell(f"{path}: the first {arrival.saved:,} documents are there to stay")
            raise
    return arrival.change


@dataclass(slots=True)
class _Arrival:
    """What has come into an open store so far."""

    store: EmbeddedStore
    classes: Set[NamedNode]
    change: Change = field(default_factory=Change)
    seen: set[NamedNode] = field(default_factory=set)
    saved: int = 0

    def begin(self, extensions: Iterable[str]) -> None:
        """Has the ontology ready, and entities of other documents as it sees them."""
        graphs = self.store.graphs
        with guard(self.store.path):
            was_empty = next(iter(graphs), None) is None
            if put_ontology(graphs, extensions) and not was_empty:
                rebuild_entities(graphs, self.classes)

    def put(self, batch: list[NamedGraph]) -> None:
        """Puts some documents into the store, for readers to see; the last few wait for the end."""
        with guard(self.store.path):
            self._put(batch)
        if sum(map(len, batch)) >= BATCH:
            self.store.save()
            self.saved = len(self.seen)

    def _put(self, batch: list[NamedGraph]) -> None:
        graphs = self.store.graphs
        names = {NamedNode(graph.name) for graph in batch} - self.seen
        known = {name for name in names if graphs.contains_named_graph(name)}
        replace_graphs(graphs, batch, gone=known, classes=self.classes)
        self.seen |= names
        done = self.change
        triples = done.triples + sum(map(len, batch))
        self.change = Change(triples, done.added + len(names - known), done.replaced + len(known))


def replace_graphs(
    graphs: Store, put: Iterable[NamedGraph], *, gone: Iterable[NamedNode], classes: Set[NamedNode]
) -> None:
    """Takes the graphs `gone` out of an open store and adds to others, and keeps its entities right."""
    put = list(put)
    before = remove_graphs(graphs, gone, classes)
    put_quads(graphs, (quad for graph in put for quad in graph.quads()))
    after: Told = {
        (quad.subject, quad.predicate, quad.object)
        for graph in put
        for quad in graph.quads(_TELLING)
        if tells_entity(quad.predicate, quad.object, classes)
    }
    refresh_entities(graphs, before=before, after=after, classes=classes, was_empty=False)


def _cut_batches(documents: Iterable[NamedGraph]) -> Iterator[list[NamedGraph]]:
    """Whole documents, some at a time."""
    batch: list[NamedGraph] = []
    length = 0
    for document in documents:
        batch.append(document)
        length += len(document)
        if length >= BATCH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
