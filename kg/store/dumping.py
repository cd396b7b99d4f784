"""Writes what a store holds into a file: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from kg.output import open_output
from kg.rdf.formats import Format, find_format
from kg.rdf.named_graph import NamedGraph
from kg.rdf.order import triple_order
from kg.rdf.saving import save_graphs
from kg.rdf.vocabulary import PREFIXES
from kg.rdf.writing import save_graph
from kg.store.embedded import open_store
from kg.store.entity_graph import OWN
from kg.store.faults import guard
from kg.store.filling import find_document

SLICE: Final = 20_000
"""How many triples are held at a time where a file has no named graphs."""


def dump_store(
    path: str | Path,
    target: str | Path,
    *,
    documents: Iterable[str] = (),
    format: str | None = None,  # noqa: A002
    everything: bool = False,
) -> None:
    """Writes the graphs of documents, of all where none is named, to `target`, of which "-" is stdout.

    With `everything` also the graphs that the store makes itself: the ontology and the entities. All but
    RDF/XML and JSON-LD are written piece by piece, in little memory. Raises UsageError for a document or a
    format that there is not, OutputError for a file that cannot be written, StoreError for a store that
    cannot be read.
    """
    form = find_format(target, format=format)
    with open_store(path) as store, guard(store.path):
        names = _choose_graphs(store.graphs, list(documents), everything=everything)
        _WAYS.get(form.name, _write_whole)(store.graphs, names, target, form)


def _write_graphs(graphs: Store, names: list[NamedNode], target: str | Path, form: Format) -> None:
    """Writes graph after graph."""
    prefixes = dict(PREFIXES) if form.name == "trig" else None
    with open_output(target) as file:
        serialize(_read_sorted(graphs, names), file, form.syntax, prefixes=prefixes)


def _write_triples(graphs: Store, names: list[NamedNode], target: str | Path, form: Format) -> None:
    """Writes what all the graphs say, sorted on disk."""
    save_graphs(_read_slices(graphs, names), target, format=form.name)


def _write_whole(graphs: Store, names: list[NamedNode], target: str | Path, form: Format) -> None:
    save_graph(_read_sorted(graphs, names), target, format=form.name)


_WAYS = {
    "trig": _write_graphs,
    "nquads": _write_graphs,
    "turtle": _write_triples,
    "ntriples": _write_triples,
}


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


def _read_slices(graphs: Store, names: Iterable[NamedNode]) -> Iterator[NamedGraph]:
    """The triples of each graph, some at a time, in no order."""
    for name in names:
        quads = graphs.quads_for_pattern(None, None, None, name)
        while some := list(islice(quads, SLICE)):
            yield NamedGraph(name.value, serialize(some, format=RdfFormat.N_QUADS) or b"")
