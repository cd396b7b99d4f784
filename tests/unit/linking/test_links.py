"""Whom the names of a real text are linked to, and when to nobody."""

import pytest

from tests.telling import extract


def links(text, **known):
    """The QID of each entity by its label."""
    return {entity.label: entity.wikidata for entity in extract(text, **known).entities}


def test_a_surname_after_a_title_is_whoever_held_the_office_then():
    assert links("President Bush met Vladimir Putin in Moscow.", published="2008-04-06")["Bush"] == "Q207"


@pytest.mark.parametrize(("day", "who"), [("2013-05-05", "Q157"), ("2019-05-05", "Q3052772")])
def test_an_office_without_a_name_is_whoever_held_it_on_the_day(day, who):
    assert (
        links("The French president met Vladimir Putin in Moscow.", published=day)["French president"] == who
    )


def test_an_office_without_a_name_or_a_day_is_nobody():
    assert links("The French president met Vladimir Putin in Moscow.")["French president"] is None


def test_a_former_office_is_looked_for_before_the_day():
    text = "Former French president Nicolas Sarkozy met Vladimir Putin in Moscow."
    assert links(text, published="2019-05-05")["Nicolas Sarkozy"] == "Q329"


def test_a_middle_initial_does_not_hide_a_minister():
    text = "Secretary of State Antony J. Blinken met Hakan Fidan in Ankara."
    assert links(text, published="2023-11-06")["Antony J. Blinken"] == "Q7821917"


def test_another_spelling_is_known_by_the_office():
    text = "Secretary Blinken met Kazakhstani Foreign Minister Mukhtar Tileuberdi in Washington."
    assert links(text, published="2022-05-20")["Mukhtar Tileuberdi"] == "Q70254110"


def test_a_family_name_may_come_first():
    text = "Japanese Prime Minister Kishida Fumio met Joe Biden in Tokyo."
    assert links(text, published="2023-05-20")["Kishida Fumio"] == "Q359480"


def test_a_name_that_nobody_in_the_index_bears_is_not_linked():
    text = "Kremlin spokesman Dmitry Peskov met Emmanuel Macron in Paris."
    assert links(text)["Dmitry Peskov"] is None


def test_a_namesake_of_another_state_and_office_is_not_linked():
    text = "Australian Prime Minister Nicolas Sarkozy met Helen Clark in Auckland."
    assert links(text, published="2004-05-05")["Nicolas Sarkozy"] is None


def test_a_given_name_alone_is_nobody():
    assert links("Wendy met Vladimir Putin in Moscow.").get("Wendy") is None


def test_a_seat_of_power_is_the_body_and_keeps_its_place():
    [kremlin] = [e for e in extract("The Kremlin condemned France.").entities if e.label == "Kremlin"]
    assert (kremlin.wikidata, kremlin.seat) == ("Q1140115", "Q133274")


def test_a_capital_that_acts_is_its_state_and_one_that_is_visited_is_a_city():
    found = links("Moscow condemned France. Emmanuel Macron visited Moscow.")
    assert {found["Russia"], found["Moscow"]} == {"Q159", "Q649"}


def test_two_names_of_one_thing_are_one_entity():
    text = (
        "Hakan Fidan praised the UN Security Council. France condemned the United Nations Security Council."
    )
    found = [e for e in extract(text).entities if e.wikidata == "Q37470"]
    assert len(found) == 1
    assert {"UN Security Council", "United Nations Security Council"} <= {found[0].label, *found[0].aliases}


def test_the_same_link_is_one_node_in_every_document():
    one = extract("President Obama met Vladimir Putin.", published="2012-03-01", name="urn:x:1")
    other = extract("Barack Obama praised France.", name="urn:x:2")
    ids = [{e.id for e in each.entities if e.wikidata == "Q76"} for each in (one, other)]
    assert ids[0] == ids[1] != set()


def test_a_kind_of_body_without_its_state_is_another_in_every_document():
    text = "Hakan Fidan praised the Central Bank."
    one, other = (extract(text, name=name) for name in ("urn:x:1", "urn:x:2"))
    ids = [{e.id for e in each.entities if e.label == "Central Bank"} for each in (one, other)]
    assert ids[0] != ids[1]


def test_the_candidates_of_a_link_tell_what_spoke_for_them():
    [putin] = [e for e in extract("Vladimir Putin praised France.").entities if e.label == "Vladimir Putin"]
    assert putin.candidates[0].wikidata == "Q7747"
    assert putin.candidates[0].score > 0.9
    assert putin.candidates[0].features["label"] == 1.0


def test_a_ministry_under_another_name_is_known_by_its_portfolio():
    found = links("The British foreign secretary met Hakan Fidan in Ankara.", published="2023-10-10")
    assert found["British foreign secretary"] == "Q6131460"


def test_a_party_is_that_of_the_place_which_the_text_speaks_of():
    text = "Hong Kong's Democratic Party condemned China. Officials in Hong Kong praised China."
    assert links(text).get("Democratic Party") != "Q29552"


def test_a_house_behind_a_preposition_of_place_is_the_house():
    text = "Emmanuel Macron met Joe Biden at the White House in Washington."
    assert links(text, published="2022-12-01").get("White House") in {None, "Q35525"}
    assert links("The White House condemned France.")["White House"] == "Q48525"
