"""Reads datelines ("TUNIS, 3 May (Reuters) - …"): where the words after them were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.entities.resolving import Resolution
from kg.facts.context import Context
from kg.facts.draft import EventDraft, quote
from kg.facts.labels import in_normal_case
from kg.facts.status import find_standing
from kg.language.openings import is_dateline
from kg.language.tree import children, prepositions, subject
from kg.mentions.finding import SentenceMentions
from kg.model import Token

_ARRIVING = frozenset({"arrive", "land"})
_WHERE = frozenset({"in", "at", "to", "into", "near", "on board"})
_CONFIDENCE = 0.85
_PLACED = frozenset({"Place", "State"})


def dateline_place(found: SentenceMentions, resolution: Resolution) -> Cluster | None:
    """The place of a sentence that is a dateline, or None for any other sentence."""
    if not is_dateline(found.sentence.text):
        return None
    places = (resolution.cluster(m) for m in found.all if m.first <= 1 and m.type in _PLACED)
    place = next((place for place in places if place is not None), None)
    if place is not None:
        place.mentions[:] = [in_normal_case(m) for m in place.mentions]
    return place


def read_here(context: Context, events: Sequence[EventDraft], place: Cluster | None) -> Iterator[EventDraft]:
    """Gives the place of the dateline to what happened *here*; and the visits of those who arrived there."""
    if place is None:
        return
    for event in events:
        roles = context.ontology.event_types[event.type].roles
        fits = "place" not in event.roles and (not roles or "place" in roles)
        if fits and _is_here(context, event.trigger):
            event.fill("place", [place])
    visits = {event.trigger.index for event in events if event.type == "Visit"}
    for verb in context.sentence.tokens:
        if verb.lemma in _ARRIVING and verb.pos == "VERB" and verb.index not in visits:
            yield from _arrival(context, verb, place)


def _arrival(context: Context, verb: Token, place: Cluster) -> Iterator[EventDraft]:
    """The visit of a person who arrived *here*, or of whom it is not said where."""
    elsewhere = {p for p, _ in prepositions(context.sentence, verb)} & _WHERE
    doer = subject(context.sentence, verb)
    people = [c for c in context.referents(doer) if c.type == "Person"] if doer is not None else []
    if not people or doer is None or (elsewhere and not _is_here(context, verb)):
        return
    standing = find_standing(context, verb)
    event = EventDraft("Visit", standing, context.sentence, verb, "visit-here", _CONFIDENCE)
    event.fill("initiator", people)
    event.fill("place", [place])
    first, last = sorted((doer.index, verb.index))
    event.evidence.append(quote(context.sentence, first, last + 1))
    yield event


def _is_here(context: Context, trigger: Token) -> bool:
    sentence = context.sentence
    verb = trigger if trigger.pos in {"VERB", "AUX"} else sentence.tokens[trigger.head]
    adverbs = [t for each in (trigger, verb) for t in children(sentence, each, "advmod")]
    return any(t.text.lower() == "here" for t in adverbs)
