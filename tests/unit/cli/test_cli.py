"""The command line as a whole: its verbs, its errors and what it does not import."""

import importlib
import io
import os
import pkgutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

import kg
from kg import errors
from kg.cli import INTERRUPTED, PIPE_CLOSED, VERBS, cli, run
from tests.workshop import ROOT, start_process

HEAVY = ("spacy", "rdflib", "pyoxigraph", "networkx", "SPARQLWrapper", "rich", "yaml", "trafilatura")


def find_imports(*arguments):
    """The top-level packages that a command imports."""
    command = [sys.executable, "-X", "importtime", "-m", "kg", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize("verb", VERBS)
def test_the_line_beside_a_verb_is_the_first_of_its_help(verb):
    command = cli.get_command(click.Context(cli), verb)
    assert command.name == verb
    assert command.help.splitlines()[0] == VERBS[verb]


def test_every_file_with_a_command_is_listed():
    names = {module.name for module in pkgutil.iter_modules(kg.cli.__path__)}
    verbs = {name for name in names if hasattr(importlib.import_module(f"kg.cli.{name}"), "command")}
    assert verbs == set(VERBS)


def test_help_lists_the_verbs_and_imports_nothing_heavy():
    assert not find_imports("--help") & set(HEAVY)


def test_a_query_imports_no_language_model(summit_ttl):
    assert not find_imports("query", "offices", summit_ttl) & {"spacy", "rdflib", "networkx", "pyshacl"}


@pytest.mark.parametrize("verb", ["verify", "validate"])
def test_a_check_of_a_graph_imports_no_language_model(verb, summit_ttl):
    assert "spacy" not in find_imports(verb, summit_ttl)


def test_a_network_is_read_with_networkx_alone(summit_ttl):
    assert not find_imports("graph", "links", summit_ttl) & {"spacy", "rdflib", "networkx", "matplotlib"}
    assert not find_imports("graph", "bridges", summit_ttl) & {"spacy", "rdflib", "matplotlib"}


def test_the_ontology_is_told_without_a_language_model():
    assert not find_imports("ontology", "metWith") & {"spacy", "rdflib"}


def test_the_version_is_that_of_the_package(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"kg {kg.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bild"], "kg: no verb 'bild'\n  try: build\n"),
        (["--colour"], "kg: No such option '--colour'"),
        (["query", "--formt", "csv"], "try: kg query --help"),
        (["queries", "ofices"], "try: offices"),
        (["ontology", "metWit"], "try: metWith"),
        (["query", "offices", "--persn", "x", "graph.ttl"], "--person"),
        (["query"], "which query?"),
        (["query", "offices"], "no graph to ask"),
        (["query", "offices", "a.ttl", "-e", "http://127.0.0.1:9/"], "not both"),
        (["graph", "central", "a.ttl", "--top", "0"], "try: kg graph central --help"),
        (["graph", "centre"], "kg: graph: no verb 'centre'\n  try: central\n"),
        (["graph", "central"], "no graph to read"),
        (["graph", "central", "a.ttl", "-e", "http://127.0.0.1:9/"], "not both"),
    ],
)
def test_a_wrong_word_is_named_with_what_to_try(arguments, told, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""


def test_an_error_is_two_lines_and_the_exit_code_of_its_kind(capsys, tmp_path):
    assert run(["query", "offices", str(tmp_path / "none.ttl")]) == errors.GraphError.exit_code
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"kg: {tmp_path / 'none.ttl'}: ")
    assert second.startswith("  try: ")


def test_a_full_answer_cut_short_ends_quietly():
    command = [sys.executable, "-m", "kg", "ontology"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == PIPE_CLOSED


def test_ctrl_c_is_one_line_and_leaves_no_file(tmp_path):
    command = [sys.executable, "-m", "kg", "query", "offices", "-", "-o", str(tmp_path / "answer.csv")]
    process = start_process(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    with process:
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        assert process.stderr.read() == b"kg: interrupted\n"
        assert process.wait() == INTERRUPTED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(shell, capsys):
    assert run(["completion", shell]) == 0
    assert "_KG_COMPLETE" in capsys.readouterr().out


def complete(line, folder=None):
    """What a shell offers for the last word of a line, typed in a folder."""
    settings = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    settings["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-c", "from kg.cli import cli; cli(prog_name='kg')"]
    done = subprocess.run(
        command, env=os.environ | settings, cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_completion_knows_the_verbs():
    assert complete("kg que") == ["plain,query", "plain,queries"]


def test_completion_knows_the_queries_until_one_is_named():
    assert complete("kg query mem") == ["plain,memberships"]
    assert complete("kg query memberships mem") == ["file,mem"]


def test_completion_knows_what_the_ontology_lets_a_parameter_be():
    assert complete("kg query meetings --status PL") == ["plain,planned"]
    assert complete("kg query events --type Mee") == ["plain,Meeting"]
    assert complete("kg query meetings --since 20") == []


TALKS = """
@prefix : <https://w3id.org/diplomacy-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:p> a :Person ; rdfs:label "Ilham Aliyev"@en .
<urn:s> a :State ; rdfs:label "Iran"@en .
"""


@pytest.mark.parametrize("where", ["graph.ttl ", "--store s ", ""])
def test_completion_knows_the_entities_of_the_graph_that_is_asked(where, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("graph.ttl").write_text(TALKS, encoding="utf-8")
    assert run(["load", "graph.ttl", "--store", "s" if "s " in where else ".kg/store"]) == 0
    assert complete(f"kg query meetings {where}--actor i", tmp_path) == ["plain,ilham-aliyev", "plain,Iran"]
    assert complete(f"kg query meetings {where}--actor ilham-a", tmp_path) == ["plain,ilham-aliyev"]
    assert complete(f"kg query two-states {where}--one i", tmp_path) == ["plain,Iran"]


def test_completion_is_silent_where_nothing_can_be_asked(tmp_path):
    assert complete("kg query meetings --store nowhere --actor i", tmp_path) == []
    assert complete("kg query meetings missing.ttl --actor i", tmp_path) == []
    assert complete("kg query meetings --endpoint http://127.0.0.1:9/ --actor i", tmp_path) == []


def test_the_help_of_a_query_tells_its_parameters_and_its_example(capsys):
    assert run(["query", "offices", "--help"]) == 0
    out = capsys.readouterr().out
    assert "--person PERSON" in out
    assert "kg query offices out/seed.ttl --of Armenia" in out
    assert run(["query", "--help"]) == 0
    assert "--person PERSON" not in capsys.readouterr().out


def test_queries_are_found_by_words_and_by_tag(capsys):
    assert run(["queries", "--search", "ratified"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "agreements",
        "not-ratified",
    ]
    assert run(["queries", "--tag", "wikidata"]) == 0
    assert capsys.readouterr().out.count("\n") == 2


def test_a_tag_that_no_query_has_names_the_good_ones(capsys):
    assert run(["queries", "--tag", "nothing"]) == 2
    assert "meetings" in capsys.readouterr().err
