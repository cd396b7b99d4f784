"""What Spark adds to reading, and what an article comes to: processor, memory, triples and bytes.

    python -m benchmarks.cluster_cost FILES... [--articles 100 600] [--words 450]

Makes articles of sentences of the documents in FILES, drawn by lot and no two alike, and reads them twice:
in one process, and on Spark with one core of this machine. It does so for each number of articles, so that
what grows with them is told apart from what starting costs. Seconds are those of the processor, of all
processes together. `cluster_size.py` says what follows for a cluster.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.model import Document
from kg.reading import read_documents

LINE_END = b"\n"

_TICKS = 100
"""Of a second: what Linux counts processor time in."""


@dataclass(frozen=True)
class Cost:
    """What reading some articles took."""

    seconds: float
    worker_mb: int = 0
    stage_bytes: int = 0


def make_articles(files: list[str], count: int, words: int) -> list[str]:
    """So many texts of about so many words, of sentences drawn by lot, no two alike."""
    texts = [value.text for value in read_documents(files) if isinstance(value, Document)]
    sentences = [part for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if len(part.split()) > 5]
    lot = random.Random(1)
    articles = []
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(part.split()) for part in chosen) < words:
            chosen.append(lot.choice(sentences))
        articles.append(" ".join(chosen))
    return articles


def find_descendants(pid: int) -> Iterator[int]:
    """The processes that a process has started, and those that they have."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            yield int(path.name)
            yield from find_descendants(int(path.name))


def count_seconds(pid: int) -> float:
    """The processor time of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def find_peak(pid: int) -> int:
    """The most memory that a process ever held, in MB."""
    held = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(held[1]) // 1000 if held else 0


def read_alone(source: Path, target: Path) -> Cost:
    """The cost of `kg build` with one process."""
    code = "import resource, sys; from kg.cli import run; run(sys.argv[1:]); u = resource.getrusage"
    told = (
        "print(sum(u(w).ru_utime + u(w).ru_stime for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))"
    )
    command = [
        sys.executable,
        "-c",
        f"{code}\n{told}",
        "build",
        str(source),
        "-o",
        str(target),
        "--quiet",
        "--processes",
        "1",
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(float(done.stdout))


def read_on_spark(source: Path, target: Path) -> Cost:
    """The cost of the same on Spark, with one core."""
    from kg.spark import build, start_session

    before = count_seconds(os.getpid())
    with start_session(master="local[1]", conf={"spark.sql.adaptive.enabled": "false"}) as spark:
        sizes: list[int] = []
        build(spark, [str(source)], str(target), tell=lambda _: sizes.append(measure_stage(target.parent)))
        below = list(find_descendants(os.getpid()))
        seconds = sum(map(count_seconds, below)) + count_seconds(os.getpid()) - before
        workers = [
            pid for pid in below if b"pyspark.daemon" in Path(f"/proc/{pid}/cmdline").read_bytes()[:400]
        ]
        return Cost(seconds, max(map(find_peak, workers)), max(sizes))


def measure_stage(folder: Path) -> int:
    """The bytes that are kept until facts and quads are written."""
    return sum(path.stat().st_size for path in folder.glob(".*.part/_extracted/*"))


def main() -> None:
    """Measures the files named on the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+")
    parser.add_argument("--articles", nargs=2, type=int, default=[100, 600])
    parser.add_argument("--words", type=int, default=450)
    options = parser.parse_args()
    few, many = sorted(options.articles)
    articles = make_articles(options.files, many, options.words)
    words = sum(len(text.split()) for text in articles) / many
    costs = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in (few, many):
            source = folder / f"{count}.jsonl"
            lines = [json.dumps({"id": at, "text": text}) for at, text in enumerate(articles[:count])]
            source.write_text("\n".join(lines), encoding="utf-8")
            costs["alone", count] = read_alone(source, folder / f"{count}.nq")
            costs["spark", count] = read_on_spark(source, folder / f"{count}-spark")
            for how in ("alone", "spark"):
                print(
                    f"{count:,} articles, {how}: {costs[how, count].seconds:.1f} s of the processor",
                    flush=True,
                )
        quads = (folder / f"{many}.nq").read_bytes()
        facts = sum(path.stat().st_size for path in (folder / f"{many}-spark" / "facts").glob("*.parquet"))
        report = json.loads((folder / f"{many}-spark" / "report.json").read_text(encoding="utf-8"))
    alone, spark = (
        (costs[how, many].seconds - costs[how, few].seconds) / (many - few) for how in ("alone", "spark")
    )
    print(f"words an article: {words:.0f}")
    print(f"words a second, alone: {words / alone:.0f}")
    print(f"words a second, on Spark: {words / spark:.0f} ({spark / alone - 1:+.1%} time)")
    print(
        f"seconds to start, alone and on Spark: {costs['alone', few].seconds - few * alone:.1f} and "
        f"{costs['spark', few].seconds - few * spark:.1f}"
    )
    print(f"memory of a Python worker: {costs['spark', many].worker_mb} MB")
    print(
        f"triples an article: {quads.count(LINE_END) / many:.0f}, bytes of N-Quads: {len(quads) / many:.0f}"
    )
    print(f"bytes kept meanwhile: {costs['spark', many].stage_bytes / many:.0f}")
    print(f"facts an article: {report['facts'] / many:.1f}, bytes of Parquet: {facts / many:.0f}")


if __name__ == "__main__":
    main()
