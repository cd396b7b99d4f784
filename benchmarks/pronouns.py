"""Measures whom he and she are read to stand for, against the coreference of GUM's news articles.

    python benchmarks/pronouns.py ../shared/data/benchmarks/gum_news.train.jsonl [--errors]

A pronoun counts as right where a name that it is put together with overlaps a mention of the same entity.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.entities import resolve
from kg.entities.cluster import Cluster
from kg.mentions import find_mentions
from kg.mentions.mention import Mention
from kg.model import Document
from kg.pipeline import Extractor, load_extractor

PRONOUNS = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})


def judge(record: dict[str, Any], extractor: Extractor) -> Iterator[tuple[str, str]]:
    """Each pronoun of an article that speaks of a person named before, as right, wrong or left."""
    text = record["text"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(record["id"], text, "gum", digest, record["meta"].get("date"))
    sentences = extractor.language.parse(document)
    found = find_mentions(
        sentences, lexicon=extractor.lexicon, ontology=extractor.ontology, gazetteer=extractor.gazetteer
    )
    resolution = resolve(found, lexicon=extractor.lexicon, gazetteer=extractor.gazetteer)
    for gold in record["entities"]:
        if gold["text"].lower() not in PRONOUNS or gold["type"] != "person":
            continue
        same = [e for e in record["entities"] if e["ent"] == gold["ent"]]
        named = [e for e in same if e["text"].lower() not in PRONOUNS]
        if not any(e["start"] < gold["start"] and e["text"][0].isupper() for e in named):
            continue
        read = next((c for c in resolution.clusters if _mention_at(c, gold["start"]) is not None), None)
        context = " ".join(text[max(0, gold["start"] - 80) : gold["end"] + 40].split())
        yield _verdict(read, named), f"{gold['text']} -> {read.label if read else None}: {context}"


def _mention_at(cluster: Cluster, start: int) -> Mention | None:
    return next((m for m in cluster.mentions if m.span.start == start and m.kind == "pronoun"), None)


def _verdict(read: Cluster | None, named: list[dict[str, Any]]) -> str:
    if read is None:
        return "left"
    spans = [m.span for m in read.mentions if m.kind != "pronoun"]
    right = any(s.start < e["end"] and e["start"] < s.end for s in spans for e in named)
    return "right" if right else "wrong"


def main(arguments: list[str]) -> None:
    """Prints how many pronouns are right, wrong and left, and with `--errors` each that is not right."""
    extractor = load_extractor()
    counts: Counter[str] = Counter()
    for line in Path(arguments[0]).read_text("utf-8").splitlines():
        for verdict, told in judge(json.loads(line), extractor):
            counts[verdict] += 1
            if "--errors" in arguments and verdict != "right":
                print(verdict, told)
    answered = counts["right"] + counts["wrong"]
    total = answered + counts["left"]
    print(f"{total} pronouns: {counts['right']} right, {counts['wrong']} wrong, {counts['left']} left")
    print(f"precision {counts['right'] / answered:.3f}, recall {counts['right'] / total:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
