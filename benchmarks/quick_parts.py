"""Whether the quick parts of the pipeline change anything: every document read with them and without.

    python -m benchmarks.quick_parts FILES...

Compares all that is said of each document, byte for byte, and names those that differ.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kg.extraction_json import dumps_line
from kg.language import load_language
from kg.model import Document
from kg.pipeline import load_extractor
from kg.reading import read_documents


def find_differing(files: Sequence[str]) -> tuple[int, list[str]]:
    """How many documents there are, and the sources of those that are read in two ways."""
    quick = load_extractor()
    slow = load_extractor(language=load_language(quick=False))
    documents = [value for value in read_documents(files) if isinstance(value, Document)]
    pairs = zip(quick.extract_all(documents), slow.extract_all(documents), strict=True)
    differing = [one.document.source for one, other in pairs if dumps_line(one) != dumps_line(other)]
    return len(documents), differing


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    count, different = find_differing(sys.argv[1:])
    print("\n".join([*different, f"{count:,} documents, {len(different):,} read in two ways"]))
