"""Holds what was read in a sentence against what is expected of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TypeAlias

from kg.errors import OntologyError
from kg.model import REAL_STATUSES, TENURES, Document, Entity, Event, Extraction, Fact
from kg.ontology.examples import Absent, Expected, ExpectedEntity, ExpectedEvent, ExpectedFact
from kg.ontology.schema import Ontology
from kg.pipeline import Extractor

PUBLISHED = "2023-12-26"
"""The day on which every sentence that stands alone was written."""

_Ways: TypeAlias = list[tuple[str, set[str], set[str]]]


def make_document(text: str) -> Document:
    """A document of a sentence that stands alone."""
    digest = sha256(text.encode()).hexdigest()
    return Document(f"urn:example:{digest[:16]}", text, "example", digest, published=PUBLISHED)


def read_sentences(sentences: Iterable[str], *, extractor: Extractor) -> dict[str, Reading]:
    """What is read in each sentence, each of them a document of its own, in one batch."""
    documents = [make_document(sentence) for sentence in sorted(set(sentences))]
    return {x.document.text: Reading(x, extractor) for x in extractor.extract_all(documents)}


def check_expected(expected: Expected, *, ontology: Ontology) -> None:
    """Raises OntologyError where a name of an expectation is none of the ontology's."""
    if isinstance(expected, Absent):
        _check(expected.name, ("fact", *ontology.relations, *ontology.event_types), ontology)
    elif isinstance(expected, ExpectedEntity):
        _check(expected.type, ontology.classes, ontology)
    elif isinstance(expected, ExpectedEvent):
        _check(expected.type, ontology.event_types, ontology)
        for role, _ in expected.roles:
            _check(role, ontology.roles(), ontology)


def _check(name: str, known: Iterable[str], ontology: Ontology) -> None:
    if name not in known:
        raise OntologyError(f"no {name!r} to expect", hint=", ".join(ontology.closest(name)) or "kg ontology")


class Reading:
    """An extraction in which entities are found by any of their names."""

    def __init__(self, extraction: Extraction, extractor: Extractor) -> None:
        self.extraction = extraction
        self._relations = extractor.ontology.relations
        self._gazetteer = extractor.gazetteer

    def shows(self, expected: Expected) -> bool:
        """Whether the extraction is as expected."""
        if isinstance(expected, Absent):
            return not self._has_any(expected.name)
        if isinstance(expected, ExpectedEntity):
            ids = self._ids(expected.name)
            return any(e.id in ids and e.type == expected.type for e in self.extraction.entities)
        found = self._facts(expected) if isinstance(expected, ExpectedFact) else self._events(expected)
        return any(_has_mark(each, expected.mark) for each in found) == expected.real

    def _has_any(self, name: str) -> bool:
        facts, events = self.extraction.facts, self.extraction.events
        if name == "fact":
            return bool(facts or events)
        return any(fact.predicate == name for fact in facts) or any(e.type == name for e in events)

    def _facts(self, expected: ExpectedFact) -> list[Fact]:
        ways = self._ways(expected)
        return [
            fact
            for fact in self.extraction.facts
            if any(fact.predicate == n and fact.subject in s and fact.object in o for n, s, o in ways)
        ]

    def _ways(self, expected: ExpectedFact) -> _Ways:
        """How a fact may be told: either way round where it is symmetric, or by its inverse."""
        relation = self._relations[expected.relation]
        subjects, objects = self._ids(expected.subject), self._ids(expected.object)
        ways = [(relation.name, subjects, objects)]
        if relation.symmetric:
            ways.append((relation.name, objects, subjects))
        if relation.inverse:
            ways.append((relation.inverse, objects, subjects))
        return ways

    def _events(self, expected: ExpectedEvent) -> list[Event]:
        roles = [(role, self._ids(name)) for role, name in expected.roles]
        events = [event for event in self.extraction.events if event.type == expected.type]
        return [e for e in events if all(ids & set(e.roles.get(role, ())) for role, ids in roles)]

    def _ids(self, name: str) -> set[str]:
        """The entities that the text calls so, or that are the one usually called so."""
        record = next(iter(self._gazetteer.find(name)), None)
        key = record.key if record else None
        return {
            entity.id
            for entity in self.extraction.entities
            if _is_called(entity, name) or (key is not None and entity.wikidata == key)
        }

    def __str__(self) -> str:
        names = {entity.id: entity.label for entity in self.extraction.entities}
        lines = [_say_fact(fact, names) for fact in self.extraction.facts]
        lines += [_say_event(event, names) for event in self.extraction.events]
        return "\n".join(f"    {line}" for line in lines) or "    nothing"


def _say_fact(fact: Fact, names: Mapping[str, str]) -> str:
    thing = names.get(fact.object) if isinstance(fact.object, str) else fact.object.value
    tenure = f", {fact.tenure}" if fact.tenure else ""
    return f"{names[fact.subject]} {fact.predicate} {thing} [{fact.status}{tenure}]"


def _say_event(event: Event, names: Mapping[str, str]) -> str:
    fillers = ", ".join(f"{role}={names[i]}" for role, ids in event.roles.items() for i in ids)
    return f"{event.type}({fillers}) [{event.status}]"


def _has_mark(found: Fact | Event, mark: str | None) -> bool:
    if mark in TENURES:
        return _tenure(found) == mark and found.status in REAL_STATUSES
    return found.status == mark if mark else found.status in REAL_STATUSES


def _tenure(found: Fact | Event) -> str | None:
    """The tenure of a fact; the one that goes without saying is current."""
    return found.tenure or "current" if isinstance(found, Fact) else None


def _is_called(entity: Entity, name: str) -> bool:
    return _plain(name) in map(_plain, (entity.label, *entity.aliases))


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")
