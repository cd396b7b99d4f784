"""Which texts were read before: each is read once, and its copies are credited."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from typing import Any

from kg.errors import InputError
from kg.minting import content_hash
from kg.model import Copy, Document, Dropped
from kg.reading.drafts import leave_out

CACHE = 32_000_000
"""Bytes of memory for what is kept of the documents; what does not fit waits in a temporary file."""

ABOUT = ("source", "url", "published", "title", "publisher")
"""What a place says of a document; the first two tell the place from others."""

_DIGEST = 16  # bytes of each text's SHA-256: no two are alike by chance


def find_copies(values: Iterable[Document | Dropped]) -> Iterator[Document | Dropped]:
    """The same values; of each text that comes again a `Copy`, and of a place that comes again that it does.

    What is kept of a document takes some 35 bytes: in memory up to CACHE bytes of all, and beyond that in a
    temporary file that has no name, so that nothing of it stays, however the process ends. Raises an
    InputError where there is no room for that file.
    """
    with closing(_Seen()) as seen:
        for value in values:
            if isinstance(value, Dropped):
                yield value
                continue
            place = _digest_place(value)
            first = seen.add(bytes.fromhex(value.sha256)[:_DIGEST], place)
            if first is None:
                yield value
            elif first == place:
                yield leave_out(value.source, "was read already")
            else:
                yield to_copy(value)


class _Seen:
    """The texts that were read, and where each stood first."""

    def __init__(self) -> None:
        # "" is a temporary database; threads may take turns with a generator, and no two are in it at once
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for setting in ("journal_mode = OFF", f"cache_size = -{CACHE // 1024}"):
            self._database.execute(f"PRAGMA {setting}")
        self._database.execute("CREATE TABLE seen (text BLOB PRIMARY KEY, place INTEGER) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def add(self, text: bytes, place: int) -> int | None:
        """Where the text stood first, None where it is new and stands at `place`."""
        ask = self._database.execute
        try:
            if ask("INSERT INTO seen VALUES (?, ?) ON CONFLICT DO NOTHING", (text, place)).rowcount:
                return None
            found: int = ask("SELECT place FROM seen WHERE text = ?", (text,)).fetchone()[0]
        except sqlite3.OperationalError as error:
            why = f"there is no room to remember which texts were read ({error})"
            raise InputError(why, hint="TMPDIR=FOLDER, on a larger disk") from error
        return found

    def close(self) -> None:
        """Lets go of all."""
        self._database.close()


def _digest_place(document: Document) -> int:
    told = sha256(f"{document.source}\0{document.url}".encode(errors="replace")).digest()
    return int.from_bytes(told[:8], signed=True)


def to_copy(document: Document) -> Copy:
    """What is told of a document whose text was read already."""
    return make_copy(document.id, {name: getattr(document, name) for name in ABOUT})


def make_copy(of: str, about: Mapping[str, Any]) -> Copy:
    """The copy of the document `of` at a place; `about` is what that says, by the names of ABOUT."""
    return Copy(id=f"{of}#copy={content_hash(about['source'], about['url'])}", of=of, **about)
