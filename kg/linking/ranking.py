"""Ranks the candidates of all entities of a document together, and says which is meant, or that none is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from kg.gazetteer import Candidate as Listed
from kg.linking.candidates import Match, find_matches
from kg.linking.features import measure
from kg.linking.identity import find_seat, is_ambiguous, name_record
from kg.linking.knowledge import Knowledge
from kg.linking.portrait import Portrait, Setting
from kg.linking.weights import Weights, load_weights
from kg.model import Candidate

_SURE = 0.9
_KEPT = 3


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
        """A decision for each entity of a document, in their order.

        They are ranked twice: the states of those that are sure at first speak for others of that state.
        """
        matches = [find_matches(each, setting, self.knowledge) for each in portraits]
        pairs = list(zip(portraits, matches, strict=True))
        first = [self._rank(*pair, setting, {}) for pair in pairs]
        sure = [ranked[0].match.record for ranked in first if ranked and ranked[0].score >= _SURE]
        linked = Counter(record.country for record in sure if record.country)
        return [self._decide(each, self._rank(each, found, setting, linked)) for each, found in pairs]

    def _rank(
        self, portrait: Portrait, matches: Sequence[Match], setting: Setting, linked: Mapping[str, int]
    ) -> list[Ranked]:
        """The candidates by score: each one's share beside all others, and beside none of them."""
        measured = [
            measure(each, matches, portrait, setting, linked=linked, knowledge=self.knowledge)
            for each in matches
        ]
        odds = [exp(self.weights.add_up(features)) for features in measured]
        total = 1.0 + sum(odds)
        ranked = [
            Ranked(match, round(each / total, 4), features)
            for match, each, features in zip(matches, odds, measured, strict=True)
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
