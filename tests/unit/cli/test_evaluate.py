"""`kg evaluate` as a command: tables, JSON, errors, floors and exit codes."""

import json
import re

import pytest

from kg.cli import run
from tests.workshop import ROOT

GOLD = str(ROOT / "tests" / "data" / "gold" / "tiny.jsonl")
READ = str(ROOT / "tests" / "data" / "gold" / "read.jsonl")


def test_numbers_go_to_standard_output_and_talk_to_standard_error(capsys):
    assert run(["evaluate", GOLD, READ]) == 0
    told = capsys.readouterr()
    assert " facts               0.500       0.300    0.375   3       6      10" in told.out
    assert "1 of 3 facts that are none were taken for facts" in told.out
    assert "4 documents" in told.err
    assert "\x1b" not in told.out


def test_json_is_one_object_with_what_was_asked_for(capsys):
    assert run(["evaluate", GOLD, READ, "-F", "json", "--reliability", "--errors", "2"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["facts"] == {"p": 0.5, "r": 0.3, "f1": 0.375, "tp": 3.0, "predicted": 6, "gold": 10}
    assert [loss["stage"] for loss in page["errors"]] == ["spurious", "wrong argument"]
    assert sum(band["facts"] for band in page["reliability"]) == 6


def test_json_has_no_errors_that_nobody_asked_for(capsys):
    assert run(["evaluate", GOLD, READ, "-F", "json"]) == 0
    assert not {"errors", "reliability"} & json.loads(capsys.readouterr().out).keys()


def test_errors_without_a_number_are_all_and_their_stages_are_counted(capsys):
    assert run(["evaluate", GOLD, READ, "--errors"]) == 0
    told = capsys.readouterr().out
    assert told.count("missed: ") == 7
    assert told.count("wrong: ") == 3
    assert " name not found   5        0" in told


def test_fewer_errors_are_shown_and_all_are_counted(capsys):
    assert run(["evaluate", GOLD, READ, "--errors=1"]) == 0
    told = capsys.readouterr().out
    assert told.count("missed: ") + told.count("wrong: ") == 1
    assert " name not found   5        0" in told


def test_a_number_below_its_floor_is_exit_code_one(capsys):
    assert run(["evaluate", GOLD, READ, "--fail-under", "facts.p=0.88,facts.f1=0.3"]) == 1
    assert capsys.readouterr().err.endswith("facts.p is 0.5000, below 0.88\n")
    assert run(["evaluate", GOLD, READ, "--fail-under", "facts.p=0.5"]) == 0


def test_what_is_less_sure_than_asked_for_does_not_count(capsys):
    assert run(["evaluate", GOLD, READ, "-F", "json", "--min-confidence", "0.9"]) == 0
    facts = json.loads(capsys.readouterr().out)["facts"]
    assert (facts["tp"], facts["predicted"]) == (3, 4)


def test_a_file_that_ends_in_json_is_json(tmp_path):
    assert run(["evaluate", GOLD, READ, "-o", str(tmp_path / "numbers.json"), "--quiet"]) == 0
    assert json.loads((tmp_path / "numbers.json").read_text(encoding="utf-8"))["documents"] == 5


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--errors", GOLD], 2, "is no number of errors"),
        ([GOLD, "--fail-under", "fact.p=1"], 2, "try: facts"),
        ([GOLD, "--date", "soon"], 2, "'soon' is no date"),
        (["none.jsonl"], 3, "none.jsonl: cannot be read"),
    ],
)
def test_a_wrong_word_is_named_with_what_to_try(arguments, code, told, capsys):
    assert run(["evaluate", *arguments]) == code
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""


def test_the_python_of_the_document_runs(monkeypatch):
    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(code, "evaluation.md", "exec"), {})
