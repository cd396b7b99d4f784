"""Tells who answers for what is reported: a speaker, a source, or nobody."""

from __future__ import annotations

from kg.facts.arguments import FIRST_PERSON
from kg.facts.context import Context
from kg.facts.modality import REAL, Walk, apply_own
from kg.language.tree import child, is_passive, subject
from kg.model import Token


def apply_report(context: Context, word: Token, walk: Walk) -> None:
    """Puts everything so far under a verb of saying: a speaker answers for it, or nobody does."""
    passive = word.pos == "VERB" and is_passive(context.sentence, word)
    told = child(context.sentence, word, "agent") if passive else None
    if told is not None:
        walk.speaker = child(context.sentence, told, "pobj")
    elif not passive:
        walk.speaker = subject(context.sentence, word) if word.pos in {"VERB", "AUX"} else None
    inner = Walk()
    if walk.speaker is None or walk.speaker.text.lower() not in FIRST_PERSON:
        apply_own(context.sentence, word, inner)
    hearsay = passive and told is None and not context.lists(word, "vouching")
    walk.under("hypothetical" if hearsay or inner.status not in REAL | {"planned"} else "attributed")
