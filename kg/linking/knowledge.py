"""What linking asks of whoever knows the world: the index on disk, or items that were found online."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from kg.gazetteer import Candidate, EntityIndex, Gazetteer, Position, Seat
from kg.linking.portrait import StatedOffice

_CACHE_SIZE = 16384
_OF_STATE = frozenset({"head", "minister"})


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

    def holders(self, owner: str, office: StatedOffice, date: str) -> tuple[Candidate, ...]:
        """Who held an office of a state or body (its QID) on a date (ISO), the likeliest first."""
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

    def holders(self, owner: str, office: StatedOffice, date: str) -> tuple[Candidate, ...]:
        """Who held an office of a state or body on a date, the likeliest first.

        Where no office of that very name is known, one of that kind of head and portfolio is.
        """
        return self._holders(owner, office, date)

    def _find_holders(self, owner: str, office: StatedOffice, date: str) -> tuple[Candidate, ...]:
        listed = self._gazetteer.holders(owner, office.labels, date)
        found = [self._index.candidate(each.key) for each in listed]
        if not found and office.kind in _OF_STATE:
            called = self._index.holders_at(office.words, owner, date)
            found = [each.person for each in called if each.sure and not each.extra]
        return tuple(each for each in found if each is not None)
