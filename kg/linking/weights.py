"""The weights of the features that a link is scored by, read from `ontology/linking-weights.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.errors import OntologyError
from kg.resources import find_resource


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the score of a candidate; `threshold` is the least score of a link."""

    by_feature: Mapping[str, float]
    threshold: float

    def add_up(self, features: Mapping[str, float]) -> float:
        """The sum of the features times their weights; OntologyError for a feature without a weight."""
        return sum(self.by_feature[name] * value for name, value in features.items())


@lru_cache(maxsize=4)
def load_weights(path: Path | None = None) -> Weights:
    """The weights in `path`, by default the project's own; OntologyError if a line is none."""
    source = path or find_resource("ontology", "linking-weights.tsv")
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise OntologyError("cannot be read", where=str(source)) from error
    found: dict[str, float] = {}
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            name, weight = _parse(line, where=f"{source}:{number}")
            found[name] = weight
    if "threshold" not in found:
        raise OntologyError("no threshold", where=str(source), hint="a line: threshold<TAB>0.6")
    return Weights({n: w for n, w in found.items() if n != "threshold"}, found["threshold"])


def _parse(line: str, *, where: str) -> tuple[str, float]:
    name, _, rest = line.partition("\t")
    try:
        return name, float(rest.split("\t")[0])
    except ValueError as error:
        raise OntologyError("no weight", where=where, hint="a feature, a tab and a number") from error
