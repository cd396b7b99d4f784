"""Draws the entities of a graph that are not linked yet: their names, offices, states and days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pyoxigraph import NamedNode, Store

from kg.linking import Portrait, Setting, StatedOffice
from kg.linking.drawing import LINKED
from kg.minting import slug
from kg.rdf.vocabulary import ALT_LABEL, DCTERMS, DERIVED_FROM, DIP, LABEL, SAME_AS, WD, A

CLASSES: Final = (LINKED - {"Event"}) | {"DiplomaticMission"}
"""Classes whose entities are looked for; a node of class Event is an event of the text."""

_DOCUMENT = NamedNode(DIP + "Document")
_STATE = NamedNode(DIP + "State")
_DATE = NamedNode(DCTERMS + "date")
_OFFICE, _OFFICE_IN = NamedNode(DIP + "holdsOffice"), NamedNode(DIP + "officeIn")
_PERSON, _HELD, _TENURE = (NamedNode(DIP + name) for name in ("person", "office", "tenureStatus"))
_HEADS = (("headOfStateOf", "head"), ("headOfGovernmentOf", "head"), ("ministerOf", "minister"))
_ROADS = tuple(
    NamedNode(DIP + name)
    for name in (
        *("holdsOffice", "officeIn", "spokesmanFor", "headOfStateOf", "headOfGovernmentOf", "ministerOf"),
        *("represents", "worksFor", "heads", "advisorTo", "citizenOf", "memberOfParty"),
        *("agencyOf", "partOf", "locatedIn", "capitalOf"),
    )
)
"""Relations that lead from an entity to the state that it belongs to."""

_STEPS = 3
_SMALL = frozenset("of the and for de von der van bin ibn al el da do la le ul".split())


@dataclass(frozen=True, slots=True)
class Unlinked:
    """An entity without a link: its node, its label, what the graph tells of it, and its documents."""

    iri: str
    label: str
    portrait: Portrait
    setting: Setting


def find_unlinked(graphs: Store, links: Mapping[str, str] | None = None) -> list[Unlinked]:
    """Every entity of a graph that is no item of Wikidata and is linked to none, sorted by its IRI.

    `links` are QIDs by IRIs that hold as if the graph had them.
    """
    drawing = _Drawing(graphs, links or {})
    return [drawing.draw(node, kind) for node, kind in sorted(drawing.unlinked(), key=lambda n: n[0].value)]


@dataclass(slots=True)
class _Drawing:
    """Questions to a graph, with what several entities ask answered once."""

    graphs: Store
    links: Mapping[str, str]
    _settings: dict[str, Setting] = field(default_factory=dict)

    def unlinked(self) -> Iterator[tuple[NamedNode, str]]:
        """The entities without a link, each with the name of its class; the first, where it has several."""
        found: dict[NamedNode, str] = {}
        for name in sorted(CLASSES, reverse=True):
            for quad in self.graphs.quads_for_pattern(None, A, NamedNode(DIP + name), None):
                if isinstance(quad.subject, NamedNode) and not self._items(quad.subject):
                    found[quad.subject] = name
        yield from found.items()

    def draw(self, node: NamedNode, kind: str) -> Unlinked:
        """An entity as its documents draw it together."""
        labels = sorted(term.value for term in self._values(node, LABEL))
        label = labels[0] if labels else ""
        others = sorted({term.value for term in self._values(node, ALT_LABEL)} - {label})
        portrait = Portrait(
            type=kind,
            names=tuple(_choose_names(kind, label, others)),
            offices=tuple(self._offices(node)) if kind == "Person" else (),
            countries=frozenset(self._states(node)),
        )
        return Unlinked(node.value, label, portrait, self._setting(node))

    def _offices(self, node: NamedNode) -> Iterator[StatedOffice]:
        """The offices that the graph gives a person, and those that a relation to a state implies."""
        tenures = self._tenures(node)
        for office in sorted(self._nodes(node, _OFFICE), key=str):
            names = [term.value for name in (LABEL, ALT_LABEL) for term in self._values(office, name)]
            bodies = list(self._nodes(office, _OFFICE_IN))
            owners = {qid for body in bodies for qid in self._items(body)} | self._states(office)
            words = sorted({each for name in names for each in _vary(name)})
            if words:
                labels = "|".join(map(re.escape, words))
                yield StatedOffice(labels, None, frozenset(owners), tenures.get(office), words[0])
        for relation, kind in _HEADS:
            for state in self._nodes(node, NamedNode(DIP + relation)):
                yield StatedOffice(re.escape(relation), kind, frozenset(self._items(state)))

    def _tenures(self, node: NamedNode) -> dict[NamedNode, str]:
        """How a person holds each office, where a tenure says."""
        found: dict[NamedNode, str] = {}
        for quad in self.graphs.quads_for_pattern(None, _PERSON, node, None):
            for office in self._nodes(quad.subject, _HELD):
                for status in self._nodes(quad.subject, _TENURE):
                    found[office] = min(found.get(office, "~"), status.value.removeprefix(DIP))
        return found

    def _states(self, node: NamedNode) -> set[str]:
        """The QIDs of the states that an entity belongs to, a few steps away."""
        found: set[str] = set()
        ahead, seen = [node], {node}
        for _ in range(_STEPS):
            ahead = [
                each for at in ahead for road in _ROADS for each in self._nodes(at, road) if each not in seen
            ]
            seen |= set(ahead)
            found |= {qid for each in ahead if self._is_state(each) for qid in self._items(each)}
            ahead = [each for each in ahead if not self._is_state(each)]
        return found

    def _setting(self, node: NamedNode) -> Setting:
        """The latest day of an entity's documents, and how often they speak of each state."""
        documents = sorted(each.value for each in self._nodes(node, DERIVED_FROM) if self._is_document(each))
        told = [self._describe(document) for document in documents]
        states: Counter[str] = Counter()
        for each in told:
            states.update(each.states)
        return Setting(
            max((each.day for each in told if each.day), default=None), dict(sorted(states.items()))
        )

    def _describe(self, document: str) -> Setting:
        """When a document was written, and the states that it speaks of."""
        if document not in self._settings:
            node = NamedNode(document)
            days = sorted(term.value for term in self._values(node, _DATE))
            read = {quad.subject for quad in self.graphs.quads_for_pattern(None, DERIVED_FROM, node, None)}
            states = {qid for each in read if self._is_state(each) for qid in self._items(each)}
            self._settings[document] = Setting(days[-1] if days else None, dict.fromkeys(states, 1))
        return self._settings[document]

    def _items(self, node: Any) -> list[str]:
        """The QIDs of an entity: those of its links, or its own."""
        linked = {node.value, *(each.value for each in self._nodes(node, SAME_AS))}
        told = {self.links[node.value]} if node.value in self.links else set()
        return sorted(told | {iri.removeprefix(WD) for iri in linked if iri.startswith(WD)})

    def _is_state(self, node: Any) -> bool:
        return next(self.graphs.quads_for_pattern(node, A, _STATE, None), None) is not None

    def _is_document(self, node: Any) -> bool:
        return next(self.graphs.quads_for_pattern(node, A, _DOCUMENT, None), None) is not None

    def _nodes(self, subject: Any, predicate: NamedNode) -> Iterator[NamedNode]:
        return (each for each in self._values(subject, predicate) if isinstance(each, NamedNode))

    def _values(self, subject: Any, predicate: NamedNode) -> Iterator[Any]:
        found = self.graphs.quads_for_pattern(subject, predicate, None, None)
        return iter(dict.fromkeys(quad.object for quad in found))


