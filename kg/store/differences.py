"""What two graphs say differently: facts that one of them has alone, and facts with other claims."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Quad

from kg.minting import DEFAULT_BASE
from kg.rdf.loading import read_quads
from kg.rdf.names import shorten, to_text
from kg.rdf.vocabulary import DIP, OBJECT, PREDICATE, SUBJECT
from kg.store.embedded import open_store
from kg.store.entity_graph import MADE
from kg.store.faults import guard
from kg.store.layout import STATE

if TYPE_CHECKING:
    from kg.ontology import Ontology

Key: TypeAlias = tuple[str, str, str]
Claims: TypeAlias = tuple[str, ...]

_DETAILS = {DIP + name: name for name in ("status", "tenureStatus", "accordingTo", "confidence")}
_PLACES = {SUBJECT.value: 0, PREDICATE.value: 1, OBJECT.value: 2}


@dataclass(frozen=True, slots=True, order=True)
class FactChange:
    """A fact that differs: what each of the two graphs claims of it; nothing where it does not have it."""

    subject: str
    predicate: str
    object: str
    before: Claims
    after: Claims
    known_before: bool = True
    known_after: bool = True

    @property
    def kind(self) -> str:
        """`added`, `removed` or `changed`."""
        if not self.known_before:
            return "added"
        return "changed" if self.known_after else "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two graphs: facts, and the number of triples, of any kind, that one has alone."""

    facts: tuple[FactChange, ...]
    triples_added: int
    triples_removed: int

    @property
    def is_none(self) -> bool:
        """Whether both say the same."""
        return not (self.facts or self.triples_added or self.triples_removed)


@dataclass(frozen=True, slots=True)
class _Side:
    triples: set[int]
    facts: Mapping[Key, Claims]


def compare_graphs(first: str | Path, second: str | Path, *, ontology: Ontology) -> Difference:
    """What differs from the graph or store `first` to `second`; the document of a triple does not count.

    A fact is what a `dip:Fact` node says, or a plain triple of one of the ontology's relations between
    entities. Raises GraphError or StoreError for what cannot be read.
    """
    relations = frozenset(relation.iri for relation in ontology.fact_relations())
    one, other = (_read_side(path, relations) for path in (first, second))
    keys = sorted(one.facts.keys() | other.facts.keys())
    changes = (_compare(key, one.facts, other.facts) for key in keys)
    facts = tuple(change for change in changes if change)
    return Difference(facts, len(other.triples - one.triples), len(one.triples - other.triples))


def shorten_node(iri: str) -> str:
    """A name for people: `person:ilham-aliyev`, `dip:metWith`, else the term itself.

    >>> shorten_node("https://w3id.org/diplomacy-kg/id/person/ilham-aliyev")
    'person:ilham-aliyev'
    """
    if matched := re.fullmatch(rf"{re.escape(DEFAULT_BASE)}([a-z]+)/(.+)", iri):
        return f"{matched[1]}:{matched[2]}"
    return shorten(iri)


def _compare(key: Key, one: Mapping[Key, Claims], other: Mapping[Key, Claims]) -> FactChange | None:
    before, after = one.get(key), other.get(key)
    if before == after:
        return None
    subject, predicate, value = (shorten_node(term) for term in key)
    known = (before is not None, after is not None)
    return FactChange(subject, predicate, value, before or (), after or (), *known)


def _read_side(path: str | Path, relations: frozenset[str]) -> _Side:
    triples: set[int] = set()
    plain: set[Key] = set()
    places: dict[str, list[str]] = defaultdict(lambda: [""] * 3)
    details: dict[str, set[str]] = defaultdict(set)
    for quad in _read(path):
        subject, predicate, value = (to_text(term) for term in (quad.subject, quad.predicate, quad.object))
        triples.add(hash((subject, predicate, str(quad.object))))
        if predicate in relations:
            plain.add((subject, predicate, value))
        elif predicate in _PLACES:
            places[subject][_PLACES[predicate]] = value
        elif predicate in _DETAILS:
            details[subject].add(f"{_DETAILS[predicate]} {shorten_node(value)}".replace("'", ""))
    claims: dict[Key, set[str]] = {key: set() for key in plain}
    for node, (subject, predicate, value) in places.items():
        claims.setdefault((subject, predicate, value), set()).add(", ".join(sorted(details[node])))
    return _Side(triples, {key: tuple(sorted(said)) for key, said in claims.items()})


def _read(path: str | Path) -> Iterator[Quad]:
    if not Path(path).is_dir() and not (Path(path) / STATE).exists():
        yield from read_quads(path)
        return
    with open_store(path) as store, guard(store.path):
        yield from (quad for quad in store.graphs if quad.graph_name not in MADE)
