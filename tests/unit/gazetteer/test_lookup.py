"""What the gazetteer that the project ships knows."""

from __future__ import annotations

import multiprocessing
import threading

import pytest

from kg.gazetteer import Gazetteer, Record
from kg.gazetteer.supplement import read_states
from kg.resources import find_resource

HISTORICAL = {"Soviet Union", "East Germany", "Czechoslovakia", "Serbia and Montenegro", "Zaire"}
STATES = [
    s for s in read_states(find_resource("ontology", "gazetteer-states.tsv")) if s.label not in HISTORICAL
]

COMMON_NAMES = {
    "U.S.": "United States",
    "US": "United States",
    "USA": "United States",
    "America": "United States",
    "UK": "United Kingdom",
    "U.K.": "United Kingdom",
    "Britain": "United Kingdom",
    "UAE": "United Arab Emirates",
    "DPRK": "North Korea",
    "ROK": "South Korea",
    "DRC": "DR Congo",
    "PRC": "China",
    "Turkey": "Türkiye",
    "Czech Republic": "Czechia",
    "Ivory Coast": "Côte d'Ivoire",
    "Burma": "Myanmar",
    "East Timor": "Timor-Leste",
    "Swaziland": "Eswatini",
    "Holland": "Netherlands",
    "Nauru": "Naoero",
    "Vatican": "Vatican City",
    "Kosovo": "Kosovo",
    "Palestine": "Palestine",
    "Taiwan": "Taiwan",
    "Georgia": "Georgia",
    "the Netherlands": "Netherlands",
    "The United States": "United States",
    "Virginia": "Virginia",
    "Washington": "Washington, D.C.",
    "Korea": "South Korea",
    "Jordan": "Jordan",
    "Chad": "Chad",
    "MOSCOW": "Moscow",
    "NORTH KOREA": "North Korea",
    "BOSNIA AND HERZEGOVINA": "Bosnia and Herzegovina",
}

ORDINARY_WORDS = """
Spring May March August Monday President Minister The He IS IT Most Nice Reading Man Same Male Progress
Justice Department Ministry Bank Parliament Government Clinton Trump Putin Lavrov Maurice Chine Times Hour
GMT European us it
"""
NO_NAMES = [
    *ORDINARY_WORDS.split(),
    "Prime Minister",
    "Minister of Foreign Affairs",
    "The Union",
    "Public Affairs",
]


def first(gazetteer: Gazetteer, surface: str) -> Record:
    """The likeliest record of a surface."""
    return gazetteer.find(surface)[0]


def test_the_table_of_states_is_complete() -> None:
    assert len(STATES) >= 199
    assert len({names.label for names in STATES}) == len(STATES)


@pytest.mark.parametrize("names", STATES, ids=lambda names: names.label)
def test_a_state_is_known_by_name_adjective_people_and_capital(gazetteer: Gazetteer, names: object) -> None:
    state = next(r for r in gazetteer.find(names.label) if r.type == "State")
    assert state.qid and gazetteer.state(state.qid) == state and state.country == state.qid
    for surfaces, kinds in (
        ((*names.names, *names.initials), {"name", "acronym"}),
        (names.adjectives, {"demonym", "name", "acronym"}),
        (names.people, {"people", "demonym"}),
        (names.capitals, {"capital", "name", "acronym"}),
    ):
        for surface in surfaces:
            found = [r for r in gazetteer.find(surface) if r.qid == state.qid]
            assert found and found[0].kind_of_surface in kinds, surface
    assert names.adjectives and names.capitals


@pytest.mark.parametrize(("surface", "label"), COMMON_NAMES.items())
def test_a_common_name_means_what_news_means_by_it(gazetteer: Gazetteer, surface: str, label: str) -> None:
    assert first(gazetteer, surface).label == label


@pytest.mark.parametrize("surface", NO_NAMES)
def test_an_ordinary_word_is_no_name(gazetteer: Gazetteer, surface: str) -> None:
    assert gazetteer.find(surface) == ()


