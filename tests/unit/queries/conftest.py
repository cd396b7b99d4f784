"""A graph in which every canned query finds something: the seed article, its reprints and two short texts."""

import pytest

from kg.ontology import load_ontology
from kg.pipeline import extract
from kg.queries.running import ask_store, open_graphs
from kg.rdf.graph import to_quads
from kg.rdf.writing import save_graph
from tests.workshop import ROOT

TEXTS = (
    ROOT / "seeds" / "st-petersburg-informal-cis-summit.txt",
    ROOT / "tests" / "golden" / "queries.jsonl",
)


@pytest.fixture(scope="session")
def diplomacy_ttl(tmp_path_factory):
    path = tmp_path_factory.mktemp("diplomacy") / "diplomacy.ttl"
    save_graph(to_quads(list(extract(TEXTS)), ontology=load_ontology()), path)
    return path


@pytest.fixture(scope="session")
def ask(diplomacy_ttl):
    """Asks the graph in memory, as `kg query` asks files."""
    store = open_graphs([diplomacy_ttl])
    return lambda sparql: ask_store(sparql, store)


@pytest.fixture(scope="session")
def read_cells():
    """The rows of an answer as texts, whichever engine gave them."""
    return lambda answer: [tuple("" if term is None else term.value for term in row) for row in answer]
