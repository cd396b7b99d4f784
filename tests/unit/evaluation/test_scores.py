"""The numbers: those of a little gold worked out by hand, and each rule of comparing by a case of its own."""

import pytest

from kg.evaluation import Score, evaluate, read_gold, read_predictions, to_json
from kg.evaluation.claims import class_of, parent_of
from kg.evaluation.names import fold_name
from kg.model import STATUSES
from tests.unit.evaluation.gold_lines import ONTOLOGY, READ, TINY, compare_lines, event, fact, line


@pytest.fixture(scope="module")
def numbers():
    golds = read_gold([str(TINY)], ontology=ONTOLOGY)
    return to_json(evaluate(golds, read_predictions(str(READ)), ontology=ONTOLOGY))


def counts(score):
    return (score["tp"], score["predicted"], score["gold"])


def test_the_facts_of_the_little_gold_are_counted_as_by_hand(numbers):
    assert counts(numbers["facts"]) == (3, 6, 10)
    assert (numbers["facts"]["p"], numbers["facts"]["r"], numbers["facts"]["f1"]) == (0.5, 0.3, 0.375)
    assert counts(numbers["facts_with_status"]) == (4, 7, 13)


def test_a_plan_that_was_taken_for_a_fact_is_a_false_assertion(numbers):
    assert numbers["false_assertions"] == {"count": 1, "unreal_gold": 3}


def test_the_events_of_the_little_gold_are_counted_as_by_hand(numbers):
    assert counts(numbers["events"]) == (6.5, 9, 14)
    assert counts(numbers["speakers"]) == (1, 1, 3)


def test_a_summit_read_as_a_meeting_is_half_right_in_both_rows(numbers):
    assert counts(numbers["per_event_type"]["Summit"]) == (1.5, 0, 3)
    assert numbers["per_event_type"]["Summit"]["r"] == 0.5
    assert numbers["per_event_type"]["Meeting"]["p"] == 0.5


def test_rows_of_a_predicate_a_status_and_a_publisher_are_parts_of_the_whole(numbers):
    assert counts(numbers["per_predicate"]["headOfGovernmentOf"]) == (0, 1, 1)
    assert counts(numbers["per_status"]["negative"]) == (1, 1, 2)
    assert counts(numbers["per_status"]["planned"]) == (0, 0, 1)
    weekly = numbers["per_publisher"]["The Weekly Example"]
    assert (weekly["documents"], counts(weekly["facts"])) == (3, (1, 2, 5))


def test_a_document_is_found_by_its_text_where_its_id_is_another_and_one_not_read_is_told(numbers):
    assert (numbers["documents"], numbers["missing"]) == (5, 1)
    assert numbers["per_predicate"]["agencyOf"]["tp"] == 1


def test_what_was_not_read_still_counts_as_gold(tmp_path):
    found = compare_lines(tmp_path, line(facts=[fact("Putin metWith Modi")]), line(name="x", text="Other."))
    assert (found.missing, found.facts.gold, found.facts.predicted) == (1, 1, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the Kremlin", "KREMLIN"),
        ("Türkiye’s", "Turkiye"),
        ("United States' ", "united state"),
        ("St. Petersburg", "St Petersburg"),
        ("Former Minister", "minister"),
        ("U.S.", "US"),
    ],
)
def test_names_are_compared_without_what_does_not_matter(one, other):
    assert fold_name(one) == fold_name(other)


def test_a_name_that_is_only_an_article_stays():
    assert fold_name("The") == "the"


def test_a_symmetric_relation_holds_in_both_directions_and_another_in_one(tmp_path):
    gold = line(facts=[fact("Putin metWith Modi"), fact("Putin hosted Xi")])
    found = compare_lines(tmp_path, gold, line(facts=[fact("Modi metWith Putin"), fact("Xi hosted Putin")]))
    assert found.facts == Score(1, 2, 1, 2)


def test_what_is_optional_counts_neither_for_nor_against(tmp_path):
    gold = line(
        facts=[fact("Putin metWith Modi")],
        optional=[fact("Putin visited Sochi"), event("Visit", place="Sochi")],
    )
    read = line(
        facts=[fact("Putin metWith Modi"), fact("Putin visited Sochi")],
        events=[event("Visit", place="Sochi")],
    )
    found = compare_lines(tmp_path, gold, read)
    assert found.facts == Score(1, 1, 1, 1)
    assert found.events == Score(0, 0, 0, 0)


def test_what_is_wanted_and_optional_at_once_is_wanted(tmp_path):
    gold = line(facts=[fact("Putin metWith Modi")], optional=[fact("Putin metWith Modi", "planned")])
    assert compare_lines(tmp_path, gold, line(facts=[fact("Putin metWith Modi")])).facts.f1 == 1


