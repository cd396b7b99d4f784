"""Reads some documents with an extractor; one that the pipeline cannot read stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kg.errors import KgError
from kg.model import Document, Dropped, Extraction
from kg.pipeline import Extractor
from kg.running.jobs import Thing

T = TypeVar("T")


def read_batch(
    extractor: Extractor, documents: Sequence[Document], work: Callable[[Extraction], T]
) -> Iterator[T | Dropped]:
    """What `work` gives of each document, in their order, or why the document is passed over.

    A KgError and a MemoryError are raised: they are not about one document alone.
    """
    done = 0
    extractions = extractor.extract_all(documents)
    while done < len(documents):
        value = _take(extractions, documents[done], work)
        if isinstance(value, Dropped):
            break
        yield value
        done += 1
    yield from (_read_alone(extractor, document, work) for document in documents[done:])


def pass_over(thing: Thing, why: str) -> Dropped:
    """Says of a document, or what might have become one, that it could not be read, and why."""
    return Dropped("running", f"{thing.source}: {why}")


def _read_alone(extractor: Extractor, document: Document, work: Callable[[Extraction], T]) -> T | Dropped:
    return _take(extractor.extract_all([document]), document, work)


def _take(
    extractions: Iterator[Extraction], document: Document, work: Callable[[Extraction], T]
) -> T | Dropped:
    try:
        return work(next(extractions))
    except (KgError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - a text nobody thought of must not stop an archive
        return pass_over(document, f"the pipeline failed on it ({type(error).__name__}: {error})")
