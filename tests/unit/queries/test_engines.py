"""Every canned query gives the same rows on pyoxigraph, rdflib, Oxigraph's server and Virtuoso."""

import pytest

from kg.ontology import load_ontology
from kg.queries import ask_endpoint, bind_parameters, load_queries
from kg.queries.running import ask_store
from kg.store import open_store
from kg.store.filling import load_files

QUERIES = load_queries()
LOCAL = sorted(name for name, query in QUERIES.items() if "wikidata" not in query.tags)
PAGED = sorted(name for name in LOCAL if "limit" in {each.name for each in QUERIES[name].parameters})


@pytest.fixture(scope="module")
def expected(ask, read_cells):
    """What pyoxigraph answers to the example of each query, with the names resolved there."""
    bound = {name: bind_parameters(QUERIES[name], QUERIES[name].example, ask=ask) for name in LOCAL}
    return {name: (sparql, read_cells(ask(sparql))) for name, sparql in bound.items()}


@pytest.fixture(scope="module")
def first(ask, read_cells):
    """The first two rows of each query that may be cut, asked without the values of its example."""
    bound = {name: bind_parameters(QUERIES[name], {"limit": "2"}, ask=ask) for name in PAGED}
    return {name: (sparql, read_cells(ask(sparql))) for name, sparql in bound.items()}


@pytest.fixture(scope="module")
def ask_disk(diplomacy_ttl, tmp_path_factory):
    """Asks a store on disk, where each document repeats what it says of entities, beside their own graph."""
    path = tmp_path_factory.mktemp("disk") / "store"
    load_files(path, [str(diplomacy_ttl)], ontology=load_ontology())
    with open_store(path) as store:
        yield lambda sparql: ask_store(sparql, store.graphs)


@pytest.fixture(scope="module")
def rdflib_graph(diplomacy_ttl):
    from rdflib import Graph

    return Graph().parse(diplomacy_ttl)


@pytest.fixture(scope="module")
def oxigraph_address(oxigraph_server, diplomacy_ttl):
    oxigraph_server.put("urn:canned", diplomacy_ttl.read_bytes())
    yield oxigraph_server.query
    oxigraph_server.change("DROP GRAPH <urn:canned>")


@pytest.fixture(scope="module")
def virtuoso_address(virtuoso_server, diplomacy_ttl):
    virtuoso_server.put("urn:canned", diplomacy_ttl.read_bytes())
    yield virtuoso_server.query
    virtuoso_server.change("DROP SILENT GRAPH <urn:canned>")


def test_there_are_enough_queries():
    assert len(LOCAL) >= 30
    assert len(PAGED) >= 6


@pytest.mark.parametrize("name", LOCAL)
def test_an_example_has_rows_each_once(name, expected):
    _, rows = expected[name]
    assert rows
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", LOCAL)
def test_a_store_on_disk_gives_the_same_rows(name, expected, ask_disk, read_cells):
    _, rows = expected[name]
    sparql = bind_parameters(QUERIES[name], QUERIES[name].example, ask=ask_disk)
    assert ("graph/entities>" in sparql) == ("#@ entities" in QUERIES[name].sparql)
    assert read_cells(ask_disk(sparql)) == rows


@pytest.mark.parametrize("name", LOCAL)
def test_rdflib_gives_the_same_rows(name, expected, rdflib_graph):
    sparql, rows = expected[name]
    found = [tuple("" if term is None else str(term) for term in row) for row in rdflib_graph.query(sparql)]
    assert found == rows


@pytest.mark.parametrize("name", LOCAL)
def test_the_server_of_oxigraph_gives_the_same_rows(name, expected, oxigraph_address, read_cells):
    sparql, rows = expected[name]
    assert read_cells(ask_endpoint(sparql, oxigraph_address)) == rows


@pytest.mark.virtuoso
@pytest.mark.parametrize("name", LOCAL)
def test_virtuoso_gives_the_same_rows(name, expected, virtuoso_address, read_cells):
    sparql, rows = expected[name]
    assert read_cells(ask_endpoint(sparql, virtuoso_address)) == rows


@pytest.mark.parametrize("name", PAGED)
def test_the_first_rows_are_those_of_all_rows(name, first, ask, read_cells):
    every = read_cells(ask(bind_parameters(QUERIES[name], {"limit": "0"}, ask=ask)))
    assert first[name][1] == every[:2]
    assert len(every) > 2


@pytest.mark.parametrize("name", PAGED)
def test_the_first_rows_are_the_same_everywhere(
    name, first, ask_disk, rdflib_graph, oxigraph_address, read_cells
):
    sparql, rows = first[name]
    on_disk = bind_parameters(QUERIES[name], {"limit": "2"}, ask=ask_disk)
    assert read_cells(ask_disk(on_disk)) == rows
    assert read_cells(ask_endpoint(sparql, oxigraph_address)) == rows
    found = [tuple("" if term is None else str(term) for term in row) for row in rdflib_graph.query(sparql)]
    assert found == rows


@pytest.mark.virtuoso
@pytest.mark.parametrize("name", PAGED)
def test_the_first_rows_are_the_same_on_virtuoso(name, first, virtuoso_address, read_cells):
    sparql, rows = first[name]
    assert read_cells(ask_endpoint(sparql, virtuoso_address)) == rows


@pytest.mark.parametrize("name", LOCAL)
def test_a_query_without_its_optional_parameters_finds_no_less(name, expected, ask, read_cells):
    query = QUERIES[name]
    free = {p.name for p in query.parameters if p.optional or p.default is not None}
    needed = {key: value for key, value in query.example.items() if key not in free}
    found = read_cells(ask(bind_parameters(query, needed, ask=ask)))
    assert len(found) == len(set(found)) >= 1
