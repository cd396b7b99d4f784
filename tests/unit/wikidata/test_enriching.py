"""What an endpoint says of items becomes a graph, in which the canned queries find what SERVICE finds."""

import json
from dataclasses import replace

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from kg.errors import QueryError, StoreError, UsageError
from kg.queries import bind_parameters, load_queries
from kg.queries.running import ask_store
from kg.rdf.writing import serialize_graph
from kg.wikidata import Cache
from kg.wikidata.enriching import check_day, enrich, find_linked
from kg.wikidata.properties import choose_properties
from kg.wikidata.querying import QueryService
from tests.stand_ins import JSON, Answer, stand_in

WD = "http://www.wikidata.org/entity/"
ALIYEV, ARMENIA, SANDBOX = f"{WD}Q57371", f"{WD}Q399", f"{WD}Q4115189"
TRACE = b"\njava.util.concurrent.TimeoutException\n\tat java.util.concurrent.FutureTask.get\n"
BANNED = (
    b"You have been banned until 2026-01-01T00:00:00Z, please respect throttling and retry-after headers."
)
EMPTY = b'{"head":{"vars":["item"]},"results":{"bindings":[]}}'

GRAPH = """
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix wd: <http://www.wikidata.org/entity/> .
<urn:aliyev> a dip:Person ; rdfs:label "Ilham Aliyev"@en ; owl:sameAs wd:Q57371 .
<urn:peskov> a dip:Person ; rdfs:label "Dmitry Peskov"@en .
<urn:armenia> a dip:State ; rdfs:label "Armenia"@en ; owl:sameAs wd:Q399 ; dip:memberOf <urn:cis> .
<urn:cis> a dip:InternationalOrganization ; rdfs:label "CIS"@en ; owl:sameAs wd:Q7779 .
wd:Q159 a dip:State ; rdfs:label "Russia"@en ; owl:sameAs <http://dbpedia.org/resource/Russia> .
"""

EXCERPT = """
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <http://www.wikidata.org/entity/statement/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

wd:Q57371 p:P39 s:made-up-1 , s:made-up-2 , s:made-up-3 ; wdt:P27 wd:Q227 , _:unknown ;
    rdfs:label "Ilham Aliyev"@en , "Ilham Alijew"@de ; wdt:P569 "1961-12-24T00:00:00Z"^^xsd:dateTime .
s:made-up-1 ps:P39 <urn:post> ; pq:P580 "2003-10-31T00:00:00Z"^^xsd:dateTime ;
    wikibase:rank wikibase:NormalRank .
s:made-up-2 ps:P39 <urn:post> ; pq:P580 "1993-10-31T00:00:00Z"^^xsd:dateTime ;
    wikibase:rank wikibase:DeprecatedRank .
s:made-up-3 ps:P39 <urn:seat> ; pq:P580 "2001-01-01T00:00:00Z"^^xsd:dateTime ;
    pq:P582 "2003-08-04T00:00:00Z"^^xsd:dateTime .
<urn:post> rdfs:label "President of Azerbaijan"@en , "Aserbaidschans Präsident"@de .
<urn:seat> rdfs:label "member of a parliament"@en .
wd:Q227 rdfs:label "Azerbaijan"@en , "Aserbaidschan"@de .
wd:Q399 wdt:P463 wd:Q7779 , <urn:council> ; wdt:P625 "Point(45 40)"^^geo:wktLiteral .
wd:Q7779 rdfs:label "Commonwealth of Independent States"@en .
<urn:council> rdfs:label "Council of Europe"@en .
"""


@pytest.fixture
def graph():
    store = Store()
    store.load(GRAPH.encode(), format=RdfFormat.TURTLE)
    return store


@pytest.fixture
def ask(graph):
    return lambda sparql: ask_store(sparql, graph)


@pytest.fixture
def wikidata(oxigraph):
    oxigraph.put("urn:wikidata", EXCERPT)
    return oxigraph


@pytest.fixture
def make_service(access, tmp_path):
    """Gives a service that asks an address, with the cache in the test's own folder."""
    made = []

    def make(address, *, folder=tmp_path / "cache", **changes):
        made.append(QueryService(replace(access, endpoint=address, **changes), Cache(folder)))
        return made[-1]

    yield make
    for service in made:
        service.close()


def learn(service, items, *names, languages=("en",)):
    return enrich(items, service, properties=choose_properties(names), languages=languages)


def add(graph, learnt, endpoint="http://127.0.0.1/"):
    for quad in learnt.to_quads(endpoint=endpoint):
        graph.extend([quad, Quad(*quad.triple)])
    return graph


def read(answer):
    return [tuple("" if term is None else term.value for term in row) for row in answer]


def test_the_items_are_those_that_entities_are_linked_to_or_are(graph):
    assert find_linked(graph) == [f"{WD}Q{number}" for number in (159, 399, 57371, 7779)]


