"""What has been read of a dump so far, on disk: a stopped run is taken up where it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from kg.errors import OutputError, UsageError
from kg.gazetteer.dump.items import Head, Part
from kg.gazetteer.dump.triples import merge

_FORMAT = 1
_SCHEMA = f"""
PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS part (id INTEGER, held INTEGER, data BLOB);
CREATE TABLE IF NOT EXISTS subclass (child INTEGER, parent INTEGER);
CREATE TABLE IF NOT EXISTS state (subject TEXT PRIMARY KEY, value);
PRAGMA user_version = {_FORMAT};
"""
_STATE = "SELECT subject, value FROM state WHERE subject NOT LIKE '-%'"
_BEGUN = "SELECT 1 FROM state WHERE subject = 'end' AND value > 0"
_CACHE = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA temp_store = FILE;"


@dataclass(slots=True)
class Progress:
    """How far a dump has been read: bytes as decompressed, items, those kept, and lines that were none."""

    end: int = 0
    items: int = 0
    kept: int = 0
    bad: int = 0


_PACK = msgspec.msgpack.Encoder()
_HEAD = msgspec.msgpack.Decoder(Head)
_UNPACK = msgspec.msgpack.Decoder(Part)


def remove_staging(path: Path) -> None:
    """Takes a staging file away, if there is one, and what stands beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def unpack(data: bytes) -> Part:
    """A part from its bytes."""
    return _UNPACK.decode(data)


def pack(part: Part) -> bytes:
    """A part as bytes."""
    return _PACK.encode(part)


def to_output_error(error: Exception, path: Path) -> OutputError:
    """What went wrong with a file that is being written, and what to try."""
    text = str(error)
    hints = {
        "locked": "wait for the other build that writes it, or another -o",
        "full": "another disk, or more room on this one",
        "I/O error": "another disk, or more room on this one",
        "not a database": "--restart, which begins anew",
        "malformed": "--restart, which begins anew",
    }
    hint = next((hint for sign, hint in hints.items() if sign in text), "a folder that you may write to")
    return OutputError(f"cannot be written: {text}", where=str(path), hint=hint)


class Staging:
    """The file beside an index in the making. OutputError if it cannot be written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.progress = Progress()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path, isolation_level=None, timeout=1.0)
            self.connection.executescript(_CACHE + _SCHEMA)
            self.connection.execute("BEGIN EXCLUSIVE")
            self.progress = Progress(**dict(self.connection.execute(_STATE)))
            self.connection.execute("COMMIT")
        except (OSError, sqlite3.Error, TypeError) as error:
            raise to_output_error(error, path) from error

    def keep_identity(self, identity: str) -> None:
        """Remembers which dump is read and how; UsageError if what was begun is of another."""
        known = dict(self.connection.execute("SELECT subject, value FROM state WHERE subject = '-identity'"))
        if known.get("-identity", identity) != identity:
            raise UsageError(
                "an index of another dump, or with other filters, was begun here",
                where=str(self.path),
                hint="--restart, or another -o",
            )
        self.connection.execute("INSERT OR REPLACE INTO state VALUES ('-identity', ?)", (identity,))

    @property
    def complete(self) -> str:
        """The form of the dump, once all of it has been read; empty before."""
        rows = self.connection.execute("SELECT value FROM state WHERE subject = '-complete'").fetchall()
        return str(rows[0][0]) if rows else ""

    def keep_complete(self, form: str) -> None:
        """Remembers that all of the dump has been read."""
        self.connection.execute("INSERT OR REPLACE INTO state VALUES ('-complete', ?)", (form,))

    def add(self, parts: Iterable[tuple[int, bool, bytes]], subclasses: Iterable[tuple[int, int]]) -> None:
        """Adds what a chunk told; in a transaction with its `save_progress`."""
        if not self.connection.in_transaction:
            self.connection.execute("BEGIN")
        self.connection.executemany("INSERT INTO part VALUES (?, ?, ?)", parts)
        self.connection.executemany("INSERT INTO subclass VALUES (?, ?)", subclasses)

    def save_progress(self) -> None:
        """Commits all that was added, together with how far that is."""
        p = self.progress
        rows = {"end": p.end, "items": p.items, "kept": p.kept, "bad": p.bad}
        self.connection.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", rows.items())
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def order(self) -> None:
        """Makes the indexes that the questions below need."""
        self.connection.executescript(
            "CREATE INDEX IF NOT EXISTS part_id ON part (id);"
            "CREATE INDEX IF NOT EXISTS subclass_parent ON subclass (parent, child);"
        )

    def children(self, parent: int) -> list[int]:
        """The classes directly below a class."""
        query = "SELECT DISTINCT child FROM subclass WHERE parent = ? ORDER BY child"
        return [child for (child,) in self.connection.execute(query, (parent,))]

    def items(self, *, held: bool = False) -> Iterator[tuple[Head, bytes]]:
        """Every item that was kept, packed, by number, its parts as one; only those that held an office."""
        chosen = "WHERE held" if held else ""
        rows = self.connection.execute(f"SELECT id, data FROM part {chosen} ORDER BY id, rowid")
        for _, parts in groupby(rows, key=itemgetter(0)):
            packed = [data for _, data in parts]
            whole = packed[0] if len(packed) == 1 else pack(reduce(merge, map(unpack, packed)))
            yield _HEAD.decode(whole), whole

    def item(self, number: int) -> Part | None:
        """One item, by number."""
        rows = self.connection.execute("SELECT data FROM part WHERE id = ? ORDER BY rowid", (number,))
        parts = [unpack(data) for (data,) in rows]
        return reduce(merge, parts) if parts else None

    def leave(self) -> None:
        """Closes the file; what was committed stays, if anything was."""
        begun = True
        with suppress(sqlite3.Error):
            begun = bool(self.connection.execute(_BEGUN).fetchone())
        self.connection.close()
        if not begun:
            remove_staging(self.path)

    def remove(self) -> None:
        """Closes the file and takes it away."""
        self.connection.close()
        remove_staging(self.path)
