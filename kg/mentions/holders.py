"""Finds who holds an office when the name stands apart: in apposition, or as the subject of a verb."""

from __future__ import annotations

from dataclasses import replace

from kg.language.tree import child, conjuncts, head, is_passive, subject
from kg.mentions.mention import Mention
from kg.mentions.neighbourhood import DASHES, Neighbourhood
from kg.mentions.office_reading import OfficeReading
from kg.model import Token

COPULAS = frozenset({"be", "become", "remain", "stay"})
NAMING = frozenset(
    {"swear", "elect", "reelect", "appoint", "name", "nominate", "designate", "make", "declare", "crown"}
)
SERVING = frozenset({"serve", "act", "work", "rule", "resign", "step", "return", "continue", "know"})
RELATIVES = frozenset(
    "wife widow husband son daughter brother sister father mother friend chief candidate post".split()
)
"""Nouns that, with *of* or *for* and an office, describe somebody else than its holder."""

SUCCEEDING = frozenset({"replace", "succeed"})
"""Verbs whose subject, in the active, takes over the office that stands after *as*."""

_STOPS = frozenset({".", ")", ";"}) | DASHES

Found = tuple[tuple[Mention, ...], Token | None]
"""The holders, and the verb that says so if one does."""

NOBODY: Found = ((), None)


def find_holders(near: Neighbourhood, reading: OfficeReading) -> OfficeReading:
    """The reading with the holders that stand apart from the office, or as it is when none do."""
    for find, frame in _CONSTRUCTIONS:
        holders, verb = find(near, reading)
        if holders:
            return replace(reading, holders=holders, frame=frame, verb=verb)
    return reading


def _before_comma(near: Neighbourhood, reading: OfficeReading) -> Found:
    """The name before the comma, unless a list goes on: "N, the spokesman of X, …"."""
    at = reading.first
    if at < 2 or not (near.word(at - 1) in {",", "("} or near.is_dash(at - 1)):
        return NOBODY
    mention = near.ends.get(at - 1)
    before = near.office_ends.get(at - 1)
    if before is not None and before.holders and (mention is None or mention.type != "Person"):
        mention = before.holders[-1]
    if mention is None or not near.may_hold(reading.phrase, mention) or reading.phrase.form.plural:
        return NOBODY
    return (
        NOBODY
        if not _is_described(near, reading) or _lists_on(near, reading, mention)
        else ((mention,), None)
    )


def _is_described(near: Neighbourhood, reading: OfficeReading) -> bool:
    """Whether the office has an article, an adjective or an owner, as an apposition has, or shares one."""
    paired = _goes_on_with_office(near, reading) or reading.first - 1 in {
        before.last for before in near.office_ends.values() if near.word(before.last) == "and"
    }
    return reading.first < reading.phrase.first or bool(reading.owners) or paired


def _goes_on_with_office(near: Neighbourhood, reading: OfficeReading) -> bool:
    """Whether *and* and another office follow: "N, premier *and foreign minister* of X"."""
    if near.word(reading.last) != "and":
        return False
    after = next((o for o in near.offices if o.first > reading.last), None)
    between = near.tokens[reading.last + 1 : after.first] if after is not None else ()
    return after is not None and all(t.pos in {"DET", "ADJ", "ADV"} for t in between)


def _is_inner(near: Neighbourhood, reading: OfficeReading) -> bool:
    """Whether an outer noun describes whoever is named next: "the *widow* of the president, N"."""
    preposition = head(near.sentence, reading.phrase.head)
    outer = head(near.sentence, preposition) if preposition is not None else None
    if outer is None or preposition is None or preposition.lemma not in {"of", "for", "to"}:
        return False
    office = any(o.first <= outer.index < o.last for o in near.offices)
    return office or outer.lemma in RELATIVES


def _lists_on(near: Neighbourhood, reading: OfficeReading, mention: Mention) -> bool:
    """Whether the office is the next member of a list rather than an apposition."""
    word = near.word(reading.last)
    if word in {"", ",", "who", "whose"} | _STOPS or _goes_on_with_office(near, reading):
        return False
    hangs = reading.phrase.head.dep == "appos" and mention.covers(reading.phrase.head.head)
    return not hangs or word == "and"


def _after_comma(near: Neighbourhood, reading: OfficeReading) -> Found:
    """The name after the comma: "The ambassador to X, N, …"."""
    at = _after_list_word(near, reading)
    if at is None or not _is_described(near, reading) or _is_named(near, reading) or _is_inner(near, reading):
        return NOBODY
    mention = near.name_at(near.article_after(at))
    if mention is None or not near.may_hold(reading.phrase, mention):
        return NOBODY
    if reading.phrase.form.plural:
        group = (mention, *near.coordinated(mention.last, mention.type))
        return (group, None) if len(group) > 1 else NOBODY
    return ((mention,), None) if _is_apposition(near, mention) else NOBODY


