"""What is known of each triplestore leads from any of its addresses to the others."""

import pytest

from kg.errors import UsageError
from kg.store.profiles import PROFILES, find_addresses, find_profile, guess_profile, recognize_server

ADDRESSES = {
    "oxigraph": ("http://h:7878/query", "http://h:7878/update", "http://h:7878/store?graph="),
    "fuseki": ("http://h:3030/ds/query", "http://h:3030/ds/update", "http://h:3030/ds/data?graph="),
    "virtuoso": (
        "http://h:8890/sparql",
        "http://h:8890/sparql-auth",
        "http://h:8890/sparql-graph-crud-auth?graph-uri=",
    ),
    "graphdb": (
        "http://h:7200/repositories/r",
        "http://h:7200/repositories/r/statements",
        "http://h:7200/repositories/r/rdf-graphs/service?graph=",
    ),
    "rdf4j": (
        "http://h/rdf4j-server/repositories/r",
        "http://h/rdf4j-server/repositories/r/statements",
        "http://h/rdf4j-server/repositories/r/rdf-graphs/service?graph=",
    ),
    "qlever": ("http://h:7001/", "http://h:7001/", "http://h:7001/?graph="),
    "blazegraph": ("http://h/blazegraph/namespace/kb/sparql", "http://h/blazegraph/namespace/kb/sparql", ""),
    "neptune": ("https://h:8182/sparql", "https://h:8182/sparql", "https://h:8182/sparql/gsp/?graph="),
    "generic": ("http://h/sparql", "http://h/sparql", ""),
}


def test_every_profile_has_its_addresses_here():
    assert list(ADDRESSES) == [profile.name for profile in PROFILES]


@pytest.mark.parametrize("name", ADDRESSES)
def test_any_address_of_a_store_leads_to_the_others(name):
    query, update, graphs = ADDRESSES[name]
    for url in {query, update}:
        found = find_addresses(url, find_profile(name))
        assert (found.query, found.update, found.graphs) == (query, update, graphs)


@pytest.mark.parametrize("ending", ["", "/"])
def test_a_base_leads_to_the_addresses(ending):
    found = find_addresses(f"http://h:7878{ending}", find_profile("oxigraph"))
    assert (found.query, found.quads) == ("http://h:7878/query", "http://h:7878/store")


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_an_example_leads_to_addresses_of_its_own(profile):
    found = find_addresses(profile.example, profile)
    assert found.query.startswith(profile.example) and found.update.startswith(profile.example)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://h:7200/repositories/r", "graphdb"),
        ("http://h/rdf4j-server/repositories/r", "rdf4j"),
        ("http://h:9999/blazegraph/namespace/kb/sparql", "blazegraph"),
        ("http://h:9999/bigdata/sparql", "blazegraph"),
        ("https://c.eu-west-1.neptune.amazonaws.com:8182/sparql", "neptune"),
    ],
)
def test_some_addresses_give_their_store_away(url, name):
    assert guess_profile(url) == find_profile(name)


@pytest.mark.parametrize(
    "url", ["http://h/sparql", "http://h:7878", "http://neptune.amazonaws.com.evil.example/"]
)
def test_most_addresses_give_nothing_away(url):
    assert guess_profile(url) is None


@pytest.mark.parametrize(
    ("server", "name"),
    [
        ("Oxigraph/0.5.13", "oxigraph"),
        ("Virtuoso/07.20.3229 (Linux) x86_64-pc-linux-gnu  ", "virtuoso"),
        ("Apache Jena Fuseki (5.2.0)", "fuseki"),
    ],
)
def test_a_server_is_known_by_its_name(server, name):
    assert recognize_server(server) == find_profile(name)


def test_a_server_that_says_nothing_is_not_known():
    assert recognize_server("") is None and recognize_server("nginx/1.24") is None


def test_an_unknown_profile_names_the_nearest():
    with pytest.raises(UsageError, match="virtuoso"):
        find_profile("virtuso")
