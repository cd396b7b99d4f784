"""Graphs to be linked or enriched: files, folders of files, or a store on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError, UsageError
from kg.queries.running import open_graphs
from kg.rdf.formats import FORMATS
from kg.store import open_store
from kg.store.layout import STATE

if TYPE_CHECKING:
    from pyoxigraph import Store

_EXTENSIONS = frozenset(extension for form in FORMATS for extension in form.extensions)


@contextmanager
def open_sources(sources: Iterable[str], *, store: str | Path | None = None) -> Iterator[Store]:
    """The graphs of some files and folders taken together, or those of a store, while the block lasts.

    UsageError for both or neither, GraphError for what cannot be read, StoreError for what is no store.
    """
    files = find_files(sources)
    if bool(files) == bool(store):
        raise UsageError("files or a store, and not both", hint="out/seed.ttl, or --store DIR")
    if store:
        with open_store(store) as opened:
            yield opened.graphs
    else:
        yield open_graphs(files, merged=False)


def find_files(sources: Iterable[str]) -> list[str]:
    """Each file as it is named, and of a folder the files of RDF in it, sorted by their paths."""
    return [file for source in sources for file in _find_in(source)]


def _find_in(source: str) -> list[str]:
    folder = Path(source)
    if source == "-" or not folder.is_dir():
        return [source]
    if (folder / STATE).exists():
        raise UsageError("is a store", where=source, hint=f"--store {source}")
    found = sorted(str(path) for path in folder.rglob("*") if path.suffix.lower() in _EXTENSIONS)
    if not found:
        raise GraphError("no file of RDF in it", where=source, hint=" ".join(sorted(_EXTENSIONS)))
    return found
