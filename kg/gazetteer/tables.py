"""The compiled gazetteer's tables: compact, sorted, the same bytes for the same facts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import OutputError
from kg.gazetteer.listing import describe, list_aliases, list_names
from kg.gazetteer.names import FAMILY_NAME_FIRST
from kg.gazetteer.records import NAME_KINDS, SURFACE_KINDS
from kg.gazetteer.rows import Entry, Row

FORMAT = 2
"""The version of the tables, kept in the file's `user_version`."""

SCHEMA = """
CREATE TABLE class (id INTEGER PRIMARY KEY, type TEXT, subtype TEXT);
CREATE TABLE record (id INTEGER PRIMARY KEY, key TEXT, label TEXT, class INTEGER,
                     country INTEGER, priority INTEGER, gender TEXT,
                     prior INTEGER, aliases TEXT, description);
CREATE TABLE name (folded TEXT, record INTEGER, kind INTEGER,
                   PRIMARY KEY (folded, record)) WITHOUT ROWID;
CREATE TABLE surface (surface TEXT, record INTEGER, kind INTEGER,
                      PRIMARY KEY (surface, record)) WITHOUT ROWID;
CREATE TABLE first (word TEXT PRIMARY KEY, longest INTEGER) WITHOUT ROWID;
CREATE TABLE office (id INTEGER PRIMARY KEY, label TEXT, qid INTEGER);
CREATE TABLE position (person INTEGER, state INTEGER, office INTEGER, start INTEGER, finish INTEGER,
                       seen INTEGER, number INTEGER, PRIMARY KEY (person, number)) WITHOUT ROWID;
CREATE TABLE capital (place INTEGER, state INTEGER, PRIMARY KEY (place, state)) WITHOUT ROWID;
CREATE TABLE seat (surface TEXT PRIMARY KEY, body INTEGER, state INTEGER, place INTEGER) WITHOUT ROWID;
CREATE TABLE given (name TEXT PRIMARY KEY, gender TEXT) WITHOUT ROWID;
CREATE TABLE surname (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE about (subject TEXT PRIMARY KEY, value) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX position_state ON position (state);
"""
_WORD = re.compile(r"[^\s\-',]+|[\-',]")


@dataclass(slots=True)
class Tables:
    """All that the compiled gazetteer holds; records are meant by their keys.

    `entries` are found in texts by their surfaces; `others` only by who asks for their names.
    `places` are the places of the seats, by surface.
    """

    entries: Mapping[str, Entry]
    others: Mapping[str, Entry] = field(default_factory=dict)
    capitals: Iterable[tuple[str, str]] = ()
    seats: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    given_names: Mapping[str, str] = field(default_factory=dict)
    surnames: Iterable[str] = ()
    about: Mapping[str, str | int] = field(default_factory=dict)


def encode_qid(key: str | None) -> int | str | None:
    """A QID as a number; any other key stays as it is."""
    return int(key[1:]) if key and re.fullmatch(r"Q\d+", key) else key


def first_word(surface: str) -> tuple[str, int]:
    """The word that a surface begins with, and how many words it has.

    >>> first_word("Guinea-Bissau")
    ('Guinea', 3)
    """
    words = _WORD.findall(surface)
    return words[0], len(words)


def encode_date(date: str | None) -> int | None:
    """An ISO date, month or year as a number, with zeros for what is not said.

    >>> encode_date("2004-02"), encode_date(None)
    (20040200, None)
    """
    if not date or not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return None
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    return year * 10000 + month * 100 + day