@pytest.mark.parametrize(
    ("name", "values", "count"),
    [("wikidata-positions", {"person": "Aliyev"}, 2), ("wikidata-memberships", {"state": "Armenia"}, 2)],
)
def test_a_query_finds_in_the_graph_what_it_finds_by_service(
    name, values, count, ask, graph, wikidata, make_service
):
    query = load_queries()[name]
    asked = {"wikidata": wikidata.query}
    before = read(ask(bind_parameters(query, values, ask=ask)))
    by_service = read(ask(bind_parameters(query, values | asked, ask=ask)))
    add(graph, learn(make_service(wikidata.query), find_linked(graph)))
    after = read(ask(bind_parameters(query, values, ask=ask)))
    assert before == []
    assert by_service == after and len(after) == count


def test_who_is_not_linked_is_not_asked_for_over_the_network(ask):
    query = load_queries()["wikidata-positions"]
    with pytest.raises(QueryError, match="links it to no item") as caught:
        bind_parameters(query, {"person": "Dmitry Peskov"}, ask=ask)
    assert "kg link" in caught.value.hint
    assert f"<{WD}Q1>" in bind_parameters(query, {"person": "Dmitry Peskov", "item": "Q1"}, ask=ask)


def test_a_service_is_asked_about_one_item_only(ask):
    query = load_queries()["wikidata-positions"]
    with stand_in() as server:
        read(ask(bind_parameters(query, {"person": "Aliyev", "wikidata": server.url}, ask=ask)))
        (heard,) = server.heard
    assert f"<{ALIYEV}>" in heard.body.decode()


def test_another_engine_says_the_same(triplestore, graph, ask, make_service, monkeypatch):
    if triplestore.user is not None:
        monkeypatch.setenv("KG_ENDPOINT_USER", triplestore.user)
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", triplestore.password)
    triplestore.put("urn:wikidata", EXCERPT)
    add(graph, learn(make_service(triplestore.query), find_linked(graph)))
    rows = read(ask(bind_parameters(load_queries()["wikidata-positions"], {"person": "Aliyev"}, ask=ask)))
    assert [row[1:4] for row in rows] == [
        ("member of a parliament", "2001-01-01", "2003-08-04"),
        ("President of Azerbaijan", "2003-10-31", ""),
    ]


def test_names_come_in_each_language(wikidata, make_service):
    learnt = learn(make_service(wikidata.query), [ALIYEV], "labels", languages=["de", "en"])
    assert {str(triple.object) for triple in learnt.triples} == {'"Ilham Aliyev"@en', '"Ilham Alijew"@de'}


def test_each_property_is_asked_for_by_its_name(wikidata, make_service):
    service = make_service(wikidata.query)
    found = {
        name: {str(t.object) for t in learn(service, [ALIYEV, ARMENIA], name).triples}
        for name in ("citizenship", "birth", "death", "coordinates")
    }
    day = "http://www.w3.org/2001/XMLSchema#dateTime"
    assert found == {
        "citizenship": {f"<{WD}Q227>", '"Azerbaijan"@en'},
        "birth": {f'"1961-12-24T00:00:00Z"^^<{day}>'},
        "death": set(),
        "coordinates": {'"Point(45 40)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'},
    }


def test_a_position_that_was_withdrawn_is_left_out(wikidata, make_service):
    learnt = learn(make_service(wikidata.query), [ALIYEV], "positions")
    told = {triple.subject.value.rpartition("/")[2] for triple in learnt.triples}
    assert told == {"Q57371", "made-up-1", "made-up-3", "urn:post", "urn:seat"}


def test_an_item_of_which_nothing_is_said_is_told(wikidata, make_service):
    learnt = learn(make_service(wikidata.query), [ALIYEV, SANDBOX])
    assert learnt.unknown == (SANDBOX,)


def test_the_graph_says_where_it_comes_from_and_when_only_if_one_says_so(wikidata, make_service):
    learnt = learn(make_service(wikidata.query), [ALIYEV], "birth")
    plain, dated = (
        serialize_graph(
            learnt.to_quads(endpoint="http://127.0.0.1/sparql", retrieved=day), format="turtle"
        ).decode()
        for day in (None, "2026-01-31")
    )
    assert "graph:wikidata a prov:Entity" in plain and 'dcterms:source "http://127.0.0.1/sparql"' in plain
    assert "wd:Q57371 prov:hadPrimarySource <http://127.0.0.1/sparql>" in plain
    assert "dcterms:date" not in plain and 'dcterms:date "2026-01-31"^^xsd:date' in dated


def test_the_same_cache_gives_the_same_bytes_without_a_network(wikidata, make_service):
    items = [ARMENIA, ALIYEV, SANDBOX]
    online = learn(make_service(wikidata.query), items)
    offline = make_service(wikidata.query, offline=True)
    again = learn(offline, items[::-1])
    assert offline.requests == []
    one, other = (serialize_graph(each.to_quads(endpoint="urn:x"), format="trig") for each in (online, again))
    assert one == other


def test_what_is_not_in_the_cache_is_an_error_offline(make_service):
    with stand_in() as server, pytest.raises(StoreError, match="not in the cache"):
        learn(make_service(server.url, offline=True), [ALIYEV])
    assert server.heard == []


