"""What a word on the command line names: a folder, a feed, a manifest, or a file of documents."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import InputError, UsageError
from kg.reading.kinds import name_kind
from kg.sync.feed_items import is_feed
from kg.sync.feeds import FeedSource
from kg.sync.fetching import Access
from kg.sync.files import FileSource, FolderSource, ManifestSource, Marks, lists_files
from kg.sync.pieces import Source

_HINT = "a folder, the address of a feed, or a text that lists files, a path a line"


def find_source(
    named: str,
    *,
    store: Path,
    access: Access,
    name: str | None = None,
    pages: bool = False,
    marks: Marks | None = None,
) -> Source:
    """What `named` is. The store remembers it by `name`, else by its address or its absolute path.

    `store` is not read where it lies in a folder; `marks` are kept from one round to the next. An InputError
    for what is not there, or is none of these.
    """
    if re.match(r"https?://", named, re.IGNORECASE):
        if "@" in urlsplit(named).netloc:
            raise UsageError("a password in an address is seen by everybody", where=urlsplit(named).hostname)
        return FeedSource(name or named, named, access, pages=pages)
    path = Path(named)
    known = name or os.path.abspath(path)  # noqa: PTH100 - a link keeps its own name
    if path.is_dir():
        return FolderSource(known, named, path, _find_apart(path, store), marks)
    if not path.is_file():
        raise InputError("there is no such file or folder", where=named, hint=_HINT)
    if name_kind(named) is None and is_feed(_read_head(path)):
        return FeedSource(known, named, access, path=path, pages=pages)
    if pages:
        raise UsageError("--pages is for feeds", where=named)
    if name_kind(named) not in (None, "plain"):
        return FileSource(known, named, path, marks)
    if not lists_files(path, called=named):
        raise InputError("names no file that is there", where=named, hint=_HINT)
    return ManifestSource(known, named, path, marks)


def _find_apart(folder: Path, store: Path) -> str | None:
    """The store, seen from a folder that it lies in."""
    here = os.path.relpath(store.resolve(), folder.resolve())
    return None if here.startswith("..") else Path(here).as_posix()


def _read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1000)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror or error})", where=str(path)) from error
