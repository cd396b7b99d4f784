"""Precision and recall, overall and by predicate, type of event, class of status and publisher."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation.claims import STATUS_CLASSES, Filler
from kg.evaluation.comparing import Comparison, compare_all
from kg.evaluation.gold import Gold
from kg.model import Event, Extraction, Fact
from kg.ontology import Ontology

UNNAMED = "(no source)"
"""What the publisher of gold without a `source` is called."""


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was read is right, and how much of what should be read was.

    `right` of `predicted` claims are right; `found` of `gold` ones were found. The two differ only in
    a row of a type of event, since half a right goes to the type that was read and to that of the gold.

    >>> score = Score(right=3, predicted=4, found=3, gold=6)
    >>> score.precision, score.recall, round(score.f1, 2)
    (0.75, 0.5, 0.6)
    """

    right: float = 0.0
    predicted: int = 0
    found: float = 0.0
    gold: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """The share of what was read that is right; 0 where nothing was read."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found; 0 where there is none."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Quotes:
    """How many pieces of evidence there are, how many are not what the text has there, facts without any."""

    spans: int
    wrong: int
    facts_without: int


@dataclass(frozen=True, slots=True)
class Publisher:
    """The scores of the documents of one publisher."""

    documents: int
    facts: Score
    events: Score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All numbers of a comparison; docs/evaluation.md says what each means.

    `facts` counts real facts; `facts_with_status` all, each with the class of its status. Of the
    `unreal_gold` triples that the gold has as no fact, `false_assertions` were read as facts.
    """

    documents: int
    missing: int
    facts: Score
    facts_with_status: Score
    false_assertions: int
    unreal_gold: int
    events: Score
    speakers: Score
    quotes: Quotes
    per_predicate: Mapping[str, Score]
    per_event_type: Mapping[str, Score]
    per_status: Mapping[str, Score]
    per_publisher: Mapping[str, Publisher]
    comparisons: tuple[Comparison, ...] = field(repr=False)


def evaluate(golds: Iterable[Gold], found: Iterable[Extraction], *, ontology: Ontology) -> Evaluation:
    """The numbers of what was `found` in the documents of the gold, paired by id or else by text."""
    return summarize(tuple(compare_all(golds, found, ontology=ontology)))


def summarize(comparisons: Sequence[Comparison]) -> Evaluation:
    """The numbers of documents that are compared already."""
    return Evaluation(
        documents=len(comparisons),
        missing=sum(each.missing for each in comparisons),
        facts=_total(map(_score_facts, comparisons)),
        facts_with_status=_total(map(_score_statuses, comparisons)),
        false_assertions=sum(len(each.false_assertions) for each in comparisons),
        unreal_gold=sum(len(each.wanted) - len(each.wanted_real) for each in comparisons),
        events=_total(map(_score_events, comparisons)),
        speakers=_total(map(_score_speakers, comparisons)),
        quotes=_count_quotes(comparisons),
        per_predicate=_by_predicate(comparisons),
        per_event_type=_by_event_type(comparisons),
        per_status={name: _total(_score_status(c, name) for c in comparisons) for name in STATUS_CLASSES},
        per_publisher=_by_publisher(comparisons),
        comparisons=tuple(comparisons),
    )


def _total(scores: Iterable[Score]) -> Score:
    return sum(scores, Score())


def _score_sets(wanted: Iterable[object], read: Iterable[object]) -> Score:
    one, other = set(wanted), set(read)
    return Score(len(one & other), len(other), len(one & other), len(one))


def _score_facts(comparison: Comparison) -> Score:
    return _score_sets(comparison.wanted_real, comparison.read_real)


def _score_statuses(comparison: Comparison) -> Score:
    return _score_sets(comparison.wanted.items(), comparison.read.items())


def _score_status(comparison: Comparison, name: str) -> Score:
    """The triples of one class of statuses."""
    wanted = (triple for triple, status in comparison.wanted.items() if status == name)
    return _score_sets(wanted, (triple for triple, status in comparison.read.items() if status == name))


def _score_events(comparison: Comparison) -> Score:
    right = len(comparison.right_fillers) + len(comparison.half_right) / 2
    return Score(right, len(comparison.read_fillers), right, len(comparison.wanted_fillers))


def _score_speakers(comparison: Comparison) -> Score:
    return _score_sets(_speakers(comparison.wanted_fillers), _speakers(comparison.read_fillers))


def _speakers(fillers: Iterable[Filler]) -> set[str]:
    return {who for _, role, who, status in fillers if role == "speaker" and status == "real"}


def _count_quotes(comparisons: Iterable[Comparison]) -> Quotes:
    spans = wrong = without = 0
    for extraction in (each.found for each in comparisons):
        claims: list[Fact | Event] = [*extraction.facts, *extraction.events]
        evidence = [each for claim in claims for each in claim.evidence]
        spans += len(evidence)
        wrong += sum(each.span.of(extraction.document.text) != each.quote for each in evidence)
        without += sum(not fact.evidence for fact in extraction.facts)
    return Quotes(spans, wrong, without)


def _by_predicate(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    rows: dict[str, Score] = {}
    for each in comparisons:
        for predicate in {triple[1] for triple in each.wanted_real | each.read_real}:
            wanted = (triple for triple in each.wanted_real if triple[1] == predicate)
            score = _score_sets(wanted, (triple for triple in each.read_real if triple[1] == predicate))
            rows[predicate] = rows.get(predicate, Score()) + score
    return dict(sorted(rows.items()))


def _by_event_type(comparisons: Iterable[Comparison]) -> dict[str, Score]:
    rows: dict[str, Score] = {}

    def add(fillers: Iterable[Filler], score: Score) -> None:
        for event_type, *_ in fillers:
            rows[event_type] = rows.get(event_type, Score()) + score

    for each in comparisons:
        add(each.wanted_fillers, Score(gold=1))
        add(each.read_fillers, Score(predicted=1))
        add(each.right_fillers, Score(right=1, found=1))
        add((wanted for wanted, _ in each.half_right), Score(found=0.5))
        add((read for _, read in each.half_right), Score(right=0.5))
    return dict(sorted(rows.items()))


def _by_publisher(comparisons: Iterable[Comparison]) -> dict[str, Publisher]:
    groups: dict[str, list[Comparison]] = {}
    for each in comparisons:
        groups.setdefault(each.gold.document.publisher or UNNAMED, []).append(each)
    return {name: _to_publisher(groups[name]) for name in sorted(groups)}


def _to_publisher(comparisons: Sequence[Comparison]) -> Publisher:
    def total(score: Callable[[Comparison], Score]) -> Score:
        return _total(map(score, comparisons))

    return Publisher(len(comparisons), total(_score_facts), total(_score_events))