def test_only_what_is_new_is_asked_for(make_service):
    with stand_in(Answer(200, EMPTY)) as server:
        learn(make_service(server.url), [ALIYEV], "birth")
        learn(make_service(server.url), [ALIYEV, ARMENIA], "birth")
        bodies = [heard.body.decode() for heard in server.heard]
    assert "Q399" not in bodies[0] and "Q57371" not in bodies[1] and "Q399" in bodies[1]


def test_fifty_items_are_asked_about_at_once(make_service):
    with stand_in(Answer(200, EMPTY)) as server:
        learn(make_service(server.url), [f"{WD}Q{number}" for number in range(1, 121)], "birth")
        assert [heard.body.decode().count("wikidata.org/entity/Q") for heard in server.heard] == [
            50,
            50,
            20,
        ]


def test_we_say_who_asks(make_service):
    with stand_in(Answer(200, EMPTY)) as server:
        learn(make_service(server.url, contact="https://example.org/me"), [ALIYEV], "birth")
    assert "(https://example.org/me)" in server.heard[0].headers["User-Agent"]


def test_an_endpoint_that_is_busy_is_asked_again_when_it_says(clock, make_service):
    with stand_in(
        Answer(429, b"Too Many Requests", "text/plain", {"Retry-After": "9"}), Answer(200, EMPTY)
    ) as server:
        learn(make_service(server.url), [ALIYEV], "birth")
        assert len(server.heard) == 2
    assert clock.waits == [9]


def test_an_endpoint_of_ones_own_gets_its_password_and_wikidata_none(make_service, monkeypatch):
    monkeypatch.setenv("KG_ENDPOINT_TOKEN", "secret")
    with stand_in(Answer(200, EMPTY)) as server:
        learn(make_service(server.url), [ALIYEV], "birth")
        assert server.heard[0].headers["Authorization"] == "Bearer secret"
        monkeypatch.setattr("kg.wikidata.querying.is_wikimedia", lambda _: True)
        learn(make_service(server.url), [ARMENIA], "birth")
        assert "Authorization" not in server.heard[1].headers


def test_a_ban_is_understood(make_service, tmp_path):
    with stand_in(Answer(403, BANNED, "text/plain")) as server, pytest.raises(StoreError) as caught:
        learn(make_service(server.url), [ALIYEV], "birth")
    assert "banned until 2026-01-01" in caught.value.why
    assert "nothing until then" in caught.value.hint
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("body", [EMPTY[:-20], EMPTY[:-20] + TRACE, EMPTY[:-2] + TRACE, EMPTY + TRACE, b""])
def test_an_answer_that_is_not_whole_is_none(body, make_service, tmp_path):
    with stand_in(Answer(200, body, JSON)) as server, pytest.raises(StoreError):
        learn(make_service(server.url), [ALIYEV], "birth")
    assert [path for path in (tmp_path / "cache").rglob("*") if path.is_file()] == []


def test_what_is_too_much_at_once_is_asked_by_halves(make_service):
    def answer(heard):
        many = heard.body.decode().count("entity/Q") > 3
        return Answer(200, EMPTY[:-20] + TRACE, JSON) if many else Answer(200, EMPTY)

    with stand_in(answer) as server:
        learnt = learn(make_service(server.url), [f"{WD}Q{number}" for number in range(1, 11)], "birth")
    assert len(learnt.unknown) == 10
    assert len(server.heard) == 7


def test_an_answer_that_is_too_large_is_not_read(make_service, monkeypatch):
    monkeypatch.setattr("kg.wikidata.querying.LIMIT", 1000)
    with stand_in(Answer(200, b'{"head": "' + b"x" * 200_000)) as server:
        with pytest.raises(StoreError, match="larger than 1,000 bytes"):
            learn(make_service(server.url), [ALIYEV], "birth")
        assert len(server.heard) == 1


@pytest.mark.parametrize("value", ["Q1} #", "x"])
def test_a_language_that_is_none_is_refused(value, make_service):
    with pytest.raises(UsageError, match="is no language"):
        learn(make_service("http://127.0.0.1:1/"), [ALIYEV], languages=[value])


def test_a_property_that_is_unknown_is_refused():
    with pytest.raises(UsageError, match="no property 'position'") as caught:
        choose_properties(["position"])
    assert caught.value.hint == "positions"


def test_what_is_no_day_is_refused():
    assert check_day("2026-01-31") == "2026-01-31"
    with pytest.raises(UsageError, match="is no day"):
        check_day("yesterday")


def test_a_blank_node_and_an_unknown_value_say_nothing(make_service):
    rows = [
        {"item": {"type": "uri", "value": ALIYEV}, "value": {"type": "bnode", "value": "t1"}},
        {
            "item": {"type": "uri", "value": ALIYEV},
            "value": {"type": "uri", "value": "http://www.wikidata.org/.well-known/genid/a"},
        },
        {"item": {"type": "uri", "value": ALIYEV}},
        {"value": {"type": "uri", "value": ALIYEV}},
    ]
    body = json.dumps({"head": {"vars": ["item", "value"]}, "results": {"bindings": rows}}).encode()
    with stand_in(Answer(200, body, JSON)) as server:
        assert learn(make_service(server.url), [ALIYEV], "citizenship").triples == frozenset()
