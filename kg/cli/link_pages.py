"""How well names are linked, as a table or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from kg.cli.tables import draw_table

if TYPE_CHECKING:
    from kg.evaluation.links import LinkEvaluation, LinkScore

_ROWS = (
    ("listed", "whose QID is in the index"),
    ("known", "and those that mean nobody"),
    ("every", "all"),
)
_HEADINGS = ("", "labelled", "in the index", "linked", "right", "accuracy", "coverage", "NIL precision")


def draw_link_page(evaluation: LinkEvaluation, count: int, *, stream: TextIO) -> None:
    """The scores, the first `count` errors, and how many there are of each cause."""
    rows = [(title, *_to_cells(getattr(evaluation, name))) for name, title in _ROWS]
    draw_table(_HEADINGS, rows, stream=stream)
    errors = sorted(evaluation.errors, key=lambda e: (e.cause, e.document, e.text))[:count]
    for error in errors:
        wanted, found = error.wanted or "nobody", error.found or "nobody"
        stream.write(f"{error.cause}: {error.text!r} of {error.document} is {wanted}, not {found}\n")
    for cause, number in sorted(evaluation.count_causes().items(), key=lambda item: (-item[1], item[0])):
        stream.write(f"{number:5}  {cause}\n")


def dump_link_page(evaluation: LinkEvaluation, count: int, *, stream: TextIO) -> None:
    """The same as one JSON object."""
    page: dict[str, Any] = {name: _to_figures(getattr(evaluation, name)) for name, _ in _ROWS}
    page["causes"] = dict(sorted(evaluation.count_causes().items()))
    if count:
        page["errors"] = [asdict(error) for error in evaluation.errors[:count]]
    json.dump(page, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _to_cells(score: LinkScore) -> tuple[str, ...]:
    counts = (score.mentions, score.listed, score.linked, score.right)
    return (
        *map(str, counts),
        f"{score.accuracy:.3f}",
        f"{score.coverage:.3f}" if score.listed else "-",
        f"{score.nil_precision:.3f}" if score.nil_right else "-",
    )


def _to_figures(score: LinkScore) -> dict[str, float]:
    shares = {name: round(getattr(score, name), 4) for name in ("accuracy", "coverage", "nil_precision")}
    return {**asdict(score), **shares}
