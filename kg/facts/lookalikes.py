"""Sport, fiction and private life, told in the words of diplomacy: "Norway met Sweden in the final"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.facts.arguments import is_question
from kg.facts.context import Context
from kg.facts.predications import Predication
from kg.language.tree import ancestors, child, children, prepositions
from kg.model import Token

_MATCHES = frozenset({"Meeting", "Visit", "Negotiation"})
"""Events whose words sport uses for its own."""
_ACTS = frozenset({"Expulsion", "Recognition", "Summons", "Signing", "Sanction", "Recall", "Appointment"})
"""Events that are diplomacy only when a state, a body or one of their people acts."""
_WELCOMED = frozenset({"State", "InternationalOrganization"})
_DOERS = frozenset({"initiator", "participant", "host", "subject"})


def find_lookalike(context: Context, predication: Predication) -> str | None:
    """Why what is read is no diplomacy, or None: it belongs to sport, to a story, or to private life."""
    reasons = (reason for reason, holds in _REASONS.items() if holds(context, predication))
    reason = next(reasons, None)
    return f"{predication.sense.reference}: {reason}" if reason is not None else None


def _is_match(context: Context, predication: Predication) -> bool:
    """Whether the sentence tells of sport, and none of those named holds an office."""
    told = predication.sense.reference in _MATCHES and predication.trigger.pos in {"VERB", "AUX"}
    if not told or not _words(context, "sport"):
        return False
    parties = [c for clusters in predication.roles.values() for c in clusters]
    if any(map(context.resolution.held.of, parties)):
        return False
    return not any(t.pos == "NOUN" for t in _arguments(predication))


def _arguments(predication: Predication) -> Iterator[Token]:
    yield from predication.around.tokens("subject")
    yield from predication.around.tokens("directObject")
    yield from predication.around.tokens("prepositionalAdjunct", "with")


def _is_told_in_fiction(context: Context, predication: Predication) -> bool:
    """ "In the novel, the president *meets* the pope": a plot is told in the present."""
    works = [t for t in _words(context, "fiction") if _frames(context, t)]
    return bool(works) and _is_present(context, predication.trigger)


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
    if predication.sense.reference not in _ACTS or any(predication.roles.get(role) for role in _DOERS):
        return False
    return any(context.means(t, "bystander") for t in _arguments(predication))


def _has_unknown_partner(context: Context, predication: Predication) -> bool:
    """ "A and B severed relations with *the Federal Republic*": not with each other."""
    if not predication.frame.name.endswith("-together"):
        return False
    partners = predication.around.tokens("prepositionalAdjunct", "with")
    known = [id(c) for clusters in predication.roles.values() for c in clusters]
    named = [t for t in partners if t.pos == "PROPN"]
    return any(all(id(c) not in known for c in context.referents(t)) for t in named)


def _is_memory(context: Context, predication: Predication) -> bool:
    """Whether what is recalled is no person: "recalled her first posting"."""
    if predication.sense.reference != "Recall":
        return False
    things = predication.around.tokens("directObject")
    held = {i for r in context.found.readings for i in range(r.phrase.first, r.phrase.last)}
    return any(t.tag == "VBG" and t.index not in held for t in things)


def _is_question(context: Context, predication: Predication) -> bool:
    """ "Asked A *whether* B would come", "asked A *about* B"."""
    verb = predication.trigger
    if predication.sense.reference != "Demand" or verb.lemma != "ask":
        return False
    clauses = children(context.sentence, verb, "ccomp", "advcl")
    asked = any(is_question(context.sentence, c) for c in clauses if c.index > verb.index)
    return asked or any(p == "about" for p, _ in prepositions(context.sentence, verb))


def _words(context: Context, kind: str) -> list[Token]:
    """The words of the sentence that the lexicon counts to sport or to fiction."""
    nouns = (t for t in context.sentence.tokens if t.pos in {"NOUN", "PROPN", "ADJ", "NUM"})
    return [t for t in nouns if context.means(t, kind)]


def _is_counsel(context: Context, predication: Predication) -> bool:
    """ "Advised A *to rest*": a piece of advice makes nobody an adviser."""
    verb = predication.trigger
    told = child(context.sentence, verb, "xcomp", "ccomp") is not None
    return predication.sense.reference == "advisorTo" and verb.pos == "VERB" and told


def _is_way_home(context: Context, predication: Predication) -> bool:
    """ "The US ambassador *returned to Washington*": who comes back to where he is from visits nothing."""
    if predication.sense.reference != "Visit" or predication.trigger.lemma != "return":
        return False
    if not predication.around.tokens("prepositionalAdjunct", "to"):
        return False
    places = {c.country for c in predication.roles.get("place", [])}
    homes = {context.country_of(c) for c in predication.roles.get("initiator", [])}
    return not homes or None in homes or bool(homes & places)


def _is_welcome(_: Context, predication: Predication) -> bool:
    """ "The alliance *welcomed Sweden*": states are welcomed as members or as partners; guests have names."""
    guests = predication.roles.get("initiator", [])
    named = [t for t in predication.around.tokens("directObject") if t.pos == "PROPN"]
    told = predication.sense.reference == "Visit" and predication.frame.name.startswith("host-visitor")
    return told and bool(guests and named) and all(c.type in _WELCOMED for c in guests)


_REASONS: dict[str, Callable[[Context, Predication], bool]] = {
    "the sentence is about sport": _is_match,
    "it happens in a work of fiction": _is_told_in_fiction,
    "with whom is not known": _has_unknown_partner,
    "it is a memory, and nobody was called home": _is_memory,
    "it is a question, and asks nobody to act": _is_question,
    "nobody acts for a state or a body": _is_private,
    "a piece of advice makes nobody an adviser": _is_counsel,
    "whoever returns may be coming home": _is_way_home,
    "a state that is welcomed has not come": _is_welcome,
}
"""Why a reading is let go, and what tells so, in the order in which they are tried."""
