"""The examples on the help pages, and every command in the documents, do what they say."""

import re

import click
import pytest

from kg.cli import VERBS, cli
from kg.cli.queries import example_of
from kg.queries import load_queries
from tests.workshop import ROOT, make_workshop, run_line

DOCUMENTS = ("README.md", "docs/tutorial.md", "CONTRIBUTING.md")


def find_examples(verb):
    """The commands after "Example:" at the end of a verb's help."""
    epilog = cli.get_command(click.Context(cli), verb).epilog
    before, _, after = epilog.partition("Example:\n")
    assert before.strip() == "\b"
    return [line.strip() for line in after.splitlines() if line.strip()]


def find_commands(document):
    """The kg commands in a document's shell blocks, in order; a backslash joins lines."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = "".join(blocks).replace("\\\n", " ").splitlines()
    return [line.split("  #")[0].strip() for line in lines if line.startswith("kg ")]


EXAMPLES = [(verb, line) for verb in VERBS for line in find_examples(verb)]
QUERY_EXAMPLES = [example_of(query) for query in load_queries().values()]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(make_workshop(tmp_path_factory.mktemp("workshop")))
        assert run_line("kg build seeds/ -o out/seed.ttl --quiet") == 0
        yield


def test_every_verb_has_an_example():
    assert {verb for verb, _ in EXAMPLES} == set(VERBS)
    assert len(EXAMPLES) >= len(VERBS)


@pytest.mark.parametrize(("verb", "line"), EXAMPLES)
def test_an_example_of_a_help_page_runs(verb, line, workshop, capsys):
    assert line.split()[:2] == ["kg", verb]
    assert run_line(line) == 0, capsys.readouterr().err


@pytest.mark.parametrize("line", QUERY_EXAMPLES)
def test_an_example_of_a_query_runs(line, workshop, capsys):
    assert run_line(line) == 0, capsys.readouterr().err


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_run_in_order(document, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(make_workshop(tmp_path))
    commands = find_commands(document)
    assert commands
    for line in commands:
        code = run_line(line)
        assert code == 0, f"{line}: {capsys.readouterr().err}"


def test_the_make_commands_of_the_readme_exist():
    readme, makefile = (ROOT / name for name in ("README.md", "Makefile"))
    named = set(re.findall(r"^make (\w+)", readme.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {"demo", "test"} <= named
    targets = re.findall(r"^(\w+):", makefile.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert named <= set(targets)


def test_the_commands_of_make_demo_run(workshop, capsys):
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ndemo:")[2].partition("\n\n")[0]
    commands = re.findall(r"\$\(BIN\)/(kg .*)", recipe)
    assert len(commands) == 4
    for line in commands:
        assert run_line(line) == 0, capsys.readouterr().err
