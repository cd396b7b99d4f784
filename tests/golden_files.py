"""Makes the golden files of the seed article: `python -m tests.golden_files` writes them anew."""

import os
from pathlib import Path

from kg.extraction_json import dumps_line
from kg.ontology import load_ontology
from kg.pipeline import extract
from kg.rdf.graph import to_quads
from kg.rdf.writing import serialize_graph

ROOT = Path(__file__).parent.parent
SEED = Path("seeds/st-petersburg-informal-cis-summit.txt")
GOLDEN = ROOT / "tests" / "golden"


def read_seed():
    """The extraction of the seed article, its source named from the root of the checkout."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return list(extract([SEED]))
    finally:
        os.chdir(before)


def make_extraction():
    """The line that `kg extract` prints for the seed article."""
    [found] = read_seed()
    return f"{dumps_line(found)}\n"


def make_graph():
    """The Turtle that `kg build` writes for the seed article."""
    return serialize_graph(list(to_quads(read_seed(), ontology=load_ontology())), format="turtle")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / "seed.jsonl").write_text(make_extraction(), encoding="utf-8")
    (GOLDEN / "seed.ttl").write_bytes(make_graph())
