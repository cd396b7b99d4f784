"""Sport, fiction and private life, told in the words of diplomacy: "Norway met Sweden in the final"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.arguments import is_question
from kg.facts.context import Context
from kg.facts.predications import Predication
from kg.language.tree import ancestors, child, children, prepositions
from kg.model import Token

_MATCHES = frozenset({"Meeting", "Visit", "Negotiation"})
"""Events whose words sport uses for its own."""
_ACTS = frozenset({"Expulsion", "Recognition", "Summons", "Signing", "Sanction", "Recall", "Appointment"})
"""Events that are diplomacy only when a state, a body or one of their people acts."""
_DOERS = frozenset({"initiator", "participant", "host", "subject"})


def find_lookalike(context: Context, predication: Predication) -> str | None:
    """Why what is read is no diplomacy, or None: it belongs to sport, to a story, or to private life."""
    name = predication.sense.reference
    if name in _MATCHES and _is_match(context, predication):
        return f"{name}: the sentence is about sport"
    if _is_told_in_fiction(context, predication.trigger):
        return f"{name}: it happens in a work of fiction"
    if predication.frame.name.endswith("-together") and _has_unknown_partner(context, predication):
        return f"{name}: with whom is not known"
    if name == "Recall" and _is_memory(context, predication):
        return f"{name}: it is a memory, and nobody was called home"
    if name == "Demand" and _is_question(context, predication.trigger):
        return f"{name}: it is a question, and asks nobody to act"
    if name in _ACTS and _is_private(context, predication):
        return f"{name}: nobody acts for a state or a body"
    return None


def _is_match(context: Context, predication: Predication) -> bool:
    """Whether the sentence tells of sport, and none of those named holds an office."""
    if predication.trigger.pos not in {"VERB", "AUX"} or not _words(context, "sport"):
        return False
    parties = [c for clusters in predication.roles.values() for c in clusters]
    if any(h.holder in parties for h in context.resolution.held):
        return False
    return not any(t.pos == "NOUN" for t in _arguments(predication))


def _arguments(predication: Predication) -> Iterator[Token]:
    yield from predication.around.tokens("subject")
    yield from predication.around.tokens("directObject")
    yield from predication.around.tokens("prepositionalAdjunct", "with")


def _is_told_in_fiction(context: Context, trigger: Token) -> bool:
    """ "In the novel, the president *meets* the pope": a plot is told in the present."""
    works = [t for t in _words(context, "fiction") if _frames(context, t)]
    return bool(works) and _is_present(context, trigger)


def _frames(context: Context, work: Token) -> bool:
    """Whether a work is what the sentence tells from: "in the film …", "the game lets …"."""
    above = context.sentence.tokens[work.head]
    return work.dep == "nsubj" or (work.dep == "pobj" and above.text.lower() == "in")


def _is_present(context: Context, trigger: Token) -> bool:
    sentence = context.sentence
    for word in (trigger, *ancestors(sentence, trigger)):
        if word.pos not in {"VERB", "AUX"}:
            continue
        helper = child(sentence, word, "aux", "auxpass")
        return (helper or word).tag in {"VBZ", "VBP", "VB"}
    return False


def _is_private(context: Context, predication: Predication) -> bool:
    """Whether those who act, or whom it happens to, are people or firms that act for no state."""
    if any(predication.roles.get(role) for role in _DOERS):
        return False
    return any(context.means(t, "bystander") for t in _arguments(predication))


def _has_unknown_partner(context: Context, predication: Predication) -> bool:
    """ "A and B severed relations with *the Federal Republic*": not with each other."""
    partners = predication.around.tokens("prepositionalAdjunct", "with")
    known = [id(c) for clusters in predication.roles.values() for c in clusters]
    named = [t for t in partners if t.pos == "PROPN"]
    return any(all(id(c) not in known for c in context.referents(t)) for t in named)


def _is_memory(context: Context, predication: Predication) -> bool:
    """Whether what is recalled is no person: "recalled her first posting"."""
    things = predication.around.tokens("directObject")
    held = {i for r in context.found.readings for i in range(r.phrase.first, r.phrase.last)}
    return any(t.tag == "VBG" and t.index not in held for t in things)


def _is_question(context: Context, verb: Token) -> bool:
    """ "Asked A *whether* B would come", "asked A *about* B"."""
    clauses = children(context.sentence, verb, "ccomp", "advcl")
    asked = any(is_question(context.sentence, c) for c in clauses if c.index > verb.index)
    about = any(p == "about" for p, _ in prepositions(context.sentence, verb))
    return verb.lemma == "ask" and (asked or about)


def _words(context: Context, kind: str) -> list[Token]:
    """The words of the sentence that the lexicon counts to sport or to fiction."""
    nouns = (t for t in context.sentence.tokens if t.pos in {"NOUN", "PROPN", "ADJ", "NUM"})
    return [t for t in nouns if context.means(t, kind)]
