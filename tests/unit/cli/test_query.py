"""`kg query`: where queries come from, what answers are written as, and what is told when one is wrong."""

import csv
import io
import json
import subprocess
import sys

import pytest

from kg.cli import run
from kg.store import open_store
from tests.workshop import start_process

MET = "SELECT ?a ?b { ?a dip:metWith ?b } ORDER BY ?a ?b"


def ask(capsys, *arguments, code=0):
    """What a query writes; its errors are printed where its exit code is another."""
    got = run(["query", *map(str, arguments)])
    captured = capsys.readouterr()
    assert got == code, captured.err
    return captured.out


def pipe(text, *arguments):
    command = [sys.executable, "-m", "kg", "query", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def test_a_query_is_read_from_an_option_a_file_or_a_pipe(summit_ttl, tmp_path, capsys):
    (tmp_path / "met.rq").write_text(MET)
    expected = ask(capsys, "-q", MET, summit_ttl)
    assert expected.splitlines()[0] == "a,b"
    assert ask(capsys, "-f", tmp_path / "met.rq", summit_ttl) == expected
    for done in (pipe(MET, summit_ttl), pipe(MET, "-f", "-", summit_ttl)):
        assert done.stdout.splitlines() == expected.splitlines(), done.stderr


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("csv", "a,b"),
        ("tsv", "?a\t?b"),
        ("json", '{"head"'),
        ("xml", "<?xml"),
        ("markdown", "| a | b |"),
        ("html", "<!doctype html>"),
        ("table", " a "),
    ],
)
def test_a_table_is_written_in_each_format(form, start, summit_ttl, capsys):
    assert ask(capsys, "-q", MET, summit_ttl, "-F", form).startswith(start)


@pytest.mark.parametrize("form", ["ttl", "nt"])
def test_triples_are_written_in_each_format(form, summit_ttl, capsys):
    written = ask(capsys, "-q", "CONSTRUCT WHERE { ?a dip:metWith ?b }", summit_ttl, "-F", form)
    assert "metWith" in written
    assert ("@prefix dip:" in written) == (form == "ttl")


def test_turtle_declares_only_the_prefixes_that_it_needs(summit_ttl, capsys):
    written = ask(capsys, "-q", "CONSTRUCT WHERE { ?a dip:metWith ?b }", summit_ttl)
    prefixes = {line.split()[1] for line in written.splitlines() if line.startswith("@prefix")}
    assert prefixes == {"dip:", "person:"}


def test_describe_gives_what_is_said_of_something(summit_ttl, capsys):
    assert "spokesmanFor" in ask(capsys, "-q", "DESCRIBE ?a { ?a dip:spokesmanFor ?b }", summit_ttl)


def test_no_is_exit_code_1(summit_ttl, capsys):
    assert ask(capsys, "-q", "ASK { ?a dip:metWith ?b }", summit_ttl) == "yes\n"
    assert ask(capsys, "-q", "ASK { ?a dip:expelled ?b }", summit_ttl, code=1) == "no\n"


def test_labels_stand_beside_iris(summit_ttl, capsys):
    written = ask(capsys, "-q", MET, summit_ttl, "-F", "table", "--labels")
    assert "(person:" in written
    assert "Aliyev (" in written


def test_an_endpoint_gives_labels_too(summit_ttl, oxigraph, capsys):
    oxigraph.put("urn:g", summit_ttl.read_text())
    arguments = ("-q", MET, "--labels", "-F", "table")
    expected = ask(capsys, *arguments, summit_ttl)
    assert ask(capsys, *arguments, "--endpoint", oxigraph.query) == expected


def test_csv_has_no_room_for_labels(summit_ttl):
    assert run(["query", "-q", MET, str(summit_ttl), "--labels", "-F", "csv"]) == 2


@pytest.mark.parametrize(
    ("sparql", "rows"),
    [
        ("SELECT ?s { ?s ?p ?o }", 2),
        ("SELECT ?s { ?s ?p ?o } LIMIT 9", 2),
        ("SELECT ?s { ?s ?p ?o } LIMIT 1", 1),
        ("SELECT ?s { { SELECT * { ?s ?p ?o } LIMIT 1 } } OFFSET 0 # LIMIT 7", 1),
        ("SELECT ?s { ?s ?p ?o } VALUES ?p { dip:metWith }", 1),
    ],
)
def test_no_more_rows_come_than_the_limit(sparql, rows, summit_ttl, capsys):
    assert len(ask(capsys, "-q", sparql, summit_ttl, "--limit", "2").splitlines()) == rows + 1


