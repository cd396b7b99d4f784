"""Reading reprints: what an agency's reports take when many papers print each of them.

    python -m benchmarks.reprints FILES... [--rounds 3]

Each document of the files is printed by twenty papers: each gives it a headline of its own, and leaves out
some paragraphs at its end, one more than the paper before until half of them are gone. The prints of one
document come far from each other: first one print of each, then the next. Prints, for each round, the
seconds of CPU with which the prints are read, those of as many documents that share nothing (the first print
of each, times the number of prints), and how many times as fast prints are.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.reading_speed import measure, read_arguments
from kg.minting import content_hash
from kg.model import Document
from kg.pipeline import Extractor, load_extractor

PRINTS = 20


def print_all(documents: Sequence[Document]) -> Iterator[Document]:
    """The prints of all documents, one of each and then the next."""
    return (_print(document, number) for number in range(PRINTS) for document in documents)


def _print(document: Document, number: int) -> Document:
    paragraphs = [each for each in document.text.split("\n") if each.strip()]
    kept = len(paragraphs) - number % (len(paragraphs) // 2 + 1)
    text = "\n".join([f"As paper number {number} heard", *paragraphs[:kept]])
    return replace(document, text=text, id=f"urn:x:{content_hash(text)}")


def read(extractor: Extractor, documents: Sequence[Document]) -> float:
    """The seconds of CPU, nothing being remembered."""
    extractor.language.memory.clear()
    return measure(lambda: [None for _ in extractor.extract_all(documents)])


def main() -> None:
    """Measures the files named on the command line."""
    documents, rounds = read_arguments(__doc__)
    printed = list(print_all(documents))
    words = sum(len(document.text.split()) for document in printed)
    print(f"{len(documents)} documents, {len(printed)} prints, {words} words")
    extractor = load_extractor()
    read(extractor, documents)
    ratios = []
    for number in range(1, rounds + 1):
        alone = PRINTS * read(extractor, printed[: len(documents)])
        together = read(extractor, printed)
        ratios.append(alone / together)
        print(f"round {number}: {together:.1f} s, unshared {alone:.1f} s: {ratios[-1]:.2f} times", flush=True)
    print(f"prints / documents that share nothing: {statistics.median(ratios):.2f} times the speed")


if __name__ == "__main__":
    main()
