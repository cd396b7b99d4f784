"""Links an event to the one on whose sidelines, or in the course of which, it took place."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.context import Context
from kg.facts.draft import EventDraft
from kg.language.tree import ancestors
from kg.model import Token

MARGINS = frozenset({"sideline", "margin", "fringe"})
"""Nouns that name the edges of an event."""


def link_sidelines(context: Context, events: Sequence[EventDraft]) -> None:
    """ "A exchange took place on the sidelines of the summit": the exchange was part of the summit."""
    for event in events:
        if _on_sidelines(context, event.trigger):
            for other in events:
                if other is not event and _around(context, other, event):
                    other.part_of.append(event)


def _on_sidelines(context: Context, trigger: Token) -> bool:
    above = list(ancestors(context.sentence, trigger))[:2]
    return len(above) == 2 and above[0].dep == "prep" and above[1].lemma in MARGINS


def _around(context: Context, other: EventDraft, event: EventDraft) -> bool:
    """Whether the other event stands in the clause that the sidelines are told of."""
    if context.ontology.is_a(other.type, "Statement"):
        return False
    above = [t.index for t in ancestors(context.sentence, event.trigger)]
    mine = [other.trigger.index, *(t.index for t in ancestors(context.sentence, other.trigger))]
    return bool(set(above) & set(mine[:2]))
