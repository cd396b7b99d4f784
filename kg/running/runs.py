"""Documents through the pipeline, on as many cores as are asked for, in the order that they came in."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from kg.model import Document, Dropped, Extraction
from kg.pipeline import ExtractorOptions
from kg.running.batches import Batch, cut_batches
from kg.running.jobs import Job, Read
from kg.running.limits import DEFAULT_LIMITS, Limits, count_cores
from kg.running.pool import Pool
from kg.running.reading import read_batch

T = TypeVar("T")

BATCH = 40_000
"""Characters after which a batch is full: a second or two of work. A document that is longer stands alone."""

SMALL = 120_000
"""Characters of an input for which no process is started: it would be read before one is ready."""


def run_documents(
    documents: Iterable[Document | Dropped],
    *,
    options: ExtractorOptions,
    work: Callable[[Extraction], T],
    processes: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Generator[T | Dropped, None, None]:
    """What `work` gives of each document, in their order; the same for any number of `processes` (all cores).

    `work` can be pickled (a function of a module, a partial of one), and so can what it gives; it runs where
    the document is read. What is `Dropped` already keeps its place. A document that goes over its `limits`,
    or over which the process ends, is given as `Dropped` (stage `running`), its reason beginning with
    its source. Documents are pulled as they are needed, and only so many are in memory at once.

    An input of up to SMALL characters, and with one process every document of no more, is read in this
    process; all else in processes that are started by multiprocessing's `spawn` and end with the iterator.

    Raises the errors of `options.load()`, a ModelError where no process gets ready, and a KgError of `work`.
    """
    load = partial(_load, options, work)
    job = Job(kind=Document, load=load, measure=_measure, full=BATCH, small=SMALL)
    return run_job(job, documents, processes=processes, limits=limits)


def run_job(
    job: Job, items: Iterable[Any], *, processes: int | None = None, limits: Limits = DEFAULT_LIMITS
) -> Generator[Any, None, None]:
    """What comes of each item of a job, in their order, as `run_documents` says it of documents."""
    count = count_cores() if processes is None else max(1, processes)
    batches = cut_batches(items, measure=job.measure, full=job.full)
    first, ended = _take_first(batches, job.small)
    pool = Pool(job, count, limits)
    read = _read_here if ended or count == 1 else Pool.run
    with closing(pool):
        yield from read(pool, chain(first, batches))


def _load(options: ExtractorOptions, work: Callable[[Extraction], Any]) -> Read:
    return partial(read_batch, options.load(), work=work)


def _measure(item: Document | Dropped) -> int:
    return len(item.text) if isinstance(item, Document) else 0


def _take_first(batches: Iterator[Batch], small: int) -> tuple[list[Batch], bool]:
    """The batches that a small input would have, and whether there are no more."""
    first: list[Batch] = []
    while sum(batch.length for batch in first) <= small:
        batch = next(batches, None)
        if batch is None:
            return first, True
        first.append(batch)
    return first, False


def _read_here(pool: Pool, batches: Iterable[Batch]) -> Iterator[Any]:
    """What comes of each thing, read in this process; the pool reads what is long."""
    read: Read | None = None
    for batch in batches:
        if batch.length > pool.job.small:
            yield from pool.run([batch])
            continue
        things = [item for item in batch.items if isinstance(item, pool.job.kind)]
        if things:
            read = read or pool.job.load()
            values = read(things)
        yield from (next(values) if isinstance(item, pool.job.kind) else item for item in batch.items)
