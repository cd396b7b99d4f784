"""Cuts a stream of documents into batches of about the same length, which are read together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.model import Document, Dropped

BATCH = 40_000
"""Characters after which a batch is full: a second or two of work. A document that is longer stands alone."""

MOST = 200
"""The documents of a batch, at the most."""


@dataclass(frozen=True)
class Batch:
    """Documents that stood one after another, and what was passed over between them."""

    items: tuple[Document | Dropped, ...]

    @cached_property
    def characters(self) -> int:
        """The length of all texts."""
        return sum(len(item.text) for item in self.items if isinstance(item, Document))


def cut_batches(items: Iterable[Document | Dropped]) -> Iterator[Batch]:
    """The documents in batches, in their order; where a batch ends depends on the documents alone."""
    waiting: list[Document | Dropped] = []
    length = 0
    for item in items:
        size = len(item.text) if isinstance(item, Document) else 0
        if waiting and (size >= BATCH or length >= BATCH or len(waiting) >= MOST):
            yield Batch(tuple(waiting))
            waiting, length = [], 0
        waiting.append(item)
        length += size
    if waiting:
        yield Batch(tuple(waiting))
