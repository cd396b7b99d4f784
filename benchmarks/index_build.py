"""How many entities of a dump `kg index build` takes in a second, beside bare decompression and JSON parsing.

    python benchmarks/index_build.py [--count N] [--form json|gz|bz2] [--lines DUMP] [--rounds N]

Generates a dump (by a fixed seed, once: a file that is there is used) of items shaped as Wikidata's, with
labels in twelve languages, statements with ranks, qualifiers and references, and sitelinks. As in Wikidata,
most items are of classes that the index leaves out, and most have few sitelinks or none: of a hundred, twelve
are people, one in five of them in office, eight are places, three organizations. In each round the standard
library decompresses and parses the dump, and then the index is built. Prints entities a second of both, their
ratio, and the most memory that a process of the build held. With --lines the items are those of a real dump,
again and again under other numbers.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

LANGUAGES = "en de fr es it pt nl pl ru uk ar zh".split()
SYLLABLES = "ba ko le mi nu ra so ta vi ze dan mar lov sky gar fen hil tor".split()
OPEN = {"json": open, "gz": gzip.open, "bz2": bz2.open}
FIRST = 200_000_000


def make_name(rng: random.Random, words: int) -> str:
    """A name of so many words that nobody bears."""
    return " ".join("".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize() for _ in range(words))


def make_statement(prop: str, number: int, rng: random.Random, **qualifiers: Any) -> dict[str, Any]:
    """A statement as a dump has it."""
    value = {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}
    snak = {"snaktype": "value", "property": prop, "datatype": "wikibase-item"}
    return {
        "mainsnak": snak | {"datavalue": {"value": value, "type": "wikibase-entityid"}},
        "type": "statement",
        "id": f"Q1${rng.getrandbits(64):x}",
        "rank": rng.choices(["normal", "preferred", "deprecated"], [90, 8, 2])[0],
        "qualifiers": {name: [make_time(name, year)] for name, year in qualifiers.items() if year},
        "references": [
            {"hash": f"{rng.getrandbits(160):x}", "snaks": {"P143": [snak]}, "snaks-order": ["P143"]}
        ],
    }


def make_time(prop: str, year: int) -> dict[str, Any]:
    """A snak of a year."""
    value = {"time": f"+{year}-03-01T00:00:00Z", "timezone": 0, "before": 0, "after": 0, "precision": 11}
    return {"snaktype": "value", "property": prop, "datavalue": {"value": value, "type": "time"}}


def make_item(number: int, rng: random.Random) -> dict[str, Any]:
    """An item of a dump."""
    kind = rng.choices(["person", "place", "organization", "other"], [12, 8, 3, 77])[0]
    name = make_name(rng, 2 if kind != "place" else 1)
    texts = {code: {"language": code, "value": name} for code in LANGUAGES}
    claims = {"P31": [make_statement("P31", rng.choice(CLASSES[kind]), rng)]}
    claims |= {
        prop: [make_statement(prop, rng.randrange(1, 10**8), rng)] for prop in ("P17", "P18", "P213", "P646")
    }
    if kind == "person":
        claims["P27"] = [make_statement("P27", rng.choice((30, 142, 145, 159, 183)), rng)]
    if kind == "person" and rng.random() < 0.2:
        start = rng.randint(1990, 2024)
        office = rng.choice((11696, 191954, 218295))
        claims["P39"] = [make_statement("P39", office, rng, P580=start, P582=rng.choice((0, start + 3)))]
    sites = rng.sample(SITES, min(len(SITES), int(rng.expovariate(0.4))))
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": texts,
        "descriptions": {code: {"language": code, "value": f"{kind} {number}"} for code in LANGUAGES},
        "aliases": {"en": [{"language": "en", "value": make_name(rng, 2)}]} if rng.random() < 0.4 else [],
        "claims": claims,
        "sitelinks": {site: {"site": site, "title": name, "badges": []} for site in sites},
        "lastrevid": rng.getrandbits(31),
    }


CLASSES = {
    "person": (5,),
    "place": (515, 486972),
    "organization": (43229, 7278),
    "other": (13442814, 4167836),
}
SITES = [f"{code}wiki" for code in LANGUAGES] + [f"x{number}wiki" for number in range(40)]


def make_models(rng: random.Random) -> list[tuple[str, str, str]]:
    """The QID, the label and the text of two thousand items."""
    items = [make_item(10**9 + place, rng) for place in range(2000)]
    return [(item["id"], item["labels"]["en"]["value"], json.dumps(item)) for item in items]


def read_models(lines: Path) -> list[tuple[str, str, str]]:
    """The QID, the label and the text of the items of a real dump."""
    with bz2.open(lines, "rt", encoding="utf-8") as dump:
        texts = [line.strip().rstrip(",") for line in dump if line.startswith("{")]
    items = [(json.loads(text), text) for text in texts]
    return [
        (item["id"], item["labels"]["en"]["value"], text) for item, text in items if "en" in item["labels"]
    ]


def write_dump(path: Path, count: int, form: str, lines: Path | None = None) -> None:
    """Writes a dump of so many items: the same ones, again and again under other numbers and names."""
    rng = random.Random(5)
    options = {"compresslevel": 9 if form == "bz2" else 3} if form != "json" else {}
    models = read_models(lines) if lines else make_models(rng)
    with OPEN[form](path, "wt", encoding="utf-8", **options) as dump:
        dump.write("[\n")
        for place in range(count):
            qid, name, text = models[place % len(models)]
            text = text.replace(f'"{qid}"', f'"Q{FIRST + place}"').replace(
                name, f"{make_name(rng, 1)} {name}"
            )
            dump.write(text)
            dump.write(",\n" if place < count - 1 else "\n]\n")


def read_lines(dump: IO[bytes]) -> Iterator[bytes]:
    """The items of a dump, as they stand in it."""
    return (line.rstrip(b",\n") for line in dump if line[:1] == b"{")


def parse_barely(path: Path, form: str) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, that decompressing and parsing take."""
    begin, used = time.perf_counter(), time.process_time()
    with OPEN[form](path, "rb") as dump:
        for line in read_lines(dump):
            json.loads(line)
    return time.perf_counter() - begin, time.process_time() - used


