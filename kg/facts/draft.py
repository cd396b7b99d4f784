"""Facts and events while they are read: clusters in place of ids, roles that can still grow."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.entities.cluster import Cluster
from kg.model import Evidence, Sentence, Span, Time, Token


@dataclass(frozen=True, slots=True)
class Standing:
    """What the text commits to: a status, and to whom it is due when it is attributed."""

    status: str
    according_to: Cluster | None = None


@dataclass(eq=False, slots=True)
class EventDraft:
    """An event as a sentence tells it."""

    type: str
    standing: Standing
    sentence: Sentence
    trigger: Token
    frame: str
    confidence: float
    roles: dict[str, list[Cluster]] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    content: Evidence | None = None
    part_of: list[EventDraft] = field(default_factory=list)
    apart: set[frozenset[int]] = field(default_factory=set)

    def fill(self, role: str, clusters: list[Cluster]) -> None:
        """Adds fillers of a role, each once."""
        known = self.roles.setdefault(role, [])
        known.extend(c for c in clusters if c not in known)
        if not known:
            del self.roles[role]


@dataclass(eq=False, slots=True)
class FactDraft:
    """A relation as the text tells it."""

    subject: Cluster
    predicate: str
    object: Cluster
    standing: Standing
    evidence: Evidence
    frame: str
    confidence: float
    tenure: str | None = None
    event: EventDraft | None = None


@dataclass(eq=False, slots=True)
class TenureDraft:
    """A person in an office as the text tells it."""

    person: Cluster
    office: Cluster
    of: Cluster | None
    tenure: str
    standing: Standing
    evidence: Evidence
    frame: str
    confidence: float


def quote(sentence: Sentence, first: int, last: int) -> Evidence:
    """The characters of the tokens `first` to `last` (half-open) as evidence."""
    span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    return Evidence(span, span.of(sentence.document.text))
