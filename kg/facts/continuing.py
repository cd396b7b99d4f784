"""Adds to an event what a later sentence says of it: "It was attended by A and B"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.context import Context
from kg.facts.draft import EventDraft, quote
from kg.facts.nouns import carrier_kind
from kg.language.tree import child, is_passive, prepositions
from kg.model import Token

_GATHERINGS = frozenset({"Meeting", "Summit", "Negotiation"})
_PRONOUNS = frozenset({"it", "they", "which", "this"})


def continue_event(context: Context, events: Sequence[EventDraft]) -> None:
    """Adds those who attended to the last event told of before, when a pronoun takes it up."""
    last = next((e for e in reversed(events[-4:]) if e.type in _GATHERINGS), None)
    if last is None or last.sentence.index < context.sentence.index - 1:
        return
    for token in context.sentence.tokens:
        if token.pos == "VERB" and _is_attended(context, token):
            guests = [n for p, n in prepositions(context.sentence, token) if p == "by"]
            last.fill("participant", [c for n in guests for c in context.referents(n)])
            ends = [t.index for t in guests] or [token.index]
            last.evidence.append(quote(context.sentence, token.index, max(ends) + 1))


def _is_attended(context: Context, verb: Token) -> bool:
    """Whether a verb of taking part, in the passive, has a pronoun for its event."""
    thing = child(context.sentence, verb, "nsubjpass")
    if thing is None or thing.text.lower() not in _PRONOUNS or not is_passive(context.sentence, verb):
        return False
    return carrier_kind(context, verb) == "participation"
