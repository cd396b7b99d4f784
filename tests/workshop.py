"""A folder in which the commands of help pages and of the README run: seeds, and a graph built from them."""

import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from kg.cli import run

ROOT = Path(__file__).parent.parent


def make_workshop(folder):
    """Fills a folder with a copy of the checkout's data, some gold among it."""
    for name in ("docs", "ontology", "queries", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("gold", "wikidata"):
        shutil.copytree(ROOT / "tests" / "data" / name, folder / "tests" / "data" / name)
    shutil.copytree(ROOT / "tests" / "scorecard", folder / "tests" / "scorecard")
    return folder


def run_line(line):
    """The exit code of a command line that begins with kg."""
    program, *arguments = shlex.split(line)
    assert program == "kg"
    return run(arguments)


def start_process(command, **options):
    """A process that hears Ctrl-C even where this one, run in the background, does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(command, **options)
    finally:
        signal.signal(signal.SIGINT, before)


def count_steps(function, *arguments):
    """How many lines of Python a call runs: what a clock would measure, on a busy machine too."""
    steps = 0

    def trace(frame, event, argument):
        nonlocal steps
        steps += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return steps
