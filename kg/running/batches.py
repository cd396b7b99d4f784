"""Cuts a stream of things into batches of about the same length, which are read together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

MOST = 200
"""The things of a batch, at the most."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Things that stood one after another, and how long they are together."""

    items: tuple[Any, ...]
    length: int


def cut_batches(items: Iterable[Any], *, measure: Callable[[Any], int], full: int) -> Iterator[Batch]:
    """The things in batches, in their order; where a batch ends depends on them alone.

    A batch ends where it is `full` long; what is as long by itself stands alone.
    """
    waiting: list[Any] = []
    length = 0
    for item in items:
        size = measure(item)
        if waiting and (size >= full or length >= full or len(waiting) >= MOST):
            yield Batch(tuple(waiting), length)
            waiting, length = [], 0
        waiting.append(item)
        length += size
    if waiting:
        yield Batch(tuple(waiting), length)
