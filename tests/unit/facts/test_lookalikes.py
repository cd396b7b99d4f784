"""What speaks in the words of diplomacy and is none is let go, with the reason."""

import pytest

NONE = [
    "Norway met Sweden in the semi-final in Oslo.",
    "Norway and Sweden met on the football field in 1950.",
    "Chess grandmaster Boris Spassky met Bobby Fischer in Reykjavik.",
    "In his new novel, Henry Kissinger visits Moscow and meets Andrei Gromyko.",
    "The board game lets players impose sanctions on Brazil.",
    "Passengers recognised the Danish queen at the airport.",
    "The academy expelled a Georgian student.",
    "The Belgian goalkeeper signed a contract in Lisbon.",
]

DIPLOMACY = [
    "Henry Kissinger met Andrei Gromyko at the opera.",
    "President Vladimir Putin met President Emmanuel Macron before the final in Moscow.",
    "Norway expelled a Russian student and two diplomats.",
]


@pytest.mark.parametrize("text", NONE)
def test_sport_fiction_and_private_life_are_no_diplomacy(extract, text):
    extraction = extract(text)
    assert not extraction.events
    assert any(
        "sport" in d.reason or "fiction" in d.reason or "acts for" in d.reason for d in extraction.dropped
    )


@pytest.mark.parametrize("text", DIPLOMACY)
def test_diplomacy_near_sport_and_art_is_kept(extract, text):
    assert extract(text).events
