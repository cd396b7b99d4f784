"""`kg shell`, in a pipe and on a real pseudo-terminal."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest

from kg.cli.session import is_whole

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def pipe(text, *arguments):
    command = [sys.executable, "-m", "kg", "shell", *map(str, arguments)]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


class Terminal:
    """A person's side of a terminal."""

    def __init__(self, master):
        self.master = master
        self.seen = ""

    def type(self, text):
        os.write(self.master, text.encode())

    def wait_for(self, pattern):
        """What stands on the screen up to where `pattern` is met, which is not looked at again."""
        end = time.monotonic() + 15
        while not (found := re.search(pattern, self.seen)):
            assert time.monotonic() < end, self.seen
            if select.select([self.master], [], [], 0.5)[0]:
                piece = os.read(self.master, 65536).decode(errors="replace")
                if "\x1b[6n" in piece:
                    self.type("\x1b[1;1R")  # where the cursor is
                self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", piece)
        before, self.seen = self.seen[: found.end()], self.seen[found.end() :]
        return before

    def wait_for_end(self):
        """Waits until the other side is closed."""
        end = time.monotonic() + 20
        with suppress(OSError):
            while os.read(self.master, 65536):
                assert time.monotonic() < end


@contextmanager
def open_shell(home, *arguments):
    """A shell on a terminal of its own, which Ctrl-D ends."""
    environment = {"HOME": str(home), "PAGER": "", "TERM": "xterm", "PATH": os.environ["PATH"]}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    process, master = pty.fork()
    if process == 0:
        command = [sys.executable, "-m", "kg", "shell", *map(str, arguments)]
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # also where this process runs in the background
        os.execve(sys.executable, command, environment)
    terminal = Terminal(master)
    try:
        terminal.wait_for("kg>")
        yield terminal
        terminal.type("\x04")
        terminal.wait_for_end()
    finally:
        os.kill(process, signal.SIGKILL)
        code = os.waitpid(process, 0)[1]
        os.close(master)
    assert code in {0, signal.SIGKILL}


def test_queries_and_commands_are_read_from_a_pipe(summit_ttl):
    text = "ASK {\n ?a dip:metWith ?b }\n\n.format tsv\nSELECT ?n { VALUES ?n { 1 } }\n\n"
    done = pipe(text, summit_ttl)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:3] == ["yes", "?n", "1"]


def test_an_error_in_a_pipe_is_told_and_the_rest_goes_on(summit_ttl):
    done = pipe("SELEC\n\n.foo\n.format pdf\n.limit x\nASK {}\n", summit_ttl)
    assert done.stdout == "yes\n"
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("kg: ")] == [
        "kg: query:1:1: SELEC does not belong here",
        "kg: shell: no command .foo",
        "kg: .format: no format 'pdf'",
        "kg: .limit: 'x' is no number",
    ]


def test_a_canned_query_takes_its_limit_as_a_parameter(summit_ttl):
    done = pipe(".canned events --limit 1\n.limit 0\n.canned events\n.canned events --limit -1\n", summit_ttl)
    first, _, rest = done.stdout.partition("type,status,role,actor,when,where,event\n")[2].partition(
        "type,status"
    )
    assert first.count("\n") == 1
    assert rest.count("\n") > 2
    assert "'-1' is no number of rows" in done.stderr


def test_limits_and_labels_are_kept(summit_ttl):
    met = "SELECT ?a { ?a dip:metWith ?b }\n\n"
    text = f".limit 1\n.labels on\n.format markdown\n{met}.labels off\n.format csv\n{met}"
    lines = pipe(text, summit_ttl).stdout.splitlines()
    assert len(lines) == 5
    assert "(person:" in lines[2]


@pytest.mark.parametrize("command", [".help", ".prefixes", ".canned"])
def test_what_can_be_said_is_listed(command, summit_ttl):
    assert len(pipe(command, summit_ttl).stdout.splitlines()) >= 9


def test_a_query_over_lines_is_answered_on_a_terminal(summit_ttl, tmp_path):
    with open_shell(tmp_path, summit_ttl) as terminal:
        terminal.type("SELECT ?a {\r")
        terminal.wait_for(r"\.\.\.")
        terminal.type("?a dip:metWith ?b }\r")
        terminal.wait_for(r"\(\d rows?\)")
        terminal.wait_for("kg>")
        terminal.type(".nothing\r")
        terminal.wait_for(r"no command \.nothing")
        terminal.wait_for("kg>")
    history = (tmp_path / ".local" / "state" / "kg" / "history").read_text()
    assert "+SELECT ?a {" in history


def test_ctrl_c_stops_the_query_and_not_the_shell(summit_ttl, tmp_path):
    with open_shell(tmp_path, summit_ttl) as terminal:
        terminal.type(ENDLESS + "\r")
        time.sleep(1.5)
        terminal.type("\x03")
        terminal.wait_for("kg: interrupted")
        terminal.wait_for("kg>")
        terminal.type("ASK {}\r")
        terminal.wait_for(r"\nyes")
        terminal.wait_for("kg>")


def test_tab_completes_a_term(summit_ttl, tmp_path):
    with open_shell(tmp_path, summit_ttl) as terminal:
        terminal.type("ASK { ?a dip:spokesm\t")
        terminal.wait_for("anFor")
        terminal.type(" ?b }\r")
        terminal.wait_for(r"\nyes")
        terminal.wait_for("kg>")


def test_entities_are_completed_by_their_names():
    from prompt_toolkit.document import Document

    from kg.cli.prompting import GraphCompleter

    completer = GraphCompleter(
        {"person:ilham-aliyev": "Ilham Aliyev", "dip:Person": "class", ".help": "command"}
    )

    def complete(text):
        return [found.text for found in completer.get_completions(Document(text), None)]

    assert complete("ASK { ali") == ["person:ilham-aliyev"]
    assert complete("ASK { person:i") == ["person:ilham-aliyev"]
    assert complete(".he") == [".help"]
    assert complete("") == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("SELECT * {", False),
        ("ASK { ?a ?b '}'", False),
        ("ASK {}", True),
        ("DESCRIBE dip:a", True),
        ("SELEC\n\n", True),
        (".x", True),
    ],
)
def test_a_query_is_whole_when_its_braces_are_closed(text, whole):
    assert is_whole(text) == whole


def test_a_store_is_asked_query_after_query(summit_ttl, tmp_path):
    from kg.store import open_store

    with open_store(tmp_path / "store", write=True) as opened:
        opened.graphs.bulk_load(path=str(summit_ttl))
    done = pipe("ASK { ?a dip:metWith ?b }\n\nASK { ?a dip:expelled ?b }\n", "--store", tmp_path / "store")
    assert (done.stdout, done.returncode) == ("yes\nno\n", 0), done.stderr
