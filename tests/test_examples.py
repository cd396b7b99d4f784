"""The examples on the help pages, and every command in the documents, do what they say."""

import io
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli import VERBS, cli
from kg.queries import load_queries, write_example
from tests.servers import find_port
from tests.workshop import ROOT, make_workshop, run_line, start_process

ENDPOINT = "http://127.0.0.1:7878"
"""The triplestore of the examples, for which a real one stands in."""

DOCUMENTS = (
    "README.md",
    "docs/tutorial.md",
    "docs/evaluation.md",
    "docs/network.md",
    "docs/sparql.md",
    "docs/stores.md",
    "docs/sync.md",
    "docs/wikidata.md",
    "CONTRIBUTING.md",
)


def find_examples(verb):
    """The commands after "Example:" at the end of a verb's help, and of the verbs below it."""
    command = cli.get_command(click.Context(cli), verb)
    return [line for each in find_below(command) for line in find_lines(each)]


def find_below(command):
    """A command and, where it is a group, its own."""
    return [command, *getattr(command, "commands", {}).values()]


def find_lines(command):
    before, _, after = command.epilog.partition("Example:\n")
    assert before.strip() == "\b"
    return [line.strip() for line in after.splitlines() if line.strip()]


def find_commands(document):
    """The shell blocks of a document, those left out that make the project itself."""
    text = (ROOT / document).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    return [block for block in blocks if not block.startswith("make ")]


EXAMPLES = [(verb, line) for verb in VERBS for line in find_examples(verb)]
QUERY_EXAMPLES = [write_example(query) for query in load_queries().values()]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(make_workshop(tmp_path_factory.mktemp("workshop")))
        assert run_line("kg build seeds/ -o out/seed.ttl --quiet") == 0
        for store in ("out/store", "out/old"):
            assert run_line(f"kg load out/seed.ttl --store {store} --quiet") == 0
        yield


def run_server(line):
    """The exit code of a command that answers until Ctrl-C, on a port that is free."""
    command = [sys.executable, "-m", *re.sub(r" --port \d+", "", line).split(), "--port", str(find_port())]
    with start_process(command, stderr=subprocess.PIPE, text=True) as process:
        assert "takes queries" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == "ended\n"
    return process.returncode


def test_every_verb_has_an_example():
    assert {verb for verb, _ in EXAMPLES} == set(VERBS)
    assert len(EXAMPLES) >= len(VERBS)


@pytest.mark.parametrize(("verb", "line"), EXAMPLES)
def test_an_example_of_a_help_page_runs(verb, line, workshop, oxigraph_server, capsys, monkeypatch):
    assert line.split()[:2] == ["kg", verb]
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    runs = run_server if verb == "serve" else run_line
    assert runs(line.replace(ENDPOINT, oxigraph_server.base)) == 0, capsys.readouterr().err


@pytest.mark.parametrize("line", QUERY_EXAMPLES)
def test_an_example_of_a_query_runs(line, workshop, capsys):
    assert run_line(line) == 0, capsys.readouterr().err


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_commands_of_a_document_run_in_order(document, tmp_path, oxigraph_server):
    blocks = find_commands(document)
    script = "".join(blocks).replace(ENDPOINT, oxigraph_server.base)
    assert sum(line.startswith("kg ") for block in blocks for line in block.splitlines()) >= 3
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=make_workshop(tmp_path),
        env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_python_of_the_readme_runs(tmp_path, monkeypatch):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", readme, flags=re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert "dip:spokesmanFor" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


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