@pytest.mark.parametrize(
    ("surface", "label", "kind"),
    [
        ("Russian", "Russia", "demonym"),
        ("Russians", "Russia", "people"),
        ("North Korean", "North Korea", "demonym"),
        ("Turks", "Türkiye", "people"),
        ("Swiss", "Switzerland", "demonym"),
        ("Emirati", "United Arab Emirates", "demonym"),
        ("Philippine", "Philippines", "demonym"),
        ("Filipinos", "Philippines", "people"),
        ("EU", "European Union", "acronym"),
        ("CIS", "Commonwealth of Independent States", "acronym"),
        ("Kremlin", "Government of Russia", "seat"),
        ("White House", "Federal Government of the United States", "seat"),
        ("Congress", "United States Congress", "generic"),
        ("State Department", "United States Department of State", "name"),
    ],
)
def test_a_surface_says_how_it_names(gazetteer: Gazetteer, surface: str, label: str, kind: str) -> None:
    record = first(gazetteer, surface)
    assert (record.label, record.kind_of_surface) == (label, kind)


def test_a_capital_is_a_place_first_and_its_state_second(gazetteer: Gazetteer) -> None:
    city, state = gazetteer.find("Moscow")
    assert (city.type, city.kind_of_surface) == ("Place", "name")
    assert (state.label, state.kind_of_surface) == ("Russia", "capital")
    capital_of = gazetteer.capital_of(city)
    assert capital_of is not None and capital_of.qid == state.qid
    assert gazetteer.capital_of(first(gazetteer, "Saint Petersburg")) is None


def test_an_ambiguous_name_gives_every_record(gazetteer: Gazetteer) -> None:
    assert {record.label for record in gazetteer.find("Congo")} == {"DR Congo", "Congo-Brazzaville"}
    assert [record.type for record in gazetteer.find("Georgia")] == ["State", "Place"]


@pytest.mark.parametrize(
    ("surface", "country"),
    [("Kremlin", "Russia"), ("Downing Street", "United Kingdom"), ("Élysée", "France"), ("Elysee", "France"),
     ("Foggy Bottom", "United States"), ("Pentagon", "United States"), ("Zhongnanhai", "China")],
)  # fmt: skip
def test_a_seat_gives_the_body_and_its_state(gazetteer: Gazetteer, surface: str, country: str) -> None:
    seat = gazetteer.seat(surface)
    assert seat is not None and seat[1] is not None
    assert (seat[0].type, seat[1].label) == ("GovernmentBody", country)
    assert seat[0].country == seat[1].qid


def test_a_seat_may_be_no_states(gazetteer: Gazetteer) -> None:
    seat = gazetteer.seat("Berlaymont")
    assert seat is not None and seat[0].label == "European Commission"
    assert gazetteer.seat("Moscow") is None


@pytest.mark.parametrize(
    ("words", "count", "label"),
    [
        ("St. Petersburg on Monday", 2, "Saint Petersburg"),
        ("Guinea - Bissau said", 3, "Guinea-Bissau"),
        ("Guinea said", 1, "Guinea"),
        ("Côte d'Ivoire 's president", 2, "Côte d'Ivoire"),
        ("United States of America , he", 4, "United States"),
        ("Washington , D.C. , on", 3, "Washington, D.C."),
        ("Ursula von der Leyen met", 4, "Ursula von der Leyen"),
        ("Abdel Fattah el - Sisi met", 5, "Abdel Fattah el-Sisi"),
        ("Recep Tayyip Erdogan met", 3, "Recep Tayyip Erdoğan"),
        ("Prayut Chan - o - cha met", 6, "Prayut Chan-o-cha"),
        ("Nikol Pashinyan met", 2, "Nikol Pashinyan"),
        ("Russian Foreign Ministry said", 3, "Ministry of Foreign Affairs of the Russian Federation"),
        ("Russian foreign ministry said", 3, "Ministry of Foreign Affairs of the Russian Federation"),
        ("Armenian President Vahagn", 1, "Armenia"),
        ("U.S. State Department said", 3, "United States Department of State"),
        ("SOUTH KOREA SAID", 2, "South Korea"),
        ("al - Qaeda said", 3, "Al-Qaeda"),
    ],
)
def test_the_longest_name_wins(gazetteer: Gazetteer, words: str, count: int, label: str) -> None:
    found = gazetteer.longest(words.split(), 0)
    assert found is not None
    assert (found[0], found[1][0].label) == (count, label)


