"""Ranks, communities, paths, bridges and change, of networks of which the answer is known."""

import networkx as nx
import pytest

from kg.analysis import (
    MEASURES,
    METHODS,
    compare_actors,
    compare_ties,
    find_actor,
    find_bridges,
    find_communities,
    find_cut_vertices,
    find_paths,
    rank_actors,
)
from kg.analysis.graphs import to_digraph, to_graph
from kg.errors import UsageError
from tests.unit.analysis.made_networks import make_link, make_network


@pytest.fixture
def star():
    """a accuses b, c and d, b the most; b accuses c."""
    heavy = make_link("ab", relation="accused", times=5)
    return make_network(heavy, *(make_link(pair, relation="accused") for pair in ("ac", "ad", "bc")))


def test_the_one_who_joins_the_others_comes_first(two_triangles):
    assert [rank.iri for rank in rank_actors(two_triangles)][:2] == ["c", "d"]


@pytest.mark.parametrize("by", MEASURES)
def test_scores_fall_and_each_actor_has_one(by, star):
    ranks = rank_actors(star, by=[by])
    scores = [rank.scores[by] for rank in ranks]
    assert scores == sorted(scores, reverse=True)
    assert {rank.iri for rank in ranks} == set("abcd")


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("by", ["betweenness", "closeness"])
def test_the_fast_measures_are_those_of_networkx(by, directed, star):
    graph = (to_digraph if directed else to_graph)(star)
    expected = {"betweenness": nx.betweenness_centrality, "closeness": nx.closeness_centrality}[by](graph)
    scores = {rank.iri: rank.scores[by] for rank in rank_actors(star, by=[by], directed=directed)}
    assert scores == pytest.approx(expected, abs=1e-6)


def test_pagerank_sums_to_one_and_follows_the_weight(star):
    scores = {rank.iri: rank.scores["pagerank"] for rank in rank_actors(star, by=["pagerank"])}
    assert sum(scores.values()) == pytest.approx(1, abs=1e-5)
    assert scores["b"] > scores["d"]


def test_degrees_count_others_and_weights(star):
    (first, *_) = rank_actors(star, by=["weighted-degree", "in-degree", "out-degree", "degree"])
    assert (first.iri, dict(first.scores)) == (
        "a",
        {"weighted-degree": 7, "in-degree": 0, "out-degree": 3, "degree": 3},
    )


def test_an_unknown_measure_is_refused(star):
    with pytest.raises(UsageError, match="betweenness"):
        rank_actors(star, by=["fame"])


@pytest.mark.parametrize("method", METHODS)
def test_two_triangles_are_two_communities(method, two_triangles):
    found = find_communities(two_triangles, method=method)
    assert [set(group.members) for group in found.groups] == [set("abc"), set("def")]
    assert [(group.inside, group.outside) for group in found.groups] == [(3, 1), (3, 1)]
    assert found.modularity == pytest.approx(0.3571)


def test_a_higher_resolution_gives_more_communities(two_triangles):
    assert len(find_communities(two_triangles, resolution=5).groups) == 6


def test_nobody_belongs_to_nobody():
    assert find_communities(make_network()).groups == ()
    assert rank_actors(make_network()) == []


def test_a_path_has_the_ties_along_the_way(two_triangles):
    (path,) = find_paths(two_triangles, "a", "f")
    assert [(tie.subject, tie.object) for tie in path] == [("a", "c"), ("c", "d"), ("d", "f")]
    assert path[0].links[0].passages[0].quote == "words"


def test_the_path_with_more_evidence_comes_first():
    network = make_network(*(make_link(p, times=n) for p, n in (("ab", 1), ("bd", 1), ("ac", 2), ("cd", 2))))
    assert [path[0].object for path in find_paths(network, "a", "d")] == ["c", "b"]


def test_the_strongest_path_may_be_longer():
    network = make_network(make_link("ac"), make_link("ab", times=9), make_link("bc", times=9))
    assert [len(path) for path in find_paths(network, "a", "c", strongest=True)] == [2]
    assert [len(path) for path in find_paths(network, "a", "c")] == [1]