def _is_named(near: Neighbourhood, reading: OfficeReading) -> bool:
    """Whether the office is what somebody is elected or appointed, and so stands in no apposition."""
    noun = reading.phrase.head
    verb = head(near.sentence, noun)
    return noun.dep in {"oprd", "dobj"} and verb is not None and verb.lemma in NAMING


def _after_list_word(near: Neighbourhood, reading: OfficeReading) -> int | None:
    """Where a name may begin after a comma, or for a plural after "such as" or "including"."""
    last = _after_place(near, reading.last)
    parted = near.word(last) in {",", ":"} or near.is_dash(last)
    at = last + 1 if parted else reading.last
    if reading.phrase.form.plural and near.word(at) in {"including", "like"}:
        return at + 1
    if reading.phrase.form.plural and (near.word(at), near.word(at + 1)) == ("such", "as"):
        return at + 2
    return at if at > reading.last else None


def _after_place(near: Neighbourhood, at: int) -> int:
    """Where a phrase ends that tells where an office is held: "the US commander *in Iraq*, General N"."""
    place = near.starts.get(near.article_after(at + 1)) if near.word(at) in {"in", "at"} else None
    return place.last if place is not None and place.type in {"Place", "State"} else at


def _is_apposition(near: Neighbourhood, mention: Mention) -> bool:
    """Whether a name after a comma ends there, and does not begin a list of names."""
    after = near.tokens[mention.last] if mention.last < len(near.tokens) else None
    ends = after is None or after.text in {",", ":", '"', "”"} | _STOPS
    attached = mention.head.dep == "appos" or (after is not None and after.pos in {"VERB", "AUX"})
    lists = after is not None and after.text == "," and bool(near.coordinated(mention.last, "Person"))
    return (ends or attached) and not lists


def _by_copula(near: Neighbourhood, reading: OfficeReading) -> Found:
    """The subject of a copula: "N is the president of X", "N became …"."""
    noun = reading.phrase.head
    verb = head(near.sentence, noun)
    if verb is None or verb.lemma not in COPULAS:
        return NOBODY
    definite = reading.definite or any(owner.marker == "possessive" for owner in reading.owners)
    if noun.dep == "nsubj" and verb.lemma == "be" and definite:
        return _held_by(near, reading, child(near.sentence, verb, "attr")), verb
    if noun.dep not in {"attr", "oprd"}:
        return NOBODY
    return _held_by(near, reading, subject(near.sentence, verb)), verb


def _by_naming(near: Neighbourhood, reading: OfficeReading) -> Found:
    """Who is elected or appointed: "N was elected president of X", "M named N foreign minister"."""
    noun = reading.phrase.head
    verb = head(near.sentence, noun)
    if verb is not None and verb.dep == "prep" and verb.lemma == "as":
        verb = head(near.sentence, verb)
        if verb is not None and verb.index in near.by_token and verb.dep in {"dobj", "nsubjpass", "nsubj"}:
            return _held_by(near, reading, verb), head(near.sentence, verb)
    if verb is None or verb.lemma not in NAMING or noun.dep not in {"oprd", "pobj", "attr", "dobj"}:
        return NOBODY
    return _held_by(near, reading, _named(near, verb, noun)), verb


def _named(near: Neighbourhood, verb: Token, noun: Token) -> Token | None:
    """The subject of a passive verb of naming, the object of an active one."""
    if child(near.sentence, verb, "nsubjpass") is not None:
        return subject(near.sentence, verb)
    objects = (child(near.sentence, verb, "dobj"), child(near.sentence, verb, "dative"))
    return next((token for token in objects if token is not None and token != noun), None)


def _by_as(near: Neighbourhood, reading: OfficeReading) -> Found:
    """The subject of a verb of serving: "N, who serves as …"; "N, serving as …"."""
    noun = reading.phrase.head
    preposition = head(near.sentence, noun)
    if noun.dep != "pobj" or preposition is None or preposition.lemma != "as":
        return NOBODY
    verb = head(near.sentence, preposition)
    if verb is None or verb.lemma not in SERVING | SUCCEEDING:
        return NOBODY
    if verb.lemma in SUCCEEDING and is_passive(near.sentence, verb):
        return NOBODY
    return _held_by(near, reading, subject(near.sentence, verb)), verb


def _held_by(near: Neighbourhood, reading: OfficeReading, token: Token | None) -> tuple[Mention, ...]:
    """The mentions of a word, and for a plural of those coordinated with it, that can hold the office."""
    words = conjuncts(near.sentence, token) if token is not None else ()
    found = [m for word in words if (m := near.by_token.get(word.index)) and near.holds(reading.phrase, m)]
    return tuple(found) if reading.phrase.form.plural else tuple(found[:1])


_CONSTRUCTIONS = (
    (_before_comma, "name-apposition"),
    (_after_comma, "apposition-name"),
    (_by_copula, "copula"),
    (_by_naming, "naming-verb"),
    (_by_as, "as-phrase"),
)
