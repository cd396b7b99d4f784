"""Finds bodies by their kind: "the Armenian Foreign Ministry", "its embassy in Minsk"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.mentions.mention import Mention, make_mention
from kg.mentions.offices import is_possessive
from kg.mentions.phrases import match_phrase
from kg.mentions.words import ARTICLES, POSSESSIVE_PRONOUNS, REBEL_WORDS
from kg.model import Sentence, Token
from kg.ontology.forms import Form
from kg.ontology.lexicon import Lexicon, Sense

BODIES = frozenset(
    {"GovernmentBody", "DiplomaticMission", "PoliticalGroup", "Organization", "InternationalOrganization"}
)
OWNERS = frozenset({"State", "Person", "InternationalOrganization", "Place"})


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A body as a sentence tells it: its mention, its owner if any, and what its kind is in the lexicon.

    `place` is where a mission is; several places are those of a plural ("embassies in A and B").
    """

    mention: Mention
    owner: Mention | None
    sense: Sense
    form: Form
    places: tuple[Mention, ...] = ()


def find_bodies(
    sentence: Sentence,
    lexicon: Lexicon,
    names: Sequence[Mention],
    inner: Sequence[Mention],
    pronouns: Sequence[Mention],
) -> list[BodyReading]:
    """The bodies of a sentence, left to right; `inner` are names that may stand inside longer ones."""
    finder = BodyFinder(sentence, lexicon, names, inner, pronouns)
    lowered, nouns = sentence.lowered, lexicon.forms("noun")
    found: list[BodyReading] = []
    at = 0
    while at < len(lowered):
        form = match_phrase(lowered, at, nouns)
        reading = finder.read(at, form) if form is not None else None
        if reading is not None:
            found.append(reading)
        at = max(at + 1, at + len(form.words) if reading is not None and form is not None else 0)
    return found


def _body_sense(form: Form) -> Sense | None:
    for sense in form.entry.senses:
        body = sense.reference in BODIES and not (form.plural and sense.reference != "DiplomaticMission")
        if body or (sense.stands_for and sense.reference == "State" and not form.plural):
            return sense
    return None


