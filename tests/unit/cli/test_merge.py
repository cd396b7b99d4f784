"""`kg merge`: proposals, answers at the terminal, and graphs that heed them."""

import io

import pytest

from kg.cli import run


@pytest.fixture
def articles(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Finnish Foreign Minister Anna Quill met Emmanuel Macron in Paris.")
    (tmp_path / "b.txt").write_text("Finnish Foreign Minister Quill condemned Israel.")
    return ["a.txt", "b.txt"]


def answer(monkeypatch, *lines):
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_proposals_are_lines_to_be_decided(articles, capsys):
    assert run(["merge", *articles]) == 0
    told = capsys.readouterr()
    [line] = [line for line in told.out.splitlines() if not line.startswith("#")]
    assert line.startswith("?\t") and "part of a name: Quill" in line
    assert "1 proposal, 0 decided" in told.err


def test_an_edited_file_of_proposals_is_heeded(articles, capsys, tmp_path):
    assert run(["merge", *articles, "-o", "merges.tsv"]) == 0
    path = tmp_path / "merges.tsv"
    path.write_text(path.read_text().replace("?\t", "same\t"))
    assert run(["build", *articles, "--merges", "merges.tsv", "--provenance", "none", "-F", "ntriples"]) == 0
    told = capsys.readouterr().out
    assert "person/anna-quill> <https://w3id.org/diplomacy-kg/ontology#condemned>" in told
    assert "person/quill" not in told


@pytest.mark.parametrize(("said", "verdict"), [("y", "same"), ("n", "different")])
def test_an_answer_is_kept_and_not_asked_for_again(articles, capsys, monkeypatch, tmp_path, said, verdict):
    answer(monkeypatch, "what", said)
    assert run(["merge", *articles, "--merges", "merges.tsv", "--review"]) == 0
    assert "office: " in capsys.readouterr().err
    assert f"\n{verdict}\t" in (tmp_path / "merges.tsv").read_text()
    answer(monkeypatch)
    assert run(["merge", *articles, "--merges", "merges.tsv", "--review"]) == 0
    assert "1 proposal, 1 decided" in capsys.readouterr().err


@pytest.mark.parametrize("said", ["s", "q"])
def test_what_is_skipped_or_stopped_is_not_decided(articles, capsys, monkeypatch, tmp_path, said):
    answer(monkeypatch, said)
    assert run(["merge", *articles, "--merges", "merges.tsv", "--review"]) == 0
    assert not (tmp_path / "merges.tsv").exists()


def test_the_end_of_the_answers_stops(articles, capsys, monkeypatch, tmp_path):
    answer(monkeypatch)
    assert run(["merge", *articles, "--merges", "merges.tsv", "--review"]) == 0
    assert not (tmp_path / "merges.tsv").exists()


def test_proposals_above_a_score_are_accepted_without_asking(articles, tmp_path):
    assert run(["merge", *articles, "--merges", "merges.tsv", "--accept", "0.5"]) == 0
    assert "\nsame\t" in (tmp_path / "merges.tsv").read_text()


def test_decisions_need_a_file(articles, capsys):
    assert run(["merge", *articles, "--review"]) == 2
    assert "--merges merges.tsv" in capsys.readouterr().err


def test_a_file_of_decisions_that_is_none_is_told_by_its_line(articles, capsys, tmp_path):
    (tmp_path / "merges.tsv").write_text("yes\turn:a\turn:b\n")
    assert run(["build", *articles, "--merges", "merges.tsv"]) == 3
    assert "merges.tsv:1" in capsys.readouterr().err
