"""Reads invitations by noun: "at the invitation of A", "accepted A's invitation to visit B"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.entities.cluster import Cluster
from kg.facts.confidence import frame_confidence
from kg.facts.context import Context
from kg.facts.draft import EventDraft, FactDraft, Standing, quote
from kg.language.tree import ancestors, child, children, clause_verb, head, prepositions, subject
from kg.model import Token

_STARTED = frozenset({"Call", "Meeting", "Negotiation", "Summit"})


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who invites whom, and the word that says so."""

    noun: Token
    hosts: list[Cluster]
    guests: list[Cluster]


def read_invitations(context: Context, events: Sequence[EventDraft]) -> Iterator[FactDraft]:
    """Who invited whom; the visits that they were invited to get their host."""
    for token in context.sentence.tokens:
        if token.pos == "NOUN" and context.lists(token, "invitation"):
            yield from _invited(context, _by_noun(context, token, events))
        elif token.pos == "VERB" and token.lemma == "invite":
            _add_host(context, _by_verb(context, token), events)
        elif token.pos == "NOUN" and context.lists(token, "initiative"):
            _add_initiator(context, token, events)


def _add_initiator(context: Context, noun: Token, events: Sequence[EventDraft]) -> None:
    """ "At A's initiative, B had a call with C": A is who set the event going."""
    sentence = context.sentence
    verb = clause_verb(sentence, noun)
    if noun.dep != "pobj" or sentence.tokens[noun.head].lemma not in {"at", "on"} or verb is None:
        return
    for event in events:
        if event.type in _STARTED and verb.index in {event.trigger.index, event.trigger.head}:
            event.fill("initiator", _hosts(context, noun))


def _by_verb(context: Context, verb: Token) -> Invitation:
    doer = subject(context.sentence, verb)
    things = children(context.sentence, verb, "dobj")
    hosts = context.referents(doer) if doer is not None else []
    return Invitation(verb, hosts, [c for t in things for c in context.referents(t)])


def _by_noun(context: Context, noun: Token, events: Sequence[EventDraft]) -> Invitation:
    invitation = Invitation(noun, _hosts(context, noun), _guests(context, noun, events))
    _add_host(context, invitation, events)
    return invitation


def _hosts(context: Context, noun: Token) -> list[Cluster]:
    """Those in whose name the invitation is: "on behalf of A", "A's", "of A", "from A", or who extends it."""
    sentence = context.sentence
    phrases = list(prepositions(sentence, noun))
    verb = head(sentence, noun)
    if verb is not None:
        phrases += prepositions(sentence, verb)
    found: list[Token] = [n for p, n in phrases if p == "on behalf of"]
    for phrase, other in phrases:
        if phrase == "on" and other.lemma == "behalf":
            found += [n for p, n in prepositions(sentence, other) if p == "of"]
    found += children(sentence, noun, "poss")
    found += [n for p, n in prepositions(sentence, noun) if p in {"of", "from"}]
    if not found and verb is not None and verb.pos == "VERB" and not context.lists(verb, "answering"):
        doer = subject(sentence, verb) if noun.dep == "dobj" else None
        found += [doer] if doer is not None else []
    return context.referents(found[0]) if found else []


def _guests(context: Context, noun: Token, events: Sequence[EventDraft]) -> list[Cluster]:
    sentence = context.sentence
    verb = clause_verb(sentence, noun)
    if verb is None:
        return []
    doer = subject(sentence, verb)
    if noun.dep == "pobj" and sentence.tokens[noun.head].lemma == "at":
        visits = [e for e in events if e.type == "Visit" and verb.index in {e.trigger.index, e.trigger.head}]
        visitors = [c for e in visits for c in e.roles.get("initiator", [])]
        return visitors or (context.referents(doer) if doer is not None else [])
    if noun.dep == "dobj" and context.lists(verb, "answering"):
        return context.referents(doer) if doer is not None else []
    return [c for p, n in prepositions(sentence, noun) if p in {"to", "for"} for c in _people(context, n)]


def _people(context: Context, token: Token) -> list[Cluster]:
    return [c for c in context.referents(token) if c.type != "Place"]


def _add_host(context: Context, invitation: Invitation, events: Sequence[EventDraft]) -> None:
    """The visit that somebody is invited to, or makes at an invitation, has the inviter as its host."""
    sentence = context.sentence
    verb = clause_verb(sentence, invitation.noun)
    at = invitation.noun.dep == "pobj" and sentence.tokens[invitation.noun.head].lemma == "at"
    for event in events:
        above = [t.index for t in ancestors(sentence, event.trigger)]
        own = at and verb is not None and verb.index in {event.trigger.index, *above[:1]}
        if event.type == "Visit" and (own or invitation.noun.index in above[:2]):
            hosts = [c for c in invitation.hosts if c not in event.roles.get("initiator", [])]
            event.fill("host", hosts)
            if not own and not event.roles.get("initiator"):
                event.fill("initiator", invitation.guests)


def _invited(context: Context, invitation: Invitation) -> Iterator[FactDraft]:
    first, last = invitation.noun.index, invitation.noun.index + 1
    owner = child(context.sentence, invitation.noun, "poss")
    evidence = quote(context.sentence, owner.index if owner is not None else first, last)
    for host in invitation.hosts:
        for guest in invitation.guests:
            if host is not guest and context.ontology.accepts("invited", host.type, guest.type) is None:
                yield FactDraft(
                    host,
                    "invited",
                    guest,
                    Standing("asserted"),
                    evidence,
                    "noun-invitation",
                    frame_confidence("noun-invitation", noun=True),
                )
