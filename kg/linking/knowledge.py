"""What linking asks of whoever knows the world: the gazetteer on disk, or items that were found online."""

from __future__ import annotations

from typing import Protocol

from kg.gazetteer.records import Position, Record


class Knowledge(Protocol):
    """Names, people and offices; each method gives what the method of that name of `Gazetteer` gives."""

    def find(self, surface: str) -> tuple[Record, ...]:
        """The records that a surface may name, the likeliest first."""
        ...

    def record(self, qid: str) -> Record | None:
        """The record with that QID."""
        ...

    def body(self, state_qid: str, name: str) -> Record | None:
        """A state's body by the name of its kind."""
        ...

    def person_names(self) -> tuple[tuple[str, str], ...]:
        """Every name of a person, with the person's QID."""
        ...

    def positions(self, qid: str) -> tuple[Position, ...]:
        """The offices that a person held."""
        ...

    def holders(self, state_qid: str, office: str, date: str) -> tuple[Record, ...]:
        """The people who held an office of a state on a date."""
        ...
