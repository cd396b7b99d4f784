"""A folder in which the commands of help pages and of the README run: seeds, and a graph built from them."""

import shlex
import shutil
from pathlib import Path

from kg.cli import run

ROOT = Path(__file__).parent.parent


def make_workshop(folder):
    """Fills a folder with a copy of the checkout's data, some gold among it."""
    for name in ("docs", "ontology", "queries", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "tests" / "data" / "gold", folder / "tests" / "data" / "gold")
    shutil.copytree(ROOT / "tests" / "scorecard", folder / "tests" / "scorecard")
    return folder


def run_line(line):
    """The exit code of a command line that begins with kg."""
    program, *arguments = shlex.split(line)
    assert program == "kg"
    return run(arguments)
