"""How many names the index looks up in a second, beside bare SQLite and a bare dict in the same run.

    python benchmarks/index_lookup.py [INDEX]

Every name is asked once: none comes from a cache. Also times opening, with the first question.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kg.gazetteer import EntityIndex, open_index
from kg.gazetteer.folding import fold_name

COUNT = 20_000
ROUNDS = 5


def pick_names(path: Path) -> list[str]:
    """Labels of the index, drawn by a fixed seed, one in four with its last letters changed."""
    connection = sqlite3.connect(path)
    labels = [label for (label,) in connection.execute("SELECT label FROM record ORDER BY id")]
    drawn = random.Random(5).choices(labels, k=COUNT)
    return [label + "y" if place % 4 == 0 else label for place, label in enumerate(dict.fromkeys(drawn))]


def measure(task: Callable[[str], object], names: Sequence[str]) -> float:
    """Questions a second of the processor's time."""
    begin = time.process_time()
    for name in names:
        task(name)
    return len(names) / (time.process_time() - begin)


def main() -> None:
    """Measures and prints one line a figure: the median of the rounds."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else open_index().path
    names = pick_names(path)
    begin = time.perf_counter()
    EntityIndex(path).candidates("Russia")
    print(f"opening and first question  {(time.perf_counter() - begin) * 1000:.1f} ms")
    bare = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    table = {fold_name(name): name for name in names}
    tasks: dict[str, Callable[[str], object]] = {
        "index": EntityIndex(path).candidates,
        "bare SQLite, a row by its key": lambda name: bare.execute(
            "SELECT record FROM name WHERE folded = ?", (name,)
        ).fetchall(),
        "bare dict": table.get,
    }
    rounds: dict[str, list[float]] = {label: [] for label in tasks}
    for _ in range(ROUNDS):
        tasks["index"] = EntityIndex(path).candidates
        fold_name.cache_clear()
        for label, task in tasks.items():
            rounds[label].append(measure(task, names))
    median = {label: sorted(speeds)[ROUNDS // 2] for label, speeds in rounds.items()}
    for label, speed in median.items():
        print(f"{label:30}  {speed:12,.0f} a second  {speed / median['index']:8.1f} times the index")


if __name__ == "__main__":
    main()
