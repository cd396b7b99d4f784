"""How long `kg sync` takes where nothing has changed.

    python -m benchmarks.syncing FOLDER [FILES]

makes so many small files (100,000) below FOLDER, fills a store with them, and runs `kg sync` on them. What is
timed is the real command; the store is filled through the same functions, but with a stand-in for the model
that reads each file as one triple, since analysing the files is not what is measured.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Generator, Iterable
from pathlib import Path

from kg.model import Document
from kg.ontology import load_ontology
from kg.pipeline import ExtractorOptions
from kg.rdf.named_graph import NamedGraph
from kg.sync import Report, Setting, find_fingerprint, find_source, sync_source
from kg.sync.fetching import Access

CHOICES = {
    "provenance": "statement",
    "iris": "own",
    "close_matches": False,
    "min_confidence": 0.0,
    "date": None,
}
"""What `kg sync` has where no option is given."""

WORDS = "The delegation of town {} arrived in the capital on day {} and spoke with the mayor for an hour. "


def make_files(folder: Path, count: int) -> None:
    """Files of some 2,000 characters, a thousand in a folder."""
    for number in range(count):
        path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(WORDS.format(number, number % 365) * 20, encoding="utf-8")


def read(documents: Iterable[Document]) -> Generator[NamedGraph, None, None]:
    """A graph of one triple for each document."""
    for document in documents:
        line = f'<{document.id}> <urn:x:length> "{len(document.text)}" <{document.id}> .\n'
        yield NamedGraph(document.id, line.encode())


def run(folder: Path, store: Path) -> tuple[float, float, int]:
    """The seconds of a run of the command, those of the processor, and the most megabytes so far."""
    start, used = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "kg", "sync", str(folder), "--store", str(store)]
    subprocess.run(command, check=True)
    seconds, now = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    return seconds, busy, now.ru_maxrss // 1024


def main(place: Path, count: int) -> None:
    """Fills a store, and times what happens when nothing, and when little, has changed."""
    folder, store = place / "news", place / "store"
    make_files(folder, count)
    setting = Setting(
        store=store,
        ontology=load_ontology(),
        read=read,
        fingerprint=find_fingerprint(ExtractorOptions(), choices=CHOICES),
    )
    start = time.monotonic()
    sync_source(find_source(str(folder), store=store, access=Access()), setting, report=Report(tell=print))
    print(f"filled with {count:,} files in {time.monotonic() - start:.1f} s")
    for _ in range(3):
        print("nothing has changed: {:.1f} s, of the processor {:.1f} s, {} MB".format(*run(folder, store)))
    (folder / "000" / "000000.txt").write_text("Emmanuel Macron met Olaf Scholz in Berlin.", encoding="utf-8")
    print("one file has changed: {:.1f} s, of the processor {:.1f} s, {} MB".format(*run(folder, store)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
