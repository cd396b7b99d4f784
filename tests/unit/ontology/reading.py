"""Holds what was read in a sentence against what an example expects."""

from __future__ import annotations

from hashlib import sha256

from kg.model import REAL_STATUSES, TENURES, Document
from kg.ontology.examples import Absent, ExpectedEntity, ExpectedFact


def make_document(text):
    digest = sha256(text.encode()).hexdigest()
    return Document(f"urn:example:{digest[:16]}", text, "example", digest, published="2023-12-26")


class Reading:
    """An extraction in which entities are found by any of their names."""

    def __init__(self, extraction, extractor):
        self.extraction = extraction
        self.relations = extractor.ontology.relations
        self.find = extractor.gazetteer.find

    def shows(self, expected):
        """Whether the extraction is as an example expects."""
        if isinstance(expected, Absent):
            return not self._anything(expected.name)
        if isinstance(expected, ExpectedEntity):
            ids = self._ids(expected.name)
            return any(e.id in ids and e.type == expected.type for e in self.extraction.entities)
        found = self._facts(expected) if isinstance(expected, ExpectedFact) else self._events(expected)
        return any(_has_mark(each, expected.mark) for each in found) == expected.real

    def _anything(self, name):
        facts, events = self.extraction.facts, self.extraction.events
        if name == "fact":
            return [*facts, *events]
        return [f for f in facts if f.predicate == name] + [e for e in events if e.type == name]

    def _facts(self, expected):
        relation = self.relations[expected.relation]
        subjects, objects = self._ids(expected.subject), self._ids(expected.object)
        ways = [(expected.relation, subjects, objects)]
        if relation.symmetric:
            ways.append((expected.relation, objects, subjects))
        if relation.inverse:
            ways.append((relation.inverse, objects, subjects))
        return [
            fact
            for fact in self.extraction.facts
            if any(fact.predicate == n and fact.subject in s and fact.object in o for n, s, o in ways)
        ]

    def _events(self, expected):
        roles = [(role, self._ids(name)) for role, name in expected.roles]
        events = [event for event in self.extraction.events if event.type == expected.type]
        return [e for e in events if all(ids & set(e.roles.get(role, ())) for role, ids in roles)]

    def _ids(self, name):
        wanted = _plain(name)
        record = next(iter(self.find(name)), None)
        return {
            entity.id
            for entity in self.extraction.entities
            if wanted in map(_plain, (entity.label, *entity.aliases))
            or (record is not None and entity.wikidata == record.key)
        }

    def __str__(self):
        names = {e.id: e.label for e in self.extraction.entities}
        facts = (
            f"{names[f.subject]} {f.predicate} {names.get(f.object)} [{f.status}, {f.tenure}]"
            for f in self.extraction.facts
        )
        events = (f"{e.type}({_fillers(e, names)}) [{e.status}]" for e in self.extraction.events)
        return "\n".join(f"    {line}" for line in (*facts, *events)) or "    nothing"


def _fillers(event, names):
    return ", ".join(f"{role}={names[i]}" for role, ids in event.roles.items() for i in ids)


def _has_mark(found, mark):
    if mark in TENURES:
        return found.tenure == mark and found.status in REAL_STATUSES
    return found.status == mark if mark else found.status in REAL_STATUSES


def _plain(name):
    return name.casefold().removeprefix("the ")
