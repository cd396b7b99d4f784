"""Small networks: one read from the hand-made graph, and some of which every tie is known."""

import pytest

from kg.analysis import from_files, read_network
from kg.ontology import load_ontology
from tests.unit.analysis.made_networks import make_link, make_network


@pytest.fixture(scope="session")
def ontology():
    return load_ontology()


@pytest.fixture
def summit_network(summit_ttl, ontology):
    return read_network(from_files([summit_ttl]), ontology=ontology)


@pytest.fixture
def two_triangles():
    """a, b and c know each other, and so do d, e and f; c and d alone join the two."""
    return make_network(*(make_link(pair) for pair in ("ab", "bc", "ac", "de", "ef", "df", "cd")))
