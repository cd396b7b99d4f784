"""`kg index`, and the index that other verbs are given."""

import json
import sqlite3
from pathlib import Path

import pytest

from kg.cli import run
from kg.gazetteer.tables import FORMAT
from tests.unit.gazetteer.dump.test_building import MADE_UP, item, save_dump
from tests.unit.gazetteer.dump.test_items import statement
from tests.workshop import ROOT

DUMP = str(ROOT / "tests/data/wikidata/dump.json")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """An index of real items, and what comes along."""
    path = str(tmp_path_factory.mktemp("index") / "index.sqlite")
    assert run(["index", "build", DUMP, "-o", path, "--date", "2026-01-05", "--quiet"]) == 0
    return path


def search(capsys, *arguments):
    code = run(["index", "search", *arguments, "-F", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_an_index_is_built_and_says_so(tmp_path, capsys):
    path = str(tmp_path / "new" / "index.sqlite")
    assert run(["index", "build", DUMP, "-o", path, "--date", "2026-01-05"]) == 0
    said = capsys.readouterr()
    assert said.err == f"11 items read, index written to {path}\n"
    assert said.out == ""


def test_what_an_index_holds_is_told(index, capsys):
    assert run(["index", "info", index, "-F", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["made_of"], told["data_end"], told["items"]) == ("dump dump.json", "2026-01-05", 11)
    assert told["entities"]["Person"] > 30_000


def test_that_which_comes_along_is_told_without_a_name(capsys):
    assert run(["index", "info"]) == 0
    assert "data end                    2025-01-31" in capsys.readouterr().out


def test_a_name_is_searched_in_an_index_of_ones_own(index, capsys):
    code, rows = search(capsys, "Oliver Kahn", "--gazetteer", index)
    assert code == 0
    assert [(row["entity"], row["name"]) for row in rows] == [("Q131261", "name, exact")]


def test_a_name_is_searched_by_class(capsys):
    _, rows = search(capsys, "Georgia", "--type", "State")
    assert [row["entity"] for row in rows] == ["Q230"]


def test_a_limit_is_kept(capsys):
    _, rows = search(capsys, "Kim", "--limit", "3")
    assert len(rows) == 3


def test_what_a_person_did_on_a_day_is_told(capsys):
    _, rows = search(capsys, "François Hollande", "--date", "2013-05-01")
    assert "President, France" in rows[0]["description"]


def test_who_held_an_office_is_searched(capsys):
    _, rows = search(capsys, "president", "--of", "France", "--date", "2013-05-01")
    assert [(row["label"], row["sure"]) for row in rows] == [("François Hollande", "yes")]


def test_after_the_facts_the_last_holder_is_told_as_such(capsys):
    _, rows = search(capsys, "president", "--of", "French", "--date", "2026-05-01")
    assert rows[0]["label"] == "Emmanuel Macron"
    assert rows[0]["sure"] == "the last that is known (2025-01-31)"


def test_a_name_that_nobody_has_is_found_wanting(capsys):
    assert run(["index", "search", "Qwertzuiop"]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        "no entity 'Qwertzuiop'\n  try: kg index search OFFICE --of STATE, for who held an office\n",
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["index", "search", "president", "--of", "Atlantis"], 2, "no state or body 'Atlantis'"),
        (["index", "search", "x", "--date", "yesterday"], 2, "no date: 'yesterday'"),
        (["index", "info", "nowhere.sqlite"], 4, "nowhere.sqlite: no such file"),
        (["index", "build", "nowhere.json", "-o", "x.sqlite"], 3, "nowhere.json: no such file"),
        (["index", "build", DUMP, "-o", "x.sqlite", "--class", "city"], 2, "no QID: 'city'"),
        (["index", "build", DUMP, "-o", "x.sqlite", "--class", "Q42"], 2, "Q42 stands in no table"),
        (["index", "build", DUMP, "-o", "x.sqlite", "--class", "Q5:Human"], 2, "'Human' is no type"),
    ],
)
def test_a_mistake_is_told_with_what_to_try(arguments, code, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    told = capsys.readouterr().err
    assert said in told
    assert "  try: " in told
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["older", "newer", "cut", "text"])
def test_an_index_that_cannot_be_used_is_told(damage, index, tmp_path, capsys):
    path = tmp_path / "index.sqlite"
    whole = Path(index).read_bytes()
    path.write_bytes(whole[:200_000] if damage == "cut" else whole)
    if damage == "text":
        path.write_text("hello")
    elif damage != "cut":
        with sqlite3.connect(path) as connection:
            connection.execute(f"PRAGMA user_version = {FORMAT + (1 if damage == 'newer' else -1)}")
        connection.close()
    assert run(["index", "search", "Zelenskiy", "--gazetteer", str(path)]) == 4
    told = capsys.readouterr().err
    assert str(path) in told
    assert "kg index build" in told


def test_texts_are_read_with_an_index_of_ones_own(index, tmp_path, capsys):
    (tmp_path / "news.txt").write_text("Angela Merkel met Oliver Kahn in Warsaw.")
    assert run(["extract", str(tmp_path / "news.txt"), "--gazetteer", index, "--quiet"]) == 0
    entities = json.loads(capsys.readouterr().out)["entities"]
    assert "Oliver Kahn" in {entity["label"] for entity in entities}


def test_whom_the_facts_at_hand_do_not_hold_a_dump_links(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    items = [
        item(MADE_UP, "Dmitry Peskov", links=60, P31=[statement(5)], P27=[statement(159)]),
    ]
    assert run(["index", "build", save_dump(tmp_path / "dump.json", items), "-o", "index.sqlite"]) == 0
    linked = f"owl:sameAs wd:Q{MADE_UP}"
    seeds = str(ROOT / "seeds")
    assert run(["build", seeds, "-o", "without.ttl", "--quiet"]) == 0
    assert run(["build", seeds, "-o", "with.ttl", "--gazetteer", "index.sqlite", "--quiet"]) == 0
    assert linked not in Path("without.ttl").read_text(encoding="utf-8")
    assert linked in Path("with.ttl").read_text(encoding="utf-8")


def test_an_index_that_is_not_there_stops_reading(tmp_path, capsys):
    (tmp_path / "news.txt").write_text("Angela Merkel met Oliver Kahn in Warsaw.")
    assert run(["extract", str(tmp_path / "news.txt"), "--gazetteer", "nowhere.sqlite"]) == 4
    assert "nowhere.sqlite: no such file" in capsys.readouterr().err
