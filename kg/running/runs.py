"""Documents through the pipeline, on as many cores as are asked for, in the order that they came in."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from itertools import chain
from typing import Any, TypeVar

from kg.model import Document, Dropped, Extraction
from kg.pipeline import Extractor, ExtractorOptions
from kg.running.batches import Batch, cut_batches
from kg.running.limits import DEFAULT_LIMITS, Limits, count_cores
from kg.running.pool import Pool
from kg.running.reading import read_batch

T = TypeVar("T")

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
    count = count_cores() if processes is None else max(1, processes)
    batches = cut_batches(documents)
    first, ended = _take_first(batches)
    pool = Pool(options, work, count, limits)
    read = _read_here if ended or count == 1 else Pool.run
    with closing(pool):
        yield from read(pool, chain(first, batches))


def _take_first(batches: Iterator[Batch]) -> tuple[list[Batch], bool]:
    """The batches that a small input would have, and whether there are no more."""
    first: list[Batch] = []
    while sum(batch.characters for batch in first) <= SMALL:
        batch = next(batches, None)
        if batch is None:
            return first, True
        first.append(batch)
    return first, False


def _read_here(pool: Pool, batches: Iterable[Batch]) -> Iterator[Any]:
    """What the work gives of each document, read in this process; the pool reads those that are long."""
    extractor: Extractor | None = None
    for batch in batches:
        if batch.characters > SMALL:
            yield from pool.run([batch])
            continue
        documents = [item for item in batch.items if isinstance(item, Document)]
        if documents:
            extractor = extractor or pool.options.load()
            read = read_batch(extractor, documents, pool.work)
        yield from (item if isinstance(item, Dropped) else next(read) for item in batch.items)
