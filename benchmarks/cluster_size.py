"""What a cluster needs for so many articles: arithmetic on what cluster_cost.py measured, and nothing else.

    python -m benchmarks.cluster_size [--words-per-second 7450] [--words 465] [--cores 16]

Prints the table of docs/cluster.md. Whoever measures other figures gives them as options.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields

ARTICLES = (1_000_000, 1_000_000_000)
WORKERS = (1, 4, 16, 64, 256)


@dataclass(frozen=True)
class Measured:
    """What was measured of an article, a core and a process, and what is assumed of the cluster."""

    words: int = 465
    words_per_second: int = 7450
    overhead: float = 0.28
    start: float = 27.0
    triples: int = 288
    quad_bytes: int = 67_500
    stage_bytes: int = 8_000
    facts: float = 7.9
    fact_bytes: int = 800
    python_mb: int = 560
    java_mb: int = 4_000
    cores: int = 16
    busy: float = 0.85

    def find_seconds(self, articles: int, workers: int = 0) -> float:
        """The time of so many workers; with none, of one core that is always busy."""
        work = articles * self.words * (1 + self.overhead) / self.words_per_second
        return work / (workers * self.cores * self.busy) + self.start if workers else work


def say_time(seconds: float) -> str:
    """A time in the unit that suits it.

    >>> say_time(5400), say_time(400_000)
    ('1.5 hours', '4.6 days')
    """
    units = ((86_400 * 2, 86_400, "days"), (3_600, 3_600, "hours"), (0, 60, "minutes"))
    size, unit = next((size, unit) for least, size, unit in units if seconds >= least)
    return f"{seconds / size:,.{0 if seconds / size >= 100 else 1}f} {unit}"


def say_bytes(count: float) -> str:
    """A number of bytes in the unit that suits it.

    >>> say_bytes(170_000_000_000)
    '170 GB'
    """
    size, unit = next(
        (size, unit) for size, unit in ((1e15, "PB"), (1e12, "TB"), (1e9, "GB")) if count >= size / 2
    )
    return f"{count / size:.{1 if count / size < 10 else 0}f} {unit}"


def make_rows(measured: Measured) -> list[tuple[str, ...]]:
    """What each of ARTICLES needs, a row a need."""
    core = ("one core, all the time", *(say_time(measured.find_seconds(count)) for count in ARTICLES))
    timed = [
        (
            f"{workers} {'worker' if workers == 1 else 'workers'} of {measured.cores} cores",
            *(say_time(measured.find_seconds(count, workers)) for count in ARTICLES),
        )
        for workers in WORKERS
    ]
    sized = [
        ("texts", *(say_bytes(6 * measured.words * count) for count in ARTICLES)),
        ("triples", *(f"{measured.triples * count / 1e9:,.1f} billion" for count in ARTICLES)),
        ("`quads/`", *(say_bytes(measured.quad_bytes * count) for count in ARTICLES)),
        ("`facts/`", *(say_bytes(measured.fact_bytes * count) for count in ARTICLES)),
        (
            "what is kept until both are written",
            *(say_bytes(measured.stage_bytes * count) for count in ARTICLES),
        ),
    ]
    return [core, *timed, *sized]


def make_table(measured: Measured) -> str:
    """The rows as a table of Markdown."""
    head = ("", *(f"{count:,} articles" for count in ARTICLES))
    memory = say_bytes((measured.cores * measured.python_mb + measured.java_mb) * 1e6)
    rows = [head, ("---", "---:", "---:"), *make_rows(measured), ("memory of a worker", memory, memory)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Prints the table for the figures of the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for each in fields(Measured):
        option = f"--{each.name.replace('_', '-')}"
        parser.add_argument(option, type=type(each.default), default=each.default)
    print(make_table(Measured(**vars(parser.parse_args()))))


if __name__ == "__main__":
    main()
