"""Turns the predications of a sentence into events and relations, with place, time and topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.entities.cluster import Cluster
from kg.facts.adjuncts import add_times, find_topics
from kg.facts.arguments import Surroundings
from kg.facts.confidence import GROUP, PRONOUN, frame_confidence
from kg.facts.context import Context
from kg.facts.draft import EventDraft, FactDraft, Standing, quote
from kg.facts.invitations import read_invitations
from kg.facts.lookalikes import find_lookalike
from kg.facts.modality import combine
from kg.facts.predications import Predication, find_predications
from kg.facts.status import find_standing
from kg.facts.times import TimeMention, find_times
from kg.language.tree import children, prepositions, subject
from kg.model import Token

PLACE_PREPOSITIONS = ("in", "at", "near", "outside")
_PARTNERS = frozenset({"with", "between", "by", "to", "at", "during"})
_PAIRED = frozenset({"Person", "State", "PoliticalGroup", "InternationalOrganization"})
_CORE = frozenset({"participant", "initiator", "recipient", "speaker", "mediator", "host", "agreement"})


def read_events(context: Context) -> tuple[list[EventDraft], list[FactDraft]]:
    """The events of a sentence, and the relations that its words tell directly."""
    events: list[EventDraft] = []
    facts: list[FactDraft] = []
    times = find_times(context.sentence)
    for predication in find_predications(context):
        if reason := find_lookalike(context, predication):
            context.drop("facts", reason, quote(context.sentence, *predication.tokens))
        elif predication.sense.reference in context.ontology.event_types:
            events.append(_event(context, predication, times))
        else:
            facts.extend(_relation(context, predication))
    facts.extend(read_invitations(context, events))
    note_people(context)
    add_times(context, events, times)
    _note_pair(context, events)
    return events, facts


def _event(context: Context, predication: Predication, times: Sequence[TimeMention]) -> EventDraft:
    standing = _standing(context, predication)
    event = EventDraft(
        type=predication.sense.reference,
        standing=standing,
        sentence=context.sentence,
        trigger=predication.trigger,
        frame=predication.frame.name,
        confidence=_confidence(context, predication),
        apart=predication.apart,
    )
    for role, clusters in predication.roles.items():
        event.fill(role, clusters)
    _add_place(context, predication, event)
    _add_meeting_of(context, predication, event)
    event.topics.extend(find_topics(context, predication, times))
    event.evidence.append(quote(context.sentence, *predication.tokens))
    return event


def _confidence(context: Context, predication: Predication) -> float:
    """The frame's, lowered where somebody who takes part is not named in the sentence."""
    noun = predication.trigger.pos not in {"VERB", "AUX"}
    found = frame_confidence(predication.frame.name, noun=noun)
    for cluster in (c for clusters in predication.roles.values() for c in clusters):
        kinds = {m.kind for m in cluster.find_within(context.sentence)}
        if not kinds - {"pronoun"}:
            return found * (PRONOUN if kinds else GROUP)
    return found


def _standing(context: Context, predication: Predication) -> Standing:
    """What the text commits to; a demand or an accusation that is rejected has been made."""
    standing = find_standing(context, predication.trigger, predication.around.carrier)
    spoken = context.ontology.is_a(predication.sense.reference, "Statement")
    if spoken and predication.trigger.pos == "NOUN" and standing.status in {"refused", "denied"}:
        return Standing("held")
    own = predication.sense.status
    return Standing(combine(own, standing.status), None) if own else standing


def _relation(context: Context, predication: Predication) -> Iterator[FactDraft]:
    name = predication.sense.reference
    standing = find_standing(context, predication.trigger, predication.around.carrier)
    status = "asserted" if standing.status in {"held", "ongoing"} else standing.status
    noun = predication.trigger.pos not in {"VERB", "AUX"}
    for one, thing in _pairs(context, predication):
        if predication.sense.within == "Office" and not _in_office(context, one, thing):
            reason = f"{name}: the text tells no office of either"
            context.drop("facts", reason, quote(context.sentence, *predication.tokens))
            continue
        yield FactDraft(
            one,
            name,
            thing,
            Standing(status, standing.according_to),
            quote(context.sentence, *predication.tokens),
            predication.frame.name,
            frame_confidence(predication.frame.name, noun=noun),
        )


def _in_office(context: Context, one: Cluster, other: Cluster) -> bool:
    """Whether the document or the sentence tells of an office, and not of a place in a team."""
    held = any(map(context.resolution.held.of, (one, other)))
    return held or bool(context.found.readings) or "Person" not in {one.type, other.type}


def _pairs(context: Context, predication: Predication) -> Iterator[tuple[Cluster, Cluster]]:
    subjects = predication.roles.get("subject", [])
    objects = predication.roles.get("object", [])
    symmetric = context.ontology.relations[predication.sense.reference].symmetric
    seen = set()
    for one in subjects:
        for other in objects:
            pair = frozenset({id(one), id(other)}) if symmetric else (id(one), id(other))
            if one is not other and pair not in seen:
                seen.add(pair)
                yield one, other


# ---- place, meeting of


