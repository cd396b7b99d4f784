"""Finds bodies by their kind: "the Armenian Foreign Ministry", "its embassy in Minsk", "the Cuban government"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.mentions.mention import Mention, make_mention
from kg.mentions.offices import is_possessive
from kg.mentions.phrases import lower_words, match_phrase
from kg.mentions.words import ARTICLES, POSSESSIVE_PRONOUNS
from kg.model import Sentence, Token
from kg.ontology.lexicon import Form, Lexicon, Sense

BODIES = frozenset(
    {"GovernmentBody", "DiplomaticMission", "PoliticalGroup", "Organization", "InternationalOrganization"}
)


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A body as a sentence tells it: its mention, its owner if any, and what its kind is in the lexicon.

    `stands_for` is set where the words are another name of the owner ("the Cuban government").
    """

    mention: Mention
    owner: Mention | None
    sense: Sense
    form: Form


def find_bodies(
    sentence: Sentence, lexicon: Lexicon, names: Sequence[Mention], inner: Sequence[Mention]
) -> list[BodyReading]:
    """The bodies of a sentence, left to right; `inner` are names that may stand inside longer ones."""
    lowered = lower_words(sentence)
    forms = lexicon.forms("noun")
    ends = {m.last: m for m in (*names, *inner)}
    starts = {m.first: m for m in (*inner, *names)}
    wide = {i: m for m in names for i in range(m.first, m.last)}
    found, at = [], 0
    while at < len(lowered):
        form = match_phrase(lowered, at, forms)
        sense = _body_sense(form) if form else None
        reading = None
        if form is not None and sense is not None and not form.plural:
            reading = _read(sentence, at, form, sense, ends, starts, lexicon)
            reading = _widened(reading, wide) if reading is not None else None
        if reading is not None:
            found.append(reading)
        at = at + len(form.words) if reading is not None and form is not None else at + 1
    return found


def _widened(reading: BodyReading, wide: Mapping[int, Mention]) -> BodyReading:
    """The reading with the whole name where the words are part of a longer one: "*Royal* Saudi Air Force"."""
    body = reading.mention
    name = wide.get(body.last - 1)
    if name is None or name.first >= body.first or name.last < body.last or name.type in {"State", "Person"}:
        return reading
    whole = make_mention(body.sentence, name.first, name.last, type=body.type, kind=body.kind, record=name.record)
    return replace(reading, mention=whole)


def _body_sense(form: Form) -> Sense | None:
    for sense in form.entry.senses:
        if sense.reference in BODIES or (sense.stands_for and sense.reference == "State"):
            return sense
    return None


def _read(
    sentence: Sentence,
    at: int,
    form: Form,
    sense: Sense,
    ends: Mapping[int, Mention],
    starts: Mapping[int, Mention],
    lexicon: Lexicon,
) -> BodyReading | None:
    last = at + len(form.words)
    if sentence.tokens[last - 1].pos not in {"NOUN", "PROPN"}:
        return None
    owner, first = _owner_left(sentence, at, ends, lexicon)
    if owner is None:
        owner, last = _owner_right(sentence, last, starts)
    capital = sentence.tokens[at].text[0].isupper() and at > 0
    if owner is None and not (capital and (first < at or len(form.words) > 1 or last > at + len(form.words))):
        return _alone(sentence, at, last, form, sense)
    return BodyReading(_mention(sentence, first, last, sense, owner), owner, sense, form)


def _alone(sentence: Sentence, at: int, last: int, form: Form, sense: Sense) -> BodyReading | None:
    """A body named by its kind alone, with a capital: "the speaker of *Parliament*"."""
    tokens = sentence.tokens
    capital = tokens[at].text[0].isupper() and tokens[at].pos == "PROPN" and sense.reference == "GovernmentBody"
    before = tokens[at - 1].text.lower() if at else ""
    titled = last < len(tokens) and tokens[last].pos in {"NOUN", "PROPN"} and tokens[last].text.islower()
    if not capital or sense.stands_for or not (titled or before in {"the", "of", "by"}):
        return None
    return BodyReading(make_mention(sentence, at, last, type=sense.reference), None, sense, form)


def _mention(sentence: Sentence, first: int, last: int, sense: Sense, owner: Mention | None) -> Mention:
    if sense.stands_for and owner is not None and owner.type == sense.stands_for:
        return make_mention(sentence, first, last, type=owner.type, kind="nominal", record=owner.record)
    kind = "GovernmentBody" if sense.stands_for else sense.reference
    return make_mention(sentence, first, last, type=kind, kind="name")


def _owner_left(
    sentence: Sentence, at: int, ends: Mapping[int, Mention], lexicon: Lexicon
) -> tuple[Mention | None, int]:
    """The owner before the words of the body, and where the whole name begins."""
    first = at
    for _ in range(5):
        if first == 0:
            break
        before = sentence.tokens[first - 1]
        if is_possessive(before) and (mention := ends.get(first - 1)):
            return mention, mention.first
        mention = ends.get(first)
        if mention is not None and mention.kind != "pronoun" and first <= at:
            if mention.type in {"State", "Person", "InternationalOrganization", "Place"}:
                return mention, mention.first
            return None, mention.first
        if not _belongs(before) or before.text.lower() in lexicon.tenures:
            break
        first -= 1
    return None, first


def _belongs(token: Token) -> bool:
    """Whether a word before a body is part of its name: "*Supreme* Court", "*Foreign Affairs* Ministry"."""
    if token.text.lower() in ARTICLES | POSSESSIVE_PRONOUNS:
        return False
    return token.pos in {"PROPN", "ADJ", "NOUN"} and token.text[0].isupper() or token.text in {"&", "-"}


def _owner_right(sentence: Sentence, last: int, starts: Mapping[int, Mention]) -> tuple[Mention | None, int]:
    """The owner in a phrase with *of* after the words of the body, and where the whole name ends."""
    tokens = sentence.tokens
    if last + 1 < len(tokens) and tokens[last].text.lower() == "of":
        at = last + 2 if tokens[last + 1].text.lower() in ARTICLES else last + 1
        mention = starts.get(at)
        if mention is not None and mention.type in {"State", "InternationalOrganization"}:
            return mention, mention.last
        return None, _end_of_capitals(sentence, last)
    return None, last


def _end_of_capitals(sentence: Sentence, last: int) -> int:
    """Where a name that goes on after *of* ends: "Ministry of *Social Affairs and Health*"."""
    tokens, end = sentence.tokens, last
    for at in range(last, min(last + 8, len(tokens))):
        if tokens[at].text[0].isupper():
            end = at + 1
        elif tokens[at].text.lower() not in {"of", "and", "for", "the", "on", "&"}:
            break
    return end
