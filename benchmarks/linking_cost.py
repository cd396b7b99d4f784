"""How long linking takes, as a share of extraction without it, on the same texts in the same run.

    python -m benchmarks.linking_cost FILES... [--rounds 3]

Prints, for each round, the seconds of CPU of parsing, of the other stages without linking and with it, and
what linking adds to extraction; the last line is the median. In the first round of a fresh process
nothing of the index is in memory yet: it is told apart, and without linking comes first, so that what that
finds in the gazetteer is not counted twice.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from benchmarks.reading_speed import measure, read_arguments
from kg.entities import resolve
from kg.facts import read_facts
from kg.linking import Linker
from kg.mentions import find_mentions
from kg.model import Document, Sentence
from kg.pipeline import Extractor, load_extractor


def read_all(
    extractor: Extractor, pairs: Sequence[tuple[Document, tuple[Sentence, ...]]], linker: Linker | None
) -> None:
    """Everything after the parser, with a linker or without."""
    lexicon, ontology, gazetteer = extractor.lexicon, extractor.ontology, extractor.gazetteer
    for document, sentences in pairs:
        found = find_mentions(sentences, lexicon=lexicon, ontology=ontology, gazetteer=gazetteer)
        resolution = resolve(found, lexicon=lexicon, gazetteer=gazetteer)
        read_facts(
            document,
            found,
            resolution,
            lexicon=lexicon,
            ontology=ontology,
            base=extractor.base,
            linker=linker,
        )


def run_round(extractor: Extractor, documents: Sequence[Document]) -> tuple[float, float, float]:
    """Seconds of parsing, of the stages after it without linking, and with it."""
    parsed: list[Any] = []
    extractor.language.memory.clear()
    parsing = measure(lambda: parsed.extend(extractor.language.parse_all(iter(documents))))
    pairs = list(zip(documents, parsed, strict=True))
    without = measure(lambda: read_all(extractor, pairs, None))
    with_links = measure(lambda: read_all(extractor, pairs, extractor.linker))
    return parsing, without, with_links


def main() -> None:
    """Measures the files named on the command line."""
    documents, rounds = read_arguments(__doc__)
    extractor = load_extractor()
    list(extractor.language.parse_all(iter(documents[:5])))
    shares = []
    for number in range(rounds + 1):
        parsing, without, with_links = run_round(extractor, documents)
        share = (with_links - without) / (parsing + without)
        name = f"round {number}" if number else "the first, with cold caches"
        print(
            f"{name}: parsing {parsing:.2f} s, {without:.2f} s, {with_links:.2f} s; linking adds {share:.3f}"
        )
        shares += [share] if number else []
    print(f"linking / extraction without it: {statistics.median(shares):.3f}")


if __name__ == "__main__":
    main()
