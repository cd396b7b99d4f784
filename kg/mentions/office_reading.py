"""An office as a sentence tells it: who holds it, whose it is, and by which construction."""

from __future__ import annotations

from dataclasses import dataclass

from kg.mentions.mention import Mention, OfficePhrase
from kg.mentions.words import ARTICLES
from kg.model import Evidence, Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose office it is: a mention, or another office.

    `marker` says how it stands: `attributive`, `possessive`, or a preposition.
    """

    marker: str
    mention: Mention | None = None
    office: OfficeReading | None = None


@dataclass(frozen=True, slots=True)
class OfficeReading:
    """An office as a sentence tells it: its tokens, its owners and holders, and the construction."""

    phrase: OfficePhrase
    first: int
    last: int
    owners: tuple[Owner, ...]
    holders: tuple[Mention, ...]
    frame: str
    verb: Token | None = None
    definite: bool = False

    @property
    def depth(self) -> int:
        """How many offices stand in one another: two for "spokesman for the president"."""
        return 1 + max((owner.office.depth for owner in self.owners if owner.office), default=0)

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
