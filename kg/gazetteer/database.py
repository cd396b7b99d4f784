"""The compiled gazetteer's file, opened to read only."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import weakref
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.gazetteer.tables import FORMAT

_HINT = "kg index build DUMP -o INDEX; or, if it is the one that comes along, install the package anew"


class Database:
    """Questions to the file at `path`: one connection a process, opened at the first question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that answer a query; OntologyError if the file is not there or no gazetteer."""
        with self._lock:
            try:
                return self._connected().execute(query, values).fetchall()
            except sqlite3.Error as error:
                raise OntologyError(f"no index: {error}", where=str(self.path), hint=_HINT) from error

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            self._connection = self._open()
            self._process = os.getpid()
            weakref.finalize(self, self._connection.close)
        return self._connection

    def _open(self) -> sqlite3.Connection:
        if not self.path.is_file():
            raise OntologyError("no such file", where=str(self.path), hint=_HINT)
        uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            self._check(connection)
            connection.create_function("REGEXP", 2, _matches, deterministic=True)
        except (sqlite3.Error, OntologyError):
            connection.close()
            raise
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != FORMAT:
            age = "too new" if version > FORMAT else "too old, or none"
            why = f"an index of format {version}, not {FORMAT}: it is {age}"
            raise OntologyError(why, where=str(self.path), hint=_HINT)


def _matches(pattern: str, label: str) -> bool:
    return _compiled(pattern).fullmatch(label) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def decode_qid(number: object) -> str | None:
    """The QID of a stored number; a key that is none stays as it is."""
    return None if number is None else f"Q{number}" if isinstance(number, int) else str(number)


def decode_date(number: int | None) -> str | None:
    """The ISO date, month or year of a stored number.

    >>> decode_date(20040200), decode_date(19990101)
    ('2004-02', '1999-01-01')
    """
    if number is None:
        return None
    digits = str(number).zfill(8)
    parts = [digits[:4], digits[4:6], digits[6:]]
    return "-".join(part for part in parts if part != "00")
