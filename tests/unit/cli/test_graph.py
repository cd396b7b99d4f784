"""`kg graph` on files, a store and an endpoint, as a person types it."""

import csv
import io
import json

import pytest

from kg.cli import run
from kg.store import DEFAULT_STORE, open_store


def ask(capsys, *arguments):
    """The exit code, the rows of CSV on standard output, and what was said beside them."""
    code = run(["graph", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, list(csv.DictReader(io.StringIO(captured.out))), captured.err


@pytest.fixture
def store(summit_ttl, tmp_path):
    with open_store(tmp_path / DEFAULT_STORE, write=True) as opened:
        opened.graphs.load(path=str(summit_ttl))
        opened.save()
    return tmp_path / DEFAULT_STORE


def test_the_most_central_comes_first(summit_ttl, capsys):
    code, rows, _ = ask(capsys, "central", summit_ttl)
    assert (code, rows[0]["actor"], rows[0]["ties"]) == (0, "Nikol Pashinyan", "2")


def test_a_store_gives_the_same_as_the_file(store, summit_ttl, capsys):
    assert ask(capsys, "links", "--store", store) == ask(capsys, "links", summit_ttl)


def test_the_usual_store_is_read_where_nothing_is_named(store, tmp_path, summit_ttl, capsys, monkeypatch):
    expected = ask(capsys, "links", summit_ttl)
    monkeypatch.chdir(tmp_path)
    assert ask(capsys, "links") == expected


def test_an_endpoint_gives_the_same_as_the_file(oxigraph, summit_ttl, capsys):
    oxigraph.put("urn:summit", summit_ttl.read_bytes())
    assert ask(capsys, "links", "--endpoint", oxigraph.query) == ask(capsys, "links", summit_ttl)


def test_a_path_tells_each_fact_with_its_date_and_words(summit_ttl, capsys):
    assert run(["graph", "path", "Aliyev", "Armenia", str(summit_ttl)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1. Ilham Aliyev – Nikol Pashinyan – Armenia\n")
    assert "Ilham Aliyev metWith Nikol Pashinyan  (held, 2023-12-25, " in told
    assert "“Armenian Prime Minister Nikol Pashinyan met Ilham Aliyev in St. Petersburg on Monday.”" in told


def test_a_path_is_rows_where_a_format_is_named(summit_ttl, capsys):
    _, rows, _ = ask(capsys, "path", "Aliyev", "Armenia", summit_ttl, "-F", "csv")
    assert [(row["step"], row["relation"]) for row in rows] == [("1", "metWith"), ("2", "headOfGovernmentOf")]


def test_no_path_exits_with_one(summit_ttl, capsys):
    code, _, told = ask(capsys, "path", "Peskov", "Aliyev", summit_ttl)
    assert (code, told) == (1, "nothing joins Peskov and Aliyev\n")


def test_a_plan_is_shown_where_it_is_asked_for(summit_ttl, capsys):
    _, rows, _ = ask(capsys, "links", summit_ttl, "--status", "planned")
    assert [(row["actor"], row["relation"], row["other"]) for row in rows] == [
        ("Ilham Aliyev", "visited", "Armenia")
    ]


def test_a_period_tells_what_it_leaves_out(summit_ttl, capsys):
    code, rows, told = ask(capsys, "links", summit_ttl, "--until", "2022")
    assert (code, rows, told) == (0, [], "no link fits\n")


def test_change_shows_new_ties(summit_ttl, capsys):
    _, rows, _ = ask(capsys, "change", "2022", "2023", summit_ttl)
    assert {(row["change"], row["before"], row["after"]) for row in rows} == {("new", "0", "1")}


def test_actors_rise(summit_ttl, capsys):
    _, rows, _ = ask(capsys, "change", "2022", "2023", summit_ttl, "--actors", "--top", "1")
    assert [(row["actor"], row["rank before"], row["rank after"]) for row in rows] == [
        ("Nikol Pashinyan", "", "1")
    ]


def test_members_of_communities_are_rows(summit_ttl, capsys):
    _, rows, told = ask(capsys, "communities", summit_ttl, "--members")
    assert len(rows) == 5 and told.startswith("2 communities, modularity ")


def test_bridges_name_who_is_cut_off(summit_ttl, capsys):
    _, rows, _ = ask(capsys, "bridges", summit_ttl, "--around", "Pashinyan")
    assert ("actor", "Nikol Pashinyan", "1") in {(row["what"], row["actor"], row["cut"]) for row in rows}


def test_rows_are_json_where_the_file_says_so(summit_ttl, tmp_path):
    assert run(["graph", "central", str(summit_ttl), "-o", str(tmp_path / "ranks.json")]) == 0
    assert json.loads((tmp_path / "ranks.json").read_text(encoding="utf-8"))[0]["ties"] == 2


def test_the_verbs_are_shown_where_none_is_named(capsys):
    assert run(["graph"]) == 0
    assert "communities" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["links", "--around", "Nobody at all"], "try: "),
        (["links", "--relation", "metwith"], "try: metWith"),
        (["links", "--since", "soon"], "--since: 'soon' is no date"),
        (["change", "2022", "then"], "PERIOD: 'then' is no date"),
        (["central", "--by", "fame"], "try: degree"),
        (["export"], "no format is named"),
    ],
)
def test_a_wrong_word_is_refused_with_good_ones(arguments, told, summit_ttl, capsys):
    assert run(["graph", *arguments, str(summit_ttl)]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["svg", "png", "html"])
def test_a_drawing_is_written_by_its_extension(ending, summit_ttl, tmp_path, capsys):
    assert ask(capsys, "draw", summit_ttl, "-o", tmp_path / f"net.{ending}")[0] == 0
    start = (tmp_path / f"net.{ending}").read_bytes()[:15].lower()
    assert start.startswith({"svg": b"<?xml", "png": b"\x89png", "html": b"<!doctype html>"}[ending])


def test_a_drawing_tells_whom_it_leaves_out(summit_ttl, tmp_path, capsys):
    code, _, said = ask(capsys, "draw", summit_ttl, "--most", "2", "-o", tmp_path / "net.html")
    assert code == 0 and "left out 3" in said


def test_a_drawing_without_a_format_is_refused_with_the_good_ones(summit_ttl, tmp_path, capsys):
    code, _, said = ask(capsys, "draw", summit_ttl, "-o", tmp_path / "net.gif")
    assert code == 2 and "network.svg" in said and not (tmp_path / "net.gif").exists()


def test_a_network_of_nobody_can_be_drawn(summit_ttl, tmp_path, capsys):
    for ending in ("svg", "html"):
        code, _, said = ask(capsys, "draw", summit_ttl, "-r", "sanctioned", "-o", tmp_path / f"none.{ending}")
        assert code == 0 and "no" in said and (tmp_path / f"none.{ending}").exists()