def test_statuses_of_one_class_are_the_same_and_those_of_two_are_not(tmp_path):
    gold = line(facts=[fact("Putin visited India", "planned"), fact("Xi visited India", "negated")])
    read = line(facts=[fact("Putin visited India", "proposed"), fact("Xi visited India", "hypothetical")])
    found = compare_lines(tmp_path, gold, read)
    assert found.facts_with_status == Score(1, 2, 1, 2)
    assert found.false_assertions == 0


def test_a_triple_read_with_two_statuses_is_real_where_one_of_them_is(tmp_path):
    read = line(facts=[fact("Putin visited India", "planned"), fact("Putin visited India", "attributed")])
    found = compare_lines(tmp_path, line(facts=[fact("Putin visited India")]), read)
    assert found.facts == Score(1, 1, 1, 1)


def test_every_status_has_a_class():
    assert {class_of(status) for status in STATUSES} == {"real", "planned", "negative", "hypothetical"}
    assert [s for s in STATUSES if class_of(s) == "real"] == ["asserted", "held", "ongoing", "attributed"]


def test_the_parents_of_event_types_are_those_of_the_ontology():
    lifted = {name: parent_of(name, ONTOLOGY) for name in ONTOLOGY.event_types}
    assert {name for name, parent in lifted.items() if parent == name} == {
        *("Event", "Meeting", "Call", "Visit", "Negotiation", "Ceasefire", "Protest", "Signing"),
        *("Statement", "Measure", "Transition"),
    }
    assert (lifted["Mediation"], lifted["Recall"], lifted["Demand"]) == (
        "Negotiation",
        "Measure",
        "Statement",
    )


def test_two_subtypes_of_one_parent_are_half_right_and_topics_do_not_count(tmp_path):
    gold = line(events=[event("Accusation", initiator="Putin", topic="war")])
    found = compare_lines(tmp_path, gold, line(events=[event("Demand", initiator="Putin")]))
    assert found.events == Score(0.5, 1, 0.5, 1)


def test_a_time_is_compared_by_its_words(tmp_path):
    gold = line(events=[{"type": "Visit", "status": "held", "roles": {"time": ["On Monday"]}}])
    read = line(
        events=[
            {"type": "Visit", "status": "held", "roles": {"time": [{"text": "on Monday", "value": None}]}}
        ]
    )
    assert compare_lines(tmp_path, gold, read).events.f1 == 1


def test_a_speaker_of_what_was_not_said_is_none(tmp_path):
    gold = line(events=[event("Statement", speaker="Putin"), event("Statement", "negated", speaker="Xi")])
    read = line(events=[event("Statement", speaker="Putin Xi")])
    assert compare_lines(tmp_path, gold, read).speakers == Score(1, 2, 1, 1)


def test_entities_are_aligned_by_any_name_the_label_first(tmp_path):
    entities = [
        {"id": "e1", "type": "Person", "label": "Vladimir Putin", "aliases": ["the president"]},
        {"id": "e2", "type": "Person", "label": "Xi Jinping", "aliases": ["the president", "Xi"]},
        {"id": "e3", "type": "State", "label": "India"},
    ]
    read = line(
        entities=[
            {"id": "a", "type": "Person", "label": "The President", "aliases": ["Xi"]},
            {"id": "b", "type": "State", "label": "Bharat", "wikidata": "Q668"},
        ],
        facts=[fact("a visited b")],
    )
    gold = line(entities=[*entities[:2], entities[2] | {"wikidata": "Q668"}], facts=[fact("e2 visited e3")])
    assert compare_lines(tmp_path, gold, read).facts.f1 == 1


def test_an_alias_that_is_a_pronoun_aligns_nobody(tmp_path):
    person = {"id": "a", "type": "Person", "label": "Somebody"}
    mention = {"start": 0, "end": 5, "text": "Putin", "kind": "pronoun"}
    read = line(entities=[person | {"mentions": [mention]}], facts=[fact("a visited a")])
    assert compare_lines(tmp_path, line(facts=[fact("Putin visited Putin")]), read).facts.right == 0


def test_quotes_that_the_text_does_not_have_are_counted(tmp_path):
    evidence = [{"start": 0, "end": 5, "quote": "Putin"}, {"start": 0, "end": 5, "quote": "Stalin"}]
    read = line(facts=[fact("Putin metWith Modi", evidence=evidence), fact("Putin metWith Xi")])
    quotes = compare_lines(tmp_path, line(), read).quotes
    assert (quotes.spans, quotes.wrong, quotes.facts_without) == (2, 1, 1)
