"""Measures `kg load --endpoint` against curl: the same file into Oxigraph's server, in turns.

    python -m benchmarks.remote_loading GRAPHS [--rounds 3] [--in-memory]

GRAPHS is a file of N-Quads, or of N-Triples or Turtle that becomes one graph. curl sends it in one request,
in the way that is fastest (`no_transaction`); `kg load` parses all of it first, sends its graphs, and counts
them. Each load has a server and a folder of its own. A round prints the seconds of both, as whole
processes, and their ratio; the last line is the median of the ratios.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.servers import Server, run_oxigraph

CONTENTS = {".nq": "application/n-quads", ".nt": "application/n-triples", ".ttl": "text/turtle"}


def load_with_curl(server: Server, graphs: Path) -> list[str | Path]:
    """The command of a load by curl."""
    method, query = ("POST", "") if graphs.suffix == ".nq" else ("PUT", "graph=urn:x:all&")
    body = ["--data-binary", f"@{graphs}", "--header", f"Content-Type: {CONTENTS[graphs.suffix]}"]
    address = f"{server.base}/store?{query}no_transaction"
    return ["curl", "--silent", "--show-error", "--fail", "--request", method, *body, address]


def load_with_kg(server: Server, graphs: Path) -> list[str | Path]:
    """The command of a load by kg."""
    return [sys.executable, "-m", "kg", "load", graphs, "--endpoint", server.base, "--quiet"]


def measure(make: Callable[[Server, Path], list[str | Path]], graphs: Path, *, on_disk: bool) -> Cost:
    """The seconds and the peak memory in MB of a load into a new server."""
    with tempfile.TemporaryDirectory() as folder, run_oxigraph(Path(folder) if on_disk else None) as server:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, make(server, graphs))))
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        assert status == 0, f"exit {status}"
        held = server.ask("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").split()[1]
    return Cost(seconds, used.ru_maxrss // 1024, int(held))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a load took: seconds, MB of memory at most; and the triples that are then there."""

    seconds: float
    memory: int
    triples: int


def main() -> None:
    """Measures some rounds."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--in-memory", action="store_true")
    options = parser.parse_args()
    ratios = []
    for _ in range(options.rounds):
        curl = measure(load_with_curl, options.graphs, on_disk=not options.in_memory)
        kg = measure(load_with_kg, options.graphs, on_disk=not options.in_memory)
        assert kg.triples == curl.triples, f"{kg.triples} instead of {curl.triples} triples"
        ratios.append(kg.seconds / curl.seconds)
        times = f"curl {curl.seconds:.2f} s, kg load {kg.seconds:.2f} s ({kg.memory} MB)"
        print(f"{kg.triples:,} triples: {times}, ratio {ratios[-1]:.2f}")
    print(f"median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main()
