"""Who is named only to be left out, and who stands on both sides of a hyphen."""

import pytest


def names(found, predicate):
    return {name for one, p, other, status in found if p == predicate for name in (one, other)}


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Amir Khan met Teresa Valdés, but not Jorge Molina.", "Jorge Molina"),
        ("Moshe Dayan, not Shimon Peres, met Hassan Tuhami in Rabat.", "Shimon Peres"),
    ],
)
def test_who_is_named_after_not_did_not_meet(text, left_out, facts):
    found = facts(text)
    assert names(found, "metWith")
    assert left_out not in names(found, "metWith")


def test_a_state_that_did_not_join_in_condemns_nobody(facts):
    found = facts("Thailand and Malaysia, but not Indonesia, condemned Burma.")
    assert ("Malaysia", "condemned", "Burma", "asserted") in found
    assert not [f for f in found if f[0] == "Indonesia"]


def test_both_sides_of_a_hyphen_take_part_in_the_summit(events):
    [(kind, status, roles)] = events("Leaders arrived for the EU-China summit.")
    assert (kind, status, roles["participant"]) == ("Summit", "held", ["China", "EU"])


def test_a_body_alone_before_a_summit_is_the_body_that_meets(events):
    [(_, _, roles)] = events("The G20 summit in Osaka ended.")
    assert roles["meetingOf"] == ["G20"]


def test_a_substitution_in_a_game_is_no_succession(facts):
    found = facts("Roger Milla replaced Emmanuel Maboang after half-time.")
    assert not names(found, "succeeds")


def test_what_names_nobody_is_dropped_with_its_reason(extract):
    dropped = extract("The talks in Vienna were difficult.").dropped
    assert any("Negotiation" in each.reason and each.evidence.quote for each in dropped)


def test_the_evidence_of_an_utterance_holds_what_is_said(extract):
    extraction = extract("Sergei Lavrov said that the talks had ended.")
    [said] = [e for e in extraction.events if e.type == "Statement"]
    assert said.evidence[0].quote == "Sergei Lavrov said that the talks had ended"


def test_the_evidence_of_a_meeting_holds_the_whole_names(extract):
    extraction = extract("Yesterday Sergei Lavrov met Hakan Fidan.")
    [meeting] = extraction.events
    assert meeting.evidence[0].quote == "Sergei Lavrov met Hakan Fidan"
