"""The values that flow through the pipeline; this module imports no library.

Offsets are characters (Unicode code points), half-open, into `Document.text`.
A value points up to where it came from, never down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

REAL_STATUSES = frozenset({"asserted", "attributed", "held", "ongoing"})
"""Statuses of which a plain triple may be drawn."""
STATUSES = (
    *("asserted", "held", "ongoing", "attributed", "planned", "proposed", "cancelled", "postponed"),
    *("refused", "negated", "denied", "hypothetical"),
)
"""Every status of a fact or an event, by its local name in the ontology."""

TENURES = ("current", "former", "acting", "elect", "designate", "outgoing", "deputy", "honorary")
"""Every tenure of an office; `current` is the one that goes without saying."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open) of a document's text.

    >>> Span(0, 6).of("Moscow rejected the plan.")
    'Moscow'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it was read, and what is known of it.

    `id` is the document's IRI; `sha256` the hex digest of `text` in UTF-8;
    `published` an ISO 8601 date (a year, a month, a day or a moment) or None.
    """

    id: str
    text: str
    source: str
    sha256: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence.

    `index` and `head` count tokens of the sentence from 0 (the root heads itself);
    `start` and `end` are characters of the document. `pos` is a Universal POS tag, `tag` a Penn
    Treebank tag, `dep` a label of spaCy's English parser (ClearNLP style), `name_type` the label
    of the named entity that the token is part of, or "", `name_start` whether one begins here.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    name_type: str = ""
    name_start: bool = False


_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def _lowered(word: str) -> str:
    return word.lower() if word.isascii() else word.strip(_INVISIBLE).lower()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence of a document, the `index`-th, counting from 0; `paragraph` likewise.

    `lowered` are its words in lower case, without the marks of writing direction that a page may hold;
    `children` the words below each word.
    """

    document: Document
    index: int
    tokens: tuple[Token, ...]
    paragraph: int = 0
    children: tuple[tuple[int, ...], ...] = field(init=False, compare=False, repr=False)
    lowered: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lowered", tuple(_lowered(token.text) for token in self.tokens))
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                below[token.head].append(token.index)
        object.__setattr__(self, "children", tuple(map(tuple, below)))

    @property
    def span(self) -> Span:
        """The characters from the first token to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def text(self) -> str:
        """The sentence's characters as they stand in the document."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters that say something, quoted: `span.of(document.text) == quote`."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class NamedMention:
    """Where the text names an entity; `kind` is name, nominal, title or pronoun."""

    span: Span
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity of Wikidata that an entity of a document may be.

    `score` is the estimated probability, 0 to 1, that it is the one that is meant; `features` are
    what speaks for and against it, each from -1 to 1, by their names in `ontology/linking-weights.tsv`.
    """

    wikidata: str
    label: str
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that the document speaks of, once however often it is named.

    `id` is its IRI; `type` the local name of a class; `label` its fullest name in the document;
    `aliases` every other surface form, pronouns left out; `wikidata` a QID such as Q159 or None.
    `candidates` are the likeliest links, best first; `seat` is the QID of the place by whose name
    it goes: that of the Moscow Kremlin, where "the Kremlin" stands for a government.
    """

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[NamedMention, ...] = ()
    wikidata: str | None = None
    candidates: tuple[Candidate, ...] = ()
    seat: str | None = None


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that is no entity: its lexical form and the IRI of its datatype."""

    value: str
    datatype: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation between two entities as the document commits to it.

    `subject` and `object` are ids of entities; `predicate` is the local name of a property;
    `according_to` the id of the entity to whom an attributed fact is due; `event` the id of the
    event it is derived from; `frame` names the construction that read it; `confidence` is the
    estimated probability, 0 to 1, that a careful reader would enter the fact from this text. `office`
    is the QID of the office by which Wikidata keeps a relation that it has no property for, or None.
    """

    subject: str
    predicate: str
    object: str | Literal
    status: str
    evidence: tuple[Evidence, ...]
    frame: str
    confidence: float
    according_to: str | None = None
    event: str | None = None
    tenure: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """When: the words, and what they mean in ISO 8601 (a date, a month, a year, an interval) or None."""

    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that took place, will, would or did not, once however often it is mentioned.

    `roles` maps a role (`participant`, `place`, …) to ids of entities; times and topics stand
    apart. `content` is what a Statement says. `part_of` lists events on whose sidelines it was.
    """

    id: str
    type: str
    status: str
    roles: Mapping[str, tuple[str, ...]]
    evidence: tuple[Evidence, ...]
    frame: str
    confidence: float
    according_to: str | None = None
    times: tuple[Time, ...] = ()
    topics: tuple[str, ...] = ()
    content: Evidence | None = None
    part_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office: `office` and `of` (whose office it is, or None) are ids of entities."""

    id: str
    person: str
    office: str
    of: str | None
    tenure: str
    evidence: tuple[Evidence, ...]
    frame: str
    confidence: float
    status: str = "asserted"
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a stage let go, why, and where it stood; `count` says of how many alike this tells."""

    stage: str
    reason: str
    evidence: Evidence | None = None
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy(Dropped):
    """A document whose text was read already, which is credited and let go.

    `of` is the id of the document with its text, `id` an IRI within that one, all else as in `Document`.
    """

    stage: str = field(default="choosing", init=False)
    reason: str = field(default="", init=False)
    id: str
    of: str
    source: str
    published: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", f"{self.source}: is a copy of {self.of}")


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document."""

    document: Document
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    events: tuple[Event, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    dropped: tuple[Dropped, ...] = ()
