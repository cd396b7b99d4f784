"""Names: what the recognizer gets wrong is repaired, and what it gets right stays."""

import pytest

from tests.telling import mentions


def people(text):
    return {name.removesuffix("/Person") for name in mentions(text) if name.endswith("/Person")}


def test_a_nationality_adjective_is_no_person():
    assert people("Azerbaijani President Ilham Aliyev spoke.") == {"Ilham Aliyev"}


def test_a_lone_surname_is_known_from_the_full_name():
    text = "Armenian Prime Minister Nikol Pashinyan arrived in Moscow. Later Pashinyan left."
    assert people(text) == {"Nikol Pashinyan", "Pashinyan"}


def test_a_common_word_is_no_surname():
    assert people("Talks were held. Later the talks ended.") == set()


def test_a_surname_is_a_person_and_no_body():
    assert "Trump/Person" in mentions("Donald Trump spoke in Paris. Trump's envoy stayed at home.")


def test_a_country_is_a_state_and_no_body():
    assert "Turkey/State" in mentions("Turkey's Foreign Ministry rejected Greece's claim.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Afghan Ambassador Hamdullah Mohib spoke.", "Hamdullah Mohib"),
        ("Indonesian Defence Minister Prabowo Subianto spoke.", "Prabowo Subianto"),
        ("European Commission President Ursula von der Leyen spoke.", "Ursula von der Leyen"),
        ("South Korean President Lee Jae-myung spoke.", "Lee Jae-myung"),
        ("Chinese President Xi Jinping spoke.", "Xi Jinping"),
        ("Egyptian President Abdel Fattah el-Sisi spoke.", "Abdel Fattah el-Sisi"),
        ("Saudi Crown Prince Mohammed bin Salman spoke.", "Mohammed bin Salman"),
        ("Mexican President Andrés Manuel López Obrador spoke.", "Andrés Manuel López Obrador"),
        ("Mexican Foreign Secretary Juan Ramón de la Fuente spoke.", "Juan Ramón de la Fuente"),
        ("U.S. Ambassador Philip T. Reeker spoke.", "Philip T. Reeker"),
        ("Serbian President Aleksandar VUCIC spoke.", "Aleksandar VUCIC"),
        ("President of Mexico Enrique Peña Nieto spoke.", "Enrique Peña Nieto"),
        ("Australia's High Commissioner, Mr Tony Negus APM, spoke.", "Tony Negus"),
        ("The post went to Ms Gillian Bird PSM on Monday.", "Gillian Bird"),
        ("Russian President Vladimir Putin's spokesman left.", "Vladimir Putin"),
    ],
)
def test_a_name_is_cut_where_it_begins_and_ends(text, name):
    assert people(text) == {name}


def test_a_possessive_ending_is_no_part_of_a_name():
    assert not [name for name in mentions("France's president thanked Italy's.") if "'" in name]


def test_an_article_is_no_part_of_a_name():
    assert {"African Union/InternationalOrganization"} <= mentions("They thanked the African Union.")


def test_the_hague_keeps_its_article():
    assert "The Hague/Place" in mentions("Talks were held in The Hague on Monday.")


def test_a_person_with_a_countrys_name_is_a_person():
    assert people("Michael Jordan visited Paris.") == {"Michael Jordan"}


def test_an_alliance_is_no_place():
    text = "Prime Minister Mahinda Rajapaksa led the Sri Lankan People’s Freedom Alliance."
    assert "Sri Lankan People’s Freedom Alliance/Organization" in mentions(text)


def test_a_firm_is_no_person():
    assert people("Deutsche Bank Group opened an office.") == set()


def test_whoever_is_called_mr_is_a_person():
    assert people("Mr Jordan met Mrs China.") == {"Jordan", "China"}


def test_initials_are_a_name_whatever_the_parser_says():
    assert "IAEA/InternationalOrganization" in mentions("IAEA chief Rafael Grossi arrived.")


def test_a_question_in_capitals_is_no_organization():
    assert mentions("WHO IS THERE?") == set()


def test_a_name_ends_before_its_state():
    assert people("The leader of the group, Prime Minister Poul Schlüter of Denmark, spoke.") == {
        "Poul Schlüter"
    }
