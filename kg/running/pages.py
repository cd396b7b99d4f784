"""Finds the articles of pages on several processes: a page takes half as long as reading its article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain

from kg.errors import KgError
from kg.model import Document
from kg.reading.documents import End, Finished, Piece, finish
from kg.reading.drafts import Unread
from kg.reading.options import ReadingOptions
from kg.running.jobs import Job, Read
from kg.running.limits import DEFAULT_LIMITS, Limits
from kg.running.reading import pass_over
from kg.running.runs import run_job

BATCH = 400_000
"""Bytes of pages after which a batch is full: some tenths of a second of work."""

SMALL = 2_000_000
"""Bytes of pages for which no process is started."""


def finish_pages(
    pieces: Iterable[Piece | End],
    *,
    options: ReadingOptions,
    processes: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Finished]:
    """What `finish` makes of each piece, in their order, for the `finish_all` of `read_documents`.

    What is `Unread` is read on so many `processes` (all cores), each piece within its `limits`; where there
    is nothing of the kind, none is started.
    """
    rest = iter(pieces)
    for piece in rest:
        if isinstance(piece, Unread):
            job = Job(kind=Unread, load=partial(_load, options), measure=_measure, full=BATCH, small=SMALL)
            others = (each if isinstance(each, Unread) else finish(each, options=options) for each in rest)
            yield from run_job(job, chain([piece], others), processes=processes, limits=limits)
        else:
            yield finish(piece, options=options)


def _load(options: ReadingOptions) -> Read:
    return partial(_read, options=options)


def _read(pages: Sequence[Unread], *, options: ReadingOptions) -> Iterator[Finished]:
    return (_finish(page, options) for page in pages)


def _finish(page: Unread, options: ReadingOptions) -> Finished:
    try:
        return finish(page, options=options)
    except (KgError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a page nobody thought of must not stop an archive
        return pass_over(page, f"looking for an article failed ({type(error).__name__}: {error})")


def _measure(item: Unread | Finished) -> int:
    if isinstance(item, Unread):
        return item.length
    return len(item.text) if isinstance(item, Document) else 0
