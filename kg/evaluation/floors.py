"""Floors that numbers must not fall below, as one writes them on a command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import UsageError
from kg.evaluation.evaluation_json import main_scores, to_figures
from kg.evaluation.scores import Evaluation, Score

FIGURES = ("p", "r", "f1")
MEASURES = ("facts", "facts_with_status", "events", "speakers")
TABLES = ("per_predicate", "per_event_type", "per_status")

_EXAMPLE = "facts.p=0.88,facts.f1=0.7"


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure (p, r or f1) of a score may be; `path` names the score."""

    path: tuple[str, ...]
    figure: str
    least: float

    def __str__(self) -> str:
        return ".".join((*self.path, self.figure))


def parse_floors(text: str) -> tuple[Floor, ...]:
    """The floors in a text such as facts.p=0.88,per_predicate.metWith.f1=0.7.

    Raises UsageError for what is none.

    >>> [str(floor) for floor in parse_floors("facts.p=0.88, per_predicate.metWith.f1=0.7")]
    ['facts.p', 'per_predicate.metWith.f1']
    """
    return tuple(_parse(each.strip()) for each in text.split(",") if each.strip())


def find_fallen(evaluation: Evaluation, floors: tuple[Floor, ...]) -> list[str]:
    """What fell below its floor, in words; a UsageError for a row that there is not."""
    return [
        f"{floor} is {value:.4f}, below {floor.least:g}"
        for floor in floors
        if (value := _find_value(evaluation, floor)) < floor.least
    ]


def _parse(text: str) -> Floor:
    name, _, number = text.partition("=")
    *path, figure = name.strip().split(".")
    try:
        least = float(number)
    except ValueError:
        raise _wrong(f"{text!r} names no number") from None
    if figure not in FIGURES or not path:
        raise _wrong(
            f"{name.strip()!r} is no figure", hint=f"{_EXAMPLE}: {', '.join(FIGURES)} of {_measures()}"
        )
    if not _is_measure(path):
        near = get_close_matches(path[0], (*MEASURES, *TABLES), n=2)
        raise _wrong(f"no score {'.'.join(path)!r}", hint=", ".join(near) or _measures())
    if not 0 <= least <= 1:
        raise _wrong(f"{number.strip()} is not between 0 and 1")
    return Floor(tuple(path), figure, least)


def _measures() -> str:
    return ", ".join((*MEASURES, *(f"{table}.NAME" for table in TABLES)))


def _is_measure(path: list[str]) -> bool:
    return (len(path) == 1 and path[0] in MEASURES) or (len(path) == 2 and path[0] in TABLES)


def _find_value(evaluation: Evaluation, floor: Floor) -> float:
    rows: Mapping[str, Score] = main_scores(evaluation)
    if len(floor.path) == 2:
        rows = getattr(evaluation, floor.path[0])
    name = floor.path[-1]
    if name not in rows:
        hint = ", ".join(get_close_matches(name, rows, n=3) or sorted(rows))
        raise _wrong(f"{floor.path[0]} has no {name!r} here", hint=hint)
    return to_figures(rows[name])[floor.figure]


def _wrong(why: str, *, hint: str = _EXAMPLE) -> UsageError:
    return UsageError(why, where="--fail-under", hint=hint)
