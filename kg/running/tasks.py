"""What the workers are given, and the places in which its results are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.model import Document, Dropped
from kg.running.batches import Batch


@dataclass(slots=True, eq=False)
class Place:
    """A place in the order of what comes out: a document, and what was made of it once `filled`.

    What was passed over by who read the source has no document, and is filled from the beginning.
    """

    document: Document | None
    value: Any = None
    filled: bool = False

    def fill(self, value: Any) -> None:
        """Puts in what was made of the document."""
        self.value, self.filled = value, True

    @property
    def length(self) -> int:
        """The characters of the document."""
        return len(self.document.text) if self.document else 0


@dataclass(slots=True, eq=False)
class Task:
    """Documents that a worker is given together; `deaths` counts the workers that ended over one alone."""

    places: list[Place]
    deaths: int = 0

    @property
    def alone(self) -> bool:
        """Whether there is one document, to which all that happens is due."""
        return len(self.places) == 1

    @property
    def documents(self) -> list[Document]:
        """The documents, in their order."""
        return [place.document for place in self.places if place.document]

    @property
    def length(self) -> int:
        """The characters of the longest document."""
        return max(place.length for place in self.places)

    @property
    def left(self) -> list[Place]:
        """The places of which nothing has come back yet."""
        return [place for place in self.places if not place.filled]


def to_places(batch: Batch) -> list[Place]:
    """A place for each document of a batch, and for each that was passed over before."""
    return [
        Place(None, item, filled=True) if isinstance(item, Dropped) else Place(item) for item in batch.items
    ]
