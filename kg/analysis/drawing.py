"""What a drawing of a network shows and where: its actors with their names, its ties, its communities."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from kg.analysis.communities import Communities, find_communities
from kg.analysis.graphs import to_graph
from kg.analysis.layout import Box, place_actors
from kg.analysis.network import Actor, Network, Tie, tie_pairs

if TYPE_CHECKING:
    from kg.analysis.layout import Layout

MOST = 150
"""How many actors are drawn, unless told."""

COLOURS = (
    "#0072B2 #D55E00 #009E73 #B0508A #C98A00 #3A9BD9 #882255 #2E8B80 #7A7A1E #6A51A3 #A65628 #4D4D9E".split()
)
"""The colours of the largest communities, which people who confuse red and green can tell apart."""

GREY = "#7C828C"
"""The colour of two who are tied to nobody else, and of communities for which no other is left."""

LINE = 1.22
"""The height of a line of text, in ems."""

_WIDEST = 22
_LINES = 3
_NARROW = frozenset("fijlrtI.,:;'’|!()[]-/ ")
_FEW = 40


@dataclass(frozen=True, slots=True)
class Dot:
    """An actor as it is drawn: the middle and radius of its mark, its lines and their size, in points."""

    actor: Actor
    x: float
    y: float
    radius: float
    lines: tuple[str, ...]
    size: float
    community: int
    colour: str
    weight: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page with dots, the heaviest first, and the ties between them; `left_out` actors are not on it."""

    title: str
    width: float
    height: float
    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    network: Network
    left_out: int

    @property
    def few(self) -> bool:
        """Whether there is room to say on each tie what it is."""
        return len(self.ties) <= _FEW

    def places(self) -> dict[str, Dot]:
        """The dots by the IRIs of their actors."""
        return {dot.actor.iri: dot for dot in self.dots}


def draw_network(network: Network, *, title: str = "", most: int = MOST, weight: str = "evidence") -> Drawing:
    """A drawing of the actors with the heaviest ties, `most` of them; the same network gives the same one."""
    shown = _keep_heaviest(network, most, weight)
    ties = tie_pairs(shown, weight=weight)
    graph = to_graph(shown, weight=weight)
    weights = {iri: int(total) for iri, total in graph.degree(weight="weight")}
    sizes = _measure(weights)
    lines = {iri: _break(shown.name(iri)) for iri in graph}
    boxes = {iri: _to_box(lines[iri], *sizes[iri]) for iri in graph}
    layout = place_actors(graph, boxes, reach=130 if len(ties) <= _FEW else 95)
    communities = find_communities(shown, weight=weight)
    dots = [
        _to_dot(
            shown.actors[iri], layout, boxes[iri], lines[iri], *sizes[iri], _colour(communities)[iri], total
        )
        for iri, total in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    ]
    left_out = len(to_graph(network)) - len(dots)
    return Drawing(title, layout.width, layout.height, tuple(dots), tuple(ties), shown, left_out)


def find_direction(tie: Tie, symmetric: frozenset[str]) -> int:
    """1 where all that ties the two leads from subject to object, -1 the other way, 0 both or neither."""
    ways = {
        0 if link.relation in symmetric else 1 if link.subject == tie.subject else -1 for link in tie.links
    }
    return ways.pop() if len(ways) == 1 else 0


def find_shape(actor: Actor) -> str:
    """The shape of an actor's mark: circle for persons, square for states, diamond for all others."""
    return {"Person": "circle", "State": "square"}.get(actor.type, "diamond")


def _keep_heaviest(network: Network, most: int, weight: str) -> Network:
    """The links among those whom the heaviest ties join; of equal ties, those of the busiest actors first."""
    busy = dict(to_graph(network, weight=weight).degree(weight="weight"))
    kept: set[str] = set()
    ties = tie_pairs(network, weight=weight)
    for tie in sorted(ties, key=lambda tie: (-tie.weight, -busy[tie.subject] - busy[tie.object])):
        pair = {tie.subject, tie.object}
        if len(kept | pair) <= most:
            kept |= pair
    return network.keep(link for link in network.links if {link.subject, link.object} <= kept)


def _measure(weights: dict[str, int]) -> dict[str, tuple[float, float]]:
    """The radius of each mark and the size of its text, in points: larger for those with heavier ties."""
    heaviest = max(weights.values(), default=1)
    parts = {iri: (weight / heaviest) ** 0.5 for iri, weight in weights.items()}
    return {iri: (round(4.5 + 7.5 * part, 2), round(8.5 + 3 * part, 2)) for iri, part in parts.items()}


def _break(label: str) -> tuple[str, ...]:
    """A name in lines of fair length; a very long one is cut."""
    lines = wrap(label, _WIDEST, max_lines=_LINES, placeholder=" …", break_on_hyphens=False) or [label]
    return tuple(lines)


def _to_box(lines: Sequence[str], radius: float, size: float) -> Box:
    widest = max(sum(map(_measure_letter, line)) for line in lines)
    return Box(max(2 * radius, widest * size) + 6, 2 * radius + 4 + LINE * size * len(lines))


def _measure_letter(letter: str) -> float:
    """About how wide a letter is, in ems."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.36 if letter in _NARROW else 0.72 if letter.isupper() or letter in "mwMW" else 0.6


def _colour(communities: Communities) -> dict[str, tuple[int, str]]:
    """The community of each actor, and its colour."""
    return dict(_colour_each(communities))


def _colour_each(communities: Communities) -> Iterator[tuple[str, tuple[int, str]]]:
    for group in communities.groups:
        known = group.number <= len(COLOURS) and (len(group.members) > 2 or group.outside > 0)
        for iri in group.members:
            yield iri, (group.number, COLOURS[group.number - 1] if known else GREY)


def _to_dot(
    actor: Actor,
    layout: Layout,
    box: Box,
    lines: tuple[str, ...],
    radius: float,
    size: float,
    community: tuple[int, str],
    weight: int,
) -> Dot:
    x, y = layout.places[actor.iri]
    return Dot(actor, x, round(y - box.height / 2 + radius, 2), radius, lines, size, *community, weight)
