"""The grammar of titles: who holds which office, and whose office it is.

One grammar reads stacks ("Russian President Press Secretary N"), appositions either way, possessives,
phrases with *of*, *for* and *to*, copulas and coordinations; the lexicon supplies the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.mentions.holders import find_holders
from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.neighbourhood import MOST_NESTED, Neighbourhood
from kg.mentions.office_reading import OfficeReading, Owner
from kg.mentions.offices import is_possessive, tenure_before
from kg.mentions.sharing import share_between
from kg.mentions.words import ARTICLES, CORPORATE, HONORIFICS, POSSESSIVE_PRONOUNS

_MARKERS = ("of", "for", "to", "in", "at", "on", "from", "with", "over")

_PLACING = frozenset({"to", "in", "at"})
"""Markers that, where the office asks for none such, lead to a place of what is told and not to an owner."""


_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "only", "highest"})


class TitleGrammar(Neighbourhood):
    """Reads the office phrases of one sentence against its mentions."""

    def read(self) -> list[OfficeReading]:
        """A reading of each office phrase, left to right."""
        found: list[OfficeReading] = []
        for phrase in self.offices:
            reading = self._read(phrase)
            found.append(reading)
            found.extend(self._further_pairs(reading))
            self.office_ends[found[-1].last] = found[-1]
        nested = {id(o.office) for r in found for o in r.owners if o.office}
        return share_between([r for r in found if id(r) not in nested])

    def _further_pairs(self, reading: OfficeReading) -> Iterator[OfficeReading]:
        """Each further pair after the first: "Presidents N of X and *M of Y*"."""
        paired = reading.phrase.form.plural and len(reading.holders) == 1 and reading.frame == "title-name"
        at = self.after_link(reading.last) if paired and reading.owners else None
        while (
            at is not None
            and (mention := self.starts.get(at)) is not None
            and self.may_hold(reading.phrase, mention)
        ):
            last, owners = self._right(mention.last, reading.phrase, ("of",))
            if not owners:
                return
            yield replace(reading, first=at, last=last, owners=tuple(owners), holders=(mention,))
            at = self.after_link(last)

    def _read(self, phrase: OfficePhrase) -> OfficeReading:
        self.nested = 0
        first, owners = self._left(phrase)
        phrase = self._with_tenure(phrase, first)
        definite = first < phrase.first and self.tokens[first].text.lower() == "the"
        holders = self._direct_holders(phrase) if not self._is_counted(first, phrase) else ()
        if holders:
            last, more = self._right(holders[-1].last, phrase, ("of",))
            owners = (*owners, *more)
            return OfficeReading(phrase, first, last, owners, holders, "title-name", None, definite)
        last, more = self._right(phrase.last, phrase, _MARKERS)
        last = self._end_of_topic(last)
        owners = (*owners, *more)
        named = self._name_after(last, phrase) or self._name_after_topic(last, phrase)
        if named:
            return OfficeReading(phrase, first, last, owners, named, "title-of-name", None, definite)
        return find_holders(self, OfficeReading(phrase, first, last, owners, (), "nominal", None, definite))

    # ---- to the left: article, adjectives, owner

    def _left(self, phrase: OfficePhrase) -> tuple[int, tuple[Owner, ...]]:
        """Where the whole phrase begins, and the owners before the office, nearest first."""
        at = phrase.first
        owners: tuple[Owner, ...] = ()
        for _ in range(6):
            if at == 0:
                break
            owner, start = self._owner_before(at)
            if owner is not None:
                if self._belongs_to_other(start):
                    return phrase.first, owners
                at, owners = start, (*owners, owner)
                if phrase.form.plural and owner.marker == "attributive":
                    at, owners = self._further_owners(at, owners)
                if self._is_post(owner, at):
                    owners = (*owners[:-1], replace(owner, marker="to"))
                elif owner.marker == "possessive" or not self._is_region(owner):
                    return self._before_tenure(at), owners
                continue
            if self.word(at - 1) in ARTICLES:
                return at - 1, owners
            if not self._modifies(at - 1):
                break
            at -= 1
        return at, owners

    def _further_owners(self, at: int, owners: tuple[Owner, ...]) -> tuple[int, tuple[Owner, ...]]:
        """The adjectives of a list before a plural: "*Estonian, Latvian* and Polish ministers"."""
        start = at
        while start > 0 and self.word(start - 1) in {",", "and"}:
            start -= 1
        mention = self.ends.get(start)
        if start == at or mention is None or mention.kind != "adjective":
            return at, owners
        return self._further_owners(mention.first, (Owner("attributive", mention), *owners))

    def _before_tenure(self, at: int) -> int:
        """Where a phrase begins whose owner begins at `at`: "*the former* French president"."""
        return self.article_before(tenure_before(self.lowered, at, self.tenures)[0])

    def _with_tenure(self, phrase: OfficePhrase, first: int) -> OfficePhrase:
        """The phrase with the tenure that adjectives before its owner tell: "*former* French President"."""
        told = (self.tenures[w] for w in self.lowered[first : phrase.first] if w in self.tenures)
        return replace(phrase, tenure=phrase.tenure or next(told, None))

    def _modifies(self, at: int) -> bool:
        """Whether a word may stand between an owner and an office: "Russian *veteran* diplomat"."""
        token = self.tokens[at]
        if token.text == "-":
            return 0 < at < len(self.tokens) - 1 and self.tokens[at - 1].end == token.start
        if token.pos in {"ADJ", "NUM"}:
            return True
        return token.pos in {"NOUN", "PROPN", "ADV", "VERB"} and token.dep in {
            "compound",
            "amod",
            "nmod",
            "advmod",
        }

    def _belongs_to_other(self, at: int) -> bool:
        """Whether an office before governs it: "Representative for *Afghanistan* … Ambassador N"."""
        return (
            at >= 2
            and self.tokens[at - 1].text.lower() in {"for", "to"}
            and any(o.last == at - 1 for o in self.offices)
        )

    def _is_region(self, owner: Owner) -> bool:
        """Whether the owner is rather what the office is about: "Trump's *Middle East* envoy"."""
        return owner.mention is not None and owner.mention.type == "Place"

    def _is_post(self, owner: Owner, at: int) -> bool:
        """Whether the owner is rather where somebody is sent by another: "Russia's *UN* ambassador"."""
        body = owner.mention is not None and owner.mention.type == "InternationalOrganization"
        sender = self.ends.get(at) or (self.ends.get(at - 1) if is_possessive(self.tokens[at - 1]) else None)
        sent = sender is not None and sender.type == "State"
        return body and owner.marker == "attributive" and at > 0 and sent

    def _owner_before(self, at: int) -> tuple[Owner | None, int]:
        before = self.tokens[at - 1]
        if is_possessive(before):
            if (mention := self.ends.get(at - 1)) is not None:
                return Owner("possessive", mention), self._holder_start(mention)
            if (office := self.shallow_office(at - 1)) is not None:
                return Owner("possessive", None, office), office.first
        if before.text.lower() in POSSESSIVE_PRONOUNS and (mention := self.by_token.get(at - 1)):
            return Owner("possessive", mention), at - 1
        if (mention := self.ends.get(at)) is not None and mention.kind != "pronoun":
            return Owner("attributive", mention), mention.first
        office = self.shallow_office(at)
        if office is not None and not office.holders and office.frame == "nominal":
            return Owner("attributive", None, office), office.first
        return None, at

    def _holder_start(self, mention: Mention) -> int:
        office = self.office_ends.get(mention.last)
        return office.first if office else mention.first

    def _is_counted(self, first: int, phrase: OfficePhrase) -> bool:
        """ "*The second* cabinet member N has met": no title, but one of many of whom N is not the name."""
        words = self.lowered[max(0, first - 2) : phrase.first]
        return "the" in words and not _COUNTING.isdisjoint(words)

    # ---- to the right: a name, a preposition with an owner

    def _direct_holders(self, phrase: OfficePhrase) -> tuple[Mention, ...]:
        at = phrase.last
        if at < len(self.tokens) and self.tokens[at].text == "," and phrase.form.plural:
            return ()
        mention = self.name_at(at)
        if mention is None or not self.may_hold(phrase, mention):
            return ()
        return (mention, *self.coordinated(mention.last, mention.type)) if phrase.form.plural else (mention,)

    def _name_after(self, at: int, phrase: OfficePhrase) -> tuple[Mention, ...]:
        """The name that follows the owner without a comma: "President of France N"."""
        mention = self.name_at(at)
        if mention is None or mention.type != "Person" or self.is_new_line(mention.first):
            return ()
        if at == phrase.last or phrase.form.plural or self._is_addressed(phrase):
            return ()
        return (mention,) if self.may_hold(phrase, mention) else ()

    def _is_addressed(self, phrase: OfficePhrase) -> bool:
        """Whether another office is held under this one: "*Assistant to* the President for Security N"."""
        at = self.article_before(phrase.first) - 1
        if self.word(at) != "to" or at == 0:
            return False
        before = self.tokens[at - 1]
        title = before.pos in {"PROPN", "NOUN"} and before.text[0].isupper() and at not in self.ends
        return title or any(office.last == at for office in self.offices)

    def _end_of_topic(self, at: int) -> int:
        """Where "for the A-B dialogue" ends, before the comma and the name of the envoy; `at` elsewhere."""
        if self.word(at) not in {"for", "on", "of"}:
            return at
        rest = self.tokens[at : at + 10]
        comma = next((t.index for t in rest if t.text == "," or t.pos in {"VERB", "AUX", "PRON"}), at)
        name = self.name_at(comma + 1) if self.word(comma) == "," else None
        return comma if name is not None and name.type == "Person" else at

    def _name_after_topic(self, at: int, phrase: OfficePhrase) -> tuple[Mention, ...]:
        """The name that follows what the office is for: "Deputy Minister for Economic Diplomacy N"."""
        if at >= len(self.tokens) or self.tokens[at].text.lower() not in {"for", "of", "on"}:
            return ()
        for index in range(at + 1, min(at + 7, len(self.tokens))):
            token = self.tokens[index]
            if index in self.starts:
                return self._name_after(index, phrase) if index > at + 1 else ()
            if token.pos not in {"PROPN", "NOUN", "ADJ", "CCONJ", "ADP"} or (
                token.text[0].islower() and token.pos == "NOUN"
            ):
                return ()
        return ()

    def _right(self, at: int, phrase: OfficePhrase, markers: Sequence[str]) -> tuple[int, list[Owner]]:
        """The prepositional phrases that follow, each with its owners, and where they end."""
        owners: list[Owner] = []
        taken = set(markers) - (_PLACING - phrase.form.entry.markers)
        while at < len(self.tokens) - 1 and (marker := self.tokens[at].text.lower()) in taken:
            start = self.article_after(at + 1)
            nested = self._office_at(start, phrase)
            mention = self.starts.get(start)
            if nested is not None:
                owners.append(Owner(marker, nested.holders[0] if nested.holders else None, nested))
                at = nested.last
            elif mention is not None and mention.kind != "pronoun" and not self._goes_before_noun(mention):
                mention = self.possessed(mention)
                if mention is None:
                    break
                group = [mention, *self.coordinated(mention.last, mention.type)]
                owners += [Owner(marker, m) for m in group]
                at = group[-1].last
            else:
                break
        if not owners and self._ends_with_state(at, phrase):
            mention = self.starts[at + 1]
            return mention.last, [Owner("of", mention)]
        return at, owners

    def _ends_with_state(self, at: int, phrase: OfficePhrase) -> bool:
        """ "N, *Minister for Foreign Affairs, Germany*": the state that ends a title in a list of guests."""
        mention = self.starts.get(at + 1) if self.word(at) == "," else None
        if mention is None or mention.type != "State" or mention.kind != "name":
            return False
        beside = "," in self.lowered[max(0, phrase.first - 2) : phrase.first]
        return phrase.text[0].isupper() and beside and self.word(mention.last) in {"", ".", ";", ","}

    def _goes_before_noun(self, mention: Mention) -> bool:
        """Whether the mention only describes a noun: "head of the *Ukrainian* delegation"."""
        after = self.tokens[mention.last] if mention.last < len(self.tokens) else None
        if after is None:
            return False
        if after.text == "-" and after.start == self.tokens[mention.last - 1].end:
            return True
        described = mention.kind == "adjective" and after.pos in {"NOUN", "ADJ"}
        if mention.type == "Place" and after.pos == "NOUN" and mention.head.head == after.index:
            return True
        return described or (after.text.lower() in CORPORATE and mention.head.head == after.index)

    def _read_nested(self, phrase: OfficePhrase) -> OfficeReading:
        """An office that owns another: with its name if one follows at once, and its own owner."""
        first, owners = self._left(phrase)
        phrase = self._with_tenure(phrase, first)
        holders = self._direct_holders(phrase)
        last, more = self._right(holders[-1].last if holders else phrase.last, phrase, ("of",))
        frame = "title-name" if holders else "nominal"
        return OfficeReading(phrase, first, last, (*owners, *more), holders, frame)

    def _office_at(self, start: int, phrase: OfficePhrase) -> OfficeReading | None:
        """The office whose own phrase begins at `start`: "adviser to *President N*"."""
        mention = self.starts.get(start)
        reach = mention.last if mention is not None else start
        near = (o for o in self.offices_from(start, reach + 2) if o.first != phrase.first)
        office = next((o for o in near if o.text.lower() not in HONORIFICS), None)
        if office is None or (office.first > start and self._left(office)[0] > start):
            return None
        self.nested += 1
        return self._read_nested(office) if self.nested <= MOST_NESTED else None
