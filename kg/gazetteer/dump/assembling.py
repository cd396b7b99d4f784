"""Writes an index from what was kept of a dump, on top of the project's own names."""

from __future__ import annotations

import shutil
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path

from kg.errors import OutputError
from kg.gazetteer.dump.classes import type_item
from kg.gazetteer.dump.items import Part
from kg.gazetteer.dump.rows import Rows, draw_rows
from kg.gazetteer.dump.staging import Staging
from kg.gazetteer.names import FAMILY_NAME_FIRST
from kg.gazetteer.tables import FORMAT, INDEXES, SCHEMA, encode_date, first_word
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
    alone: bool
    items: int


def assemble(
    staging: Staging, types: Mapping[int, tuple[int, str]], source: Source, output: Path, *, pool: Pool
) -> None:
    """Writes the index to `output`, whole or not at all. OutputError if it cannot be written."""
    draft = output.with_name(output.name + ".draft")
    try:
        draft.unlink(missing_ok=True)
        if not source.alone:
            shutil.copyfile(find_resource("ontology", "gazetteer.sqlite"), draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            _Assembly(connection, staging, types, source, pool).write()
        draft.replace(output)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"cannot be written: {error}", where=str(output)) from error
    finally:
        draft.unlink(missing_ok=True)


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
        self._offices: dict[int, tuple[int, int | None] | None] = {}
        self._held: set[int] = set()

    def write(self) -> None:
        """Fills all tables."""
        c = self._connection
        c.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;")
        c.executescript("PRAGMA cache_size = -65536; PRAGMA page_size = 4096;")
        c.executescript(SCHEMA if self._source.alone else "")
        c.execute("BEGIN")
        c.execute("CREATE TEMP TABLE new_name (folded, record, kind)")
        c.execute("CREATE TEMP TABLE new_surface (surface, record, kind, word, words)")
        known = {number for (number,) in c.execute("SELECT id FROM record WHERE id > 0")}
        family_first = {f"Q{n}" for (n,) in c.execute(_FAMILY_FIRST, FAMILY_NAME_FIRST)}
        self._held = {office for part in self._people() for office, *_ in part.positions}
        for rows in self._drawn(family_first):
            self._save(rows, known=rows.number in known)
        for part in self._people():
            self._save_positions(part)
        self._finish()

    def _people(self) -> Iterator[Part]:
        return (part for part in self._staging.items() if part.positions and self._type(part) == "Person")

    def _type(self, part: Part) -> str | None:
        return type_item(part.classes, self._types)

    def _drawn(self, family_first: set[str]) -> Iterator[Rows]:
        """The rows of all items that are wanted, drawn by the pool; only a few batches are held at a time."""
        draw = partial(draw_rows, family_first=frozenset(family_first))
        waiting: deque[AsyncResult[list[Rows]]] = deque()
        wanted = self._wanted()
        while batch := list(islice(wanted, _BATCH)):
            waiting.append(self._pool.apply_async(draw, (batch,)))
            if len(waiting) > _WAITING:
                yield from waiting.popleft().get()
        for result in waiting:
            yield from result.get()

    def _wanted(self) -> Iterator[tuple[Part, str]]:
        for part in self._staging.items():
            kind = self._type(part)
            enough = part.links >= self._source.sitelinks
            if (
                kind
                and part.label
                and (enough or part.id in self._held or (kind == "Person" and part.positions))
            ):
                yield part, kind

    def _save(self, rows: Rows, *, known: bool) -> None:
        c = self._connection
        if known:
            c.execute(_UPDATE, {**rows.record, "class": None})

        else:
            c.execute(_INSERT, {**rows.record, "class": self._class(rows.kind)})
            c.executemany(
                "INSERT INTO new_surface VALUES (?, ?, ?, ?, ?)",
                ((*surface, *first_word(surface[0])) for surface in rows.surfaces),
            )
            c.executemany("INSERT OR IGNORE INTO surname VALUES (?)", ((name,) for name in rows.surnames))
        c.executemany("INSERT INTO new_name VALUES (?, ?, ?)", rows.names)

    def _class(self, kind: tuple[str, str]) -> int:
        c = self._connection
        found = c.execute("SELECT id FROM class WHERE type = ? AND subtype = ?", kind).fetchone()
        if found:
            return int(found[0])
        return int(c.execute("INSERT INTO class (type, subtype) VALUES (?, ?)", kind).lastrowid or 0)

    def _save_positions(self, part: Part) -> None:
        """The positions of a person, in the place of those that are known."""
        rows = list(self._positions(part))
        if rows:
            c = self._connection
            c.execute("DELETE FROM position WHERE person = ?", (part.id,))
            c.executemany("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def _positions(self, part: Part) -> Iterator[tuple[object, ...]]:
        for number, (office, of, start, end) in enumerate(part.positions):
            if found := self._office(office):
                row, own = found
                seen = self._source.day if self._still(part, start, end) else None
                dates = encode_date(start), encode_date(end), encode_date(seen)
                yield part.id, own or of or None, row, *dates, number

    def _still(self, part: Part, start: str, end: str) -> bool:
        """Whether a tenure seems to last on the day of the dump."""
        if end or not start or part.dead:
            return False
        return int(self._source.day[:4]) - int(start[:4]) <= _LONGEST_TENURE

    def _office(self, number: int) -> tuple[int, int | None] | None:
        """An office's row and whose office it is; None if the dump tells no label of it."""
        if number not in self._offices:
            part = self._staging.item(number)
            self._offices[number] = self._add_office(part) if part and part.label else None
        return self._offices[number]

    def _add_office(self, part: Part) -> tuple[int, int | None]:
        c = self._connection
        of = next(iter([*part.jurisdictions, *part.countries]), None)
        row = c.execute("SELECT id FROM office WHERE label = ? AND qid = ?", (part.label, part.id)).fetchone()
        if row:
            return int(row[0]), of
        added = c.execute("INSERT INTO office (label, qid) VALUES (?, ?)", (part.label, part.id))
        return int(added.lastrowid or 0), of

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
        }


_FAMILY_FIRST = (
    "SELECT r.id FROM record r JOIN class c ON c.id = r.class WHERE c.type = 'State' "
    f"AND r.label IN ({', '.join('?' * len(FAMILY_NAME_FIRST))})"
)
_UPDATE = (
    "UPDATE record SET prior = :prior, description = coalesce(:description, description), "
    "aliases = coalesce(:aliases, aliases) WHERE id = :id"
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
