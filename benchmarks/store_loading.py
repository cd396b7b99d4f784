"""`kg load` into the store on disk, as a share of bare pyoxigraph's bulk loading of the same file.

    python benchmarks/generate_graph.py 1000000 out/million.trig
    python benchmarks/store_loading.py out/million.trig [rounds]

Each load is a process of its own, into a new folder; the two take turns. Prints the seconds and the peak
memory of each, and the median of the ratios.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

BARE = "import sys, pyoxigraph; pyoxigraph.Store(sys.argv[2]).bulk_load(path=sys.argv[1])"


def measure(command: list[str]) -> tuple[float, float, float]:
    """The seconds that a command takes, those of the processor, and the megabytes that it holds at most."""
    start = time.perf_counter()
    child = os.posix_spawn(sys.executable, [sys.executable, *command], os.environ)
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"failed: {command}")
    seconds = time.perf_counter() - start
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare_loading(file: Path, rounds: int) -> list[tuple[float, float]]:
    """How fast `kg load` is beside bare loading, by the clock and by the processor; 1 is as fast."""
    ratios = []
    for number in range(rounds):
        with TemporaryDirectory() as folder:
            bare = measure(["-c", BARE, str(file), f"{folder}/bare"])
            ours = measure(["-m", "kg", "load", str(file), "--store", f"{folder}/store", "--quiet"])
        ratios.append((bare[0] / ours[0], bare[1] / ours[1]))
        told = "; ".join(
            f"{name} {wall:.1f} s ({cpu:.1f} s of processor), {memory:.0f} MB"
            for name, (wall, cpu, memory) in (("bare", bare), ("kg load", ours))
        )
        print(f"round {number + 1}: {told}; ratios {ratios[-1][0]:.2f} and {ratios[-1][1]:.2f}", flush=True)
    return ratios


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    found = compare_loading(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else 3)
    clock, processor = (statistics.median(each) for each in zip(*found, strict=True))
    print(f"kg load at {clock:.0%} of bare bulk loading by the clock, {processor:.0%} by the processor")
