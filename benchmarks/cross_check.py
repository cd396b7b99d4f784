"""Whether the numbers of a gold file hold in each part of it: precision, recall and F1 of four quarters.

    python benchmarks/cross_check.py GOLD.jsonl [PREDICTED.jsonl]

A document's quarter comes from the hash of its id, so that it is the same in every run and stays when
others are added. Without PREDICTED the gold's texts are read first. Words and rules that were learned
from one part show where its numbers stand well above those of the others.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kg.evaluation import Evaluation, Score, evaluate, read_gold, read_predictions
from kg.evaluation.comparing import Comparison
from kg.evaluation.scores import summarize
from kg.model import Document, Extraction
from kg.ontology import load_ontology

FOLDS = 4
HEADING = "part     documents  facts P       R      F1  events P      R      F1  false"


def fold_of(document: str) -> int:
    """The part, from 0, to which the document of an id belongs."""
    return int(sha256(document.encode()).hexdigest(), 16) % FOLDS


def split(comparisons: Iterable[Comparison]) -> list[Evaluation]:
    """The numbers of each part."""
    parts: list[list[Comparison]] = [[] for _ in range(FOLDS)]
    for each in comparisons:
        parts[fold_of(each.gold.document.id)].append(each)
    return [summarize(part) for part in parts]


def read(documents: Iterable[Document], predicted: str | None) -> Iterable[Extraction]:
    """What was read of the documents."""
    if predicted is not None:
        return read_predictions(predicted)
    from kg.pipeline import load_extractor

    return load_extractor().extract_all(documents)


def say(name: str, evaluation: Evaluation) -> str:
    """One line: the part, its documents, and its scores of facts and events."""
    scores = (_say_score(score) for score in (evaluation.facts, evaluation.events))
    return f"{name:8} {evaluation.documents:9}  {'  '.join(scores)}  {evaluation.false_assertions:5}"


def _say_score(score: Score) -> str:
    return f"{score.precision:7.3f} {score.recall:7.3f} {score.f1:7.3f}"


def main(arguments: Sequence[str]) -> None:
    """Prints a line a part, a line for all, and the widest difference."""
    gold, predicted = arguments[0], arguments[1] if len(arguments) > 1 else None
    ontology = load_ontology()
    golds = read_gold([gold], ontology=ontology)
    whole = evaluate(golds, read([each.document for each in golds], predicted), ontology=ontology)
    parts = split(whole.comparisons)
    print(HEADING)
    for number, part in enumerate(parts, 1):
        print(say(str(number), part))
    print(say("all", whole))
    spread = [part.facts.f1 for part in parts if part.documents]
    print(f"F1 of facts differs by {max(spread) - min(spread):.3f} between parts")


if __name__ == "__main__":
    main(sys.argv[1:])
