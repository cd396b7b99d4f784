"""Articles of any number, put together from the sentences of real texts: for measurements only.

    python -m benchmarks.made_articles 10000 out/made.jsonl FILES...

Sentences are drawn by lot into paragraphs, so that words are as frequent as in the texts, while no paragraph
comes twice. The same texts and the same number give the same bytes.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Document
from kg.reading import read_documents

_END = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])")
PARAGRAPHS, SENTENCES = 4, (2, 4)


def read_sentences(files: Sequence[str]) -> list[str]:
    """The sentences of some files, roughly parted, each once."""
    texts = (value.text for value in read_documents(files) if isinstance(value, Document))
    found = (" ".join(part.split()) for text in texts for part in _END.split(text))
    return list(dict.fromkeys(part for part in found if 20 < len(part) < 400))


def make_articles(files: Sequence[str], count: int) -> Iterator[dict[str, str]]:
    """So many records for JSON Lines, each a text with an id and a day."""
    sentences, lot = read_sentences(files), random.Random(7)
    for number in range(count):
        paragraphs = (lot.sample(sentences, lot.randint(*SENTENCES)) for _ in range(PARAGRAPHS))
        text = "\n\n".join(map(" ".join, paragraphs))
        yield {
            "id": str(number),
            "published": f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "text": text,
        }


def write_articles(files: Sequence[str], count: int, target: Path) -> int:
    """Writes so many articles, and gives how many words they have."""
    words = 0
    with target.open("w", encoding="utf-8") as lines:
        for record in make_articles(files, count):
            words += len(record["text"].split())
            lines.write(json.dumps(record) + "\n")
    return words


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    told = write_articles(sys.argv[3:], int(sys.argv[1]), Path(sys.argv[2]))
    print(f"{told:,} words in {sys.argv[2]}")
