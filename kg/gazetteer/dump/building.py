"""Builds an index of one's own from a dump: reads in parallel, keeps its place, then writes it."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import signal
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path

from kg.errors import InputError
from kg.gazetteer.dump.assembling import Source, assemble
from kg.gazetteer.dump.classes import choose_classes, find_types
from kg.gazetteer.dump.parsing import Parsed, find_form, parse_chunk
from kg.gazetteer.dump.reading import HINT, Chunk, Dump
from kg.gazetteer.dump.staging import Progress, Staging, remove_staging, to_output_error

SAVED_EVERY = 5.0
"""Seconds after which progress is saved: what a stop can lose."""

_MOST_PROCESSES = 8
_WAITING = 8
"""Chunks that wait for a process, or for those before them."""
_SHAPE_HINT = (
    "latest-all.json.bz2 or .gz (one item a line) or latest-truthy.nt.bz2 from dumps.wikimedia.org; "
    "one JSON array: jq -c '.[]' FILE | kg index build -"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What to take of a dump.

    `classes` are QIDs (none: those of ontology/wikidata-classes.tsv), with or without ":TYPE";
    `sitelinks` the fewest that an item may have, but for offices and their holders; `processes` how
    many to use; `day` the day of the dump (ISO), by default that in its name, or of the file; `alone`
    leaves the project's own names out; `restart` forgets what a stopped run had read.
    """

    classes: tuple[str, ...] = ()
    sitelinks: int = 3
    processes: int = 0
    day: str = ""
    alone: bool = False
    restart: bool = False

    @property
    def count(self) -> int:
        """How many processes to use: as many as there are cores, but for their memory no more than eight."""
        return self.processes or min(_MOST_PROCESSES, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class State:
    """How far a build is: `share` of the dump from 0 to 1, or None; seconds; where it `began`, in bytes."""

    progress: Progress
    share: float | None
    seconds: float
    began: int
    doing: str = "reading"

    @property
    def left(self) -> float | None:
        """The seconds that reading should still take, by what it took so far."""
        return (
            self.seconds * (1 - self.share) / self.share
            if self.share and self.share < 1 and not self.began
            else None
        )


Follow = Callable[[State], None]


def build_index(
    dump: str, output: Path, *, options: Options | None = None, follow: Follow = lambda _: None
) -> Progress:
    """Writes the index of a dump ("-" for standard input) to `output`, whole or not at all.

    Beside it stands, until it is done, a file that ends in `.staging`; a build that was stopped goes on
    from there. `follow` is told of the progress. InputError if the dump is truncated or no dump,
    OutputError if the index cannot be written, UsageError if another build was begun there.
    """
    chosen = options or Options()
    classes = choose_classes(chosen.classes)
    staging = _open_staging(output, restart=chosen.restart)
    try:
        with _start_pool(chosen) as pool:
            form = _read_dump(dump, staging, chosen, follow, pool)
            staging.order()
            assemble(
                staging,
                find_types(classes, staging),
                _tell_source(dump, form, staging.progress, chosen),
                output,
                pool=pool,
                follow=_Writing(staging.progress, follow),
            )
    except sqlite3.Error as error:
        staging.leave()
        raise to_output_error(error, staging.path) from error
    except BaseException:
        staging.leave()
        raise
    progress = staging.progress
    staging.remove()
    return progress


class _Writing:
    """Tells of the progress while the index is written, by how many of the kept items are looked at."""

    def __init__(self, progress: Progress, follow: Follow) -> None:
        self._progress = progress
        self._follow = follow
        self._start = time.monotonic()

    def __call__(self, done: int) -> None:
        share = min(1.0, done / max(1, self._progress.kept))
        seconds = time.monotonic() - self._start
        self._follow(State(self._progress, share, seconds, 0, doing="writing"))


def _tell_source(dump: str, form: str, progress: Progress, options: Options) -> Source:
    return Source(
        name="standard input" if dump == "-" else Path(dump).name,
        form=form,
        day=options.day or find_day(dump),
        sitelinks=options.sitelinks,
        classes=" ".join(options.classes),
        alone=options.alone,
        items=progress.items,
    )


def find_day(dump: str) -> str:
    """The day of a dump (ISO): that in its name ("wikidata-20260105-all.json.gz"), of the file, or today."""
    if found := re.search(r"(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)", Path(dump).name):
        return "-".join(found.groups())
    if dump == "-":
        return datetime.now(UTC).date().isoformat()
    return date.fromtimestamp(Path(dump).stat().st_mtime).isoformat()  # noqa: DTZ012 -- the file's own day


def _open_staging(output: Path, *, restart: bool) -> Staging:
    path = output.with_name(output.name + ".staging")
    if restart:
        remove_staging(path)
    return Staging(path)


def _start_pool(options: Options) -> Pool:
    return multiprocessing.get_context("spawn").Pool(options.count, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Leaves Ctrl-C to the process that began the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_dump(dump: str, staging: Staging, options: Options, follow: Follow, pool: Pool) -> str:
    """Reads the rest of a dump into the staging file; gives the form of the dump."""
    if form := staging.complete:
        return form
    check = _Check(dump, staging, options)
    chunks = Dump(dump, threads=options.count).read(staging.progress.end, check=check)
    began, start, saved, last = staging.progress.end, time.monotonic(), time.monotonic(), b""
    for chunk, parsed in _parse(chunks, pool, check):
        last = chunk.text.rstrip()[-1:] or last
        _add(staging, chunk, parsed)
        if time.monotonic() - saved > SAVED_EVERY:
            staging.save_progress()
            saved = time.monotonic()
        follow(State(staging.progress, chunk.share, time.monotonic() - start, began))
    staging.save_progress()
    check.check_end(last)
    staging.keep_complete(check.form)
    return check.form


class _Check:
    """Checks that what is read is a dump, the one that was begun with, and all of it."""

    def __init__(self, dump: str, staging: Staging, options: Options) -> None:
        self.form = ""
        self.sitelinks = options.sitelinks
        self._dump, self._staging = dump, staging
        self._closed = b""

    def __call__(self, head: bytes) -> None:
        self.form = find_form(head)
        if self.form not in {"json", "triples"}:
            what = f"no dump of Wikidata, but {self.form}" if head.strip() else "it is empty"
            raise InputError(what, where=self._dump, hint=_SHAPE_HINT)
        self._closed = b"." if self.form == "triples" else b"]" if head.lstrip()[:1] == b"[" else b"}"
        digest = hashlib.sha256(head[:65536]).hexdigest()
        self._staging.keep_identity(f"{digest} {self.sitelinks}")

    def check_end(self, last: bytes) -> None:
        """InputError if a dump does not end as one, or nothing was found in it."""
        progress = self._staging.progress
        if last != self._closed:
            why = f"it ends in the middle, after {progress.items:,} items: the dump is truncated"
            raise InputError(why, where=self._dump, hint=f"{HINT}; what was read is kept, and gone on from")
        if not progress.items:
            raise InputError("no items in it", where=self._dump, hint=_SHAPE_HINT)
        if progress.bad > progress.items // 100:
            why = f"{progress.bad:,} lines beside {progress.items:,} items are none: the dump is damaged"
            raise InputError(why, where=self._dump, hint=HINT)


def _parse(chunks: Iterator[Chunk], pool: Pool, check: _Check) -> Iterator[tuple[Chunk, Parsed]]:
    """The chunks, each with what the pool made of it, in order; only a few are held at a time."""
    waiting: deque[tuple[Chunk, AsyncResult[Parsed]]] = deque()
    for chunk in chunks:
        options = {"form": check.form, "sitelinks": check.sitelinks}
        waiting.append((chunk, pool.apply_async(parse_chunk, (chunk.text,), options)))
        if len(waiting) > _WAITING:
            first, result = waiting.popleft()
            yield first, result.get()
    for chunk, result in waiting:
        yield chunk, result.get()


def _add(staging: Staging, chunk: Chunk, parsed: Parsed) -> None:
    staging.add(parsed.parts, parsed.subclasses)
    progress = staging.progress
    progress.end = chunk.end
    progress.items += parsed.items
    progress.kept += len(parsed.parts)
    progress.bad += parsed.bad + chunk.skipped
