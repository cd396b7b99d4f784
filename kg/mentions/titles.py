"""The grammar of titles: who holds which office, and whose office it is.

One grammar reads stacks ("Russian President Press Secretary N"), appositions either way, possessives,
phrases with *of*, *for* and *to*, copulas and coordinations; the lexicon supplies the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.language.tree import child, conjuncts, head, subject
from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.offices import is_possessive
from kg.mentions.words import ARTICLES, HONORIFICS, POSSESSIVE_PRONOUNS
from kg.model import Evidence, Sentence, Span, Token

COPULAS = frozenset({"be", "become", "remain", "stay"})
NAMING = frozenset(
    {"elect", "reelect", "appoint", "name", "nominate", "designate", "make", "declare", "crown"}
)
SERVING = frozenset({"serve", "act", "work", "rule", "resign", "step", "return", "continue", "know"})
_MARKERS = ("of", "for", "to", "in", "at", "on", "from", "with", "over")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose office it is: a mention, or another office, and how it stands (`attributive`, `possessive`, or a preposition)."""

    marker: str
    mention: Mention | None = None
    office: OfficeReading | None = None


@dataclass(frozen=True, slots=True)
class OfficeReading:
    """An office as a sentence tells it: tokens `first` to `last`, its holders, its owners, the construction."""

    phrase: OfficePhrase
    first: int
    last: int
    owners: tuple[Owner, ...]
    holders: tuple[Mention, ...]
    frame: str
    verb: Token | None = None
    definite: bool = False

    @property
    def sentence(self) -> Sentence:
        """The sentence that the office stands in."""
        return self.phrase.sentence

    @property
    def evidence(self) -> Evidence:
        """The characters from the first word of the office and its holder to the last."""
        starts = [self.first, *(h.first for h in self.holders)]
        ends = [self.last, *(h.last for h in self.holders)]
        tokens = self.sentence.tokens
        span = Span(tokens[min(starts)].start, tokens[max(ends) - 1].end)
        return Evidence(span, span.of(self.sentence.document.text))

    @property
    def noun_phrase(self) -> Span:
        """The characters of the office and its owners, without article and holder."""
        return Span(self.sentence.tokens[self.bare_first].start, self.sentence.tokens[self.bare_last - 1].end)

    @property
    def bare_first(self) -> int:
        """The first token of the office and its owners, after the article."""
        first = self.first
        while first < self.phrase.first and self.sentence.tokens[first].text.lower() in ARTICLES:
            first += 1
        return first

    @property
    def bare_last(self) -> int:
        """The last token (half-open) of the office and its owners, before a name that follows directly."""
        follows = self.frame in {"title-name", "coordinated-title", "shared-state"}
        return self.phrase.last if follows else self.last


