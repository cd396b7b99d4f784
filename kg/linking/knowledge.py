"""What linking asks of whoever knows the world: the index on disk, or items that were found online."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from kg.gazetteer import Candidate, EntityIndex, Gazetteer, Position, Seat

_CACHE_SIZE = 16384


class Knowledge(Protocol):
    """Names, people and offices; each method gives what the method of that name of `EntityIndex` gives."""

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The entities that a name may mean, the likeliest first."""
        ...

    def candidate(self, key: str) -> Candidate | None:
        """The entity with that QID or other key."""
        ...

    def positions(self, key: str) -> tuple[Position, ...]:
        """The offices that a person held."""
        ...

    def seat(self, surface: str) -> Seat | None:
        """The seat of power that a surface names."""
        ...

    def holders(self, owner: str, labels: str, date: str) -> tuple[Candidate, ...]:
        """Who held an office of a state or body (its QID) on a date (ISO).

        `labels` is a regular expression for the whole of what the office is called.
        """
        ...


class Offline:
    """What the index on disk knows."""

    def __init__(self, index: EntityIndex, gazetteer: Gazetteer) -> None:
        self._index = index
        self._gazetteer = gazetteer
        self._positions = lru_cache(maxsize=_CACHE_SIZE)(index.positions)
        self._holders = lru_cache(maxsize=_CACHE_SIZE)(self._find_holders)

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The entities that a name may mean, the likeliest first."""
        return self._index.candidates(name)

    def candidate(self, key: str) -> Candidate | None:
        """The entity with that QID or other key."""
        return self._index.candidate(key)

    def positions(self, key: str) -> tuple[Position, ...]:
        """The offices that a person held, in the order of the source."""
        return self._positions(key)

    def seat(self, surface: str) -> Seat | None:
        """The seat of power that a surface names."""
        return self._index.seat(surface)

    def holders(self, owner: str, labels: str, date: str) -> tuple[Candidate, ...]:
        """Who held an office of a state or body on a date, the likeliest first."""
        return self._holders(owner, labels, date)

    def _find_holders(self, owner: str, labels: str, date: str) -> tuple[Candidate, ...]:
        found = (self._index.candidate(each.key) for each in self._gazetteer.holders(owner, labels, date))
        return tuple(each for each in found if each is not None)
