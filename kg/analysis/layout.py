"""Places actors on a page so that no name covers another, and the same network always in the same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Positions: TypeAlias = "NDArray[Any]"

Room: TypeAlias = "tuple[float, float, float, float]"
"""A rectangle: left, top, right, bottom."""

REACH = 95.0
"""How far apart, in points, two actors with a tie would best stand."""

GAP = 26.0
"""The room, in points, between parts of a network that no tie joins."""

SHAPE = 1.45
"""How much wider than high a page is."""

STEPS = 120
"""How often points are moved nearer to where they should be."""

ROUNDS = 2000
"""How often names that cover each other are pushed apart, at most."""


EASE = 25
"""After so many rounds the page grows a little, where they have not been enough."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room that an actor takes with its name, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The middle of each actor's box, in points from the left and from the top, and the size of the page."""

    places: Mapping[str, tuple[float, float]]
    width: float
    height: float


def place_actors(graph: Any, boxes: Mapping[str, Box], *, reach: float = REACH) -> Layout:
    """A page for a graph of networkx with a box for each node; parts that no tie joins stand side by side."""
    import networkx as nx

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    laid = [_lay_out(graph.subgraph(part), boxes, reach) for part in parts]
    return _pack(laid)


def _lay_out(part: Any, boxes: Mapping[str, Box], reach: float) -> Layout:
    """One part of the network, its upper left corner at (0, 0)."""
    import numpy as np

    names = sorted(part)
    sizes = np.array([(boxes[name].width, boxes[name].height) for name in names])
    points = _spread(_arrange(part, names) * reach, sizes)
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
    width, height = (float(each) for each in high - low)
    places = {name: (float(x), float(y)) for name, (x, y) in zip(names, points - low, strict=True)}
    return Layout(places, width, height)


def _arrange(part: Any, names: Sequence[str]) -> Positions:
    """Points as far apart as there are ties between them; the whole is wider than high."""
    import networkx as nx
    import numpy as np

    ordered: Any = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in part.edges()))
    if len(names) < 3:
        return np.array([(0.0, 0.0), (0.0, 0.8)][: len(names)])
    found = nx.spring_layout(ordered, seed=3, iterations=100, weight=None, method="force")
    start = np.array([found[name] for name in names])
    return _lie_down(_relax(start, _measure_steps(ordered, names)))


def _measure_steps(graph: Any, names: Sequence[str]) -> Positions:
    """How many ties lie between each two; a tie counts the more, the more others those have whom it joins."""
    import networkx as nx
    import numpy as np

    for one, other, data in graph.edges(data=True):
        data["length"] = 0.75 + 0.045 * (graph.degree(one) + graph.degree(other)) ** 0.85
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    return np.array([[lengths[one][other] for other in names] for one in names])


def _relax(points: Positions, wanted: Positions) -> Positions:
    """The points moved until their distances come near to those that are wanted, the short ones above all.

    Stress majorization: Gansner, Koren and North, "Graph drawing by stress majorization", 2004.
    """
    import numpy as np

    pulls = np.divide(1.0, wanted**2, out=np.zeros_like(wanted), where=wanted > 0)
    for _ in range(STEPS):
        apart = points[:, None, :] - points[None, :, :]
        far = np.sqrt((apart**2).sum(axis=2))
        ratio = np.divide(wanted, far, out=np.zeros_like(far), where=far > 0)
        goals = points[None, :, :] + apart * ratio[..., None]
        points = (pulls[..., None] * goals).sum(axis=1) / pulls.sum(axis=1)[:, None]
    return points


def _lie_down(points: Positions) -> Positions:
    """The points turned so that they spread the most from left to right."""
    import numpy as np

    centred: Positions = points - points.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned: Positions = centred @ axes[:, ::-1]
    signs = np.where(turned[np.abs(turned).argmax(axis=0), [0, 1]] < 0, -1, 1)
    flipped: Positions = turned * signs
    return flipped


def _spread(points: Positions, sizes: Positions) -> Positions:
    """The points pushed apart, by as little as will do, until no box covers another."""
    import numpy as np

    points = points.copy()
    reach = (sizes[:, None, :] + sizes[None, :, :]) / 2 + 4.0
    order = np.arange(len(points))
    for number in range(1, ROUNDS + 1):
        apart = points[:, None, :] - points[None, :, :]
        over = reach - np.abs(apart)
        covers = (over > 0).all(axis=2) & (order[:, None] != order[None, :])
        if not covers.any():
            break
        if number % EASE == 0:
            points *= 1.05
            continue
        across = over[..., 0] < over[..., 1]
        ties = np.where(order[:, None] > order[None, :], 1.0, -1.0)
        for axis, chosen in ((0, covers & across), (1, covers & ~across)):
            way = np.sign(apart[..., axis])
            push = np.where(chosen, over[..., axis] * np.where(way == 0, ties, way), 0.0)
            points[:, axis] += push.sum(axis=1) / np.maximum(chosen.sum(axis=1), 1) * 0.55
    return points


def _pack(parts: Sequence[Layout]) -> Layout:
    """The parts side by side, each where it makes the page grow the least."""
    corners = [(0.0, 0.0)]
    placed: list[Room] = []
    places: dict[str, tuple[float, float]] = {}
    width = height = 0.0
    for part in parts:
        rooms = [(x, y, x + part.width, y + part.height) for x, y in corners]
        free = [room for room in rooms if not any(_meet(room, other) for other in placed)]
        room = min(
            free, key=lambda room: (max(width, room[2], SHAPE * max(height, room[3])), room[1], room[0])
        )
        left, top, right, bottom = room
        corners += [(right + GAP, y) for y in (0.0, top)] + [(x, bottom + GAP) for x in (0.0, left)]
        placed.append(room)
        places |= {name: (round(left + x, 1), round(top + y, 1)) for name, (x, y) in part.places.items()}
        width, height = max(width, right), max(height, bottom)
    return Layout(places, width, height)


def _meet(one: Room, other: Room) -> bool:
    """Whether there is less than a gap between two rooms."""
    across = one[0] < other[2] + GAP and other[0] < one[2] + GAP
    return across and one[1] < other[3] + GAP and other[1] < one[3] + GAP
