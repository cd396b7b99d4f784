"""`kg validate` with the fast engine, as a share of the time that it takes with pyshacl, on the same graph.

    python benchmarks/generate_graph.py 100000 out/graph.trig
    python -m benchmarks.validation out/graph.trig [rounds]

Each validation is a process of its own; the two take turns. Prints the seconds of the processor and the peak
memory of each, and the median of the ratios.
"""

from __future__ import annotations

import statistics
import sys

from benchmarks.store_loading import measure


def compare_engines(graph: str, rounds: int) -> list[float]:
    """How long validation with the fast engine takes beside pyshacl, by the processor; 1 is as long."""
    ratios = []
    for number in range(rounds):
        taken = {
            engine: measure(["-m", "kg", "validate", graph, "--quiet", "--engine", engine])
            for engine in ("pyshacl", "shacl")
        }
        ratios.append(taken["shacl"][1] / taken["pyshacl"][1])
        told = "; ".join(f"{name} {cpu:.1f} s, {memory:.0f} MB" for name, (_, cpu, memory) in taken.items())
        print(f"round {number + 1}: {told}; ratio {ratios[-1]:.2f}", flush=True)
    return ratios


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    found = compare_engines(sys.argv[1], int(sys.argv[2]) if len(sys.argv) == 3 else 3)
    print(f"the fast engine takes {statistics.median(found):.0%} of the time")
