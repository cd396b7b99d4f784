"""Reads what a sentence says of bodies and places: agencyOf, hasMissionIn, locatedIn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.entities.cluster import Cluster
from kg.facts.confidence import frame_confidence
from kg.facts.context import Context
from kg.facts.draft import FactDraft, Standing, quote
from kg.facts.parts import read_parts
from kg.facts.status import find_standing
from kg.language.tree import child, prepositions, subject
from kg.mentions.bodies import BodyReading
from kg.mentions.mention import Mention
from kg.mentions.offices import is_possessive
from kg.mentions.phrases import match_phrase
from kg.model import Evidence, Token

_PLACES = frozenset({"Place", "State"})
_SETTLEMENTS = frozenset({"City", "Region", "Continent"})


COMPASS = frozenset(
    "northern southern eastern western central northeastern northwestern southeastern southwestern".split()
)
"""Adjectives that tell in which part of a state a place lies."""


def read_places(context: Context) -> list[FactDraft]:
    """The relations of bodies to their states, and of places to what holds them."""
    found = [f for body in context.found.bodies for f in _body(context, body)]
    found += list(_comma_places(context))
    found += list(_kinds_of_place(context))
    found += [*_venues(context), *_opened_missions(context)]
    found += [*_headquarters(context), *read_parts(context)]
    return found


def _body(context: Context, body: BodyReading) -> Iterator[FactDraft]:
    cluster = context.resolution.cluster(body.mention)
    owner = context.resolution.cluster(body.owner) if body.owner else None
    relation = body.sense.owner_relation
    if cluster is None or owner is None or cluster is owner or relation is None:
        return
    evidence = quote(context.sentence, body.mention.first, body.mention.last)
    if body.sense.reference == "DiplomaticMission":
        yield from _mission(context, body, owner)
    elif context.ontology.accepts(relation, cluster.type, owner.type) is None:
        yield _fact(cluster, relation, owner, evidence, "body-owner")
    else:
        context.drop("facts", context.ontology.accepts(relation, cluster.type, owner.type) or "", evidence)


def _mission(context: Context, body: BodyReading, owner: Cluster) -> Iterator[FactDraft]:
    """Where a mission is: "the Tajik embassy in Tashkent", "embassies in Riyadh and Athens"."""
    for place in body.places:
        cluster = context.resolution.cluster(place)
        if cluster is not None and owner.type == "State":
            yield from _mission_facts(context, body, owner, cluster, place)


def _mission_facts(
    context: Context, body: BodyReading, owner: Cluster, place: Cluster, mention: Mention
) -> Iterator[FactDraft]:
    """The mission is the state's, and lies where it lies, as far as the sentence commits to it."""
    evidence = quote(context.sentence, body.mention.first, mention.last)
    told = _mission_fact(context, owner, place, body.mention.head, evidence)
    yield told
    mission = context.resolution.cluster(body.mention)
    if mission is not None and not body.form.plural:
        agency = _fact(mission, "agencyOf", owner, evidence, "body-owner")
        location = _fact(mission, "locatedIn", place, evidence, "mission-place")
        yield replace(agency, standing=told.standing)
        yield replace(location, standing=told.standing)


def _opened_missions(context: Context) -> Iterator[FactDraft]:
    """A mission without an owner's name, whose state has or opens it: "Canada opened an embassy in Kyiv"."""
    for noun in context.sentence.tokens:
        verb = context.sentence.tokens[noun.head]
        if (
            noun.dep != "dobj"
            or not context.lists(verb, "keeping")
            or not context.means(noun, "DiplomaticMission")
        ):
            continue
        word = subject(context.sentence, verb)
        owners = [c for c in context.referents(word) if c.type == "State"] if word is not None else []
        place = _place_of(context, noun) or _place_of(context, verb)
        if place is None or noun.index in context.found.by_token:
            continue
        cluster = context.resolution.cluster(place)
        for owner in owners:
            if cluster is not None and cluster is not owner:
                first, last = min(verb.index, place.first), max(verb.index + 1, place.last)
                evidence = quote(context.sentence, first, last)
                yield _mission_fact(context, owner, cluster, verb, evidence)


def _headquarters(context: Context) -> Iterator[FactDraft]:
    """Where a body has its seat: "Vienna-based OPEC", "NATO headquarters in Brussels"."""
    for token in context.sentence.tokens:
        body = place = None
        if token.text.lower() == "based" and token.dep == "amod" and token.index > 1:
            place = context.found.by_token.get(token.index - 2)
            body = context.found.by_token.get(token.head)
        elif token.lemma in {"headquarters", "headquarter"} and token.pos in {"NOUN", "PROPN"}:
            place = _place_of(context, token)
            body = _owner_of(context, token)
        inner = context.resolution.cluster(body) if body is not None else None
        outer = context.resolution.cluster(place) if place is not None else None
        if body and place and inner and outer and _may_sit(context, inner, outer):
            evidence = quote(context.sentence, min(body.first, place.first), max(body.last, place.last))
            yield _fact(inner, "headquarteredIn", outer, evidence, "headquarters")


def _owner_of(context: Context, noun: Token) -> Mention | None:
    """The mention whose thing a noun is: before it, or after *of*."""
    before = child(context.sentence, noun, "poss", "compound", "nmod")
    after = (n for word, n in prepositions(context.sentence, noun) if word == "of")
    owner = before or next(after, None)
    return context.found.by_token.get(owner.index) if owner is not None else None


def _may_sit(context: Context, body: Cluster, place: Cluster) -> bool:
    """Whether the one can have its headquarters in the other."""
    named = any(mention.kind == "name" for mention in body.mentions)
    return named and context.ontology.accepts("headquarteredIn", body.type, place.type) is None


