"""Every word of the lexicon is read as its examples say, by the real extractor."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.evaluation.expectations import read_sentences
from kg.ontology import load_lexicon, load_ontology
from kg.ontology.examples import ExpectedEvent, ExpectedFact, parse_example
from kg.pipeline import load_extractor

RELATIONS = frozenset(load_ontology().relations)
ENTRIES = {entry.name: entry for entry in load_lexicon().entries}
TEXTS = {name: (*entry.examples, *entry.counter_examples) for name, entry in ENTRIES.items()}


@pytest.fixture(scope="module")
def readings():
    """What is read in each sentence of the lexicon."""
    sentences = {parse_example(t, relations=RELATIONS).sentence for texts in TEXTS.values() for t in texts}
    return read_sentences(sentences, extractor=load_extractor())


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_an_entry_is_read_as_its_examples_say(name, readings):
    wrong = []
    for text in TEXTS[name]:
        example = parse_example(text, relations=RELATIONS)
        reading = readings[example.sentence]
        wrong += [f"{text}\n{reading}" for each in example.expected if not reading.shows(each)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_an_entry_has_examples_of_both_kinds(name):
    assert ENTRIES[name].examples
    assert ENTRIES[name].counter_examples


def test_the_lexicon_has_no_fewer_words_and_examples_than_it_had():
    assert len(ENTRIES) >= 950
    assert sum(map(len, TEXTS.values())) >= 3700


GRAMMAR = {"support", "participation", "representative", "counterpart", "sport", "fiction", "bystander"}


def test_every_sense_and_argument_names_a_term_of_the_ontology():
    ontology = load_ontology()
    known = {term.name for term in ontology.terms()} | GRAMMAR
    senses = [sense for entry in ENTRIES.values() for sense in entry.senses]
    told = {s.reference for s in senses} | {s.complement_status or "held" for s in senses}
    told |= {s.status or "held" for s in senses}
    roles = {argument.role for sense in senses for frame in sense.frames for argument in frame.arguments}
    assert told - known == set()
    assert roles - set(ontology.roles()) - {"subject", "object", "office", "speaker", "addressee"} == set()


def test_no_two_entries_of_a_part_of_speech_share_a_form_and_differ_in_what_they_say():
    """Only one would be found: several meanings of a word are senses of one entry."""
    said: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    twice = []
    for name, entry in sorted(ENTRIES.items()):
        says = {sense.reference for sense in entry.senses}
        for form in entry.forms:
            twice += [name] if said.setdefault((entry.part_of_speech, form), says) != says else []
    assert twice == []


def test_no_example_expects_a_relation_role_class_or_event_that_the_ontology_lacks():
    ontology = load_ontology()
    told = [e for ts in TEXTS.values() for t in ts for e in parse_example(t, relations=RELATIONS).expected]
    events = [e for e in told if isinstance(e, ExpectedEvent)]
    assert {e.type for e in events} <= set(ontology.event_types)
    assert {role for e in events for role, _ in e.roles} <= set(ontology.roles())
    assert len(events) >= 500
    assert sum(isinstance(e, ExpectedFact) for e in told) >= 2000


def test_a_fact_is_told_apart_from_its_mark():
    example = parse_example("A saw B. => A metWith the B [planned]", relations=RELATIONS)
    assert example.expected == (ExpectedFact("A", "metWith", "the B", "planned"),)


@pytest.mark.parametrize(
    "told",
    [
        "A metWith the B [planned]",
        "not A metWith B",
        "not Visit(initiator=A B, place=C)",
        "A is Person",
        "no Call",
    ],
)
def test_an_expectation_is_written_as_it_was_read(told):
    (expected,) = parse_example(f"X. => {told}", relations=RELATIONS).expected
    assert str(expected) == told


def test_not_denies_an_event():
    example = parse_example("X. => not Visit(initiator=A B, place=C)", relations=RELATIONS)
    assert example.expected == (
        ExpectedEvent("Visit", (("initiator", "A B"), ("place", "C")), None, real=False),
    )


@pytest.mark.parametrize(
    "text",
    [
        "no arrow",
        "A. =>",
        "=> A metWith B",
        "A. => A hugs B",
        "A. => A metWith",
        "A. => A metWith B [soon]",
        "A. => Visit(A)",
    ],
)
def test_what_is_no_example_is_refused(text):
    with pytest.raises(OntologyError):
        parse_example(text, relations=RELATIONS)