class TitleGrammar:
    """Reads the office phrases of one sentence against its mentions."""

    def __init__(
        self,
        sentence: Sentence,
        offices: Sequence[OfficePhrase],
        mentions: Sequence[Mention],
        holds: Callable[[OfficePhrase, Mention], bool],
    ) -> None:
        self.sentence = sentence
        self.holds = holds
        self.tokens = sentence.tokens
        self.offices = offices
        self.starts: Mapping[int, Mention] = {m.first: m for m in mentions}
        self.ends: Mapping[int, Mention] = {m.last: m for m in mentions}
        self.by_token = {i: m for m in mentions for i in range(m.first, m.last)}
        self.office_ends: dict[int, OfficeReading] = {}

    def read(self) -> list[OfficeReading]:
        """A reading of each office phrase, left to right."""
        found: list[OfficeReading] = []
        for phrase in self.offices:
            reading = self._read(phrase)
            found.append(reading)
            found.extend(self._further_pairs(reading))
            self.office_ends[found[-1].last] = found[-1]
        nested = {id(o.office) for r in found for o in r.owners if o.office}
        return _share_holders([r for r in found if id(r) not in nested])

    def _further_pairs(self, reading: OfficeReading) -> Iterator[OfficeReading]:
        """"Presidents N of X and M of Y": after the first pair, each further one."""
        paired = reading.phrase.form.plural and len(reading.holders) == 1 and reading.frame == "title-name"
        at = self._after_link(reading.last) if paired and reading.owners else None
        while at is not None and (mention := self.starts.get(at)) is not None and self._may_hold(reading.phrase, mention):
            last, owners = self._right(mention.last, reading.phrase, ("of",))
            if not owners:
                return
            yield replace(reading, first=at, last=last, owners=tuple(owners), holders=(mention,))
            at = self._after_link(last)

    def _read(self, phrase: OfficePhrase) -> OfficeReading:
        first, owners = self._left(phrase)
        definite = first < phrase.first and self.tokens[first].text.lower() == "the"
        holders = self._direct_holders(phrase)
        if holders:
            last, more = self._right(holders[-1].last, phrase, ("of",))
            owners = (*owners, *more)
            return OfficeReading(phrase, first, last, owners, holders, "title-name", None, definite)
        last, more = self._right(phrase.last, phrase, _MARKERS)
        owners = (*owners, *more)
        named = self._name_after(last, phrase) or self._name_after_topic(last, phrase)
        if named:
            return OfficeReading(phrase, first, last, owners, named, "title-of-name", None, definite)
        return self._held_elsewhere(OfficeReading(phrase, first, last, owners, (), "nominal", None, definite))

    # ---- to the left: article, adjectives, owner

    def _left(self, phrase: OfficePhrase) -> tuple[int, tuple[Owner, ...]]:
        """Where the whole phrase begins, and the owners before the office, nearest first."""
        at, owners = phrase.first, ()
        for _ in range(6):
            if at == 0:
                break
            owner, start = self._owner_before(at)
            if owner is not None:
                if self._belongs_to_other(start):
                    return phrase.first, owners
                at, owners = start, (*owners, owner)
                if owner.marker == "possessive" or not self._is_region(owner):
                    return self._article(at), owners
                continue
            before = self.tokens[at - 1]
            if before.text.lower() in ARTICLES:
                return at - 1, owners
            if not self._modifies(at - 1):
                break
            at -= 1
        return at, owners

    def _modifies(self, at: int) -> bool:
        """Whether a word may stand between an owner and an office: "Russian *veteran* diplomat"."""
        token = self.tokens[at]
        if token.text == "-":
            return 0 < at < len(self.tokens) - 1 and self.tokens[at - 1].end == token.start
        if token.pos in {"ADJ", "NUM"}:
            return True
        return token.pos in {"NOUN", "PROPN", "ADV", "VERB"} and token.dep in {"compound", "amod", "nmod", "advmod"}

    def _belongs_to_other(self, at: int) -> bool:
        """Whether what begins here is governed by an office before: "Representative for *Afghanistan* … Ambassador N"."""
        return at >= 2 and self.tokens[at - 1].text.lower() in {"for", "to"} and any(o.last == at - 1 for o in self.offices)

    def _is_region(self, owner: Owner) -> bool:
        """Whether the owner is rather what the office is about: "Trump's *Middle East* envoy"."""
        return owner.mention is not None and owner.mention.type == "Place"

    def _owner_before(self, at: int) -> tuple[Owner | None, int]:
        before = self.tokens[at - 1]
        if is_possessive(before):
            if (mention := self.ends.get(at - 1)) is not None:
                return Owner("possessive", mention), self._holder_start(mention)
            if (office := self.office_ends.get(at - 1)) is not None:
                return Owner("possessive", None, office), office.first
        if before.text.lower() in POSSESSIVE_PRONOUNS and (mention := self.by_token.get(at - 1)):
            return Owner("possessive", mention), at - 1
        if (mention := self.ends.get(at)) is not None and mention.kind != "pronoun":
            return Owner("attributive", mention), mention.first
        office = self.office_ends.get(at)
        if office is not None and not office.holders and office.frame == "nominal":
            return Owner("attributive", None, office), office.first
        return None, at

    def _holder_start(self, mention: Mention) -> int:
        office = self.office_ends.get(mention.last)
        return office.first if office else mention.first

    def _article(self, at: int) -> int:
        return at - 1 if at > 0 and self.tokens[at - 1].text.lower() in ARTICLES else at

    # ---- to the right: a name, a preposition with an owner

    def _direct_holders(self, phrase: OfficePhrase) -> tuple[Mention, ...]:
        at = phrase.last
        if at < len(self.tokens) and self.tokens[at].text == "," and phrase.form.plural:
            return ()
        mention = self.starts.get(self._after_honorifics(at))
        if mention is None or not self._may_hold(phrase, mention):
            return ()
        return (mention, *self._coordinated(mention.last, mention.type)) if phrase.form.plural else (mention,)

    def _name_after(self, at: int, phrase: OfficePhrase) -> tuple[Mention, ...]:
        """The name that follows the owner without a comma: "President of France N"."""
        mention = self.starts.get(self._after_honorifics(at))
        if at == phrase.last or mention is None or mention.type != "Person" or phrase.form.plural:
            return ()
        return (mention,) if self._may_hold(phrase, mention) else ()

    def _name_after_topic(self, at: int, phrase: OfficePhrase) -> tuple[Mention, ...]:
        """The name that follows what the office is for: "Deputy Minister for Economic Diplomacy N"."""
        if at >= len(self.tokens) or self.tokens[at].text.lower() not in {"for", "of", "on"}:
            return ()
        for index in range(at + 1, min(at + 7, len(self.tokens))):
            token = self.tokens[index]
            if index in self.starts:
                return self._name_after(index, phrase) if index > at + 1 else ()
            if token.pos not in {"PROPN", "NOUN", "ADJ", "CCONJ", "ADP"} or token.text[0].islower() and token.pos == "NOUN":
                return ()
        return ()

    def _after_honorifics(self, at: int) -> int:
        """Where a name begins after "Mr", "Dr", "His Excellency"."""
        while at < len(self.tokens) - 1 and self.tokens[at].text.lower() in HONORIFICS | {"his", "her", "excellency"}:
            word, follows = self.tokens[at].text.lower(), self.tokens[at + 1].text.lower()
            if word in {"his", "her"} and follows != "excellency":
                break
            at += 1
        return at

    def _may_hold(self, phrase: OfficePhrase, mention: Mention) -> bool:
        return mention.kind == "name" and self.holds(phrase, mention)

    def _coordinated(self, at: int, kind: str) -> list[Mention]:
        """The mentions that go on a coordination: ", B and C"."""
        found: list[Mention] = []
        while (start := self._after_link(at)) is not None:
            mention = self.starts.get(start)
            if (
                mention is None
                or (mention.type == "Person") != (kind == "Person")
                or mention.kind == "pronoun"
            ):
                break
            found.append(mention)
            at = mention.last
        closed = found and any(t.text.lower() in {"and", "or"} for t in self.tokens[found[0].first - 2 : at])
        return found if closed else []

    def _after_link(self, at: int) -> int | None:
        """Where the next member of a coordination begins, after a comma, *and*, or both, and an article."""
        start = at
        while (
            start < len(self.tokens)
            and self.tokens[start].text.lower() in {",", "and", "or"}
            and start < at + 2
        ):
            start += 1
        if start == at:
            return None
        if start < len(self.tokens) and self.tokens[start].text.lower() in ARTICLES:
            start += 1
        return start

    def _right(self, at: int, phrase: OfficePhrase, markers: Sequence[str]) -> tuple[int, list[Owner]]:
        """The prepositional phrases that follow, each with its owners, and where they end."""
        owners: list[Owner] = []
        while at < len(self.tokens) - 1 and (marker := self.tokens[at].text.lower()) in markers:
            start = self._article_after(at + 1)
            nested = self._office_at(start, phrase)
            mention = self.starts.get(start)
            if nested is not None:
                owners.append(Owner(marker, nested.holders[0] if nested.holders else None, nested))
                at = nested.last
            elif mention is not None and mention.kind != "pronoun":
                mention = self._possessed(mention)
                if mention is None:
                    break
                group = [mention, *self._coordinated(mention.last, mention.type)]
                owners += [Owner(marker, m) for m in group]
                at = group[-1].last
            else:
                break
        return at, owners

    def _read_nested(self, phrase: OfficePhrase) -> OfficeReading:
        """An office that owns another: with its name if one follows at once, and its own owner."""
        first, owners = self._left(phrase)
        holders = self._direct_holders(phrase)
        last, more = self._right(holders[-1].last if holders else phrase.last, phrase, ("of",))
        frame = "title-name" if holders else "nominal"
        return OfficeReading(phrase, first, last, (*owners, *more), holders, frame)

    def _possessed(self, mention: Mention) -> Mention | None:
        """The body that a possessor's name leads to: "head of Iran's *Quds Force*"; None if it has no name."""
        if mention.last < len(self.tokens) and is_possessive(self.tokens[mention.last]):
            return self.starts.get(mention.last + 1)
        return mention

    def _office_at(self, start: int, phrase: OfficePhrase) -> OfficeReading | None:
        """The office whose own phrase begins at `start`: "adviser to *President N*"."""
        mention = self.starts.get(start)
        reach = mention.last if mention is not None else start
        office = next((o for o in self.offices if start <= o.first <= reach + 2 and o is not phrase), None)
        if office is None or office.first > start and self._left(office)[0] > start:
            return None
        return self._read_nested(office)

    def _article_after(self, at: int) -> int:
        return at + 1 if at < len(self.tokens) and self.tokens[at].text.lower() in ARTICLES else at

    # ---- holders that stand apart: appositions and copulas

    def _held_elsewhere(self, reading: OfficeReading) -> OfficeReading:
        for find, frame in (
            (self._before_comma, "name-apposition"),
            (self._after_comma, "apposition-name"),
            (self._by_copula, "copula"),
            (self._by_naming, "naming-verb"),
            (self._by_as, "as-phrase"),
        ):
            holders, verb = find(reading)
            if holders:
                return OfficeReading(
                    reading.phrase,
                    reading.first,
                    reading.last,
                    reading.owners,
                    holders,
                    frame,
                    verb,
                    reading.definite,
                )
        return reading

    def _before_comma(self, reading: OfficeReading) -> tuple[tuple[Mention, ...], Token | None]:
        """ "N, the spokesman of X, …": the name before the comma, unless a list goes on."""
        at = reading.first
        if at < 2 or self.tokens[at - 1].text not in {",", "—", "–", "("}:
            return (), None
        mention = self.ends.get(at - 1)
        before = self.office_ends.get(at - 1)
        if before is not None and before.holders and (mention is None or mention.type != "Person"):
            mention = before.holders[-1]
        if mention is None or not self._may_hold(reading.phrase, mention):
            return (), None
        named = reading.first < reading.phrase.first or bool(reading.owners)
        if not named or reading.phrase.form.plural or self._lists_on(reading, mention):
            return (), None
        return (mention,), None

    def _lists_on(self, reading: OfficeReading, mention: Mention) -> bool:
        """Whether the office is the next member of a list rather than an apposition."""
        word = self.tokens[reading.last] if reading.last < len(self.tokens) else None
        if word is None or word.text in {".", ")", ";", "—", "–"} or word.text.lower() in {"who", "whose"}:
            return False
        hangs = reading.phrase.head.dep == "appos" and mention.covers(reading.phrase.head.head)
        if word.text == ",":
            return False
        return not hangs or word.text.lower() == "and"

    def _after_comma(self, reading: OfficeReading) -> tuple[tuple[Mention, ...], Token | None]:
        """ "The ambassador to X, N, …": the name after the comma."""
        at = reading.last
        if at >= len(self.tokens) - 1 or self.tokens[at].text not in {",", "—", "–", ":"}:
            return (), None
        mention = self.starts.get(self._after_honorifics(at + 1))
        if mention is None or not self._may_hold(reading.phrase, mention):
            return (), None
        if not (reading.first < reading.phrase.first or reading.owners):
            return (), None
        if reading.phrase.form.plural:
            group = (mention, *self._coordinated(mention.last, mention.type))
            return (group if len(group) > 1 else ()), None
        after = self.tokens[mention.last] if mention.last < len(self.tokens) else None
        ends = after is None or after.text in {",", ".", ";", "—", "–", ")", ":", '"', "”"}
        attached = mention.head.dep == "appos" or (after is not None and after.pos in {"VERB", "AUX"})
        lists = after is not None and after.text == "," and self._lists_people(mention.last)
        return ((mention,) if (ends or attached) and not lists else ()), None

    def _lists_people(self, at: int) -> bool:
        """Whether ", N2 and N3" follows: then the name before was one of a list, not an apposition."""
        return bool(self._coordinated(at, "Person"))

    def _by_copula(self, reading: OfficeReading) -> tuple[tuple[Mention, ...], Token | None]:
        """ "N is the president of X", "N became …"."""
        noun = reading.phrase.head
        verb = head(self.sentence, noun)
        if noun.dep not in {"attr", "oprd"} or verb is None or verb.lemma not in COPULAS:
            return (), None
        return self._held_by(reading, subject(self.sentence, verb)), verb

    def _by_naming(self, reading: OfficeReading) -> tuple[tuple[Mention, ...], Token | None]:
        """ "N was elected president of X", "M named N foreign minister"."""
        noun = reading.phrase.head
        verb = head(self.sentence, noun)
        if verb is not None and verb.dep == "prep" and verb.lemma == "as":
            verb = head(self.sentence, verb)
            named = self.by_token.get(verb.index) if verb is not None else None
            if verb is not None and named is not None and verb.dep in {"dobj", "nsubjpass", "nsubj"}:
                return self._held_by(reading, verb), head(self.sentence, verb)
        if verb is None or verb.lemma not in NAMING or noun.dep not in {"oprd", "pobj", "attr", "dobj"}:
            return (), None
        passive = child(self.sentence, verb, "nsubjpass")
        named = passive or next(
            (
                t
                for t in (child(self.sentence, verb, "dobj"), child(self.sentence, verb, "dative"))
                if t and t != noun
            ),
            None,
        )
        return self._held_by(reading, subject(self.sentence, verb) if passive else named), verb

    def _by_as(self, reading: OfficeReading) -> tuple[tuple[Mention, ...], Token | None]:
        """ "N, who serves as …"; "N, serving as …"."""
        noun = reading.phrase.head
        preposition = head(self.sentence, noun)
        if noun.dep != "pobj" or preposition is None or preposition.lemma != "as":
            return (), None
        verb = head(self.sentence, preposition)
        if verb is None or verb.lemma not in SERVING:
            return (), None
        return self._held_by(reading, subject(self.sentence, verb)), verb

    def _held_by(self, reading: OfficeReading, token: Token | None) -> tuple[Mention, ...]:
        words = conjuncts(self.sentence, token) if token is not None else ()
        found = [m for word in words if (m := self.by_token.get(word.index)) and self.holds(reading.phrase, m)]
        return tuple(found) if reading.phrase.form.plural else tuple(found[:1])


