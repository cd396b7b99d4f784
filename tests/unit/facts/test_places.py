"""Bodies and places: whose they are, where they are, what they are part of."""

import pytest

from tests.telling import facts, kinds


def test_a_body_with_an_adjective_belongs_to_the_state():
    assert facts("The Armenian Foreign Ministry rejected the claim.") == {
        "Armenian Foreign Ministry agencyOf Armenia"
    }


def test_a_body_of_a_state_belongs_to_it():
    said = facts("The Ministry of Foreign Affairs of Armenia rejected the claim.")
    assert said == {"Ministry of Foreign Affairs of Armenia agencyOf Armenia"}


def test_a_body_without_an_owner_belongs_to_nobody():
    assert facts("The Foreign Ministry rejected the claim.") == set()


def test_a_ministry_of_several_parts_belongs_to_the_state():
    said = facts("The Russian Health and Social Development Ministry condemned it.")
    assert said == {"Russian Health and Social Development Ministry agencyOf Russia"}


def test_an_armed_group_is_no_agency():
    said = facts("The Revolutionary Armed Forces of Colombia rejected the claim.")
    assert said == set()


def test_a_mission_says_whose_it_is_and_where():
    said = facts("The Tajik embassy in Tashkent rejected the claim.")
    assert {"Tajikistan hasMissionIn Tashkent", "Tajik embassy in Tashkent locatedIn Tashkent"} <= said


def test_missions_in_several_places_are_several():
    said = facts("The U.S. closed its embassies in Riyadh and Oslo.", "hasMissionIn")
    assert {fact.split(" [")[0] for fact in said} == {"U.S. hasMissionIn Riyadh", "U.S. hasMissionIn Oslo"}


def test_who_opens_an_embassy_has_one():
    assert facts("Canada opened an embassy in Kyiv.") == {"Canada hasMissionIn Kyiv"}


def test_who_will_open_an_embassy_has_none_yet():
    assert facts("Canada will open an embassy in Kyiv.") == {"Canada hasMissionIn Kyiv [planned]"}


def test_an_embassy_that_nobody_is_said_to_have_gives_nothing():
    assert facts("Protesters gathered at an embassy in Kyiv.") == set()


@pytest.mark.parametrize(
    "words", ["Geneva, Switzerland", "the Swiss city of Geneva", "Geneva, western Switzerland"]
)
def test_a_city_lies_in_the_state_beside_it(words):
    assert facts(f"Talks were held in {words}.") == {"Geneva locatedIn Switzerland"}


def test_cities_in_a_list_do_not_lie_in_each_other():
    assert facts("Talks were held in Geneva, Paris and London.") == set()


def test_states_in_a_list_do_not_hold_the_city_before():
    assert facts("Delegations came from Geneva, France and Italy.") == set()


def test_a_venue_lies_in_its_city():
    said = facts("They met at the San Isidro Air Base in Santo Domingo.", "locatedIn")
    assert said == {"San Isidro Air Base locatedIn Santo Domingo"}


def test_a_capital_in_apposition_is_the_states():
    assert "Astana capitalOf Kazakhstan" in facts("Astana, the capital of Kazakhstan, is quiet.")


def test_a_capital_in_apposition_may_host():
    assert "Astana capitalOf Kazakhstan" in facts("Astana, the capital of Kazakhstan, hosted the talks.")


def test_a_body_may_be_based_in_a_city():
    assert facts("Vienna-based OPEC rejected the plan.") == {"OPEC headquarteredIn Vienna"}
    assert facts("The African Union, headquartered in Addis Ababa, rejected the plan.") == {
        "African Union headquarteredIn Addis Ababa"
    }


def test_a_body_has_its_headquarters_in_a_city():
    assert facts("Ministers met at NATO headquarters in Brussels.") == {"NATO headquarteredIn Brussels"}


def test_a_body_that_meets_in_a_city_is_not_based_there():
    assert facts("OPEC met in Vienna.", "headquarteredIn") == set()


def test_a_part_in_apposition_belongs_to_the_whole():
    assert facts("The Peshmerga, part of the Iraqi Army, rejected the plan.", "partOf") == {
        "Peshmerga partOf Iraqi Army"
    }


def test_a_part_under_a_copula_belongs_to_the_whole():
    assert facts("UNICEF is part of the United Nations.") == {"UNICEF partOf United Nations"}
    assert facts("UNICEF is not part of NATO.") == {"UNICEF partOf NATO [negated]"}


def test_a_list_of_bodies_belongs_to_the_whole():
    said = facts("Funds went to United Nations agencies, including UNICEF and UNESCO.", "partOf")
    assert said == {"UNICEF partOf United Nations", "UNESCO partOf United Nations"}


def test_part_of_a_thing_that_is_no_body_gives_nothing():
    assert facts("France spent part of the day in Geneva.") == set()


def test_members_of_a_body_are_listed():
    said = facts("SCO member states such as China and Russia signed the declaration.", "memberOf")
    assert said == {"China memberOf SCO", "Russia memberOf SCO"}


def test_a_member_of_a_body_is_told_beside_its_name():
    assert facts("NATO member Turkey rejected the request.") == {"Turkey memberOf NATO"}
    assert facts("Turkey, a member of NATO, rejected the request.") == {"Turkey memberOf NATO"}


def test_a_state_that_is_no_member_is_said_to_be_none():
    assert facts("Serbia is not a member of NATO.") == {"Serbia memberOf NATO [negated]"}


@pytest.mark.parametrize(
    ("text", "label", "kind"),
    [
        ("Hezbollah condemned Israel.", "Hezbollah", "PoliticalGroup"),
        ("Serbia accused the Swedish Ministry of Defence.", "Sweden", "State"),
        ("The White House condemned Iran.", "White House", "GovernmentBody"),
        ("The European Union condemned Iran.", "European Union", "InternationalOrganization"),
        ("The Kremlin condemned Iran.", "Kremlin", "GovernmentBody"),
        ("The Iranian Navy accused Israel.", "Iranian Navy", "GovernmentBody"),
    ],
)
def test_a_body_has_its_class(text, label, kind):
    assert kinds(text)[label] == kind