def test_a_name_is_found_where_it_starts(gazetteer: Gazetteer) -> None:
    words = ["He", "met", "President", "Vladimir", "Putin"]
    assert [start for start in range(5) if gazetteer.longest(words, start)] == [3]


def test_an_article_is_part_of_a_name_only_where_it_belongs(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest(["The", "Kremlin", "said"], 0) is None
    found = gazetteer.longest(["The", "Hague", "said"], 0)
    assert found is not None and found[0] == 2


def test_the_last_word_may_be_a_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.longest(["in", "Moscow"], 1) is not None
    assert gazetteer.longest([""], 0) is None


def test_given_names_tell_gender_only_where_they_are_sure(gazetteer: Gazetteer) -> None:
    assert gazetteer.given_name_gender("Olga") == "female"
    assert gazetteer.given_name_gender("Vladimir") == "male"
    assert gazetteer.given_name_gender("Kim") is None
    assert gazetteer.given_name_gender("Zyx") is None


def test_surnames_are_known_with_and_without_particles(gazetteer: Gazetteer) -> None:
    for name in ("Pashinyan", "Lavrov", "von der Leyen", "Leyen", "Erdogan", "Erdoğan"):
        assert gazetteer.is_surname(name), name
    assert not gazetteer.is_surname("Summit")


def test_a_date_chooses_the_holder_of_an_office(gazetteer: Gazetteer) -> None:
    armenia = first(gazetteer, "Armenia").qid
    assert armenia is not None
    assert [r.label for r in gazetteer.holders(armenia, "Prime Minister", "2019-06-01")] == [
        "Nikol Pashinyan"
    ]
    assert [r.label for r in gazetteer.holders(armenia, "Prime Minister", "2015-06-01")] == [
        "Hovik Abrahamyan"
    ]
    assert gazetteer.holders("Q0", "Prime Minister", "2015-06-01") == ()


def test_a_state_has_its_own_foreign_ministry_and_offices(gazetteer: Gazetteer) -> None:
    russia = first(gazetteer, "Russia").qid
    assert russia is not None
    body = gazetteer.body(russia, "foreign ministry")
    assert body is not None and body.label == "Ministry of Foreign Affairs of the Russian Federation"
    assert any(qid for _, qid in gazetteer.offices(russia, "Minister of Foreign Affairs"))
    assert {record.kind_of_surface for record in gazetteer.find("Foreign Ministry")} == {"generic"}


def test_every_state_but_few_has_a_foreign_ministry(gazetteer: Gazetteer) -> None:
    countries = {record.country for record in gazetteer.find("Foreign Ministry")}
    assert len(countries) >= 190


def test_threads_may_ask_at_once(gazetteer: Gazetteer) -> None:
    found: list[int] = []
    ask = lambda: found.append(len(gazetteer.find("Tbilisi")))  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 8


def _label_of_kyiv(_: int) -> str:
    from kg.gazetteer import open_gazetteer

    return open_gazetteer().find("Kyiv")[0].label


def test_other_processes_may_ask() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(_label_of_kyiv, [1]) == ["Kyiv"]


def test_the_shipped_file_is_small() -> None:
    assert find_resource("ontology", "gazetteer.sqlite").stat().st_size < 15_000_000