def _place_of(context: Context, word: Token) -> Mention | None:
    """The place in a phrase with *in* that a word governs."""
    for preposition, noun in prepositions(context.sentence, word):
        mention = context.found.by_token.get(noun.index)
        cluster = context.resolution.cluster(mention) if mention is not None else None
        if preposition == "in" and cluster is not None and cluster.type in _PLACES:
            return mention
    return None


def _mission_fact(
    context: Context, owner: Cluster, place: Cluster, trigger: Token, evidence: Evidence
) -> FactDraft:
    """That a state has a mission somewhere, as far as the sentence commits to it."""
    found = find_standing(context, trigger)
    status = "asserted" if found.status in {"held", "ongoing"} else found.status
    frame = "mission-place"
    standing = Standing(status, found.according_to)
    return FactDraft(owner, "hasMissionIn", place, standing, evidence, frame, frame_confidence(frame))


def _comma_places(context: Context) -> Iterator[FactDraft]:
    """ "Geneva, Switzerland": a place, a comma, and what it lies in."""
    names = [m for m in context.found.all if m.kind == "name" and m.type in _PLACES]
    for one, other in pairwise(names):
        between = context.sentence.tokens[one.last : other.first]
        if _is_comma(between) and _lies_in(context, one, other):
            inner, outer = context.resolution.cluster(one), context.resolution.cluster(other)
            if inner is not None and outer is not None and inner is not outer:
                evidence = quote(context.sentence, one.first, other.last)
                yield _fact(inner, "locatedIn", outer, evidence, "place-comma")


def _is_comma(between: Sequence[Token]) -> bool:
    """Whether a comma parts two places, alone or with a point of the compass: ", northern"."""
    words = [token.text for token in between]
    return words == [","] or (words[:1] == [","] and len(words) == 2 and words[1] in COMPASS)


def _lies_in(context: Context, one: Mention, other: Mention) -> bool:
    """Whether the second is the state or region of the first, and no next member of a list."""
    if one.type != "Place" or (one.record is not None and one.record.subtype in {"Region", "Continent"}):
        return False
    if other.last < len(context.sentence.tokens) and is_possessive(context.sentence.tokens[other.last]):
        return False
    if other.type == "State":
        country = one.record.country if one.record else None
        return country is None or other.record is None or country == other.record.key
    if _goes_on(context, other):
        return False
    return other.record is not None and other.record.subtype == "Region"


def _goes_on(context: Context, mention: Mention) -> bool:
    """Whether a list goes on after the mention."""
    tokens = context.sentence.tokens
    return mention.last < len(tokens) - 1 and tokens[mention.last].text.lower() in {"and", "or"}


def _kinds_of_place(context: Context) -> Iterator[FactDraft]:
    """ "The Egyptian resort of Sharm el-Sheikh", "the Swiss city Geneva"."""
    tokens = context.sentence.tokens
    for token in tokens:
        relation = _place_relation(context, token)
        owner = _owner_before(context, token) if relation else None
        named = _named_after(context, token) if owner else None
        if relation is None or owner is None or named is None:
            continue
        outer, inner = context.resolution.cluster(owner), context.resolution.cluster(named)
        if inner is not None and outer is not None and inner.type == "Place" and inner is not outer:
            evidence = quote(context.sentence, owner.first, named.last)
            yield _fact(inner, relation, outer, evidence, "place-kind")


def _place_relation(context: Context, token: Token) -> str | None:
    """The relation of a kind of place to what it is named with: of *capital*, *city*, *resort*."""
    if token.pos != "NOUN":
        return None
    form = match_phrase((token.text.lower(),), 0, context.lexicon.forms("noun"))
    for sense in form.entry.senses if form else ():
        if sense.reference == "Place":
            return sense.owner_relation
    return None


def _owner_before(context: Context, noun: Token) -> Mention | None:
    """The state before a noun, adjectives between: "the *Egyptian* Red Sea resort"."""
    for index in range(noun.index - 1, max(noun.index - 5, -1), -1):
        mention = context.found.by_token.get(index)
        if mention is not None and mention.type == "State":
            return mention
        token = context.sentence.tokens[index]
        if (
            mention is None
            and token.pos not in {"ADJ", "NOUN", "PROPN", "PART"}
            and token.text not in {"'s", "’s", "-"}
        ):
            return None
    return None


def _named_after(context: Context, noun: Token) -> Mention | None:
    """The name after "of", a comma or nothing."""
    tokens = context.sentence.tokens
    at = noun.index + 1
    if at < len(tokens) and tokens[at].text.lower() in {"of", ","}:
        at += 1
    return context.found.by_token.get(at) if at < len(tokens) else None


def _venues(context: Context) -> Iterator[FactDraft]:
    """What a venue lies in, after *in*: "the San Isidro Air Base in Santo Domingo"."""
    tokens = context.sentence.tokens
    for venue in context.found.all:
        if venue.type != "Place" or (venue.record is not None and venue.record.subtype in _SETTLEMENTS):
            continue
        if venue.last + 1 >= len(tokens) or tokens[venue.last].text.lower() != "in":
            continue
        other = context.found.by_token.get(venue.last + (2 if tokens[venue.last + 1].pos == "DET" else 1))
        inner = context.resolution.cluster(venue)
        outer = context.resolution.cluster(other) if other is not None else None
        venue_like = context.lists(tokens[venue.last - 1], "venue")
        if other and venue_like and inner and outer and outer is not inner and outer.type in _PLACES:
            yield _fact(
                inner, "locatedIn", outer, quote(context.sentence, venue.first, other.last), "place-kind"
            )


def _fact(subject: Cluster, relation: str, thing: Cluster, evidence: Evidence, frame: str) -> FactDraft:
    return FactDraft(subject, relation, thing, Standing("asserted"), evidence, frame, frame_confidence(frame))
