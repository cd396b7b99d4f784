"""What is expected of a sentence is held against what was read in it."""

import pytest

from kg.errors import OntologyError
from kg.evaluation.expectations import Reading, check_expected
from kg.ontology import load_ontology
from kg.ontology.examples import parse_example
from tests.telling import the_extractor

ONTOLOGY = load_ontology()


def expect(told):
    (expected,) = parse_example(f"X. => {told}", relations=ONTOLOGY.relations).expected
    return expected


@pytest.mark.parametrize(
    "told",
    [
        "Dmitry Peskov spokesmanFor Kremlin",
        "Peskov spokesmanFor the Kremlin",
        "Kremlin hasSpokesman Peskov",
        "Nikol Pashinyan headOfGovernmentOf Armenia",
        "Nikol Pashinyan headOfGovernmentOf Armenia [current]",
        "Nikol Pashinyan metWith Ilham Aliyev",
        "Ilham Aliyev metWith Nikol Pashinyan [held]",
        "Ilham Aliyev visited Armenia [planned]",
        "not Ilham Aliyev visited Armenia",
        "Meeting(participant=Nikol Pashinyan, place=St. Petersburg)",
        "Visit(initiator=Ilham Aliyev) [planned]",
        "not Visit(initiator=Ilham Aliyev)",
        "not Ilham Aliyev headOfGovernmentOf Armenia",
        "Armenian is State",
        "no Call",
        "no spokeWith",
    ],
)
def test_a_reading_shows(told, summit):
    assert Reading(summit, the_extractor()).shows(expect(told))


@pytest.mark.parametrize(
    "told",
    [
        "Kremlin spokesmanFor Dmitry Peskov",
        "Nikol Pashinyan headOfGovernmentOf Armenia [former]",
        "Ilham Aliyev visited Armenia",
        "Ilham Aliyev metWith Nikol Pashinyan [planned]",
        "not Ilham Aliyev metWith Nikol Pashinyan",
        "Meeting(participant=Dmitry Peskov)",
        "Meeting(participant=Nikol Pashinyan) [former]",
        "Armenia is Place",
        "no Visit",
        "no fact",
    ],
)
def test_a_reading_does_not_show(told, summit):
    assert not Reading(summit, the_extractor()).shows(expect(told))


def test_a_reading_is_told_in_lines(summit):
    lines = str(Reading(summit, the_extractor())).splitlines()
    assert lines[1] == "    Ilham Aliyev metWith Nikol Pashinyan [held]"
    assert "    Visit(initiator=Ilham Aliyev, place=Armenia) [planned]" in lines


@pytest.mark.parametrize("told", ["no Hug", "A is Human", "Meeting(guest=A)", "Hug(participant=A)"])
def test_a_name_that_the_ontology_lacks_is_refused(told):
    with pytest.raises(OntologyError):
        check_expected(expect(told), ontology=ONTOLOGY)
