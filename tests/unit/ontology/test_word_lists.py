"""The lists of words that are treated alike stand in the lexicon, and another lexicon adds to them."""

import re
from pathlib import Path

import pytest

import kg
from kg.evaluation.expectations import Reading, make_document
from kg.ontology import load_lexicon
from kg.ontology.examples import parse_example
from kg.pipeline import load_extractor

MISSIVE = """\
@prefix lex: <https://w3id.org/diplomacy-kg/lexicon#> .

lex:letter a lex:WordList ; lex:word "missive" .
"""
SENTENCE = "Norway said in a missive to Sweden that the border was open."


def _asked_for() -> set[str]:
    code = Path(kg.__file__).parent.rglob("*.py")
    asking = r'\.(?:lists\(.+?, |word_list\()"([a-z]+)"\)'
    return {name for file in code for name in re.findall(asking, file.read_text("utf-8"))}


def test_every_list_that_is_asked_for_has_words() -> None:
    lexicon = load_lexicon()
    assert "letter" in _asked_for()
    assert {name for name in _asked_for() if not lexicon.word_list(name)} == set()


def test_every_list_of_the_lexicon_is_asked_for() -> None:
    assert set(load_lexicon().word_lists) - {"portfolio"} == _asked_for()


@pytest.mark.parametrize("own", [False, True])
def test_a_list_in_a_lexicon_of_ones_own_adds_its_words(tmp_path: Path, own: bool) -> None:
    words = tmp_path / "words.ttl"
    words.write_text(MISSIVE, "utf-8")
    extractor = load_extractor(lexicon=[words]) if own else load_extractor()
    reading = Reading(extractor.extract(make_document(SENTENCE)), extractor)
    told = parse_example(
        f"{SENTENCE} => Statement(speaker=Norway, addressee=Sweden)", relations=extractor.ontology.relations
    )
    assert [reading.shows(expected) for expected in told.expected] == [own], str(reading)
