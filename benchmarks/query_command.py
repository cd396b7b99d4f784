"""`kg query` as a command: its start to its end beside bare Python, and 200,000 rows beside 2,000 in memory.

    python -m benchmarks.query_command GRAPH.ttl

The memory is the largest of any process of the command, in MB.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 5
PYOXIGRAPH = (
    "import sys, pyoxigraph; s = pyoxigraph.Store(); s.bulk_load(path=sys.argv[1]); "
    "[*s.query('SELECT * { ?s ?p ?o } LIMIT 10')]"
)


def run(*command: str) -> tuple[float, float]:
    """The seconds and the megabytes that a command takes."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measure(graph: str) -> None:
    """Prints the command's time as a ratio to bare pyoxigraph, round by round."""
    query = (sys.executable, "-m", "kg", "query", "-q", "SELECT * { ?s ?p ?o } LIMIT 10", graph)
    rounds = [(run(*query)[0], run(sys.executable, "-c", PYOXIGRAPH, graph)[0]) for _ in range(ROUNDS)]
    print("kg query, seconds:", *(f"{ours:.2f}" for ours, _ in rounds))
    print(f"ratio to bare pyoxigraph: {median(ours / bare for ours, bare in rounds):.2f}")


def measure_rows(folder: str) -> None:
    """Prints the memory that answers of 2,000 and of 200,000 rows from one graph take."""
    path = Path(folder) / "rows.nt"
    path.write_text("".join(f'<urn:s{n}> <urn:p> "value {n}" .\n' for n in range(200_000)), "utf-8")
    for form in ("csv", "table"):
        command = (sys.executable, "-m", "kg", "query", "-q", "SELECT * { ?s ?p ?o }", str(path), "-F", form)
        few, many = run(*command, "--limit", "2000"), run(*command)
        print(f"{form}: 2,000 rows {few[1]:.0f} MB, 200,000 rows {many[1]:.0f} MB in {many[0]:.1f} s")


if __name__ == "__main__":
    measure(sys.argv[1])
    with tempfile.TemporaryDirectory() as scratch:
        measure_rows(scratch)
