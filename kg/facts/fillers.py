"""Finds the entities that fill a role: those a word stands for, or those that stand behind it."""

from __future__ import annotations

from kg.entities.cluster import Cluster
from kg.facts.context import Context
from kg.language.tree import child, children, clause_verb, prepositions, subject
from kg.model import Token
from kg.ontology.lexicon import Sense

_MUTUAL = frozenset({("each", "other"), ("one", "another")})
STATE_ROLES = frozenset({"Expulsion", "Recall", "Summons"})
"""Events whose recipients are named by their people: "expelled two Russian diplomats"."""
OF_PEOPLE = frozenset({"Appointment", "Election"})
"""Events whose recipients are people, or a party that wins."""
JOINING = frozenset({"Accession", "Withdrawal"})
"""Events whose recipients are bodies and agreements, never a country: "left London" is a journey."""
OF_DEEDS = frozenset({"Condemnation", "Praise", "Rejection"})
"""Events whose recipients may be named by what they did: "condemned Iran's decision"."""


_SENDERS = frozenset({"", "of", "from"})
_RECEIVERS = frozenset({"to", "in", "at"})
"""How those stand beside an envoy who send him, and those to whom he is sent; "" for what comes before."""


def is_mutual(context: Context, token: Token) -> bool:
    """Whether a word is, or belongs to, "each other" or "one another"."""
    words = (w for w in (token, child(context.sentence, token, "poss")) if w is not None and w.index)
    pairs = {(context.sentence.tokens[w.index - 1].text.lower(), w.text.lower()) for w in words}
    return bool(pairs & _MUTUAL) or (("the", "other") in pairs and _is_of_each(context, token))


def _is_of_each(context: Context, token: Token) -> bool:
    """ "*Each side* accused the other", "A and B *each* accused the other"."""
    verb = clause_verb(context.sentence, token)
    doer = subject(context.sentence, verb) if verb is not None else None
    words = (
        [*children(context.sentence, verb), *(children(context.sentence, doer) if doer else ())]
        if verb
        else []
    )
    return any(t.text.lower() == "each" for t in words)


def fillers(context: Context, token: Token, sense: Sense, role: str) -> list[Cluster]:
    """Those that a word stands for, or that stand behind it: whose decision, envoy or share it is."""
    if sense.reference in STATE_ROLES and role == "recipient":
        states = context.owner_states(token, of=_RECEIVERS) if sense.reference == "Recall" else []
        states = states or context.owner_states(token, of=_SENDERS)
        if states and not (sense.reference == "Recall" and context.lists(token, "memory")):
            return states
    found = context.referents(token)
    if context.lists(token, "quantity"):
        found = found + [
            c
            for p, n in prepositions(context.sentence, token)
            if p == "of"
            for c in fillers(context, n, sense, role)
        ]
    if not found and role == "participant" and context.lists(token, "staff"):
        found = [
            c
            for p, n in prepositions(context.sentence, token)
            if p in {"from", "of", "at"}
            for c in context.referents(n)
            if p == "from" or c.type != "State"
        ]
    if not found and sense.reference in OF_DEEDS and role == "recipient":
        found = _doers_of(context, token, sense.reference)
    if not found and sense.reference == "Recognition" and context.lists(token, "standing"):
        found = _doers_of(context, token, sense.reference)
    return found


def _may_be_joined(cluster: Cluster) -> bool:
    """Whether one can join or leave it: no person, no country, and no city that stands for a body."""
    seat = cluster.record is not None and cluster.record.kind_of_surface == "seat"
    return cluster.type not in {"Person", "State", "Place"} and not seat


def _doers_of(context: Context, deed: Token, event: str) -> list[Cluster]:
    """Those whose deed it is: "*Iran's* decision", "the attack *by Iran*", "the leadership *of Iran*"."""
    owner = child(context.sentence, deed, "poss")
    if owner is not None:
        return context.referents(owner)
    whole = event == "Recognition" or (event == "Praise" and context.lists(deed, "merit"))
    wanted = {"by", "of"} if whole else {"by"}
    return [c for p, n in prepositions(context.sentence, deed) if p in wanted for c in context.referents(n)]


def fits(context: Context, sense: Sense, role: str, cluster: Cluster) -> bool:
    """Whether the ontology lets an entity of the cluster's class fill the role."""
    ontology = context.ontology
    if role in {"subject", "object"}:
        relation = ontology.relations.get(sense.reference)
        if relation is None:
            return False
        allowed = relation.domain if role == "subject" else relation.range
        return not allowed or any(ontology.is_a(cluster.type, name) for name in allowed)
    if sense.reference in JOINING and role == "recipient" and not _may_be_joined(cluster):
        return False
    if (
        sense.reference in OF_PEOPLE
        and role == "recipient"
        and cluster.type not in {"Person", "PoliticalGroup"}
    ):
        return False
    filled = ontology.relations.get(role)
    return filled is None or not filled.range or any(ontology.is_a(cluster.type, n) for n in filled.range)