def _choose_names(kind: str, label: str, others: Iterable[str]) -> Iterator[str]:
    """The proper names of an entity, its label first: of a person, those that share a word with it."""
    is_person = kind == "Person"
    if not _is_proper(label, whole=is_person):
        return
    yield label
    own = set(slug(label).split("-"))
    for name in others:
        shares = bool(own & set(slug(name).split("-")))
        if _is_proper(name, whole=is_person) and (shares or (not is_person and _is_short(name))):
            yield name


def _is_short(name: str) -> bool:
    return name.isupper() and len(name) <= 6


def _is_proper(name: str, *, whole: bool) -> bool:
    """Whether a word of a name begins with a capital or a digit; with `whole` every word but small ones.

    >>> _is_proper("Ursula von der Leyen", whole=True), _is_proper("Kremlin spokesman", whole=True)
    (True, False)
    """
    words = [word for word in re.split(r"[^\w'’.]+", name) if word and word not in _SMALL]
    capital = [not word.lstrip("'’.")[:1].islower() for word in words]
    return bool(words) and (all(capital) if whole else any(capital))


def _vary(name: str) -> Iterator[str]:
    """An office by its whole name, and without those whose office it is.

    >>> list(_vary("Prime Minister of Armenia"))
    ['Prime Minister of Armenia', 'Prime Minister']
    """
    yield name
    before, of, _ = name.partition(" of ")
    if of and " " in before:
        yield before
