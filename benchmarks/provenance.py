"""What each level of provenance costs: triples and bytes of the same documents written at every level.

    python benchmarks/provenance.py seeds/ [more files or folders]

Prints the table of docs/provenance.md.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Document, Extraction
from kg.ontology import Ontology, load_ontology
from kg.rdf.graph import PROVENANCES, to_quads
from kg.rdf.writing import serialize_graph


@dataclass(frozen=True, slots=True)
class Cost:
    """The size of one graph: triples, and bytes of Turtle, plain and compressed."""

    provenance: str
    triples: int
    plain: int
    packed: int


def measure_costs(extractions: Sequence[Extraction], *, ontology: Ontology) -> list[Cost]:
    """The cost of each level of provenance, cheapest first."""
    return [_measure(extractions, ontology, provenance) for provenance in PROVENANCES]


def _measure(extractions: Iterable[Extraction], ontology: Ontology, provenance: str) -> Cost:
    quads = list(to_quads(extractions, ontology=ontology, provenance=provenance))
    triples = {(quad.subject, quad.predicate, quad.object) for quad in quads}
    turtle = serialize_graph(quads)
    return Cost(provenance, len(triples), len(turtle), len(gzip.compress(turtle, mtime=0)))


def _read(sources: Sequence[str]) -> list[Extraction]:
    from kg.pipeline import load_extractor
    from kg.reading import read_documents

    extractor = load_extractor()
    return [extractor.extract(value) for value in read_documents(sources) if isinstance(value, Document)]


def main(sources: Sequence[str]) -> None:
    """Prints the counts and the table for the documents in `sources`."""
    extractions = _read(sources)
    parts = ("entities", "facts", "events", "tenures")
    counted = (f"{sum(len(getattr(each, part)) for each in extractions):,} {part}" for part in parts)
    print(f"{len(extractions):,} documents, {', '.join(counted)}\n")
    print("| provenance | triples | of `none` | bytes of Turtle | gzipped |")
    print("|---|---:|---:|---:|---:|")
    costs = measure_costs(extractions, ontology=load_ontology())
    for cost in costs:
        times = cost.triples / max(costs[0].triples, 1)
        print(f"| `{cost.provenance}` | {cost.triples:,} | {times:.1f} | {cost.plain:,} | {cost.packed:,} |")


if __name__ == "__main__":
    main(sys.argv[1:] or ["seeds/"])
