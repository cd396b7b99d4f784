"""What stands beside a person's name without an office: nationality, employer, party."""

from tests.telling import facts


def test_a_demonym_in_apposition_is_a_nationality():
    assert facts("Paul Whelan, an American who lives in Moscow, was freed.") == {
        "Paul Whelan citizenOf United States"
    }


def test_an_office_gives_no_nationality():
    assert facts("Iraqi Foreign Minister Fuad Hussein spoke.", "citizenOf") == set()


def test_a_possessive_body_before_a_name_employs_the_person():
    assert facts("The BBC's Frank Gardner asked about it.") == {"Frank Gardner worksFor BBC"}


def test_a_possessive_state_before_a_name_employs_nobody():
    assert facts("France's Frank Gardner asked about it.", "worksFor") == set()


def test_a_person_of_a_party_is_its_member():
    assert facts("Norbert Röttgen of the CDU criticised the plan.", "memberOfParty") == {
        "Norbert Röttgen memberOfParty CDU"
    }


def test_a_person_against_a_party_is_no_member():
    assert facts("Norbert Röttgen criticised the CDU.", "memberOfParty") == set()


def test_his_party_is_the_speakers():
    said = facts("Jeremy Corbyn said his Labour Party was eager for an election.", "memberOfParty")
    assert said == {"Jeremy Corbyn memberOfParty Labour Party"}
