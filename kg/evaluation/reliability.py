"""Whether a confidence means what it says: the share of right facts, by bands of confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluation.comparing import Comparison
from kg.evaluation.losses import find_fact
from kg.ontology import Ontology

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Band:
    """The real facts with a confidence from `low` to below `high` (1 itself is in the last band).

    `mean` is their mean confidence; where it is near `share`, the confidence means what it says.
    """

    low: float
    high: float
    facts: int
    right: int
    mean: float

    @property
    def share(self) -> float:
        """The share of right ones."""
        return self.right / self.facts


def measure_reliability(comparisons: Iterable[Comparison], *, ontology: Ontology) -> list[Band]:
    """The bands in which there are facts, from the least sure; what is optional in the gold is left out."""
    rated = [each for comparison in comparisons for each in _rate(comparison, ontology)]
    bands = []
    for low, high in pairwise(_EDGES):
        inside = [each for each in rated if low <= each[0] < high or each[0] == high == _EDGES[-1]]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            bands.append(Band(low, high, len(inside), sum(right for _, right in inside), mean))
    return bands


def _rate(comparison: Comparison, ontology: Ontology) -> Iterator[tuple[float, bool]]:
    """The confidence of each real triple that was read, and whether it is right."""
    for triple in sorted(comparison.read_real):
        yield find_fact(triple, comparison, ontology).confidence, triple in comparison.wanted_real
