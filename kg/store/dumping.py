"""Writes what a store holds into a file: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, serialize

from kg.output import open_output
from kg.rdf.formats import Format, find_format
from kg.rdf.order import triple_order
from kg.rdf.vocabulary import PREFIXES
from kg.rdf.writing import find_prefixes, save_graph, write_quads
from kg.store.embedded import open_store
from kg.store.entity_graph import OWN
from kg.store.faults import guard
from kg.store.filling import find_document

SUBJECTS = 2_000
"""How many subjects are held at a time where a file has no named graphs."""


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


def _write_subjects(graphs: Store, names: list[NamedNode], target: str | Path, form: Format) -> None:
    """Writes some subjects at a time, each with what all the graphs say of it."""
    prefixes = find_prefixes(_read(graphs, names)) if form.name == "turtle" else {}
    with open_output(target) as file:
        write_quads(chain.from_iterable(_read_subjects(graphs, names)), file, form=form, prefixes=prefixes)


def _write_whole(graphs: Store, names: list[NamedNode], target: str | Path, form: Format) -> None:
    save_graph(_read_sorted(graphs, names), target, format=form.name)


_WAYS = {
    "trig": _write_graphs,
    "nquads": _write_graphs,
    "turtle": _write_subjects,
    "ntriples": _write_subjects,
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


def _read(graphs: Store, names: Iterable[NamedNode]) -> Iterator[Quad]:
    for name in names:
        yield from graphs.quads_for_pattern(None, None, None, name)


def _read_subjects(graphs: Store, names: Iterable[NamedNode]) -> Iterator[list[Quad]]:
    """The triples of some subjects at a time, in the order of a file, each once."""
    chosen = frozenset(names)
    first = {quad.subject: triple_order(quad)[:2] for quad in _read(graphs, chosen)}
    subjects = sorted(first, key=first.__getitem__)
    for at in range(0, len(subjects), SUBJECTS):
        found = {
            Quad(quad.subject, quad.predicate, quad.object)
            for subject in subjects[at : at + SUBJECTS]
            for quad in graphs.quads_for_pattern(subject, None, None, None)
            if quad.graph_name in chosen
        }
        yield sorted(found, key=triple_order)
