"""Each fact missed or wrong is told with the stage that lost it."""

import pytest

from kg.evaluation import evaluate, read_gold
from kg.evaluation.losses import find_losses
from kg.evaluation.reliability import measure_reliability
from kg.evaluation.sighting import extract_with_sightings, sight_again
from kg.evaluation.stages import STAGES
from tests.unit.evaluation.gold_lines import ONTOLOGY, TINY, compare_lines, event, fact, line

TEXT = "Putin met Modi in Sochi. He praised Xi of Russia."
ALL = ("Putin/Person", "Modi/Person", "Xi/Person", "Russia/State", "Sochi/Place")


def entities(*words, text=TEXT):
    """Entities from "label/class", each where the text names it first."""
    return [to_entity(*word.split("/"), text) for word in words]


def to_entity(label, kind, text):
    start = text.find(label)
    mention = {"start": start, "end": start + len(label), "text": label, "kind": "name"}
    return {"id": label, "type": kind, "label": label, "mentions": [mention] if start >= 0 else []}


def evidence(quote, text=TEXT):
    return [{"start": text.index(quote), "end": text.index(quote) + len(quote), "quote": quote}]


def losses(folder, gold, read):
    (comparison,) = compare_lines(folder, gold, read).comparisons
    return list(find_losses(comparison, sight_again(comparison.found), ontology=ONTOLOGY))


def stages(folder, *, gold=(), read=(), people=ALL, events=(), dropped=()):
    """The stage of each loss by its kind."""
    wanted = line(TEXT, entities=entities(*ALL), facts=gold)
    seen = line(TEXT, entities=entities(*people), facts=read, events=events, dropped=list(dropped))
    return {(loss.kind, loss.stage) for loss in losses(folder, wanted, seen)}


def test_a_fact_with_another_status_is_lost_by_its_status(tmp_path):
    gold, read = [fact("Putin metWith Modi")], [fact("Putin metWith Modi", "planned")]
    assert stages(tmp_path, gold=gold, read=read) == {("missed", "wrong status")}
    assert stages(tmp_path, gold=read, read=gold) == {("wrong", "wrong status")}


def test_a_name_that_nobody_saw_is_not_found(tmp_path):
    gold = [fact("Putin metWith Modi")]
    assert stages(tmp_path, gold=gold, people=ALL[:1]) == {("missed", "name not found")}


def test_a_name_of_which_a_part_was_seen_has_the_wrong_span(tmp_path):
    people = ("Putin/Person", "Modi in Sochi/Person")
    gold, read = [fact("Putin metWith Modi")], [fact("Putin metWith ModiinSochi")]
    assert stages(tmp_path, gold=gold, people=people) == {("missed", "wrong span")}
    whole = entities(*people)
    whole[1]["id"] = "ModiinSochi"
    found = losses(
        tmp_path, line(TEXT, entities=entities(*ALL), facts=gold), line(TEXT, entities=whole, facts=read)
    )
    assert {(loss.kind, loss.stage) for loss in found} == {("missed", "wrong span"), ("wrong", "wrong span")}


def test_a_person_taken_for_a_place_has_the_wrong_type(tmp_path):
    gold = [fact("Putin metWith Modi")]
    assert stages(tmp_path, gold=gold, people=("Putin/Person", "Modi/Place")) == {("missed", "wrong type")}
    people = ("Putin/Person", "Xi/State")
    read = [fact("Putin headOfStateOf Xi")]
    assert stages(tmp_path, read=read, people=people) == {("wrong", "wrong type")}


def test_what_the_ontology_refused_is_told_so(tmp_path):
    quote = evidence("Putin met Modi")[0]
    gold = [fact("Putin advisorTo Modi")]
    refused = {"stage": "facts", "reason": "range: Person fits none of advisorTo here", "evidence": quote}
    assert stages(tmp_path, gold=gold, dropped=[refused]) == {("missed", "dropped by ontology")}
    unsure = {"stage": "confidence", "reason": "advisorTo: confidence 0.40 is below 0.50", "evidence": quote}
    assert stages(tmp_path, gold=gold, dropped=[unsure]) == {("missed", "too unsure")}


def test_ends_that_no_sentence_names_together_need_coreference(tmp_path):
    assert stages(tmp_path, gold=[fact("Putin praised Xi")]) == {("missed", "coreference")}


def test_a_pronoun_that_was_taken_for_another_is_coreference(tmp_path):
    wanted = line(TEXT, entities=entities(*ALL), facts=[fact("Putin praised Xi")])
    people = entities(*ALL)
    people[1]["mentions"] += [{"start": 25, "end": 27, "text": "He", "kind": "pronoun"}]
    read = line(TEXT, entities=people, facts=[fact("Modi praised Xi", evidence=evidence("He praised Xi"))])
    found = losses(tmp_path, wanted, read)
    assert {(loss.kind, loss.stage) for loss in found} == {
        ("missed", "coreference"),
        ("wrong", "coreference"),
    }


