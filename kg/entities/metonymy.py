"""Tells a capital that acts ("Moscow rejected …") from the city ("talks in Moscow")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.gazetteer.lookup import Gazetteer
from kg.language.tree import children, first_conjunct, head
from kg.mentions.finding import SentenceMentions
from kg.mentions.mention import Mention
from kg.mentions.office_reading import Owner
from kg.mentions.phrases import match_phrase
from kg.model import Sentence, Token
from kg.ontology.lexicon import Lexicon

_PLACING = frozenset({"at", "in", "inside", "outside"})

AGENT_ROLES = frozenset({"participant", "initiator", "recipient", "addressee", "mediator", "host"})
"""Roles that a state fills, and no city."""


def read_metonyms(found: SentenceMentions, lexicon: Lexicon, gazetteer: Gazetteer) -> list[Mention]:
    """The mentions of a sentence, each capital that acts turned into its state."""
    described = {m.key for reading in found.readings for m in reading.holders}
    posted = {o.mention.key for o in _posts(found) if o.mention is not None}
    return [
        _denoted(m, found.sentence, lexicon, gazetteer, posted=m.key in posted)
        if m.key not in described
        else m
        for m in found.all
    ]


def _posts(found: SentenceMentions) -> Iterator[Owner]:
    """Where ambassadors are posted: "the British ambassador in *Tehran*" is ambassador to Iran."""
    for reading in found.readings:
        if any(sense.reference == "ambassadorTo" for sense in reading.phrase.form.entry.senses):
            yield from (owner for owner in reading.owners if owner.marker in {"in", "to", "at"})


def _denoted(
    mention: Mention, sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer, *, posted: bool
) -> Mention:
    """The mention as what it stands for: a city by itself, or the state or body whose seat it is."""
    if mention.record is not None and mention.record.kind_of_surface == "seat":
        return _as_place(mention, sentence, lexicon, gazetteer)
    if mention.record is None or mention.type != "Place":
        return mention
    if (seat := gazetteer.seat(mention.label)) is not None and acts(sentence, mention, lexicon):
        return replace(mention, type=seat[0].type, record=replace(seat[0], kind_of_surface="seat"))
    state = gazetteer.capital_of(mention.record)
    if state is None or not (posted or _is_paired(sentence, mention) or acts(sentence, mention, lexicon)):
        return mention
    return replace(mention, type="State", record=state)


def _is_paired(sentence: Sentence, mention: Mention) -> bool:
    """Whether a hyphen joins the capital to another name: "the *Belgrade*-Pristina dialogue"."""
    tokens = sentence.tokens
    after, before = tokens[mention.last : mention.last + 2], tokens[max(0, mention.first - 2) : mention.first]
    joined = (len(after) == 2 and after[0].text == "-" and after[1]) or None
    joined = joined or ((len(before) == 2 and before[1].text == "-" and before[0]) or None)
    return joined is not None and joined.text[0].isupper() and joined.pos == "PROPN"


def _as_place(mention: Mention, sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer) -> Mention:
    """A body's seat as a place where nobody acts: the city in "talks in *Brussels*", a house behind *at*."""
    stands = _stands_at(sentence, mention)
    places = (r for r in gazetteer.find(mention.label) if r.type == "Place")
    place = next((r for r in places if r.subtype == "City" or stands), None)
    if place is None or acts(sentence, mention, lexicon):
        return mention
    return replace(mention, type="Place", record=place)


def _stands_at(sentence: Sentence, mention: Mention) -> bool:
    """Whether a house is told as a place: "talks *at* the White House"."""
    above = head(sentence, mention.head)
    return mention.head.dep == "pobj" and above is not None and above.text.lower() in _PLACING


def acts(sentence: Sentence, mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the mention stands where someone acts, or is acted on, under a word of the lexicon."""
    word = first_conjunct(sentence, mention.head)
    above = head(sentence, word)
    if above is None:
        return False
    if word.dep == "nsubj":
        return _tells(above, lexicon)
    if word.dep == "poss":
        return above.pos == "NOUN" and not any(True for _ in children(sentence, above, "dobj"))
    if word.dep in {"dobj", "nsubjpass", "dative"}:
        return _takes_agent(above, "directObject", "", lexicon)
    governor = head(sentence, above) if word.dep == "pobj" else None
    if governor is None:
        return False
    marker = above.text.lower()
    between = marker in {"between", "by", "with", "against"} and _tells(governor, lexicon)
    return between or any(
        _takes_agent(host, "prepositionalAdjunct", marker, lexicon)
        for host in _hosts(sentence, governor, marker)
    )


def _hosts(sentence: Sentence, governor: Token, marker: str) -> Iterator[Token]:
    """The word of a phrase, its object or its verb: "imposed *sanctions* on", "*cut* ties with"."""
    yield governor
    above = head(sentence, governor)
    if marker == "with" and governor.dep in {"dobj", "nsubjpass"} and above is not None:
        yield above
    yield from children(sentence, governor, "dobj", "nsubjpass")


def _takes_agent(word: Token, function: str, marker: str, lexicon: Lexicon) -> bool:
    """Whether every frame of the word with an argument in this place has somebody, and no place, there."""
    kind = "verb" if word.pos in {"VERB", "AUX"} else "noun"
    roles = {
        argument.role
        for form in lexicon.forms(kind).get(word.lemma, ())
        for sense in form.entry.senses
        for frame in sense.frames
        for argument in frame.arguments
        if (argument.function, argument.marker) == (function, marker)
    }
    return bool(roles & AGENT_ROLES) and not roles & {"place", "agreement"}


def _tells(word: Token, lexicon: Lexicon) -> bool:
    """Whether a verb or noun speaks of what agents do; what only *is* somewhere does nothing."""
    if word.lemma == "be":
        return False
    forms = lexicon.forms("verb" if word.pos in {"VERB", "AUX"} else "noun")
    form = match_phrase((word.lemma,), 0, forms) or next(iter(forms.get(word.lemma, ())), None)
    return form is not None
