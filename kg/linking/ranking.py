"""Ranks the candidates of all entities of a document together, and says which is meant, or that none is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from kg.gazetteer import Candidate as Listed
from kg.linking.candidates import Match, find_matches
from kg.linking.features import measure, measure_company
from kg.linking.identity import find_seat, is_ambiguous, name_record
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait, Setting
from kg.linking.weights import Weights, load_weights
from kg.model import Candidate

_SURE = 0.9
_KEPT = 3

Measured = tuple[Match, dict[str, float]]
"""A candidate and its features."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, from 0 to 1, and the features that made it."""

    match: Match
    score: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Decision:
    """Which record an entity is, or that the index does not tell: then `record` is None.

    `name` is what its IRI is made of, the same in every document, or None; `candidates` are the
    best ones that have a QID, best first; `ambiguous` says that without a link its name is no
    evidence that it is the same in another document; `seat` is the QID of the place it goes by.
    """

    record: Listed | None
    name: str | None = None
    candidates: tuple[Candidate, ...] = ()
    ambiguous: bool = False
    seat: str | None = None

    @property
    def qid(self) -> str | None:
        """The QID of the link, if it has one."""
        return self.record.qid if self.record is not None else None


class Linker:
    """Links entities to the records of an index."""

    def __init__(self, knowledge: Knowledge, *, weights: Weights | None = None) -> None:
        self.knowledge = knowledge
        self.weights = weights or load_weights()

    def link(self, portraits: Sequence[Portrait], setting: Setting) -> list[Decision]:
        """A decision for each entity of a document, in their order."""
        ranked = self.rank(portraits, setting)
        return [self._decide(*pair) for pair in zip(portraits, ranked, strict=True)]

    def rank(self, portraits: Sequence[Portrait], setting: Setting) -> list[list[Ranked]]:
        """All candidates of each entity of a document, best first.

        They are ranked twice: the states of those that are sure at first speak for others of that state.
        """
        measured = [self._measure(each, setting) for each in portraits]
        first = [self._rank(each, {}) for each in measured]
        sure = [ranked[0].match.record for ranked in first if ranked and ranked[0].score >= _SURE]
        linked = Counter(record.country for record in sure if record.country)
        return [self._rank(each, linked) for each in measured]

    def _measure(self, portrait: Portrait, setting: Setting) -> list[Measured]:
        matches = find_matches(portrait, setting, self.knowledge)
        return [(each, measure(each, matches, portrait, setting, self.knowledge)) for each in matches]

    def _rank(self, measured: Sequence[Measured], linked: Mapping[str, int]) -> list[Ranked]:
        """The candidates by score: each one's share beside all others, and beside none of them."""
        told = [
            (match, {**features, **measure_company(match.record, linked)}) for match, features in measured
        ]
        odds = [exp(self.weights.add_up(features)) for _, features in told]
        total = 1.0 + sum(odds)
        ranked = [
            Ranked(match, round(each / total, 4), features)
            for (match, features), each in zip(told, odds, strict=True)
        ]
        return sorted(ranked, key=lambda each: (-each.score, each.match.record.key))

    def _decide(self, portrait: Portrait, ranked: Sequence[Ranked]) -> Decision:
        best = ranked[0].match if ranked and ranked[0].score >= self.weights.threshold else None
        candidates = tuple(
            Candidate(each.match.record.qid, each.match.record.label, each.score, each.features)
            for each in ranked[:_KEPT]
            if each.match.record.qid is not None
        )
        if best is None:
            ambiguous = is_ambiguous(portrait, [each.match for each in ranked], self.knowledge)
            return Decision(None, None, candidates, ambiguous)
        seat = find_seat(best, portrait, self.knowledge)
        return Decision(best.record, name_record(best.record, self.knowledge), candidates, seat=seat)
