"""Keeps of an extraction what was read with enough confidence; the rest is dropped, with the reason."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Dropped, Event, Extraction, Fact, Tenure


def keep_confident(extraction: Extraction, *, minimum: float) -> Extraction:
    """The extraction without facts, events and tenures below `minimum` (0 to 1).

    What is derived from an event that goes, or is a part of it, goes or is parted from it. Entities
    stay, even where nothing is said of them any more.
    """
    gone = {event.id for event in extraction.events if event.confidence < minimum}
    unsure = [fact for fact in extraction.facts if fact.confidence < minimum or fact.event in gone]
    lost: list[Fact | Event | Tenure] = [
        *unsure,
        *(event for event in extraction.events if event.id in gone),
        *(tenure for tenure in extraction.tenures if tenure.confidence < minimum),
    ]
    return replace(
        extraction,
        facts=tuple(fact for fact in extraction.facts if fact not in unsure),
        events=tuple(_part(event, gone) for event in extraction.events if event.id not in gone),
        tenures=tuple(tenure for tenure in extraction.tenures if tenure.confidence >= minimum),
        dropped=(*extraction.dropped, *(_drop(value, minimum) for value in lost)),
    )


def _part(event: Event, gone: set[str]) -> Event:
    return replace(event, part_of=tuple(whole for whole in event.part_of if whole not in gone))


def _drop(value: Fact | Event | Tenure, minimum: float) -> Dropped:
    name = {Fact: "predicate", Event: "type"}.get(type(value))
    what = getattr(value, name) if name else "holdsOffice"
    reason = f"{what}: confidence {value.confidence:.2f} is below {minimum:.2f}"
    return Dropped("confidence", reason, value.evidence[0] if value.evidence else None)