def test_the_right_relation_with_another_object_has_the_wrong_argument(tmp_path):
    gold, read = [fact("Putin visited Sochi")], [fact("Putin visited Russia")]
    assert stages(tmp_path, gold=gold, read=read) == {
        ("missed", "wrong argument"),
        ("wrong", "wrong argument"),
    }


def test_subject_and_object_exchanged_are_wrong_arguments(tmp_path):
    found = stages(tmp_path, gold=[fact("Putin hosted Modi")], read=[fact("Modi hosted Putin")])
    assert found == {("missed", "wrong argument"), ("wrong", "wrong argument")}


def test_a_meeting_that_was_read_without_one_who_met_has_the_wrong_argument(tmp_path):
    meeting = event("Meeting", participant="Putin") | {"evidence": evidence("Putin met Modi")}
    gold = [fact("Putin metWith Modi")]
    assert stages(tmp_path, gold=gold, events=[meeting]) == {("missed", "wrong argument")}
    reason = {"stage": "facts", "reason": "Meeting: nobody is named who takes part"}
    dropped = [reason | {"evidence": evidence("met")[0]}]
    assert stages(tmp_path, gold=gold, dropped=dropped) == {("missed", "wrong argument")}


def test_the_same_pair_in_another_relation_is_the_wrong_relation(tmp_path):
    found = stages(tmp_path, gold=[fact("Putin metWith Modi")], read=[fact("Putin invited Modi")])
    assert found == {("missed", "wrong relation"), ("wrong", "wrong relation")}


def test_what_no_rule_explains_has_no_frame_or_is_spurious(tmp_path):
    assert stages(tmp_path, gold=[fact("Putin metWith Modi")]) == {("missed", "no frame")}
    assert stages(tmp_path, read=[fact("Putin metWith Modi")]) == {("wrong", "spurious")}


def test_every_stage_is_one_that_a_test_here_names():
    assert (
        *("wrong status", "name not found", "wrong span", "wrong type", "too unsure", "dropped by ontology"),
        *("coreference", "wrong argument", "wrong relation", "no frame", "spurious"),
    ) == STAGES


def test_a_loss_is_told_in_its_sentence(tmp_path):
    read = [fact("Xi memberOf Russia", evidence=evidence("Xi of Russia"), confidence=0.6, frame="of")]
    gold = line(TEXT, entities=entities(*ALL))
    (loss,) = losses(tmp_path, gold, line(TEXT, entities=entities(*ALL), facts=read))
    assert (loss.subject, loss.predicate, loss.object) == ("Xi", "memberOf", "Russia")
    assert (loss.text, loss.confidence, loss.frame) == ("He praised Xi of Russia.", 0.6, "of")
    assert loss.sentence.of(TEXT).strip() == loss.text


def test_an_abbreviation_ends_no_sentence(tmp_path):
    text = "Mr. Modi met U.S. President Xi in St. Petersburg. “Good.” They left."
    (comparison,) = compare_lines(tmp_path, line(text), line(text)).comparisons
    cut = [span.of(text).strip() for span in sight_again(comparison.found).sentences]
    assert cut == ["Mr. Modi met U.S. President Xi in St. Petersburg.", "“Good.”", "They left."]


@pytest.fixture(scope="module")
def read_tiny():
    from kg.pipeline import load_extractor

    golds = read_gold([str(TINY)], ontology=ONTOLOGY)
    return golds, list(extract_with_sightings([gold.document for gold in golds], load_extractor()))


def test_names_are_seen_also_where_nothing_is_said_of_them(read_tiny):
    _, pairs = read_tiny
    assert "Sudan" in {sight.text for sight in pairs[2][1].seen}
    assert len(pairs[2][1].sentences) == 2


def test_the_little_gold_is_read_with_no_false_assertion(read_tiny):
    golds, pairs = read_tiny
    found = evaluate(golds, [extraction for extraction, _ in pairs], ontology=ONTOLOGY)
    assert (found.missing, found.false_assertions) == (0, 0)
    assert found.facts.precision >= 0.6 and found.facts.f1 >= 0.5


def test_bands_of_confidence_hold_the_facts_that_count(tmp_path):
    gold = line(
        facts=[fact("Putin metWith Modi"), fact("Putin visited Sochi")], optional=[fact("Xi metWith Modi")]
    )
    read = [
        fact("Putin metWith Modi", confidence=0.4),
        fact("Modi metWith Putin", confidence=1.0),
        fact("Putin visited Sochi", confidence=0.9),
        fact("Putin visited India", confidence=0.94),
        fact("Xi metWith Modi", confidence=0.2),
        fact("Xi visited India", "planned", confidence=0.2),
    ]
    bands = measure_reliability(
        compare_lines(tmp_path, gold, line(facts=read)).comparisons, ontology=ONTOLOGY
    )
    told = [(band.low, band.facts, band.right, round(band.mean, 2), band.share) for band in bands]
    assert told == [(0.9, 2, 1, 0.92, 0.5), (0.95, 1, 1, 1.0, 1.0)]
