"""Networks are read from files and endpoints, with all that the graph says of each link."""

import pytest

from kg.analysis import from_endpoint, from_files, read_network
from kg.errors import GraphError, UsageError

ID = "https://w3id.org/diplomacy-kg/id/"
HEAD = """@prefix d: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def read(tmp_path, ontology, turtle, **options):
    (tmp_path / "graph.ttl").write_text(HEAD + turtle, encoding="utf-8")
    return read_network(from_files([tmp_path / "graph.ttl"]), ontology=ontology, **options)


def test_actors_are_agents_and_not_offices_or_places(summit_network):
    labels = {actor.label for actor in summit_network.actors.values()}
    assert labels == {"Armenia", "Dmitry Peskov", "Ilham Aliyev", "Kremlin", "Nikol Pashinyan"}


def test_a_link_keeps_its_event_date_document_and_words(summit_network):
    (link,) = (link for link in summit_network.links if link.relation == "metWith")
    assert (link.event_type, link.time, link.published) == ("Meeting", "2023-12-25", "2023-12-26")
    assert (link.status, link.confidence) == ("held", 0.9)
    assert link.passages[0].quote.startswith("Armenian Prime Minister Nikol Pashinyan met")


def test_a_plan_is_a_link_with_its_status(summit_network):
    assert {(link.relation, link.status) for link in summit_network.links if link.status == "planned"} == {
        ("visited", "planned")
    }


def test_a_triple_without_a_fact_node_is_a_link_too(tmp_path, ontology):
    network = read(tmp_path, ontology, "<urn:a> a d:Person ; d:metWith <urn:b> . <urn:b> a d:Person .")
    (link,) = network.links
    assert (link.subject, link.relation, link.object, link.fact) == ("urn:a", "metWith", "urn:b", None)


def test_a_triple_that_a_fact_tells_of_counts_once(summit_network):
    keys = [(link.subject, link.relation, link.object) for link in summit_network.links]
    assert len(keys) == len(set(keys)) == 4


def test_classes_choose_whom_to_read(summit_ttl, ontology):
    network = read_network(from_files([summit_ttl]), ontology=ontology, classes=["State"])
    assert [actor.label for actor in network.actors.values()] == ["Armenia"]


def test_relations_choose_what_to_read(summit_ttl, ontology):
    network = read_network(from_files([summit_ttl]), ontology=ontology, relations=["metWith"])
    assert {link.relation for link in network.links} == {"metWith"}


@pytest.mark.parametrize(
    ("option", "name", "near"), [("relations", "metwith", "metWith"), ("classes", "Stat", "State")]
)
def test_a_wrong_name_is_refused_with_the_nearest(option, name, near, summit_ttl, ontology):
    with pytest.raises(UsageError, match=near):
        read_network(from_files([summit_ttl]), ontology=ontology, **{option: [name]})


def test_an_actor_of_two_classes_has_the_narrower_one(tmp_path, ontology):
    network = read(tmp_path, ontology, "<urn:a> a d:Organization, d:InternationalOrganization .")
    assert network.actors["urn:a"].type == "InternationalOrganization"


def test_of_several_labels_the_shortest_is_taken_and_the_others_are_names(tmp_path, ontology):
    network = read(tmp_path, ontology, '<urn:a> a d:State ; rdfs:label "United States", "US" .')
    assert (network.actors["urn:a"].label, network.actors["urn:a"].names) == ("US", ("United States",))


def test_characters_that_steer_a_terminal_are_left_out_of_labels(tmp_path, ontology):
    network = read(tmp_path, ontology, '<urn:a> a d:State ; rdfs:label "a\\u001B[31mb" .')
    assert network.actors["urn:a"].label == "a [31mb"


def test_a_missing_file_is_a_graph_error(tmp_path):
    with pytest.raises(GraphError):
        from_files([tmp_path / "none.ttl"])


def test_an_endpoint_gives_the_network_of_the_file(oxigraph, summit_ttl, summit_network, ontology):
    oxigraph.put(f"{ID}graph", summit_ttl.read_bytes())
    assert read_network(from_endpoint(oxigraph.query), ontology=ontology) == summit_network
