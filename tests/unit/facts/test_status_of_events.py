"""What a sentence commits to: the same meeting, visit or measure under every kind of word."""

import pytest

MEETING = [
    ("Vladimir Putin met Emmanuel Macron in Paris.", "asserted"),
    ("Emmanuel Macron was met by Vladimir Putin.", "asserted"),
    ("Vladimir Putin did not meet Emmanuel Macron in Paris.", "negated"),
    ("Vladimir Putin never met Emmanuel Macron.", "negated"),
    ("Vladimir Putin almost met Emmanuel Macron.", "negated"),
    ("Vladimir Putin failed to meet Emmanuel Macron.", "negated"),
    ("No meeting between Vladimir Putin and Emmanuel Macron took place.", "negated"),
    ("Emmanuel Macron left Paris without meeting Vladimir Putin.", "negated"),
    ("Vladimir Putin avoided meeting Emmanuel Macron.", "negated"),
    ("Vladimir Putin will meet Emmanuel Macron in Paris on Friday.", "planned"),
    ("Vladimir Putin plans to meet Emmanuel Macron.", "planned"),
    ("Vladimir Putin is expected to meet Emmanuel Macron.", "planned"),
    ("Vladimir Putin agreed to meet Emmanuel Macron.", "planned"),
    ("Vladimir Putin and Emmanuel Macron were to meet in Geneva.", "planned"),
    ("Vladimir Putin offered to meet Emmanuel Macron.", "proposed"),
    ("Emmanuel Macron called for a meeting with Vladimir Putin.", "proposed"),
    ("Vladimir Putin refused to meet Emmanuel Macron.", "refused"),
    ("Vladimir Putin may meet Emmanuel Macron next week.", "hypothetical"),
    ("If Vladimir Putin meets Emmanuel Macron, oil prices will fall.", "hypothetical"),
    ("Had Vladimir Putin met Emmanuel Macron, the war would have ended.", "hypothetical"),
    ("Did Vladimir Putin meet Emmanuel Macron?", "hypothetical"),
    ("Emmanuel Macron has to meet Vladimir Putin.", "hypothetical"),
    ("Vladimir Putin is unlikely to meet Emmanuel Macron.", "hypothetical"),
    ("It is unclear whether Vladimir Putin met Emmanuel Macron.", "hypothetical"),
    ("Rumours that Vladimir Putin met Emmanuel Macron spread on Monday.", "hypothetical"),
    ("Vladimir Putin reportedly met Emmanuel Macron.", "hypothetical"),
    ("The Kremlin denied reports that Vladimir Putin met Emmanuel Macron.", "denied"),
    ("Emmanuel Macron cancelled a meeting with Vladimir Putin.", "cancelled"),
    ("A meeting between Vladimir Putin and Emmanuel Macron was cancelled.", "cancelled"),
    ("The meeting between Vladimir Putin and Emmanuel Macron was postponed until May.", "postponed"),
    ("A meeting between Vladimir Putin and Emmanuel Macron is possible.", "hypothetical"),
    ("A meeting between Vladimir Putin and Emmanuel Macron is out of the question.", "hypothetical"),
    ("The meeting between Vladimir Putin and Emmanuel Macron was productive.", "asserted"),
    ("The meeting between Vladimir Putin and Emmanuel Macron was moved to Friday.", "planned"),
    ("Emmanuel Macron had the opportunity to meet Vladimir Putin.", "asserted"),
    ("According to Reuters, Emmanuel Macron met Vladimir Putin.", "attributed"),
]


@pytest.mark.parametrize(("text", "status"), MEETING)
def test_a_meeting_has_the_status_that_the_sentence_gives_it(facts, text, status):
    assert ("Emmanuel Macron", "metWith", "Vladimir Putin", status) in facts(text)


OTHERS = [
    ("Germany expelled two Russian diplomats.", "Germany", "expelledDiplomatsOf", "Russia", "asserted"),
    (
        "Two Russian diplomats were expelled by Germany.",
        "Germany",
        "expelledDiplomatsOf",
        "Russia",
        "asserted",
    ),
    ("Germany did not expel any Russian diplomats.", "Germany", "expelledDiplomatsOf", "Russia", "negated"),
    (
        "Poland urged Germany to expel Russian diplomats.",
        "Germany",
        "expelledDiplomatsOf",
        "Russia",
        "proposed",
    ),
    ("Germany managed to expel Russian diplomats.", "Germany", "expelledDiplomatsOf", "Russia", "asserted"),
    (
        "Russia threatened to expel French diplomats.",
        "Russia",
        "expelledDiplomatsOf",
        "France",
        "hypothetical",
    ),
    ("France considered recognising Palestine.", "France", "recognized", "Palestine", "hypothetical"),
    ("France does not recognise Kosovo.", "France", "recognized", "Kosovo", "negated"),
    ("Sweden applied to join NATO.", "Sweden", "memberOf", "NATO", "proposed"),
    ("Turkey blocked Sweden from joining NATO.", "Sweden", "memberOf", "NATO", "negated"),
    ("Emmanuel Macron said that he would visit Kyiv.", "Emmanuel Macron", "visited", "Kyiv", "planned"),
    ("Emmanuel Macron was supposed to visit Kyiv.", "Emmanuel Macron", "visited", "Kyiv", "hypothetical"),
    ("Emmanuel Macron ruled out a visit to Kyiv.", "Emmanuel Macron", "visited", "Kyiv", "refused"),
    (
        "Emmanuel Macron's planned visit to Kyiv was called off.",
        "Emmanuel Macron",
        "visited",
        "Kyiv",
        "cancelled",
    ),
    ("Emmanuel Macron's visit to Kyiv did not take place.", "Emmanuel Macron", "visited", "Kyiv", "negated"),
]


@pytest.mark.parametrize(("text", "subject", "predicate", "thing", "status"), OTHERS)
def test_other_events_have_the_status_that_the_sentence_gives_them(
    facts, text, subject, predicate, thing, status
):
    assert (subject, predicate, thing, status) in facts(text)


def test_a_negation_about_an_event_does_not_undo_it(facts):
    found = facts("The talks between Russia and Ukraine did not produce an agreement.")
    assert ("Russia", "negotiatedWith", "Ukraine", "asserted") in found


def test_a_speech_act_that_is_only_meant_is_no_event(events):
    found = events("Joe Biden met Olaf Scholz to praise Emmanuel Macron.")
    assert [kind for kind, _, _ in found] == ["Meeting"]
