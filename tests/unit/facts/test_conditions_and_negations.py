"""Negations and conditions that are told without "not" and "if", and words that only look like them."""

import pytest

UNREAL = [
    ("Emmanuel Macron was to have met Vladimir Putin in May.", "negated"),
    ("Emmanuel Macron is about to meet Vladimir Putin.", "planned"),
    ("At no time did Emmanuel Macron meet Vladimir Putin.", "negated"),
    ("Emmanuel Macron did not leave Paris, nor did he meet Vladimir Putin.", "negated"),
    ("Emmanuel Macron met neither with Vladimir Putin nor with his envoy.", "negated"),
    ("Rather than meet Vladimir Putin, Emmanuel Macron flew to Kyiv.", "negated"),
    (
        "Officials argued that had Emmanuel Macron met Vladimir Putin, the war would have ended.",
        "hypothetical",
    ),
    ("Were Emmanuel Macron to meet Vladimir Putin, the war would end.", "hypothetical"),
    ("Emmanuel Macron abstained from meeting Vladimir Putin.", "negated"),
    ("Jordan put forward the idea of a meeting between Emmanuel Macron and Vladimir Putin.", "proposed"),
    ("Olaf Scholz suggested that Emmanuel Macron and Vladimir Putin meet in Geneva.", "proposed"),
    ("There was no confirmation that Emmanuel Macron had met Vladimir Putin.", "hypothetical"),
    ("Diplomats suspect that Emmanuel Macron has met Vladimir Putin.", "hypothetical"),
    ("Some are convinced that Emmanuel Macron met Vladimir Putin.", "hypothetical"),
    ("They say that Emmanuel Macron met Vladimir Putin.", "hypothetical"),
    ("Meeting of Emmanuel Macron and Vladimir Putin postponed", "postponed"),
    ("The next meeting between Emmanuel Macron and Vladimir Putin has been fixed for August.", "planned"),
    ("The letters amounted to a meeting between Emmanuel Macron and Vladimir Putin.", "hypothetical"),
    ("A meeting between Emmanuel Macron and Vladimir Putin was to be held in May.", "planned"),
    ("Emmanuel Macron all but met Vladimir Putin.", "negated"),
    ("The meeting between Emmanuel Macron and Vladimir Putin fell through.", "cancelled"),
    ("Emmanuel Macron meets Vladimir Putin tomorrow.", "planned"),
    ("Talks between Emmanuel Macron and Vladimir Putin are to resume on Monday.", "planned"),
]

REAL = [
    "Few diplomats doubted that Emmanuel Macron had met Vladimir Putin.",
    "Nobody disputes that Emmanuel Macron met Vladimir Putin.",
    "There is no doubt that Emmanuel Macron met Vladimir Putin.",
    "Emmanuel Macron had hardly met Vladimir Putin when the war broke out.",
    "Emmanuel Macron not only met Vladimir Putin; he also flew to Kyiv.",
    "There were rumours, until Emmanuel Macron met Vladimir Putin in May.",
    "Emmanuel Macron met Vladimir Putin; Olaf Scholz has not made up his mind.",
    "The committee would like to know when Emmanuel Macron met Vladimir Putin.",
    "Hardly had Emmanuel Macron met Vladimir Putin when the war broke out.",
    "Emmanuel Macron called on Vladimir Putin at the Kremlin.",
    "Emmanuel Macron had to cut short his meeting with Vladimir Putin.",
]


def _standings(found):
    relations = {"metWith", "negotiatedWith"}
    pair = {"Emmanuel Macron", "Vladimir Putin"}
    return {status for one, name, other, status in found if {one, other} == pair and name in relations}


@pytest.mark.parametrize(("text", "status"), UNREAL)
def test_what_did_not_happen_is_not_read_as_real(facts, text, status):
    assert _standings(facts(text)) == {status}


@pytest.mark.parametrize("text", REAL)
def test_what_only_looks_like_a_negation_or_a_condition_is_real(facts, text):
    assert _standings(facts(text)) == {"asserted"}


def test_neither_praised_nor_blamed_denies_both(facts):
    found = facts("The Armenian president neither praised nor blamed Iran.")
    assert not [f for f in found if f[1] in {"praised", "accused"} and f[3] == "asserted"]


def test_an_agreement_on_nothing_is_none(facts):
    found = facts("Croatia and Slovenia agreed with each other on nothing.")
    assert not [f for f in found if f[1] == "agreedWith" and f[3] == "asserted"]


def test_a_vote_against_joining_is_a_refusal(facts):
    found = facts("Switzerland voted in 1986 against joining the United Nations.")
    assert ("Switzerland", "memberOf", "United Nations", "refused") in found


def test_calling_on_somebody_to_do_something_is_a_demand(facts):
    found = facts("Emmanuel Macron called on Vladimir Putin to withdraw.")
    assert ("Emmanuel Macron", "demandedOf", "Vladimir Putin", "asserted") in found
    assert not [f for f in found if f[1] == "metWith"]


def test_what_is_done_no_longer_is_denied(facts):
    assert ("France", "recognized", "Taiwan", "negated") in facts("France no longer recognises Taiwan.")


def test_what_is_done_rather_than_something_else_is_done(facts):
    found = facts("Emmanuel Macron met Vladimir Putin rather than wait for the report.")
    assert _standings(found) == {"asserted"}


def test_what_is_done_in_no_time_is_done(facts):
    assert _standings(facts("Emmanuel Macron met Vladimir Putin in no time.")) == {"asserted"}


def test_two_who_break_with_an_unknown_third_do_not_break_with_each_other(facts):
    found = facts("Egypt and Syria severed relations with the Federal Republic in 1965.")
    assert not [f for f in found if f[1] == "severedTiesWith"]


def test_a_treaty_that_was_to_be_signed_is_a_plan(facts):
    found = facts("A treaty was to be signed by Norway and Sweden.")
    assert {f[3] for f in found if f[1] == "signed"} == {"planned"}
