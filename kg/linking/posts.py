"""The offices by which Wikidata keeps what it has no property for: of ambassadors, envoys, spokespeople."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.linking.knowledge import Knowledge
from kg.model import Entity, Extraction, Fact

_PHRASES = {
    "ambassadorTo": (
        "ambassador to {name}",
        "ambassador to the {name}",
        "high commissioner to {name}",
        "Permanent Representative to {name}",
        "Permanent Representative to the {name}",
    ),
    "envoyTo": ("special envoy to {name}", "special envoy for {name}", "special representative for {name}"),
    "spokesmanFor": ("{name} Press Secretary", "spokesperson for the {name}", "spokesperson of the {name}"),
}
"""What the index may call the office of each relation, by the name of whom it is for."""


def link_posts(extraction: Extraction, knowledge: Knowledge) -> Extraction:
    """The extraction with the QID of the office at each such fact, where the index has just that one."""
    entities = {entity.id: entity for entity in extraction.entities}
    senders = {
        fact.subject: entities[fact.object].wikidata
        for fact in extraction.facts
        if fact.predicate == "represents" and isinstance(fact.object, str)
    }
    facts = (_link(fact, entities, senders, knowledge) for fact in extraction.facts)
    return replace(extraction, facts=tuple(facts))


def _link(
    fact: Fact, entities: Mapping[str, Entity], senders: Mapping[str, str | None], knowledge: Knowledge
) -> Fact:
    if fact.predicate not in _PHRASES or not isinstance(fact.object, str):
        return fact
    whom = entities[fact.object]
    record = knowledge.candidate(whom.wikidata) if whom.wikidata else None
    home = record.country if record is not None and fact.predicate == "spokesmanFor" else None
    sender = senders.get(fact.subject) or home
    names = {whom.label, record.label} if record else {whom.label}
    found = set(_find_posts(fact.predicate, names, sender, knowledge)) if sender else set()
    return replace(fact, office=found.pop()) if len(found) == 1 else fact


def _find_posts(predicate: str, names: Iterable[str], sender: str, knowledge: Knowledge) -> Iterator[str]:
    """The QIDs of the offices that the sender has for one so called."""
    for name in names:
        for phrase in _PHRASES[predicate]:
            for each in knowledge.candidates(phrase.format(name=name)):
                if each.type == "Office" and each.country == sender and each.qid:
                    yield each.qid
