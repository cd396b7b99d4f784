"""Commands of kg in processes of their own that need not load the model: each is forked from one that has.

A line of JSON on standard input is a command; its process is told by number, and how it ended.
"""

import json
import os
import sys

from kg.cli import run
from kg.pipeline import ExtractorOptions, load_extractor


def serve():
    """Runs one command after another, until there is none."""
    extractor = load_extractor()
    ExtractorOptions.load = lambda _: extractor
    next(extractor.extract_all([]), None)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(run(json.loads(line)))
        tell(child)
        tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def tell(number):
    """Writes a line."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
