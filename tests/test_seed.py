"""The seed article: what it says, what it does not say, and the files that hold it for comparison.

The golden files are the extraction and the graph as a person has read them against the article. After a
change that is meant, make them again with `python -m tests.golden_files` and read the difference.
"""

import json

import pytest
import rdflib

from kg.extraction_json import from_json
from kg.rdf.validate import validate_graph
from kg.rdf.verify import verify_graph
from tests.golden_files import GOLDEN, ROOT, SEED, make_extraction, make_graph

DIP = rdflib.Namespace("https://w3id.org/diplomacy-kg/ontology#")


@pytest.fixture(scope="module")
def found():
    return from_json(json.loads(make_extraction()))


@pytest.fixture(scope="module")
def labels(found):
    return {entity.id: entity.label for entity in found.entities}


@pytest.fixture(scope="module")
def triples(found, labels):
    real = [fact for fact in found.facts if fact.status in {"asserted", "attributed"}]
    return {(labels[fact.subject], fact.predicate, labels[fact.object]) for fact in real}


def test_the_extraction_is_the_golden_one():
    assert make_extraction() == (GOLDEN / "seed.jsonl").read_text(encoding="utf-8")


def test_the_graph_is_the_golden_one():
    assert make_graph() == (GOLDEN / "seed.ttl").read_bytes()


def test_the_offices_of_the_three_are_read(triples):
    assert {
        ("Dmitry Peskov", "spokesmanFor", "Kremlin"),
        ("Dmitry Peskov", "spokesmanFor", "President of Russia"),
        ("Nikol Pashinyan", "headOfGovernmentOf", "Armenia"),
        ("Ilham Aliyev", "headOfStateOf", "Azerbaijan"),
    } <= triples


def test_peskov_is_press_secretary_of_the_president_of_russia(found, labels):
    held = {(labels[t.person], labels[t.office], labels[t.of]) for t in found.tenures}
    assert ("Dmitry Peskov", "Press Secretary of the President of Russia", "Russia") in held


def test_there_is_one_held_meeting_with_the_three_in_st_petersburg(found, labels):
    [meeting] = [e for e in found.events if e.type == "Meeting" and e.status == "held"]
    names = {role: {labels[i] for i in ids} for role, ids in meeting.roles.items()}
    assert names == {
        "participant": {"Dmitry Peskov", "Nikol Pashinyan", "Ilham Aliyev"},
        "place": {"St. Petersburg"},
    }


def test_the_meeting_was_on_the_sidelines_of_the_cis_summit(found, labels):
    [meeting] = [e for e in found.events if e.type == "Meeting" and e.status == "held"]
    [summit] = [e for e in found.events if e.id in meeting.part_of]
    assert summit.type == "Summit"
    assert [labels[i] for i in summit.roles["meetingOf"]] == ["CIS"]


def test_who_met_follows_from_the_meeting(triples):
    met = {frozenset((s, o)) for s, p, o in triples if p == "metWith"}
    assert met == {
        frozenset(pair)
        for pair in (
            ("Dmitry Peskov", "Nikol Pashinyan"),
            ("Dmitry Peskov", "Ilham Aliyev"),
            ("Nikol Pashinyan", "Ilham Aliyev"),
        )
    }


def test_he_in_the_fourth_paragraph_is_peskov(found, labels):
    said = [e for e in found.events if e.content and "such an agreement would be" in e.content.quote]
    assert [labels[i] for e in said for i in e.roles["speaker"]] == ["Dmitry Peskov"]


def test_nothing_is_signed_agreed_or_negotiated(found, triples):
    assert not {p for _, p, _ in triples} & {"signed", "ratified", "agreedWith", "negotiatedWith"}
    assert not [e for e in found.events if e.type in {"Signing", "Ratification"}]
    assert not [e for e in found.events if e.type == "Negotiation" and e.status in {"held", "ongoing"}]


def test_nobody_else_is_named(found):
    people = {entity.label for entity in found.entities if entity.type == "Person"}
    assert people == {"Dmitry Peskov", "Nikol Pashinyan", "Ilham Aliyev"}


def test_every_quote_is_proved_and_the_graph_is_good(tmp_path):
    path = tmp_path / "seed.ttl"
    path.write_bytes(make_graph())
    assert verify_graph(path, sources=[ROOT / SEED]).ok
    assert validate_graph(path).ok


def test_the_people_places_and_bodies_of_the_index_are_linked_and_nothing_else(found):
    assert {entity.label: entity.wikidata for entity in found.entities if entity.wikidata} == {
        "Nikol Pashinyan": "Q7035479",
        "Ilham Aliyev": "Q57371",
        "Russia": "Q159",
        "Armenia": "Q399",
        "Azerbaijan": "Q227",
        "St. Petersburg": "Q656",
        "CIS": "Q7779",
        "Kremlin": "Q1140115",
    }


def test_the_kremlin_keeps_the_place_by_which_it_goes(found):
    assert {entity.seat for entity in found.entities if entity.label == "Kremlin"} == {"Q133274"}
