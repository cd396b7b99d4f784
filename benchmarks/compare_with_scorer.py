"""Whether `kg evaluate` gives the same numbers as another scorer.

    python benchmarks/compare_with_scorer.py SCORER.py GOLD.jsonl [PREDICTED.jsonl]

SCORER.py is run as `SCORER.py GOLD PREDICTED --json` and prints an object of numbers. Without PREDICTED
the gold's texts are read first. Every number that it prints must be ours; exits with 1 where one is not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.evaluation import evaluate, read_gold, read_predictions, to_json
from kg.extraction_json import dumps_line
from kg.ontology import load_ontology


def read_texts(gold: str, target: Path) -> None:
    """Writes what is read of the gold's documents."""
    from kg.pipeline import load_extractor

    documents = [each.document for each in read_gold([gold], ontology=load_ontology())]
    lines = (f"{dumps_line(each)}\n" for each in load_extractor().extract_all(documents))
    target.write_text("".join(lines), encoding="utf-8")


def find_differences(theirs: Any, ours: Any, path: str = "") -> Iterator[str]:
    """Each number of theirs that is not ours, with its path."""
    if isinstance(theirs, dict):
        for key, value in theirs.items():
            below = ours.get(key) if isinstance(ours, dict) else None
            yield from find_differences(value, below, f"{path}.{key}".lstrip("."))
    elif theirs != ours:
        yield f"{path}: {theirs} there, {ours} here"


def count_numbers(value: Any) -> int:
    """How many numbers there are in an object."""
    return sum(map(count_numbers, value.values())) if isinstance(value, dict) else 1


def main(arguments: Sequence[str]) -> int:
    """Compares and prints; gives the exit code."""
    scorer, gold = arguments[:2]
    with tempfile.TemporaryDirectory() as folder:
        predicted = arguments[2] if len(arguments) > 2 else str(Path(folder, "read.jsonl"))
        if len(arguments) == 2:
            read_texts(gold, Path(predicted))
        command = [sys.executable, scorer, gold, predicted, "--json"]
        theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        ontology = load_ontology()
        ours = to_json(
            evaluate(read_gold([gold], ontology=ontology), read_predictions(predicted), ontology=ontology)
        )
    differences = list(find_differences(theirs, ours))
    extra = theirs["per_predicate"].keys() ^ ours["per_predicate"].keys()
    print("\n".join([*differences, *(f"only one has {name}" for name in sorted(extra))]), end="")
    print(f"{count_numbers(theirs)} numbers, {len(differences) + len(extra)} differ")
    return 1 if differences or extra else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
