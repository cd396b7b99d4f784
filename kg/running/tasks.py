"""What the workers are given, and the places in which its results are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.running.batches import Batch
from kg.running.jobs import Job, Thing


@dataclass(slots=True, eq=False)
class Place:
    """A place in the order of what comes out: a thing, its length, and what was made of it once `filled`.

    What is no work has no thing, and is filled from the beginning.
    """

    thing: Thing | None
    length: int = 0
    value: Any = None
    filled: bool = False

    def fill(self, value: Any) -> None:
        """Puts in what was made of the thing."""
        self.value, self.filled = value, True


@dataclass(slots=True, eq=False)
class Task:
    """Things that a worker is given together; `deaths` counts the workers that ended over one alone."""

    places: list[Place]
    deaths: int = 0

    @property
    def alone(self) -> bool:
        """Whether there is one thing, to which all that happens is due."""
        return len(self.places) == 1

    @property
    def things(self) -> list[Thing]:
        """The things, in their order."""
        return [place.thing for place in self.places if place.thing]

    @property
    def length(self) -> int:
        """The length of the longest."""
        return max(place.length for place in self.places)

    @property
    def left(self) -> list[Place]:
        """The places of which nothing has come back yet."""
        return [place for place in self.places if not place.filled]


def to_places(batch: Batch, job: Job) -> list[Place]:
    """A place for each thing of a batch, be it work or not."""
    return [
        Place(item, job.measure(item))
        if isinstance(item, job.kind)
        else Place(None, job.measure(item), item, filled=True)
        for item in batch.items
    ]
