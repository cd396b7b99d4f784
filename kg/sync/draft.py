"""A change of a store while it is made: the graphs and the record of where they came from, in step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.model import Copy
from kg.store.arriving import replace_graphs
from kg.store.crediting import put_credits
from kg.store.embedded import EmbeddedStore, open_store
from kg.store.entity_graph import find_classes, rebuild_entities
from kg.store.faults import guard
from kg.store.filling import put_ontology
from kg.sync.credits import find_credits
from kg.sync.pieces import find_order
from kg.sync.record import Owned, Place, Record, open_record

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.rdf.named_graph import NamedGraph

FLUSH = 10_000
"""The triples that are held in memory before they are put into the draft."""

COMMIT = 50_000
"""The triples after which what was read becomes visible, and is there to stay."""


@dataclass(slots=True)
class Draft:
    """A store that is being changed; nothing of it is seen before `save`.

    `credit` gives what the graph of a document says of a copy of it. `every` is the seconds after which
    `is_due` asks for a `save`, which it also does after COMMIT triples.
    """

    store: EmbeddedStore
    record: Record
    classes: frozenset[NamedNode]
    extensions: tuple[str, ...]
    credit: Callable[[Copy], NamedGraph]
    every: float
    saves: int = 0
    is_changed: bool = False
    _put: dict[NamedNode, NamedGraph] = field(default_factory=dict)
    _gone: set[NamedNode] = field(default_factory=set)
    _restated: set[str] = field(default_factory=set)
    _held: int = 0
    _unsaved: int = 0
    _saved_at: float = field(default_factory=time.monotonic)
    _is_begun: bool = False

    @property
    def is_due(self) -> bool:
        """Whether so much was read since the last `save` that it would be a pity to lose it."""
        return self._unsaved >= COMMIT or time.monotonic() - self._saved_at >= self.every

    def put(self, graph: NamedGraph, place: Place, *, version: str, told: str) -> None:
        """Puts the graph of a document in the place of what there was of it; a piece owns it from now on.

        `told` is what the piece says of the document, in each place where it has its text.
        """
        name = NamedNode(graph.name)
        known = self.record.find_document(name.value)
        foreign = known.foreign if known else name not in self._gone and self._stands(name)
        self.record.begin_piece(place)
        self.record.put_document(name.value, Owned(place, version, foreign))
        self.hold(place, name.value, told)
        self._restated.add(name.value)
        self._put[name] = graph
        self._held += len(graph)
        self._unsaved += len(graph)
        self.is_changed = True
        if self._held >= FLUSH:
            self.flush()

    def hold(self, place: Place, document: str, told: str) -> None:
        """Notes that a piece holds a document, and what it says of it, which the document's graph credits."""
        if self.record.hold(place, document, told):
            self._restated.add(document)

    def release(self, place: Place, document: str) -> None:
        """Takes a document away from a piece; its graph goes with the last piece that holds it.

        Where the piece owned it, the next one that holds it is to be read again. What was in the store
        before it was synced stays.
        """
        self.record.release(place, document)
        self._restated.add(document)
        known = self.record.find_document(document)
        if known is None:
            return
        holders = self.record.list_holders(document)
        if not holders:
            self._forget(document, known)
        elif known.owner in (place, None):
            self.record.put_document(document, Owned(None, known.version, known.foreign))
            heir = min(holders, key=lambda each: (each[0] != place[0], each[0], find_order(each[1])))
            self.record.mark_stale(heir)

    def remove(self, place: Place) -> None:
        """Takes away a piece, and all that it alone holds."""
        for document in self.record.list_held(place):
            self.release(place, document)
        self.record.remove_piece(place)
        self.is_changed = True

    def flush(self) -> None:
        """Puts what is held in memory into the draft."""
        graphs = self.store.graphs
        if not (self._put or self._gone or self._restated):
            return
        with guard(self.store.path):
            self._begin()
            known = {name for name in self._put if graphs.contains_named_graph(name)}
            replace_graphs(graphs, self._put.values(), gone=known | self._gone, classes=self.classes)
            for document in self._restated:
                put_credits(graphs, document, find_credits(document, self.record), credit=self.credit)
        self._put, self._gone, self._restated, self._held = {}, set(), set(), 0

    def save(self) -> None:
        """Makes all that was changed visible, at once, and there to stay."""
        self.flush()
        self.record.save()
        self.store.save()
        self.saves += 1
        self.is_changed = False
        self._unsaved, self._saved_at = 0, time.monotonic()

    def _begin(self) -> None:
        """Has the ontology in its graph before the first document is put in."""
        if not self._is_begun and put_ontology(self.store.graphs, self.extensions):
            rebuild_entities(self.store.graphs, self.classes)
        self._is_begun = True

    def _stands(self, name: NamedNode) -> bool:
        with guard(self.store.path):
            return self.store.graphs.contains_named_graph(name)

    def _forget(self, document: str, known: Owned) -> None:
        name = NamedNode(document)
        self.record.remove_document(document)
        if not known.foreign:
            self._put.pop(name, None)
            self._gone.add(name)


@contextmanager
def open_draft(
    path: Path,
    *,
    ontology: Ontology,
    extensions: Iterable[str] = (),
    credit: Callable[[Copy], NamedGraph],
    every: float,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Draft]:
    """A draft of the store in a folder, which is made where there is none; what is not saved is lost.

    A StoreError for a store that cannot be changed, or that another process changes.
    """
    store = open_store(path, write=True, tell=tell)
    try:
        with open_record(store.folder, write=True, where=path) as record:
            yield Draft(store, record, find_classes(ontology), tuple(extensions), credit, every)
    finally:
        store.close()
