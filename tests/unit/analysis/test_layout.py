"""Where actors are placed on a page."""

from itertools import combinations

import networkx as nx
import pytest

from kg.analysis.layout import Box, place_actors


def make_layout(graph, box):
    return place_actors(graph, dict.fromkeys(graph, box))


@pytest.mark.parametrize(
    "graph",
    [
        nx.star_graph(40),
        nx.complete_graph(25),
        nx.gnm_random_graph(150, 260, seed=1),
        nx.empty_graph(7),
        nx.path_graph(2),
    ],
    ids=["star", "complete", "random", "without ties", "pair"],
)
def test_no_box_covers_another_and_all_stand_on_the_page(graph):
    box = Box(90, 30)
    layout = make_layout(graph, box)
    assert layout.places.keys() == set(graph)
    for (x, y), (other_x, other_y) in combinations(layout.places.values(), 2):
        assert abs(x - other_x) > box.width - 0.5 or abs(y - other_y) > box.height - 0.5
    for x, y in layout.places.values():
        assert 44.5 <= x <= layout.width - 44.5 and 14.5 <= y <= layout.height - 14.5


def test_those_who_are_tied_stand_nearer_than_others():
    graph = nx.relabel_nodes(nx.path_graph(5), dict(enumerate("abcde")))
    places = make_layout(graph, Box(10, 10)).places
    gaps = [abs(complex(*places[other]) - complex(*places["a"])) for other in "bcde"]
    assert gaps == sorted(gaps)


def test_the_order_of_ties_does_not_matter():
    graph = nx.gnm_random_graph(30, 50, seed=2)
    turned = nx.Graph([(other, one) for one, other in reversed(list(graph.edges()))])
    turned.add_nodes_from(reversed(list(graph)))
    assert make_layout(graph, Box(40, 20)) == make_layout(turned, Box(40, 20))


def test_a_network_of_nobody_has_an_empty_page():
    layout = place_actors(nx.Graph(), {})
    assert (layout.places, layout.width, layout.height) == ({}, 0, 0)
