"""The shapes of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer.surfaces import clean, english, fold, is_acronym, join_words, normalise, vary_person


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("words", "surface"),
    [
        (["Guinea", "-", "Bissau"], "Guinea-Bissau"),
        (["Iran", "–", "Iraq", "War"], "Iran-Iraq War"),
        (["Sana’a"], "Sana'a"),
        (["People", "'s", "Republic"], "People's Republic"),
        (["Washington", ",", "D.C."], "Washington, D.C."),
        (["Moscow"], "Moscow"),
    ],
)
def test_words_are_joined_as_names_are_written(words: list[str], surface: str) -> None:
    assert join_words(words) == surface


@pytest.mark.parametrize("surface", ["CIS", "U.S.", "G20", "G-7", "OPEC+", "UNESCO", "COVID-19", "BiH"])
def test_initials_are_told_from_names(surface: str) -> None:
    assert is_acronym(surface) == (surface != "BiH")
    assert not is_acronym(surface.title() + " Union")


def test_a_parenthesis_and_an_article_are_no_part_of_a_name() -> None:
    assert clean("the Ministry of Health (Oman)") == "Ministry of Health"
    assert clean("The Hague") == "The Hague"


def test_foreign_small_words_and_scripts_betray_a_name() -> None:
    assert list(english(["Consejo de Europa", "Совет Европы", "Council of Europe", "region"])) == [
        "Council of Europe"
    ]


def test_a_person_goes_without_initials_and_diacritics() -> None:
    assert list(vary_person("J. B. Priestley"))[-1] == "J.B. Priestley"
    assert list(vary_person("José R. Díaz")) == ["José R. Díaz", "Jose R. Diaz", "José Díaz", "Jose Diaz"]
