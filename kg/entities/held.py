"""Who was said to hold an office: found again by the office, by whose it is, and by who holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.entities.cluster import Cluster
from kg.mentions.mention import Mention
from kg.mentions.office_reading import OfficeReading, Owner

ClusterOf: TypeAlias = Callable[[Mention], Cluster | None]

_Office: TypeAlias = tuple[int, str | None]
"""What decides whether two readings can speak of one office: the form of the words, and the tenure."""

_Mark: TypeAlias = Cluster | str | None
"""Whose an office is: a cluster, the key of its state, or None where it is not known when it is held."""

_Said: TypeAlias = "dict[Cluster, list[Held]]"


@dataclass(frozen=True, slots=True)
class Held:
    """That a person was said to hold an office: the reading, and the person's cluster."""

    reading: OfficeReading
    holder: Cluster
    start: int = field(init=False)
    """The character at which it begins to be said."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.reading.evidence.span.start)


@dataclass(slots=True)
class _Told:
    """What was said of one office: one of the readings, and who was said to hold it, in all and by owner."""

    example: OfficeReading
    everyone: _Said = field(default_factory=dict)
    by_owner: dict[_Mark, _Said] = field(default_factory=dict)

    def add(self, held: Held, marks: set[_Mark]) -> None:
        for said in (self.everyone, *(self.by_owner.setdefault(mark, {}) for mark in marks)):
            said.setdefault(held.holder, []).append(held)


@dataclass(slots=True)
class HeldOffices:
    """All that was said so far of who holds an office.

    However long a text is, an office is compared with those alone that are of its kind and owner, by holder:
    whoever takes what fits from `find` may stop at the second holder.
    """

    cluster_of: ClusterOf
    _told: dict[_Office, _Told] = field(default_factory=dict)
    _by_holder: dict[Cluster, list[Held]] = field(default_factory=dict)
    _by_sentence: dict[int, list[Held]] = field(default_factory=dict)

    def add(self, held: Held) -> None:
        """Notes that somebody was said to hold an office."""
        reading = held.reading
        told = self._told.setdefault((id(reading.phrase.form), reading.phrase.tenure), _Told(reading))
        told.add(held, self._marks(reading))
        self._by_holder.setdefault(held.holder, []).append(held)
        self._by_sentence.setdefault(reading.sentence.index, []).append(held)

    def of(self, holder: Cluster) -> list[Held]:
        """What somebody was said to hold, in the order in which it was noted."""
        return self._by_holder.get(holder, [])

    def near(self, index: int) -> list[Held]:
        """What was said in a sentence, and in the one before."""
        return [*self._by_sentence.get(index - 1, ()), *self._by_sentence.get(index, ())]

    def find(
        self, reading: OfficeReading, same: Callable[[OfficeReading, OfficeReading], bool]
    ) -> Iterator[tuple[Cluster, list[Held]]]:
        """Who was said to hold an office that is the `same`, whose owner may be that of `reading`.

        A holder comes several times where he was said to hold several such offices.
        """
        marks = self._marks(reading) | {None}
        for told in self._told.values():
            if same(reading, told.example):
                for said in self._choose(told, marks) if reading.owners else [told.everyone]:
                    yield from said.items()

    def find_of(
        self,
        owner: Cluster,
        reading: OfficeReading,
        same: Callable[[OfficeReading, OfficeReading], bool],
    ) -> set[Cluster]:
        """Who was said to hold, for `owner`, an office that is the `same`."""
        return {
            holder
            for told in self._told.values()
            if same(reading, told.example)
            for said in self._choose(told, {owner, None})
            for holder, all_held in said.items()
            if any(owner_cluster(o, self.cluster_of) is owner for h in all_held for o in h.reading.owners)
        }

    def _choose(self, told: _Told, marks: set[_Mark]) -> list[_Said]:
        return [told.by_owner[mark] for mark in marks if mark in told.by_owner]

    def _marks(self, reading: OfficeReading) -> set[_Mark]:
        clusters = [owner_cluster(owner, self.cluster_of) for owner in reading.owners]
        return {*clusters, *(c.country for c in clusters if c is not None and c.country is not None)}


def owner_cluster(owner: Owner, cluster_of: ClusterOf) -> Cluster | None:
    """The cluster of whose office it is, through the owner of a nested office if need be."""
    if owner.mention is not None:
        return cluster_of(owner.mention)
    inner = owner.office.owners if owner.office else ()
    return owner_cluster(inner[0], cluster_of) if inner else None


def country_of(owner: Owner, cluster_of: ClusterOf) -> str | None:
    """The key of the state to which the owner of an office belongs."""
    cluster = owner_cluster(owner, cluster_of)
    return cluster.country if cluster else None
