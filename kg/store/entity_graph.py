"""The graph of entities: the class, the names and the links of each, while a document says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.rdf.vocabulary import ALT_LABEL, LABEL, SAME_AS, A
from kg.store.embedded import ENTITIES_GRAPH, LINKS_GRAPH, LOOSE_GRAPH, ONTOLOGY_GRAPH, WIKIDATA_GRAPH

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.ontology import Ontology

Told: TypeAlias = set[tuple[Any, NamedNode, Any]]
"""Triples that say what an entity is and what it is called."""

ENTITIES: Final = NamedNode(ENTITIES_GRAPH)
OWN: Final = frozenset({NamedNode(ENTITIES_GRAPH), NamedNode(ONTOLOGY_GRAPH)})
"""The graphs that a store makes itself: no document says what is in them."""

MADE: Final = frozenset({*OWN, DefaultGraph()})
"""Those, and the default graph, in which everything stands once more."""

_COPIES = frozenset({ENTITIES, DefaultGraph()})

ADDED: Final = frozenset(map(NamedNode, (LINKS_GRAPH, WIKIDATA_GRAPH, LOOSE_GRAPH)))
"""The graphs that commands add beside those of documents."""

FEW = 2_000
"""So many triples are sooner written one by one than as a file of their own."""

NAMES: Final = (LABEL, ALT_LABEL, SAME_AS)
_NAMES = frozenset(NAMES)


def find_classes(ontology: Ontology) -> frozenset[NamedNode]:
    """The classes whose instances are entities: what facts are about."""
    return frozenset(
        NamedNode(known.iri) for known in ontology.classes.values() if ontology.is_entity(known.name)
    )


def tells_entity(predicate: NamedNode, value: Any, classes: Set[NamedNode]) -> bool:
    """Whether a triple of a document says what something is, or what it is called."""
    return predicate in _NAMES or (predicate == A and value in classes)


def find_told(graphs: Store, graph: NamedNode | None, classes: Set[NamedNode]) -> Iterator[Any]:
    """What a graph, or with None any graph of a document, says of what may be entities."""
    for predicate in (A, *NAMES):
        for quad in graphs.quads_for_pattern(None, predicate, None, graph):
            if (predicate is not A or quad.object in classes) and (graph or quad.graph_name not in MADE):
                yield quad.subject, quad.predicate, quad.object


def refresh_entities(
    graphs: Store, *, before: Told, after: Told, classes: Set[NamedNode], was_empty: bool
) -> None:
    """Makes the graph of entities that of the documents, when some of them were changed.

    `before` is what the documents that were replaced or removed said of entities, `after` what those that
    were loaded say. With `was_empty` no other document says anything.
    """
    wanted, gone = _group(after), _group(before - after)
    added: list[Quad] = []
    for subject in wanted.keys() | gone.keys():
        held = {_strip(quad) for quad in graphs.quads_for_pattern(subject, None, None, ENTITIES)}
        kept = held | wanted[subject]
        if not held and not was_empty:
            kept |= _scan(graphs, subject, classes)
        kept -= {told for told in gone[subject] if not is_told(graphs, told)}
        if not any(predicate == A for _, predicate, _ in kept):
            kept = set()
        added += [_place(told) for told in kept - held]
        for told in held - kept:
            graphs.remove(_place(told))
    add_quads(graphs, added)


def add_quads(graphs: Store, quads: list[Quad]) -> None:
    """Adds triples: a few at once, many as files of their own, which is faster from FEW on."""
    (graphs.bulk_extend if len(quads) > FEW else graphs.extend)(quads)


def rebuild_entities(graphs: Store, classes: Set[NamedNode]) -> None:
    """Makes the graph of entities anew from all documents."""
    graphs.remove_graph(ENTITIES)
    after = set(find_told(graphs, None, classes))
    refresh_entities(graphs, before=set(), after=after, classes=classes, was_empty=True)


def _group(told: Told) -> defaultdict[Any, Told]:
    groups: defaultdict[Any, Told] = defaultdict(set)
    for each in told:
        groups[each[0]].add(each)
    return groups


def _place(told: Any) -> Quad:
    return Quad(told[0], told[1], told[2], ENTITIES)


def _strip(quad: Quad) -> Any:
    return quad.subject, quad.predicate, quad.object


def _scan(graphs: Store, subject: Any, classes: Set[NamedNode]) -> Told:
    """What all documents say of a subject that was no entity so far."""
    quads: Iterable[Quad] = (
        quad
        for predicate in (A, *NAMES)
        for quad in graphs.quads_for_pattern(subject, predicate, None, None)
        if quad.graph_name not in MADE and (predicate is not A or quad.object in classes)
    )
    return set(map(_strip, quads))


def is_told(graphs: Store, told: Any) -> bool:
    """Whether a document says a triple still."""
    return _is_said(graphs, told, MADE)


def is_said(graphs: Store, told: Any) -> bool:
    """Whether a document says a triple still, or the ontology."""
    return _is_said(graphs, told, _COPIES)


def _is_said(graphs: Store, told: Any, but: Set[Any]) -> bool:
    found = graphs.quads_for_pattern(told[0], told[1], told[2], None)
    return any(quad.graph_name not in but for quad in found)
