"""Each export is read again by a program that owns the format, with its attributes and their types."""

import csv
import io
import json
import os
import subprocess
import sys

import networkx as nx
import pydot
import pytest

from kg.analysis import NETWORK_FORMATS, Actor, Network, Selection, save_network, select_links
from kg.errors import UsageError
from tests.unit.analysis.made_networks import make_link

HOSTILE = 'A "q" \\ <b> & ]]> ; -> } \u2028é中 '


@pytest.fixture
def network():
    actors = {
        "urn:a": Actor("urn:a", HOSTILE, "Person", "Q1", ("Al", "Ally")),
        "urn:b": Actor("urn:b", "Same", "State"),
        "urn:c": Actor("urn:c", "Same", "State"),
        "urn:d": Actor("urn:d", "Alone", "State"),
    }
    pair = ("urn:a", "urn:b")
    links = (
        make_link(pair, date="2022-05", confidence=0.9, times=2),
        make_link(pair, relation="accused"),
        make_link(("urn:c", "urn:b"), relation="accused"),
    )
    return Network(actors, links, frozenset({"metWith"}))


def read_cytoscape(path):
    return nx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))


def read_gml(path):
    graph = nx.read_gml(path)
    return nx.relabel_nodes(graph, nx.get_node_attributes(graph, "iri"))


READERS = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf, ".cyjs": read_cytoscape, ".gml": read_gml}


@pytest.mark.parametrize("ending", READERS)
def test_an_export_is_read_back_with_its_actors(ending, network, tmp_path):
    save_network(network, tmp_path / f"net{ending}")
    nodes = READERS[ending](tmp_path / f"net{ending}").nodes
    assert set(nodes) == {"urn:a", "urn:b", "urn:c"}
    assert nodes["urn:a"]["class"] == "Person" and nodes["urn:a"]["qid"] == "Q1"
    assert nodes["urn:a"]["community"] == nodes["urn:b"]["community"] == 1


@pytest.mark.parametrize("ending", [".graphml", ".gexf", ".cyjs"])
def test_a_label_is_read_back_as_it_was(ending, network, tmp_path):
    save_network(network, tmp_path / f"net{ending}")
    assert READERS[ending](tmp_path / f"net{ending}").nodes["urn:a"]["label"] == HOSTILE


@pytest.mark.parametrize("ending", READERS)
def test_an_export_is_read_back_with_its_ties_and_their_types(ending, network, tmp_path):
    save_network(network, tmp_path / f"net{ending}")
    edges = {
        data["relations"]: data
        for one, _, data in READERS[ending](tmp_path / f"net{ending}").edges(data=True)
    }
    met = edges["metWith"]
    assert (met["weight"], met["documents"], met["confidence"]) == (2, 1, 0.9)
    assert (met["first"], met["last"], met["statuses"], bool(met["symmetric"])) == (
        "2022-05",
        "2022-05",
        "asserted",
        True,
    )
    assert isinstance(met["evidence"], int) and isinstance(met["confidence"], float)


@pytest.mark.parametrize("ending", READERS)
def test_an_undirected_export_has_one_edge_for_each_two(ending, network, tmp_path):
    save_network(network, tmp_path / f"net{ending}", directed=False)
    graph = READERS[ending](tmp_path / f"net{ending}")
    assert not graph.is_directed() and graph.number_of_edges() == 2


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")
def test_dot_is_read_by_a_parser_of_dot(network, tmp_path):
    save_network(network, tmp_path / "net.dot")
    (graph,) = pydot.graph_from_dot_file(tmp_path / "net.dot")
    assert [(edge.get_source(), edge.get_destination()) for edge in graph.get_edges()] == [
        ('"urn:a"', '"urn:b"'),
        ('"urn:a"', '"urn:b"'),
        ('"urn:c"', '"urn:b"'),
    ]
    assert len([node for node in graph.get_nodes() if node.get_name().startswith('"')]) == 3


def test_tables_have_a_row_for_each_tie_and_each_actor(network, tmp_path):
    save_network(network, tmp_path / "net.csv")
    save_network(network, tmp_path / "net-nodes.csv")
    edges, nodes = (
        list(csv.DictReader(io.StringIO((tmp_path / name).read_text(encoding="utf-8"), newline="")))
        for name in ("net.csv", "net-nodes.csv")
    )
    assert [(row["source"], row["relations"], row["weight"]) for row in edges] == [
        ("urn:a", "accused", "1"),
        ("urn:a", "metWith", "2"),
        ("urn:c", "accused", "1"),
    ]
    assert [row["label"] for row in nodes] == [HOSTILE, "Same", "Same"]


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_an_export_has_the_same_bytes_whatever_the_hash_seed(form, summit_ttl, tmp_path):
    files = [tmp_path / seed for seed in ("1", "2")]
    for file in files:
        command = [
            sys.executable,
            "-m",
            "kg",
            "graph",
            "export",
            str(summit_ttl),
            "-F",
            form,
            "-o",
            str(file),
        ]
        subprocess.run(command, check=True, env=os.environ | {"PYTHONHASHSEED": file.name})
    assert files[0].read_bytes() == files[1].read_bytes() != b""


@pytest.mark.parametrize("form", NETWORK_FORMATS)
def test_an_empty_network_can_be_written(form, network, ontology, tmp_path):
    empty = select_links(network, Selection(statuses=("planned",)), ontology=ontology)
    save_network(empty, tmp_path / "empty", form=form)
    assert (tmp_path / "empty").read_bytes()


@pytest.mark.parametrize("name", ["net.png", "net", "-"])
def test_a_name_that_says_no_format_is_refused(name, network, tmp_path):
    with pytest.raises(UsageError, match=r"\.graphml"):
        save_network(network, name if name == "-" else tmp_path / name)
