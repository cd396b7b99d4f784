"""An evaluation as plain dicts and lists, for machines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.evaluation.scores import Evaluation, Publisher, Score


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """The numbers, shares rounded to four places; keys always in the same order."""
    return {
        "documents": evaluation.documents,
        "missing": evaluation.missing,
        **{name: to_figures(score) for name, score in main_scores(evaluation).items()},
        "false_assertions": {
            "count": evaluation.false_assertions,
            "unreal_gold": evaluation.unreal_gold,
        },
        "evidence": {
            "spans": evaluation.quotes.spans,
            "wrong_quote": evaluation.quotes.wrong,
            "facts_without": evaluation.quotes.facts_without,
        },
        "per_predicate": _to_rows(evaluation.per_predicate),
        "per_event_type": _to_rows(evaluation.per_event_type),
        "per_status": _to_rows(evaluation.per_status),
        "per_publisher": {name: _from_publisher(each) for name, each in evaluation.per_publisher.items()},
    }


def main_scores(evaluation: Evaluation) -> dict[str, Score]:
    """The four scores of an evaluation by name."""
    return {name: getattr(evaluation, name) for name in ("facts", "facts_with_status", "events", "speakers")}


def to_figures(score: Score) -> dict[str, float]:
    """A score as p, r and f1, and the counts that they are made of."""
    return {
        "p": round(score.precision, 4),
        "r": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "tp": round(score.found, 1),
        "predicted": score.predicted,
        "gold": score.gold,
    }


def _to_rows(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    return {name: to_figures(score) for name, score in scores.items()}


def _from_publisher(publisher: Publisher) -> dict[str, Any]:
    return {
        "documents": publisher.documents,
        "facts": to_figures(publisher.facts),
        "events": to_figures(publisher.events),
    }