class BodyFinder:
    """Reads the bodies of one sentence against its names."""

    def __init__(
        self,
        sentence: Sentence,
        lexicon: Lexicon,
        names: Sequence[Mention],
        inner: Sequence[Mention],
        pronouns: Sequence[Mention],
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.tenures = lexicon.tenures
        self.ends = {m.last: m for m in (*names, *inner)}
        self.starts = {m.first: m for m in (*inner, *names)}
        self.inner = {m.first: m for m in inner}
        self.wide = {i: m for m in names for i in range(m.first, m.last)}
        self.pronouns = {m.first: m for m in pronouns}

    def read(self, at: int, form: Form) -> BodyReading | None:
        """The body whose kind is told by the words of `form` at the token `at`, if it is one."""
        sense = _body_sense(form)
        last = at + len(form.words)
        if sense is None or self.tokens[last - 1].pos not in {"NOUN", "PROPN"} or self._is_group(last - 1):
            return None
        if at and self.tokens[at - 1].text in REBEL_WORDS:
            return None
        mission = sense.reference == "DiplomaticMission"
        owner, first = self._owner_left(at, loose=mission, own=self._is_common(at, sense))
        if owner is None:
            owner, last = self._owner_right(last)
        owner = owner or self._owner_inside(at)
        first = self._start_of_name(at, first)
        capital = self.tokens[at].text[0].isupper() and at > 0
        if owner is None and not (
            capital and (first < at or len(form.words) > 1 or last > at + len(form.words))
        ):
            return self._alone(at, last, form, sense)
        places = self._places(last, plural=form.plural) if mission else ()
        last = places[0].last if len(places) == 1 else last
        return BodyReading(self._mention(first, last, sense, owner), owner, sense, form, places)

    def _is_common(self, at: int, sense: Sense) -> bool:
        """Whether the words are a common noun, of which a pronoun may be the owner: "its *parliament*"."""
        return sense.reference == "GovernmentBody" and self.tokens[at].text.islower()

    def _owner_inside(self, at: int) -> Mention | None:
        """The state that a longer name begins with: "*Russian* Health and Development Ministry"."""
        name = self.wide.get(at)
        owner = self.inner.get(name.first) if name is not None else None
        return owner if owner is not None and owner.type == "State" and owner.last <= at else None

    def _start_of_name(self, at: int, first: int) -> int:
        """Where a name begins whose last word tells the kind: "*Industry and* Energy Ministry"."""
        name = self.wide.get(at)
        named = name is not None and name.type not in {"State", "Person"} and name.record is None
        return min(first, name.first) if name is not None and named else first

    def _is_group(self, index: int) -> bool:
        """Whether the words are part of the name of a known group: "Armed Forces of Colombia (FARC)"."""
        name = self.wide.get(index)
        return name is not None and name.type == "PoliticalGroup" and name.record is not None

    def _mention(self, first: int, last: int, sense: Sense, owner: Mention | None) -> Mention:
        if sense.stands_for and owner is not None and owner.type == sense.stands_for:
            return make_mention(
                self.sentence, first, last, type=owner.type, kind="nominal", record=owner.record
            )
        kind = "GovernmentBody" if sense.stands_for else sense.reference
        name = self.wide.get(last - 1)
        if (
            name is not None
            and name.first <= first
            and name.last >= last
            and name.type not in {"State", "Person"}
        ):
            record = name.record if name.record is not None and name.record.type == kind else None
            return make_mention(self.sentence, name.first, name.last, type=kind, record=record)
        return make_mention(self.sentence, first, last, type=kind)

    def _alone(self, at: int, last: int, form: Form, sense: Sense) -> BodyReading | None:
        """A body named by its kind alone, with a capital: "the speaker of *Parliament*"."""
        token = self.tokens[at]
        capital = token.text[0].isupper() and token.pos == "PROPN" and sense.reference == "GovernmentBody"
        before = self.tokens[at - 1].text.lower() if at else ""
        after = self.tokens[last] if last < len(self.tokens) else None
        titled = after is not None and after.pos in {"NOUN", "PROPN"} and after.text.islower()
        if not capital or sense.stands_for or not (titled or before in {"the", "of", "by"}):
            return None
        return BodyReading(make_mention(self.sentence, at, last, type=sense.reference), None, sense, form)

    def _owner_left(self, at: int, *, loose: bool, own: bool) -> tuple[Mention | None, int]:
        """The owner before the words of the body, and where the whole name begins."""
        first = at
        for _ in range(5):
            if first == 0:
                break
            before = self.tokens[first - 1]
            if is_possessive(before) and (mention := self.ends.get(first - 1)):
                return mention, mention.first
            if before.text.lower() in POSSESSIVE_PRONOUNS and first - 1 in self.pronouns:
                pronoun = self.pronouns[first - 1]
                return (pronoun if loose or (own and pronoun.type == "Agent") else None), first
            mention = self.ends.get(first)
            if (
                mention is not None
                and mention.kind != "pronoun"
                and (mention.last < at or mention.last == first)
            ):
                return (mention if mention.type in OWNERS else None), mention.first
            if not _belongs(before, loose=loose) or before.text.lower() in self.tenures:
                break
            first -= 1
        return None, first

    def _owner_right(self, last: int) -> tuple[Mention | None, int]:
        """The owner in a phrase with *of* after the words of the body, and where the whole name ends."""
        tokens = self.tokens
        if last + 1 >= len(tokens) or tokens[last].text.lower() != "of":
            return None, last
        at = last + 2 if tokens[last + 1].text.lower() in ARTICLES else last + 1
        mention = self.starts.get(at)
        if mention is not None and mention.type in {"State", "InternationalOrganization"}:
            return mention, mention.last
        return None, self._end_of_capitals(last)

    def _end_of_capitals(self, last: int) -> int:
        """Where a name that goes on after *of* ends: "Ministry of *Social Affairs and Health*"."""
        end = last
        for at in range(last, min(last + 8, len(self.tokens))):
            if self.tokens[at].text[0].isupper():
                end = at + 1
            elif self.tokens[at].text.lower() not in {"of", "and", "for", "the", "on", "&"}:
                break
        return end

    def _places(self, last: int, *, plural: bool) -> tuple[Mention, ...]:
        """Where missions are: "the embassy *in Pretoria*", "embassies *in Riyadh and Oslo*"."""
        if last + 1 >= len(self.tokens) or self.tokens[last].text.lower() not in {"in", "at"}:
            return ()
        found: list[Mention] = []
        at: int | None = last + 1
        while (
            at is not None and (place := self.starts.get(at)) is not None and place.type in {"Place", "State"}
        ):
            found.append(place)
            at = self._next_place(place.last) if plural else None
        return tuple(found)

    def _next_place(self, at: int) -> int | None:
        """Where the next place of a list begins; a state after a comma belongs to the place before it."""
        tokens = self.tokens
        state = self.starts.get(at + 1)
        if at < len(tokens) and tokens[at].text == "," and state is not None and state.type == "State":
            at = state.last
        start = at
        while start < len(tokens) and tokens[start].text.lower() in {",", ";", "and"}:
            start += 1
        return start if start > at else None


def _belongs(token: Token, *, loose: bool) -> bool:
    """Whether a word before a body is part of its name: "*Supreme* Court"; loosely, any adjective."""
    if token.text.lower() in ARTICLES | POSSESSIVE_PRONOUNS:
        return False
    named = (token.pos in {"PROPN", "ADJ", "NOUN"} and token.text[0].isupper()) or token.text in {"&", "-"}
    return named or (loose and token.pos in {"ADJ", "NUM"})
