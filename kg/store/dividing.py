"""Divides the triples of a file without named graphs among the documents that they were read from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from kg.rdf import vocabulary as voc
from kg.rdf.names import to_text
from kg.rdf.vocabulary import DIP, PROV

Documents: TypeAlias = frozenset[str]

NONE: Final[Documents] = frozenset()

_DEFAULT = DefaultGraph()
_DOCUMENT = NamedNode(DIP + "Document")
_USED = NamedNode(PROV + "used")
_ORIGINS = frozenset({voc.DERIVED_FROM.value, voc.CONTEXT.value, _USED.value})
_CLAIM = {voc.SUBJECT.value: 0, voc.PREDICATE.value: 1, voc.OBJECT.value: 2}
_TENURE = {DIP + "person": 0, DIP + "office": 1, DIP + "organization": 2}
_STEPS = 3


@dataclass(slots=True)
class Division:
    """Which document says what, as far as a file says so: noted triple by triple, then settled."""

    documents: set[str] = field(default_factory=set)
    origins: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    users: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    claims: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(lambda: [None] * 3))
    tenures: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(lambda: [None] * 3))
    said: dict[tuple[Any, Any, Any], set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, Documents] = field(default_factory=dict)

    def note(self, quad: Quad) -> None:
        """Notes what a triple says of where things come from."""
        subject, predicate, value = to_text(quad.subject), quad.predicate.value, quad.object
        if predicate in _ORIGINS and isinstance(value, NamedNode):
            self.origins[subject].add(value.value)
            if predicate != voc.DERIVED_FROM.value:
                self.documents.add(value.value)
        elif predicate == voc.A.value:
            if value == _DOCUMENT:
                self.documents.add(subject)
        elif predicate in _CLAIM:
            self.claims[subject][_CLAIM[predicate]] = value
        elif isinstance(value, NamedNode | BlankNode):
            self.users[value.value].add(subject)
            if predicate in _TENURE:
                self.tenures[subject][_TENURE[predicate]] = value

    def settle(self) -> None:
        """Finds the documents of each subject, when every triple is noted."""
        for subject in self.origins:
            self.homes[subject] = self._trace(subject)
        for document in self.documents:
            self.homes[document] = frozenset({document})
        for _ in range(_STEPS):  # what says nothing itself comes from where its users come from
            found = {
                thing: self._join(users) for thing, users in self.users.items() if thing not in self.homes
            }
            self.homes.update({thing: home for thing, home in found.items() if home})
        for fact, (subject, predicate, value) in self.claims.items():
            if subject is not None:
                self.said[subject.value, predicate, value] |= self.homes.get(fact, NONE)
        for tenure, (person, office, organization) in self.tenures.items():
            self._settle_tenure(self.homes.get(tenure, NONE), person, office, organization)

    def find_documents(self, quad: Quad) -> Documents:
        """The documents that say a triple; none where the file does not tell."""
        subject = to_text(quad.subject)
        if self.said and (said := self.said.get((subject, quad.predicate, quad.object))):
            return frozenset(said)
        if quad.predicate == voc.DERIVED_FROM and (origin := to_text(quad.object)) in self.documents:
            return frozenset({origin})
        return self.homes.get(subject, NONE)

    def _settle_tenure(self, home: Documents, person: Any, office: Any, organization: Any) -> None:
        if person is not None and office is not None:
            self.said[person.value, NamedNode(DIP + "holdsOffice"), office] |= home
        if office is not None and organization is not None:
            self.said[office.value, NamedNode(DIP + "officeIn"), organization] |= home

    def _trace(self, subject: str) -> Documents:
        """The documents at the end of the way from a subject to what it was derived from."""
        found: set[str] = set()
        ahead, seen = [subject], {subject}
        while ahead:
            at = ahead.pop()
            if at in self.documents:
                found.add(at)
                continue
            nearer = self.origins.get(at, set()) - seen
            seen |= nearer
            ahead += nearer
        return frozenset(found)

    def _join(self, things: Iterable[str]) -> Documents:
        return frozenset().union(*(self.homes.get(thing, NONE) for thing in things))


def divide(quads: Iterable[Quad], division: Division, default: NamedNode) -> Iterator[Quad]:
    """Each triple that stands in no named graph in that of each document that says it, else in `default`.

    What several documents say is given once for each, however often the file repeats it.
    """
    names: dict[Documents, list[NamedNode]] = {NONE: [default]}
    shared: set[Quad] = set()
    for quad in quads:
        if quad.graph_name != _DEFAULT:
            yield quad
            continue
        homes = division.find_documents(quad)
        if len(homes) > 1:
            if quad in shared:
                continue
            shared.add(quad)
        if (graphs := names.get(homes)) is None:
            graphs = names[homes] = list(map(NamedNode, homes))
        for graph in graphs:
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
