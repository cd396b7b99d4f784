"""Kinds of offices: which phrases name the same one."""

from __future__ import annotations

import pytest

from kg.gazetteer.offices import OfficeKind, classify_office

SAME = (
    ("foreign minister", "Minister of Foreign Affairs"),
    ("foreign minister", "Minister for Foreign Affairs"),
    ("external affairs minister", "Minister of External Affairs"),
    ("the foreign secretary", "Secretary of State for Foreign Affairs"),
    ("defense secretary", "Secretary of Defense"),
    ("defence minister", "Minister of National Defence"),
    ("home secretary", "Secretary of State for the Home Department"),
    ("interior minister", "Minister of the Interior"),
    ("interior minister", "Minister of Internal Affairs"),
    ("finance minister", "Chancellor of the Exchequer"),
    ("premier", "Prime Minister"),
    ("chancellor", "Federal Chancellor"),
    ("UN ambassador", "Permanent Representative to the United Nations"),
    ("envoy to Japan", "ambassador to Japan"),
    ("president", "President of the Republic"),
    ("trade minister", "Minister of Foreign Trade"),
)
DIFFERENT = (
    ("foreign minister", "Deputy Minister of Foreign Affairs"),
    ("foreign minister", "Minister of Foreign Trade"),
    ("president", "Vice President"),
    ("president", "President of the Senate"),
    ("prime minister", "Deputy Prime Minister"),
    ("secretary general", "General Secretary"),
    ("minister", "Minister of Foreign Affairs"),
    ("interior minister", "Minister of State for the Interior"),
)


@pytest.mark.parametrize(("phrase", "label"), SAME)
def test_a_phrase_names_the_office_of_a_label(phrase: str, label: str) -> None:
    assert classify_office(label).fits(classify_office(phrase)) == 0


@pytest.mark.parametrize(("phrase", "label"), DIFFERENT)
def test_a_phrase_does_not_name_another_office(phrase: str, label: str) -> None:
    assert classify_office(label).fits(classify_office(phrase)) is None


def test_a_wider_portfolio_fits_less_well() -> None:
    wider = classify_office("Minister of Foreign Affairs and Trade")
    assert wider.fits(classify_office("foreign minister")) == 1


def test_the_state_of_an_office_is_left_out() -> None:
    assert classify_office("President of the Republic of the Congo", of=("Republic of the Congo",)) == (
        OfficeKind("president")
    )


def test_someone_acting_is_told() -> None:
    assert classify_office("Acting President") == OfficeKind("president", acting=True)
