"""How long everything after the parser takes, as a share of bare spaCy on the same texts in the same run.

    python -m benchmarks.reading_speed FILES... [--rounds 3]

Prints, for each round, the seconds of CPU of bare spaCy, of parsing into sentences, and of all the stages
after it; the last line is the median of their ratio.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from kg.language import load_language
from kg.model import Document
from kg.pipeline import Extractor, load_extractor
from kg.reading import read_documents


def measure(call: Callable[[], Any]) -> float:
    """The seconds of CPU that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def run_round(bare: Any, extractor: Extractor, documents: Sequence[Document]) -> tuple[float, float, float]:
    """Seconds of bare spaCy, of parsing, and of the stages after it, on the same documents."""
    texts = [document.text for document in documents]
    alone = measure(lambda: list(bare.pipe(texts)))
    parsed: list[Any] = []
    extractor.language.memory.clear()
    parsing = measure(lambda: parsed.extend(extractor.language.parse_all(documents)))
    pairs = list(zip(documents, parsed, strict=True))
    after = measure(lambda: [extractor.read(document, sentences) for document, sentences in pairs])
    return alone, parsing, after


def read_arguments(description: str | None) -> tuple[list[Document], int]:
    """The documents in the files that the command line names, and how many rounds it asks for."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    return [value for value in read_documents(options.files) if isinstance(value, Document)], options.rounds


def main() -> None:
    """Measures the files named on the command line."""
    documents, rounds = read_arguments(__doc__)
    pipeline, extractor = load_language(quick=False).pipeline, load_extractor()
    run_round(pipeline, extractor, documents[:5])
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents):,} documents, {words:,} words")
    ratios = []
    for number in range(rounds):
        bare, parsing, after = run_round(pipeline, extractor, documents)
        ratios.append(after / bare)
        print(f"round {number + 1}: bare spaCy {bare:.2f} s, parsing {parsing:.2f} s, after it {after:.2f} s")
    print(f"after the parser / bare spaCy: {statistics.median(ratios):.3f}")


if __name__ == "__main__":
    main()
