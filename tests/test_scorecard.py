"""Every construction of the scorecard reaches its mark, and the scorecard is worth its name."""

from __future__ import annotations

import json

import pytest

from kg.cli import run
from kg.errors import InputError
from kg.evaluation.cards import to_lines, to_markdown
from kg.evaluation.scorecard import forbids, is_negative, load_constructions, score_constructions
from kg.ontology import load_ontology
from kg.pipeline import load_extractor
from tests.workshop import ROOT

FOLDER = ROOT / "tests" / "scorecard"
ONTOLOGY = load_ontology()
CONSTRUCTIONS = load_constructions(FOLDER, ontology=ONTOLOGY)
FLOOR = 66
SENTENCES = 1221
AGAIN = "make it again: kg scorecard -o docs/scorecard.md"
GOOD = "# title: A title\n# mark: 0.5\n\nNorway met Sweden in Bergen. => Norway metWith Sweden\n"


OWN = """
@prefix : <https://example.org/own#> .
@prefix dip: <https://w3id.org/diplomacy-kg/ontology#> .
@prefix frame: <https://w3id.org/diplomacy-kg/lexicon/en/frame#> .
@prefix lex: <https://w3id.org/diplomacy-kg/lexicon#> .
@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .
@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .
:huggle a ontolex:Word ;
    lexinfo:partOfSpeech lexinfo:verb ;
    ontolex:canonicalForm [ ontolex:writtenRep "huggle"@en ] ;
    ontolex:sense [ ontolex:reference dip:Meeting ; lex:frame frame:meet-with ] .
"""


@pytest.fixture(scope="module")
def scores():
    """The score of each construction by its name."""
    found = score_constructions(CONSTRUCTIONS, extractor=load_extractor())
    return {score.construction.name: score for score in found}


@pytest.mark.parametrize("name", [construction.name for construction in CONSTRUCTIONS])
def test_a_construction_reaches_its_mark(name, scores):
    score = scores[name]
    wrong = "\n".join(to_lines([score]))
    assert score.ok, f"{score.share:.2f} is below {score.construction.mark:.2f}\n{wrong}"


def test_the_page_in_docs_is_up_to_date(scores):
    page = (ROOT / "docs" / "scorecard.md").read_text(encoding="utf-8")
    assert page == to_markdown(tuple(scores.values())), AGAIN


def test_the_scorecard_has_no_fewer_constructions_and_sentences_than_it_had():
    assert len(CONSTRUCTIONS) >= FLOOR
    assert sum(len(construction.examples) for construction in CONSTRUCTIONS) >= SENTENCES
    assert len({construction.title for construction in CONSTRUCTIONS}) == len(CONSTRUCTIONS)


@pytest.mark.parametrize("construction", CONSTRUCTIONS, ids=lambda construction: construction.name)
def test_a_construction_has_sentences_of_both_kinds(construction):
    negative = [any(map(is_negative, example.expected)) for example in construction.examples]
    positive = [not all(map(forbids, example.expected)) for example in construction.examples]
    assert len(construction.examples) >= 8
    assert sum(negative) >= 3
    assert any(positive)


def write(folder, text):
    (folder / "one.txt").write_text(text, encoding="utf-8")
    return folder


BAD = "Norway met Sweden in Oslo. => Norway metWith Denmark; no Visit\n"


def test_a_construction_below_its_mark_fails(tmp_path):
    assert run(["scorecard", str(write(tmp_path, GOOD + BAD))]) == 0
    assert run(["scorecard", str(write(tmp_path, GOOD.replace("0.5", "0.6") + BAD))]) == 1


def test_what_is_misread_is_shown(tmp_path, capsys):
    folder = str(write(tmp_path, GOOD + BAD))
    assert run(["scorecard", folder, "-F", "json", "--errors"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["right"], told["sentences"], told["false"], told["ok"]) == (1, 2, 0, True)
    assert told["misreadings"][0]["expected"] == ["Norway metWith Denmark"]
    for form in ("table", "markdown"):
        assert run(["scorecard", folder, "-F", form, "--errors"]) == 0
        assert "expected: Norway metWith Denmark" in capsys.readouterr().out


def test_a_sentence_is_false_when_something_is_read_that_must_not_be(tmp_path, capsys):
    told = GOOD + "Norway met Sweden in Oslo. => no Meeting\nA. => Norway metWith Sweden [planned]\n"
    assert run(["scorecard", str(write(tmp_path, told.replace("0.5", "0.3"))), "-F", "json"]) == 0
    (card,) = json.loads(capsys.readouterr().out)
    assert (card["sentences"], card["right"], card["false"]) == (3, 1, 1)


def test_a_card_of_one_file_is_written_to_a_file(tmp_path):
    card = tmp_path / "card.md"
    assert run(["scorecard", str(write(tmp_path, GOOD) / "one.txt"), "-o", str(card)]) == 0
    assert "| A title | 1 | 1 | 0 | 1.00 | 0.50 | ok |" in card.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# title: T\nA met B. => A metWith B\n", "mark"),
        ("# title: T\n# mark: high\nA met B. => A metWith B\n", "mark"),
        ("# title: T\n# mark: 1.5\nA met B. => A metWith B\n", "mark"),
        ("# mark: 0.5\nA met B. => A metWith B\n", "title"),
        ("# title: T\n# mark: 0.5\n", "no sentence"),
        (GOOD + "A met B. => A hugs B\n", "one.txt:5: nothing to expect"),
        (GOOD + "A met B. => no Hug\n", "one.txt:5: no 'Hug'"),
        (GOOD + "A met B. => Meeting(guest=A)\n", "one.txt:5: no 'guest'"),
        (GOOD + "A met B. => A is Human\n", "one.txt:5: no 'Human'"),
        (GOOD + "Norway met Sweden in Bergen. => no fact\n", "stands twice"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_why(text, why, tmp_path):
    with pytest.raises(InputError, match=why):
        load_constructions(write(tmp_path, text), ontology=ONTOLOGY)


def test_a_lexicon_of_ones_own_is_read_with(tmp_path):
    own = tmp_path / "own.ttl"
    own.write_text(OWN, encoding="utf-8")
    folder = str(
        write(tmp_path, "# title: T\n# mark: 1\nNorway huggled with Sweden. => Norway metWith Sweden\n")
    )
    assert run(["scorecard", folder]) == 1
    assert run(["scorecard", folder, "--lexicon", str(own)]) == 0


def test_a_folder_without_constructions_is_refused(tmp_path):
    assert run(["scorecard", str(tmp_path)]) == InputError.exit_code