def build(path: Path, folder: Path) -> tuple[float, float]:
    """Seconds by the clock, and of all processors, that `kg index build` takes, start and end included."""
    begin, used = time.perf_counter(), sum(os.times()[2:4])
    command = [sys.executable, "-m", "kg", "index", "build", str(path), "--restart", "--date", "2026-01-05"]
    subprocess.run([*command, "-o", str(folder / "index.sqlite")], check=True, capture_output=True)
    return time.perf_counter() - begin, sum(os.times()[2:4]) - used


def main() -> None:
    """Measures, and prints a line a round and the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--form", choices=OPEN, default="gz")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--lines", type=Path, help="a real dump (.bz2), whose lines are used")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    real = "real-" if options.lines else ""
    path = (
        options.folder
        / f"dump-{real}{options.count}.json{'' if options.form == 'json' else '.' + options.form}"
    )
    if not path.exists():
        write_dump(path, options.count, options.form, options.lines)
    print(f"{options.count:,} entities, {path.stat().st_size / 1e6:,.0f} MB as {options.form}", flush=True)
    clock, processor = [], []
    for _ in range(options.rounds):
        (bare, bare_used), (whole, used) = parse_barely(path, options.form), build(path, options.folder)
        clock.append(bare / whole)
        processor.append(bare_used / used)
        speeds = f"bare {options.count / bare:,.0f} a second, index {options.count / whole:,.0f} a second"
        print(f"{speeds}: {clock[-1]:.2f} times as fast, {processor[-1]:.2f} by processor time", flush=True)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    middle = f"{statistics.median(clock):.2f} times, {statistics.median(processor):.2f} by processor time"
    print(f"median {middle}; most memory of a process {memory:,.0f} MB")


if __name__ == "__main__":
    main()