def test_a_path_can_avoid_somebody(two_triangles):
    assert find_paths(two_triangles, "a", "f", avoid=["c"]) == []


def test_a_directed_path_goes_one_way(star):
    assert find_paths(star, "c", "a", directed=True) == []
    assert len(find_paths(star, "c", "a")) == 1


def test_one_and_the_same_actor_has_no_path(star):
    with pytest.raises(UsageError, match="same actor"):
        find_paths(star, "a", "A")


def test_the_tie_between_two_groups_is_the_bridge(two_triangles):
    (bridge,) = find_bridges(two_triangles)
    assert (bridge.tie.subject, bridge.tie.object, bridge.cut) == ("c", "d", 3)


def test_the_two_ends_of_a_bridge_are_cut_vertices(two_triangles):
    assert [(vertex.iri, vertex.parts, vertex.cut) for vertex in find_cut_vertices(two_triangles)] == [
        ("c", 2, 2),
        ("d", 2, 2),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_what_a_bridge_cuts_off_is_what_is_there_without_it(seed):
    graph = nx.gnm_random_graph(14, 15, seed=seed)
    network = make_network(*(make_link((chr(97 + a), chr(97 + b))) for a, b in graph.edges))
    for bridge in find_bridges(network):
        rest = to_graph(network)
        rest.remove_edge(bridge.tie.subject, bridge.tie.object)
        sizes = [
            len(nx.node_connected_component(rest, end)) for end in (bridge.tie.subject, bridge.tie.object)
        ]
        assert bridge.cut == min(sizes) == len(nx.node_connected_component(rest, bridge.far))


def test_ties_are_new_gone_grown_and_shrunk():
    before = make_network(
        make_link("ab"), make_link("bc", times=3), make_link("cd", times=2), make_link("ad")
    )
    after = before.keep([make_link("ab", times=3), make_link("bc"), make_link("ac"), make_link("ad")])
    changes = {(change.one + change.other): change.what for change in compare_ties(before, after)}
    assert changes == {"ab": "grown", "bc": "shrunk", "cd": "gone", "ac": "new", "ad": "same"}


def test_an_actor_rises_by_the_weight_of_its_ties():
    before = make_network(make_link("ab", times=2), make_link("cd"))
    after = before.keep([make_link("ab"), make_link("cd", times=4)])
    first = compare_actors(before, after)[0]
    assert (first.iri, first.before, first.after, first.rank_before, first.rank_after) == ("c", 1, 4, 3, 1)


@pytest.mark.parametrize("name", ["Peskov", "dmitry peskov", "Dmitry", "the Kremlin", "Krem"])
def test_an_actor_is_found_by_label_alias_or_a_part(summit_network, name):
    assert summit_network.name(find_actor(summit_network, name)) in {"Dmitry Peskov", "Kremlin"}


def test_an_actor_is_found_by_its_iri(summit_network):
    for iri in summit_network.actors:
        assert find_actor(summit_network, f"<{iri}>") == iri


@pytest.mark.parametrize("name", ["Q399", "wd:Q399", "http://www.wikidata.org/entity/Q399"])
def test_an_actor_is_found_by_its_item_in_wikidata(name):
    network = make_network(make_link("ab"))
    actor = network.actors["a"].__class__("urn:armenia", "Armenia", "State", "Q399")
    known = network.__class__({**network.actors, actor.iri: actor}, network.links)
    assert find_actor(known, name) == "urn:armenia"


def test_a_name_that_fits_several_lists_them(summit_network):
    with pytest.raises(UsageError, match=r"Ilham Aliyev \(Person, .*Nikol Pashinyan \(Person"):
        find_actor(summit_network, "i")


@pytest.mark.parametrize("name", ["Dmitri Peskow", "Peskow"])
def test_a_name_that_fits_nobody_lists_the_nearest(summit_network, name):
    with pytest.raises(UsageError, match="Dmitry Peskov"):
        find_actor(summit_network, name)


def test_no_name_fits_nobody(summit_network):
    with pytest.raises(UsageError, match="no actor ' '"):
        find_actor(summit_network, " ")
