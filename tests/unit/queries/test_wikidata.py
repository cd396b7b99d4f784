"""The queries that join Wikidata ask the endpoint that they are given: here a real server on this machine."""

import pytest

from kg.errors import KgError
from kg.queries import ask_endpoint, bind_parameters, load_queries

QUERIES = load_queries()

EXCERPT = """
@prefix p: <http://www.wikidata.org/prop/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

wd:Q57371 p:P39 <urn:holding> .
<urn:holding> ps:P39 <urn:post> ; pq:P580 "2003-10-31T00:00:00Z"^^xsd:dateTime .
<urn:post> rdfs:label "President of Azerbaijan"@en , "Aserbaidschans Präsident"@de .
wd:Q399 wdt:P463 wd:Q7779 , <urn:council> .
wd:Q7779 rdfs:label "Commonwealth of Independent States"@en .
<urn:council> rdfs:label "Council of Europe"@en .
"""


@pytest.fixture
def wikidata(oxigraph):
    oxigraph.put("urn:wikidata", EXCERPT)
    return oxigraph


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wikidata-positions", [("Ilham Aliyev", "President of Azerbaijan", "2003-10-31", "")]),
        (
            "wikidata-memberships",
            [("Armenia", "Commonwealth of Independent States", "no"), ("Armenia", "Council of Europe", "no")],
        ),
    ],
)
def test_a_query_joins_what_wikidata_says(name, expected, wikidata, ask, read_cells):
    query = QUERIES[name]
    bound = bind_parameters(query, {**query.example, "wikidata": wikidata.query}, ask=ask)
    rows = read_cells(ask(bound))
    assert [row[: len(expected[0])] for row in rows] == expected


def test_an_endpoint_that_may_not_ask_another_says_so(wikidata, virtuoso, ask):
    query = QUERIES["wikidata-memberships"]
    bound = bind_parameters(query, {**query.example, "wikidata": wikidata.query}, ask=ask)
    with pytest.raises(KgError) as caught:
        ask_endpoint(bound, virtuoso.query)
    assert "SERVICE" in str(caught.value)
