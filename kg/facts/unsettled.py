"""Tells what is talked of, wanted or still to be settled from what has taken place."""

from __future__ import annotations

from kg.facts.clauses import is_definite
from kg.facts.context import Context
from kg.facts.nouns import carrier_kind
from kg.facts.operators import operator
from kg.language.tree import child, children, head
from kg.model import STATUSES, Token

OBJECTS = frozenset({"dobj", "nsubjpass", "oprd"})
"""How a noun hangs on a verb that does something to what it tells."""

_PAST = frozenset({"recent", "last", "latest", "previous", "past", "earlier", "first"})
_WANTED = frozenset(
    {"time", "important", "essential", "vital", "necessary", "imperative", "crucial", "urgent"}
)
"""What is said of that which is not done yet: "it is *vital* that A meet B"."""


def is_talked_over(context: Context, noun: Token, verb: Token) -> bool:
    """ "Discussed *a visit by A*": nothing says that it has taken place."""
    past = any(t.lemma in _PAST for t in children(context.sentence, noun, "amod"))
    sense = operator(context, verb)
    judged = operator(context, noun) is not None or (
        sense is not None and sense.reference != "attributed" and sense.reference in STATUSES
    )
    return noun.dep in OBJECTS and context.lists(verb, "treating") and not past and not judged


def is_unsettled(context: Context, preposition: Token, above: Token) -> bool:
    """ "The date *of a meeting*", "agreed *on a visit*": what is spoken of is still to be settled."""
    if preposition.text.lower() == "on":
        return context.lists(above, "settling")
    settled = is_definite(context.sentence, preposition) and not above.lemma.startswith("arrange")
    return above.pos == "NOUN" and context.lists(above, "arranging") and not settled


def is_mused(context: Context, word: str, above: Token) -> bool:
    """ "Talked *about meeting* A", "insisted *on meeting* A": what is not done yet."""
    if word == "on":
        return context.lists(above, "settling")
    return word in {"about", "of"} and context.lists(above, "musing")


def status_of_judgement(context: Context, verb: Token, above: Token) -> str | None:
    """ "It is *false* that A met B", "it is *vital* that A meet B", "it is *time* A met B"."""
    if verb.dep != "ccomp" or above.lemma != "be":
        return None
    said = child(context.sentence, above, "acomp", "attr") or child(context.sentence, verb, "npadvmod")
    if said is None or said.index > verb.index:
        return None
    perfect = any(t.text.lower() == "had" for t in children(context.sentence, verb, "aux"))
    status = context.lexicon.status_adjectives.get(said.lemma)
    return status or ("hypothetical" if said.lemma in _WANTED and not perfect else None)


def status_of_adjective(context: Context, adjective: Token) -> str | None:
    """What an adjective makes of its infinitive: "*ready* to meet A", "*too busy* to meet"; None if done."""
    above = head(context.sentence, adjective)
    status = context.lexicon.status_adjectives.get(adjective.lemma)
    if status is not None:
        return status
    if any(t.text.lower() == "too" for t in children(context.sentence, adjective, "advmod")):
        return "negated"
    past = above is not None and above.tag == "VBD"
    wished = context.lists(adjective, "willing") and above is not None and not past
    return "hypothetical" if wished or not context.lists(adjective, "doing") else None


def happens(context: Context, noun: Token, verb: Token) -> bool:
    """Whether the verb says of its subject or object that it takes place: "the visit went ahead"."""
    if verb.lemma == "be" and noun.dep == "nsubj":
        complement = child(context.sentence, verb, "acomp", "attr", "prep", "xcomp", "expl")
        return complement is None or complement.dep in {"prep", "expl", "xcomp"}
    if verb.lemma == "be":
        return child(context.sentence, verb, "expl") is not None
    return carrier_kind(context, verb) is not None
