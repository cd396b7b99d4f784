"""Writes an index from what was kept of a dump, on top of the project's own names."""

from __future__ import annotations

import shutil
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path
from typing import Any

from kg.gazetteer.dump.classes import type_item
from kg.gazetteer.dump.items import Part
from kg.gazetteer.dump.rows import Rows, draw_rows
from kg.gazetteer.dump.staging import Staging, to_output_error, unpack
from kg.gazetteer.names import FAMILY_NAME_FIRST
from kg.gazetteer.tables import FORMAT, INDEXES, SCHEMA, encode_date
from kg.resources import find_resource

_BATCH = 2000
_WAITING = 6
_LONGEST_TENURE = 25
"""Years for which someone whose tenure has no end is taken to be in office still."""


@dataclass(frozen=True, slots=True)
class Source:
    """Of what an index is made, and how; told by `kg index info`."""

    name: str
    form: str
    day: str
    sitelinks: int
    classes: str
    alone: bool
    items: int


def assemble(
    staging: Staging,
    types: Mapping[int, tuple[int, str]],
    source: Source,
    output: Path,
    *,
    pool: Pool,
    follow: Callable[[int], None],
) -> None:
    """Writes the index to `output`, whole or not at all. OutputError if it cannot be written.

    `follow` is told how many of the items that were kept have been looked at.
    """
    draft = output.with_name(output.name + ".draft")
    try:
        draft.unlink(missing_ok=True)
        if not source.alone:
            shutil.copyfile(find_resource("ontology", "gazetteer.sqlite"), draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            _Assembly(connection, staging, types, source, pool).write(follow)

        draft.replace(output)
    except (OSError, sqlite3.Error) as error:
        raise to_output_error(error, output) from error
    finally:
        draft.unlink(missing_ok=True)


class Offices:
    """The rows of offices, those added that are not there yet; each with the state or body whose it is."""

    def __init__(self, connection: sqlite3.Connection, staging: Staging) -> None:
        self._connection = connection
        self._staging = staging
        self._rows: dict[tuple[str, int], int] = {}
        self._by_qid: dict[int, int] = {}
        self._found: dict[int, tuple[int, int | None] | None] = {}

    def load(self) -> None:
        """Reads the offices that are there."""
        for row, label, qid in self._connection.execute("SELECT id, label, qid FROM office ORDER BY id DESC"):
            self._rows[label, qid] = row
            self._by_qid[qid] = row

    def find(self, number: int) -> tuple[int, int | None] | None:
        """An office's row and whose office it is (numbers of QIDs); None if nothing tells its label."""
        if number not in self._found:
            part = self._staging.item(number)
            self._found[number] = self._add(part) if part and part.label else self._known(number)
        return self._found[number]

    def _add(self, part: Part) -> tuple[int, int | None]:
        key = part.label, part.id
        if key not in self._rows:
            self._rows[key] = len(self._rows)
            row = self._rows[key], *key
            self._connection.execute("INSERT INTO office VALUES (?, ?, ?)", row)
        return self._rows[key], next(iter([*part.jurisdictions, *part.countries]), None)

    def _known(self, number: int) -> tuple[int, int | None] | None:
        if number not in self._by_qid:
            return None
        rows = self._connection.execute("SELECT country FROM record WHERE id = ?", (number,)).fetchall()
        return self._by_qid[number], rows[0][0] if rows else None


class _Assembly:
    """An index in the making."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        staging: Staging,
        types: Mapping[int, tuple[int, str]],
        source: Source,
        pool: Pool,
    ) -> None:
        self._connection = connection
        self._staging = staging
        self._types = types
        self._source = source
        self._pool = pool
        self._offices = Offices(connection, staging)
        self._classes: dict[tuple[str, str], int] = {}
        self._known: dict[int, list[str]] = {}
        self._seen = 0
        self._held: list[tuple[object, ...]] = []

    def write(self, follow: Callable[[int], None]) -> None:
        """Fills all tables."""
        c = self._connection
        c.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
        c.executescript("PRAGMA cache_size = -65536; PRAGMA page_size = 4096;")
        c.executescript(SCHEMA if self._source.alone else "")
        c.execute("BEGIN")
        c.execute("CREATE TEMP TABLE new_name (folded, record, kind)")
        c.execute("CREATE TEMP TABLE new_surface (surface, record, kind, word, words)")
        self._known = {
            number: [label, *(aliases or "").split("\n")]
            for number, label, aliases in c.execute("SELECT id, label, aliases FROM record WHERE id > 0")
        }
        self._classes = {(kind, subtype): n for n, kind, subtype in c.execute("SELECT * FROM class")}
        self._offices.load()
        for rows in self._drawn():
            self._save(rows)
            follow(self._seen)
        self._finish()

    def _drawn(self) -> Iterator[Rows]:
        """The rows of all items that are wanted, drawn by the pool; only a few batches are held at a time."""
        states = self._connection.execute(_FAMILY_FIRST, FAMILY_NAME_FIRST)
        draw = partial(draw_rows, family_first=frozenset(f"Q{number}" for (number,) in states))
        waiting: deque[AsyncResult[Rows]] = deque()
        wanted = self._wanted()
        while batch := list(islice(wanted, _BATCH)):
            waiting.append(self._pool.apply_async(draw, (batch,)))
            if len(waiting) > _WAITING:
                yield waiting.popleft().get()
        for result in waiting:
            yield result.get()

    def _wanted(self) -> Iterator[tuple[bytes, str]]:
        """The items to take in, packed, with their types; saves what people held on the way."""
        held = self._find_held()
        for head, data in self._staging.items():
            self._seen += 1
            kind = type_item(head.classes, self._types)
            in_office = kind == "Person" and head.held
            if kind and head.label and (in_office or head.links >= self._source.sitelinks or head.id in held):
                if in_office:
                    self._save_positions(unpack(data))
                yield data, kind

    def _find_held(self) -> set[int]:
        """The offices that people held."""
        people = (unpack(data) for _, data in self._staging.items(held=True))
        kept = (part for part in people if type_item(part.classes, self._types) == "Person")
        return {office for part in kept for office, *_ in part.positions}

    def _save(self, rows: Rows) -> None:
        c, known = self._connection, self._known
        told = [(record, known.get(record["id"])) for record in rows.records]
        again = [{**record, "aliases": _unite(record, names)} for record, names in told if names]
        c.executemany(_UPDATE, again)
        fresh = [record for record, names in told if not names]
        c.executemany(_INSERT, [{**record, "class": self._class(record)} for record in fresh])
        surfaces = [surface for surface in rows.surfaces if surface[1] not in known]
        c.executemany("INSERT INTO new_surface VALUES (?, ?, ?, ?, ?)", surfaces)
        c.executemany("INSERT OR IGNORE INTO surname VALUES (?)", rows.surnames)
        c.executemany("INSERT INTO new_name VALUES (?, ?, ?)", rows.names)
        c.executemany("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?)", self._held)
        self._held.clear()

    def _class(self, record: Mapping[str, object]) -> int:
        kind = str(record["type"]), str(record["subtype"])
        if kind not in self._classes:
            self._classes[kind] = max(self._classes.values(), default=-1) + 1
            row = self._classes[kind], *kind
            self._connection.execute("INSERT INTO class VALUES (?, ?, ?)", row)
        return self._classes[kind]

    def _save_positions(self, part: Part) -> None:
        """The positions of a person, in the place of those that are known."""
        rows = list(self._positions(part))
        if rows and part.id in self._known:
            self._connection.execute("DELETE FROM position WHERE person = ?", (part.id,))
            self._connection.execute(_UNTELL, (part.id,))
        self._held += rows

    def _positions(self, part: Part) -> Iterator[tuple[object, ...]]:
        for number, (office, of, start, end) in enumerate(part.positions):
            if found := self._offices.find(office):
                row, own = found
                seen = self._source.day if self._still(part, start, end) else None
                dates = encode_date(start), encode_date(end), encode_date(seen)
                yield part.id, own or of or None, row, *dates, number

    def _still(self, part: Part, start: str, end: str) -> bool:
        """Whether a tenure seems to last on the day of the dump."""
        if end or not start or part.dead:
            return False
        return int(self._source.day[:4]) - int(start[:4]) <= _LONGEST_TENURE

    def _finish(self) -> None:
        c = self._connection
        for query in _SORTED:
            c.execute(query)
        c.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", sorted(self._about().items()))
        c.execute("COMMIT")
        c.executescript(f"{INDEXES if self._source.alone else ''} PRAGMA user_version = {FORMAT};")

    def _about(self) -> dict[str, str | int]:
        source = self._source
        return {
            "data_end": source.day,
            "made_of": f"dump {source.name}",
            "form": source.form,
            "sitelinks": source.sitelinks,
            "items": source.items,
            **({"classes": source.classes} if source.classes else {}),
        }


def _unite(record: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The aliases of a record whose label and aliases are known, and what else it is called."""
    others = [*names[1:], record["label"], *(record["aliases"] or "").split("\n")]
    return "\n".join(name for name in dict.fromkeys(others) if name and name != names[0]) or None


_UNTELL = "UPDATE record SET description = NULL WHERE id = ? AND typeof(description) = 'integer'"
_FAMILY_FIRST = (
    "SELECT r.id FROM record r JOIN class c ON c.id = r.class WHERE c.type = 'State' "
    f"AND r.label IN ({', '.join('?' * len(FAMILY_NAME_FIRST))})"
)
_UPDATE = (
    "UPDATE record SET prior = :prior, description = coalesce(:description, description), "
    "aliases = :aliases WHERE id = :id"
)
_INSERT = (
    "INSERT INTO record VALUES "
    "(:id, NULL, :label, :class, :country, :priority, :gender, :prior, :aliases, :description)"
)
_SORTED: Iterable[str] = (
    "INSERT OR IGNORE INTO name SELECT folded, record, kind FROM new_name ORDER BY folded, record",
    "INSERT OR IGNORE INTO surface SELECT surface, record, kind FROM new_surface ORDER BY 1, 2, 3",
    "INSERT INTO first SELECT word, max(words) FROM new_surface WHERE true GROUP BY word ORDER BY word "
    "ON CONFLICT (word) DO UPDATE SET longest = max(longest, excluded.longest)",
)
