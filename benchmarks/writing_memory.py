"""The memory that it takes to write graphs of any size: flat, because they are sorted on disk.

    python -m benchmarks.writing_memory 1000000 2000000 4000000 [--formats nq ttl]

Each size and format is a process of its own, which makes the graphs of generate_graph.py, one after another,
and writes them as `kg build -o` does; prints its peak memory, its seconds of CPU and those without writing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate_graph import generate_extractions
from benchmarks.store_loading import measure
from kg.ontology import load_ontology
from kg.rdf.graph import to_named_graphs
from kg.rdf.named_graph import NamedGraph
from kg.rdf.saving import save_graphs

NONE = "none"
"""In a format's place: graphs are made, and not written."""


def generate_graphs(triples: int) -> Iterator[NamedGraph]:
    """The graphs of documents until there are so many triples."""
    made = 0
    for graph in to_named_graphs(generate_extractions(), ontology=load_ontology()):
        yield graph
        made += len(graph)
        if made >= triples:
            return


def write_once(triples: int, form: str) -> None:
    """Makes so many triples, and writes them to a file that goes away."""
    graphs = generate_graphs(triples)
    if form == NONE:
        for _ in graphs:
            pass
        return
    with TemporaryDirectory() as folder:
        save_graphs(graphs, Path(folder) / f"graph.{form}")


def main() -> None:
    """Measures the sizes named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("triples", nargs="+", type=int)
    parser.add_argument("--formats", nargs="+", default=["nq", "ttl"])
    parser.add_argument("--once", action="store_true", help="in this very process")
    options = parser.parse_args()
    for triples in options.triples:
        for form in options.formats if options.once else (NONE, *options.formats):
            if options.once:
                write_once(triples, form)
                continue
            command = ["-m", "benchmarks.writing_memory", str(triples), "--once", "--formats", form]
            _, cpu, memory = measure(command)
            print(f"{triples:,} triples as {form}: {memory:.0f} MB, {cpu:.1f} s of CPU", flush=True)


if __name__ == "__main__":
    sys.exit(main())
