"""Which mentions of a real text are one entity, and what it is called."""

import pytest

from tests.telling import aliases, extract, facts, kinds


def labels(text, kind, **known):
    return {label for label, each in kinds(text, **known).items() if each == kind}


def test_a_surname_is_the_person_named_in_full():
    text = "Hakan Fidan accused Greece. Fidan condemned Israel."
    assert labels(text, "Person") == {"Hakan Fidan"}
    assert aliases(text, "Hakan Fidan") == {"Fidan"}


def test_a_surname_may_come_before_the_full_name():
    assert labels("Fidan condemned Israel. Hakan Fidan accused Greece.", "Person") == {"Hakan Fidan"}


def test_two_people_with_one_surname_stay_apart():
    text = "Joe Biden praised Israel. Hunter Biden accused Russia."
    assert labels(text, "Person") == {"Joe Biden", "Hunter Biden"}


def test_mr_and_mrs_tell_two_people_apart():
    text = "Bill Clinton praised Israel. Hillary Clinton praised Iran. Mrs Clinton accused Russia."
    assert "Clinton" in aliases(text, "Hillary Clinton")
    assert "Clinton" not in aliases(text, "Bill Clinton")


def test_a_middle_initial_makes_no_other_person():
    text = "Antony J. Blinken praised Israel. Antony Blinken accused Russia."
    assert labels(text, "Person") == {"Antony J. Blinken"}


def test_a_state_known_by_its_adjective_has_its_own_name():
    text = "Armenian Prime Minister Nikol Pashinyan spoke."
    assert kinds(text)["Armenia"] == "State"
    assert aliases(text, "Armenia") == {"Armenian"}


def test_a_state_that_is_named_keeps_the_name_of_the_text():
    assert "Holland" not in kinds("Turkey accused Greece.")
    assert kinds("Turkey accused Greece.")["Turkey"] == "State"


def test_an_acronym_in_brackets_is_the_body_before():
    text = "The African Union (AU) condemned Mali. The AU praised Niger."
    assert labels(text, "InternationalOrganization") == {"African Union"}
    assert "AU" in aliases(text, "African Union")


@pytest.mark.parametrize("text", ["Moscow condemned France.", "Moscow accused France."])
def test_a_capital_that_acts_is_the_state(text):
    assert kinds(text).get("Russia", kinds(text).get("Moscow")) == "State"


def test_a_capital_that_hosts_is_the_state():
    found = kinds("Moscow hosted Hakan Fidan.")
    assert found.get("Russia", found.get("Moscow")) == "State"


def test_a_capital_where_people_meet_is_a_place():
    assert kinds("Hakan Fidan met Sergei Lavrov in Moscow.")["Moscow"] == "Place"


def test_a_capital_that_is_visited_is_a_place():
    assert kinds("Hakan Fidan visited Moscow.")["Moscow"] == "Place"


def test_brussels_where_people_meet_is_a_place():
    assert kinds("Hakan Fidan met Sergei Lavrov in Brussels.")["Brussels"] == "Place"


def test_brussels_that_acts_is_the_union():
    found = extract("Brussels condemned Iran.").entities
    assert {e.type for e in found} == {"InternationalOrganization", "State"}


@pytest.mark.parametrize("seat", ["Kremlin", "White House"])
def test_a_seat_of_power_is_a_body(seat):
    assert kinds(f"The {seat} condemned Iran.")[seat] == "GovernmentBody"


def test_the_kremlin_spokesman_is_the_one_named_before():
    text = "Kremlin spokesman Dmitry Peskov condemned Iran. The Kremlin spokesman praised France."
    assert labels(text, "Person") == {"Dmitry Peskov"}
    assert "Kremlin spokesman" in aliases(text, "Dmitry Peskov")


def test_the_spokesman_of_somebody_else_is_not_the_one_named_before():
    text = "Kremlin spokesman Dmitry Peskov condemned Iran. The NATO spokesman praised France."
    assert "NATO spokesman" not in aliases(text, "Dmitry Peskov")


def test_the_leader_of_a_state_is_its_prime_minister():
    text = "Armenian Prime Minister Nikol Pashinyan spoke. The Armenian leader condemned Iran."
    assert "Armenian leader" in aliases(text, "Nikol Pashinyan")


def test_the_minister_is_the_minister_named_in_the_sentence_before():
    text = "Iraqi Foreign Minister Fuad Hussein spoke. The minister condemned Iran."
    assert "minister" in aliases(text, "Fuad Hussein")


def test_the_minister_is_nobody_where_none_was_named():
    assert labels("Fuad Hussein spoke. The minister condemned Iran.", "Person") <= {"Fuad Hussein"}


def test_a_full_name_has_one_iri_in_every_document():
    one = extract("Anna Kowalska accused Greece.", name="urn:x:1").entities
    other = extract("Greece praised Anna Kowalska.", name="urn:x:2").entities
    assert {e.id for e in one} == {e.id for e in other}


def test_a_lone_surname_belongs_to_its_document():
    [one] = [
        e.id for e in extract("Mr Kowalski accused Greece.", name="urn:x:1").entities if e.type == "Person"
    ]
    [other] = [
        e.id for e in extract("Mr Kowalski accused Greece.", name="urn:x:2").entities if e.type == "Person"
    ]
    assert one != other


def test_a_state_has_one_iri_by_any_of_its_names():
    one = extract("The United States accused Greece.").entities
    other = extract("The U.S. accused Greece.").entities
    assert {e.id for e in one} == {e.id for e in other}


def test_its_embassy_is_the_subjects():
    assert facts("Canada closed its embassy in Minsk.", "hasMissionIn") != set()


def test_an_office_is_an_entity_with_a_plain_name():
    assert labels("Russian President Vladimir Putin spoke.", "Office") == {"President of Russia"}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Hanoi accused Beijing of sending troops across the border.", "China"),
        ("Cairo was warned by Khartoum.", "Egypt"),
        ("The United States imposed sanctions on Tehran.", "Iran"),
        ("The British ambassador in Tehran, Anthony Parsons, left.", "Iran"),
    ],
)
def test_a_capital_to_which_something_is_done_is_the_state(text, state):
    assert kinds(text)[state] == "State"


def test_a_palace_with_a_spokesman_is_the_body_that_sits_there():
    assert kinds("The Elysée's spokesman, Hubert Lagarde, left.")["Elysée"] == "GovernmentBody"


def test_a_palace_where_people_meet_is_a_place():
    text = "Emmanuel Macron met Olaf Scholz at the Elysee Palace in Paris."
    assert kinds(text)["Elysee Palace"] == "Place"


def test_a_lone_surname_that_is_known_is_a_person():
    text = "Lavrov flew to Tehran, where he met Masoud Pezeshkian."
    assert kinds(text)["Lavrov"] == "Person"


def test_a_lone_word_that_is_no_known_surname_is_nobody():
    assert labels("Trade flew to Tehran.", "Person") == set()
