"""Gold: what a careful reader would enter from a passage, and what may be entered or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import InputError
from kg.evaluation.records import Record, read_records
from kg.evaluation.sheets import to_document, to_entities, to_event, to_fact
from kg.model import STATUSES, Document, Event, Extraction, Fact
from kg.ontology import Ontology

_NEEDED = ("entities", "facts", "events")


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one document: `wanted` must be read; the optional neither counts for nor against."""

    wanted: Extraction
    optional_facts: tuple[Fact, ...] = ()
    optional_events: tuple[Event, ...] = ()

    @property
    def document(self) -> Document:
        """The document that the gold is of."""
        return self.wanted.document


def read_gold(sources: Sequence[str], *, ontology: Ontology) -> list[Gold]:
    """The gold in files of JSON Lines, one document a line; "-" is standard input.

    Raises InputError, with file and line, for a line that lacks something, for names that the ontology
    does not have, for entities that the line does not list, for one document twice, and for no gold.
    """
    found: dict[str, Gold] = {}
    for record in (record for source in sources for record in read_records(source)):
        gold = _to_gold(record, ontology)
        earlier = found.setdefault(gold.document.id, gold)
        if earlier is not gold:
            raise record.fail(f"is {gold.document.id!r} again", hint=f"see {earlier.document.source}")
    if not found:
        raise InputError(
            "there is no gold", where=", ".join(sources), hint="docs/evaluation.md says how to write it"
        )
    return list(found.values())


def _to_gold(record: Record, ontology: Ontology) -> Gold:
    document = to_document(record)
    for key in _NEEDED:
        record.records(key, needed=True)
    entities = to_entities(record)
    checker = _Checker(ontology, frozenset(entity.id for entity in entities))
    checker.check_entities(record.records("entities"))
    facts = [checker.to_fact(each) for each in record.records("facts")]
    events = [checker.to_event(each) for each in record.records("events")]
    more = [(each, each.data.keys()) for each in record.records("optional")]
    for each, keys in more:
        if not keys & {"predicate", "type"}:
            raise each.fail("has neither 'predicate' nor 'type'", hint="a fact or an event")
    return Gold(
        Extraction(document, entities, tuple(facts), tuple(events)),
        tuple(checker.to_fact(each) for each, keys in more if "predicate" in keys),
        tuple(checker.to_event(each) for each, keys in more if "type" in keys),
    )


@dataclass(frozen=True, slots=True)
class _Checker:
    """What the names on a line are looked up in."""

    ontology: Ontology
    entities: frozenset[str]

    def check_entities(self, records: Iterable[Record]) -> None:
        """An InputError for two entities of one id, and for a type that is none."""
        seen: set[str] = set()
        for record in records:
            name, kind = record.text("id"), record.text("type")
            if name in seen:
                raise record.fail(f"is {name!r} again", hint="an id of its own")
            seen.add(name)
            if not self.ontology.is_entity(kind):
                raise record.fail(f"has no class {kind!r}", hint=self._near(kind, self._classes()))

    def to_fact(self, record: Record) -> Fact:
        """The fact; an InputError for an unknown relation, entity or status."""
        fact = to_fact(record)
        known = [relation.name for relation in self.ontology.fact_relations()]
        relation = self.ontology.relations.get(fact.predicate)
        if relation is not None and relation.reverse:
            hint = f"{relation.inverse} with subject and object exchanged"
            raise record.fail(f"{fact.predicate!r} is recorded the other way round", hint=hint)
        if relation is None:
            raise record.fail(f"has no relation {fact.predicate!r}", hint=self._near(fact.predicate, known))
        ends = (fact.subject, *([fact.object] if isinstance(fact.object, str) else []))
        self._check_ids(record, (*ends, fact.according_to))
        self._check_status(record, fact.status)
        return fact

    def to_event(self, record: Record) -> Event:
        """The event; an InputError for an unknown type, role, entity or status."""
        event = to_event(record)
        if event.type not in self.ontology.event_types:
            hint = self._near(event.type, self.ontology.event_types)
            raise record.fail(f"has no type of event {event.type!r}", hint=hint)
        known = sorted(self.ontology.roles())
        for role in record.record("roles").data:
            if role not in known:
                raise record.fail(f"has no role {role!r}", hint=self._near(role, known))
        self._check_ids(record, (*(i for ids in event.roles.values() for i in ids), event.according_to))
        self._check_status(record, event.status)
        return event

    def _classes(self) -> list[str]:
        return [name for name in self.ontology.classes if self.ontology.is_entity(name)]

    def _check_ids(self, record: Record, ids: Iterable[str | None]) -> None:
        for each in ids:
            if each is not None and each not in self.entities:
                hint = self._near(each, self.entities)
                raise record.fail(f"has no entity {each!r} on its line", hint=hint)

    def _check_status(self, record: Record, status: str) -> None:
        if status not in STATUSES:
            raise record.fail(f"has no status {status!r}", hint=self._near(status, STATUSES))

    def _near(self, name: str, known: Iterable[str]) -> str:
        """The known names most like one, or all of them where none is."""
        lower = {each.casefold(): each for each in sorted(known)}
        near = get_close_matches(name.casefold(), lower, n=3)
        return ", ".join(lower[each] for each in near) or ", ".join(lower.values())
