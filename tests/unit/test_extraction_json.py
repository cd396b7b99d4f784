"""An extraction as JSON, and back."""

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.extraction_json import dumps_line, from_json, to_json
from kg.model import (
    STATUSES,
    TENURES,
    Document,
    Dropped,
    Entity,
    Event,
    Evidence,
    Extraction,
    Fact,
    Literal,
    NamedMention,
    Span,
    Tenure,
    Time,
)

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
ids = words.map("https://example.org/{}".format)
maybe = st.none() | words
confidences = st.floats(0, 1)
statuses = st.sampled_from(STATUSES)


def spans(text):
    return st.tuples(*[st.integers(0, len(text))] * 2).map(lambda ends: Span(*sorted(ends)))


def pieces(text):
    return spans(text).map(lambda span: Evidence(span, span.of(text)))


@st.composite
def extractions(draw):
    """Any extraction whose evidence quotes its text."""
    text = draw(st.text(st.characters(codec="utf-8"), max_size=40))
    quotes = st.lists(pieces(text), max_size=2).map(tuple)
    mention = st.builds(lambda span, kind: NamedMention(span, span.of(text), kind), spans(text), words)
    document = st.builds(
        lambda about: Document("urn:x", text, "a.txt", sha256(text.encode()).hexdigest(), *about),
        st.tuples(maybe, maybe, maybe, maybe),
    )
    entity = st.builds(
        Entity, ids, words, words, st.lists(words, max_size=2).map(tuple), st.tuples(mention), maybe
    )
    fact = st.builds(
        Fact,
        ids,
        words,
        ids | st.builds(Literal, words, ids),
        statuses,
        quotes,
        words,
        confidences,
        st.none() | ids,
        st.none() | ids,
        st.none() | st.sampled_from(TENURES),
    )
    event = st.builds(
        Event,
        ids,
        words,
        statuses,
        st.dictionaries(st.sampled_from(["place", "participant", "host"]), st.lists(ids).map(tuple)),
        quotes,
        words,
        confidences,
        st.none() | ids,
        st.lists(st.builds(Time, words, maybe), max_size=2).map(tuple),
        st.lists(words, max_size=2).map(tuple),
        st.none() | pieces(text),
        st.lists(ids, max_size=2).map(tuple),
    )
    tenure = st.builds(
        Tenure,
        ids,
        ids,
        ids,
        st.none() | ids,
        st.sampled_from(TENURES),
        quotes,
        words,
        confidences,
        statuses,
        st.none() | ids,
    )
    dropped = st.builds(Dropped, words, words, st.none() | pieces(text))
    many = [st.lists(each, max_size=2).map(tuple) for each in (entity, fact, event, tenure, dropped)]
    return Extraction(draw(document), *(draw(each) for each in many))


@given(extractions())
def test_what_is_written_is_read_back(extraction):
    assert from_json(json.loads(dumps_line(extraction))) == extraction


@given(extractions())
def test_a_line_is_one_line_and_the_same_every_time(extraction):
    line = dumps_line(extraction)
    assert len(line.splitlines()) == 1
    assert dumps_line(from_json(json.loads(line))) == line


WHOLE = to_json(Extraction(Document("urn:x", "text", "a.txt", "0")))


@pytest.fixture
def data(summit):
    return to_json(summit)


def test_the_keys_stand_in_the_documented_order(data):
    assert list(data) == [
        "id", "source", "sha256", "published", "text",
        "entities", "facts", "events", "tenures", "dropped",
    ]  # fmt: skip
    assert list(data["entities"][0]) == ["id", "type", "label", "aliases", "wikidata", "mentions"]
    assert list(data["facts"][0]) == [
        "subject", "predicate", "object", "status", "accordingTo", "event", "evidence", "frame", "confidence",
    ]  # fmt: skip
    assert list(data["events"][0]) == [
        "id", "type", "status", "accordingTo", "roles", "evidence", "frame", "confidence",
    ]  # fmt: skip
    assert list(data["tenures"][0]) == [
        "id", "person", "office", "of", "tenure", "evidence", "frame", "confidence", "status", "accordingTo",
    ]  # fmt: skip


def test_every_offset_counts_characters_of_the_text(data):
    spoken = [
        each for kind in ("facts", "events", "tenures") for value in data[kind] for each in value["evidence"]
    ]
    assert len(spoken) >= 8
    assert all(data["text"][each["start"] : each["end"]] == each["quote"] for each in spoken)


def test_times_and_topics_are_roles(data):
    assert data["events"][0]["roles"]["time"] == [{"text": "on Monday", "value": "2023-12-25"}]


def test_what_a_statement_says_is_its_content(data):
    [said] = [event for event in data["events"] if event["type"] == "Statement"]
    assert said["content"]["quote"] == "the leaders talked freely"
    assert not any("content" in event for event in data["events"] if event is not said)


def test_a_tenure_stands_in_a_fact_only_when_it_has_one():
    fact = Fact("urn:a", "ambassadorTo", "urn:b", "asserted", (), "title", 1.0)
    document = Document("urn:x", "text", "a.txt", "0")
    plain, former = (
        to_json(Extraction(document, facts=(each,)))["facts"][0]
        for each in (
            fact,
            Fact("urn:a", "ambassadorTo", "urn:b", "asserted", (), "title", 1.0, tenure="former"),
        )
    )
    assert "tenure" not in plain and former["tenure"] == "former"


def test_letters_are_written_as_they_are():
    line = dumps_line(Extraction(Document("urn:x", "Erdoğan met Løkke.", "a.txt", "0")))
    assert "Erdoğan met Løkke." in line


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({}, "it lacks 'id'"),
        ([], "a line: is no extraction"),
        ({"source": "a.jsonl#7", "entities": 7}, "a.jsonl#7: is no extraction"),
        (WHOLE | {"facts": 7}, "not iterable"),
        (WHOLE | {"entities": [7]}, "a.txt: is no extraction"),
        (WHOLE | {"events": [{"id": "x"}]}, "it lacks 'roles'"),
    ],
)
def test_what_is_no_extraction_is_an_error(broken, why):
    with pytest.raises(InputError, match=why):
        from_json(broken)


def test_evidence_that_quotes_something_else_is_an_error(data):
    data["facts"][0]["evidence"][0]["quote"] = "Something else"
    with pytest.raises(InputError, match="characters 0 to 63 are not 'Something else'") as caught:
        from_json(data)
    assert caught.value.where == "summit.txt" and caught.value.hint


def test_a_span_that_runs_backwards_is_an_error(data):
    data["facts"][0]["evidence"][0].update(start=9, end=3)
    with pytest.raises(InputError, match="no span runs from 9 to 3"):
        from_json(data)
