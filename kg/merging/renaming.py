"""An extraction with other IRIs for its entities, wherever it speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.model import Entity, Event, Extraction, Fact, Literal, Tenure


def rename_entities(extraction: Extraction, iris: Mapping[str, str]) -> Extraction:
    """The extraction with the IRIs in `iris` changed; entities that then share one are one.

    A fact that would say something of an entity and itself is left out.
    """
    if not any(entity.id in iris for entity in extraction.entities):
        return extraction
    facts = (_rename_fact(each, iris) for each in extraction.facts)
    return replace(
        extraction,
        entities=_join(replace(each, id=iris.get(each.id, each.id)) for each in extraction.entities),
        facts=tuple(fact for fact in facts if fact.subject != fact.object),
        events=tuple(_rename_event(each, iris) for each in extraction.events),
        tenures=tuple(_rename_tenure(each, iris) for each in extraction.tenures),
    )


def _join(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    found: dict[str, Entity] = {}
    for entity in entities:
        other = found.get(entity.id)
        found[entity.id] = entity if other is None else _join_two(other, entity)
    return tuple(found.values())


def _join_two(one: Entity, other: Entity) -> Entity:
    """Both as one: under the longer label, with all names and mentions, and the link that either has."""
    first, second = sorted((one, other), key=lambda e: (-len(e.label.split()), e.label))
    linked = first if first.wikidata else second
    return replace(
        first,
        aliases=tuple(sorted({*first.aliases, *second.aliases, second.label} - {first.label})),
        mentions=tuple(sorted({*one.mentions, *other.mentions}, key=lambda m: (m.span, m.kind, m.text))),
        wikidata=linked.wikidata,
        candidates=linked.candidates,
        seat=linked.seat,
    )


def _of(iris: Mapping[str, str], iri: str | None) -> str | None:
    return iris.get(iri, iri) if iri is not None else None


def _rename_fact(fact: Fact, iris: Mapping[str, str]) -> Fact:
    thing = fact.object if isinstance(fact.object, Literal) else iris.get(fact.object, fact.object)
    subject = iris.get(fact.subject, fact.subject)
    return replace(fact, subject=subject, object=thing, according_to=_of(iris, fact.according_to))


def _rename_event(event: Event, iris: Mapping[str, str]) -> Event:
    roles = {
        role: tuple(dict.fromkeys(iris.get(each, each) for each in fillers))
        for role, fillers in event.roles.items()
    }
    return replace(event, roles=roles, according_to=_of(iris, event.according_to))


def _rename_tenure(tenure: Tenure, iris: Mapping[str, str]) -> Tenure:
    return replace(
        tenure,
        person=iris.get(tenure.person, tenure.person),
        office=iris.get(tenure.office, tenure.office),
        of=_of(iris, tenure.of),
        according_to=_of(iris, tenure.according_to),
    )
