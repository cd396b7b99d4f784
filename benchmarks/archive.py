"""What an archive takes: words a second beside bare spaCy, processes, growth, stores of millions of triples.

    python -m benchmarks.archive --diplomatic FILES... --other FILES... [--documents 100 1000 10000]
        [--triples 1 3 10] [--parts words processes growth store] [-o benchmarks/results/archive.json]

Articles for the growth are put together from the sentences of all the files. Each part is measured in one
run with what it is compared to; what was measured is added to the output, which
`python -m benchmarks.archive_plot` draws. Meant for a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.generate_graph import write_graph
from benchmarks.made_articles import write_articles
from benchmarks.store_loading import BARE, measure

PARTS = ("words", "processes", "growth", "store")
ROUNDS = 4
MILLION = 1_000_000


def describe_machine() -> dict[str, Any]:
    """The processor, its cores, the memory and the versions that were measured."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = {line.partition(":")[2].strip() for line in lines if line.startswith("model name")}
    return {
        "processor": ", ".join(sorted(names)) or platform.processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("diplomacy-kg", "spacy", "thinc", "pyoxigraph")},
    }


def measure_words(sets: dict[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
    """Words a second of CPU of bare spaCy and of kg on each set, round by round."""
    for name, files in sets.items():
        command = [sys.executable, "-m", "benchmarks.throughput", *files, "--rounds", str(ROUNDS)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        [words] = re.findall(r"(\d+) words$", told, flags=re.MULTILINE)
        rounds = re.findall(r"bare spaCy (\d+) words a second of CPU, kg (\d+)", told)
        yield {"set": name, "words": int(words), "rounds": [[int(each) for each in pair] for pair in rounds]}


def extract(source: Path, folder: Path, processes: int) -> dict[str, Any]:
    """Seconds by the clock and of CPU, memory of the largest process, and what the report says."""
    report = folder / "report.json"
    command = ["-m", "kg", "extract", str(source), "-o", "/dev/null", "--quiet"]
    seconds, cpu, memory = measure([*command, "--processes", str(processes), "--report", str(report)])
    told = json.loads(report.read_text(encoding="utf-8"))
    return {
        "processes": processes,
        "documents": told["documents"],
        "seconds": round(seconds, 1),
        "cpu": round(cpu, 1),
        "largest_process_mb": round(memory),
    }


def measure_processes(files: Sequence[str], folder: Path, count: int) -> Iterator[dict[str, Any]]:
    """The same articles with one process and with two, by turns."""
    articles = folder / "articles.jsonl"
    words = write_articles(files, count, articles)
    for _ in range(2):
        for processes in (1, 2):
            yield {"words": words, **extract(articles, folder, processes)}


def measure_growth(files: Sequence[str], folder: Path, counts: Sequence[int]) -> Iterator[dict[str, Any]]:
    """More and more articles with all cores."""
    articles = folder / "articles.jsonl"
    for count in counts:
        words = write_articles(files, count, articles)
        yield {"words": words, **extract(articles, folder, os.cpu_count() or 1)}


def measure_store(folder: Path, millions: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Loading more and more triples, bare and with kg load, and a list of all meetings from the store."""
    for number in millions:
        graph, store = folder / "graph.nq", folder / f"store-{number}"
        write_graph(number * MILLION, graph)
        bare = measure(["-c", BARE, str(graph), str(folder / f"bare-{number}")])
        ours = measure(["-m", "kg", "load", str(graph), "--store", str(store), "--quiet"])
        asked = measure(
            ["-m", "kg", "query", "meetings", "--store", str(store), "-F", "csv", "-o", "/dev/null"]
        )
        yield {
            "triples": number * MILLION,
            "bare_seconds": round(bare[0], 1),
            "seconds": round(ours[0], 1),
            "memory_mb": round(ours[2]),
            "bare_memory_mb": round(bare[2]),
            "query_seconds": round(asked[0], 2),
        }


def main() -> None:
    """Measures the parts that the command line names, and adds them to the output."""
    options = _read_options()
    everything = [*options.diplomatic, *options.other]
    sets = {"mixed": everything, "mostly not diplomacy": options.other}
    results = json.loads(options.output.read_text(encoding="utf-8")) if options.output.exists() else {}
    results["machine"] = describe_machine()
    with TemporaryDirectory() as name:
        folder = Path(name)
        measured = {
            "words": lambda: measure_words(sets),
            "processes": lambda: measure_processes(everything, folder, options.documents[-1] // 10),
            "growth": lambda: measure_growth(everything, folder, options.documents),
            "store": lambda: measure_store(folder, options.triples),
        }
        for part in options.parts:
            results[part] = []
            for found in measured[part]():
                print(part, json.dumps(found), flush=True)
                results[part].append(found)
            options.output.parent.mkdir(parents=True, exist_ok=True)
            options.output.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--diplomatic", nargs="+", required=True)
    parser.add_argument("--other", nargs="+", required=True)
    parser.add_argument("--documents", nargs="+", type=int, default=[100, 1_000, 10_000])
    parser.add_argument("--triples", nargs="+", type=int, default=[1, 3, 10], help="in millions")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("-o", "--output", type=Path, default=Path("benchmarks/results/archive.json"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
