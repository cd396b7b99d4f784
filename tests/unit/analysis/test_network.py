"""The small hand-made graph as a network of actors."""

import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import rdflib

from kg.analysis import (
    MEASURES,
    find_actor,
    load_network,
    rank_actors,
    save_network,
    shortest_links,
    to_network,
)
from kg.errors import GraphError, UsageError
from kg.ontology import load_ontology

ID = "https://w3id.org/diplomacy-kg/id/"


@pytest.fixture(scope="module")
def network(summit_ttl):
    return load_network([summit_ttl], ontology=load_ontology())


def test_actors_are_nodes_and_offices_and_places_are_not(network):
    assert {data["label"] for _, data in network.nodes(data=True)} == {
        "Armenia",
        "Dmitry Peskov",
        "Ilham Aliyev",
        "Kremlin",
        "Nikol Pashinyan",
    }


def test_plain_relations_are_edges_with_their_confidence(network):
    edges = {(key, data["confidence"]) for *_, key, data in network.edges(keys=True, data=True)}
    assert edges == {("spokesmanFor", 0.97), ("metWith", 0.9), ("headOfGovernmentOf", 0.96)}


def test_a_plan_is_no_edge(network):
    assert not network.has_edge(f"{ID}person/ilham-aliyev", f"{ID}state/armenia")


def test_a_graph_without_fact_nodes_has_edges_without_confidence():
    graph = rdflib.Graph().parse(
        data="""@prefix d: <https://w3id.org/diplomacy-kg/ontology#> .
        <urn:a> a d:Person ; d:metWith <urn:b> . <urn:b> a d:Person .""",
        format="turtle",
    )
    network = to_network(graph, ontology=load_ontology())
    assert list(network.edges(keys=True, data=True)) == [("urn:a", "urn:b", "metWith", {})]


def test_the_one_who_links_the_others_comes_first(network):
    ranks = rank_actors(network)
    assert (ranks[0].label, ranks[0].type, ranks[0].links) == ("Nikol Pashinyan", "Person", 2)


@pytest.mark.parametrize("by", MEASURES)
def test_scores_fall_and_ties_go_by_name(network, by):
    keys = [(-rank.score, -rank.links, rank.label) for rank in rank_actors(network, by=by)]
    assert keys == sorted(keys)
    assert len(rank_actors(network, by=by, top=2)) == 2


def test_an_unknown_measure_is_refused(network):
    with pytest.raises(UsageError, match="betweenness"):
        rank_actors(network, by="fame")


def test_the_shortest_links_are_told_in_the_direction_that_they_have(network):
    (way,) = shortest_links(network, "Armenia", "Aliyev")
    assert [str((link.subject, link.relation, link.object)) for step in way for link in step] == [
        "('Nikol Pashinyan', 'headOfGovernmentOf', 'Armenia')",
        "('Ilham Aliyev', 'metWith', 'Nikol Pashinyan')",
    ]


def test_actors_without_a_link_have_no_way(network):
    assert shortest_links(network, "Peskov", "Aliyev") == []


@pytest.mark.parametrize("name", ["Peskov", "dmitry peskov", "Dmitry", f"{ID}person/dmitry-peskov"])
def test_an_actor_is_found_by_iri_label_alias_or_a_part(network, name):
    assert find_actor(network, name) == f"{ID}person/dmitry-peskov"


def test_a_name_that_fits_several_lists_them(network):
    with pytest.raises(UsageError, match="nikol-pashinyan"):
        find_actor(network, "i")


def test_a_name_that_fits_nobody_lists_the_nearest(network):
    with pytest.raises(UsageError, match="Dmitry Peskov"):
        find_actor(network, "Dmitri Peskow")


@pytest.mark.parametrize(("ending", "read"), [(".graphml", nx.read_graphml), (".gexf", nx.read_gexf)])
def test_an_export_is_read_back_with_its_relations(network, tmp_path, ending, read):
    save_network(network, tmp_path / f"net{ending}")
    edges = read(tmp_path / f"net{ending}").edges(data=True)
    assert {data["relation"] for *_, data in edges} == {"spokesmanFor", "metWith", "headOfGovernmentOf"}


def test_ids_of_edges_are_unique_in_graphml(network, tmp_path):
    save_network(network, tmp_path / "net.graphml")
    ids = [
        element.get("id")
        for element in ET.parse(tmp_path / "net.graphml").iter()
        if element.tag.endswith("edge")
    ]
    assert len(ids) == len(set(ids)) == 3


@pytest.mark.parametrize("ending", [".graphml", ".gexf"])
def test_an_export_has_the_same_bytes_whatever_the_hash_seed(summit_ttl, tmp_path, ending):
    files = [tmp_path / f"{seed}{ending}" for seed in (1, 2)]
    for seed, file in enumerate(files, 1):
        command = [sys.executable, "-m", "kg", "network", str(summit_ttl), "-o", str(file)]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": str(seed)})
    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_unknown_format_is_refused(network, tmp_path):
    with pytest.raises(UsageError, match="graphml"):
        save_network(network, tmp_path / "net.png")


def test_a_missing_graph_is_a_graph_error(tmp_path):
    with pytest.raises(GraphError):
        load_network([tmp_path / "none.ttl"], ontology=load_ontology())