def test_a_canned_query_takes_a_limit(summit_ttl, capsys):
    assert len(ask(capsys, "events", summit_ttl, "--limit", "1").splitlines()) == 2


MANY = """\
#+ parameters:
#+   - {name: limit, type: integer, default: "3", description: the most rows}
SELECT ?n { { SELECT ?n { VALUES ?n { 1 2 3 4 5 } } ORDER BY ?n
  LIMIT ?_limit
} }
"""
CUT = "only the first 3 rows; --limit 0 gives all\n"


@pytest.mark.parametrize(
    ("values", "limit", "rows", "told"),
    [
        ("1 2 3 4 5", (), 3, CUT),
        ("1 2 3", (), 3, ""),
        ("1 2 3 4 5", ("--limit", "2"), 2, ""),
        ("1 2 3 4 5", ("--limit", "4"), 4, ""),
        ("1 2 3 4 5", ("--limit", "0"), 5, ""),
    ],
)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_rows_that_a_query_leaves_out_are_told(values, limit, rows, told, form, summit_ttl, tmp_path, capsys):
    (tmp_path / "many.rq").write_text(MANY.replace("1 2 3 4 5", values))
    command = ["query", "-f", str(tmp_path / "many.rq"), str(summit_ttl), "-F", form, *limit]
    assert run(command) == 0
    captured = capsys.readouterr()
    found = captured.out.split()[1:] if form == "csv" else json.loads(captured.out)["results"]["bindings"]
    assert (len(found), captured.err) == (rows, told)


def test_an_endpoint_gives_the_first_rows_too(oxigraph, tmp_path, capsys):
    (tmp_path / "many.rq").write_text(MANY)
    assert run(["query", "-f", str(tmp_path / "many.rq"), "-e", oxigraph.query]) == 0
    captured = capsys.readouterr()
    assert (captured.out.split(), captured.err) == (["n", "1", "2", "3"], CUT)


@pytest.mark.parametrize("limit", ["type: text", "type: integer", "type: integer, default: many"])
def test_a_limit_is_a_number_with_a_default(limit, summit_ttl, tmp_path, capsys):
    (tmp_path / "many.rq").write_text(MANY.replace('type: integer, default: "3"', limit))
    assert run(["query", "-f", str(tmp_path / "many.rq"), str(summit_ttl)]) == 8
    assert "a limit is an integer with a default" in capsys.readouterr().err


def test_a_mistake_is_shown_in_the_line_of_the_file(summit_ttl, tmp_path, capsys):
    path = tmp_path / "bad.rq"
    path.write_text("SELECT *\n{ ?a dpi:metWith ?b }\n")
    assert run(["query", "-f", str(path), str(summit_ttl)]) == 8
    assert capsys.readouterr().err == (
        f"kg: {path}:2:6: no prefix dpi: is known\n"
        "    { ?a dpi:metWith ?b }\n"
        "         ^^^^^^^^^^^\n"
        "  try: dip:metWith\n"
    )


def test_a_mistake_is_shown_when_an_endpoint_is_asked(oxigraph, capsys):
    assert run(["query", "-q", "SELECT * { ?a dip:metWith ?b", "-e", oxigraph.query]) == 8
    assert "query:1:29" in capsys.readouterr().err


def test_a_term_that_the_ontology_lacks_is_warned_of(summit_ttl, capsys):
    assert run(["query", "-q", "SELECT * { ?a dip:metWiht ?b }", str(summit_ttl)]) == 0
    told = capsys.readouterr().err
    assert told == "warning: the ontology has no dip:metWiht; did you mean dip:metWith?\n"


def test_a_query_that_runs_for_ever_is_stopped(summit_ttl, capsys, tmp_path):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    output = tmp_path / "never.csv"
    assert run(["query", "-q", endless, str(summit_ttl), "--timeout", "0.5", "-o", str(output)]) == 8
    assert "within 0.5 seconds" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_stops_a_query(summit_ttl):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", "-v", "-q", endless, str(summit_ttl)]
    with start_process(command, stderr=subprocess.PIPE, text=True) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=2)
        process.send_signal(2)
        assert process.wait(timeout=20) == 130
        assert process.stderr.read() == "kg: interrupted\n"


