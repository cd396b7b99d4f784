"""An evaluation as tables for people, and as JSON for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.cli.tables import draw_table

if TYPE_CHECKING:
    from kg.evaluation import Evaluation, Score
    from kg.evaluation.losses import Loss
    from kg.evaluation.reliability import Band

_HEADINGS = ("precision", "recall", "F1", "right", "read", "gold")


def dump_page(
    evaluation: Evaluation, losses: Iterable[Loss] | None, bands: Iterable[Band] | None, *, stream: TextIO
) -> None:
    """Writes one object of JSON: the numbers, and the errors and bands that were asked for."""
    from kg.evaluation import to_json

    page: dict[str, Any] = to_json(evaluation)
    if bands is not None:
        page["reliability"] = [_to_figures(band) for band in bands]
    if losses is not None:
        page["errors"] = [_to_object(loss) for loss in losses]
    stream.write(f"{json.dumps(page, ensure_ascii=False, indent=1)}\n")


def draw_page(
    evaluation: Evaluation,
    shown: Sequence[Loss],
    losses: Sequence[Loss],
    bands: Sequence[Band] | None,
    *,
    stream: TextIO,
) -> None:
    """Writes the errors that are shown, the stages of all `losses`, and the numbers in tables."""
    for loss in shown:
        _draw_loss(loss, stream)
    if losses:
        _draw_stages(losses, stream)
    _draw_scores("predicate", evaluation.per_predicate, stream)
    _draw_scores("event type", evaluation.per_event_type, stream)
    _draw_scores("status", evaluation.per_status, stream)
    _draw_publishers(evaluation, stream)
    if bands is not None:
        _draw_bands(bands, stream)
    _draw_summary(evaluation, stream)


def _draw_loss(loss: Loss, stream: TextIO) -> None:
    from kg.queries.answers import strip_controls

    coloured = stream.isatty()
    fact = strip_controls(f"{loss.subject} {loss.predicate} {loss.object}")
    sure = f", confidence {loss.confidence:.2f}" if loss.confidence is not None else ""
    frame = f", frame {loss.frame}" if loss.frame else ""
    first = click.style(f"{loss.kind}: {fact}", bold=True)
    lines = (first, f"  {loss.stage}{sure}{frame}", f"  {loss.document}: {strip_controls(loss.text)}", "")
    text = "".join(f"{line}\n" for line in lines)
    stream.write(text if coloured else click.unstyle(text))


def _draw_stages(losses: Sequence[Loss], stream: TextIO) -> None:
    from kg.evaluation.stages import STAGES

    counts = Counter((loss.stage, loss.kind) for loss in losses)
    rows = [(stage, *(str(counts[stage, kind]) for kind in ("missed", "wrong"))) for stage in STAGES]
    draw_table(("stage", "missed", "wrong"), [row for row in rows if row[1:] != ("0", "0")], stream=stream)
    stream.write("\n")


def _draw_scores(heading: str, scores: Mapping[str, Score], stream: TextIO) -> None:
    if scores:
        rows = [(name, *_to_cells(score)) for name, score in scores.items()]
        draw_table((heading, *_HEADINGS), rows, stream=stream)
        stream.write("\n")


def _draw_publishers(evaluation: Evaluation, stream: TextIO) -> None:
    headings = (
        "publisher",
        "documents",
        *(f"{name} {part}" for name in ("facts", "events") for part in "PR"),
    )
    rows = [
        (
            name,
            str(each.documents),
            *(v for s in (each.facts, each.events) for v in _to_cells(s)[:2]),
        )
        for name, each in evaluation.per_publisher.items()
    ]
    draw_table(headings, rows, stream=stream)
    stream.write("\n")


def _draw_bands(bands: Sequence[Band], stream: TextIO) -> None:
    rows = [
        (f"{band.low:.2f} to {band.high:.2f}", str(band.facts), f"{band.mean:.3f}", _share(band.share))
        for band in bands
    ]
    draw_table(("confidence", "facts", "mean", "right"), rows, stream=stream)
    stream.write("\n")


def _draw_summary(evaluation: Evaluation, stream: TextIO) -> None:
    from kg.evaluation.evaluation_json import main_scores

    scores = main_scores(evaluation).items()
    rows = [(name.replace("_", " "), *_to_cells(score)) for name, score in scores]
    draw_table(("all", *_HEADINGS), rows, stream=stream)
    quotes = evaluation.quotes
    lines = (
        f"{evaluation.documents} documents, {evaluation.missing} of them not read",
        f"{evaluation.false_assertions} of {evaluation.unreal_gold} facts that are none were taken for facts",
        f"{quotes.wrong} of {quotes.spans} quotes are wrong, {quotes.facts_without} facts have none",
    )
    stream.write("".join(f"{line}\n" for line in lines))


def _to_cells(score: Score) -> tuple[str, ...]:
    precision = _share(score.precision) if score.predicted else "-"
    recall = _share(score.recall) if score.gold else "-"
    f1 = _share(score.f1) if score.predicted and score.gold else "-"
    return (precision, recall, f1, f"{score.found:g}", str(score.predicted), str(score.gold))


def _share(value: float) -> str:
    return f"{value:.3f}"


def _to_figures(band: Band) -> dict[str, float]:
    return {**asdict(band), "mean": round(band.mean, 4), "share": round(band.share, 4)}


def _to_object(loss: Loss) -> dict[str, Any]:
    """A loss with its sentence's characters; its text has its line ends made spaces."""
    return {name: value for name, value in asdict(loss).items() if value is not None}
