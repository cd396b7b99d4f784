"""What graphs add to extraction: making them, and writing them to disk as N-Quads.

    python -m benchmarks.writing_cost FILES... [--rounds 3]

Prints, for each round, the seconds of CPU of extraction alone (parsing and facts), of the same with N-Quads
on disk, and of graphs and writing apart, once the extractions are there. The last line has the medians of
what writing adds, measured either way: the difference of two long times varies more than a short one.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reading_speed import measure, read_arguments
from kg.model import Document, Extraction
from kg.pipeline import Extractor, load_extractor
from kg.rdf.graph import to_named_graphs
from kg.rdf.saving import save_graphs


def write_all(extractor: Extractor, documents: Sequence[Document], target: Path) -> None:
    """From the texts to a file, document by document."""
    found = extractor.extract_all(documents)
    save_graphs(to_named_graphs(found, ontology=extractor.ontology, base=extractor.base), target)


def run_round(
    extractor: Extractor, documents: Sequence[Document], folder: Path
) -> tuple[float, float, float]:
    """Seconds of extraction alone, of the same with N-Quads on disk, and of graphs and writing apart."""
    kept: list[Extraction] = []
    extractor.language.memory.clear()
    alone = measure(lambda: kept.extend(extractor.extract_all(documents)))
    extractor.language.memory.clear()
    both = measure(partial(write_all, extractor, documents, folder / "graph.nq"))
    graphs = to_named_graphs(kept, ontology=extractor.ontology, base=extractor.base)
    apart = measure(partial(save_graphs, graphs, folder / "again.nq"))
    return alone, both, apart


def main() -> None:
    """Measures the files named on the command line."""
    documents, rounds = read_arguments(__doc__)
    extractor = load_extractor()
    list(extractor.extract_all(documents))
    added: list[tuple[float, float]] = []
    with TemporaryDirectory() as folder:
        for number in range(rounds):
            alone, both, apart = run_round(extractor, documents, Path(folder))
            added.append((both / alone - 1, apart / alone))
            print(
                f"round {number + 1}: extraction {alone:.2f} s, with N-Quads on disk {both:.2f} s; "
                f"graphs and writing {apart:.3f} s; adds {added[-1][0]:.3f} or {added[-1][1]:.3f}",
                flush=True,
            )
    together, alone = (statistics.median(each) for each in zip(*added, strict=True))
    print(f"writing N-Quads / extraction: {together:.3f} together, {alone:.3f} apart")


if __name__ == "__main__":
    main()
