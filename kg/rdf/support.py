"""Finds the triples that a graph asserts though no document commits to them, in one pass over the graph.

This is the shape `no-unsupported-triple` of ontology/shapes.ttl: its query, which any engine of SHACL can
run, asks for the facts about each subject anew, and takes hours where a state is the subject of thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Final, TypeAlias

from pyoxigraph import NamedNode, Quad

from kg.model import REAL_STATUSES
from kg.rdf.vocabulary import DIP, OBJECT, OWL, PREDICATE, SUBJECT, A

SHAPE: Final = "https://w3id.org/diplomacy-kg/shapes#no-unsupported-triple"
"""The constraint that this module answers."""

Statement: TypeAlias = tuple[Any, Any, Any]

_FACT = NamedNode(f"{DIP}Fact")
_STATUS = NamedNode(f"{DIP}status")
_OTHERS = frozenset(NamedNode(DIP + name) for name in ("status", "sha256", "stage"))
"""Whoever has one of these is an event or a record, of which nothing is claimed."""
_REAL = frozenset(NamedNode(DIP + name) for name in REAL_STATUSES)
_ANNOTATION = NamedNode(f"{OWL}AnnotationProperty")
_SYMMETRIC = NamedNode(f"{OWL}SymmetricProperty")
_INVERSE = NamedNode(f"{OWL}inverseOf")
_PERSON, _OFFICE, _ORGANIZATION = (NamedNode(DIP + name) for name in ("person", "office", "organization"))
_PARTS = frozenset({SUBJECT, PREDICATE, OBJECT, _STATUS, _PERSON, _OFFICE, _ORGANIZATION})
_OF_TENURES = (
    (_PERSON, NamedNode(f"{DIP}holdsOffice"), _OFFICE),
    (_OFFICE, NamedNode(f"{DIP}officeIn"), _ORGANIZATION),
    (_OFFICE, NamedNode(f"{DIP}heldBy"), _PERSON),
    (_ORGANIZATION, NamedNode(f"{DIP}hasOffice"), _OFFICE),
)
"""What follows from a tenure."""


@dataclass(slots=True)
class _Claims:
    """What is claimed, what of it is so, what follows from tenures, and what relations are like."""

    claimed: set[Statement] = field(default_factory=set)
    stated: set[Statement] = field(default_factory=set)
    following: set[Statement] = field(default_factory=set)
    others: set[Any] = field(default_factory=set)
    annotations: set[Any] = field(default_factory=set)
    symmetric: set[Any] = field(default_factory=set)
    inverses: dict[Any, set[Any]] = field(default_factory=lambda: defaultdict(set))
    has_facts: bool = False


def find_unsupported(quads: Iterable[Quad], schema: Iterable[Quad]) -> Iterator[Statement]:
    """The plain triples, in no order, that no fact with a real status says, read from either end.

    Nothing where the graph has no fact at all.
    """
    quads, schema = list(quads), list(schema)
    claims = _read_claims([*quads, *schema])
    if claims.has_facts:
        for triple in {(quad.subject, quad.predicate, quad.object) for quad in (*quads, *schema)}:
            if _is_claim(triple, claims) and not _is_supported(triple, claims):
                yield triple


def _is_claim(triple: Statement, claims: _Claims) -> bool:
    subject, path, _ = triple
    is_ours = path.value.startswith(DIP) or triple in claims.claimed
    return is_ours and subject not in claims.others and path not in claims.annotations


def _is_supported(triple: Statement, claims: _Claims) -> bool:
    subject, path, value = triple
    return (
        triple in claims.stated
        or triple in claims.following
        or (path in claims.symmetric and (value, path, subject) in claims.stated)
        or any((value, direct, subject) in claims.stated for direct in claims.inverses.get(path, ()))
    )


def _read_claims(quads: Iterable[Quad]) -> _Claims:
    claims = _Claims()
    nodes: dict[Any, dict[Any, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for quad in quads:
        subject, path, value = quad.subject, quad.predicate, quad.object
        if path in _OTHERS:
            claims.others.add(subject)
        if path in _PARTS:
            nodes[subject][path].add(value)
        elif path == A:
            _read_type(subject, value, claims)
        elif path == _INVERSE:
            claims.inverses[subject].add(value)
    for node in nodes.values():
        _read_node(node, claims)
    return claims


def _read_type(subject: Any, value: Any, claims: _Claims) -> None:
    if value == _FACT:
        claims.has_facts = True
    elif value == _ANNOTATION:
        claims.annotations.add(subject)
    elif value == _SYMMETRIC:
        claims.symmetric.add(subject)


def _read_node(node: dict[Any, set[Any]], claims: _Claims) -> None:
    """Notes what a node that may be a fact or a tenure says."""
    said = set(product(node.get(SUBJECT, ()), node.get(PREDICATE, ()), node.get(OBJECT, ())))
    claims.claimed |= said
    if node.get(_STATUS, set()) & _REAL:
        claims.stated |= said
        for one, path, other in _OF_TENURES:
            claims.following |= set(product(node.get(one, ()), (path,), node.get(other, ())))
