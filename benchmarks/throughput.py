"""The words a second of kg beside bare spaCy with tagger, parser and names, on the same texts in one run.

    python -m benchmarks.throughput FILES... [--rounds 5]

Both read whole documents in one process, by turns. Prints, for each round, the seconds of CPU of both and how
many times as fast kg is; kg does all of its work, up to the facts. The first round is the one in which every
word is new to it; the last line is the median.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.reading_speed import measure, read_arguments
from kg.language import load_language
from kg.model import Document
from kg.pipeline import Extractor, load_extractor

LEFT_OUT = ("attribute_ruler", "lemmatizer")
"""What spaCy's model has beside tagger, parser and names."""


def load_bare() -> Any:
    """SpaCy's own pipeline, with tagger, parser and names alone."""
    pipeline = load_language(quick=False).pipeline
    for name in (*LEFT_OUT, "kg_titles"):
        pipeline.remove_pipe(name)
    return pipeline


def compare(documents: Sequence[Document], rounds: int) -> Iterator[tuple[float, float]]:
    """The seconds of bare spaCy and of kg, round by round; nothing is kept from one round to the next."""
    bare, extractor = load_bare(), load_extractor()
    for _ in range(rounds):
        yield run_round(bare, extractor, documents)


def run_round(bare: Any, extractor: Extractor, documents: Sequence[Document]) -> tuple[float, float]:
    """The seconds of CPU of both."""
    texts = [document.text for document in documents]
    extractor.language.memory.clear()
    return (
        measure(lambda: [None for _ in bare.pipe(texts)]),
        measure(lambda: [None for _ in extractor.extract_all(documents)]),
    )


def main() -> None:
    """Measures the files named on the command line."""
    documents, rounds = read_arguments(__doc__)
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words")
    ratios = []
    for number, (bare, ours) in enumerate(compare(documents, rounds), 1):
        ratios.append(bare / ours)
        speeds = f"bare spaCy {words / bare:.0f} words a second of CPU, kg {words / ours:.0f}"
        print(f"round {number}: {speeds}: {ratios[-1]:.2f} times", flush=True)
    print(f"kg / bare spaCy: {statistics.median(ratios):.2f} times the words a second")


if __name__ == "__main__":
    main()
