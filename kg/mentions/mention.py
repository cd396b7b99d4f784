"""What the mention stage finds in a sentence: names, offices and bodies, each with its tokens."""

from __future__ import annotations

from dataclasses import dataclass

from kg.gazetteer.records import Record
from kg.model import Sentence, Span, Token
from kg.ontology.forms import Form

MENTION_KINDS = ("name", "adjective", "people", "nominal", "title", "pronoun")
"""`adjective` is "Russian", `people` is "Russians", `nominal` "the Kremlin spokesman"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens `first` to `last` (half-open) of a sentence that name or describe an entity.

    `type` is a class of the ontology; `kind` one of `MENTION_KINDS`; `label` the name without
    articles and possessives; `record` what the gazetteer knows of the name; `gender` male, female,
    plural or None.
    """

    sentence: Sentence
    first: int
    last: int
    type: str
    kind: str
    label: str
    record: Record | None = None
    gender: str | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The mention's words."""
        return self.sentence.tokens[self.first : self.last]

    @property
    def span(self) -> Span:
        """The mention's characters in the document."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def text(self) -> str:
        """The mention's characters as they stand."""
        return self.span.of(self.sentence.document.text)

    @property
    def head(self) -> Token:
        """The word on which the rest of the mention hangs: the one whose head lies outside."""
        for token in reversed(self.tokens):
            if not self.first <= token.head < self.last or token.head == token.index:
                return token
        return self.tokens[-1]

    @property
    def key(self) -> tuple[int, int, int]:
        """Where the mention stands: sentence, first and last token."""
        return (self.sentence.index, self.first, self.last)

    def covers(self, index: int) -> bool:
        """Whether the token `index` of the sentence is part of the mention."""
        return self.first <= index < self.last


def make_mention(
    sentence: Sentence,
    first: int,
    last: int,
    *,
    type: str,  # noqa: A002
    kind: str = "name",
    record: Record | None = None,
    gender: str | None = None,
) -> Mention:
    """A mention labelled with its own words."""
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    label = " ".join(sentence.document.text[start:end].split()).replace("[", "").replace("]", "")
    label = label.partition(" (")[0] if label.count("(") > label.count(")") else label
    return Mention(
        sentence, first, last, type, kind, label, record, gender or (record.gender if record else None)
    )


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """The words of an office, without its owner: tokens `first` to `last`; `tenure` from its adjectives."""

    sentence: Sentence
    first: int
    last: int
    form: Form
    tenure: str | None = None

    @property
    def head(self) -> Token:
        """The noun of the phrase: *minister* in "minister of foreign affairs"."""
        tokens = self.sentence.tokens[self.first : self.last]
        for token in tokens:
            if not self.first <= token.head < self.last or token.head == token.index:
                return token
        return tokens[-1]

    @property
    def text(self) -> str:
        """The phrase's characters as they stand."""
        tokens = self.sentence.tokens
        return self.sentence.document.text[tokens[self.first].start : tokens[self.last - 1].end]
