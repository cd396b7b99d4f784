"""Writes what a store holds into a file: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, serialize

from kg.output import open_output
from kg.rdf.formats import find_format
from kg.rdf.order import triple_order
from kg.rdf.vocabulary import PREFIXES
from kg.rdf.writing import save_graph
from kg.store.embedded import open_store
from kg.store.entity_graph import OWN
from kg.store.faults import guard
from kg.store.filling import find_document


def dump_store(
    path: str | Path,
    target: str | Path,
    *,
    documents: Iterable[str] = (),
    format: str | None = None,  # noqa: A002
    everything: bool = False,
) -> None:
    """Writes the graphs of documents, of all where none is named, to `target`, of which "-" is stdout.

    With `everything` also the graphs that the store makes itself: the ontology and the entities. TriG and
    N-Quads are written graph by graph, in little memory. Raises UsageError for a document or a format that
    there is not, OutputError for a file that cannot be written, StoreError for a store that cannot be read.
    """
    form = find_format(target, format=format)
    with open_store(path) as store, guard(store.path):
        names = _choose_graphs(store.graphs, list(documents), everything=everything)
        quads = _read_sorted(store.graphs, names)
        if form.name not in ("trig", "nquads"):
            save_graph(quads, target, format=form.name)
            return
        with open_output(target) as file:
            serialize(quads, file, form.syntax, prefixes=dict(PREFIXES) if form.name == "trig" else None)


def list_documents(graphs: Store) -> list[NamedNode]:
    """The graphs of documents, sorted."""
    named = (name for name in graphs.named_graphs() if isinstance(name, NamedNode) and name not in OWN)
    return sorted(named, key=attrgetter("value"))


def _choose_graphs(graphs: Store, documents: list[str], *, everything: bool) -> list[NamedNode]:
    if documents:
        chosen = {graph for each in documents for graph in find_document(graphs, each)}
        return sorted(chosen, key=attrgetter("value"))
    own = sorted(OWN, key=attrgetter("value")) if everything else []
    return [*own, *list_documents(graphs)]


def _read_sorted(graphs: Store, names: Iterable[NamedNode]) -> Iterator[Quad]:
    for name in names:
        yield from sorted(graphs.quads_for_pattern(None, None, None, name), key=triple_order)
