"""`kg explain --links`: whom a name was linked to, and why."""

import pytest

from kg.cli import run


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = "Kremlin spokesman Dmitry Peskov met Emmanuel Macron. Wendy met Vladimir Putin."
    (tmp_path / "a.txt").write_text(text)
    return "a.txt"


def test_each_entity_has_its_candidates_with_their_features(article, capsys):
    assert run(["explain", "--links", article]) == 0
    told = capsys.readouterr().out
    assert "Emmanuel Macron: Q3052772 Emmanuel Macron" in told
    assert "+2.50  label" in told


def test_a_name_chooses_its_entity(article, capsys):
    assert run(["explain", "--links", article, "macron"]) == 0
    told = capsys.readouterr().out
    assert "Macron" in told and "Kremlin" not in told


def test_what_is_not_linked_says_why(article, capsys):
    assert run(["explain", "--links", article, "Peskov"]) == 0
    assert "Dmitry Peskov: not linked, nothing in the index fits the name" in capsys.readouterr().out


def test_who_holds_an_office_is_not_known_without_a_date(article, tmp_path, capsys):
    (tmp_path / article).write_text("The Azerbaijani president visited Brussels.")
    assert run(["explain", "--links", article, "president"]) == 0
    assert "president: not linked" in (told := capsys.readouterr().out) and "(--date)" in told
    assert run(["explain", "--links", article, "president", "--date", "2023-05-12"]) == 0
    assert "president: Q57371 Ilham Aliyev" in capsys.readouterr().out


def test_a_seat_tells_its_place(article, capsys):
    assert run(["explain", "--links", article, "Kremlin"]) == 0
    assert "Kremlin: Q1140115 Government of Russia, by the place Q133274" in capsys.readouterr().out


def test_a_name_that_is_not_there_is_told(article, capsys):
    assert run(["explain", "--links", article, "Merkel"]) == 1
    assert "no entity is called Merkel" in capsys.readouterr().err


def test_links_of_a_graph_are_not_explained(capsys):
    assert run(["explain", "--links", "out.ttl"]) == 2
    assert "kg explain --links ARTICLE" in capsys.readouterr().err