def _share_holders(readings: list[OfficeReading]) -> list[OfficeReading]:
    """Offices side by side share what they lack: a name that ends them, or a state that begins them."""
    shared = list(readings)
    for i in range(len(shared) - 2, -1, -1):
        shared[i], shared[i + 1] = _share_name(shared[i], shared[i + 1])
    for i in range(len(shared) - 1):
        shared[i + 1] = _share_state(shared[i], shared[i + 1])
    return shared


def _between(this: OfficeReading, after: OfficeReading) -> list[str]:
    ends = max([this.last, *(h.last for h in this.holders)])
    return [t.text.lower() for t in this.sentence.tokens[ends : after.first]]


def _share_name(this: OfficeReading, after: OfficeReading) -> tuple[OfficeReading, OfficeReading]:
    """As in "Prime Minister and Defence Minister N": one name for both, and one state."""
    sides = _between(this, after) in ([], ["and"], ["&"]) and after.first >= this.last
    if this.frame != "nominal" or this.phrase.form.plural or not after.frame.startswith("title") or not sides:
        return this, after
    if any(o.marker in {"attributive", "possessive"} for o in after.owners):
        return this, after
    named = replace(this, holders=after.holders, frame="coordinated-title", owners=this.owners or after.owners)
    return named, after if after.owners else replace(after, owners=_attributive(this))


def _share_state(this: OfficeReading, after: OfficeReading) -> OfficeReading:
    """As in "Russian Foreign Minister N and Defence Minister M": the state of the first is that of the second."""
    follows = _between(this, after) == ["and"] and this.holders and after.holders
    if not follows or after.owners or not this.frame.startswith("title") or not after.frame.startswith("title"):
        return after
    return replace(after, owners=_attributive(this), frame="shared-state")


def _attributive(reading: OfficeReading) -> tuple[Owner, ...]:
    return tuple(o for o in reading.owners if o.marker in {"attributive", "possessive"})
