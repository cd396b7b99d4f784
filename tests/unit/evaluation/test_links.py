"""Links compared with labelled mentions."""

import json

import pytest

from kg.cli import run
from kg.errors import InputError
from kg.evaluation.link_gold import read_labels
from kg.evaluation.links import LinkScore, evaluate_links, read_labelled
from tests.telling import the_extractor
from tests.workshop import ROOT

GOLD = str(ROOT / "tests" / "data" / "gold" / "links.jsonl")
TEXT = "Vladimir Putin met Emmanuel Macron in Moscow."


def written(tmp_path, *lines):
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return str(path)


def labelled(tmp_path, *entities):
    return written(tmp_path, {"id": "a", "text": TEXT, "entities": list(entities)})


def mark(name, qid=None):
    start = TEXT.index(name)
    told = {"qid": qid} if qid else {"nil": True}
    return {"start": start, "end": start + len(name), "text": name, **told}


def evaluated(source):
    return evaluate_links(read_labelled(source, the_extractor()), the_extractor())


def test_the_labelled_mentions_of_the_project_are_linked_as_labelled():
    evaluation = evaluated(GOLD)
    assert evaluation.errors == ()
    assert evaluation.known == LinkScore(mentions=13, listed=11, linked=11, right=11, nil=2, nil_right=2)


def test_a_wrong_link_counts_against_accuracy_and_coverage(tmp_path):
    evaluation = evaluated(
        labelled(tmp_path, mark("Vladimir Putin", "Q159"), mark("Emmanuel Macron", "Q3052772"))
    )
    assert (evaluation.listed.accuracy, evaluation.listed.coverage) == (0.5, 0.5)
    assert [error.text for error in evaluation.errors] == ["Vladimir Putin"]


def test_a_link_where_nobody_is_meant_is_an_error(tmp_path):
    evaluation = evaluated(labelled(tmp_path, mark("Vladimir Putin")))
    assert evaluation.count_causes() == {"nobody is meant": 1}
    assert evaluation.known.accuracy == 0.0


def test_a_label_that_the_index_lacks_is_scored_among_all_only(tmp_path):
    evaluation = evaluated(
        labelled(tmp_path, mark("Moscow", "Q999999999999"), mark("Vladimir Putin", "Q7747"))
    )
    assert (evaluation.listed.mentions, evaluation.every.mentions) == (1, 2)


def test_where_no_name_was_read_the_cause_says_so(tmp_path):
    evaluation = evaluated(labelled(tmp_path, mark("met", "Q7747")))
    assert evaluation.count_causes() == {"not read": 1}


def test_phrases_that_should_be_about_a_page_are_cases(tmp_path):
    lines = (
        {
            "test": "a",
            "args": ["Boris Johnson", "", "2020-01-01"],
            "kwargs": {},
            "expect": ["code['wiki'] == 'Boris Johnson'"],
        },
        {"test": "b", "args": ["puppies"], "kwargs": {}, "expect": ["code is None"]},
        {"test": "c", "args": ["soldier"], "kwargs": {}, "expect": ["code['code_1'] == 'MIL'"]},
    )
    evaluation = evaluated(written(tmp_path, *lines))
    assert evaluation.known == LinkScore(mentions=2, listed=1, linked=1, right=1, nil=1, nil_right=1)


@pytest.mark.parametrize(
    ("entity", "why"),
    [
        ({"start": 0, "end": 99, "qid": "Q1"}, "no characters"),
        ({"start": 0, "end": 8, "text": "Volodymyr", "qid": "Q1"}, "does not quote"),
        ({"start": 0, "end": 8}, "lacks 'qid'"),
    ],
)
def test_a_label_that_is_none_is_refused(tmp_path, entity, why):
    with pytest.raises(InputError, match=why):
        read_labels([labelled(tmp_path, entity)])


def test_the_command_prints_scores_and_errors_by_cause(tmp_path, capsys):
    assert run(["evaluate", "--linking", labelled(tmp_path, mark("Vladimir Putin", "Q159")), "--errors"]) == 0
    told = capsys.readouterr().out
    assert "accuracy" in told and "1  metonym" in told


def test_json_has_the_three_scores(capsys):
    assert run(["evaluate", "--linking", GOLD, "-F", "json"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["listed"]["accuracy"] == page["known"]["nil_precision"] == 1.0


def test_links_are_not_compared_with_predictions(capsys):
    assert run(["evaluate", "--linking", GOLD, GOLD]) == 2
    assert "--linking" in capsys.readouterr().err