def _add_place(context: Context, predication: Predication, event: EventDraft) -> None:
    roles = context.ontology.event_types[event.type].roles
    if "place" in event.roles or (roles and "place" not in roles):
        return
    for preposition in PLACE_PREPOSITIONS:
        for token in _adjuncts(context, predication, preposition):
            places = [c for c in context.referents(token)[:1] if c.type in {"Place", "State"}]
            event.fill("place", places)
            if places:
                return
    if event.type in {"Meeting", "Summit", "Negotiation"}:
        _add_attributive_place(context, predication.around, event)


def _add_attributive_place(context: Context, around: Surroundings, event: EventDraft) -> None:
    """ "The Geneva talks": a place before the noun."""
    for token in around.tokens("attributiveArg"):
        places = [c for c in context.referents(token) if c.type == "Place"]
        event.fill("place", places)


def _adjuncts(context: Context, predication: Predication, preposition: str) -> Iterator[Token]:
    """What the preposition governs on the trigger, on the verb that carries it, and on its objects."""
    yield from predication.around.tokens("prepositionalAdjunct", preposition)
    sentence = context.sentence
    if context.ontology.is_a(predication.sense.reference, "Statement") or context.lists(
        predication.trigger, "treating"
    ):
        return
    hosts = [predication.trigger, *([predication.around.carrier] if predication.around.carrier else [])]
    for host in hosts:
        for thing in children(sentence, host, "dobj", "pobj", "nsubj", "nsubjpass"):
            if not context.is_office(thing):
                yield from (n for p, n in prepositions(sentence, thing) if p == preposition)
        for inner in children(sentence, host, "prep", "agent"):
            for noun in children(sentence, inner, "pobj") if inner.lemma in _PARTNERS else ():
                yield from (n for p, n in prepositions(sentence, noun) if p == preposition)


def _add_meeting_of(context: Context, predication: Predication, event: EventDraft) -> None:
    """ "The CIS summit", "a meeting of the Security Council": whose meeting it is."""
    if "meetingOf" not in context.ontology.event_types[event.type].roles:
        return
    owners = predication.around.tokens("attributiveArg") + predication.around.tokens(
        "prepositionalAdjunct", "of"
    )
    owners += predication.around.tokens("possessiveAdjunct")
    if predication.trigger.pos in {"VERB", "AUX"}:
        if predication.frame.name == "meet-together":
            _meet_as_body(context, event)
        return
    bodies = [c for t in owners for c in context.referents(t) if _meets(context, c)]
    pair = [c for t in predication.around.tokens("attributiveArg") for c in context.referents(t)]
    if len(bodies) == 1 and len([c for c in pair if c.type in _PAIRED]) < 2:
        event.fill("meetingOf", bodies)
        kept = [c for c in event.roles.get("participant", []) if c not in bodies]
        event.roles.pop("participant", None)
        event.fill("participant", kept)


def _meet_as_body(context: Context, event: EventDraft) -> None:
    """ "The Council met": it is the Council's meeting, and nobody else is named."""
    alone = event.roles.get("participant", [])
    if len(alone) == 1 and _meets(context, alone[0]):
        del event.roles["participant"]
        event.fill("meetingOf", alone)


def _meets(context: Context, cluster: Cluster) -> bool:
    return context.ontology.is_a(cluster.type, "Organization")


def _note_pair(context: Context, events: list[EventDraft]) -> None:
    """Remembers the two who met or signed last, for "both leaders" and "the parties"."""
    for event in events:
        fillers = event.roles.get("participant") or [
            c for role in ("initiator", "host", "recipient") for c in event.roles.get(role, [])
        ]
        if event.trigger.dep in {"acl", "relcl", "amod"}:
            continue
        agents = list(dict.fromkeys(c for c in fillers if c.type in _PAIRED))
        if len(agents) > 1 and (len({a.type for a in agents}) == 1 or "participant" in event.roles):
            context.last_pair = tuple(agents)


def note_people(context: Context) -> None:
    """Remembers two people who alone are named in a sentence: "the two presidents"."""
    names = (m for m in context.found.all if m.kind != "pronoun")
    people = [c for m in names if (c := context.resolution.cluster(m)) and c.type == "Person"]
    named = tuple(dict.fromkeys(people))
    if len(named) == 2:
        context.last_pair = named
    elif not named:
        _note_states(context)


def _note_states(context: Context) -> None:
    """Remembers two states that are the subject of a sentence without people: "both sides"."""
    root = next((t for t in context.sentence.tokens if t.head == t.index), None)
    doer = subject(context.sentence, root) if root is not None else None
    named = doer is not None and doer.index in context.found.by_token
    states = [c for c in context.referents(doer) if c.type == "State"] if doer is not None and named else []
    if len(states) == 2:
        context.last_pair = tuple(states)


def has_core(event: EventDraft) -> bool:
    """Whether somebody is known to take part in the event."""
    if any(role in _CORE for role in event.roles):
        return True
    return (event.type == "Visit" and "place" in event.roles) or (
        event.type == "Election" and bool(event.times)
    )
