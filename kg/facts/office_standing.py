"""What the text commits to for an office: that it is held, was held once, or only may be."""

from __future__ import annotations

from kg.facts.context import Context
from kg.facts.draft import Standing
from kg.facts.status import find_standing
from kg.mentions.office_reading import OfficeReading
from kg.model import Token

_PAST = frozenset({"VBD", "VBN"})

DOUBTS = {
    "called": "hypothetical",
    "declared": "hypothetical",
    "proclaimed": "hypothetical",
    "styled": "hypothetical",
    "would-be": "hypothetical",
    "future": "planned",
    "next": "planned",
}
"""Words before an office, as in "self-proclaimed", by which it is not held, or not yet."""

LEAVING = frozenset({"resign", "step", "retire", "stand"})
"""Verbs that presuppose the office which they give up."""


def standing_of(context: Context, reading: OfficeReading) -> Standing:
    """What the text commits to: a title is presupposed, a copula or a verb of naming says it."""
    doubt = _doubt(reading)
    if doubt is not None:
        return Standing(doubt)
    if reading.verb is None or reading.verb.lemma in LEAVING:
        return Standing("asserted")
    standing = find_standing(context, reading.verb)
    if reading.verb.lemma == "nominate" and standing.status == "held":
        return Standing("proposed")
    status = "asserted" if standing.status in {"held", "ongoing"} else standing.status
    return Standing(status, standing.according_to)


def tenure_of(reading: OfficeReading) -> str | None:
    """How the office is held: from its adjectives, or past by a copula in the past tense."""
    if reading.phrase.tenure is not None:
        return reading.phrase.tenure
    verb = reading.verb
    if verb is not None and verb.lemma in LEAVING and _is_past(reading, verb):
        return "former"
    if verb is not None and verb.lemma in {"be", "serve", "rule", "work", "act"} and _is_past(reading, verb):
        return "former"
    return None


def _is_past(reading: OfficeReading, verb: Token) -> bool:
    auxiliaries = [reading.sentence.tokens[i].lemma for i in reading.sentence.children[verb.index]]
    return verb.tag in _PAST and "have" not in auxiliaries


def _doubt(reading: OfficeReading) -> str | None:
    """The status that the words before an office give it, if they leave open whether it is held."""
    tokens = reading.sentence.tokens
    words = [token.text.lower() for token in tokens[reading.first : reading.phrase.first]]
    before = "".join(token.text.lower() for token in tokens[max(0, reading.first - 3) : reading.first])
    words += ["would-be"] if before == "would-be" else []
    return next((DOUBTS[word] for word in words if word in DOUBTS), None)