def save_tables(tables: Tables, path: Path) -> None:
    """Writes the gazetteer's file, whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(partial, isolation_level=None)
        try:
            _fill(connection, tables)
        finally:
            connection.close()
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise OutputError("cannot be written", where=str(path)) from error


def _fill(connection: sqlite3.Connection, tables: Tables) -> None:
    connection.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.executescript(SCHEMA)
    connection.execute("BEGIN")
    numbers = _save_records(connection, {**tables.entries, **tables.others})
    _save_surfaces(connection, tables.entries)
    _save_listed(connection, tables, numbers)
    _save_positions(connection, {**tables.entries, **tables.others}, numbers)
    _save_places(connection, tables, numbers)
    _save_names(connection, tables)
    connection.executemany("INSERT INTO about VALUES (?, ?)", sorted(tables.about.items()))
    connection.execute("COMMIT")
    connection.executescript(f"{INDEXES} PRAGMA user_version = {FORMAT}; VACUUM;")


def _save_records(connection: sqlite3.Connection, entries: Mapping[str, Entry]) -> dict[str, int]:
    classes = sorted({(entry.type, entry.subtype) for entry in entries.values()})
    number_of = {pair: number for number, pair in enumerate(classes)}
    connection.executemany(
        "INSERT INTO class VALUES (?, ?, ?)", [(n, *pair) for pair, n in number_of.items()]
    )
    numbers = number_keys(entries)
    connection.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_record_row(number, entries[key], number_of) for key, number in numbers.items()],
    )
    return numbers


def number_keys(keys: Iterable[str]) -> dict[str, int]:
    """A number for each key: that of its QID, or one below zero."""
    coded = {key: encode_qid(key) for key in keys}
    others = sorted(key for key, number in coded.items() if not isinstance(number, int))
    numbers = {key: number for key, number in coded.items() if isinstance(number, int)}
    numbers |= {key: -place for place, key in enumerate(others, 1)}
    return dict(sorted(numbers.items(), key=lambda item: item[1]))


def _record_row(number: int, entry: Entry, classes: Mapping[tuple[str, str], int]) -> tuple[object, ...]:
    priority = round(entry.priority * 1000)
    kind = classes[entry.type, entry.subtype]
    gender = entry.gender and entry.gender[0]
    key = None if number > 0 else entry.key
    country, prior = encode_qid(entry.country), round(entry.prior * 1000)
    aliases = "\n".join(list_aliases(entry)) or None
    return (number, key, entry.label, kind, country, priority, gender, prior, aliases, describe(entry))


def _save_listed(connection: sqlite3.Connection, tables: Tables, numbers: Mapping[str, int]) -> None:
    entries = {**tables.entries, **tables.others}
    family_first = {entry.key for entry in entries.values() if entry.label in FAMILY_NAME_FIRST}
    rows = (
        (folded, number, NAME_KINDS.index(kind))
        for key, number in numbers.items()
        for folded, kind in list_names(entries[key], family_first=entries[key].country in family_first)
    )
    connection.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(rows))


def _save_surfaces(connection: sqlite3.Connection, entries: Mapping[str, Entry]) -> None:
    kinds: dict[tuple[str, int], int] = {}
    for key, number in number_keys(entries).items():
        for surface, kind in entries[key].surfaces:
            rank = SURFACE_KINDS.index(kind)
            kinds[surface, number] = min(rank, kinds.get((surface, number), rank))
    rows = sorted((surface, number, rank) for (surface, number), rank in kinds.items())
    connection.executemany("INSERT INTO surface VALUES (?, ?, ?)", rows)
    first: dict[str, int] = {}
    for surface, _, _ in rows:
        word, words = first_word(surface)
        first[word] = max(words, first.get(word, 0))
    connection.executemany("INSERT INTO first VALUES (?, ?)", sorted(first.items()))


def _save_positions(
    connection: sqlite3.Connection, entries: Mapping[str, Entry], numbers: Mapping[str, int]
) -> None:
    held = [
        (person, place, position)
        for key, person in numbers.items()
        for place, position in enumerate(entries[key].row.get("positions", ()))
    ]
    labels = sorted({_office(position) for _, _, position in held})
    offices = {pair: number for number, pair in enumerate(labels)}
    connection.executemany(
        "INSERT INTO office VALUES (?, ?, ?)",
        [(n, label, encode_qid(q or None)) for (label, q), n in offices.items()],
    )
    rows = [(person, *_position_row(position, offices), place) for person, place, position in held]
    connection.executemany("INSERT INTO position VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _office(position: Row) -> tuple[str, str]:
    return position["label"], position.get("qid") or ""


def _position_row(position: Row, offices: Mapping[tuple[str, str], int]) -> tuple[object, ...]:
    seen = position.get("last_seen") or position.get("current_at")
    return (
        encode_qid(position.get("of")),
        offices[_office(position)],
        encode_date(position.get("start")),
        encode_date(position.get("end")),
        encode_date(seen) if not position.get("end") else None,
    )


def _save_places(connection: sqlite3.Connection, tables: Tables, numbers: Mapping[str, int]) -> None:
    capitals = sorted({(numbers[place], numbers[state]) for place, state in tables.capitals})
    connection.executemany("INSERT INTO capital VALUES (?, ?)", capitals)
    seats = sorted(
        (
            surface,
            numbers[body],
            numbers[state] if state else None,
            numbers.get(tables.places.get(surface, "")),
        )
        for surface, (body, state) in tables.seats.items()
    )
    connection.executemany("INSERT INTO seat VALUES (?, ?, ?, ?)", seats)


def _save_names(connection: sqlite3.Connection, tables: Tables) -> None:
    connection.executemany("INSERT INTO given VALUES (?, ?)", sorted(tables.given_names.items()))
    connection.executemany(
        "INSERT INTO surname VALUES (?)", [(name,) for name in sorted(set(tables.surnames))]
    )
