"""What changed in a network from one period to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.network import Network, tie_pairs

if TYPE_CHECKING:
    from kg.analysis.network import Tie

CHANGES = ("new", "grown", "shrunk", "gone", "same")
"""What can happen to a tie or an actor."""


@dataclass(frozen=True, slots=True)
class TieChange:
    """What happened to the tie of two actors: its weight before and after, and its relations in either."""

    what: str
    one: str
    other: str
    before: int
    after: int
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorChange:
    """What happened to an actor: the weight of its ties before and after, and its places by that, if any."""

    what: str
    iri: str
    before: int
    after: int
    rank_before: int | None
    rank_after: int | None


def compare_ties(before: Network, after: Network, *, weight: str = "evidence") -> list[TieChange]:
    """What happened to each tie, the greatest change first; ties by IRI."""
    old = {(tie.subject, tie.object): tie for tie in tie_pairs(before, weight=weight)}
    new = {(tie.subject, tie.object): tie for tie in tie_pairs(after, weight=weight)}
    changes = [_compare(pair, old.get(pair), new.get(pair)) for pair in old.keys() | new.keys()]
    return sorted(changes, key=lambda c: (-abs(c.after - c.before), CHANGES.index(c.what), c.one, c.other))


def compare_actors(before: Network, after: Network, *, weight: str = "evidence") -> list[ActorChange]:
    """What happened to each actor, those who rose the most first; ties by IRI."""
    old, new = _weigh(before, weight), _weigh(after, weight)
    places, now = _rank(old), _rank(new)
    changes = [
        ActorChange(
            _name(old.get(iri, 0), new.get(iri, 0)),
            iri,
            old.get(iri, 0),
            new.get(iri, 0),
            places.get(iri),
            now.get(iri),
        )
        for iri in old.keys() | new.keys()
    ]
    return sorted(changes, key=lambda c: (c.before - c.after, c.rank_after or len(now) + 1, c.iri))


def _compare(pair: tuple[str, str], old: Tie | None, new: Tie | None) -> TieChange:
    before, after = (tie.weight if tie else 0 for tie in (old, new))
    relations = {relation for tie in (old, new) if tie for relation in tie.relations}
    return TieChange(_name(before, after), *pair, before, after, tuple(sorted(relations)))


def _name(before: int, after: int) -> str:
    if not before or not after:
        return "gone" if before else "new"
    return "same" if before == after else "grown" if after > before else "shrunk"


def _weigh(network: Network, weight: str) -> dict[str, int]:
    """The weight of each actor's ties."""
    weights: dict[str, int] = {}
    for tie in tie_pairs(network, weight=weight):
        for iri in (tie.subject, tie.object):
            weights[iri] = weights.get(iri, 0) + tie.weight
    return weights


def _rank(weights: dict[str, int]) -> dict[str, int]:
    """The place of each by weight; those of the same weight share the best place."""
    ordered = sorted(weights.values(), reverse=True)
    first = {weight: place for place, weight in reversed(list(enumerate(ordered, 1)))}
    return {iri: first[weight] for iri, weight in weights.items()}
