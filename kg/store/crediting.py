"""The credits in the graph of a document, written anew when other places have its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeVar

from pyoxigraph import NamedNode, Quad

from kg.model import Copy
from kg.rdf.vocabulary import ALTERNATE_OF
from kg.store.merged import put_quads, remove_quads

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.rdf.named_graph import NamedGraph

T = TypeVar("T")

_SOME: Final = 1000
"""The copies that are compared at a time, so that a text of a million copies takes little memory."""


def put_credits(
    graphs: Store, document: str, copies: Iterable[Copy], *, credit: Callable[[Copy], NamedGraph]
) -> None:
    """Has the graph of a document in an open store credit these copies, and no others.

    `credit` gives what a copy adds to the graph. Where the store has no such document, nothing is done.
    """
    name = NamedNode(document)
    if not graphs.contains_named_graph(name):
        return
    wanted: defaultdict[NamedNode, list[Copy]] = defaultdict(list)
    for copy in copies:
        wanted[NamedNode(copy.id)].append(copy)
    gone = {node for node in _find_credited(graphs, name) if node not in wanted}
    for some in _cut([*wanted, *gone]):
        told = (credit(copy) for node in some for copy in wanted.get(node, ()))
        _replace(graphs, name, some, {quad for graph in told for quad in graph.quads()})


def _find_credited(graphs: Store, name: NamedNode) -> Iterator[NamedNode]:
    """The copies that a document's graph credits now."""
    for quad in graphs.quads_for_pattern(None, ALTERNATE_OF, name, name):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(f"{name.value}#copy="):
            yield quad.subject


def _replace(graphs: Store, name: NamedNode, nodes: Iterable[NamedNode], wanted: set[Quad]) -> None:
    """Has the graph of that name say of some nodes what is wanted, and nothing else."""
    held = {quad for node in nodes for quad in graphs.quads_for_pattern(node, None, None, name)}
    remove_quads(graphs, held - wanted)
    put_quads(graphs, wanted - held)


def _cut(values: Iterable[T]) -> Iterator[list[T]]:
    """The values, some at a time."""
    coming = iter(values)
    while some := list(islice(coming, _SOME)):
        yield some
