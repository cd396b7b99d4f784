"""What a store knows of where its documents came from: a file beside the graphs that changes with them.

A root is what was named: a folder, a feed, a manifest. A piece is what is read of it as a whole: a file, an
item of a feed. A piece holds documents, and says something of each, in every place where it has its text.
Where several hold the same text, one of them owns it: its graph says that it was read there, and credits the
others.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.errors import StoreError
from kg.store.faults import explain_fault
from kg.store.layout import COMPANION

VERSION: Final = 2
"""The version of records that this software reads and writes; one of version 1 is made one first."""

OLDEST: Final = 1
"""The oldest of these: it does not keep what pieces say of documents."""

_TABLES = """
CREATE TABLE root (
    id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, called TEXT NOT NULL,
    extractor TEXT, etag TEXT, modified TEXT
);
CREATE TABLE piece (
    root INTEGER NOT NULL, key TEXT NOT NULL, state TEXT, passed INTEGER NOT NULL, reasons TEXT NOT NULL,
    PRIMARY KEY (root, key)
) WITHOUT ROWID;
CREATE INDEX stale ON piece (root) WHERE state IS NULL;
CREATE INDEX passing ON piece (root) WHERE passed > 0;
CREATE TABLE holding (
    document TEXT NOT NULL, root INTEGER NOT NULL, key TEXT NOT NULL, told TEXT,
    PRIMARY KEY (document, root, key)
) WITHOUT ROWID;
CREATE INDEX held ON holding (root, key);
CREATE TABLE document (
    id TEXT PRIMARY KEY, root INTEGER, key TEXT, version TEXT NOT NULL, foreign_ INTEGER NOT NULL
) WITHOUT ROWID;
"""

_BRING_UP = """
ALTER TABLE holding ADD COLUMN told TEXT;
UPDATE piece SET state = '' WHERE state IS NOT NULL;
UPDATE root SET etag = NULL, modified = NULL;
"""
"""Gives a record of version 1 what it lacks, and has every piece looked into, which finds what that says."""

Place: TypeAlias = tuple[int, str]
"""A piece: the number of its root, and its key there."""


@dataclass(frozen=True, slots=True)
class Root:
    """What is known of a folder, a feed or a manifest: its number, its name, and how its sources are called.

    `extractor` is what its pieces were read with; `etag` and `modified` are what a feed's server said of it.
    """

    id: int
    name: str
    called: str
    extractor: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Owned:
    """A document of the record: the piece that it was read from, None where that holds it no more.

    `version` is what it was read with, and what was told of it; a `foreign` one was in the store before.
    """

    owner: Place | None
    version: str
    foreign: bool


class Record:
    """The record of one store, open; made by `open_record`.

    `was_old` says that it was of an older version when it was opened: each piece is to be looked into again.
    """

    def __init__(self, tables: sqlite3.Connection, *, was_old: bool = False) -> None:
        self._tables = tables
        self.was_old = was_old

    def save(self) -> None:
        """Writes what was changed into the file."""
        self._tables.commit()

    def find_root(self, name: str) -> Root | None:
        """The root of that name."""
        row = self._row("SELECT * FROM root WHERE name = ?", name)
        return Root(*row) if row else None

    def add_root(self, name: str, called: str) -> Root:
        """The root of that name, new where there is none."""
        self._run("INSERT OR IGNORE INTO root (name, called) VALUES (?, ?)", name, called)
        root = self.find_root(name)
        assert root is not None
        return root

    def note_root(self, root: Root) -> None:
        """Keeps what a round has found out of a root."""
        told = (root.extractor, root.etag, root.modified, root.id)
        self._run("UPDATE root SET extractor = ?, etag = ?, modified = ? WHERE id = ?", *told)

    def count_pieces(self, root: int) -> int:
        """How many pieces of a root are known."""
        return int(self._row("SELECT count(*) FROM piece WHERE root = ?", root)[0])

    def list_pieces(self, root: int) -> Iterator[str]:
        """The keys of the pieces of a root; the record may not be changed meanwhile."""
        return (key for (key,) in self._run("SELECT key FROM piece WHERE root = ?", root))

    def list_stale(self, root: int) -> list[str]:
        """The keys of the pieces of a root that must be read again."""
        return [key for (key,) in self._run("SELECT key FROM piece WHERE root = ? AND state IS NULL", root)]

    def list_reasons(self, root: int) -> Iterator[tuple[int, list[str]]]:
        """Of each piece of a root in which something was passed over: how much, and the first reasons."""
        rows = self._run("SELECT passed, reasons FROM piece WHERE root = ? AND passed > 0", root)
        return ((passed, json.loads(reasons)) for passed, reasons in rows)

    def knows(self, place: Place) -> bool:
        """Whether a piece was read before."""
        return self._row("SELECT 1 FROM piece WHERE root = ? AND key = ?", *place) is not None

    def find_state(self, place: Place) -> str | None:
        """What a piece was, and what it was read with, at its last reading; None where it must be read."""
        row = self._row("SELECT state FROM piece WHERE root = ? AND key = ?", *place)
        return row[0] if row else None

    def put_piece(
        self, place: Place, state: str | None, *, passed: int = 0, reasons: Sequence[str] = ()
    ) -> None:
        """Keeps how a piece was read: with `state` None it is read again."""
        row = (*place, state, passed, json.dumps(reasons, ensure_ascii=False))
        self._run("INSERT OR REPLACE INTO piece VALUES (?, ?, ?, ?, ?)", *row)

    def begin_piece(self, place: Place) -> None:
        """Notes that a piece is being read: until it is put, it must be read again."""
        self._run("INSERT OR IGNORE INTO piece VALUES (?, ?, NULL, 0, '[]')", *place)
        self.mark_stale(place)

    def mark_stale(self, place: Place) -> None:
        """Has a piece read again."""
        self._run("UPDATE piece SET state = NULL WHERE root = ? AND key = ?", *place)

    def remove_piece(self, place: Place) -> None:
        """Forgets a piece that holds nothing."""
        self._run("DELETE FROM piece WHERE root = ? AND key = ?", *place)

    def hold(self, place: Place, document: str, told: str) -> bool:
        """Notes that a piece holds a document, and what it says of it; whether that is new."""
        anew = "ON CONFLICT DO UPDATE SET told = excluded.told WHERE told IS NOT excluded.told"
        sql = f"INSERT INTO holding VALUES (?, ?, ?, ?) {anew}"
        return self._run(sql, document, *place, told).rowcount > 0

    def release(self, place: Place, document: str) -> None:
        """Notes that a piece holds a document no more."""
        self._run("DELETE FROM holding WHERE document = ? AND root = ? AND key = ?", document, *place)

    def list_held(self, place: Place) -> list[str]:
        """The documents that a piece holds."""
        rows = self._run("SELECT document FROM holding WHERE root = ? AND key = ?", *place)
        return [document for (document,) in rows]

    def list_holders(self, document: str) -> list[Place]:
        """The pieces that hold a document."""
        return list(self._run("SELECT root, key FROM holding WHERE document = ?", document))

    def list_told(self, document: str) -> list[tuple[Place, str]]:
        """The pieces that hold a document, and what each says of it, where that is known."""
        sql = "SELECT root, key, told FROM holding WHERE document = ? AND told IS NOT NULL"
        return [((root, key), told) for root, key, told in self._run(sql, document)]

    def find_document(self, document: str) -> Owned | None:
        """What is known of a document."""
        row = self._row("SELECT root, key, version, foreign_ FROM document WHERE id = ?", document)
        if row is None:
            return None
        return Owned(None if row[0] is None else (row[0], row[1]), row[2], bool(row[3]))

    def put_document(self, document: str, owned: Owned) -> None:
        """Keeps from where and how a document was read."""
        row = (document, *(owned.owner or (None, None)), owned.version, owned.foreign)
        self._run("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?)", *row)

    def remove_document(self, document: str) -> None:
        """Forgets a document."""
        self._run("DELETE FROM document WHERE id = ?", document)

    def _run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return self._tables.execute(sql, values)

    def _row(self, sql: str, *values: Any) -> Any:
        return self._run(sql, *values).fetchone()


@contextmanager
def open_record(folder: Path, *, write: bool, where: Path) -> Iterator[Record]:
    """The record in a folder of graphs, of the store `where`; an empty one where there is none.

    A StoreError where it is corrupt, or of a later version.
    """
    path = folder / COMPANION
    try:
        tables = _connect(path, write=write)
        try:
            yield Record(tables, was_old=_prepare(tables, where))
        finally:
            tables.close()
    except sqlite3.DatabaseError as error:
        raise _explain(error, where) from error


def _connect(path: Path, *, write: bool) -> sqlite3.Connection:
    if not write:
        return _connect_reader(path)
    tables = sqlite3.connect(path)
    tables.execute("PRAGMA journal_mode = OFF")  # a draft: nobody reads it when its writer has died
    tables.execute("PRAGMA synchronous = OFF")  # its copy is made safe on the disk when the store is saved
    return tables


def _connect_reader(path: Path) -> sqlite3.Connection:
    """A record to be read; one of an older version as a copy in memory, which can be brought up."""
    if not path.exists():
        return sqlite3.connect(":memory:")
    tables = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    if _find_version(tables) != OLDEST:
        return tables
    with closing(tables):
        memory = sqlite3.connect(":memory:")
        tables.backup(memory)
    return memory


def _prepare(tables: sqlite3.Connection, where: Path) -> bool:
    """Brings a record up to this version; whether it was of an older one."""
    version = _find_version(tables)
    if version not in (0, OLDEST, VERSION):
        why = f"its record of what was synced is of version {version}, and this kg knows version {VERSION}"
        raise StoreError(why, where=str(where), hint="a newer kg")
    if version != VERSION:
        script = _BRING_UP if version == OLDEST else _TABLES
        tables.executescript(f"{script} PRAGMA user_version = {VERSION};")
    return version == OLDEST


def _find_version(tables: sqlite3.Connection) -> int:
    return int(tables.execute("PRAGMA user_version").fetchone()[0])


def _explain(error: sqlite3.DatabaseError, where: Path) -> StoreError:
    if isinstance(error, sqlite3.OperationalError) and "disk" in str(error):
        return explain_fault(OSError(f"No space left: {error}"), where)
    why = f"its record of what was synced cannot be used ({error})"
    return StoreError(why, where=str(where), hint="remove the folder, and sync into a new one")