def test_the_time_is_told_on_standard_error(summit_ttl, capsys):
    assert run(["query", "-q", MET, str(summit_ttl), "--time"]) == 0
    assert "s to answer" in capsys.readouterr().err


HOSTILE = "a|b</td><script>\x1b[31m\"',\n東京"


def test_hostile_text_stays_text(tmp_path, capsys):
    path = tmp_path / "hostile.nt"
    path.write_text(f"<urn:a> <urn:p> {json.dumps(HOSTILE)} .\n")
    arguments = ("-q", "SELECT ?o { ?s ?p ?o }", path)
    page = ask(capsys, *arguments, "-F", "html")
    assert "<script>" not in page
    assert "\x1b" not in page + ask(capsys, *arguments, "-F", "table") + ask(
        capsys, *arguments, "-F", "markdown"
    )
    rows = list(csv.reader(io.StringIO(ask(capsys, *arguments, "-F", "csv"), newline="")))
    assert rows[1] == [HOSTILE]


def test_an_iri_with_a_script_is_no_link(tmp_path, capsys):
    path = tmp_path / "script.nt"
    path.write_text("<javascript:alert(1)> <urn:p> <urn:o> .\n")
    assert "href" not in ask(capsys, "-q", "SELECT * { ?s ?p ?o }", path, "-F", "html")


@pytest.fixture
def store(summit_ttl, tmp_path):
    """A store on disk that holds the hand-made graph."""
    with open_store(tmp_path / "store", write=True) as opened:
        opened.graphs.bulk_load(path=str(summit_ttl))
        opened.save()
    return tmp_path / "store"


def test_a_store_answers_as_the_file_does(store, summit_ttl, capsys):
    arguments = ("-q", MET, "-F", "table", "--labels")
    assert ask(capsys, *arguments, "--store", store) == ask(capsys, *arguments, summit_ttl)


def test_the_store_of_the_folder_is_asked_where_nothing_is_named(store, summit_ttl, monkeypatch, capsys):
    expected = ask(capsys, "-q", MET, summit_ttl)
    (store.parent / ".kg").mkdir()
    store.rename(store.parent / ".kg" / "store")
    monkeypatch.chdir(store.parent)
    assert ask(capsys, "-q", MET) == expected


def test_a_store_that_is_none_is_told(tmp_path, capsys):
    assert run(["query", "-q", MET, "--store", str(tmp_path / "none")]) == 9
    assert str(tmp_path / "none") in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["files", "store"])
def test_a_query_is_explained_step_by_step(kind, summit_ttl, tmp_path, capsys):
    assert run(["load", str(summit_ttl), "--store", str(tmp_path / "s")]) == 0
    graphs = [summit_ttl] if kind == "files" else ["--store", tmp_path / "s"]
    rows = len(ask(capsys, "-q", MET, *graphs).splitlines()) - 1
    head, *steps = ask(capsys, "-q", MET, *graphs, "--explain").splitlines()
    assert head.split() == ["rows", "seconds", "own", "share"]
    assert [" ".join(step.split()[3:]) for step in steps] == [
        "give ?a, ?b",
        "sort by ASC(?a), ASC(?b)",
        "match ?a dip:metWith ?b",
    ]
    assert {int(step.split()[0]) for step in steps} == {rows}
    assert all(float(step.split()[1]) >= 0 for step in steps)


def test_a_canned_query_is_explained_with_its_parameters_bound(summit_ttl, capsys):
    told = ask(capsys, "who-speaks-for-whom", summit_ttl, "--person", "Peskov", "--explain")
    assert "match ?s dip:spokesmanFor ?o" in told
    assert "person:dmitry-peskov" in told


def test_what_cannot_be_explained_says_why(summit_ttl, capsys):
    assert run(["query", "-q", MET, "--explain", "--endpoint", "http://127.0.0.1:9/"]) == 2
    assert "an endpoint does not tell how it answers" in capsys.readouterr().err
    assert run(["query", "-q", "SELEC", str(summit_ttl), "--explain"]) == 8
    assert "query:1:1: SELEC does not belong here" in capsys.readouterr().err
    forever = "SELECT (COUNT(*) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    assert run(["query", "-q", forever, str(summit_ttl), "--explain", "--timeout", "0.5"]) == 8
    assert "no whole answer within 0.5 seconds" in capsys.readouterr().err
